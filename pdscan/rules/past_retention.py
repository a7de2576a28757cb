"""Records past their retention period: leavers, and whoever a stated policy names."""

from __future__ import annotations

from collections.abc import Iterable

from pdscan.model.report import Recommendation
from pdscan.model.subjects import scaled
from pdscan.model.types import Action
from pdscan.rules.base import Case, Rule


class _PastRetention(Rule):
    period: str
    legal: str
    rationale: str

    def recommend(self, case: Case) -> Iterable[Recommendation]:
        """One cut per dataset with records past the period."""
        for fact in case.retention:
            if fact.rule == self.period and fact.subjects_past_period:
                yield Recommendation(
                    rule=self.ident,
                    action=Action.ERASE,
                    dataset=fact.dataset,
                    columns=(fact.clock_column,),
                    rationale=f"{fact.rows_past_period:,} rows are past it, by {fact.clock_column}. {self.rationale}",
                    basis=case.legal[self.legal].basis(),
                    subjects_protected=scaled(fact.subjects_past_period, case.total),
                )


class LeaversPastSevenYears(_PastRetention):
    """Erase, but for fields with a recorded reason."""

    ident = "leavers-past-7-years"
    title = "Former employees' data is kept up to seven years"
    period = "leavers-past-7-years"
    legal = "leavers"
    rationale = (
        "Erase these records, except fields for which a reason is on record (a pending claim, a contract that says so)."
    )


class InactivePastOwnPolicy(_PastRetention):
    """Erase or anonymise what the organisation's own policy says should be gone."""

    ident = "inactive-past-own-policy"
    title = "Records past the organisation's own retention period"
    period = "inactive-past-own-policy"
    legal = "own-policy"
    rationale = "The organisation's stated period for this category has passed; erase or anonymise these records."

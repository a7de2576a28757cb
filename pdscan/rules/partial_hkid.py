"""A loyalty scheme does not need part of the identity card number."""

from __future__ import annotations

from collections.abc import Iterable

from pdscan.model.report import Recommendation
from pdscan.model.types import Action, EntityType
from pdscan.rules.base import Case, Rule


class PartialHkidInLoyalty(Rule):
    """Drop the column; a one-time code to the phone, or the membership number, proves as much."""

    ident = "partial-hkid-in-loyalty"
    title = "A loyalty scheme does not need part of the identity card number"

    def recommend(self, case: Case) -> Iterable[Recommendation]:
        """One cut per table of customers that holds partial HKIDs."""
        for dataset in case.of_customers():
            columns = case.columns(dataset.dataset, EntityType.HK_HKID_PARTIAL)
            if columns:
                yield Recommendation(
                    rule=self.ident,
                    action=Action.DROP,
                    dataset=dataset.dataset,
                    columns=columns,
                    rationale="Part of an HKID identifies people in combination and cannot be changed once lost. "
                    "To confirm who is calling, use a one-time code to the registered phone, or the membership number.",
                    basis=case.legal["partial-hkid-loyalty"].basis(),
                    subjects_protected=case.people_holding(dataset.dataset, EntityType.HK_HKID_PARTIAL),
                )

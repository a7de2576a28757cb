"""A birthday offer needs the month of birth, an age check the year; neither needs the full date."""

from __future__ import annotations

from collections.abc import Iterable

from pdscan.model.report import Recommendation
from pdscan.model.types import Action, EntityType
from pdscan.rules.base import Case, Rule


class FullBirthDate(Rule):
    """Keep the month for birthday offers or the year for age bands."""

    ident = "full-birth-date"
    title = "Customers' full date of birth is more than an offer or an age check needs"

    def recommend(self, case: Case) -> Iterable[Recommendation]:
        """One cut per table of customers that holds full birth dates."""
        for dataset in case.of_customers():
            columns = case.columns(dataset.dataset, EntityType.DATE_OF_BIRTH)
            if columns:
                yield Recommendation(
                    rule=self.ident,
                    action=Action.GENERALISE,
                    dataset=dataset.dataset,
                    columns=columns,
                    rationale="Keep the month of birth for birthday offers, or the year for age bands. The full date "
                    "is what banks and insurers ask for to confirm an identity.",
                    basis=case.legal["full-birth-date"].basis(),
                    subjects_protected=case.people_holding(dataset.dataset, EntityType.DATE_OF_BIRTH),
                )

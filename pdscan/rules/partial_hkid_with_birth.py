"""Part of an HKID together with year and month of birth singles people out."""

from __future__ import annotations

from collections.abc import Iterable

from pdscan.model.report import Recommendation
from pdscan.model.types import Action, EntityType
from pdscan.rules.base import Case, Rule

BIRTHS = (EntityType.BIRTH_YEAR_MONTH, EntityType.DATE_OF_BIRTH)


class PartialHkidWithBirth(Rule):
    """Coarsen the birth data; dropping one of the two alone leaves a handful of candidates."""

    ident = "partial-hkid-with-birth"
    title = "Part of an HKID beside year and month of birth is as good as a name"

    def recommend(self, case: Case) -> Iterable[Recommendation]:
        """One cut per table, whatever its category, that holds both of the same people."""
        for dataset in case.datasets:
            partial = case.columns(dataset.dataset, EntityType.HK_HKID_PARTIAL)
            for birth in BIRTHS:
                born = case.columns(dataset.dataset, birth)
                if partial and born:
                    yield Recommendation(
                        rule=self.ident,
                        action=Action.GENERALISE,
                        dataset=dataset.dataset,
                        columns=(*partial, *born),
                        rationale="Within one file nearly every pair of partial HKID and birth month occurs once. "
                        "Drop the partial HKID and keep only the month, or only the year, of birth.",
                        basis=case.legal["partial-hkid-with-birth-month"].basis(),
                        subjects_protected=case.people_holding(dataset.dataset, EntityType.HK_HKID_PARTIAL, birth),
                    )

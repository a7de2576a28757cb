"""What a minimisation rule gets and gives."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pdscan.model.findings import Finding
from pdscan.model.report import DatasetSummary, Recommendation, RetentionFact
from pdscan.model.subjects import Interval, SubjectPattern, scaled
from pdscan.model.types import Confidence, EntityType

CUSTOMERS = frozenset({"customer", "online_user", "donor"})
"""Categories whose relation to the organisation is one of trade or membership."""


@dataclass(frozen=True, slots=True)
class LegalFact:
    """A statement of law or of the regulator, where it was read, and whether it was checked there."""

    text: str
    source: str
    verified: bool

    def basis(self) -> str:
        """As a user may read it: a fact that was not checked is not shown as law."""
        if not self.verified:
            return "Good practice; pdscan has verified no legal source for it."
        return f"{self.text} Source: {self.source}."


@dataclass(frozen=True, slots=True)
class Case:
    """All that rules judge by: a scan's results, never a value."""

    datasets: tuple[DatasetSummary, ...]
    findings: tuple[Finding, ...]
    patterns: tuple[SubjectPattern, ...]
    retention: tuple[RetentionFact, ...]
    total: Interval
    legal: Mapping[str, LegalFact]

    def columns(self, dataset: str, *entity_types: EntityType) -> tuple[str, ...]:
        """Columns of the dataset that hold any of the entity types, at medium confidence or above."""
        return tuple(
            f.column
            for f in self.findings
            if f.dataset == dataset
            and f.entity_type in entity_types
            and f.confidence is not Confidence.LOW
            and not f.free_text
        )

    def of_customers(self) -> tuple[DatasetSummary, ...]:
        """Datasets about customers, members and the like."""
        return tuple(d for d in self.datasets if CUSTOMERS & set(d.categories))

    def people_holding(self, dataset: str, *entity_types: EntityType) -> Interval:
        """Of how many people the dataset holds every one of the entity types."""
        wanted = set(entity_types)
        people = sum(
            pattern.people
            for pattern in self.patterns
            if any(h.dataset == dataset and wanted <= set(h.entity_types) for h in pattern.holdings)
        )
        return scaled(people, self.total)


class Rule(ABC):
    """Turns findings into recommendations. `ident` is stable and names the rule everywhere."""

    ident: str
    title: str

    @abstractmethod
    def recommend(self, case: Case) -> Iterable[Recommendation]:
        """The cuts that this rule sees, each with the people it protects."""

"""A finding: an entity type in a column, how harmful, how sure, and why."""

from __future__ import annotations

from dataclasses import dataclass

from pdscan.model.types import Confidence, EntityType, Severity


@dataclass(frozen=True, slots=True)
class Evidence:
    """Counts behind a finding: what one detector tested and matched. Never a value."""

    detector: str
    tested: int
    matched: int
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Entity type `entity_type` in column `column` of dataset `dataset`."""

    dataset: str
    column: str
    entity_type: EntityType
    severity: Severity
    confidence: Confidence
    free_text: bool = False
    evidence: tuple[Evidence, ...] = ()

    @property
    def fingerprint(self) -> str:
        """Stable identity, made of names only."""
        return f"{self.dataset}.{self.column}:{self.entity_type}"

"""What a scan is asked to do, and what it judges with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase

from pdscan.classify import Weights
from pdscan.model.findings import Finding
from pdscan.model.types import Confidence, EntityType, Severity
from pdscan.profile import NameJudge, ValueJudge
from pdscan.retention import RetentionPeriod
from pdscan.rules.base import LegalFact, Rule
from pdscan.subjects.categories import CategoryWords


@dataclass(frozen=True, slots=True)
class ScanOptions:
    """What the user asked for, whatever the surface it came from."""

    sample_rows: int = 10_000
    full: bool = False
    seed: int = 0
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    only: tuple[EntityType, ...] = ()
    except_: tuple[EntityType, ...] = ()
    min_confidence: Confidence = Confidence.LOW
    min_severity: Severity = Severity.LOW
    workers: int = 1
    categories: Mapping[str, str] = field(default_factory=dict)
    """Glob over dataset names -> subject category, as stated by the user; wins over the built-in vocabulary."""
    organisations: Mapping[str, str] = field(default_factory=dict)
    """Glob over dataset names -> organisation."""
    retention_years: Mapping[str, float] = field(default_factory=dict)
    """Subject category -> the organisation's own retention period, in years since the clock started."""
    today: date | None = None
    """The day the ages of records are reckoned from; the scan's own day when None."""

    @property
    def judged_rows(self) -> int | None:
        """Rows per dataset to judge columns by; None for all."""
        return None if self.full else self.sample_rows

    def in_scope(self, dataset: str) -> bool:
        """Whether --include and --exclude leave the dataset in."""
        wanted = not self.include or any(fnmatchcase(dataset, glob) for glob in self.include)
        return wanted and not any(fnmatchcase(dataset, glob) for glob in self.exclude)

    def shows(self, finding: Finding) -> bool:
        """Whether the finding passes the filters of type, confidence and severity."""
        return (
            (not self.only or finding.entity_type in self.only)
            and finding.entity_type not in self.except_
            and finding.confidence.rank >= self.min_confidence.rank
            and finding.severity.rank >= self.min_severity.rank
        )


@dataclass(frozen=True, slots=True)
class Toolkit:
    """What the stages judge with: recognisers, vocabularies, weights, rules and the facts behind them.

    `detectors` makes the judges of values and names; it travels to worker processes, which call it once each.
    """

    detectors: Callable[[], tuple[ValueJudge, NameJudge]]
    weights: Weights
    categories: CategoryWords
    periods: tuple[RetentionPeriod, ...]
    legal: Mapping[str, LegalFact]
    rules: tuple[Rule, ...]

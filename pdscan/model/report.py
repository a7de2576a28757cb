"""The report of a scan: everything that reporters show, rules read and history keeps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from pdscan.model.findings import Finding
from pdscan.model.schema import Skipped
from pdscan.model.subjects import Interval, Subjects
from pdscan.model.types import Action, DatasetKind, RowsBasis


@dataclass(frozen=True, slots=True)
class Sampling:
    """How rows were chosen for judging columns."""

    mode: str
    """`sample` or `full`."""
    rows: int
    seed: int


@dataclass(frozen=True, slots=True)
class ScanInfo:
    """Which scan this is, of what, and whether it ran to its end."""

    id: str
    started_at: datetime
    finished_at: datetime
    pdscan_version: str
    targets: tuple[str, ...]
    """As they may be shown: secrets masked."""
    sampling: Sampling
    complete: bool
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DatasetSummary:
    """One dataset that was looked at."""

    dataset: str
    kind: DatasetKind
    rows: int | None
    rows_basis: RowsBasis
    rows_examined: int
    columns: int
    organisation: str | None = None
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RetentionFact:
    """How old the records of a dataset are, by the column that starts their retention clock."""

    dataset: str
    clock_column: str
    category: str
    oldest: date | None
    newest: date | None
    rows_past_period: int
    subjects_past_period: int
    rule: str
    """Ident of the retention rule whose period was applied; empty when none applies."""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A cut: what to do with which columns, why, and how many people it protects."""

    rule: str
    action: Action
    dataset: str
    columns: tuple[str, ...]
    rationale: str
    basis: str
    """Legal source, when verified; otherwise says that it is good practice or the organisation's own policy."""
    subjects_protected: Interval


@dataclass(frozen=True, slots=True)
class Report:
    """One scan's whole result. Holds names and counts; never a value."""

    scan: ScanInfo
    datasets: tuple[DatasetSummary, ...]
    skipped: tuple[Skipped, ...]
    findings: tuple[Finding, ...]
    subjects: Subjects
    retention: tuple[RetentionFact, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()

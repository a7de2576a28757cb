"""The report as JSON, version 1: fields may be added, never renamed or removed."""

from __future__ import annotations

from datetime import date, datetime
from typing import IO, Any

import orjson
from pydantic import BaseModel, ConfigDict, ValidationError

from pdscan.errors import ConfigError
from pdscan.model.findings import Evidence, Finding
from pdscan.model.report import DatasetSummary, Recommendation, Report, RetentionFact, Sampling, ScanInfo
from pdscan.model.schema import Skipped
from pdscan.model.subjects import (
    EntityTypeCount,
    ErrorPart,
    Holding,
    Interval,
    Overlap,
    SubjectGroup,
    SubjectPattern,
    Subjects,
    SubjectTotal,
)
from pdscan.model.types import (
    Action,
    Confidence,
    CountMethod,
    DatasetKind,
    EntityType,
    RowsBasis,
    Severity,
    SkipReason,
)
from pdscan.reporters.base import Reporter

VERSION = "1"


class _Shape(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, from_attributes=True)


class SamplingV1(_Shape):
    """How rows were chosen."""

    mode: str
    rows: int
    seed: int


class ScanV1(_Shape):
    """Which scan."""

    id: str
    started_at: datetime
    finished_at: datetime
    pdscan_version: str
    targets: tuple[str, ...]
    sampling: SamplingV1
    complete: bool
    notes: tuple[str, ...] = ()


class DatasetV1(_Shape):
    """A dataset that was looked at."""

    dataset: str
    kind: DatasetKind
    rows: int | None
    rows_basis: RowsBasis
    rows_examined: int
    organisation: str | None
    categories: tuple[str, ...]
    columns: int


class SkippedV1(_Shape):
    """What was not looked at."""

    dataset: str
    reason: SkipReason
    detail: str


class EvidenceV1(_Shape):
    """Counts behind a finding."""

    detector: str
    tested: int
    matched: int
    detail: str


class FindingV1(_Shape):
    """An entity type in a column."""

    fingerprint: str
    dataset: str
    column: str
    entity_type: EntityType
    severity: Severity
    confidence: Confidence
    free_text: bool
    evidence: tuple[EvidenceV1, ...]


class IntervalV1(_Shape):
    """A number of people."""

    low: int
    point: int
    high: int


class PartV1(_Shape):
    """One source of error."""

    name: str
    lowers: int
    raises: int
    detail: str


class TotalV1(IntervalV1):
    """All data subjects."""

    confidence: float | None
    method: CountMethod
    hard_low: int
    hard_high: int | None
    parts: tuple[PartV1, ...] = ()


class EntityTypeV1(IntervalV1):
    """People for whom an entity type is held."""

    entity_type: EntityType


class GroupV1(IntervalV1):
    """People of a category."""

    organisation: str | None
    category: str
    entity_types: tuple[EntityTypeV1, ...]


class OverlapV1(_Shape):
    """People in two categories."""

    a: str
    b: str
    point: int


class HoldingV1(_Shape):
    """What a dataset holds of a person."""

    dataset: str
    category: str
    entity_types: tuple[EntityType, ...]
    age_years: int | None


class PatternV1(_Shape):
    """People of whom exactly these holdings exist."""

    holdings: tuple[HoldingV1, ...]
    people: int


class SubjectsV1(_Shape):
    """How many people."""

    total: TotalV1
    groups: tuple[GroupV1, ...]
    overlaps: tuple[OverlapV1, ...]
    unattributable_rows: int
    patterns: tuple[PatternV1, ...] = ()
    warnings: tuple[str, ...]


class RetentionV1(_Shape):
    """Age of records."""

    dataset: str
    clock_column: str
    category: str
    oldest: date | None
    newest: date | None
    rows_past_period: int
    subjects_past_period: int
    rule: str


class RecommendationV1(_Shape):
    """A cut."""

    rule: str
    action: Action
    dataset: str
    columns: tuple[str, ...]
    rationale: str
    basis: str
    subjects_protected: IntervalV1


class ReportV1(_Shape):
    """The whole report."""

    schema_version: str = VERSION
    scan: ScanV1
    datasets: tuple[DatasetV1, ...]
    skipped: tuple[SkippedV1, ...]
    findings: tuple[FindingV1, ...]
    subjects: SubjectsV1
    retention: tuple[RetentionV1, ...]
    recommendations: tuple[RecommendationV1, ...]
    posture: tuple[dict[str, str], ...] = ()


class JsonReporter(Reporter):
    """JSON version 1."""

    name = "json"
    suffix = ".json"

    def write(self, report: Report, out: IO[str]) -> None:
        """One JSON object, indented."""
        out.write(dumps(report))


def dumps(report: Report) -> str:
    """The report as JSON text."""
    shaped = ReportV1(
        scan=ScanV1.model_validate(report.scan),
        datasets=tuple(map(DatasetV1.model_validate, report.datasets)),
        skipped=tuple(map(SkippedV1.model_validate, report.skipped)),
        findings=tuple(map(FindingV1.model_validate, report.findings)),
        subjects=_subjects(report.subjects),
        retention=tuple(map(RetentionV1.model_validate, report.retention)),
        recommendations=tuple(map(RecommendationV1.model_validate, report.recommendations)),
    )
    return orjson.dumps(shaped.model_dump(mode="json"), option=orjson.OPT_INDENT_2).decode() + "\n"


def _subjects(subjects: Subjects) -> SubjectsV1:
    total = subjects.total
    return SubjectsV1(
        total=TotalV1(
            **_interval(total.count),
            confidence=total.confidence,
            method=total.method,
            hard_low=total.hard_low,
            hard_high=total.hard_high,
            parts=tuple(map(PartV1.model_validate, total.parts)),
        ),
        groups=tuple(
            GroupV1(
                **_interval(group.count),
                organisation=group.organisation,
                category=group.category,
                entity_types=tuple(
                    EntityTypeV1(**_interval(e.count), entity_type=e.entity_type) for e in group.entity_types
                ),
            )
            for group in subjects.groups
        ),
        overlaps=tuple(map(OverlapV1.model_validate, subjects.overlaps)),
        unattributable_rows=subjects.unattributable_rows,
        patterns=tuple(map(PatternV1.model_validate, subjects.patterns)),
        warnings=subjects.warnings,
    )


def _interval(count: Interval) -> dict[str, Any]:
    return {"low": count.low, "point": count.point, "high": count.high}


def report_schema() -> dict[str, Any]:
    """The JSON Schema of the report."""
    return ReportV1.model_json_schema(mode="serialization")


def loads(text: str) -> Report:
    """Read a report again. Raises ConfigError saying where the text is not a report of version 1."""
    try:
        shaped = ReportV1.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(map(str, first["loc"])) or "$"
        raise ConfigError(f"This is not a pdscan report: {first['msg']} @ {place}.") from None
    if shaped.schema_version != VERSION:
        raise ConfigError(f"This report is of version {shaped.schema_version}; this pdscan reads version {VERSION}.")
    scan = shaped.scan.model_dump()
    return Report(
        scan=ScanInfo(**{**scan, "sampling": Sampling(**scan["sampling"])}),
        datasets=tuple(DatasetSummary(**d.model_dump()) for d in shaped.datasets),
        skipped=tuple(Skipped(**s.model_dump()) for s in shaped.skipped),
        findings=tuple(_finding(f) for f in shaped.findings),
        subjects=_read_subjects(shaped.subjects),
        retention=tuple(RetentionFact(**r.model_dump()) for r in shaped.retention),
        recommendations=tuple(
            Recommendation(**{**r.model_dump(), "subjects_protected": Interval(**r.subjects_protected.model_dump())})
            for r in shaped.recommendations
        ),
    )


def _finding(shaped: FindingV1) -> Finding:
    fields = shaped.model_dump(exclude={"fingerprint", "evidence"})
    return Finding(**fields, evidence=tuple(Evidence(**e.model_dump()) for e in shaped.evidence))


def _read_subjects(shaped: SubjectsV1) -> Subjects:
    total = shaped.total
    return Subjects(
        total=SubjectTotal(
            count=Interval(total.low, total.point, total.high),
            confidence=total.confidence,
            method=total.method,
            hard_low=total.hard_low,
            hard_high=total.hard_high,
            parts=tuple(ErrorPart(**p.model_dump()) for p in total.parts),
        ),
        groups=tuple(
            SubjectGroup(
                g.organisation,
                g.category,
                Interval(g.low, g.point, g.high),
                tuple(EntityTypeCount(e.entity_type, Interval(e.low, e.point, e.high)) for e in g.entity_types),
            )
            for g in shaped.groups
        ),
        overlaps=tuple(Overlap(**o.model_dump()) for o in shaped.overlaps),
        unattributable_rows=shaped.unattributable_rows,
        patterns=tuple(
            SubjectPattern(tuple(Holding(**h.model_dump()) for h in p.holdings), p.people) for p in shaped.patterns
        ),
        warnings=shaped.warnings,
    )

"""From what a scan gathered, whole or interrupted, to its report. Pure: no source is touched."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from pdscan import __version__
from pdscan.model.findings import Finding
from pdscan.model.profile import DatasetProfile
from pdscan.model.report import DatasetSummary, Report, Sampling, ScanInfo
from pdscan.model.schema import Dataset, Skipped
from pdscan.model.types import Confidence, RowsBasis
from pdscan.options import ScanOptions, Toolkit
from pdscan.progress import Progress
from pdscan.recommend import recommend
from pdscan.retention import own_periods, retention_facts
from pdscan.rules.base import Case
from pdscan.sources.base import Source
from pdscan.subjects.categories import organisation_of
from pdscan.subjects.clocks import clock_summaries
from pdscan.subjects.estimate import estimate_subjects
from pdscan.subjects.plan import RecordPlan
from pdscan.subjects.records import SubjectRecords


@dataclass(slots=True)
class Run:
    """What accumulates while a scan runs; a scan that is interrupted reports what stands here."""

    sources: Sequence[Source]
    options: ScanOptions
    toolkit: Toolkit
    progress: Progress
    today: date
    listed: list[tuple[Source, Dataset]] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    profiles: dict[str, DatasetProfile] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    plans: tuple[RecordPlan, ...] = ()
    records: list[SubjectRecords] = field(default_factory=list)
    uncounted: set[str] = field(default_factory=set)
    interrupted: bool = False
    stage: str = "listing"


def assemble(run: Run, started: datetime) -> Report:
    """The report of everything that stands in the run."""
    organisations = {name: organisation_of(name, run.options.organisations) for name in run.profiles}
    subjects = estimate_subjects(run.records, today=run.today, organisations=organisations)
    subjects = replace(subjects, warnings=(*subjects.warnings, *_uncounted(run)))
    periods = (*own_periods(run.options.retention_years), *run.toolkit.periods)
    retention = retention_facts(clock_summaries(run.records, run.today), subjects.patterns, periods)
    datasets = tuple(_summary(run, profiled, organisations) for profiled in run.profiles.values())
    case = Case(
        datasets=datasets,
        findings=tuple(run.findings),
        patterns=subjects.patterns,
        retention=retention,
        total=subjects.total.count,
        legal=run.toolkit.legal,
    )
    options = run.options
    return Report(
        scan=ScanInfo(
            id=str(uuid.uuid4()),
            started_at=started,
            finished_at=datetime.now(UTC),
            pdscan_version=__version__,
            targets=tuple(source.display for source in run.sources),
            sampling=Sampling("full" if options.full else "sample", options.sample_rows, options.seed),
            complete=not run.interrupted,
            notes=_notes(run),
        ),
        datasets=datasets,
        skipped=tuple(run.skipped),
        findings=tuple(finding for finding in run.findings if options.shows(finding)),
        subjects=subjects,
        retention=retention,
        recommendations=recommend(case, run.toolkit.rules),
    )


def _summary(run: Run, profiled: DatasetProfile, organisations: Mapping[str, str | None]) -> DatasetSummary:
    dataset = profiled.dataset
    rows, basis = dataset.rows, dataset.rows_basis
    read_whole = run.options.full or profiled.rows_examined < run.options.sample_rows
    if read_whole and basis is not RowsBasis.EXACT:
        rows, basis = profiled.rows_examined, RowsBasis.EXACT
    return DatasetSummary(
        dataset=dataset.name,
        kind=dataset.kind,
        rows=rows,
        rows_basis=basis,
        rows_examined=profiled.rows_examined,
        columns=len(dataset.columns),
        organisation=organisations[dataset.name],
        categories=tuple(dict.fromkeys(plan.category for plan in run.plans if plan.dataset == dataset.name)),
    )


def _notes(run: Run) -> tuple[str, ...]:
    notes = []
    hidden = sum(1 for finding in run.findings if not run.options.shows(finding))
    if hidden:
        notes.append(f"{hidden} finding(s) are hidden by the filters on entity type, confidence or severity.")
    low = sum(1 for finding in run.findings if finding.confidence is Confidence.LOW)
    if low:
        notes.append(f"{low} finding(s) of low confidence took no part in counting people.")
    return tuple(notes)


def _uncounted(run: Run) -> Sequence[str]:
    if run.interrupted:
        return (f"The scan was interrupted while {run.stage}; the numbers of people are of what had been read.",)
    return ()

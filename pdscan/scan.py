"""The pipeline: list datasets, judge their columns on a sample, count people in full, recommend."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from datetime import UTC, datetime

from pdscan.assemble import Run, assemble
from pdscan.classify import classify
from pdscan.errors import DatasetError, NothingScannedError, SourceError
from pdscan.execution import executor, in_order
from pdscan.model.profile import DatasetProfile
from pdscan.model.report import Report
from pdscan.model.schema import Dataset, Skipped
from pdscan.model.types import ColumnType, SkipReason
from pdscan.options import ScanOptions, Toolkit
from pdscan.profile import NameJudge, ValueJudge, profile
from pdscan.progress import Progress
from pdscan.records import collect_records
from pdscan.sources.base import Source
from pdscan.subjects.categories import table_subject
from pdscan.subjects.plan import RecordPlan
from pdscan.subjects.planning import plan_records
from pdscan.subjects.records import SubjectRecords

__all__ = ["ScanOptions", "Toolkit", "list_datasets", "scan"]


def scan(sources: Sequence[Source], options: ScanOptions, toolkit: Toolkit, progress: Progress) -> Report:
    """Scan the sources. An interrupt ends the stage at hand; the report then says what was not done.

    Raises NothingScannedError when no dataset could be looked at.
    """
    started = datetime.now(UTC)
    run = Run(sources, options, toolkit, progress, options.today or started.date())
    try:
        _list(run)
        with executor(options.workers) as pool:
            run.stage = "judging"
            _judge(run, pool)
            run.stage = "counting"
            _count(run, pool)
        run.stage = "done"
    except KeyboardInterrupt:
        run.interrupted = True
        _note_interruption(run)
    finally:
        progress.finish()
        for source in sources:
            source.close()
    if not run.profiles and not run.interrupted:
        raise NothingScannedError(_why_nothing(run))
    return assemble(run, started)


def list_datasets(sources: Sequence[Source], options: ScanOptions) -> tuple[list[Dataset], list[Skipped]]:
    """What a scan would look at, without reading a value."""
    datasets: list[Dataset] = []
    skipped: list[Skipped] = []
    for source in sources:
        try:
            for entry in source.datasets():
                if isinstance(entry, Skipped):
                    skipped.append(entry)
                elif options.in_scope(entry.name):
                    datasets.append(entry)
        except SourceError as error:
            skipped.append(Skipped(source.display, error.reason, error.message))
        finally:
            source.close()
    return datasets, skipped


def _list(run: Run) -> None:
    run.progress.start("Listing", None)
    for source in run.sources:
        run.progress.working(source.display)
        try:
            for entry in source.datasets():
                if isinstance(entry, Skipped):
                    if run.options.in_scope(entry.dataset):
                        run.skipped.append(entry)
                elif run.options.in_scope(entry.name):
                    run.listed.append((source, entry))
                    run.progress.advance(entry.name)
        except SourceError as error:
            run.skipped.append(Skipped(source.display, error.reason, error.message))
            run.progress.note(f"{source.display} skipped: {error.message}" + (f" ({error.hint})" if error.hint else ""))
    run.progress.finish()


def _judge(run: Run, pool: Executor) -> None:
    run.progress.start("Judging", len(run.listed))
    work = [
        (source, dataset, run.options.judged_rows, run.options.seed, run.toolkit.detectors)
        for source, dataset in run.listed
    ]
    futures = in_order(pool, judge_dataset, work, ahead=2 * run.options.workers - 1)
    pending = iter(run.listed)
    while True:
        entry = next(pending, None)
        if entry is not None:
            run.progress.working(entry[1].name)
        future = next(futures, None)
        if future is None or entry is None:
            break
        dataset = entry[1]
        try:
            profiled: DatasetProfile = future.result()
        except (DatasetError, SourceError) as error:
            run.skipped.append(Skipped(dataset.name, error.reason, error.message))
            run.progress.note(f"{dataset.name} skipped: {error.message}")
        else:
            run.profiles[dataset.name] = profiled
            subject = table_subject(profiled.dataset, run.toolkit.categories, run.options.categories)
            run.findings.extend(classify(profiled, subject, run.toolkit.weights, run.today))
        run.progress.advance(dataset.name)
    run.progress.finish()


def judge_dataset(
    source: Source,
    dataset: Dataset,
    rows: int | None,
    seed: int,
    detectors: Callable[[], tuple[ValueJudge, NameJudge]],
) -> DatasetProfile:
    """Worker: read a sample of the dataset and profile it. Only counts and keyed hashes leave."""
    values, names = detectors()
    readable = tuple(c.name for c in dataset.columns if c.type is not ColumnType.BINARY)
    result = DatasetProfile(dataset, 0, {})
    for partition in source.partitions(dataset, readable, sample_rows=rows, seed=seed):
        result = result.merge(profile(dataset, source.read(partition), values, names, seed=seed))
    return result


def _count(run: Run, pool: Executor) -> None:
    run.plans = plan_records(list(run.profiles.values()), run.findings, run.toolkit.categories, run.options.categories)
    by_dataset: dict[str, list[RecordPlan]] = {}
    for plan in run.plans:
        by_dataset.setdefault(plan.dataset, []).append(plan)
    run.uncounted = set(by_dataset)
    run.progress.start("Counting", len(by_dataset))
    key = secrets.token_bytes(32)
    work = [
        (source, dataset, tuple(by_dataset[dataset.name]), key)
        for source, dataset in run.listed
        if dataset.name in by_dataset
    ]
    futures = in_order(pool, count_dataset, work, ahead=2 * run.options.workers - 1)
    for _, dataset, _, _ in work:
        run.progress.working(dataset.name)
        try:
            run.records.extend(next(futures).result())
        except (DatasetError, SourceError) as error:
            run.skipped.append(Skipped(dataset.name, error.reason, f"people not counted: {error.message}"))
        run.uncounted.discard(dataset.name)
        run.progress.advance(dataset.name)
    run.progress.finish()


def count_dataset(
    source: Source, dataset: Dataset, plans: tuple[RecordPlan, ...], key: bytes
) -> tuple[SubjectRecords, ...]:
    """Worker: read the identifier columns of every row and hash them."""
    columns = tuple(dict.fromkeys(name for plan in plans for name in plan.columns))
    parts: list[SubjectRecords] | None = None
    for partition in source.partitions(dataset, columns, sample_rows=None, seed=0):
        read = collect_records(plans, source.read(partition), key)
        parts = list(read) if parts is None else [a.merge(b) for a, b in zip(parts, read, strict=True)]
    return tuple(parts or ())


def _note_interruption(run: Run) -> None:
    for _, dataset in run.listed:
        if dataset.name not in run.profiles and not any(s.dataset == dataset.name for s in run.skipped):
            run.skipped.append(Skipped(dataset.name, SkipReason.INTERRUPTED, "not judged"))
        elif dataset.name in run.uncounted:
            run.skipped.append(Skipped(dataset.name, SkipReason.INTERRUPTED, "judged; its people were not counted"))
    if run.stage == "listing":
        run.skipped.append(Skipped("the rest of the listing", SkipReason.INTERRUPTED, "not listed"))


def _why_nothing(run: Run) -> str:
    if run.skipped:
        first = run.skipped[0]
        more = f" ({len(run.skipped) - 1} more skipped)" if len(run.skipped) > 1 else ""
        return f"Nothing was scanned. {first.dataset}: {first.detail or first.reason}{more}"
    targets = ", ".join(source.display for source in run.sources)
    return f"Nothing was scanned: no table or file is in scope in {targets}."

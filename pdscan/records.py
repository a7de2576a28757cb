"""Batches of raw values in, subject records out: keyed hashes of identifiers, and which kinds of data a row holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pdscan.batch import Batch
from pdscan.subjects.plan import RecordPlan
from pdscan.subjects.records import RecordBuilder, SubjectRecords


def collect_records(plans: Sequence[RecordPlan], batches: Iterable[Batch], key: bytes) -> tuple[SubjectRecords, ...]:
    """Read a partition once for all plans of its dataset; every batch holds the columns of each plan."""
    builders = [RecordBuilder(plan, key) for plan in plans]
    for batch in batches:
        for builder in builders:
            builder.add(batch.columns, batch.rows)
    return tuple(builder.finish() for builder in builders)

"""How old the records of a dataset are, from the day their retention clock started."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from pdscan.model.subjects import ClockSummary
from pdscan.subjects.patterns import DAYS_OF_YEAR
from pdscan.subjects.records import NO_DAY, SubjectRecords

_EPOCH = date(1970, 1, 1)


def clock_summaries(records: Sequence[SubjectRecords], today: date) -> tuple[ClockSummary, ...]:
    """One summary per plan that has a clock."""
    result = []
    for part in records:
        if part.plan.clock is None:
            continue
        days = part.clock[part.clock != NO_DAY].astype(np.int64)
        years = np.maximum(np.floor(((today - _EPOCH).days - days) / DAYS_OF_YEAR), 0).astype(np.int64)
        ages, rows = np.unique(years, return_counts=True)
        result.append(
            ClockSummary(
                dataset=part.plan.dataset,
                column=part.plan.clock,
                category=part.plan.category,
                kind=part.plan.clock_kind,
                oldest=_EPOCH + timedelta(days=int(days.min())) if len(days) else None,
                newest=_EPOCH + timedelta(days=int(days.max())) if len(days) else None,
                rows_by_age=tuple(zip(ages.tolist(), rows.tolist(), strict=True)),
            )
        )
    return tuple(result)

"""Numbers of people in words, and the sentence that sums up a scan."""

from __future__ import annotations

import math

from pdscan.model.report import Report
from pdscan.model.subjects import Interval
from pdscan.model.types import Confidence

ROUNDING_FROM = 0.01
"""Half-width, as a share of the point, from which on digits that the interval can't support are rounded away."""


def phrase(count: Interval) -> str:
    """`67` when exact, else `about 79,400 (78,900 to 79,900)`."""
    if count.is_exact:
        return f"{count.point:,}"
    half = (count.high - count.low) / 2
    step = 10 ** int(math.log10(half)) if half >= max(1.0, ROUNDING_FROM * count.point) else 1
    return f"about {_round(count.point, step):,} ({count.low // step * step:,} to {-(-count.high // step) * step:,})"


def _round(number: int, step: int) -> int:
    return (number + step // 2) // step * step


def summary_line(report: Report) -> str:
    """One sentence: how much was looked at, what was found, of how many people."""
    whole = [d for d in report.skipped if d.dataset not in {x.dataset for x in report.datasets}]
    seen, missed = len(report.datasets), len(whole)
    skipped = f" ({missed} skipped)" if missed else ""
    columns = len({(f.dataset, f.column) for f in report.findings if f.confidence is not Confidence.LOW})
    start = "Scanned" if report.scan.complete else "Interrupted: judged"
    return (
        f"{start} {seen} of {seen + missed} datasets{skipped}. {columns} columns hold personal data; "
        f"{phrase(report.subjects.total.count)} data subjects."
    )

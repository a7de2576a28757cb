"""How many data subjects, of which category, with which kinds of data: estimates with their intervals."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from pdscan.model.types import CountMethod, EntityType


@dataclass(frozen=True, slots=True)
class Interval:
    """A number of data subjects: low <= point <= high, all whole people. Raises ValueError otherwise."""

    low: int
    point: int
    high: int

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.point <= self.high:
            raise ValueError(f"not an interval: {self.low} <= {self.point} <= {self.high}")

    @property
    def is_exact(self) -> bool:
        """Whether there is no room for error."""
        return self.low == self.high


def scaled(people: int, total: Interval) -> Interval:
    """An interval for part of the people, as wide in proportion as the total's, rounded outwards."""
    if total.point == 0 or total.is_exact:
        return Interval(people, people, people)
    low = math.floor(people * total.low / total.point)
    high = math.ceil(people * total.high / total.point)
    return Interval(min(low, people), people, max(high, people))


@dataclass(frozen=True, slots=True)
class ErrorPart:
    """One source of error in an estimate: by how many people it could lower or raise the number."""

    name: str
    """missed_merges, false_merges, sampling, slack, ..."""
    lowers: int
    raises: int
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SubjectTotal:
    """All data subjects of the scan, each counted once however many datasets mention them."""

    count: Interval
    confidence: float | None
    """Nominal coverage of the interval; None where the bounds are not statistical."""
    method: CountMethod
    hard_low: int
    hard_high: int | None
    parts: tuple[ErrorPart, ...] = ()


@dataclass(frozen=True, slots=True)
class EntityTypeCount:
    """Data subjects of a group for whom at least one value of the entity type is held."""

    entity_type: EntityType
    count: Interval


@dataclass(frozen=True, slots=True)
class SubjectGroup:
    """Data subjects of one category, in one organisation where organisations are configured."""

    organisation: str | None
    category: str
    count: Interval
    entity_types: tuple[EntityTypeCount, ...] = ()


@dataclass(frozen=True, slots=True)
class Overlap:
    """Data subjects who belong to both categories."""

    a: str
    b: str
    point: int


@dataclass(frozen=True, slots=True)
class Holding:
    """What one dataset holds of a person: kinds of data, and the age of the newest record of them."""

    dataset: str
    category: str
    entity_types: tuple[EntityType, ...]
    age_years: int | None = None
    """Whole years since the retention clock started (leaving, last activity); None without a clock."""


@dataclass(frozen=True, slots=True)
class SubjectPattern:
    """A number of people of whom exactly these holdings exist. Sizing and what-if are sums over patterns."""

    holdings: tuple[Holding, ...]
    people: int


@dataclass(frozen=True, slots=True)
class ClockSummary:
    """How long ago the retention clocks of a dataset's records started."""

    dataset: str
    column: str
    category: str
    kind: str
    """`left` or `active`."""
    oldest: date | None
    newest: date | None
    rows_by_age: tuple[tuple[int, int], ...]
    """(whole years, rows), youngest first; rows whose clock has not started are left out."""


@dataclass(frozen=True, slots=True)
class Subjects:
    """The answer to: whose data is it, and of how many people?"""

    total: SubjectTotal
    groups: tuple[SubjectGroup, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    unattributable_rows: int = 0
    patterns: tuple[SubjectPattern, ...] = ()
    warnings: tuple[str, ...] = ()

"""Records of data subjects: keyed hashes, column by column; what the counting pass leaves of a dataset's rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from pdscan.subjects.identifiers import SLOTS_OF_KIND, KeyHasher, Slot
from pdscan.subjects.plan import RecordPlan
from pdscan.values.dates import parse_date
from pdscan.values.text import is_placeholder

Hashes = npt.NDArray[np.uint64]
NO_DAY = np.iinfo(np.int32).min
"""Stands in `clock` for a row whose retention clock has not started."""

FIRST_PLAUSIBLE_YEAR = 1901
LAST_PLAUSIBLE_YEAR = 2199
_MOST_CACHED = 200_000
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class SubjectRecords:
    """Records of one plan. Every array has one entry per kept row; rows without any identifier are not kept."""

    plan: RecordPlan
    keys: Mapping[Slot, tuple[Hashes, ...]]
    """Per slot one array per identifier that fills it; 0 where the row has none."""
    held: Hashes
    """Bit i is set when the row holds a value of `plan.held[i]`."""
    clock: npt.NDArray[np.int32]
    """Day the retention clock started, in days since 1970-01-01, or NO_DAY."""
    unattributable: int = 0
    """Rows with personal data and no usable identifier."""

    @property
    def rows(self) -> int:
        """Kept rows."""
        return len(self.held)

    def merge(self, other: SubjectRecords) -> SubjectRecords:
        """Both parts' records. Raises ValueError across plans."""
        if self.plan != other.plan:
            raise ValueError("records of different plans can't be merged")
        return SubjectRecords(
            self.plan,
            {
                slot: tuple(np.concatenate(pair) for pair in zip(arrays, other.keys[slot], strict=True))
                for slot, arrays in self.keys.items()
            },
            np.concatenate((self.held, other.held)),
            np.concatenate((self.clock, other.clock)),
            self.unattributable + other.unattributable,
        )


class RecordBuilder:
    """Turns columns of text into SubjectRecords; values are hashed at once and kept nowhere else."""

    def __init__(self, plan: RecordPlan, key: bytes) -> None:
        self._plan = plan
        self._hasher = KeyHasher(key)
        self._parts: list[SubjectRecords] = []
        self._caches: list[dict[str, tuple[int, ...]]] = [{} for _ in plan.keys]

    def add(self, columns: Mapping[str, Sequence[str | None]], rows: int) -> None:
        """Add a batch: every column of the plan, each `rows` long."""
        keys: dict[Slot, list[Hashes]] = {}
        any_key = np.zeros(rows, dtype=bool)
        for index, key in enumerate(self._plan.keys):
            texts = _joined([columns[name] for name in key.columns])
            slots = SLOTS_OF_KIND[key.kind]
            arrays = self._hash_column(index, texts, len(slots), rows)
            for slot, array in zip(slots, arrays, strict=True):
                keys.setdefault(slot, []).append(array)
                any_key |= array != 0
        held = np.zeros(rows, dtype=np.uint64)
        for bit, (_, names) in enumerate(self._plan.held):
            for name in names:
                filled = np.fromiter((_holds(cell) for cell in columns[name]), dtype=bool, count=rows)
                held[filled] |= np.uint64(1 << bit)
        clock = self._clock(columns, rows)
        # A row is somebody only if it holds something of a person; a bare row number is not personal data.
        keep = any_key & (held != 0)
        self._parts.append(
            SubjectRecords(
                self._plan,
                {slot: tuple(array[keep] for array in arrays) for slot, arrays in keys.items()},
                held[keep],
                clock[keep],
                int(np.count_nonzero(~any_key & (held != 0))),
            )
        )

    def finish(self) -> SubjectRecords:
        """All that was added."""
        if not self._parts:
            self.add(dict.fromkeys(self._plan.columns, ()), 0)
        first, *others = self._parts
        if not others:
            return first
        return SubjectRecords(
            self._plan,
            {
                slot: tuple(np.concatenate([part.keys[slot][i] for part in self._parts]) for i in range(len(arrays)))
                for slot, arrays in first.keys.items()
            },
            np.concatenate([part.held for part in self._parts]),
            np.concatenate([part.clock for part in self._parts]),
            sum(part.unattributable for part in self._parts),
        )

    def _hash_column(self, index: int, texts: Iterable[str | None], slots: int, rows: int) -> list[Hashes]:
        key = self._plan.keys[index]
        cache = self._caches[index]
        if len(cache) > _MOST_CACHED:
            cache.clear()
        arrays = [np.zeros(rows, dtype=np.uint64) for _ in range(slots)]
        for row, text in enumerate(texts):
            if not text:
                continue
            hashes = cache.get(text)
            if hashes is None:
                hashes = cache[text] = self._hasher.hashes(key.kind, key.scheme, text)
            for array, value in zip(arrays, hashes, strict=True):
                if value:
                    array[row] = value
        return arrays

    def _clock(self, columns: Mapping[str, Sequence[str | None]], rows: int) -> npt.NDArray[np.int32]:
        clock = np.full(rows, NO_DAY, dtype=np.int32)
        if self._plan.clock is None:
            return clock
        for row, cell in enumerate(columns[self._plan.clock]):
            day = parse_date(cell.strip()) if cell else None
            # 9999-12-31 and 1900-01-01 say `not yet` and `unknown`.
            if day is not None and FIRST_PLAUSIBLE_YEAR <= day.year <= LAST_PLAUSIBLE_YEAR:
                clock[row] = day.toordinal() - _EPOCH
        return clock


def _joined(columns: Sequence[Sequence[str | None]]) -> Iterable[str | None]:
    if len(columns) == 1:
        return columns[0]
    return (" ".join(part.strip() for part in parts if part) or None for parts in zip(*columns, strict=True))


def _holds(cell: str | None) -> bool:
    return cell is not None and not is_placeholder(cell)

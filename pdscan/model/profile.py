"""What a worker returns of a dataset: counts, histograms and keyed hashes, mergeable in any order and split."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from pdscan.model.evidence import NameEvidence
from pdscan.model.schema import Dataset

Flag = tuple[str, bool, bool | None]
"""What one recogniser said of one value: (recogniser, whole, valid)."""


@dataclass(frozen=True, slots=True)
class DistinctSample:
    """The `size` distinct values with the smallest keyed hashes: a uniform sample of the distinct values.

    `entries` maps a value's 64-bit hash to (times seen, flags). An entry that belongs to the sample of the
    union belongs to the sample of each part, so merging loses nothing and the order can't matter.
    Lives until the dataset is judged; hashes are never stored (Beyer et al., SIGMOD 2007, for the estimator).
    """

    size: int
    entries: Mapping[int, tuple[int, tuple[Flag, ...]]] = field(default_factory=dict)

    @property
    def is_exact(self) -> bool:
        """Whether every distinct value seen is in the sample."""
        return len(self.entries) < self.size

    @property
    def distinct(self) -> int:
        """Number of distinct values seen; estimated once the sample is full, (k - 1) / U_k."""
        if self.is_exact:
            return len(self.entries)
        return round((self.size - 1) / (max(self.entries) / 2**64))

    def merge(self, other: DistinctSample) -> DistinctSample:
        """The sample of both parts together. Raises ValueError when the sizes differ."""
        if self.size != other.size:
            raise ValueError("samples of different sizes can't be merged")
        union = dict(self.entries)
        for key, (times, flags) in other.entries.items():
            seen = union.get(key)
            union[key] = (times if seen is None else times + seen[0], flags)
        if len(union) > self.size:
            kept = heapq.nsmallest(self.size, union)
            union = {key: union[key] for key in kept}
        return DistinctSample(self.size, union)


@dataclass(frozen=True, slots=True)
class ColumnProfile:
    """What was seen in one column, without a value of it. Counts are of rows unless said otherwise."""

    name: str
    rows: int = 0
    nulls: int = 0
    blanks: int = 0
    """Empty or white space only."""
    undecodable: int = 0
    """Bytes that are no text: not looked into."""
    distinct: DistinctSample = field(default_factory=lambda: DistinctSample(2048))
    lengths: Counter[int] = field(default_factory=Counter)
    """Characters per value, 200 and over together."""
    scripts: Counter[str] = field(default_factory=Counter)
    """Values by their characters: digits, number, latin, upper, cjk, mixed (latin and digits), other."""
    words: Counter[int] = field(default_factory=Counter)
    """Words per value, 20 and over together."""
    letters: Counter[str] = field(default_factory=Counter)
    """First letter of values shaped like a partial HKID."""
    digits: Counter[str] = field(default_factory=Counter)
    """First digit of values shaped like a partial HKID."""
    years: Counter[int] = field(default_factory=Counter)
    """Year of values that are whole dates."""
    days: Counter[str] = field(default_factory=Counter)
    """Values that are whole dates, by `01-01` (1 January), `first` (1st of a month), `other`."""
    month_years: Counter[int] = field(default_factory=Counter)
    """Year of values that are a year and a month."""
    names: tuple[NameEvidence, ...] = ()

    @property
    def filled(self) -> int:
        """Rows with a value that could be looked at."""
        return self.rows - self.nulls - self.blanks - self.undecodable

    def merge(self, other: ColumnProfile) -> ColumnProfile:
        """What was seen in both parts of the column."""
        return ColumnProfile(
            name=self.name,
            rows=self.rows + other.rows,
            nulls=self.nulls + other.nulls,
            blanks=self.blanks + other.blanks,
            undecodable=self.undecodable + other.undecodable,
            distinct=self.distinct.merge(other.distinct),
            lengths=self.lengths + other.lengths,
            scripts=self.scripts + other.scripts,
            words=self.words + other.words,
            letters=self.letters + other.letters,
            digits=self.digits + other.digits,
            years=self.years + other.years,
            days=self.days + other.days,
            month_years=self.month_years + other.month_years,
            names=self.names or other.names,
        )


@dataclass(frozen=True, slots=True)
class DatasetProfile:
    """What was seen in the rows of a dataset that were examined."""

    dataset: Dataset
    rows_examined: int
    columns: Mapping[str, ColumnProfile]

    def merge(self, other: DatasetProfile) -> DatasetProfile:
        """What was seen in both parts; associative and commutative. Raises ValueError across datasets."""
        if self.dataset.name != other.dataset.name:
            raise ValueError(f"profiles of {self.dataset.name} and {other.dataset.name} can't be merged")
        columns = dict(self.columns)
        for name, column in other.columns.items():
            columns[name] = columns[name].merge(column) if name in columns else column
        return DatasetProfile(self.dataset, self.rows_examined + other.rows_examined, columns)

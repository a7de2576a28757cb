"""Batches of raw values in, a DatasetProfile out: counts, histograms and keyed hashes only."""

from __future__ import annotations

import hashlib
import heapq
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from pdscan.batch import Batch
from pdscan.detectors.base import Match
from pdscan.model.evidence import NameEvidence
from pdscan.model.profile import ColumnProfile, DatasetProfile, DistinctSample, Flag
from pdscan.model.schema import Dataset
from pdscan.values.dates import parse_date, parse_year_month
from pdscan.values.hkid import parse_partial_hkid

SAMPLE_SIZE = 2048
"""Distinct values per column that recognisers are asked about; a rate has a standard error of at most 1.1%."""

LONGEST = 200
MOST_WORDS = 20
LONGEST_DATE = 34

_DIGITS = re.compile(r"[0-9\uff10-\uff19]+\Z")
_NUMBER = re.compile(r"[-+]?[0-9]+(?:[.,][0-9]+)*%?\Z")
_HAS_DIGIT = re.compile(r"[0-9\uff10-\uff19]")
_HAS_CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f]")
_HAS_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


class ValueJudge(Protocol):
    """Says what one value looks like; `pdscan.detectors.recognizers.RecognizerSet` is the real one."""

    def matches(self, value: str) -> list[Match]:
        """At most one match per recogniser."""


class NameJudge(Protocol):
    """Says what a column's name speaks for; `pdscan.detectors.column_name.ColumnNames` is the real one."""

    def evidence(self, column: str) -> tuple[NameEvidence, ...]:
        """Strongest first."""


def profile(
    dataset: Dataset, batches: Iterable[Batch], values: ValueJudge, names: NameJudge, *, seed: int
) -> DatasetProfile:
    """Profile the rows of one partition. `seed` makes the choice of distinct values repeatable."""
    tallies: dict[str, _Tally] = {}
    rows = 0
    for batch in batches:
        rows += batch.rows
        for name, cells in batch.columns.items():
            tally = tallies.get(name)
            if tally is None:
                tally = tallies[name] = _Tally(name, seed)
            tally.add(Counter(cells), batch.undecodable.get(name, 0))
    columns = {name: tally.finish(values, names) for name, tally in tallies.items()}
    for column in dataset.columns:
        columns.setdefault(column.name, ColumnProfile(column.name, names=names.evidence(column.name)))
    return DatasetProfile(dataset, rows, columns)


def script_of(value: str) -> str:
    """The kind of characters of a stripped, non-empty value: see `ColumnProfile.scripts`."""
    if _DIGITS.match(value):
        return "digits"
    if _NUMBER.match(value):
        return "number"
    latin = _HAS_LATIN.search(value) is not None
    if _HAS_CJK.search(value):
        return "cjk"
    if latin and _HAS_DIGIT.search(value):
        return "mixed"
    if latin:
        return "upper" if value.isupper() else "latin"
    return "other"


@dataclass(slots=True)
class _Tally:
    """What accumulates for one column while its partition is read; holds values of the distinct sample."""

    name: str
    seed: int
    rows: int = 0
    nulls: int = 0
    blanks: int = 0
    undecodable: int = 0
    lengths: Counter[int] = field(default_factory=Counter)
    scripts: Counter[str] = field(default_factory=Counter)
    words: Counter[int] = field(default_factory=Counter)
    letters: Counter[str] = field(default_factory=Counter)
    digits: Counter[str] = field(default_factory=Counter)
    years: Counter[int] = field(default_factory=Counter)
    days: Counter[str] = field(default_factory=Counter)
    month_years: Counter[int] = field(default_factory=Counter)
    sample: dict[int, tuple[int, str]] = field(default_factory=dict)
    threshold: int = 2**64

    def add(self, cells: Mapping[str | None, int], undecodable: int) -> None:
        """Count the cells of one batch, given as distinct value -> times."""
        self.undecodable += undecodable
        base = hashlib.blake2b(digest_size=8, key=b"pdscan distinct sample %d" % self.seed)
        for cell, times in cells.items():
            self.rows += times
            if cell is None:
                self.nulls += times
                continue
            value = cell.strip()
            if not value:
                self.blanks += times
                continue
            self._shape(value, times)
            digest = base.copy()
            digest.update(value.encode("utf-8", "surrogatepass"))
            key = int.from_bytes(digest.digest(), "big")
            if key < self.threshold:
                seen = self.sample.get(key)
                self.sample[key] = (times + seen[0] if seen else times, value)
                if len(self.sample) >= 2 * SAMPLE_SIZE:
                    self._prune()

    def _shape(self, value: str, times: int) -> None:
        length = len(value)
        self.lengths[min(length, LONGEST)] += times
        self.scripts[script_of(value)] += times
        self.words[min(value.count(" ") + 1, MOST_WORDS)] += times
        if length > LONGEST_DATE or not _HAS_DIGIT.search(value):
            return
        day = parse_date(value)
        if day is not None:
            self.years[day.year] += times
            kind = "01-01" if (day.month, day.day) == (1, 1) else "first" if day.day == 1 else "other"
            self.days[kind] += times
        month = parse_year_month(value)
        if month is not None:
            self.month_years[month[0]] += times
        if length <= 16:
            partial = parse_partial_hkid(value)
            if partial is not None and partial.first4:
                first4 = partial.first4
                self.letters[first4[0] if first4[1].isdigit() else "2"] += times
                self.digits[next(c for c in first4 if c.isdigit())] += times

    def _prune(self) -> None:
        kept = heapq.nsmallest(SAMPLE_SIZE, self.sample)
        self.threshold = kept[-1]
        # `<` above would refuse the largest kept hash when it is seen again, so allow it.
        self.threshold += 1
        self.sample = {key: self.sample[key] for key in kept}

    def finish(self, values: ValueJudge, names: NameJudge) -> ColumnProfile:
        """Ask the recognisers about the distinct sample, then let go of the values."""
        if len(self.sample) > SAMPLE_SIZE:
            self._prune()
        entries: dict[int, tuple[int, tuple[Flag, ...]]] = {}
        for key, (times, value) in self.sample.items():
            flags = tuple((m.recognizer, m.whole, m.valid) for m in values.matches(value))
            entries[key] = (times, flags)
        self.sample = {}
        return ColumnProfile(
            name=self.name,
            rows=self.rows,
            nulls=self.nulls - self.undecodable,
            blanks=self.blanks,
            undecodable=self.undecodable,
            distinct=DistinctSample(SAMPLE_SIZE, entries),
            lengths=self.lengths,
            scripts=self.scripts,
            words=self.words,
            letters=self.letters,
            digits=self.digits,
            years=self.years,
            days=self.days,
            month_years=self.month_years,
            names=names.evidence(self.name),
        )

"""Which records speak of the same person: corroborated links between keyed identifiers.

An identity number, a reference to a row or a membership number links alone. An email address or phone number
links only where another element agrees; a name needs a birth date or part of an HKID beside it. Families share
telephones, offices share mailboxes, and a default value is shared by thousands: none of these glue people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt

from pdscan.subjects.graph import (
    Edges,
    Indices,
    Keys,
    chain,
    components,
    distinct_per_key,
    join,
    mixed,
    star,
)
from pdscan.subjects.identifiers import Slot
from pdscan.subjects.plan import KeyColumn, KeyKind, RecordPlan
from pdscan.subjects.records import SubjectRecords

Bools = npt.NDArray[np.bool_]

STRONG = (Slot.HKID, Slot.OTHER_ID, Slot.MEMBER, Slot.EMPLOYEE, Slot.ROW)
CONTACTS = (Slot.PHONE, Slot.EMAIL)
TRAITS = (Slot.LATIN, Slot.CJK, Slot.BIRTH_MONTH, Slot.HKID4)
"""Elements that two records of one person share, and that few pairs of people share."""

MOST_NAMES_OF_ONE_VALUE = 5
"""A contact or number that stands with more names than this is a default, an office or a shop; dropped."""
FEWEST_TO_COMPARE = 5
LEAST_AGREEMENT = 0.5
LEAST_INCLUSION = 0.95
"""Share of an undeclared reference's values that must be keys of the table it seems to refer to."""
"""Tables whose rows share a number but mostly disagree in everything else don't share its scheme."""
MOST_CHANCE_LINKS = 0.002
"""Share of records up to which coincidences of name and birth month may make links."""
REPEATED = 0.5
"""Names that repeat more than this in a table without other traits stand for the same people."""


class Pool:
    """All records of a scan side by side; arrays have one entry per record."""

    def __init__(self, records: Sequence[SubjectRecords]) -> None:
        self.plans = tuple(part.plan for part in records)
        sizes = [part.rows for part in records]
        self.size = sum(sizes)
        self.plan = np.repeat(np.arange(len(records), dtype=np.int32), sizes)
        self.held = np.concatenate([part.held for part in records]) if records else np.empty(0, np.uint64)
        self.clock = np.concatenate([part.clock for part in records]) if records else np.empty(0, np.int32)
        self._slots: dict[Slot, list[Keys]] = {}
        for slot in Slot:
            width = max((len(part.keys.get(slot, ())) for part in records), default=0)
            self._slots[slot] = [
                np.concatenate(
                    [
                        part.keys[slot][i] if i < len(part.keys.get(slot, ())) else np.zeros(part.rows, np.uint64)
                        for part in records
                    ]
                )
                for i in range(width)
            ]

    def keys(self, slot: Slot) -> list[Keys]:
        """The slot's arrays."""
        return self._slots[slot]

    def has(self, *slots: Slot) -> Bools:
        """Which records hold any of the slots."""
        result = np.zeros(self.size, dtype=bool)
        for slot in slots:
            for array in self._slots[slot]:
                result |= array != 0
        return result

    def drop(self, slot: Slot, values: Keys) -> int:
        """Forget these keys of the slot; returns how many records lost one."""
        lost = 0
        for i, array in enumerate(self._slots[slot]):
            hit = np.isin(array, values)
            lost += int(hit.sum())
            self._slots[slot][i] = np.where(hit, np.uint64(0), array)
        return lost

    def compare(self, edges: Edges, slots: Sequence[Slot]) -> tuple[Bools, Bools]:
        """Per pair: whether any of the slots is held by both, and whether any held by both agrees."""
        comparable = np.zeros(edges.size, dtype=bool)
        agree = np.zeros(edges.size, dtype=bool)
        for slot in slots:
            arrays = self._slots[slot]
            has_a, has_b = np.zeros(edges.size, bool), np.zeros(edges.size, bool)
            for array in arrays:
                has_a |= array[edges.a] != 0
                has_b |= array[edges.b] != 0
            comparable |= has_a & has_b
            for one, other in product(arrays, arrays):
                agree |= (one[edges.a] == other[edges.b]) & (one[edges.a] != 0)
        return comparable, agree


@dataclass(frozen=True, slots=True)
class Linkage:
    """The records' people under one policy, and the links by which they were found."""

    person: Indices
    """Person of each record, 0..people-1."""
    people: int
    strong: Edges
    weak: Edges
    """Links by corroborated contact or by traits."""
    open: Edges
    """Pairs that share a contact where nothing else can be compared: links only under the loosest policy."""
    expected_chance_links: float
    warnings: tuple[str, ...]


def link(records: Sequence[SubjectRecords]) -> tuple[Pool, Linkage]:
    """Find the people behind the records; `confirmed` goes first."""
    pool = Pool(records)
    warnings = _drop_defaults(pool)
    strong, split = _strong_links(pool)
    warnings += split
    weak, chance = _weak_links(pool, strong)
    person = components(pool.size, join((strong, weak)))
    open_pairs = _open_pairs(pool, person)
    people = int(person.max()) + 1 if pool.size else 0
    return pool, Linkage(person, people, strong, weak, open_pairs, chance, tuple(warnings))


def confirmed(records: Sequence[SubjectRecords]) -> list[SubjectRecords]:
    """The records, without the undeclared references that their values don't bear out."""
    own = {}
    for part in records:
        for index, key in _row_keys(part):
            if key.scheme == part.plan.dataset:
                own[key.scheme] = part.keys[Slot.ROW][index]
    result = []
    for part in records:
        rows = list(part.keys.get(Slot.ROW, ()))
        for index, key in _row_keys(part):
            if key.inferred:
                values = np.unique(rows[index][rows[index] != 0])
                known = np.isin(values, own.get(key.scheme, np.empty(0, np.uint64)))
                if known.sum() < LEAST_INCLUSION * len(values):
                    rows[index] = np.zeros_like(rows[index])
        result.append(_with_rows(part, tuple(rows)) if rows else part)
    return result


def _with_rows(part: SubjectRecords, rows: tuple[Keys, ...]) -> SubjectRecords:
    """The records with other row keys; those left without any identifier become unattributable."""
    keys = {**part.keys, Slot.ROW: rows}
    kept = np.zeros(part.rows, dtype=bool)
    for arrays in keys.values():
        for array in arrays:
            kept |= array != 0
    return SubjectRecords(
        part.plan,
        {slot: tuple(array[kept] for array in arrays) for slot, arrays in keys.items()},
        part.held[kept],
        part.clock[kept],
        part.unattributable + int(np.count_nonzero(~kept)),
    )


def _row_keys(part: SubjectRecords) -> list[tuple[int, KeyColumn]]:
    return list(enumerate(key for key in part.plan.keys if key.kind is KeyKind.ROW))


def _drop_defaults(pool: Pool) -> list[str]:
    warnings = []
    for slot in (Slot.HKID, Slot.OTHER_ID, Slot.MEMBER, Slot.EMPLOYEE, *CONTACTS):
        bad: list[Keys] = []
        for array, name_slot in product(pool.keys(slot), (Slot.LATIN, Slot.CJK)):
            for names in pool.keys(name_slot):
                keys, counts = distinct_per_key(array, names)
                bad.append(keys[counts > MOST_NAMES_OF_ONE_VALUE])
        values = np.unique(np.concatenate(bad)) if bad else np.empty(0, np.uint64)
        if len(values):
            lost = pool.drop(slot, values)
            warnings.append(
                f"{len(values):,} {slot.value.replace('_', ' ')} value(s) stand with more than "
                f"{MOST_NAMES_OF_ONE_VALUE} names each and were not used to link {lost:,} records"
            )
    return warnings


def _strong_links(pool: Pool) -> tuple[Edges, list[str]]:
    parts, warnings = [], []
    for slot in STRONG:
        edges = chain(pool.keys(slot), order=pool.plan)
        if not edges.size:
            continue
        comparable, agree = pool.compare(edges, (*TRAITS, Slot.HKID))
        _, contact = pool.compare(edges, CONTACTS)
        agree |= contact
        pair = pool.plan[edges.a].astype(np.int64) * len(pool.plans) + pool.plan[edges.b]
        keep = np.ones(edges.size, dtype=bool)
        for code in np.unique(pair):
            here = pair == code
            one, other = pool.plans[code // len(pool.plans)], pool.plans[code % len(pool.plans)]
            if slot is Slot.ROW and not _is_inferred(one) and not _is_inferred(other):
                # The schema itself declares it; what disagrees is somebody else's name (a gift's receiver).
                continue
            compared = here & comparable
            if compared.sum() >= FEWEST_TO_COMPARE and (agree & compared).sum() < LEAST_AGREEMENT * compared.sum():
                keep &= ~here | agree
                warnings.append(
                    f"{one.dataset} and {other.dataset} share {slot.value.replace('_', ' ')} values that mostly "
                    "belong to different people; treated as separate numbering"
                )
        parts.append(edges.where(keep))
    return join(parts), warnings


def _is_inferred(plan: RecordPlan) -> bool:
    return any(key.inferred for key in plan.keys)


def _weak_links(pool: Pool, strong: Edges) -> tuple[Edges, float]:
    names = [*pool.keys(Slot.LATIN), *pool.keys(Slot.CJK)]
    months, firsts = pool.keys(Slot.BIRTH_MONTH), pool.keys(Slot.HKID4)
    phones, emails = pool.keys(Slot.PHONE), pool.keys(Slot.EMAIL)
    parts = [
        _agreeing([(contact,) for contact in contacts], other)
        for contacts, other in product((phones, emails), (names, months, firsts))
    ]
    parts.append(_same_name_or_none(pool, [mixed(phone, email) for phone, email in product(phones, emails)]))
    parts.append(_agreeing(list(product(firsts, months)), names))
    parts.append(_agreeing([(day,) for day in pool.keys(Slot.BIRTH_DATE)], names))
    chance = 0.0
    for month in months:
        expected = _expected_coincidences(pool, strong, names, month)
        if expected <= MOST_CHANCE_LINKS * max(1, int(np.count_nonzero(month))):
            chance += expected
            parts.append(_agreeing([(month,)], names))
    parts.append(_adoptions(pool, names))
    return join(parts), chance


def _agreeing(bases: Sequence[tuple[Keys, ...]], others: Sequence[Keys]) -> Edges:
    """Links between records that agree in all keys of a base and in one of the others.

    Arrays of one slot are interchangeable (home and mobile phone), so all combinations share one chain.
    """
    return chain([mixed(other, *base) for base in bases for other in others])


def _same_name_or_none(pool: Pool, keys: Sequence[Keys]) -> Edges:
    """Links by phone and email together, except where the names say it is a couple."""
    edges = chain(keys)
    comparable, agree = pool.compare(edges, (Slot.LATIN,))
    comparable_cjk, agree_cjk = pool.compare(edges, (Slot.CJK,))
    return edges.where((~comparable & ~comparable_cjk) | agree | agree_cjk)


def _expected_coincidences(pool: Pool, strong: Edges, names: Sequence[Keys], month: Keys) -> float:
    """Pairs of different people who share a name and a birth month by chance: C(n,2) u_name u_month.

    u = sum f (f-1) / (n (n-1)) is the chance that two records agree (Fellegi & Sunter 1969), over one record
    for each person that strong links find.
    """
    person = components(pool.size, strong)
    total = 0.0
    for name in names:
        both = (name != 0) & (month != 0)
        _, first = np.unique(person[both], return_index=True)
        n = len(first)
        if n > 1:
            total += n * (n - 1) / 2 * _agreement(name[both][first]) * _agreement(month[both][first])
    return total


def _agreement(values: Keys) -> float:
    n = len(values)
    _, counts = np.unique(values, return_counts=True)
    return float((counts * (counts - 1.0)).sum() / (n * (n - 1.0)))


def _adoptions(pool: Pool, names: Sequence[Keys]) -> Edges:
    """Join rows that hold a contact or a name and nothing else to one holder of it: they add no person."""
    traits = pool.has(*TRAITS)
    identified = pool.has(Slot.HKID, Slot.OTHER_ID, Slot.MEMBER, Slot.EMPLOYEE)
    bare_contact = ~traits & ~identified
    parts = [star(pool.keys(slot), bare_contact) for slot in CONTACTS]
    bare_name = pool.has(Slot.LATIN, Slot.CJK) & ~identified
    bare_name &= ~pool.has(Slot.BIRTH_MONTH, Slot.HKID4, *CONTACTS)
    has_row = pool.has(Slot.ROW)
    for code in range(len(pool.plans)):
        here = (pool.plan == code) & bare_name & has_row
        if here.any() and not _names_repeat(names, here):
            bare_name &= ~here
    parts.append(star(names, bare_name))
    return join(parts)


def _names_repeat(names: Sequence[Keys], here: Bools) -> bool:
    distinct = sum(len(np.unique(array[here & (array != 0)])) for array in names)
    return distinct < REPEATED * int(here.sum())


def _open_pairs(pool: Pool, person: Indices) -> Edges:
    edges = join(chain([array]) for slot in CONTACTS for array in pool.keys(slot))
    edges = edges.where(person[edges.a] != person[edges.b])
    comparable, _ = pool.compare(edges, TRAITS)
    return edges.where(~comparable)

"""From linked records to numbers of data subjects, each with an interval and the errors it is made of.

The point is the number of linked clusters, corrected by nothing. Its interval has the parts that can be reckoned
from the records themselves: links that were missed (how often the weaker rules fail where a stronger one is
there to tell), pairs that only a looser rule would join, clusters that contradict themselves, coincidences of
name and birth month, and a slack for what none of these sees.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from pdscan.model.subjects import (
    EntityTypeCount,
    ErrorPart,
    Interval,
    Overlap,
    SubjectGroup,
    Subjects,
    SubjectTotal,
    scaled,
)
from pdscan.model.types import CountMethod
from pdscan.subjects.graph import Indices, Keys, components, distinct_per_key, join
from pdscan.subjects.identifiers import Slot
from pdscan.subjects.linkage import CONTACTS, TRAITS, Linkage, Pool, confirmed, link
from pdscan.subjects.patterns import TYPES, PersonHoldings, patterns, person_holdings
from pdscan.subjects.records import SubjectRecords

SLACK = 0.006
"""Two standard deviations of what no part explains, as a share of the people whom linking concerned."""
WORST_MISS_RATE = 0.5
MOST_TRAITS_OF_ONE = 3


def estimate_subjects(
    records: Sequence[SubjectRecords], *, today: date, organisations: Mapping[str, str | None]
) -> Subjects:
    """Link all records and count people: in total, by category, by kind of data, and in two categories at once."""
    sound = confirmed(records)
    kept = [part for part in sound if part.rows]
    pool, linkage = link(kept)
    holdings = person_holdings(pool, linkage, today)
    parts = _error_parts(pool, linkage)
    count = _interval(linkage.people, parts)
    unattributable = sum(part.unattributable for part in sound)
    groups = _groups(pool, holdings, count, organisations)
    return Subjects(
        total=SubjectTotal(
            count=count,
            confidence=0.95 if linkage.people else None,
            method=CountMethod.FULL_SCAN,
            hard_low=_hard_low(pool),
            hard_high=len(holdings.person) + unattributable,
            parts=parts,
        ),
        groups=groups,
        overlaps=_overlaps(pool, holdings),
        unattributable_rows=unattributable,
        patterns=patterns(pool, holdings),
        warnings=(*linkage.warnings, *_giants(pool, linkage)),
    )


def _interval(people: int, parts: Sequence[ErrorPart]) -> Interval:
    # Parts are treated as independent: their squares add.
    lower = math.sqrt(sum(part.lowers**2 for part in parts))
    higher = math.sqrt(sum(part.raises**2 for part in parts))
    return Interval(max(0, people - math.ceil(lower)), people, people + math.ceil(higher))


def _error_parts(pool: Pool, linkage: Linkage) -> tuple[ErrorPart, ...]:
    if not pool.size:
        return ()
    slack = round(SLACK * _concerned(pool, linkage))
    by_strong = components(pool.size, linkage.strong)
    merged_by_weak = int(by_strong.max()) + 1 - linkage.people
    parts = [
        _missed(pool, linkage, merged_by_weak),
        _open(pool, linkage),
        _false_merges(pool, linkage),
        ErrorPart("chance_links", 0, round(linkage.expected_chance_links)),
        ErrorPart("slack", slack, slack),
    ]
    return tuple(part for part in parts if part.lowers or part.raises)


def _missed(pool: Pool, linkage: Linkage, merged_by_weak: int) -> ErrorPart:
    comparable, _ = pool.compare(linkage.strong, (*TRAITS, *CONTACTS))
    known = linkage.strong.where(comparable)
    if not known.size or merged_by_weak <= 0:
        return ErrorPart("missed_merges", 0, 0)
    by_weak = components(pool.size, linkage.weak)
    failed = int(np.count_nonzero(by_weak[known.a] != by_weak[known.b]))
    rate = min(failed / known.size, WORST_MISS_RATE)
    return ErrorPart(
        "missed_merges",
        math.ceil(merged_by_weak * rate / (1 - rate)),
        0,
        f"weaker rules miss {rate:.1%} of the {known.size:,} links that a number confirms",
    )


def _open(pool: Pool, linkage: Linkage) -> ErrorPart:
    if not linkage.open.size:
        return ErrorPart("open_pairs", 0, 0)
    merged = components(pool.size, join((linkage.strong, linkage.weak, linkage.open)))
    return ErrorPart(
        "open_pairs", linkage.people - (int(merged.max()) + 1), 0, "share a contact, nothing else to compare"
    )


def _false_merges(pool: Pool, linkage: Linkage) -> ErrorPart:
    person = (linkage.person + 1).astype(np.uint64)
    months = _most_distinct(pool, person, linkage.people, (Slot.BIRTH_MONTH,))
    names = _most_distinct(pool, person, linkage.people, (Slot.LATIN, Slot.CJK))
    firsts = _most_distinct(pool, person, linkage.people, (Slot.HKID4,))
    firsts = np.where(firsts == 0, np.iinfo(np.int64).max, firsts)
    extra = np.minimum(np.minimum(months, names), firsts) - 1
    return ErrorPart("false_merges", 0, int(extra[extra > 0].sum()), "clusters with two names and two birth months")


def _most_distinct(pool: Pool, person: Keys, people: int, slots: Sequence[Slot]) -> Indices:
    result = np.zeros(people, dtype=np.int64)
    for slot in slots:
        for array in pool.keys(slot):
            who, counts = distinct_per_key(person, array)
            index = who.astype(np.int64) - 1
            result[index] = np.maximum(result[index], counts)
    return result


def _concerned(pool: Pool, linkage: Linkage) -> int:
    """People in whose counting a weaker link or several plans played a part."""
    touched = np.zeros(linkage.people, dtype=bool)
    touched[linkage.person[linkage.weak.a]] = True
    if len(pool.plans) > 1:
        touched[linkage.person[pool.has(*TRAITS, *CONTACTS)]] = True
    return int(touched.sum())


def _hard_low(pool: Pool) -> int:
    best = 0
    for code in range(len(pool.plans)):
        here = pool.plan == code
        for slot in (Slot.HKID, Slot.OTHER_ID):
            for array in pool.keys(slot):
                best = max(best, len(np.unique(array[here & (array != 0)])))
    return best


def _groups(
    pool: Pool, holdings: PersonHoldings, total: Interval, organisations: Mapping[str, str | None]
) -> tuple[SubjectGroup, ...]:
    group_of_plan = [(organisations.get(plan.dataset), plan.category) for plan in pool.plans]
    result = []
    for group in sorted(set(group_of_plan), key=str):
        plans = [code for code, of in enumerate(group_of_plan) if of == group]
        here = np.isin(holdings.plan, plans)
        people = len(np.unique(holdings.person[here]))
        counts = []
        for bit, entity_type in enumerate(TYPES):
            holds = here & ((holdings.types >> np.uint64(bit)) & np.uint64(1)).astype(bool)
            if holds.any():
                number = len(np.unique(holdings.person[holds]))
                counts.append(EntityTypeCount(entity_type, scaled(number, total)))
        result.append(SubjectGroup(group[0], group[1], scaled(people, total), tuple(counts)))
    return tuple(sorted(result, key=lambda g: -g.count.point))


def _overlaps(pool: Pool, holdings: PersonHoldings) -> tuple[Overlap, ...]:
    categories = sorted({plan.category for plan in pool.plans})
    people = {
        category: np.unique(
            holdings.person[
                np.isin(holdings.plan, [c for c, plan in enumerate(pool.plans) if plan.category == category])
            ]
        )
        for category in categories
    }
    result = []
    for i, a in enumerate(categories):
        for b in categories[i + 1 :]:
            both = len(np.intersect1d(people[a], people[b], assume_unique=True))
            if both:
                result.append(Overlap(a, b, both))
    return tuple(result)


def _giants(pool: Pool, linkage: Linkage) -> tuple[str, ...]:
    if not pool.size:
        return ()
    person = (linkage.person + 1).astype(np.uint64)
    names = _most_distinct(pool, person, linkage.people, (Slot.LATIN, Slot.CJK))
    months = _most_distinct(pool, person, linkage.people, (Slot.BIRTH_MONTH,))
    giants = int(np.count_nonzero((names > MOST_TRAITS_OF_ONE) & (months > MOST_TRAITS_OF_ONE)))
    if not giants:
        return ()
    return (f"{giants:,} cluster(s) with more than {MOST_TRAITS_OF_ONE} names and birth months: look into them",)

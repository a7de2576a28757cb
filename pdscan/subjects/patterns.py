"""What is held of whom: people per combination of datasets, kinds of data and age, without a value or a hash."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from pdscan.model.subjects import Holding, SubjectPattern
from pdscan.model.types import EntityType
from pdscan.subjects.graph import Indices
from pdscan.subjects.linkage import Linkage, Pool
from pdscan.subjects.records import NO_DAY

TYPES = tuple(EntityType)
DAYS_OF_YEAR = 365.25
NO_AGE = -1
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class PersonHoldings:
    """One entry per person and plan in which the person has a record, sorted by person."""

    person: Indices
    plan: Indices
    types: npt.NDArray[np.uint64]
    """Bit i is set when a value of TYPES[i] is held."""
    age: Indices
    """Whole years since the newest record's clock started, NO_AGE where one has none."""


def person_holdings(pool: Pool, linkage: Linkage, today: date) -> PersonHoldings:
    """Gather records of the same person in the same plan."""
    if not pool.size:
        empty = np.empty(0, dtype=np.int64)
        return PersonHoldings(empty, empty, np.empty(0, dtype=np.uint64), empty)
    code = linkage.person * len(pool.plans) + pool.plan
    order = np.argsort(code, kind="stable")
    code = code[order]
    starts = np.flatnonzero(np.concatenate(([True], code[1:] != code[:-1])))
    types = np.bitwise_or.reduceat(_global_types(pool)[order], starts)
    clock = pool.clock[order]
    newest = np.maximum.reduceat(clock, starts).astype(np.int64)
    any_missing = np.minimum.reduceat(clock, starts) == NO_DAY
    years = np.floor(((today - _EPOCH).days - newest) / DAYS_OF_YEAR).astype(np.int64)
    age = np.where(any_missing, NO_AGE, np.maximum(years, 0))
    return PersonHoldings(code[starts] // len(pool.plans), code[starts] % len(pool.plans), types, age)


def _global_types(pool: Pool) -> npt.NDArray[np.uint64]:
    result = np.zeros(pool.size, dtype=np.uint64)
    for code, plan in enumerate(pool.plans):
        here = pool.plan == code
        for bit, (entity_type, _) in enumerate(plan.held):
            holds = here & ((pool.held >> np.uint64(bit)) & np.uint64(1)).astype(bool)
            result[holds] |= np.uint64(1 << TYPES.index(entity_type))
    return result


def types_of(mask: int) -> tuple[EntityType, ...]:
    """The entity types whose bits are set."""
    return tuple(entity_type for bit, entity_type in enumerate(TYPES) if mask >> bit & 1)


def patterns(pool: Pool, holdings: PersonHoldings) -> tuple[SubjectPattern, ...]:
    """Group people by exactly what is held of them; most people first."""
    if not len(holdings.person):
        return ()
    rows = np.stack((holdings.plan, holdings.types.astype(np.int64), holdings.age))
    kinds, kind = np.unique(rows, axis=1, return_inverse=True)
    kind = kind.reshape(-1)
    # A set of kinds is told by the sum of fixed random marks; 64 bits make a coincidence negligible.
    generator = np.random.default_rng(0)
    marks = np.array([generator.integers(1, 2**63) for _ in range(kinds.shape[1])], dtype=np.uint64)
    starts = np.flatnonzero(np.concatenate(([True], holdings.person[1:] != holdings.person[:-1])))
    ends = np.append(starts[1:], len(holdings.person))
    with np.errstate(over="ignore"):
        signature = np.add.reduceat(marks[kind], starts)
    _, first, people = np.unique(signature, return_index=True, return_counts=True)
    listed = [
        SubjectPattern(
            tuple(_holding(pool, kinds[:, k]) for k in sorted(kind[starts[i] : ends[i]].tolist())), int(count)
        )
        for i, count in zip(first.tolist(), people.tolist(), strict=True)
    ]
    return tuple(sorted(listed, key=lambda p: (-p.people, tuple(h.dataset for h in p.holdings), str(p.holdings))))


def _holding(pool: Pool, kind: npt.NDArray[np.int64]) -> Holding:
    plan, mask, age = (int(part) for part in kind)
    return Holding(
        dataset=pool.plans[plan].dataset,
        category=pool.plans[plan].category,
        entity_types=types_of(mask),
        age_years=None if age == NO_AGE else age,
    )

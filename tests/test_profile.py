"""Profiles merge to the same result whatever the order and the split, and hold no value."""

from __future__ import annotations

import pickle
import random
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from pdscan.batch import Batch
from pdscan.detectors.base import Match
from pdscan.model.evidence import NameEvidence
from pdscan.model.profile import DatasetProfile, DistinctSample
from pdscan.model.schema import Column, Dataset
from pdscan.model.types import DatasetKind, EntityType
from pdscan.profile import profile, script_of

DATASET = Dataset("db.s.t", DatasetKind.TABLE, (Column("a"), Column("b")))


class FakeValues:
    def matches(self, value: str) -> list[Match]:
        if "@" not in value:
            return []
        return [Match(EntityType.EMAIL_ADDRESS, "email", whole=" " not in value, valid=None)]


class FakeNames:
    def evidence(self, column: str) -> tuple[NameEvidence, ...]:
        return ()


def profiled(a: Sequence[str | None]) -> DatasetProfile:
    batches = [
        Batch({"a": a[i : i + 7], "b": [None] * len(a[i : i + 7])}, len(a[i : i + 7])) for i in range(0, len(a), 7)
    ]
    return profile(DATASET, batches, FakeValues(), FakeNames(), seed=0)


CELLS = st.lists(
    st.one_of(
        st.none(), st.sampled_from(["x@y.z", "A123", "1990-01-01", " ", "陳大文", "1980-05"]), st.text(max_size=8)
    )
)


@settings(deadline=None)
@given(cells=CELLS, cut=st.integers(0, 50), seed=st.integers(0, 99))
def test_split_and_order_change_nothing(cells: list[str | None], cut: int, seed: int) -> None:
    whole = profiled(cells)
    shuffled = random.Random(seed).sample(cells, len(cells))
    parts = profiled(shuffled[:cut]), profiled(shuffled[cut:])
    assert parts[0].merge(parts[1]) == whole == parts[1].merge(parts[0])


@given(
    a=st.dictionaries(st.integers(0, 2**64 - 1), st.just((1, ()))),
    b=st.dictionaries(st.integers(0, 2**64 - 1), st.just((1, ()))),
    c=st.dictionaries(st.integers(0, 2**64 - 1), st.just((1, ()))),
)
def test_distinct_samples_merge_associatively(
    a: dict[int, tuple[int, tuple[()]]], b: dict[int, tuple[int, tuple[()]]], c: dict[int, tuple[int, tuple[()]]]
) -> None:
    x, y, z = (DistinctSample(4).merge(DistinctSample(4, part)) for part in (a, b, c))
    assert x.merge(y).merge(z) == x.merge(y.merge(z)) == z.merge(y).merge(x)


def test_many_distinct_values_are_estimated() -> None:
    column = profiled([f"value {i}" for i in range(50_000)]).columns["a"]
    assert len(column.distinct.entries) == 2048
    assert 46_000 < column.distinct.distinct < 54_000


def test_times_seen_are_kept_for_sampled_values() -> None:
    column = profiled(["x@y.z"] * 30 + [f"v{i}" for i in range(9000)] + ["x@y.z"] * 12).columns["a"]
    assert {times for times, flags in column.distinct.entries.values() if flags} <= {42}


def test_a_profile_holds_no_value() -> None:
    secret = "canary.person@example.com"
    assert secret.encode() not in pickle.dumps(profiled([secret, "陳大文", None]))
    assert "canary" not in repr(Batch({"a": [secret]}, 1))


def test_scripts() -> None:
    cases = {
        "123": "digits",
        "-1,234.50": "number",
        "CHAN Tai": "latin",
        "CHAN": "upper",
        "陳大文": "cjk",
        "A1": "mixed",
        "--": "other",
    }
    assert {value: script_of(value) for value in cases} == cases

"""Who is linked, who is not, and that copies, placeholders and order change nothing."""

from __future__ import annotations

import random
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pdscan.model.types import EntityType
from pdscan.subjects.estimate import estimate_subjects
from pdscan.subjects.linkage import link
from pdscan.subjects.plan import KeyColumn, KeyKind, RecordPlan
from pdscan.subjects.records import SubjectRecords
from tests.subjects.builders import Row, plan, records, table

TODAY = date(2024, 11, 1)
CHAN: Row = {
    "name": "CHAN Tai Man",
    "phone": "91234567",
    "email": "tm.chan@example.com",
    "hkid4": "A123",
    "bym": "1980-05",
}


def people(*tables: SubjectRecords) -> int:
    return link(tables)[1].people


def _word(number: int) -> str:
    return "Q" + "".join(chr(97 + int(digit)) for digit in f"{number:04}")


def crowd(size: int, seed: int = 1) -> list[Row]:
    """People who share nothing by design, and names and months by chance."""
    chance = random.Random(seed)
    return [
        {
            "name": f"{_word(chance.randrange(size))} {_word(chance.randrange(size))}",
            "phone": f"9{i:07}",
            "email": f"p{i}@example.org",
            "hkid4": f"{chance.choice('ABCDEGHKMPRYZ')}{chance.randrange(1000):03}",
            "bym": f"{chance.randrange(1940, 2005)}-{chance.randrange(1, 13):02}",
        }
        for i in range(size)
    ]


def test_one_person_in_two_tables_by_hkid() -> None:
    staff = table("db.s.staff", [{"hkid": "A123456(3)", "name": "CHAN, Tai Man"}], "employee")
    payroll = table("db.s.payroll", [{"hkid": "a123456-3", "name": "Chan T M"}], "employee")
    assert people(staff, payroll) == 1


def test_full_hkid_links_to_its_first_four_with_birth_and_name() -> None:
    staff = table("db.s.staff", [{"hkid": "A123456(3)", "name": "CHAN Tai Man", "born": "1980-05-17"}], "employee")
    members = table("db.s.members", [{"hkid4": "A123", "bym": "198005", "name": "Tai Man Chan"}])
    assert people(staff, members) == 1


def test_a_shared_phone_alone_links_nobody_with_a_name() -> None:
    family = table(
        "db.s.t",
        [CHAN, {**CHAN, "name": "WONG Siu Ling", "email": "sl@example.com", "hkid4": "K777", "bym": "1982-01"}],
    )
    assert people(family) == 2


def test_a_couple_sharing_phone_and_email_stays_two() -> None:
    couple = table("db.s.t", [CHAN, {**CHAN, "name": "WONG Siu Ling", "hkid4": "K777", "bym": "1982-01"}])
    assert people(couple) == 2


def test_phone_with_name_links() -> None:
    a = table("db.s.a", [CHAN])
    b = table("db.s.b", [{"name": "Chan Tai-man", "phone": "+852 9123 4567"}])
    assert people(a, b) == 1


def test_names_in_two_scripts_don_t_contradict() -> None:
    a = table("db.s.a", [{**CHAN, "name": "陳大文"}])
    b = table("db.s.b", [CHAN])
    assert people(a, b) == 1


def test_a_row_with_only_an_email_is_adopted() -> None:
    a = table("db.s.a", [CHAN])
    b = table(
        "db.s.orders", [{"email": "TM.Chan@example.com"}, {"email": "tm.chan@example.com"}, {"email": "x@example.com"}]
    )
    assert people(a, b) == 2


def test_default_phone_shared_by_many_names_links_nobody() -> None:
    rows = [{**row, "phone": "23456789"} for row in crowd(300)]
    pool, linkage = link([table("db.s.t", rows)])
    assert linkage.people == 300
    assert any("phone" in warning for warning in linkage.warnings)
    assert not pool.has(*()).any()


def test_placeholders_are_no_identifiers() -> None:
    rows = crowd(50)
    more: list[Row] = [{"name": "n/a", "phone": "00000000", "email": "a@a.com"} for _ in range(20)]
    count = estimate_subjects([table("db.s.t", [*rows, *more])], today=TODAY, organisations={})
    assert count.total.count.point == 50


def test_a_heavy_buyer_is_one_person() -> None:
    customers = table("db.s.c", [{**CHAN, "member": "M001"}, {"name": "WONG Ka Yan", "member": "M002"}])
    orders = table("db.s.o", [{"member": "M001"}] * 500 + [{"member": "M002"}])
    assert people(customers, orders) == 2


def test_two_schemes_with_the_same_numbers_stay_apart() -> None:
    ours = [{**row, "member": f"{i:05}"} for i, row in enumerate(crowd(40, seed=1))]
    theirs = [
        {**row, "member": f"{i:05}", "phone": f"6{i:07}", "email": f"q{i}@example.net"}
        for i, row in enumerate(crowd(40, seed=2))
    ]
    _, linkage = link([table("db.s.ours", ours), table("db.s.theirs", theirs)])
    assert linkage.people == 80
    assert any("separate numbering" in warning for warning in linkage.warnings)


def reference(dataset: str, values: list[str | None], *, inferred: bool) -> SubjectRecords:
    of = RecordPlan(
        dataset,
        "customer",
        (KeyColumn(KeyKind.ROW, ("customer_id",), "db.s.customers", inferred=inferred),),
        ((EntityType.ADDRESS, ("address",)),),
    )
    return records(of, [{"customer_id": value, "address": "1 Nathan Road"} for value in values])


def customers() -> SubjectRecords:
    of = plan("db.s.customers", ["name"], "customer", KeyColumn(KeyKind.ROW, ("id",), "db.s.customers"))
    return records(of, [{"id": str(i), "name": f"{_word(i)} Chan"} for i in range(30)])


@pytest.mark.parametrize("inferred", [False, True])
def test_a_reference_adds_nobody(inferred: bool) -> None:
    orders = reference("db.s.orders", [str(i % 30) for i in range(90)], inferred=inferred)
    assert people(customers(), orders) == 30


def test_an_undeclared_reference_that_leads_nowhere_is_not_used() -> None:
    orders = reference("db.s.orders", [str(i) for i in range(1000, 1090)], inferred=True)
    result = estimate_subjects([customers(), orders], today=TODAY, organisations={})
    assert result.total.count.point == 30
    assert result.unattributable_rows == 90


@settings(deadline=None, max_examples=20)
@given(seed=st.integers(0, 10_000), copies=st.integers(1, 3))
def test_a_copy_of_a_table_adds_nobody(seed: int, copies: int) -> None:
    rows = crowd(60, seed)
    one = table("db.s.t", rows)
    assert people(one, *(table(f"db.s.copy{i}", rows) for i in range(copies))) == people(one)


@settings(deadline=None, max_examples=20)
@given(seed=st.integers(0, 10_000))
def test_order_and_split_change_nothing(seed: int) -> None:
    rows = crowd(60, seed) + crowd(60, seed)[:20]
    shuffled = random.Random(seed).sample(rows, len(rows))
    of = plan("db.s.t", ["name", "phone", "email", "hkid4", "bym"])
    whole = records(of, rows)
    split = records(of, shuffled[:33]).merge(records(of, shuffled[33:]))
    assert people(whole) == people(split) == 60


def test_merge_is_associative() -> None:
    of = plan("db.s.t", ["name", "phone"])
    a, b, c = (records(of, crowd(10, seed)) for seed in range(3))
    left, right = a.merge(b).merge(c), a.merge(b.merge(c))
    assert np.array_equal(left.held, right.held)
    assert all(
        np.array_equal(x, y) for slot in left.keys for x, y in zip(left.keys[slot], right.keys[slot], strict=True)
    )

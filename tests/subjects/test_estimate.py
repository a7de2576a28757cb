"""Numbers of people: exact where everything is plain, bounded where it is not, summed by patterns."""

from __future__ import annotations

from datetime import date

from pdscan.model.subjects import Interval
from pdscan.model.types import EntityType
from pdscan.subjects.clocks import clock_summaries
from pdscan.subjects.estimate import estimate_subjects
from tests.subjects.builders import plan, records, table
from tests.subjects.test_linkage import CHAN, crowd

TODAY = date(2024, 11, 1)


def test_no_records_are_no_people() -> None:
    subjects = estimate_subjects([], today=TODAY, organisations={})
    assert subjects.total.count == Interval(0, 0, 0)
    assert subjects.groups == ()


def test_one_plain_table_is_exact() -> None:
    subjects = estimate_subjects([table("db.s.t", crowd(67))], today=TODAY, organisations={})
    assert subjects.total.count == Interval(67, 67, 67)


def test_categories_overlap_and_are_not_summed() -> None:
    staff = table("db.s.staff", [CHAN, *crowd(9)], "employee")
    members = table("db.s.members", [CHAN, *crowd(30, seed=5)])
    subjects = estimate_subjects([staff, members], today=TODAY, organisations={})
    by_category = {group.category: group.count.point for group in subjects.groups}
    assert by_category["employee"] == 10
    assert by_category["customer"] == 31
    assert [(o.a, o.b) for o in subjects.overlaps] == [("customer", "employee")]
    both = subjects.overlaps[0].point
    assert subjects.total.count.point == 41 - both


def test_interval_holds_the_point_and_the_rails() -> None:
    subjects = estimate_subjects(
        [table("db.s.a", crowd(200)), table("db.s.b", crowd(200)[:150] + crowd(50, seed=9))],
        today=TODAY,
        organisations={},
    )
    total = subjects.total
    assert total.hard_high is not None
    assert total.hard_low <= total.count.low <= total.count.point <= total.count.high <= total.hard_high


def test_patterns_sum_to_the_total_and_to_each_type() -> None:
    subjects = estimate_subjects(
        [table("db.s.a", crowd(50)), table("db.s.b", [{"hkid4": None, "phone": r["phone"]} for r in crowd(50)][:20])],
        today=TODAY,
        organisations={},
    )
    assert sum(p.people for p in subjects.patterns) == subjects.total.count.point
    counted = {e.entity_type: e.count.point for e in subjects.groups[0].entity_types}
    held = sum(
        p.people for p in subjects.patterns if any(EntityType.HK_HKID_PARTIAL in h.entity_types for h in p.holdings)
    )
    assert counted[EntityType.HK_HKID_PARTIAL] == held == 50


def test_ages_come_from_the_newest_record_and_who_never_left_has_none() -> None:
    of = plan("db.s.staff", ["name", "hkid4", "bym"], "employee", clock="left")
    rows = [
        {**crowd(3)[0], "left": "2010-01-31"},
        {**crowd(3)[0], "left": "2016-11-02"},
        {**crowd(3)[1], "left": "2015-10-31"},
        {**crowd(3)[2], "left": None},
        {**crowd(3, seed=4)[0], "left": "9999-12-31"},
    ]
    part = records(of, rows)
    subjects = estimate_subjects([part], today=TODAY, organisations={})
    ages = sorted((h.age_years, p.people) for p in subjects.patterns for h in p.holdings if h.age_years is not None)
    assert ages == [(7, 1), (9, 1)]
    assert sum(p.people for p in subjects.patterns if p.holdings[0].age_years is None) == 2
    (clock,) = clock_summaries([part], TODAY)
    assert clock.oldest == date(2010, 1, 31)
    assert sum(rows for age, rows in clock.rows_by_age if age >= 7) == 3


def test_organisations_keep_their_people_apart() -> None:
    subjects = estimate_subjects(
        [table("hr.a.staff", crowd(5), "employee"), table("hr.b.staff", crowd(7, seed=3), "employee")],
        today=TODAY,
        organisations={"hr.a.staff": "A Ltd", "hr.b.staff": "B Ltd"},
    )
    assert {(g.organisation, g.count.point) for g in subjects.groups} == {("A Ltd", 5), ("B Ltd", 7)}

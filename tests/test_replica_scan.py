"""The main job on the incident replica: people, planted columns and decoys, from SQLite and from PostgreSQL."""

from __future__ import annotations

from datetime import date

import pytest

from fixtures.replica import Replica, build
from fixtures.replica.people import check_character
from pdscan import registry
from pdscan.config import TargetSpec
from pdscan.model.report import Report
from pdscan.model.types import Confidence
from pdscan.options import ScanOptions
from pdscan.progress import NoProgress

AS_OF = date(2024, 11, 1)


@pytest.fixture(scope="module")
def replica() -> Replica:
    return build(scale=0.05)


def scanned(*targets: str) -> Report:
    sources = registry.open_sources([TargetSpec(target) for target in targets])
    return registry.run_scan(sources, ScanOptions(today=AS_OF), recognizer_folders=(), progress=NoProgress())


@pytest.fixture(scope="module")
def from_sqlite(replica: Replica, tmp_path_factory: pytest.TempPathFactory) -> Report:
    folder = tmp_path_factory.mktemp("replica")
    replica.write_sqlite(folder / "j.sqlite")
    replica.write_share(folder / "share")
    return scanned(f"sqlite:///{folder / 'j.sqlite'}", str(folder / "share"))


def test_people(replica: Replica, from_sqlite: Report) -> None:
    total = from_sqlite.subjects.total.count
    assert total.low <= replica.people <= total.high
    assert abs(total.point - replica.people) <= 0.01 * replica.people
    counted = {group.category: group.count.point for group in from_sqlite.subjects.groups}
    for category, people in replica.truth.categories.items():
        assert abs(counted[category] - people) <= 0.03 * people, category


def test_planted_and_decoys(replica: Replica, from_sqlite: Report) -> None:
    found = {
        (f.dataset.removeprefix("j.main."), f.column): f
        for f in from_sqlite.findings
        if f.confidence is not Confidence.LOW
    }
    missed = [p for p in replica.truth.planted if (f := found.get(p[:2])) is None or f.entity_type != p[2]]
    assert missed == []
    assert [d for d in replica.truth.decoys if d[:2] in found] == []


def test_cuts(replica: Replica, from_sqlite: Report) -> None:
    cuts = {(c.rule, c.dataset): c.subjects_protected for c in from_sqlite.recommendations}
    assert ("partial-hkid-in-loyalty", "j.main.customers") in cuts
    assert ("partial-hkid-with-birth", "j.main.member_old") in cuts
    leavers = cuts["leavers-past-7-years", "j.main.hr_staff"]
    assert leavers.low <= replica.truth.leavers_past_7_years <= leavers.high


@pytest.mark.postgres
def test_postgres_gives_the_same(replica: Replica, from_sqlite: Report, postgres_database: str) -> None:
    replica.write_postgres(postgres_database)
    report = scanned(postgres_database)
    assert replica.people in range(report.subjects.total.count.low, report.subjects.total.count.high + 1)

    def named(of: Report, prefix: str) -> set[tuple[str, str, str]]:
        return {
            (f.dataset.removeprefix(prefix), f.column, f.entity_type)
            for f in of.findings
            if f.dataset.startswith(prefix) and f.confidence is not Confidence.LOW
        }

    assert named(report, f"{postgres_database.rpartition('/')[2]}.public.") == named(from_sqlite, "j.main.")


def test_the_same_seed_gives_the_same_people() -> None:
    assert build(0.01).tables == build(0.01).tables
    assert build(0.01).people == 794
    assert all(check_character(p.hkid[:-1]) == p.hkid[-1] for p in build(0.01).staff)

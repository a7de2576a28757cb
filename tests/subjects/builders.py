"""Records of made-up people, as the counting pass would leave them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pdscan.model.types import EntityType
from pdscan.subjects.plan import KeyColumn, KeyKind, RecordPlan
from pdscan.subjects.records import RecordBuilder, SubjectRecords

KEY = b"test key"
KINDS = {
    "hkid": (KeyKind.HKID, EntityType.HK_HKID),
    "hkid4": (KeyKind.PARTIAL_HKID, EntityType.HK_HKID_PARTIAL),
    "name": (KeyKind.NAME, EntityType.PERSON),
    "born": (KeyKind.BIRTH_DATE, EntityType.DATE_OF_BIRTH),
    "bym": (KeyKind.BIRTH_MONTH, EntityType.BIRTH_YEAR_MONTH),
    "phone": (KeyKind.PHONE, EntityType.PHONE_NUMBER),
    "email": (KeyKind.EMAIL, EntityType.EMAIL_ADDRESS),
    "member": (KeyKind.MEMBER, EntityType.MEMBERSHIP_NO),
}
Row = Mapping[str, str | None]


def plan(
    dataset: str, columns: Sequence[str], category: str = "customer", *more: KeyColumn, clock: str | None = None
) -> RecordPlan:
    return RecordPlan(
        dataset,
        category,
        (*(KeyColumn(KINDS[name][0], (name,)) for name in columns), *more),
        tuple((KINDS[name][1], (name,)) for name in columns),
        clock,
        "left" if clock else "",
    )


def records(of: RecordPlan, rows: Sequence[Row]) -> SubjectRecords:
    builder = RecordBuilder(of, KEY)
    builder.add({name: [row.get(name) for row in rows] for name in of.columns}, len(rows))
    return builder.finish()


def table(dataset: str, rows: Sequence[Row], category: str = "customer") -> SubjectRecords:
    columns = [name for name in KINDS if any(name in row for row in rows)]
    return records(plan(dataset, columns, category), rows)

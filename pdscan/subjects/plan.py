"""Which columns of which datasets stand for people: what the counting pass reads, and as what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pdscan.model.types import EntityType


class KeyKind(StrEnum):
    """How an identifier takes part in linking records."""

    HKID = "hkid"
    OTHER_ID = "other_id"
    MEMBER = "member"
    EMPLOYEE = "employee"
    ROW = "row"
    """A dataset's own primary key, or a reference to it."""
    PHONE = "phone"
    EMAIL = "email"
    NAME = "name"
    BIRTH_DATE = "birth_date"
    BIRTH_MONTH = "birth_month"
    PARTIAL_HKID = "partial_hkid"


KIND_OF_TYPE = {
    EntityType.HK_HKID: KeyKind.HKID,
    EntityType.HK_HKID_PARTIAL: KeyKind.PARTIAL_HKID,
    EntityType.CN_RESIDENT_ID: KeyKind.OTHER_ID,
    EntityType.TW_NATIONAL_ID: KeyKind.OTHER_ID,
    EntityType.MO_BIR: KeyKind.OTHER_ID,
    EntityType.PASSPORT: KeyKind.OTHER_ID,
    EntityType.HOME_RETURN_PERMIT: KeyKind.OTHER_ID,
    EntityType.MEMBERSHIP_NO: KeyKind.MEMBER,
    EntityType.EMPLOYEE_NO: KeyKind.EMPLOYEE,
    EntityType.PHONE_NUMBER: KeyKind.PHONE,
    EntityType.EMAIL_ADDRESS: KeyKind.EMAIL,
    EntityType.PERSON: KeyKind.NAME,
    EntityType.DATE_OF_BIRTH: KeyKind.BIRTH_DATE,
    EntityType.BIRTH_YEAR_MONTH: KeyKind.BIRTH_MONTH,
}


@dataclass(frozen=True, slots=True)
class KeyColumn:
    """One identifier of a record: the columns it is made of, joined by a blank, and the scheme it is unique in."""

    kind: KeyKind
    columns: tuple[str, ...]
    scheme: str = ""
    """Values are comparable only within a scheme; for ROW, the dataset whose key it is."""
    inferred: bool = False
    """A reference that names suggest and nothing declares: used only if the values bear it out."""


@dataclass(frozen=True, slots=True)
class RecordPlan:
    """How rows of a dataset become records of data subjects. One row may speak of several people, one plan each."""

    dataset: str
    category: str
    keys: tuple[KeyColumn, ...]
    held: tuple[tuple[EntityType, tuple[str, ...]], ...]
    """Entity types held, each with the columns that hold it."""
    clock: str | None = None
    """Column whose date starts the retention clock."""
    clock_kind: str = ""
    """`left` (the person left) or `active` (the person was last active)."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column to read, in a stable order."""
        wanted: dict[str, None] = {}
        for key in self.keys:
            wanted.update(dict.fromkeys(key.columns))
        for _, columns in self.held:
            wanted.update(dict.fromkeys(columns))
        if self.clock is not None:
            wanted[self.clock] = None
        return tuple(wanted)

"""From an identifier as text to keyed 64-bit hashes that can be compared and not read back without the key."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

from pdscan.resources import recognizers_dir
from pdscan.subjects.plan import KeyKind
from pdscan.values.dates import parse_date, parse_year_month
from pdscan.values.email import is_role_mailbox, normalise_email
from pdscan.values.hkid import parse_hkid, parse_partial_hkid
from pdscan.values.names import name_key
from pdscan.values.phone import normalise_phone
from pdscan.values.text import is_placeholder


class Slot(StrEnum):
    """A comparable element of identity; one identifier can fill several (an HKID also gives its first four)."""

    HKID = "hkid"
    OTHER_ID = "other_id"
    MEMBER = "member"
    EMPLOYEE = "employee"
    ROW = "row"
    PHONE = "phone"
    EMAIL = "email"
    LATIN = "latin"
    CJK = "cjk"
    BIRTH_DATE = "birth_date"
    BIRTH_MONTH = "birth_month"
    HKID4 = "hkid4"


SLOTS_OF_KIND: dict[KeyKind, tuple[Slot, ...]] = {
    KeyKind.HKID: (Slot.HKID, Slot.HKID4),
    KeyKind.OTHER_ID: (Slot.OTHER_ID,),
    KeyKind.MEMBER: (Slot.MEMBER,),
    KeyKind.EMPLOYEE: (Slot.EMPLOYEE,),
    KeyKind.ROW: (Slot.ROW,),
    KeyKind.PHONE: (Slot.PHONE,),
    KeyKind.EMAIL: (Slot.EMAIL,),
    KeyKind.NAME: (Slot.LATIN, Slot.CJK),
    KeyKind.BIRTH_DATE: (Slot.BIRTH_DATE, Slot.BIRTH_MONTH),
    KeyKind.BIRTH_MONTH: (Slot.BIRTH_MONTH,),
    KeyKind.PARTIAL_HKID: (Slot.HKID4,),
}

_CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_NOT_CODE = re.compile(r"[\W_]+")
_LEAST_WORDS = 2
"""Words that a name must keep without its English given name to be compared by them."""
_WHOLE_FLOAT = re.compile(r"([0-9]+)\.0+\Z")


class KeyHasher:
    """Hashes identifiers with one scan's key. 0 stands for `nothing comparable here`."""

    def __init__(self, key: bytes) -> None:
        self._base = hashlib.blake2b(key=key, digest_size=8)

    def hashes(self, kind: KeyKind, scheme: str, text: str) -> tuple[int, ...]:
        """One hash per slot of `SLOTS_OF_KIND[kind]`, in that order."""
        return tuple(
            self._hash(f"{slot}\0{scheme}\0{value}") if value else 0
            for slot, value in zip(SLOTS_OF_KIND[kind], normalise(kind, text), strict=True)
        )

    def _hash(self, text: str) -> int:
        digest = self._base.copy()
        digest.update(text.encode("utf-8", "surrogatepass"))
        return int.from_bytes(digest.digest(), "big") or 1


def normalise(kind: KeyKind, text: str) -> tuple[str | None, ...]:
    """The comparable forms of an identifier, one per slot of the kind; None where there is none."""
    if kind is KeyKind.ROW:
        return (text.strip() or None,)
    if is_placeholder(text):
        return (None,) * len(SLOTS_OF_KIND[kind])
    match kind:
        case KeyKind.HKID:
            hkid = parse_hkid(text)
            return (hkid.body, hkid.first4) if hkid else (None, None)
        case KeyKind.PARTIAL_HKID:
            partial = parse_partial_hkid(text)
            return (partial.first4 if partial else None,)
        case KeyKind.PHONE:
            return (normalise_phone(text),)
        case KeyKind.EMAIL:
            email = normalise_email(text)
            return (None if email is None or is_role_mailbox(email) else email,)
        case KeyKind.NAME:
            return _names(text)
        case KeyKind.BIRTH_DATE:
            day = parse_date(text)
            return (day.isoformat(), f"{day:%Y%m}") if day else (None, None)
        case KeyKind.BIRTH_MONTH:
            month = parse_year_month(text)
            return (f"{month[0]:04}{month[1]:02}" if month else None,)
        case _:
            return (_code(text),)


def _names(text: str) -> tuple[str | None, str | None]:
    chinese = "".join(_CJK.findall(text))
    latin = _CJK.sub(" ", text) if chinese else text
    return (
        _without_english(name_key(latin)) if _LATIN.search(latin) else None,
        name_key(chinese) if chinese else None,
    )


def _without_english(key: str | None) -> str | None:
    """`chan ka peter wing` as `chan ka wing`: the English name is written in one table and left out in another."""
    if key is None:
        return None
    kept = [word for word in key.split(" ") if word not in _given_names()]
    return " ".join(kept) if len(kept) >= _LEAST_WORDS else key


@lru_cache(maxsize=1)
def _given_names() -> frozenset[str]:
    lines = (recognizers_dir() / "given_names.txt").read_text("utf-8").splitlines()
    return frozenset(line.strip().lower() for line in lines if line.strip() and not line.startswith("#"))


def _code(text: str) -> str | None:
    text = unicodedata.normalize("NFKC", text).strip().upper()
    if whole := _WHOLE_FLOAT.match(text):
        text = whole.group(1)
    return _NOT_CODE.sub("", text) or None

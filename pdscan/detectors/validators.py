"""Checks that recogniser files name: True and False decide, None says that the value alone can't tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from pdscan.detectors.names import NameLists
from pdscan.values.checksums import cn_resident_id, credit_card
from pdscan.values.dates import parse_date, parse_year_month
from pdscan.values.hkid import is_possible_partial, parse_hkid
from pdscan.values.phone import normalise_phone

Validator = Callable[[str], bool | None]


def validators(folder: Path) -> Mapping[str, Validator]:
    """Every validator by the name that recogniser files use; `folder` holds the lists of names and places."""
    names = NameLists.load(folder)
    return {
        "hkid": _hkid,
        "hkid_partial": is_possible_partial,
        "phone": lambda text: normalise_phone(text) is not None,
        "credit_card": credit_card,
        "cn_resident_id": cn_resident_id,
        "date": lambda text: parse_date(text.strip()) is not None,
        "year_month": lambda text: parse_year_month(text.strip()) is not None,
        "name_romanised": names.is_romanised,
        "name_chinese": names.is_chinese,
    }


def _hkid(text: str) -> bool | None:
    hkid = parse_hkid(text)
    return hkid is not None and hkid.is_valid is True

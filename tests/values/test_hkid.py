"""Identity card numbers: published vectors, and numbers made by construction."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pdscan import registry
from pdscan.values.hkid import PartialHkid, check_character, is_possible_partial, parse_hkid, parse_partial_hkid

with (Path(__file__).parents[1] / "data" / "hkid_vectors.csv").open(encoding="utf-8", newline="") as file:
    VECTORS = [(row["value"], row["valid"], row["notes"]) for row in csv.DictReader(file)]
ONLY_BY_COLUMN = ("room", "shelf", "product model", "vehicle or product", "class or product")
"""Look-alikes shaped like a true part: a single value can't tell, the letters and digits of the column do."""


@pytest.mark.parametrize(("value", "verdict", "notes"), VECTORS)
def test_published_vectors(value: str, verdict: str, notes: str) -> None:
    hkid, partial = parse_hkid(value), parse_partial_hkid(value)
    match verdict:
        case "yes":
            assert hkid is not None
            assert hkid.is_valid
            assert hkid.is_issued_prefix
        case "checksum_ok_prefix_unissued":
            assert hkid is not None
            assert hkid.is_valid
            assert not hkid.is_issued_prefix
        case "no_check_digit":
            assert hkid is not None
            assert hkid.is_valid is None
        case "text":
            found = [m for m in registry.recognizer_set(()).matches(value) if m.recognizer == "hk_hkid"]
            assert [m.valid for m in found] == ["G000000" not in value or check_character("G", "000000") == "A"]
        case "no":
            assert hkid is None
            assert not [m for m in registry.recognizer_set(()).matches(value) if m.recognizer == "hk_hkid"]
        case "partial":
            assert isinstance(partial, PartialHkid) or hkid is not None
        case "negative":
            decided = any(sign in notes for sign in ONLY_BY_COLUMN)
            passes = hkid is not None and hkid.is_valid is True
            assert decided or "1 time in 11" in notes or (not is_possible_partial(value) and not passes)
        case _:
            pytest.fail(f"unknown verdict {verdict}")


BODIES = st.tuples(st.from_regex(r"[A-Z]{1,2}", fullmatch=True), st.from_regex(r"[0-9]{6}", fullmatch=True))


@given(body=BODIES, change=st.integers(1, 9), place=st.integers(0, 5))
def test_made_numbers_pass_and_a_changed_digit_never_does(body: tuple[str, str], change: int, place: int) -> None:
    prefix, digits = body
    check = check_character(prefix, digits)
    good = parse_hkid(f"{prefix}{digits}({check})")
    assert good is not None
    assert good.is_valid
    other = digits[:place] + str((int(digits[place]) + change) % 10) + digits[place + 1 :]
    bad = parse_hkid(f"{prefix}{other}({check})")
    assert bad is not None
    assert bad.is_valid is False

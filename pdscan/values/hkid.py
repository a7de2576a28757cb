"""Hong Kong identity card numbers: whole ones with their check character, and parts of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from pdscan.values.text import normalise

ISSUED_SINGLE = frozenset("ABCDEFGHJKLMNPRSTVWYZ")
"""Single letters in published prefix tables; I, O, Q, U and X alone are in none.
Source: recognizers/hkid_prefixes.csv, compiled from hkid_ops and Wal-N/hkid."""
ISSUED_DOUBLE = frozenset({"EC", "WX", "XA", "XB", "XC", "XD", "XE", "XG", "XH"})
"""Two-letter prefixes in the same tables."""

_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2)
_PAD = 36
"""What the blank before a single letter counts. Padding with 0 or with A=1 letters is a common mistake."""
_LONGEST = 24

_WHOLE = re.compile(
    r"([A-Za-z]{1,2})[ -]?([0-9]{6})"
    r"(?: ?\( ?([0-9Aa]) ?\)| ?\[ ?([0-9Aa]) ?\]| ?[-/] ?([0-9Aa])| ?([0-9Aa]))?\Z"
)
_STAR = r"[*#•●Xx?_]"
_FIRST4 = re.compile(r"(?:([A-Za-z])([0-9]{3})|([A-Za-z]{2})([0-9]{2}))\Z")
_MASKED_TAIL = re.compile(rf"([A-Za-z]{{1,2}})([0-9]{{2,6}})({_STAR}{{0,4}}) ?(?:[(\[] ?{_STAR} ?[)\]]|-?{_STAR})?\Z")
_MASKED_HEAD = re.compile(
    rf"[A-Za-z*#•●?_]?{_STAR}{{2,4}} ?-?([0-9]{{3}})(?: ?[(\[] ?({_STAR}|[0-9Aa]) ?[)\]]|({_STAR}|[0-9Aa]))?\Z"
)
_LAST = re.compile(r"([0-9]{3})(?: ?[(\[] ?([0-9Aa]) ?[)\]]|([0-9Aa]))?\Z")


@dataclass(frozen=True, slots=True)
class Hkid:
    """An identity card number as written: the check character may be wrong, or missing."""

    prefix: str
    digits: str
    check: str | None

    @property
    def body(self) -> str:
        """The number proper, `A123456`."""
        return self.prefix + self.digits

    @property
    def first4(self) -> str:
        """What shops keep of it, `A123` or `WX12`."""
        return self.body[:4]

    @property
    def is_valid(self) -> bool | None:
        """Whether the check character is right; None without one."""
        return None if self.check is None else self.check == check_character(self.prefix, self.digits)

    @property
    def is_issued_prefix(self) -> bool:
        """Whether published tables list the prefix."""
        return is_issued_prefix(self.prefix)


class PartialKind(StrEnum):
    """Which part of the number is left."""

    FIRST4 = "first4"
    FIRST6 = "first6"
    FIRST7 = "first7"
    LAST3 = "last3"
    LAST4 = "last4"


@dataclass(frozen=True, slots=True)
class PartialHkid:
    """A value shaped like a part of an identity card number; only its column can tell whether it is one."""

    kind: PartialKind
    text: str
    """The characters that are left, upper case."""
    masked: bool
    """Marks stand for the characters taken away, so that the value can hardly be anything else."""

    @property
    def first4(self) -> str | None:
        """The first four characters where they are known."""
        return None if self.kind in (PartialKind.LAST3, PartialKind.LAST4) else self.text[:4]

    @property
    def is_issued_prefix(self) -> bool | None:
        """Whether published tables list the prefix; None where it is not known."""
        if self.first4 is None:
            return None
        return is_issued_prefix(self.first4.rstrip("0123456789"))


def is_issued_prefix(prefix: str) -> bool:
    """Whether published tables list the prefix."""
    return prefix in ISSUED_SINGLE or prefix in ISSUED_DOUBLE


def check_character(prefix: str, digits: str) -> str:
    """The check character of an upper-case prefix and six digits.

    Source: the weighting published with hkid_ops (docs.rs) and checked against public examples.
    """
    values = [_PAD] * (2 - len(prefix)) + [ord(c) - 55 for c in prefix] + [ord(c) - 48 for c in digits]
    rest = sum(weight * value for weight, value in zip(_WEIGHTS, values, strict=True)) % 11
    check = (11 - rest) % 11
    return "A" if check == 10 else str(check)


def parse_hkid(text: str) -> Hkid | None:
    """Parse a value that is an identity card number in any of its usual spellings, with or without check."""
    if len(text) > _LONGEST:
        return None
    found = _WHOLE.match(normalise(text))
    if found is None:
        return None
    prefix, digits, *checks = found.groups()
    check = next((c for c in checks if c is not None), None)
    return Hkid(prefix.upper(), digits, check.upper() if check else None)


def parse_partial_hkid(text: str) -> PartialHkid | None:
    """Parse a value shaped like a part of an identity card number: `A123`, `A123***(*)`, `****456(*)`, `456(3)`."""
    if len(text) > _LONGEST:
        return None
    text = normalise(text)
    if _FIRST4.match(text):
        return PartialHkid(PartialKind.FIRST4, text.upper(), masked=False)
    return _masked_tail(text) or _tail(text)


def is_possible_partial(text: str) -> bool:
    """Whether a single value could be a part of an identity card number, as far as a value alone can tell.

    Refuses letters that were never issued (`I123`, `X100`) and shapes that no part has (`A4`, `AB1234`).
    """
    partial = parse_partial_hkid(text)
    return partial is not None and partial.is_issued_prefix is not False


def _masked_tail(text: str) -> PartialHkid | None:
    found = _MASKED_TAIL.match(text)
    if found is None:
        return None
    kept = (found[1] + found[2]).upper()
    if found.end(2) == len(text):
        # Nothing is masked: the whole body is the only part without marks that is longer than four.
        return PartialHkid(PartialKind.FIRST7, kept, masked=False) if len(found[2]) == 6 else None
    masked = len(found[3])
    if len(found[2]) + masked < 6 and not (masked and len(kept) == 4):
        masked += len(text) - found.end(3)
    if len(found[2]) + masked < 6:
        return None
    if len(found[2]) == 6:
        return PartialHkid(PartialKind.FIRST7, kept, masked=True)
    kind = PartialKind.FIRST6 if len(kept) >= 6 else PartialKind.FIRST4
    return PartialHkid(kind, kept, masked=True) if len(kept) >= 4 else None


def _tail(text: str) -> PartialHkid | None:
    found = _MASKED_HEAD.match(text)
    masked = found is not None
    found = found or _LAST.match(text)
    if found is None:
        return None
    check = (found[2] or found[3] or "").upper()
    if check and check in "0123456789A":
        return PartialHkid(PartialKind.LAST4, found[1] + check, masked)
    return PartialHkid(PartialKind.LAST3, found[1], masked)

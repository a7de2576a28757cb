"""Check digits of identity, card and account numbers other than the Hong Kong identity card's."""

from __future__ import annotations

import re
from datetime import date

from pdscan.values.text import normalise

_SEPARATORS = re.compile(r"[ \-]")
_CARD = re.compile(r"[0-9]{12,19}\Z")
_CN = re.compile(r"[1-9][0-9]{16}[0-9X]\Z")
_TW = re.compile(r"[A-Z][1289][0-9]{8}\Z")
_IBAN = re.compile(r"([A-Z]{2})[0-9]{2}[A-Z0-9]{11,30}\Z")

_CN_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CN_CHECK = "10X98765432"
_TW_LETTERS = "ABCDEFGHJKLMNPQRSTUVXYWZIO"
"""Position + 10 is the letter's number; the order is the one in which letters were assigned to places."""
_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)

_CARD_LENGTHS: tuple[tuple[re.Pattern[str], frozenset[int]], ...] = (
    (re.compile(r"4"), frozenset({13, 16, 19})),
    (re.compile(r"5[1-5]|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)"), frozenset({16})),
    (re.compile(r"3[47]"), frozenset({15})),
    (re.compile(r"3(?:0[0-5]|[689])"), frozenset({14, 16, 19})),
    (re.compile(r"35(?:2[89]|[3-8])"), frozenset({16, 17, 18, 19})),
    (re.compile(r"6(?:011|4[4-9]|5)"), frozenset({16, 19})),
    (re.compile(r"62|81"), frozenset({16, 17, 18, 19})),
    (re.compile(r"5[06-8]|6"), frozenset({12, 13, 14, 15, 16, 17, 18, 19})),
)
"""Issuer prefixes and lengths: Visa, Mastercard, American Express, Diners, JCB, Discover, UnionPay, Maestro.
Source: the schemes' public number ranges as given in ISO/IEC 7812 overviews."""

_IBAN_LENGTHS = {
    "NO": 15,
    "BE": 16,
    "DK": 18,
    "FI": 18,
    "FO": 18,
    "GL": 18,
    "NL": 18,
    "MK": 19,
    "SI": 19,
    "AT": 20,
    "BA": 20,
    "EE": 20,
    "KZ": 20,
    "LT": 20,
    "LU": 20,
    "XK": 20,
    "CH": 21,
    "CR": 22,
    "HR": 21,
    "LI": 21,
    "LV": 21,
    "BG": 22,
    "BH": 22,
    "DE": 22,
    "GB": 22,
    "GE": 22,
    "IE": 22,
    "ME": 22,
    "RS": 22,
    "AE": 23,
    "GI": 23,
    "IL": 23,
    "AD": 24,
    "CZ": 24,
    "ES": 24,
    "MD": 24,
    "PK": 24,
    "RO": 24,
    "SA": 24,
    "SE": 24,
    "SK": 24,
    "TN": 24,
    "VG": 24,
    "PT": 25,
    "FR": 27,
    "GR": 27,
    "IT": 27,
    "MC": 27,
    "SM": 27,
    "AL": 28,
    "AZ": 28,
    "CY": 28,
    "DO": 28,
    "GT": 28,
    "HU": 28,
    "LB": 28,
    "PL": 28,
    "BR": 29,
    "PS": 29,
    "QA": 29,
    "KW": 30,
    "MU": 30,
    "JO": 30,
    "MT": 31,
    "TR": 26,
    "UA": 29,
}
"""Characters by country. Source: the SWIFT IBAN registry. Countries not listed here are not refused by length."""


def luhn(digits: str) -> bool:
    """Whether a string of digits ends in the right Luhn check digit (ISO/IEC 7812-1, annex B)."""
    if not digits.isdecimal() or not digits.isascii():
        return False
    values = [ord(c) - 48 for c in reversed(digits)]
    return (sum(values[::2]) + sum(_DOUBLED[v] for v in values[1::2])) % 10 == 0


def credit_card(text: str) -> bool:
    """Whether a value is a payment card number: issuer prefix, its length, and the Luhn digit."""
    number = _SEPARATORS.sub("", normalise(text))
    if not _CARD.match(number):
        return False
    known = any(prefix.match(number) and len(number) in lengths for prefix, lengths in _CARD_LENGTHS)
    return known and len(set(number)) > 1 and luhn(number)


def cn_resident_id(text: str) -> bool:
    """Whether a value is a mainland resident identity number: birth date and check character hold (GB 11643)."""
    number = normalise(text).upper()
    if not _CN.match(number):
        return False
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(weight * (ord(c) - 48) for weight, c in zip(_CN_WEIGHTS, number[:17], strict=True))
    return _CN_CHECK[total % 11] == number[17]


def tw_national_id(text: str) -> bool:
    """Whether a value is a Taiwan identity or residence number with the right check digit."""
    number = normalise(text).upper()
    if not _TW.match(number):
        return False
    letter = _TW_LETTERS.index(number[0]) + 10
    digits = [ord(c) - 48 for c in number[1:]]
    total = letter // 10 + letter % 10 * 9 + sum(d * w for d, w in zip(digits[:8], range(8, 0, -1), strict=True))
    return (total + digits[8]) % 10 == 0


def iban(text: str) -> bool:
    """Whether a value is an international bank account number: length of its country and mod 97 (ISO 13616)."""
    number = _SEPARATORS.sub("", normalise(text)).upper()
    found = _IBAN.match(number)
    if found is None or _IBAN_LENGTHS.get(found[1], len(number)) != len(number):
        return False
    return int("".join(str(int(c, 36)) for c in number[4:] + number[:4])) % 97 == 1

"""Telephone numbers in one comparable form (E.164), fast for Hong Kong's."""

from __future__ import annotations

import re

from pdscan.values.text import normalise, without_float_tail

_PUNCTUATION = re.compile(r"[\s()\-./·~]+")
_EXTENSION = re.compile(r"[\s,;]*(?:ext\.?|extension|x|內線|分機)\s*[0-9]{1,6}\Z", re.IGNORECASE)
_LABEL = re.compile(r"(?:tel(?:ephone)?|phone|mobile|mob|fax|電話|手機|手提)\.?\s*[:：]?\s*", re.IGNORECASE)
_LIKE_A_PHONE = re.compile(r"\+?[0-9]{6,18}\Z")
_HONG_KONG = re.compile(r"(?:\+?(?:00)?852)?([2-9][0-9]{7})\Z")
_MOBILE = re.compile(r"\+852(?:[4-69][0-9]{7}|7[0-9]{7}|8[4-9][0-9]{6})\Z")
_NOT_MOBILE = re.compile(r"\+852(?:58[0-9]{6}|7(?:1[0-9]|2[0-9])[0-9]{5})\Z")
_LONGEST = 60


def normalise_phone(text: str, region: str = "HK") -> str | None:
    """The number as E.164, or None where it can't be one.

    Hong Kong numbers have 8 digits, of which the first is 2 or 3 (fixed), 4 to 9 (mobile, pagers, personal and
    premium services). Source: OFCA's numbering plan. Anything else is left to the phonenumbers library.
    """
    if len(text) > _LONGEST:
        return None
    text = without_float_tail(normalise(text))
    if region == "HK" and (found := _HONG_KONG.match(text)):
        return "+852" + found[1]
    if text[:1].isalpha():
        text = _LABEL.sub("", text, count=1)
    international = text.startswith(("+", "(+"))
    digits = _PUNCTUATION.sub(
        "", _EXTENSION.sub("", text).replace("+", "", 1) if international else _EXTENSION.sub("", text)
    )
    number = "+" + digits if international else digits
    if not _LIKE_A_PHONE.match(number):
        return None
    if region == "HK" and (found := _HONG_KONG.match(number)):
        return "+852" + found[1]
    return _by_library(number, region)


def is_mobile_hk(number: str) -> bool:
    """Whether an E.164 number is a Hong Kong mobile number, which is one person's more often than not."""
    return _MOBILE.match(number) is not None and _NOT_MOBILE.match(number) is None


def _by_library(number: str, region: str) -> str | None:
    import phonenumbers

    if number.startswith("00") and not number.startswith("000"):
        number = "+" + number[2:]
    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(parsed):
        return None
    if parsed.country_code == 852 and not phonenumbers.is_valid_number(parsed):
        return None
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))

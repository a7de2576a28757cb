"""Dates and months as people and programs write them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from pdscan.values.text import normalise, without_float_tail

FIRST_YEAR, LAST_YEAR = 1800, 2199
"""Four-digit years outside are numbers that only look like dates; 1753 and 9999 stand for `none` anyway."""
PIVOT = 30
"""Two-digit years below are 20xx, from here on 19xx (29 is 2029, 30 is 1930): most birth years written with
two digits are of adults, and a record's date rarely lies further ahead than this."""
EXCEL_EPOCH = date(1899, 12, 30)
"""Day 0 of Excel's 1900 date system for serials after its invented 29 February 1900."""
_LONGEST = 40

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july"),
            *("aug august", "sep sept september", "oct october", "nov november", "dec december"),
        ),
        start=1,
    )
    for name in names.split()
}
_NAME = r"([A-Za-z]{3,9})\.?"
_CLOCK = (
    r"(?:[T ]+[0-2]?[0-9][:.][0-5][0-9](?:[:.][0-6][0-9](?:[.,][0-9]{1,9})?)?(?: ?[AaPp]\.?[Mm]\.?)?"
    r"(?: ?(?:Z|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2}(?::?[0-9]{2})?)?))?)?\Z"
)
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})" + _CLOCK)
_DAY_FIRST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})" + _CLOCK)
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T?[0-9]{4}(?:[0-9]{2})?Z?)?\Z")
_DAY_MONTH = re.compile(
    r"([0-9]{1,2})(?:st|nd|rd|th)?[- /.,]{0,2}" + _NAME + r"[- /.,]{0,2}([0-9]{4}|[0-9]{2})" + _CLOCK
)
_MONTH_DAY = re.compile(_NAME + r"[- ]([0-9]{1,2})(?:st|nd|rd|th)?(?:, ?| )([0-9]{4})" + _CLOCK)
_CHINESE = re.compile(r"([0-9]{4}) ?年 ?([0-9]{1,2}) ?月 ?([0-9]{1,2}) ?[日號号]" + _CLOCK)

_ISO_MONTH = re.compile(r"([0-9]{4})[-/]([0-9]{1,2})\Z")
_MONTH_YEAR = re.compile(r"([0-9]{1,2})[-/]([0-9]{4})\Z")
_COMPACT_MONTH = re.compile(r"([0-9]{4})([0-9]{2})\Z")
_NAMED_MONTH = re.compile(_NAME + r"[- /,']{0,2}([0-9]{4}|[0-9]{2})\Z")
_YEAR_NAMED_MONTH = re.compile(r"([0-9]{4})[- /]" + _NAME + r"\Z")
_CHINESE_MONTH = re.compile(r"([0-9]{4}) ?年 ?([0-9]{1,2}) ?月(?:份)?\Z")


def parse_date(text: str) -> date | None:
    """The day that a value stands for, a time of day beside it ignored. None for anything else.

    Day first where both readings are possible, as Hong Kong writes: 05/03/1990 is 5 March. Month first only
    where the second number can't be a month. Spreadsheet serials are not taken: see `from_excel_serial`.
    """
    if found := _ISO.match(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if len(text) > _LONGEST:
        return None
    text = without_float_tail(normalise(text))
    if not text:
        return None
    if text[0].isdigit():
        return _from_numbers(text) or _from_names(text)
    return _from_names(text)


def parse_year_month(text: str) -> tuple[int, int] | None:
    """The year and month that a value stands for, `1990-03`, `03/1990`, `199003`, `Mar-90`, `1990年3月`.

    None for whole dates and for anything else.
    """
    if len(text) > _LONGEST:
        return None
    text = without_float_tail(normalise(text))
    if found := _ISO_MONTH.match(text) or _COMPACT_MONTH.match(text) or _CHINESE_MONTH.match(text):
        return _month(int(found[1]), int(found[2]))
    if found := _MONTH_YEAR.match(text):
        return _month(int(found[2]), int(found[1]))
    if found := _NAMED_MONTH.match(text):
        return _month(_year(found[2]), _MONTHS.get(found[1].lower(), 0))
    if found := _YEAR_NAMED_MONTH.match(text):
        return _month(int(found[1]), _MONTHS.get(found[2].lower(), 0))
    return None


def from_excel_serial(number: float) -> date | None:
    """The day of a spreadsheet serial (1900 date system), from 1 March 1900 to 31 December 2199."""
    if not 61 <= number < 109_575:
        return None
    return EXCEL_EPOCH + timedelta(days=int(number))


def _from_numbers(text: str) -> date | None:
    if found := _YEAR_FIRST.match(text):
        return _day(int(found[1]), int(found[3]), int(found[4]))
    if found := _DAY_FIRST.match(text):
        first, second, year = int(found[1]), int(found[3]), _year(found[4])
        return _day(year, second, first) if second <= 12 else _day(year, first, second)
    if found := _COMPACT.match(text) or _CHINESE.match(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    return None


def _from_names(text: str) -> date | None:
    if found := _DAY_MONTH.match(text):
        return _day(_year(found[3]), _MONTHS.get(found[2].lower(), 0), int(found[1]))
    if found := _MONTH_DAY.match(text):
        return _day(int(found[3]), _MONTHS.get(found[1].lower(), 0), int(found[2]))
    return None


def _year(text: str) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    return year + (2000 if year < PIVOT else 1900)


def _day(year: int, month: int, day: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(year: int, month: int) -> tuple[int, int] | None:
    return (year, month) if FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 else None

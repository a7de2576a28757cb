"""From whatever a driver or file reader returns to text."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal

import orjson

from pdscan.batch import Cell

LONGEST = 65_536
"""Characters of a cell that are looked at."""
_MOST_WHOLE_FLOAT = 2**53


class UndecodableError(Exception):
    """The cell holds bytes that are no text."""


def as_cell(value: object) -> Cell:
    """The value as text, None for NULL. Raises UndecodableError for bytes that are no text, and nothing else."""
    if value is None:
        return None
    if isinstance(value, str):
        return _clean(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        whole = math.isfinite(value) and value.is_integer() and abs(value) < _MOST_WHOLE_FLOAT
        return str(int(value)) if whole else repr(value)
    if isinstance(value, Decimal):
        return format(value, "f") if value.is_finite() else str(value)
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bytes | bytearray | memoryview):
        return _from_bytes(bytes(value))
    if isinstance(value, dict | list | tuple | set | frozenset):
        plain = list(value) if isinstance(value, set | frozenset | tuple) else value
        return _clean(orjson.dumps(plain, default=str, option=orjson.OPT_NON_STR_KEYS).decode("utf-8", "replace"))
    return _clean(str(value))


def _from_bytes(value: bytes) -> str:
    try:
        text = value.decode("utf-8")
    except UnicodeDecodeError:
        raise UndecodableError from None
    if not all(c.isprintable() or c in "\t\r\n" for c in text[:LONGEST]):
        raise UndecodableError
    return _clean(text)


def _clean(text: str) -> str:
    return (text.replace("\0", "") if "\0" in text else text)[:LONGEST]


def columns_of(
    names: tuple[str, ...], rows: Sequence[Sequence[object]]
) -> tuple[dict[str, list[Cell]], dict[str, int]]:
    """Rows turned into columns of text, and how many cells of each column were no text."""
    columns: dict[str, list[Cell]] = {}
    undecodable: dict[str, int] = {}
    for index, name in enumerate(names):
        cells: list[Cell] = []
        for row in rows:
            try:
                cells.append(as_cell(row[index]) if index < len(row) else None)
            except UndecodableError:
                cells.append(None)
                undecodable[name] = undecodable.get(name, 0) + 1
        columns[name] = cells
    return columns, undecodable

"""Workbooks (XLSX, XLS, ODS), every sheet of them, hidden ones too."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from pdscan.errors import DatasetError
from pdscan.model.types import DatasetKind, SkipReason
from pdscan.sources.files.formats.base import Format, Sheet, headings, is_heading

MOST_CELLS = 50_000_000
"""Cells of a sheet's rectangle; the reader takes memory for all of them, even where they are empty."""
_CELL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"')
_CHUNK = 1 << 20
_MOST_TITLE_ROWS = 10


class Spreadsheet(Format):
    """Sheets with headings in the first row that reads like headings."""

    suffixes = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})

    def sheets(self, path: Path) -> list[Sheet]:
        """One table per sheet that is not empty."""
        book = _open(path)
        result = []
        for name in book.sheet_names:
            rows = _cells(book, name, path)
            start = _start(rows)
            if start is not None:
                result.append(Sheet(name, DatasetKind.SHEET, headings(rows[start])))
        if not result:
            raise DatasetError(f"{path.name} has no filled sheet.", reason=SkipReason.EMPTY)
        return result

    def rows(self, path: Path, sheet: str | None) -> Iterator[tuple[object, ...]]:
        """The rows below the headings."""
        rows = _cells(_open(path), sheet or "", path)
        start = _start(rows)
        for row in rows[(start or 0) + 1 :]:
            if any(cell not in ("", None) for cell in row):
                yield tuple(None if cell == "" else cell for cell in row)


def _start(rows: list[tuple[object, ...]]) -> int | None:
    """The row of the headings: the first wordy row as wide as the table, titles above it passed over."""
    if not rows:
        return None
    for index, row in enumerate(rows[:_MOST_TITLE_ROWS]):
        filled = sum(1 for cell in row if cell not in ("", None))
        if filled * 2 >= len(row) and is_heading(row):
            return index
    return 0


def _open(path: Path) -> CalamineWorkbook:
    try:
        if path.suffix.lower() in (".xlsx", ".xlsm") and zipfile.is_zipfile(path):
            _refuse_sparse(path)
        return CalamineWorkbook.from_path(str(path))
    except PermissionError:
        raise DatasetError(f"{path.name}: no right to read it.", reason=SkipReason.PERMISSION_DENIED) from None
    except PasswordError:
        raise DatasetError(f"{path.name} is protected by a password.", reason=SkipReason.ENCRYPTED) from None
    except (CalamineError, OSError, zipfile.BadZipFile, EOFError, zipfile.LargeZipFile):
        if path.read_bytes()[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" and path.suffix.lower() == ".xlsx":
            raise DatasetError(f"{path.name} is protected by a password.", reason=SkipReason.ENCRYPTED) from None
        raise DatasetError(f"{path.name} is damaged or no workbook.", reason=SkipReason.CORRUPT) from None


def _refuse_sparse(path: Path) -> None:
    """One cell in the last corner makes the reader ask for half a terabyte and end the process; look first."""
    with zipfile.ZipFile(path) as archive:
        for member in archive.namelist():
            if not member.startswith("xl/worksheets/sheet"):
                continue
            across = down = 1
            with archive.open(member) as file:
                rest = b""
                while chunk := file.read(_CHUNK):
                    for column, row in _CELL.findall(rest + chunk):
                        across, down = max(across, _number(column)), max(down, int(row))
                    rest = chunk[-32:]
            if across * down > MOST_CELLS:
                raise DatasetError(
                    f"{path.name} spans {down:,} rows and {across:,} columns.", reason=SkipReason.TOO_LARGE
                )


def _number(column: bytes) -> int:
    number = 0
    for letter in column:
        number = number * 26 + letter - 64
    return number


def _cells(book: CalamineWorkbook, sheet: str, path: Path) -> list[tuple[object, ...]]:
    try:
        return [tuple(row) for row in book.get_sheet_by_name(sheet).to_python(skip_empty_area=True)]
    except CalamineError:
        raise DatasetError(f"{path.name}#{sheet} can't be read.", reason=SkipReason.CORRUPT) from None

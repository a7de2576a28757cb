"""CSV and its relatives, in the encodings that Hong Kong offices use."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path

from charset_normalizer import from_bytes

from pdscan.errors import DatasetError
from pdscan.model.types import DatasetKind, SkipReason
from pdscan.sources.files.formats.base import Format, Sheet, headings, is_heading

SAMPLE = 262_144
"""Bytes that encoding and delimiter are told from."""
LONGEST_FIELD = 16 * 1024 * 1024
DELIMITERS = ",;\t|"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Delimited(Format):
    """Text with one record a line and a delimiter between fields."""

    suffixes = frozenset({".csv", ".tsv", ".tab", ".txt", ".psv"})

    def sheets(self, path: Path) -> list[Sheet]:
        """The one table of the file."""
        rows = _rows(path)
        first = next(rows, None)
        if first is None:
            raise DatasetError(f"{path.name} is empty.", reason=SkipReason.EMPTY)
        names = headings(first) if is_heading(first) else headings((None,) * len(first))
        return [Sheet(None, DatasetKind.FILE, names)]

    def rows(self, path: Path, sheet: str | None) -> Iterator[tuple[object, ...]]:
        """The rows below the headings, or all where there are none."""
        del sheet
        rows = _rows(path)
        first = next(rows, None)
        if first is not None and not is_heading(first):
            yield first
        yield from rows


def encoding_of(sample: bytes) -> str:
    """The encoding of a text's beginning."""
    for bom, name in _BOMS:
        if sample.startswith(bom):
            return name
    zeros = sample[: SAMPLE // 4]
    if zeros.count(0) > len(zeros) // 4:
        return "utf-16-le" if zeros[1::2].count(0) > zeros[0::2].count(0) else "utf-16-be"
    for name in ("utf-8", "big5hkscs", "gb18030"):
        decoder = codecs.getincrementaldecoder(name)()
        try:
            text = decoder.decode(sample, final=False)
        except UnicodeDecodeError:
            continue
        # gb18030 accepts nearly everything; rare characters tell that it is not.
        if name == "utf-8" or _is_usual_chinese(text):
            return name
    best = from_bytes(sample).best()
    return best.encoding if best is not None else "cp1252"


def _is_usual_chinese(text: str) -> bool:
    beyond = [c for c in text if ord(c) > 127]
    usual = sum(
        1 for c in beyond if "\u4e00" <= c <= "\u9fff" or "\u3000" <= c <= "\u303f" or "\uff00" <= c <= "\uffef"
    )
    return bool(beyond) and usual >= 0.9 * len(beyond)


def _rows(path: Path) -> Iterator[tuple[object, ...]]:
    csv.field_size_limit(LONGEST_FIELD)
    try:
        with path.open("rb") as file:
            sample = file.read(SAMPLE)
        encoding = encoding_of(sample)
        delimiter = _delimiter(sample.decode(encoding, "replace"))
        with path.open(encoding=encoding, errors="replace", newline="") as file:
            for row in csv.reader((line.replace("\0", "") for line in file), delimiter=delimiter):
                if any(row):
                    yield tuple(row)
    except PermissionError:
        raise DatasetError(f"{path.name}: no right to read it.", reason=SkipReason.PERMISSION_DENIED) from None
    except FileNotFoundError:
        raise DatasetError(f"{path.name} is not there any more.", reason=SkipReason.VANISHED) from None
    except (OSError, csv.Error, UnicodeError) as error:
        raise DatasetError(
            f"{path.name} can't be read as a table ({type(error).__name__}).", reason=SkipReason.CORRUPT
        ) from None


def _delimiter(text: str) -> str:
    """The delimiter that divides the first lines most evenly."""
    lines = [line for line in text.splitlines()[:50] if line.strip()]
    best, best_score = ",", 0.0
    for delimiter in DELIMITERS:
        counts = [line.count(delimiter) for line in lines]
        if not counts or not max(counts):
            continue
        usual = max(set(counts), key=counts.count)
        score = usual * counts.count(usual) / len(counts)
        if score > best_score:
            best, best_score = delimiter, score
    return best

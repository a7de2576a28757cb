"""A folder, or a single file, as a source."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

from pdscan.batch import Batch
from pdscan.errors import DatasetError, UnreachableError
from pdscan.model.schema import Column, Dataset, Skipped
from pdscan.model.types import SkipReason
from pdscan.sources.base import Partition, Source
from pdscan.sources.cells import columns_of
from pdscan.sources.files.formats.base import Format
from pdscan.sources.files.formats.delimited import Delimited
from pdscan.sources.files.formats.spreadsheet import Spreadsheet

ROWS_AT_A_TIME = 2_000
_FORMATS: tuple[Format, ...] = (Delimited(), Spreadsheet())


class FolderSource(Source):
    """Every file below a folder; each is read whole, and a sample is drawn from all of its rows."""

    def __init__(self, path: str, *, name: str | None = None) -> None:
        self._root = Path(path)
        self.display = str(path)
        self.name = name or self._root.resolve().name

    def datasets(self) -> Iterator[Dataset | Skipped]:
        """Tables of all files, in order of their paths. Raises UnreachableError."""
        if not self._root.exists():
            raise UnreachableError(f"There is no file or folder {self._root}.")
        if self._root.is_file():
            yield from self._of_file(self._root, self._root.name)
            return
        refused: list[Skipped] = []

        def note(error: OSError) -> None:
            place = os.path.relpath(error.filename or self._root, self._root)
            reason = SkipReason.PERMISSION_DENIED if isinstance(error, PermissionError) else SkipReason.FAILED
            refused.append(Skipped(f"{self.name}:{_shown(place)}", reason, "the folder can't be listed"))

        for folder, folders, files in os.walk(self._root, onerror=note):
            folders.sort()
            for file in sorted(files):
                path = Path(folder) / file
                yield from self._of_file(path, path.relative_to(self._root).as_posix())
        yield from refused

    def read(self, partition: Partition) -> Iterator[Batch]:
        """Rows of one table; a sample is drawn from the whole file by reservoir (Vitter 1985, algorithm R)."""
        relative, sheet = partition.dataset.locator
        path = self._root if self._root.is_file() else self._root / relative
        names = tuple(column.name for column in partition.dataset.columns)
        picked = tuple(names.index(name) for name in partition.columns)
        rows = _format(path).rows(path, sheet if "#" in partition.dataset.name else None)  # type: ignore[union-attr]
        if partition.sample_rows is not None:
            rows = iter(_reservoir(rows, partition.sample_rows, partition.seed))
        waiting: list[tuple[object, ...]] = []
        for row in rows:
            waiting.append(tuple(row[i] if i < len(row) else None for i in picked))
            if len(waiting) == ROWS_AT_A_TIME:
                yield _batch(partition.columns, waiting)
                waiting = []
        if waiting:
            yield _batch(partition.columns, waiting)

    def _of_file(self, path: Path, relative: str) -> Iterator[Dataset | Skipped]:
        name = f"{self.name}:{_shown(relative)}"
        format_ = _format(path)
        if format_ is None:
            yield Skipped(name, SkipReason.UNSUPPORTED, f"no reader for {path.suffix or 'files without suffix'}")
            return
        try:
            for sheet in format_.sheets(path):
                yield Dataset(
                    name=name if sheet.name is None else f"{name}#{sheet.name}",
                    kind=sheet.kind,
                    columns=tuple(Column(column) for column in sheet.columns),
                    locator=(relative, sheet.name or path.stem),
                )
        except DatasetError as error:
            yield Skipped(name, error.reason, error.message)


def _format(path: Path) -> Format | None:
    return next((one for one in _FORMATS if path.suffix.lower() in one.suffixes), None)


def _shown(name: str) -> str:
    """A path as text that any terminal takes: bytes that are no UTF-8 are shown as �."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _reservoir(rows: Iterator[tuple[object, ...]], size: int, seed: int) -> list[tuple[object, ...]]:
    chance = random.Random(seed)
    kept: list[tuple[object, ...]] = []
    for index, row in enumerate(rows):
        if index < size:
            kept.append(row)
        elif (place := chance.randrange(index + 1)) < size:
            kept[place] = row
    return kept


def _batch(columns: tuple[str, ...], rows: list[tuple[object, ...]]) -> Batch:
    cells, undecodable = columns_of(columns, rows)
    return Batch(cells, len(rows), undecodable)

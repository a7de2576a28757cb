"""What a file format is: it lists the datasets of a file and reads their rows."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pdscan.model.types import DatasetKind

HEADER_MAX = 100
"""Characters of a cell that may still be a heading."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file: its name where a file has several, and its headings."""

    name: str | None
    kind: DatasetKind
    columns: tuple[str, ...]


class Format(ABC):
    """One family of file formats."""

    suffixes: frozenset[str]

    @abstractmethod
    def sheets(self, path: Path) -> list[Sheet]:
        """The tables of the file. Raises DatasetError when it can't be read."""

    @abstractmethod
    def rows(self, path: Path, sheet: str | None) -> Iterator[tuple[object, ...]]:
        """The rows below the headings. Raises DatasetError when they can't be read to the end."""


def headings(first: tuple[object, ...]) -> tuple[str, ...]:
    """Column names from a first row: empty ones numbered, repeated ones told apart."""
    names: list[str] = []
    for index, cell in enumerate(first, start=1):
        name = " ".join(str(cell).split()) if cell not in (None, "") else f"column_{index}"
        wanted, number = name, 2
        while name in names:
            name = f"{wanted}_{number}"
            number += 1
        names.append(name)
    return tuple(names)


def is_heading(row: tuple[object, ...]) -> bool:
    """Whether a row reads like headings: short texts, most of them words, none of them a number or an address."""
    filled = [str(cell).strip() for cell in row if cell not in (None, "")]
    if not filled:
        return False
    wordy = sum(1 for text in filled if any(c.isalpha() for c in text) and "@" not in text and len(text) <= HEADER_MAX)
    return wordy == len(filled)

"""Raw values in flight: the only type that holds them, and its text never shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Cell = str | None
"""A value as text, or None for NULL. Sources convert; see `pdscan.sources.cells`."""


@dataclass(frozen=True, slots=True, repr=False)
class Batch:
    """Some rows of one dataset, column by column, every list `rows` long."""

    columns: Mapping[str, Sequence[Cell]]
    rows: int
    undecodable: Mapping[str, int] = field(default_factory=dict)
    """Cells by column that held bytes which are no text; they stand as None in `columns`."""

    def __repr__(self) -> str:
        return f"Batch(columns={len(self.columns)}, rows={self.rows})"

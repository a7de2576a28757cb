"""What a source says about a dataset before a value is read: names, types, keys, number of rows."""

from __future__ import annotations

from dataclasses import dataclass

from pdscan.model.types import ColumnType, DatasetKind, RowsBasis, SkipReason


@dataclass(frozen=True, slots=True)
class Column:
    """One column or field, as declared by the source."""

    name: str
    type: ColumnType = ColumnType.TEXT
    declared: str = ""
    """The source's own type text, such as `character varying(40)`; empty for files."""
    nullable: bool = True


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A declared reference from columns of one dataset to columns of another."""

    columns: tuple[str, ...]
    referred_dataset: str
    """Full dataset name, as in `Dataset.name`."""
    referred_columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dataset:
    """One table, view, sheet or file that can be read as rows and columns."""

    name: str
    """`source.schema.table` for a database, `source:path` or `source:path#sheet` for a file."""
    kind: DatasetKind
    columns: tuple[Column, ...]
    locator: tuple[str, ...] = ()
    """Where it lies, for its own source only: (schema, table) or (path, sheet)."""
    primary_key: tuple[str, ...] = ()
    unique_keys: tuple[tuple[str, ...], ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    rows: int | None = None
    rows_basis: RowsBasis = RowsBasis.UNKNOWN

    @property
    def table(self) -> str:
        """The last part of the name: table, sheet or file stem."""
        return self.locator[-1] if self.locator else self.name

    def column(self, name: str) -> Column:
        """The column of that name; raises KeyError where there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something in scope that was not looked at, and why."""

    dataset: str
    reason: SkipReason
    detail: str = ""

"""A database as a source: lists tables and views, reads rows through a dialect's SQL."""

from __future__ import annotations

import sqlite3
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, inspect, types
from sqlalchemy.engine import Inspector
from sqlalchemy.exc import SAWarning, SQLAlchemyError

from pdscan.batch import Batch
from pdscan.model.schema import Column, Dataset, ForeignKey, Skipped
from pdscan.model.types import ColumnType, DatasetKind, RowsBasis
from pdscan.sources.base import Partition, Source
from pdscan.sources.cells import columns_of
from pdscan.sources.sql.connect import dataset_error, make_engine, parse_url, source_error
from pdscan.sources.sql.dialect import DIALECTS, Dialect
from pdscan.urls import mask

ROWS_AT_A_TIME = 2_000
_FAILURES = (SQLAlchemyError, sqlite3.Error)
_TYPES: tuple[tuple[type[Any], ColumnType], ...] = (
    (types.Boolean, ColumnType.BOOLEAN),
    (types.Integer, ColumnType.INTEGER),
    (types.Float, ColumnType.REAL),
    (types.Numeric, ColumnType.DECIMAL),
    (types.DateTime, ColumnType.DATETIME),
    (types.Date, ColumnType.DATE),
    (types.Time, ColumnType.TIME),
    (types.LargeBinary, ColumnType.BINARY),
    (types.BINARY, ColumnType.BINARY),
    (types.JSON, ColumnType.JSON),
    (types.ARRAY, ColumnType.ARRAY),
    (types.Uuid, ColumnType.UUID),
    (types.String, ColumnType.TEXT),
)


class SqlSource(Source):
    """One database. Opened when first used; only its URL travels to workers."""

    def __init__(self, url: str, *, name: str | None = None, schemas: tuple[str, ...] = ()) -> None:
        self._url = parse_url(url)
        self._schemas = schemas
        self._engine: Engine | None = None
        self.display = mask(self._url.render_as_string(hide_password=True))
        database = self._url.database or self._url.host or self._url.get_backend_name()
        self.name = name or (Path(database).stem if self._url.get_backend_name() == "sqlite" else database)

    def __getstate__(self) -> dict[str, object]:
        return {**self.__dict__, "_engine": None}

    @property
    def dialect(self) -> Dialect:
        """Writes the SQL for this engine."""
        return DIALECTS.get(self._url.get_backend_name(), Dialect)()

    def datasets(self) -> Iterator[Dataset | Skipped]:
        """Tables and views of every schema that is not the engine's own. Raises SourceError."""
        try:
            inspector = inspect(self._connected())
            schemas = [s for s in inspector.get_schema_names() if self._wants(s)]
            listed = [(s, t, k) for s in schemas for t, k in _tables(inspector, s)]
        except _FAILURES as error:
            raise source_error(error, self.display) from None
        for schema, table, kind in listed:
            name = f"{self.name}.{schema}.{table}"
            try:
                yield self._describe(inspector, schema, table, kind)
            except _FAILURES as error:
                problem = dataset_error(error, name)
                yield Skipped(name, problem.reason, problem.message)

    def read(self, partition: Partition) -> Iterator[Batch]:
        """All rows of the partition, or a sample of them. Raises DatasetError."""
        dataset = partition.dataset
        schema, table = dataset.locator
        wanted = partition.sample_rows
        if wanted is None or (dataset.rows is not None and dataset.rows <= wanted):
            queries = [self.dialect.select(schema, table, partition.columns)]
        else:
            queries = self.dialect.samples(
                schema,
                table,
                partition.columns,
                wanted=wanted,
                rows=dataset.rows or wanted,
                is_view=dataset.kind is DatasetKind.VIEW,
                seed=partition.seed,
            )
        left = wanted
        try:
            with self._connected().connect() as connection:
                for query in queries:
                    for batch in _batches(connection, query, partition.columns, left):
                        yield batch
                        left = None if left is None else left - batch.rows
                    if left is not None and left <= 0:
                        break
        except _FAILURES as error:
            raise dataset_error(error, dataset.name) from None

    def close(self) -> None:
        """End the connections."""
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None

    def _connected(self) -> Engine:
        if self._engine is None:
            self._engine = make_engine(self._url)
        return self._engine

    def _wants(self, schema: str) -> bool:
        if self._schemas:
            return schema in self._schemas
        return schema not in self.dialect.system_schemas and not schema.startswith(("pg_toast", "pg_temp", "db_"))

    def _describe(self, inspector: Inspector, schema: str, table: str, kind: DatasetKind) -> Dataset:
        with warnings.catch_warnings():
            # A type that SQLAlchemy has no name for (xml, hstore) is read as text like any other.
            warnings.simplefilter("ignore", SAWarning)
            reflected = inspector.get_columns(table, schema=schema)
        columns = tuple(
            Column(str(c["name"]), _type_of(c["type"]), _declared(c["type"]), bool(c.get("nullable", True)))
            for c in reflected
        )
        keys: tuple[str, ...] = ()
        unique: tuple[tuple[str, ...], ...] = ()
        references: tuple[ForeignKey, ...] = ()
        if kind is DatasetKind.TABLE:
            keys = tuple(inspector.get_pk_constraint(table, schema=schema)["constrained_columns"])
            unique = tuple(tuple(u["column_names"]) for u in inspector.get_unique_constraints(table, schema=schema))
            references = tuple(
                ForeignKey(
                    tuple(fk["constrained_columns"]),
                    f"{self.name}.{fk['referred_schema'] or schema}.{fk['referred_table']}",
                    tuple(fk["referred_columns"]),
                )
                for fk in inspector.get_foreign_keys(table, schema=schema)
            )
        return Dataset(
            name=f"{self.name}.{schema}.{table}",
            kind=kind,
            columns=columns,
            locator=(schema, table),
            primary_key=keys,
            unique_keys=unique,
            foreign_keys=references,
            rows=self._count(schema, table),
            rows_basis=RowsBasis.EXACT,
        )

    def _count(self, schema: str, table: str) -> int:
        with self._connected().connect() as connection:
            cursor = connection.connection.cursor()
            try:
                cursor.execute(self.dialect.count(schema, table))
                row = cursor.fetchone()
            finally:
                cursor.close()
            return int(row[0]) if row else 0


def _tables(inspector: Inspector, schema: str) -> Iterator[tuple[str, DatasetKind]]:
    for table in sorted(inspector.get_table_names(schema=schema)):
        yield table, DatasetKind.TABLE
    views = set(inspector.get_view_names(schema=schema))
    if inspector.dialect.name == "postgresql":
        views |= set(inspector.get_materialized_view_names(schema=schema))
    for view in sorted(views):
        yield view, DatasetKind.VIEW


def _batches(connection: Connection, query: str, columns: tuple[str, ...], most: int | None) -> Iterator[Batch]:
    # The driver's own cursor: no type processing that fails on odd values, no % or : taken for a parameter.
    # PostgreSQL's driver would fetch everything at once without a cursor on the server.
    named = {"name": "pdscan"} if connection.dialect.name == "postgresql" else {}
    cursor = connection.connection.cursor(**named)
    try:
        cursor.execute(query)
        left = most
        while left is None or left > 0:
            rows = cursor.fetchmany(ROWS_AT_A_TIME if left is None else min(ROWS_AT_A_TIME, left))
            if not rows:
                break
            cells, undecodable = columns_of(columns, rows)
            yield Batch(cells, len(rows), undecodable)
            left = None if left is None else left - len(rows)
    finally:
        cursor.close()


def _type_of(declared: Any) -> ColumnType:
    for kind, reduced in _TYPES:
        if isinstance(declared, kind):
            return reduced
    return ColumnType.BINARY if type(declared).__name__ in ("BYTEA", "BLOB", "VARBINARY") else ColumnType.OTHER


def _declared(declared: Any) -> str:
    return str(declared) if not isinstance(declared, types.NullType) else ""

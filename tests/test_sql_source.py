"""A database as a source: odd names, every type, fair samples, and no way to write."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, OperationalError

from pdscan.model.schema import Dataset, Skipped
from pdscan.model.types import DatasetKind
from pdscan.sources.sql.source import SqlSource

ODD = 'Odd "table" 表 %s :x select'
TYPES = {
    "d": ("date", "'infinity'"), "bc": ("date", "'4000-01-01 BC'"), "far": ("date", "'20000-01-01'"),
    "ts": ("timestamptz", "'-infinity'"), "n": ("numeric", "'NaN'"), "u": ("uuid", "gen_random_uuid()"),
    "b": ("bytea", "'\\xff00'"), "j": ("jsonb", "'{\"a\": 1}'"), "ia": ("int[]", "'{1,2}'"),
    "ta": ("text[]", "'{a,b}'"),
    "dr": ("daterange", "'[2020-01-01,2021-01-01)'"), "ip": ("inet", "'10.0.0.1'"), "iv": ("interval", "'1 day'"),
    "mo": ("money", "12.5"), "bo": ("bool", "true"), "t": ("time", "'10:00'"), "xm": ("xml", "'<a/>'"),
    "bi": ("bit(3)", "B'101'"), "nul": ("text", "NULL"),
}  # fmt: skip


def read(source: SqlSource, dataset: Dataset, rows: int | None = None, seed: int = 0) -> list[list[str | None]]:
    names = tuple(column.name for column in dataset.columns)
    cells: list[list[str | None]] = [[] for _ in names]
    for partition in source.partitions(dataset, names, sample_rows=rows, seed=seed):
        for batch in source.read(partition):
            for column, name in zip(cells, names, strict=True):
                column.extend(batch.columns[name])
    return cells


def listed(source: SqlSource) -> dict[str, Dataset]:
    entries = list(source.datasets())
    assert not [entry for entry in entries if isinstance(entry, Skipped)]
    return {entry.table: entry for entry in entries if isinstance(entry, Dataset)}


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


@pytest.mark.postgres
def test_postgres_odd_names_types_and_views(postgres_database: str) -> None:
    with psycopg.connect(postgres_database) as connection:
        columns = ", ".join(f"{quoted(name)} {kind}" for name, (kind, _) in TYPES.items())
        connection.execute(f"CREATE TABLE {quoted(ODD)} ({columns})".encode())
        connection.execute(f"INSERT INTO {quoted(ODD)} VALUES ({', '.join(v for _, v in TYPES.values())})".encode())
        connection.execute(f"CREATE VIEW v AS SELECT * FROM {quoted(ODD)}".encode())
        connection.execute(f"CREATE MATERIALIZED VIEW m AS SELECT * FROM {quoted(ODD)}".encode())
    source = SqlSource(postgres_database.replace("postgresql://", "postgresql+psycopg://"))
    datasets = listed(source)
    assert set(datasets) == {ODD, "v", "m"}
    assert datasets["v"].kind is DatasetKind.VIEW
    cells = dict(zip(TYPES, read(source, datasets[ODD]), strict=True))
    assert cells["d"] == ["infinity"]
    assert cells["j"] == ['{"a":1}']
    assert cells["ta"] == ['["a","b"]']
    assert cells["bo"] == ["true"]
    assert cells["b"] == cells["nul"] == [None]
    with source._connected().connect() as connection, pytest.raises(DBAPIError, match="read-only"):
        connection.execute(text("CREATE TABLE w (i int)"))
    source.close()


@pytest.mark.postgres
def test_postgres_sample_is_repeatable_and_spread(postgres_database: str) -> None:
    with psycopg.connect(postgres_database) as connection:
        connection.execute("CREATE TABLE big AS SELECT i, repeat('x', 50) AS t FROM generate_series(1, 60000) i")
        connection.execute("ANALYZE big")
    source = SqlSource(postgres_database.replace("postgresql://", "postgresql+psycopg://"))
    dataset = listed(source)["big"]
    first, again = (read(source, dataset, rows=2000, seed=7)[0] for _ in range(2))
    source.close()
    assert first == again
    assert 1500 <= len(first) <= 2000
    assert max(map(int, filter(None, first))) > 30_000


def test_sqlite_sample_is_repeatable_and_spread(tmp_path: Path) -> None:
    path = tmp_path / "big.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute(f"CREATE TABLE {quoted(ODD)} (i INTEGER PRIMARY KEY, t)")
        connection.executemany(f"INSERT INTO {quoted(ODD)} VALUES (?, ?)", [(i, b"\xff\xfe") for i in range(30_000)])
    connection.close()
    source = SqlSource(f"sqlite:///{path}")
    dataset = listed(source)[ODD]
    assert dataset.name == f"big.main.{ODD}"
    first, again = (read(source, dataset, rows=2000, seed=7)[0] for _ in range(2))
    assert first == again
    numbers = sorted(map(int, filter(None, first)))
    assert len(numbers) == 2000
    assert numbers[0] < 1500
    assert numbers[-1] > 28_500
    with source._connected().connect() as reader, pytest.raises(OperationalError, match="readonly"):
        reader.execute(text("CREATE TABLE w (i int)"))
    source.close()

"""Writing the SQL of one database engine; running it is another module's work."""

from __future__ import annotations

import random

BLOCKS = 40
"""Spread blocks that a sample is read in where an engine has no sampling of its own."""


class Dialect:
    """SQL text for reading, sampling and counting. Names are quoted; no value ever stands in the text."""

    name = "generic"
    system_schemas: frozenset[str] = frozenset({"information_schema"})

    def quote(self, identifier: str) -> str:
        """An identifier as the engine takes it, whatever it holds."""
        return '"' + identifier.replace('"', '""') + '"'

    def table(self, schema: str, table: str) -> str:
        """A qualified name."""
        return f"{self.quote(schema)}.{self.quote(table)}" if schema else self.quote(table)

    def select(self, schema: str, table: str, columns: tuple[str, ...]) -> str:
        """Every row of some columns."""
        return f"SELECT {', '.join(map(self.quote, columns))} FROM {self.table(schema, table)}"

    def samples(
        self, schema: str, table: str, columns: tuple[str, ...], *, wanted: int, rows: int, is_view: bool, seed: int
    ) -> list[str]:
        """Queries that together give about `wanted` of `rows` rows; the runner stops when it has enough."""
        del wanted, rows, is_view, seed
        return [self.select(schema, table, columns)]

    def count(self, schema: str, table: str) -> str:
        """Count the rows."""
        return f"SELECT count(*) FROM {self.table(schema, table)}"


class SqliteDialect(Dialect):
    """SQLite: blocks of rows from evenly spread places of the rowid range."""

    name = "sqlite"

    def samples(
        self, schema: str, table: str, columns: tuple[str, ...], *, wanted: int, rows: int, is_view: bool, seed: int
    ) -> list[str]:
        """One query per block; a view gives its first rows, for want of a key."""
        if is_view:
            return [f"{self.select(schema, table, columns)} LIMIT {wanted}"]
        chance = random.Random(seed)
        size = -(-wanted // BLOCKS)
        where = self.table(schema, table)
        width = f"(SELECT max(rowid) - min(rowid) + 1 FROM {where})"
        queries = []
        for block in range(BLOCKS):
            share = (block + chance.random()) / BLOCKS
            start = f"(SELECT min(rowid) FROM {where}) + CAST({width} * {share:.9f} AS INTEGER)"
            queries.append(f"{self.select(schema, table, columns)} WHERE rowid >= {start} ORDER BY rowid LIMIT {size}")
        del rows
        return queries


class PostgresDialect(Dialect):
    """PostgreSQL: page samples, repeatable by seed, topped up with a second, larger one."""

    name = "postgresql"
    system_schemas = frozenset({"information_schema", "pg_catalog", "pg_toast"})

    def samples(
        self, schema: str, table: str, columns: tuple[str, ...], *, wanted: int, rows: int, is_view: bool, seed: int
    ) -> list[str]:
        """A page sample a little larger than wanted, then one four times as large for when it falls short."""
        select = self.select(schema, table, columns)
        if is_view:
            return [f"{select} LIMIT {wanted}"]
        share = min(100.0, 120.0 * wanted / max(1, rows))
        return [
            f"{select} TABLESAMPLE SYSTEM ({percent:.6f}) REPEATABLE ({seed})"
            for percent in (share, min(100.0, 4 * share))
        ]


class MysqlDialect(Dialect):
    """MySQL and MariaDB: names in backticks."""

    name = "mysql"
    system_schemas = frozenset({"information_schema", "mysql", "performance_schema", "sys"})

    def quote(self, identifier: str) -> str:
        """An identifier in backticks."""
        return "`" + identifier.replace("`", "``") + "`"


class MssqlDialect(Dialect):
    """SQL Server: names in brackets."""

    name = "mssql"
    system_schemas = frozenset({"INFORMATION_SCHEMA", "sys", "guest"})

    def quote(self, identifier: str) -> str:
        """An identifier in brackets."""
        return "[" + identifier.replace("]", "]]") + "]"


DIALECTS: dict[str, type[Dialect]] = {
    dialect.name: dialect for dialect in (SqliteDialect, PostgresDialect, MysqlDialect, MssqlDialect)
}

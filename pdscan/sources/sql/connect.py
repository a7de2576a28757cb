"""Opening a read-only connection to a database, and telling its errors in the user's words."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError, SQLAlchemyError

from pdscan import __version__
from pdscan.errors import ConfigError, DatasetError, LoginError, SourceError, UnreachableError, UnsupportedError
from pdscan.model.types import SkipReason
from pdscan.urls import mask

STATEMENT_TIMEOUT = 300_000
"""Milliseconds a statement may run."""
LOCK_TIMEOUT = 2_000
_LOGIN_SIGNS = ("authentication failed", "access denied for user", "login failed", "no password supplied", "role ")


def parse_url(url: str) -> URL:
    """A SQLAlchemy URL. Raises ConfigError without repeating what may hold a password."""
    try:
        return make_url(url)
    except (ArgumentError, ValueError):
        raise ConfigError(f"{mask(url)} is not a database URL.", hint="Like postgresql://user@host/database.") from None


def make_engine(url: URL) -> Engine:
    """An engine whose sessions can't write. Raises UnreachableError or UnsupportedError."""
    shown = mask(url.render_as_string(hide_password=True))
    try:
        if url.get_backend_name() == "sqlite":
            return _sqlite(url)
        if url.get_backend_name() == "postgresql":
            return _postgres(url)
        return create_engine(url, hide_parameters=True)
    except (NoSuchModuleError, ModuleNotFoundError):
        raise UnsupportedError(
            f"There is no driver for {shown}.", hint="Install SQLAlchemy's dialect for it."
        ) from None


def _sqlite(url: URL) -> Engine:
    path = Path(url.database or "").expanduser()
    if not path.is_file():
        raise UnreachableError(f"There is no file {path}.", hint="sqlite:///relative/path or sqlite:////absolute/path")

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"file:{quote(str(path.resolve()))}?mode=ro", uri=True, check_same_thread=False, timeout=LOCK_TIMEOUT / 1000
        )
        connection.text_factory = _text
        connection.execute("PRAGMA query_only = 1")
        connection.execute("PRAGMA trusted_schema = 0")
        return connection

    return create_engine("sqlite://", creator=connect, hide_parameters=True)


def _text(raw: bytes) -> str | bytes:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw


def _postgres(url: URL) -> Engine:
    options = (
        f"-c default_transaction_read_only=on -c statement_timeout={STATEMENT_TIMEOUT} "
        f"-c lock_timeout={LOCK_TIMEOUT} -c idle_in_transaction_session_timeout=600000"
    )
    engine = create_engine(
        url,
        hide_parameters=True,
        connect_args={"options": options, "application_name": f"pdscan/{__version__}", "connect_timeout": 10},
    )

    @event.listens_for(engine, "connect")
    def _dates_as_text(connection: object, _record: object) -> None:
        # infinity and years beyond 9999 are dates to PostgreSQL and errors to Python.
        from psycopg.types.string import TextLoader

        for name in ("date", "timestamp", "timestamptz", "interval", "time", "timetz"):
            connection.adapters.register_loader(name, TextLoader)  # type: ignore[attr-defined]

    return engine


def source_error(error: SQLAlchemyError | sqlite3.Error, shown: str) -> SourceError:
    """What keeps a source as a whole from being used. The driver's own text is read and not repeated."""
    text = str(getattr(error, "orig", error)).lower()
    if "file is not a database" in text:
        return UnsupportedError(f"{shown} is not a SQLite database, or it is encrypted.")
    if any(sign in text for sign in _LOGIN_SIGNS):
        return LoginError(f"{shown} refused the login.", hint="Check user, password and database name.")
    if "database" in text and "does not exist" in text:
        return UnreachableError(f"{shown}: the server has no such database.")
    if isinstance(error, OperationalError | sqlite3.OperationalError):
        return UnreachableError(f"{shown} can't be reached.", hint="Check host, port and network.")
    return SourceError(f"{shown} can't be used ({type(error).__name__}).")


def dataset_error(error: SQLAlchemyError | sqlite3.Error, dataset: str) -> DatasetError:
    """What keeps one table from being read. The driver's own text may quote values, so it is not repeated."""
    original = getattr(error, "orig", error)
    text = str(original).lower()
    state = getattr(original, "sqlstate", None) or ""
    if state == "42501" or "permission denied" in text or "not authorized" in text:
        return DatasetError(f"{dataset}: no right to read it.", reason=SkipReason.PERMISSION_DENIED)
    if state in ("57014", "55P03") or "timeout" in text or "locked" in text:
        return DatasetError(f"{dataset}: reading took longer than allowed.", reason=SkipReason.TIMEOUT)
    if state == "42P01" or "no such table" in text:
        return DatasetError(f"{dataset}: it is not there any more.", reason=SkipReason.VANISHED)
    if "malformed" in text:
        return DatasetError(f"{dataset}: the database file is damaged.", reason=SkipReason.CORRUPT)
    kind = type(original).__name__ if isinstance(error, DBAPIError) else type(error).__name__
    return DatasetError(f"{dataset}: it can't be read ({kind}).")

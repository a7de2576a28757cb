"""What a target is (a database, a folder or file), and its text without secrets."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

_SHOWN = frozenset({"sslmode", "ssl", "charset", "application_name", "mode", "timeout", "driver", "encryption"})
_DRIVERS = {
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "mysql": "mysql+pymysql",
    "mariadb": "mysql+pymysql",
    "mssql": "mssql+pymssql",
}
_SQLITE_HEADER = b"SQLite format 3\0"


class TargetKind(StrEnum):
    """What a target's text stands for."""

    DATABASE = "database"
    FILES = "files"


@dataclass(frozen=True, slots=True, repr=False)
class Target:
    """A target ready to be opened; `text` may hold a password, so it is never shown."""

    kind: TargetKind
    text: str


def parse_target(text: str) -> Target:
    """Tell a database URL from a path; the path of a SQLite database is that database."""
    scheme, separator, rest = text.partition("://")
    if separator:
        if scheme == "file":
            return parse_target(rest)
        return Target(TargetKind.DATABASE, f"{_DRIVERS.get(scheme, scheme)}://{rest}")
    path = Path(text).expanduser()
    if path.is_file():
        with path.open("rb") as file:
            if file.read(len(_SQLITE_HEADER)) == _SQLITE_HEADER:
                return Target(TargetKind.DATABASE, f"sqlite:///{path}")
    return Target(TargetKind.FILES, str(path))


def mask(url: str) -> str:
    """The URL as it may be shown: no password, and only query values that are known to be harmless."""
    scheme, separator, rest = url.partition("://")
    if not separator:
        return url
    rest, _, query = rest.partition("?")
    # A password may itself hold @ or /: everything before the last @ of the whole is user information.
    userinfo, at, place = rest.rpartition("@")
    user = userinfo.partition(":")[0]
    shown = f"{scheme.partition('+')[0]}://{user}{at}{place}" if at else f"{scheme.partition('+')[0]}://{place}"
    if query:
        pairs = [(key, value if key.lower() in _SHOWN else "***") for key, value in parse_qsl(query)]
        shown += "?" + urlencode(pairs, safe="*")
    return shown

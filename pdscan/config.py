"""pdscan.toml: where it is found, what it may state, and targets before they are opened."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pdscan.errors import ConfigError

FILE = "pdscan.toml"
_SECTIONS = ("categories", "organisations", "retention", "recognizers")


@dataclass(frozen=True, slots=True, repr=False)
class TargetSpec:
    """A target as it is to be opened; `url` may hold a password, so it is never shown."""

    url: str
    name: str | None = None
    schemas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Config:
    """What pdscan.toml states."""

    categories: Mapping[str, str] = field(default_factory=dict)
    """Glob over dataset names -> subject category."""
    organisations: Mapping[str, str] = field(default_factory=dict)
    """Glob over dataset names -> organisation."""
    retention: Mapping[str, float] = field(default_factory=dict)
    """Subject category -> the organisation's own retention period in years."""
    folders: tuple[Path, ...] = ()
    """Folders of the user's own recognisers."""


def load_config(path: Path | None) -> Config:
    """Read the file named, or pdscan.toml here or above. Raises ConfigError with the place of what is wrong."""
    found = path if path is not None else _discover(Path.cwd())
    if found is None:
        return Config()
    try:
        data = tomllib.loads(found.read_text("utf-8"))
    except OSError:
        raise ConfigError(f"{found} can't be read.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{found} is not valid TOML: {error}") from None
    for key in data:
        if key not in _SECTIONS:
            close = get_close_matches(key, _SECTIONS, n=1)
            raise ConfigError(
                f"{found}: there is no section [{key}].",
                hint=f"Did you mean [{close[0]}]?" if close else f"Sections: {', '.join(_SECTIONS)}.",
            )
    recognizers = _table(found, data, "recognizers", list)
    return Config(
        categories=_table(found, data, "categories", str),
        organisations=_table(found, data, "organisations", str),
        retention={k: float(v) for k, v in _table(found, data, "retention", (int, float)).items()},
        folders=tuple(found.parent / folder for folder in recognizers.get("folders", ())),
    )


def _discover(start: Path) -> Path | None:
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return folder / FILE
        if (folder / ".git").exists():
            break
    return None


def _table(path: Path, data: Mapping[str, Any], section: str, kind: type | tuple[type, ...]) -> dict[str, Any]:
    table = data.get(section, {})
    if not isinstance(table, dict):
        raise ConfigError(f"{path}: {section} must be a table, [{section}].")
    for key, value in table.items():
        if not isinstance(value, kind) or isinstance(value, bool):
            raise ConfigError(f"{path}: {section}.{key} has a value of the wrong kind ({type(value).__name__}).")
    return table

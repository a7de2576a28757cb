"""Where the data that ships with pdscan lies: beside the package in a checkout, inside it once installed."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def recognizers_dir() -> Path:
    """Folder of the built-in recognisers, vocabularies and rule data."""
    return _first_existing(_PACKAGE / "_recognizers", _PACKAGE.parent / "recognizers")


def replica_dir() -> Path:
    """Folder of the package that generates the incident replica."""
    return _first_existing(_PACKAGE / "_replica", _PACKAGE.parent / "fixtures" / "replica")


def _first_existing(*places: Path) -> Path:
    for place in places:
        if place.is_dir():
            return place
    raise FileNotFoundError(f"pdscan's own data is missing: none of {', '.join(map(str, places))} exists")

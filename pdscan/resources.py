"""Where the data that ships with pdscan lies: beside the package in a checkout, inside it once installed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pdscan.errors import ConfigError

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_T = TypeVar("_T")
_PACKAGE = Path(__file__).resolve().parent


def recognizers_dir() -> Path:
    """Folder of the built-in recognisers, vocabularies and rule data."""
    return _first_existing(_PACKAGE / "_recognizers", _PACKAGE.parent / "recognizers")


def replica_dir() -> Path:
    """Folder of the package that generates the incident replica."""
    return _first_existing(_PACKAGE / "_replica", _PACKAGE.parent / "fixtures" / "replica")


def read_yaml(path: Path, shape: TypeAdapter[_T]) -> _T:
    """A data file, checked against its shape. Raises ConfigError naming the file and what is wrong with it."""
    import yaml
    from pydantic import ValidationError

    try:
        return shape.validate_python(yaml.safe_load(path.read_text("utf-8")))
    except (OSError, ValidationError, yaml.YAMLError) as error:
        raise ConfigError(f"{path} is not as it should be: {error}") from None


def _first_existing(*places: Path) -> Path:
    for place in places:
        if place.is_dir():
            return place
    raise FileNotFoundError(f"pdscan's own data is missing: none of {', '.join(map(str, places))} exists")

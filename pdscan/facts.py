"""Reading the legal facts and retention periods that ship with pdscan."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import TypeAdapter

from pdscan.resources import read_yaml
from pdscan.retention import RetentionPeriod
from pdscan.rules.base import LegalFact


def load_legal_facts(path: Path) -> Mapping[str, LegalFact]:
    """Legal facts by key. Raises ConfigError naming the file that is wrong."""
    return read_yaml(path, TypeAdapter(dict[str, LegalFact]))


def load_retention_periods(path: Path) -> tuple[RetentionPeriod, ...]:
    """Retention periods stated by a code or law. Raises ConfigError naming the file that is wrong."""
    return read_yaml(path, TypeAdapter(tuple[RetentionPeriod, ...]))

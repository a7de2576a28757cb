"""The numbers that judgement uses, read from the data files that ship with pdscan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter

from pdscan.model.evidence import RecognizerInfo
from pdscan.model.types import EntityType, Severity
from pdscan.resources import read_yaml


class Evidence(BaseModel):
    """Log-odds of each kind of evidence; see `recognizers/evidence.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    prior: float
    name_exact: float
    name_tokens: float
    name_weak: float
    name_of_another: float
    name_not_personal: float
    name_organisation: float
    person_table: float
    no_person_table: float
    things_table: float
    checksum_limit: float
    dates_like_birth: float
    dates_unlike_birth: float
    letters_like_hkid: float
    letters_unlike_hkid: float
    unique_per_row: float
    surrogate_key: float
    high: float
    medium: float
    low: float


class EntityFacts(BaseModel):
    """What is known of an entity type apart from how it is recognised; see `recognizers/entity_types.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    category: str
    severity: Severity
    identifies: str
    special: bool = False


@dataclass(frozen=True, slots=True)
class Weights:
    """Everything that judgement needs beside the profile."""

    evidence: Evidence
    entity_types: Mapping[EntityType, EntityFacts]
    recognizers: Mapping[str, RecognizerInfo]


def load_weights(folder: Path, recognizers: Mapping[str, RecognizerInfo]) -> Weights:
    """Read the data files. Raises ConfigError naming the file that is wrong."""
    return Weights(
        evidence=read_yaml(folder / "evidence.yaml", TypeAdapter(Evidence)),
        entity_types=read_yaml(folder / "entity_types.yaml", TypeAdapter(dict[EntityType, EntityFacts])),
        recognizers=recognizers,
    )

"""Recogniser files (YAML) loaded as Presidio pattern recognisers, and asked about single values."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from presidio_analyzer import Pattern, PatternRecognizer
from pydantic import BaseModel, ConfigDict, ValidationError

from pdscan.detectors.base import Match
from pdscan.detectors.validators import Validator, validators
from pdscan.errors import RecognizerError
from pdscan.model.evidence import RecognizerInfo
from pdscan.model.types import EntityType, Severity
from pdscan.resources import recognizers_dir

logging.getLogger("presidio-analyzer").setLevel(logging.WARNING)

_DATA_FILES = {"categories.yaml", "entity_types.yaml", "evidence.yaml", "legal.yaml", "retention.yaml"}


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _PatternSpec(_Model):
    name: str
    regex: str
    score: float


class _Examples(_Model):
    match: tuple[str, ...]
    no_match: tuple[str, ...]


class _Own(_Model):
    category: str
    severity: Severity
    validator: str | None = None
    in_text: bool = False
    whole: bool = True
    """False when a match anywhere marks the value as a whole (a street word in an address)."""
    present: float
    absent: float
    chance: float = 0.0
    examples: _Examples


class RecognizerSpec(_Model):
    """A recogniser file: Presidio's own keys, and pdscan's block."""

    name: str
    supported_entity: EntityType
    supported_language: str = "en"
    context: tuple[str, ...] = ()
    patterns: tuple[_PatternSpec, ...]
    pdscan: _Own


class PdscanRecognizer(PatternRecognizer):
    """Presidio's pattern recogniser with the validator that its file names."""

    def __init__(self, spec: RecognizerSpec, validator: Validator | None) -> None:
        self._validator = validator
        super().__init__(
            supported_entity=str(spec.supported_entity),
            name=spec.name,
            supported_language=spec.supported_language,
            patterns=[Pattern(name=p.name, regex=p.regex, score=p.score) for p in spec.patterns],
            context=list(spec.context),
            global_regex_flags=0,
        )

    def validate_result(self, pattern_text: str) -> bool | None:
        """What the validator says of the matched text."""
        return self._validator(pattern_text) if self._validator is not None else None


@dataclass(frozen=True, slots=True)
class _Loaded:
    spec: RecognizerSpec
    recognizer: PdscanRecognizer
    compiled: tuple[Any, ...]


class RecognizerSet:
    """All recognisers in use."""

    def __init__(self, loaded: Sequence[_Loaded]) -> None:
        self._loaded = tuple(loaded)

    @property
    def specs(self) -> tuple[RecognizerSpec, ...]:
        """The files behind the recognisers."""
        return tuple(one.spec for one in self._loaded)

    @property
    def recognizers(self) -> tuple[PdscanRecognizer, ...]:
        """As Presidio's analyzer takes them."""
        return tuple(one.recognizer for one in self._loaded)

    @property
    def infos(self) -> tuple[RecognizerInfo, ...]:
        """What judgement needs to know of each."""
        return tuple(
            RecognizerInfo(
                name=spec.name,
                entity_type=spec.supported_entity,
                category=spec.pdscan.category,
                severity=spec.pdscan.severity,
                present=spec.pdscan.present,
                absent=spec.pdscan.absent,
                chance=spec.pdscan.chance,
                in_text=spec.pdscan.in_text,
            )
            for spec in self.specs
        )

    def matches(self, value: str) -> list[Match]:
        """At most one match per recogniser: the best, a valid one before a refused one, a whole one before a part."""
        found = []
        stripped = value.strip()
        for one in self._loaded:
            best: Match | None = None
            for match in _of(one, stripped):
                if best is None or _rank(match) > _rank(best):
                    best = match
            if best is not None:
                found.append(best)
        return found


def _of(one: _Loaded, value: str) -> Iterable[Match]:
    for pattern in one.compiled:
        for hit in pattern.finditer(value):
            whole = not one.spec.pdscan.whole or hit.group().strip() == value
            yield Match(one.spec.supported_entity, one.spec.name, whole, one.recognizer.validate_result(hit.group()))


def _rank(match: Match) -> tuple[bool, bool]:
    return match.valid is not False, match.whole


def load_recognizers(folders: Sequence[Path]) -> RecognizerSet:
    """Load every YAML below the folders. Raises RecognizerError naming the file and what is wrong."""
    checks = validators(recognizers_dir())
    loaded: dict[str, _Loaded] = {}
    for folder in folders:
        if not folder.is_dir():
            raise RecognizerError(f"There is no folder of recognisers at {folder}.")
        for path in sorted(folder.rglob("*.yaml")):
            if path.name in _DATA_FILES:
                continue
            one = _load(path, checks)
            if one.spec.name in loaded:
                raise RecognizerError(f"{path}: the name “{one.spec.name}” is taken by another recogniser.")
            loaded[one.spec.name] = one
    return RecognizerSet(tuple(loaded.values()))


def _load(path: Path, checks: Mapping[str, Validator]) -> _Loaded:
    try:
        spec = RecognizerSpec.model_validate(yaml.safe_load(path.read_text("utf-8")))
    except (yaml.YAMLError, ValidationError, UnicodeDecodeError) as error:
        raise RecognizerError(f"{path} is no recogniser: {error}") from None
    name = spec.pdscan.validator
    if name is not None and name not in checks:
        raise RecognizerError(f"{path}: there is no validator “{name}”.", hint=f"Validators: {', '.join(checks)}.")
    recognizer = PdscanRecognizer(spec, checks[name] if name else None)
    import regex

    try:
        compiled = tuple(regex.compile(p.regex) for p in spec.patterns)
    except regex.error as error:
        raise RecognizerError(f"{path}: a pattern can't be compiled: {error}") from None
    return _Loaded(spec, recognizer, compiled)

"""What a detector says about one value: which entity types it matches, where, and whether a check holds."""

from __future__ import annotations

from dataclasses import dataclass

from pdscan.model.types import EntityType


@dataclass(frozen=True, slots=True)
class Match:
    """One recogniser matched one value. Lives in memory only and holds no text."""

    entity_type: EntityType
    recognizer: str
    whole: bool
    """The match covers the whole value, blanks at its ends aside."""
    valid: bool | None
    """What the validator said; None where the recogniser has none or it can't tell."""

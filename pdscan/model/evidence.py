"""What recognisers declare about themselves, and what a column's name says: facts that judgement weighs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pdscan.model.types import EntityType, Severity


class NameStrength(StrEnum):
    """How a column's name fits a term of the vocabulary."""

    EXACT = "exact"
    """The whole name, once normalised, is the term."""
    TOKENS = "tokens"
    """The term's words stand in the name, beside others."""
    WEAK = "weak"
    """The term stands for people and for things alike: ship_name, display_name."""


@dataclass(frozen=True, slots=True)
class NameEvidence:
    """A column's name fits a term of the vocabulary."""

    entity_type: EntityType | None
    """None for a term that speaks against personal data."""
    concept: str
    """The vocabulary's own concept: an entity type, NOT_PERSONAL, BUSINESS_ID, RETENTION_ANCHOR, ..."""
    term: str
    strength: NameStrength


@dataclass(frozen=True, slots=True)
class RecognizerInfo:
    """What a recogniser file declares, apart from its patterns."""

    name: str
    entity_type: EntityType
    category: str
    """Group of entity types for people to read: identity, contact, government-id, financial, ..."""
    severity: Severity
    present: float
    """Log-odds that a column holds the entity type when nearly every value matches, name unseen."""
    absent: float
    """Log-odds (negative) when hardly any value matches."""
    chance: float
    """Share of unrelated values of the same shape that pass the validator (1/11 for HKID); 0 without validator."""
    in_text: bool
    """A match inside longer text counts (HKID, email), as against whole values only (names, dates)."""

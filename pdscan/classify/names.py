"""What a column's name says for each entity type, and what its declared type and shape allow."""

from __future__ import annotations

from pdscan.classify.weights import Evidence as Numbers
from pdscan.model.evidence import NameStrength
from pdscan.model.profile import ColumnProfile
from pdscan.model.types import ColumnType, EntityType

AGAINST = {"NOT_PERSONAL", "BUSINESS_ID", "RETENTION_ANCHOR", "LAST_ACTIVITY", "TRANSACTION"}
"""Concepts of the vocabulary that speak against every entity type."""
ORGANISATION = "ORGANISATION"

NUMBERS = {ColumnType.INTEGER, ColumnType.REAL, ColumnType.DECIMAL}
DATES = {ColumnType.DATE, ColumnType.DATETIME, ColumnType.TIME}
NO_WORDS = NUMBERS | DATES | {ColumnType.BOOLEAN, ColumnType.BINARY, ColumnType.UUID}
OF_DATES = {EntityType.DATE_OF_BIRTH, EntityType.EMPLOYMENT_DATE}
OF_DIGITS = {
    EntityType.PHONE_NUMBER,
    EntityType.BIRTH_YEAR_MONTH,
    EntityType.BIRTH_YEAR,
    EntityType.AGE,
    EntityType.MEMBERSHIP_NO,
    EntityType.EMPLOYEE_NO,
    EntityType.PERSON_ID,
    EntityType.CREDIT_CARD,
    EntityType.BANK_ACCOUNT,
    EntityType.SALARY,
    EntityType.ZIPCODE,
    EntityType.GENDER,
    EntityType.MARITAL_STATUS,
    EntityType.CN_RESIDENT_ID,
}
MOST_KINDS = {EntityType.GENDER: 8, EntityType.MARITAL_STATUS: 12}
"""Distinct values an enumeration of the type can have."""
LEAST_DATES = 0.6


def name_weight(column: ColumnProfile, entity_type: EntityType, numbers: Numbers) -> tuple[float, str]:
    """Log-odds of the column's name for the entity type, and the term that it comes from."""
    weight, term = 0.0, ""
    for evidence in column.names:
        if evidence.entity_type is entity_type:
            value = {
                NameStrength.EXACT: numbers.name_exact,
                NameStrength.TOKENS: numbers.name_tokens,
                NameStrength.WEAK: numbers.name_weak,
            }[evidence.strength]
            if value > weight:
                weight, term = value, evidence.term
    if not term and entity_type is EntityType.HK_HKID_PARTIAL:
        # `idno4` is named for the whole number and holds a part of it: the values tell which.
        whole = next((e for e in column.names if e.entity_type is EntityType.HK_HKID), None)
        if whole is not None:
            return numbers.name_tokens, whole.term
    if term:
        return weight, term
    for evidence in column.names:
        if evidence.concept == ORGANISATION:
            return numbers.name_organisation, evidence.term
        if evidence.concept in AGAINST:
            return numbers.name_not_personal, evidence.term
    if any(evidence.entity_type is not None for evidence in column.names):
        return numbers.name_of_another, column.names[0].term
    return 0.0, ""


def fits(column: ColumnProfile, declared: ColumnType, entity_type: EntityType) -> bool:
    """Whether the column's type and the shape of its values leave room for the entity type."""
    if declared in (ColumnType.BOOLEAN, ColumnType.BINARY):
        return False
    if declared in DATES:
        return entity_type in OF_DATES
    if declared in NUMBERS:
        # A date kept as a number (19900305) is a date by its values.
        return entity_type in OF_DIGITS or (entity_type in OF_DATES and _is_dates(column))
    if entity_type is EntityType.EMPLOYMENT_DATE:
        return _is_dates(column)
    if entity_type is EntityType.SALARY:
        return _share(column, "digits", "number") >= LEAST_DATES
    if entity_type is EntityType.PERSON:
        return _share(column, "digits", "number") < 1 - LEAST_DATES
    most = MOST_KINDS.get(entity_type)
    return most is None or column.distinct.distinct <= most


def _is_dates(column: ColumnProfile) -> bool:
    return sum(column.years.values()) >= LEAST_DATES * max(1, column.filled)


def _share(column: ColumnProfile, *scripts: str) -> float:
    return sum(column.scripts[script] for script in scripts) / max(1, column.filled)

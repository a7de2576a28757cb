"""Columns of a table judged together: each column's own evidence first, then what its neighbours make of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pdscan.classify.free_text import free_text_findings, is_free_text
from pdscan.classify.names import fits, name_weight
from pdscan.classify.values import ValueEvidence, value_evidence
from pdscan.classify.weights import Weights
from pdscan.model.findings import Evidence, Finding
from pdscan.model.profile import ColumnProfile, DatasetProfile
from pdscan.model.schema import Dataset
from pdscan.model.types import ColumnType, Confidence, EntityType
from pdscan.subjects.categories import TableSubject

IDENTITY = {
    EntityType.PERSON,
    EntityType.HK_HKID,
    EntityType.HK_HKID_PARTIAL,
    EntityType.CN_RESIDENT_ID,
    EntityType.TW_NATIONAL_ID,
    EntityType.PASSPORT,
    EntityType.DATE_OF_BIRTH,
    EntityType.BIRTH_YEAR_MONTH,
    EntityType.MEMBERSHIP_NO,
    EntityType.EMPLOYEE_NO,
}
"""Entity types that make a table one of people, whatever else it holds."""
CONTACT = {EntityType.EMAIL_ADDRESS, EntityType.PHONE_NUMBER, EntityType.ADDRESS}
NUMBERED = {EntityType.MEMBERSHIP_NO, EntityType.EMPLOYEE_NO, EntityType.PERSON_ID}
EMPLOYED = {"employee", "applicant", "unknown"}
"""Categories in whose tables a joining date can be one of employment; members join too."""
ALMOST_UNIQUE = 0.9
ANCHOR = 0.0
"""Log-odds before context from which a column counts as a neighbour that identifies people."""
NAMED_DATES_AT_WORST = -2.0
"""A column that says it is a birth date is not overruled by unusual years (infants, one class of pupils)."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    column: ColumnProfile
    entity_type: EntityType
    score: float
    """Log-odds before the table's context."""
    term: str
    named: float
    evidence: tuple[Evidence, ...]


def classify(profile: DatasetProfile, subject: TableSubject, weights: Weights, today: date) -> tuple[Finding, ...]:
    """Findings of one dataset, in the order of its columns."""
    candidates: list[_Candidate] = []
    for declared in profile.dataset.columns:
        column = profile.columns[declared.name]
        candidates.extend(
            candidate
            for candidate in _candidates(profile.dataset, column, declared.type, weights, today)
            if candidate.entity_type is not EntityType.EMPLOYMENT_DATE or subject.category in EMPLOYED
        )
    context, reason = _context(candidates, subject, weights)
    findings: list[Finding] = []
    for declared in profile.dataset.columns:
        column = profile.columns[declared.name]
        own = [c for c in candidates if c.column is column]
        best = _best(own, context, weights)
        if best is not None:
            findings.append(_finding(profile.dataset, best[0], best[1], reason, weights))
        elif is_free_text(column, declared.type):
            findings.extend(free_text_findings(profile.dataset, column, weights))
    return tuple(findings)


def _candidates(
    dataset: Dataset, column: ColumnProfile, declared: ColumnType, weights: Weights, today: date
) -> list[_Candidate]:
    values = value_evidence(column, weights, today)
    result = []
    for entity_type in weights.entity_types:
        if not fits(column, declared, entity_type):
            continue
        named, term = name_weight(column, entity_type, weights.evidence)
        seen = values.get(entity_type)
        # Without a name for it, only a recogniser whose matches fill the column can propose an entity type.
        if named <= 0 and (seen is None or seen.weight <= 0):
            continue
        score = weights.evidence.prior + named + _values_weight(seen, entity_type, named)
        score += _numbering(dataset, column, entity_type, term, weights)
        shown: tuple[Evidence, ...] = seen.shown if seen is not None else ()
        if term:
            says = "speaks for it" if named > 0 else "speaks against it"
            shown = (
                Evidence("column name", 1, int(named > 0), f"the name holds “{term}”, which {says}"),
                *shown,
            )
        result.append(_Candidate(column, entity_type, score, term, named, shown))
    return result


def _values_weight(seen: ValueEvidence | None, entity_type: EntityType, named: float) -> float:
    if seen is None:
        return 0.0
    if entity_type in (EntityType.DATE_OF_BIRTH, EntityType.BIRTH_YEAR_MONTH) and named > 0 and seen.rate > 0:
        return max(seen.weight, NAMED_DATES_AT_WORST)
    return seen.weight


def _numbering(dataset: Dataset, column: ColumnProfile, entity_type: EntityType, term: str, weights: Weights) -> float:
    """Numbers given to people: nearly one a row speaks for them, a running key of the table's own against."""
    if entity_type not in NUMBERED:
        return 0.0
    keys = {name for key in (dataset.primary_key,) if len(key) == 1 for name in key}
    keys |= {name for fk in dataset.foreign_keys for name in fk.columns}
    digits = column.scripts["digits"] == column.filled
    if column.name in keys and digits and term.replace("_", " ").split(" ")[-1] in ("id", "key", "pk"):
        return weights.evidence.surrogate_key
    if column.filled and column.distinct.distinct >= ALMOST_UNIQUE * column.filled:
        return weights.evidence.unique_per_row
    return 0.0


def _context(candidates: list[_Candidate], subject: TableSubject, weights: Weights) -> tuple[Mapping[str, float], str]:
    """Per column the log-odds that its neighbours add, and that in words."""
    anchors = {
        c.column.name for c in candidates if c.score >= ANCHOR and c.entity_type in IDENTITY and _is_sure_identity(c)
    }
    contacts = {c.column.name for c in candidates if c.score >= ANCHOR and c.entity_type in CONTACT}
    numbers = weights.evidence
    result: dict[str, float] = {}
    for name in {c.column.name for c in candidates}:
        others = anchors - {name}
        if others or (name in anchors and contacts - {name}):
            result[name] = numbers.person_table
        elif subject.is_about_things and not anchors:
            result[name] = numbers.things_table
        elif anchors or contacts - {name} or subject.category != "unknown":
            result[name] = 0.0
        else:
            result[name] = numbers.no_person_table
    if anchors:
        return result, f"{len(anchors)} column(s) of the table identify people"
    if subject.is_about_things:
        return result, "the table is about things or organisations"
    return result, "no column of the table identifies people by itself"


def _is_sure_identity(candidate: _Candidate) -> bool:
    # A weak name and nothing else (`name` in a table of products) must not vouch for its neighbours.
    return candidate.named > 0 or candidate.score >= 1


def _best(
    own: list[_Candidate], context: Mapping[str, float], weights: Weights
) -> tuple[_Candidate, Confidence] | None:
    if not own:
        return None
    best = max(own, key=lambda c: (c.score, c.named))
    score = best.score + context[best.column.name]
    numbers = weights.evidence
    for threshold, confidence in (
        (numbers.high, Confidence.HIGH),
        (numbers.medium, Confidence.MEDIUM),
        (numbers.low, Confidence.LOW),
    ):
        if score >= threshold:
            return best, confidence
    return None


def _finding(dataset: Dataset, best: _Candidate, confidence: Confidence, reason: str, weights: Weights) -> Finding:
    return Finding(
        dataset=dataset.name,
        column=best.column.name,
        entity_type=best.entity_type,
        severity=weights.entity_types[best.entity_type].severity,
        confidence=confidence,
        evidence=(*best.evidence, Evidence("table context", 1, 1, reason)),
    )

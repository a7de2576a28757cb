"""From findings to record plans: which columns of a table identify whom, and which table a row refers to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pdscan.model.findings import Finding
from pdscan.model.profile import ColumnProfile, DatasetProfile
from pdscan.model.schema import Dataset
from pdscan.model.types import Confidence, EntityType
from pdscan.subjects.categories import CategoryWords, TableSubject, mentions, table_subject, words
from pdscan.subjects.plan import KIND_OF_TYPE, KeyColumn, KeyKind, RecordPlan

GIVEN = {"first", "given", "fname", "forename", "firstname", "middle"}
FAMILY = {"last", "family", "surname", "lname", "lastname"}
CLOCKS = {"EMPLOYMENT_END_DATE": "left", "LAST_ACTIVITY": "active"}
LEAST_DATES = 0.5
"""Share of the filled cells that must be dates for a column to start a retention clock."""
NOT_OF_A_PERSON = {EntityType.LOCATION, EntityType.ZIPCODE}
"""Kinds of data that alone make no row somebody's."""


@dataclass(frozen=True, slots=True)
class _Table:
    dataset: Dataset
    profile: DatasetProfile
    findings: tuple[Finding, ...]
    subject: TableSubject

    @property
    def is_of_people(self) -> bool:
        return any(finding.entity_type in KIND_OF_TYPE and not finding.free_text for finding in self.findings)


def plan_records(
    profiles: Sequence[DatasetProfile],
    findings: Sequence[Finding],
    vocabulary: CategoryWords,
    stated: Mapping[str, str],
) -> tuple[RecordPlan, ...]:
    """One plan per table and person whom its rows speak of; tables without personal data have none.

    Only findings of medium or high confidence take part.
    """
    tables = {
        profile.dataset.name: _Table(
            profile.dataset,
            profile,
            tuple(f for f in findings if f.dataset == profile.dataset.name and f.confidence is not Confidence.LOW),
            table_subject(profile.dataset, vocabulary, stated),
        )
        for profile in profiles
    }
    personal = {
        name: table
        for name, table in tables.items()
        if any(f.entity_type not in NOT_OF_A_PERSON for f in table.findings)
    }
    people = {name: table for name, table in personal.items() if table.is_of_people and table.dataset.primary_key}
    references = {name: _reference(table, people, vocabulary) for name, table in personal.items()}
    plans: list[RecordPlan] = []
    for table in personal.values():
        plans.extend(_plans_of(table, references, people, vocabulary))
    return tuple(plans)


def _plans_of(
    table: _Table,
    references: Mapping[str, KeyColumn | None],
    people: Mapping[str, _Table],
    vocabulary: CategoryWords,
) -> list[RecordPlan]:
    own: list[Finding] = []
    others: dict[str, list[Finding]] = {}
    for finding in table.findings:
        role = next((r for r, terms in vocabulary.other_person.items() if mentions(finding.column, terms)), None)
        (own if role is None else others.setdefault(role, [])).append(finding)
    dataset = table.dataset
    reference = references[dataset.name]
    category = _category(table, reference, references, people)
    plans = []
    if own:
        keys = _identity_keys(own)
        if reference is not None:
            keys.append(reference)
        elif dataset.primary_key and table.is_of_people:
            keys.append(KeyColumn(KeyKind.ROW, dataset.primary_key, dataset.name))
        clock, kind = _clock(table)
        plans.append(RecordPlan(dataset.name, category, tuple(keys), _held(own), clock, kind))
    for role, findings in others.items():
        keys = _identity_keys(findings)
        if keys:
            plans.append(RecordPlan(dataset.name, role, tuple(keys), _held(findings)))
    return plans


def _category(
    table: _Table,
    reference: KeyColumn | None,
    references: Mapping[str, KeyColumn | None],
    people: Mapping[str, _Table],
) -> str:
    if table.subject.stated or reference is None:
        return table.subject.category
    # An order's person is of the category of the table it refers to; a reference may itself refer on.
    seen = {table.dataset.name}
    while reference is not None and reference.scheme not in seen:
        seen.add(reference.scheme)
        parent = people[reference.scheme]
        reference = references.get(reference.scheme)
    return parent.subject.category


def _identity_keys(findings: Sequence[Finding]) -> list[KeyColumn]:
    keys: list[KeyColumn] = []
    names = [f.column for f in findings if f.entity_type is EntityType.PERSON and not f.free_text]
    given = [name for name in names if GIVEN & set(words(name))]
    family = [name for name in names if FAMILY & set(words(name)) and name not in given]
    if given and family:
        keys.append(KeyColumn(KeyKind.NAME, (*given, *family)))
        names = [name for name in names if name not in given and name not in family]
    keys.extend(KeyColumn(KeyKind.NAME, (name,)) for name in names)
    for finding in findings:
        kind = KIND_OF_TYPE.get(finding.entity_type)
        if kind is None or kind is KeyKind.NAME or finding.free_text:
            continue
        scheme = str(finding.entity_type) if kind is KeyKind.OTHER_ID else ""
        keys.append(KeyColumn(kind, (finding.column,), scheme))
    return keys


def _held(findings: Sequence[Finding]) -> tuple[tuple[EntityType, tuple[str, ...]], ...]:
    held: dict[EntityType, list[str]] = {}
    for finding in findings:
        held.setdefault(finding.entity_type, []).append(finding.column)
    return tuple((entity_type, tuple(columns)) for entity_type, columns in held.items())


def _clock(table: _Table) -> tuple[str | None, str]:
    best: tuple[str | None, str] = (None, "")
    for column in table.profile.columns.values():
        kind = next((CLOCKS[e.concept] for e in column.names if e.concept in CLOCKS), None)
        if kind is None or not _is_dates(column):
            continue
        # Leaving ends the purpose for staff; a last purchase does for customers.
        if best[0] is None or (kind == "left") == (table.subject.category == "employee"):
            best = (column.name, kind)
    return best


def _is_dates(column: ColumnProfile) -> bool:
    return column.filled > 0 and sum(column.years.values()) >= LEAST_DATES * column.filled


def _reference(table: _Table, people: Mapping[str, _Table], vocabulary: CategoryWords) -> KeyColumn | None:
    """The reference that says whose row it is; not the clerk who handled it, nor the row's own superior."""
    dataset = table.dataset
    candidates: list[tuple[tuple[int, int, int], KeyColumn]] = []
    for position, key in enumerate(_references(dataset, people)):
        if any(mentions(name, vocabulary.handler) for name in key.columns):
            continue
        category = people[key.scheme].subject.category
        # Staff tables point at other staff (managers, mentors) more often than at themselves.
        of_staff = table.is_of_people and table.subject.category == category == "employee"
        if of_staff and key.columns != dataset.primary_key and not _is_child(dataset, people[key.scheme].dataset):
            continue
        order = vocabulary.subject_first
        rank = order.index(category) if category in order else len(order)
        is_identity = key.columns == dataset.primary_key
        candidates.append(((0 if is_identity else 1, rank, position), key))
    if not candidates:
        return None
    best = min(candidates, key=lambda pair: pair[0])[1]
    if _is_another_person(table, people[best.scheme], best):
        return None
    return best


def _references(dataset: Dataset, people: Mapping[str, _Table]) -> list[KeyColumn]:
    found = [
        KeyColumn(KeyKind.ROW, fk.columns, fk.referred_dataset)
        for fk in dataset.foreign_keys
        if fk.referred_dataset in people
        and fk.referred_dataset != dataset.name
        and fk.referred_columns == people[fk.referred_dataset].dataset.primary_key
    ]
    declared = {name for fk in dataset.foreign_keys for name in fk.columns}
    space = dataset.name.removesuffix(dataset.table)
    for column in dataset.columns:
        if column.name in declared or (column.name,) == dataset.primary_key:
            continue
        for name, parent in people.items():
            if name == dataset.name or not name.startswith(space) or len(parent.dataset.primary_key) != 1:
                continue
            if _names_key_of(column.name, parent.dataset):
                found.append(KeyColumn(KeyKind.ROW, (column.name,), name, inferred=True))
    return found


def _names_key_of(column: str, parent: Dataset) -> bool:
    """Whether a column's name says that it holds the parent's key: customers.customer_id, or id of customers."""
    key = words(parent.primary_key[0])
    if words(column) == key and len(key) > 1:
        return True
    return len(key) == 1 and words(column) == (*words(parent.table), *key)


def _is_child(dataset: Dataset, parent: Dataset) -> bool:
    return bool(set(words(parent.table)) & set(words(dataset.table)))


def _is_another_person(table: _Table, parent: _Table, key: KeyColumn) -> bool:
    """A table of people that points to people of another category speaks of somebody else (a customer's adviser)."""
    if key.columns == table.dataset.primary_key:
        return False
    names_people = any(f.entity_type is EntityType.PERSON and not f.free_text for f in table.findings)
    own = table.subject.category
    return names_people and own not in ("unknown", parent.subject.category)

"""Which category of data subject a table is about, from the words in its name and columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter

from pdscan.model.schema import Dataset
from pdscan.resources import read_yaml

UNKNOWN = "unknown"
"""Category of people whom nothing assigns to another."""

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SEPARATORS = re.compile(r"[\W_]+|(?<=[a-z])(?=[0-9])")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Category(_Strict):
    category: str
    tables: tuple[str, ...]
    columns: tuple[str, ...]


class _Things(_Strict):
    tables: tuple[str, ...]
    columns: tuple[str, ...]


class CategoryWords(_Strict):
    """The vocabulary of `categories.yaml`."""

    people: tuple[_Category, ...]
    subject_first: tuple[str, ...]
    things: _Things
    other_person: Mapping[str, tuple[str, ...]]
    handler: tuple[str, ...]
    organisation_columns: tuple[str, ...]


def load_category_words(path: Path) -> CategoryWords:
    """Read the vocabulary. Raises ConfigError when the file is not as it should be."""
    return read_yaml(path, TypeAdapter(CategoryWords))


def words(name: str) -> tuple[str, ...]:
    """A name's words, lower case, plural endings off: `tblCustomers_bak` -> (tbl, customer, bak)."""
    text = unicodedata.normalize("NFKC", name)
    parts = _SEPARATORS.split(_CAMEL.sub(" ", text).lower())
    return tuple(_singular(part) for part in parts if part)


def _singular(word: str) -> str:
    if word.isascii() and len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def mentions(name: str, terms: Iterable[str]) -> str | None:
    """The longest of the terms whose words stand together in the name; Chinese terms match anywhere."""
    spaced = f" {' '.join(words(name))} "
    for term in sorted(terms, key=len, reverse=True):
        found = f" {' '.join(words(term))} " in spaced if term.isascii() else term in name
        if found:
            return term
    return None


@dataclass(frozen=True, slots=True)
class TableSubject:
    """What a table seems to be about, before a value is read."""

    category: str
    """Category of its people; UNKNOWN when no word says."""
    stated: bool
    """Whether the user stated it."""
    is_about_things: bool
    """Whether its name speaks of things or organisations, or its columns do and nothing speaks of people."""
    has_organisation_column: bool


def table_subject(dataset: Dataset, vocabulary: CategoryWords, stated: Mapping[str, str]) -> TableSubject:
    """Read the category off the dataset's name and columns; `stated` maps dataset globs to categories and wins."""
    columns = [column.name for column in dataset.columns]
    category: str | None
    has_organisation = any(mentions(name, vocabulary.organisation_columns) for name in columns)
    things = mentions(dataset.table, vocabulary.things.tables) is not None
    for pattern, category in stated.items():
        if fnmatchcase(dataset.name, pattern):
            return TableSubject(category, stated=True, is_about_things=False, has_organisation_column=has_organisation)
    category = _of_table(dataset, vocabulary) or _of_columns(columns, vocabulary)
    if category == "customer" and has_organisation and _names_contact(columns):
        category = "corporate_contact"
    if category is None:
        things = things or sum(mentions(name, vocabulary.things.columns) is not None for name in columns) >= 2
    return TableSubject(
        category or UNKNOWN, stated=False, is_about_things=things, has_organisation_column=has_organisation
    )


def _of_table(dataset: Dataset, vocabulary: CategoryWords) -> str | None:
    # A file's folders speak too: HR/2019/list.xlsx.
    for name in (dataset.table, *reversed(dataset.locator[:-1])):
        for entry in vocabulary.people:
            if mentions(name, entry.tables):
                return entry.category
    return None


def _of_columns(columns: list[str], vocabulary: CategoryWords) -> str | None:
    best: tuple[int, str] | None = None
    for entry in vocabulary.people:
        hits = sum(mentions(name, entry.columns) is not None for name in columns)
        if hits and (best is None or hits > best[0]):
            best = (hits, entry.category)
    return best[1] if best else None


def _names_contact(columns: list[str]) -> bool:
    return any({"contact", "attn"} & set(words(name)) or "聯絡人" in name or "联系人" in name for name in columns)


def organisation_of(dataset: str, organisations: Mapping[str, str]) -> str | None:
    """The organisation whose glob fits the dataset's name first."""
    for pattern, organisation in organisations.items():
        if fnmatchcase(dataset, pattern):
            return organisation
    return None

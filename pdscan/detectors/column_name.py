"""What a column's name speaks for, by the vocabulary of column names in English and Chinese."""

from __future__ import annotations

import csv
import re
import unicodedata
from pathlib import Path

from pdscan.model.evidence import NameEvidence, NameStrength
from pdscan.model.types import EntityType

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SEPARATORS = re.compile(r"[\W_]+")
_CJK = re.compile(r"[\u3400-\u9fff]")
_PREFIX = re.compile(r"\A(?:tbl|mem|mbr|emp|cust|cus|cli|stf|usr|str|txt|fld|col|f|s)_(?=.)")
_FLAG = re.compile(
    r"\A(?:is|has|hide|show|allow|enable|disable|verified|valid|num|count|require|need)_|_(?:flag|count|cnt|type|status|"
    r"verified|valid|enabled|hash|len|length|format|label|order|sort|index|idx|ind|yn|opt_in|consent|source)\Z"
)
_THING_NAME = re.compile(
    r"(?:product|item|shop|store|branch|file|table|column|field|brand|category|department|dept|company|project|event|"
    r"course|class|album|track|artist|genre|playlist|media|city|country|state|region|street|building|bank|role|group|"
    r"team|task|job|template|image|photo|page|host|domain|server|db|schema|user|screen|display|ship|vendor|supplier|"
    r"scheme|tier|colour|color|series|model|type|status|currency|territory)_?name\Z"
)
_MOST = 4
_BARE_NAMES = {"name", "names", "姓名", "名稱", "名称", "名"}
"""Names of people in a table of people, of things in a table of things: the table decides."""


class ColumnNames:
    """The vocabulary, ready to be asked."""

    def __init__(self, terms: dict[str, str]) -> None:
        self._exact = {term: concept for term, concept in terms.items() if not _CJK.search(term)}
        self._squeezed = {term.replace("_", ""): (term, concept) for term, concept in self._exact.items()}
        chinese = [(term, concept) for term, concept in terms.items() if _CJK.search(term)]
        self._chinese = sorted(chinese, key=lambda pair: -len(pair[0]))
        self._tokens = sorted(
            ((term, concept) for term, concept in self._exact.items() if len(term) > 2),
            key=lambda pair: -len(pair[0]),
        )

    @classmethod
    def load(cls, path: Path) -> ColumnNames:
        """Read the vocabulary (term,language,concept); the first entry of a term counts."""
        terms: dict[str, str] = {}
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                terms.setdefault(_plain(row["term"]), row["concept"])
        return cls(terms)

    def evidence(self, column: str) -> tuple[NameEvidence, ...]:
        """What the name speaks for, strongest first; at most four."""
        name = _plain(column)
        if _FLAG.search(name):
            exact = self._exact.get(name)
            return (_evidence(exact or "NOT_PERSONAL", name, NameStrength.EXACT),)
        found = self._whole(name)
        if found is None and _THING_NAME.search(name):
            return (NameEvidence(None, "NOT_PERSONAL", name, NameStrength.TOKENS),)
        if found is not None:
            return (found,)
        parts = self._parts(name)
        return tuple(parts[:_MOST])

    def _whole(self, name: str) -> NameEvidence | None:
        for candidate in (name, _PREFIX.sub("", name), re.sub(r"_?[0-9]+\Z", "", name)):
            if candidate in self._exact:
                return _evidence(self._exact[candidate], candidate, NameStrength.EXACT)
            if len(candidate) > 3 and candidate.replace("_", "") in self._squeezed:
                term, concept = self._squeezed[candidate.replace("_", "")]
                return _evidence(concept, term, NameStrength.EXACT)
        return next((_evidence(c, t, NameStrength.EXACT) for t, c in self._chinese if t == name.replace("_", "")), None)

    def _parts(self, name: str) -> list[NameEvidence]:
        found: list[NameEvidence] = []
        rest = f"_{name}_"
        for term, concept in self._chinese:
            if term in rest:
                found.append(_evidence(concept, term, NameStrength.TOKENS))
                rest = rest.replace(term, "_")
        for term, concept in self._tokens:
            if f"_{term}_" in rest:
                found.append(_evidence(concept, term, NameStrength.TOKENS))
                rest = rest.replace(f"_{term}_", "_ _")
        return found


def _plain(name: str) -> str:
    text = unicodedata.normalize("NFKC", name)
    return _SEPARATORS.sub("_", _CAMEL.sub("_", text)).strip("_").lower()


def _evidence(concept: str, term: str, strength: NameStrength) -> NameEvidence:
    aliases = {
        "NAME": "PERSON",
        "EMPLOYMENT_START_DATE": "EMPLOYMENT_DATE",
        "EMPLOYMENT_END_DATE": "EMPLOYMENT_DATE",
        "BIRTH_MONTH": "BIRTH_YEAR_MONTH",
    }
    known = aliases.get(concept, concept)
    entity_type = EntityType(known) if known in EntityType.__members__ else None
    if concept == "NAME":
        strength = NameStrength.TOKENS if term in _BARE_NAMES else NameStrength.WEAK
    return NameEvidence(entity_type, concept, term, strength)

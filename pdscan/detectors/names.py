"""Names of people by their surnames, in romanised and in Chinese script, apart from places and common words."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from pdscan.values.text import squeeze

_WORD = re.compile(r"[A-Za-z]+")
_HONORIFIC = re.compile(r"(?:先生|女士|小姐|太太)\Z")
_NO_GIVEN_NAME = frozenset("貼業色期子時間年月日國市區路街道店部組員工品價格式樣類別號碼司")
"""Second or last characters that make a word of what begins like a surname: 張貼, 林業, 黃色, 周年, 何時."""
_ORGANISATION = re.compile(r"公司|有限|集團|銀行|學校|中心|大廈|花園")


@dataclass(frozen=True, slots=True)
class NameLists:
    """Surnames, given names and places that names are told by."""

    surnames: frozenset[str]
    given: frozenset[str]
    chinese: frozenset[str]
    places: frozenset[str]

    @classmethod
    def load(cls, folder: Path) -> NameLists:
        """Read the lists that ship with pdscan."""
        romanised: set[str] = set()
        chinese: set[str] = set()
        with (folder / "surnames.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                romanised.update(name.lower() for name in (row["romanisation"], *row["variants"].split("|")) if name)
                chinese.add(row["chinese"])
        places: set[str] = set()
        with (folder / "places.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                places.update((row["english"].lower(), row["chinese"]))
        lines = (folder / "given_names.txt").read_text("utf-8").splitlines()
        given = {line.strip().lower() for line in lines if line.strip() and not line.startswith("#")}
        return cls(frozenset(romanised), frozenset(given), frozenset(chinese), frozenset(places))

    def is_romanised(self, text: str) -> bool:
        """Whether the first or last word is a Hong Kong surname and the whole is no place."""
        plain = squeeze(text)
        words = [word.lower() for word in _WORD.findall(plain)]
        if len(words) < 2 or plain.lower() in self.places:
            return False
        if words[0] in self.surnames:
            return True
        return words[-1] in self.surnames and words[0] in self.given

    def is_chinese(self, text: str) -> bool:
        """Whether two to four characters begin with a surname and are no place or common word."""
        plain = _HONORIFIC.sub("", squeeze(text))
        if plain in self.places or _ORGANISATION.search(plain) or not 2 <= len(plain) <= 4:
            return False
        if plain[-1] in _NO_GIVEN_NAME:
            return False
        return (plain[:2] in self.chinese and len(plain) >= 3) or plain[0] in self.chinese

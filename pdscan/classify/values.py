"""What the values of one column say for each entity type: rates of matches, checksums, letters, dates."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pdscan.classify.weights import Weights
from pdscan.model.findings import Evidence
from pdscan.model.profile import ColumnProfile
from pdscan.model.types import EntityType

FULL_RATE = 0.8
"""From this share of matches on, a column is as good as full of them; the rest is dirt."""
EVEN_RATE = 0.35
NO_RATE = 0.05
ENOUGH = 20
"""Distinct values from which on a rate is taken as it is."""
GENUINE_PASS = 0.98
"""Share of genuine numbers whose check character holds: typing errors spoil the others."""

ISSUED_LETTERS = frozenset("ABCDEFGHJKLMNPRSTVWYZ2")
"""First letters of Hong Kong identity card numbers; 2 stands for a two-letter prefix."""
MANY_LETTERS = 8
FEW_LETTERS = 5
MOST_UNISSUED = 0.03
MOST_LOW_DIGITS = 0.62
"""Share of first digits 0 to 3: 40% when even; numbers of rooms and shelves begin low."""

ADULT_SPREAD = 25
"""Years between the 10th and the 90th percentile of birth years in a table of adults, at least about this."""
LEAST_SPREAD = 12
YOUNGEST_MEDIAN, OLDEST_MEDIAN, OLDEST = 14, 85, 115


@dataclass(frozen=True, slots=True)
class ValueEvidence:
    """What the values say for one entity type: a log-odds, and the counts to show for it."""

    entity_type: EntityType
    weight: float
    rate: float
    """Share of the distinct values tested that match as a whole."""
    shown: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """One recogniser's counts over the distinct values tested."""

    tested: int
    whole: int
    inside: int
    """Values with a match that is not refused by the validator, whole or inside longer text."""
    passed: int
    failed: int


def tallies(column: ColumnProfile) -> dict[str, Tally]:
    """Count what each recogniser said of the distinct sample."""
    whole: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    passed: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    for _, flags in column.distinct.entries.values():
        for recognizer, is_whole, valid in flags:
            whole[recognizer] += is_whole and valid is not False
            inside[recognizer] += valid is not False
            passed[recognizer] += valid is True
            failed[recognizer] += valid is False
    tested = len(column.distinct.entries)
    return {
        name: Tally(tested, whole[name], inside[name], passed[name], failed[name])
        for name in inside.keys() | failed.keys()
    }


def value_evidence(column: ColumnProfile, weights: Weights, today: date) -> dict[EntityType, ValueEvidence]:
    """The strongest evidence from values per entity type; empty for a column without values."""
    found: dict[EntityType, ValueEvidence] = {}
    tested = len(column.distinct.entries)
    if not tested:
        return found
    counted = tallies(column)
    for name, info in weights.recognizers.items():
        tally = counted.get(name, Tally(tested, 0, 0, 0, 0))
        evidence = _of_recognizer(name, tally, weights)
        best = found.get(info.entity_type)
        if best is None or evidence.weight > best.weight:
            found[info.entity_type] = evidence
    _add_letters(found, column, weights)
    _add_dates(found, EntityType.DATE_OF_BIRTH, column.years, column, weights, today)
    _add_dates(found, EntityType.BIRTH_YEAR_MONTH, column.month_years, column, weights, today)
    return found


def ramp(rate: float, absent: float, present: float) -> float:
    """Log-odds for a share of matches: `absent` near none, 0 at about a third, `present` from 80% on."""
    if rate >= FULL_RATE:
        return present
    if rate >= EVEN_RATE:
        return present * (rate - EVEN_RATE) / (FULL_RATE - EVEN_RATE)
    if rate <= NO_RATE:
        return absent
    return absent * (EVEN_RATE - rate) / (EVEN_RATE - NO_RATE)


def checksum_weight(passed: int, failed: int, chance: float, limit: float) -> float:
    """Log likelihood ratio of the passes: genuine numbers against numbers that pass by chance, within +-limit."""
    ratio = passed * math.log(GENUINE_PASS / chance) + failed * math.log((1 - GENUINE_PASS) / (1 - chance))
    return max(-limit, min(limit, ratio))


def _of_recognizer(name: str, tally: Tally, weights: Weights) -> ValueEvidence:
    info = weights.recognizers[name]
    rate = tally.whole / tally.tested
    trust = tally.tested / (tally.tested + 2) if tally.tested < ENOUGH else 1.0
    shaped = (tally.whole + tally.failed) / tally.tested if info.chance else rate
    weight = trust * ramp(shaped, info.absent, info.present)
    shown = [Evidence(name, tally.tested, tally.whole, f"{rate:.0%} of {tally.tested:,} distinct values match")]
    checked = tally.passed + tally.failed
    if info.chance and checked and shaped >= EVEN_RATE:
        weight += checksum_weight(tally.passed, tally.failed, info.chance, weights.evidence.checksum_limit)
        shown.append(
            Evidence(
                f"{name} check",
                checked,
                tally.passed,
                f"{tally.passed / checked:.0%} of {checked:,} pass the check; chance would give {info.chance:.0%}",
            )
        )
    return ValueEvidence(info.entity_type, weight, rate, tuple(shown))


def _add_letters(found: dict[EntityType, ValueEvidence], column: ColumnProfile, weights: Weights) -> None:
    """Judge first letters and digits: identity card numbers use most letters, and their digits evenly."""
    base = found.get(EntityType.HK_HKID_PARTIAL)
    total = sum(column.letters.values())
    if base is None or total < ENOUGH or total < EVEN_RATE * column.filled:
        return
    used = sum(1 for letter, times in column.letters.items() if letter in ISSUED_LETTERS and times * 200 >= total)
    unissued = sum(times for letter, times in column.letters.items() if letter not in ISSUED_LETTERS) / total
    low = sum(column.digits[digit] for digit in "0123") / max(1, sum(column.digits.values()))
    if unissued > MOST_UNISSUED or low > MOST_LOW_DIGITS or (used <= FEW_LETTERS and total >= 5 * ENOUGH):
        weight = weights.evidence.letters_unlike_hkid
    elif used >= MANY_LETTERS:
        weight = weights.evidence.letters_like_hkid
    else:
        weight = 0.0
    detail = (
        f"{used} of the issued first letters in use, {unissued:.0%} other letters, "
        f"{low:.0%} of first digits are 0 to 3 (even would be 40%)"
    )
    shown = Evidence("letters and digits", total, round(total * (1 - unissued)), detail)
    found[base.entity_type] = ValueEvidence(base.entity_type, base.weight + weight, base.rate, (*base.shown, shown))


def _add_dates(
    found: dict[EntityType, ValueEvidence],
    entity_type: EntityType,
    years: Mapping[int, int],
    column: ColumnProfile,
    weights: Weights,
    today: date,
) -> None:
    """Judge the span of years: birth dates lie decades apart and none is of this year's adults."""
    base = found.get(entity_type)
    total = sum(years.values())
    if base is None or not total or total < EVEN_RATE * column.filled:
        return
    low, median, high = (_percentile(years, share) for share in (0.1, 0.5, 0.9))
    age, spread = today.year - median, high - low
    enough = len(column.distinct.entries) >= 5
    ahead = sum(times for year, times in years.items() if year > today.year or today.year - year > OLDEST) / total
    if ahead > 0.02 or age < YOUNGEST_MEDIAN or age > OLDEST_MEDIAN or (enough and spread < LEAST_SPREAD):
        weight = weights.evidence.dates_unlike_birth
    elif spread >= ADULT_SPREAD and enough:
        weight = weights.evidence.dates_like_birth
    else:
        weight = 0.0
    detail = f"median {age} years back, {spread} years between the 10th and the 90th percentile"
    found[entity_type] = ValueEvidence(
        entity_type,
        base.weight + weight,
        base.rate,
        (*base.shown, Evidence("date span", total, total, detail)),
    )


def _percentile(counts: Mapping[int, int], share: float) -> int:
    wanted, passed = share * sum(counts.values()), 0
    for value in sorted(counts):
        passed += counts[value]
        if passed >= wanted:
            return value
    raise ValueError("no values")

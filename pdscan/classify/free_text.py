"""Text columns: identifiers that stand inside longer text."""

from __future__ import annotations

from pdscan.classify.values import checksum_weight, tallies
from pdscan.classify.weights import Weights
from pdscan.model.findings import Evidence, Finding
from pdscan.model.profile import ColumnProfile
from pdscan.model.schema import Dataset
from pdscan.model.types import ColumnType, Confidence, EntityType

LONG = 25
"""Characters from which on a value counts as text."""
LEAST_LONG = 0.2
CERTAIN = 4.0
"""Log-odds of a single match from which on it needs no company."""
SEVERAL = 3


def is_free_text(column: ColumnProfile, declared: ColumnType) -> bool:
    """Whether a fair share of the values is longer text, or structured text that may hold anything."""
    if declared in (ColumnType.JSON, ColumnType.ARRAY):
        return True
    if declared is not ColumnType.TEXT and declared is not ColumnType.OTHER:
        return False
    long = sum(times for length, times in column.lengths.items() if length >= LONG)
    worded = sum(times for count, times in column.words.items() if count > 1) + column.scripts["cjk"]
    return column.filled > 0 and min(long, worded) >= LEAST_LONG * column.filled


def free_text_findings(dataset: Dataset, column: ColumnProfile, weights: Weights) -> list[Finding]:
    """One finding per entity type found inside the text, however rare, with its rate."""
    best: dict[EntityType, tuple[Confidence, Evidence]] = {}
    for name, tally in tallies(column).items():
        info = weights.recognizers[name]
        if not info.in_text or not tally.inside:
            continue
        confidence = _confidence(tally.inside, info.present, info.chance, tally.passed, tally.failed, weights)
        if confidence is None:
            continue
        shown = Evidence(
            name,
            tally.tested,
            tally.inside,
            f"found inside {tally.inside:,} of {tally.tested:,} distinct texts ({tally.inside / tally.tested:.1%})",
        )
        seen = best.get(info.entity_type)
        if seen is None or confidence.rank > seen[0].rank:
            best[info.entity_type] = (confidence, shown)
    return [
        Finding(
            dataset=dataset.name,
            column=column.name,
            entity_type=entity_type,
            severity=weights.entity_types[entity_type].severity,
            confidence=confidence,
            free_text=True,
            evidence=(shown,),
        )
        for entity_type, (confidence, shown) in best.items()
    ]


def _confidence(
    inside: int, present: float, chance: float, passed: int, failed: int, weights: Weights
) -> Confidence | None:
    # As many passes as chance gives among lookalikes (order numbers in a log) are no identity numbers.
    if chance and failed and checksum_weight(passed, failed, chance, weights.evidence.checksum_limit) < 0:
        return None
    if present >= CERTAIN or (chance and passed >= SEVERAL):
        return Confidence.HIGH
    return Confidence.MEDIUM if inside >= SEVERAL or chance else Confidence.LOW

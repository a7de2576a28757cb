"""Runs the minimisation rules and ranks their cuts by the people they protect."""

from __future__ import annotations

from collections.abc import Sequence

from pdscan.model.report import Recommendation
from pdscan.rules.base import Case, Rule


def recommend(case: Case, rules: Sequence[Rule]) -> tuple[Recommendation, ...]:
    """All cuts, most people protected first; cuts that protect nobody are left out."""
    cuts = [cut for rule in rules for cut in rule.recommend(case) if cut.subjects_protected.point]
    return tuple(sorted(cuts, key=lambda cut: (-cut.subjects_protected.point, cut.rule, cut.dataset)))

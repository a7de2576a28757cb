"""From the ages of records to what is past its retention period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pdscan.model.report import RetentionFact
from pdscan.model.subjects import ClockSummary, SubjectPattern

OWN_POLICY = "inactive-past-own-policy"
"""Ident of the rule that applies a period stated by the organisation."""


@dataclass(frozen=True, slots=True)
class RetentionPeriod:
    """How long records of a category may be kept after their clock started, and who says so."""

    ident: str
    category: str
    clock: str
    """`left` or `active`; empty for whichever clock the dataset has."""
    years: float
    legal: str
    """Key of the legal fact behind it."""


def own_periods(stated: Mapping[str, float]) -> tuple[RetentionPeriod, ...]:
    """The organisation's own periods, by category."""
    return tuple(RetentionPeriod(OWN_POLICY, category, "", years, "own-policy") for category, years in stated.items())


def period_for(clock: ClockSummary, periods: Sequence[RetentionPeriod]) -> RetentionPeriod | None:
    """The first period that fits the clock's category and kind."""
    for period in periods:
        if period.category == clock.category and period.clock in ("", clock.kind):
            return period
    return None


def retention_facts(
    clocks: Sequence[ClockSummary],
    patterns: Sequence[SubjectPattern],
    periods: Sequence[RetentionPeriod],
) -> tuple[RetentionFact, ...]:
    """Rows and people past the period, per dataset with a clock; without a period only its oldest and newest."""
    facts = []
    for clock in clocks:
        period = period_for(clock, periods)
        rows = people = 0
        if period is not None:
            rows = sum(count for age, count in clock.rows_by_age if age >= period.years)
            people = sum(
                pattern.people
                for pattern in patterns
                if any(
                    h.dataset == clock.dataset
                    and h.category == clock.category
                    and h.age_years is not None
                    and h.age_years >= period.years
                    for h in pattern.holdings
                )
            )
        facts.append(
            RetentionFact(
                dataset=clock.dataset,
                clock_column=clock.column,
                category=clock.category,
                oldest=clock.oldest,
                newest=clock.newest,
                rows_past_period=rows,
                subjects_past_period=people,
                rule=period.ident if period else "",
            )
        )
    return tuple(facts)

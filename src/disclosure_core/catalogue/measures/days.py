"""Days as a measure: mean, median and 90th percentile, exact."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from attrs import evolve

from disclosure_core.catalogue.measures.values import Counted, Excluded, Measure, Spread
from disclosure_core.messages import Message

NOTHING_TIMED = Message("no release has a known day of forming")
"""Why a lag is undefined."""


def days_of(measure: Measure, counted: Iterable[Counted], excluded: Iterable[Excluded]) -> Measure:
    """``measure`` over the days of ``counted``; undefined where nothing was counted."""
    rows = tuple(counted)
    days = sorted(each.value for each in rows)
    total = sum(days)
    return evolve(
        measure,
        counted=rows,
        excluded=tuple(excluded),
        numerator=total,
        denominator=len(days),
        value=Fraction(total, len(days)) if days else None,
        undefined=None if days else NOTHING_TIMED,
        spread=spread_of(days) if days else None,
        tallies=(),
    )


def spread_of(days: Sequence[int]) -> Spread:
    """The spread of days in ascending order, at least one.

    >>> spread_of([1, 2, 3, 10]).median
    Fraction(5, 2)
    """
    return Spread(
        median=_at(days, Fraction(1, 2)),
        percentile_90=_at(days, Fraction(9, 10)),
        shortest=days[0],
        longest=days[-1],
    )


def _at(days: Sequence[int], share: Fraction) -> Fraction:
    place = (len(days) - 1) * share
    below = int(place)
    above = min(below + 1, len(days) - 1)
    return days[below] + (place - below) * (days[above] - days[below])

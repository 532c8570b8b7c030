"""From a unit's whole numbers to its published marks, by whole-number arithmetic alone.

A mark is ``numerator / denominator × scale``, rounded once. With ``scale × 10^places = p / q`` in
lowest terms it is the whole number nearest to ``numerator·p / (denominator·q)``, in units of the
last printed place. Half up that is ``(2·numerator·p + d) // (2·d)`` with ``d = denominator·q``.
What could pass 64 bits on the way is not scored here (``out_of_range``) rather than wrong.
"""

from fractions import Fraction
from typing import Any, TypeVar

import narwhals.stable.v2 as nw
from attrs import frozen

from disclosure_core.exact import Rounding, round_exact
from disclosure_core.scoring.expressions import Combined, Quantity, Rate, WhenUndefined
from disclosure_core.scoring.frames.measures import SAFE_SUM, Measure, Measures
from disclosure_core.scoring.ledger import State
from disclosure_core.scoring.values import Formula, Indicator, Unit

F = TypeVar("F", nw.DataFrame[Any], nw.LazyFrame[Any])

_HALF_OF_64_BITS = 2**61

_UNDEFINED = {
    WhenUndefined.NOT_APPLICABLE: State.NOT_APPLICABLE,
    WhenUndefined.FULL: State.FULL,
    WhenUndefined.ZERO: State.ZERO,
    WhenUndefined.EXCLUDED: State.EXCLUDED,
}


@frozen
class Names:
    """The columns of one indicator in the scored frame; without a denominator for a quantity."""

    published: str
    numerator: str
    denominator: str | None
    state: str

    @property
    def all(self) -> tuple[str, ...]:
        """All of them, as they stand in the frame."""
        given = (self.published, self.numerator, self.denominator, self.state)
        return tuple(name for name in given if name)

    @property
    def counted(self) -> tuple[str, ...]:
        """Those that hold numbers."""
        return self.all[:-1]


def names(indicator: Indicator) -> Names:
    """``on-time`` is published as ``on_time``, with ``on_time_numerator`` and so on beside it."""
    key = indicator.id.replace("-", "_")
    is_rate = isinstance(indicator.value, Rate)
    return Names(key, f"{key}_numerator", f"{key}_denominator" if is_rate else None, f"{key}_state")


def marked(frame: F, indicator: Indicator, found: Measures) -> F:
    """``frame`` of units with the indicator's columns; a number is 0 where there is none."""
    value, to = indicator.value, names(indicator)
    factor = indicator.scale * 10**indicator.places
    denominator = to.denominator or f"{to.published}__one"
    top = value.numerator if isinstance(value, Rate) else value
    parts = [_number(top, found).alias(to.numerator)]
    missing = _missing(top, found)
    outside = _outside(top, found)
    if isinstance(value, Rate):
        parts.append(_number(value.denominator, found).alias(denominator))
        missing = missing | _missing(value.denominator, found)
        outside = outside | _outside(value.denominator, found)
    else:
        parts.append(nw.lit(1).cast(nw.Int64).alias(denominator))
    wide = f"{to.published}__outside"
    frame = frame.with_columns(*parts, missing.alias(to.state), outside.alias(wide))
    outside = (
        nw.col(wide)
        | (nw.col(to.numerator).abs() > _HALF_OF_64_BITS // factor.numerator)
        | (nw.col(denominator).abs() > _HALF_OF_64_BITS // factor.denominator)
    )
    policy = _UNDEFINED[value.policy] if isinstance(value, Rate) else State.SCORED
    frame = frame.with_columns(
        nw.when(nw.col(to.state))
        .then(nw.lit(State.MISSING.value))
        .otherwise(
            nw.when(outside)
            .then(nw.lit(State.OUT_OF_RANGE.value))
            .otherwise(
                nw.when(nw.col(denominator) == 0)
                .then(nw.lit(policy.value))
                .otherwise(nw.lit(State.SCORED.value))
            )
        )
        .alias(to.state)
    )
    return _published(frame, indicator, to, denominator, factor)


def _published(frame: F, indicator: Indicator, to: Names, denominator: str, factor: Fraction) -> F:
    """With the whole number nearest to the exact mark, away from zero on its absolute value."""
    is_scored = nw.col(to.state) == State.SCORED.value
    top, bottom, sign = (f"{to.published}__{part}" for part in ("top", "bottom", "sign"))
    frame = frame.with_columns(
        nw.when(is_scored)
        .then(nw.col(to.numerator).abs() * factor.numerator)
        .otherwise(nw.lit(0))
        .alias(top),
        nw.when(is_scored)
        .then(nw.col(denominator).abs() * factor.denominator)
        .otherwise(nw.lit(1))
        .alias(bottom),
        nw.when((nw.col(to.numerator) < 0) != (nw.col(denominator) < 0))
        .then(nw.lit(-1))
        .otherwise(nw.lit(1))
        .alias(sign),
    )
    full = int(
        round_exact(indicator.scale, indicator.places, indicator.rounding).scaleb(indicator.places)
    )
    nearest = _nearest(nw.col(top), nw.col(bottom), indicator.rounding) * nw.col(sign)
    return frame.with_columns(
        nw.when(nw.col(to.state) == State.FULL.value)
        .then(nw.lit(full))
        .otherwise(nearest)
        .cast(nw.Int64)
        .alias(to.published)
    )


def _nearest(top: nw.Expr, bottom: nw.Expr, rounding: Rounding) -> nw.Expr:
    if rounding is Rounding.HALF_UP:
        return (top * 2 + bottom) // (bottom * 2)
    whole = top // bottom
    twice = (top - whole * bottom) * 2
    odd = (whole - (whole // 2) * 2) == 1
    up = (twice > bottom) | ((twice == bottom) & odd)
    return whole + nw.when(up).then(nw.lit(1)).otherwise(nw.lit(0))


def has_number(indicator: Indicator) -> nw.Expr:
    """Whether a unit's mark is a number."""
    state = nw.col(names(indicator).state)
    return state.is_in([State.SCORED.value, State.FULL.value, State.ZERO.value])


def has_counts(indicator: Indicator) -> nw.Expr:
    """Whether a unit's numerator and denominator are numbers."""
    state = nw.col(names(indicator).state)
    return ~state.is_in([State.MISSING.value, State.OUT_OF_RANGE.value])


def total(formula: Formula) -> tuple[nw.Expr, nw.Expr, nw.Expr]:
    """The total, the full marks it is of, and whether it is a number.

    Both are in units of the last printed place of the most finely printed indicator.
    """
    points = [each for each in formula.indicators if each.unit is Unit.POINTS]
    places = max(each.places for each in points)
    sums: list[nw.Expr] = []
    marks: list[nw.Expr] = []
    scored: list[nw.Expr] = []
    left_out: list[nw.Expr] = []
    for each in points:
        to = names(each)
        excluded = nw.col(to.state) == State.EXCLUDED.value
        sums.append(nw.col(to.published) * 10 ** (places - each.places))
        full = int(each.scale * 10**places)
        marks.append(nw.when(excluded).then(nw.lit(0)).otherwise(nw.lit(full)))
        scored.append(has_number(each) | excluded)
        left_out.append(excluded)
    complete = nw.all_horizontal(*scored, ignore_nulls=False)
    nothing = nw.all_horizontal(*left_out, ignore_nulls=False)
    return (
        nw.sum_horizontal(*sums).cast(nw.Int64),
        nw.sum_horizontal(*marks).cast(nw.Int64),
        complete & ~nothing,
    )


def _leaves(quantity: Quantity, found: Measures) -> list[Measure]:
    if isinstance(quantity, Combined):
        return _leaves(quantity.left, found) + _leaves(quantity.right, found)
    return [found.by_quantity[quantity]]


def _number(quantity: Quantity, found: Measures) -> nw.Expr:
    """The quantity; 0 where it cannot be had in 64 bits."""
    if isinstance(quantity, Combined):
        right = _number(quantity.right, found)
        left = _number(quantity.left, found)
        return left + right if quantity.sign > 0 else left - right
    measure = found.by_quantity[quantity]
    number = nw.col(measure.value)
    if measure.bounds is not None:
        number = nw.when(_too_large(measure)).then(nw.lit(0)).otherwise(number)
    return number.cast(nw.Int64)


def _missing(quantity: Quantity, found: Measures) -> nw.Expr:
    known = [nw.col(each.known) == 0 for each in _leaves(quantity, found) if each.known]
    return nw.any_horizontal(*known, ignore_nulls=False) if known else nw.lit(value=False)


def _outside(quantity: Quantity, found: Measures) -> nw.Expr:
    wide = [_too_large(each) for each in _leaves(quantity, found) if each.bounds]
    return nw.any_horizontal(*wide, ignore_nulls=False) if wide else nw.lit(value=False)


def _too_large(measure: Measure) -> nw.Expr:
    """Whether the records of a unit could together pass what 64 bits hold."""
    low, high = (nw.col(name) for name in measure.bounds or ())
    known = nw.col(measure.known or "")
    most = nw.lit(SAFE_SUM) // nw.when(known == 0).then(nw.lit(1)).otherwise(known)
    return ((high > most) | (low < most * -1)).fill_null(value=False)

"""From rows to whole numbers: what is summed and counted, once for each quantity of a formula.

Conditions have three values (holds, does not, not known). Engines disagree about null in
comparisons, so each condition is made of two columns without nulls: whether it holds, and whether
that is known.
"""

from datetime import date, datetime
from itertools import count
from operator import eq, ge, gt, le, lt, ne
from typing import Any

import narwhals.stable.v2 as nw
from attrs import field, frozen

from disclosure_core.scoring.expressions import (
    Both,
    Column,
    ColumnKind,
    Combined,
    Compared,
    Comparison,
    Condition,
    Constant,
    Count,
    CountWhere,
    Either,
    Literal,
    Missing,
    Not,
    Quantity,
    Records,
    Sum,
    found,
)
from disclosure_core.scoring.frames.inputs import Frame
from disclosure_core.scoring.values import Formula

_COMPARE = {
    Comparison.BELOW: lt,
    Comparison.AT_MOST: le,
    Comparison.ABOVE: gt,
    Comparison.AT_LEAST: ge,
    Comparison.EQUAL: eq,
    Comparison.UNEQUAL: ne,
}

SAFE_SUM = 2**61
"""A sum whose records cannot together pass this is exact in 64 bits, also when two are added."""


@frozen
class Truth:
    """Whether a condition holds for a row, and whether that is known; ``None`` is always known."""

    holds: nw.Expr
    known: nw.Expr | None


@frozen
class Measure:
    """What a quantity needs: columns made for each row, and their aggregates.

    ``value``, ``known`` and ``bounds`` are names of aggregated columns: the number, how many rows
    had a value (``None``: all), and the least and largest value (``None``: cannot overflow).
    """

    rows: dict[str, nw.Expr]
    aggregates: dict[str, nw.Expr]
    value: str
    known: str | None = None
    bounds: tuple[str, str] | None = None


@frozen
class Measures:
    """The measures of all quantities of a formula."""

    by_quantity: dict[Quantity, Measure] = field(factory=dict)

    @property
    def rows(self) -> list[nw.Expr]:
        """Columns made for each row before grouping."""
        return [
            expression.alias(name)
            for measure in self.by_quantity.values()
            for name, expression in measure.rows.items()
        ]

    @property
    def aggregates(self) -> list[nw.Expr]:
        """Aggregates over the rows of a unit."""
        return [
            expression.alias(name)
            for measure in self.by_quantity.values()
            for name, expression in measure.aggregates.items()
        ]


def measures(formula: Formula, frame: Frame) -> Measures:
    """A measure for each quantity of the formula that is not made of others."""
    numbers = count(1)
    schema = frame.collect_schema()
    quantities = dict.fromkeys(
        quantity
        for indicator in formula.indicators
        for quantity in found(Quantity, indicator.value)
        if not isinstance(quantity, Combined)
    )
    return Measures(
        {quantity: _measure(quantity, f"__{next(numbers)}", schema) for quantity in quantities}
    )


def _measure(quantity: Quantity, key: str, schema: Any) -> Measure:
    match quantity:
        case Records():
            return Measure({}, {key: nw.len()}, key)
        case Count(column=column):
            return Measure({}, {key: nw.col(column.name).count()}, key)
        case Sum(column=column):
            return _sum(column, key, schema)
        case CountWhere(condition=condition):
            return _count_where(condition, key, schema)
    raise TypeError(quantity)


def _sum(column: Column, key: str, schema: Any) -> Measure:
    source, known = nw.col(column.name), f"{key}_known"
    dtype = schema[column.name]
    rows = {} if dtype == nw.Int64 else {f"{key}_row": source.cast(nw.Int64)}
    name = f"{key}_row" if rows else column.name
    aggregates = {key: nw.col(name).sum(), known: source.count()}
    if dtype == nw.Boolean:
        return Measure(rows, aggregates, key, known)
    low, high = f"{key}_low", f"{key}_high"
    aggregates |= {low: nw.col(name).min(), high: nw.col(name).max()}
    return Measure(rows, aggregates, key, known, (low, high))


def _count_where(condition: Condition, key: str, schema: Any) -> Measure:
    truth, known = _truth(condition, schema), f"{key}_known"
    rows = {f"{key}_row": truth.holds.cast(nw.Int64)}
    aggregates = {key: nw.col(f"{key}_row").sum()}
    if truth.known is None:
        return Measure(rows, aggregates, key)
    alone = _only_column(condition)
    if alone is None:
        rows[f"{key}_known_row"] = truth.known.cast(nw.Int64)
        aggregates[known] = nw.col(f"{key}_known_row").sum()
    else:
        aggregates[known] = nw.col(alone).count()
    return Measure(rows, aggregates, key, known)


def _only_column(condition: Condition) -> str | None:
    """The one column that alone decides whether the condition is known."""
    if isinstance(condition, Column):
        return condition.name
    if isinstance(condition, Compared) and isinstance(condition.right, Constant):
        return condition.left.name
    return None


def _truth(condition: Condition, schema: Any) -> Truth:
    match condition:
        case Column(name=name):
            return Truth(nw.col(name).fill_null(value=False), ~nw.col(name).is_null())
        case Missing(column=column):
            return Truth(nw.col(column.name).is_null(), None)
        case Compared():
            return _compared(condition, schema)
        case Not(condition=inner):
            truth = _truth(inner, schema)
            return Truth(_and(truth.known, ~truth.holds), truth.known)
        case Both(left=left, right=right):
            return _both(_truth(left, schema), _truth(right, schema))
        case Either(left=left, right=right):
            return _either(_truth(left, schema), _truth(right, schema))
    raise TypeError(condition)


def _compared(compared: Compared, schema: Any) -> Truth:
    left, right = compared.left, compared.right
    known = ~nw.col(left.name).is_null()
    if isinstance(right, Column):
        known = known & ~nw.col(right.name).is_null()
        other = _day_or_value(right, schema)
    else:
        other = nw.lit(_literal(right.value))
    holds = _COMPARE[compared.comparison](_day_or_value(left, schema), other)
    return Truth((holds & known).fill_null(value=False), known)


def _day_or_value(column: Column, schema: Any) -> nw.Expr:
    expression = nw.col(column.name)
    if column.kind is ColumnKind.DAY:
        instants = schema[column.name] != nw.Date
        return expression.dt.truncate("1d") if instants else expression.cast(nw.Datetime("us"))
    return expression


def _literal(value: Literal) -> int | str | datetime:
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001  a day has no time zone
    return value


def _and(one: nw.Expr | None, two: nw.Expr) -> nw.Expr:
    return two if one is None else one & two


def _both(left: Truth, right: Truth) -> Truth:
    holds = left.holds & right.holds
    if left.known is None and right.known is None:
        return Truth(holds, None)
    fails = _and(left.known, ~left.holds) | _and(right.known, ~right.holds)
    return Truth(holds, holds | fails)


def _either(left: Truth, right: Truth) -> Truth:
    holds = left.holds | right.holds
    if left.known is None and right.known is None:
        return Truth(holds, None)
    fails = _and(left.known, ~left.holds) & _and(right.known, ~right.holds)
    return Truth(holds, holds | fails)

"""Score a dataframe: group, measure, mark, and give the caller's own kind of frame back."""

from typing import Any, TypeVar, cast

import narwhals.stable.v2 as nw

from disclosure_core.errors import DataError
from disclosure_core.messages import Message
from disclosure_core.scoring.frames.inputs import Frame, checked
from disclosure_core.scoring.frames.marks import has_counts, has_number, marked, names, total
from disclosure_core.scoring.frames.measures import Measures, measures
from disclosure_core.scoring.values import Formula

T = TypeVar("T")

TOTAL = "total"
FULL_MARKS = "total_full_marks"


def score(formula: Formula, frame: T) -> T:
    """The units of ``frame`` with their marks, one row a unit, sorted by what tells them apart.

    For an indicator ``on-time`` of a rate the columns are ``on_time`` (the published number as a
    whole number of its last place: 66.67% with two places is 6667), ``on_time_numerator``,
    ``on_time_denominator``, and ``on_time_state`` (a value of ``State``). A quantity has no
    denominator. Where indicators give points, ``total`` and ``total_full_marks`` follow, in units
    of the finest place. No number is null, never 0.

    Args:
        formula: What to compute.
        frame: A pandas, Polars (eager or lazy), PyArrow or DuckDB table, one row a record. Lazy
            stays lazy: nothing is read before the caller asks for the outcome.

    Raises:
        DataError: not such a table, a missing column, a column that cannot be computed exactly,
            or a grouping column named as a column of the outcome.
    """
    _refuse_collisions(formula)
    narwhal = checked(formula, frame)
    if narwhal.implementation.is_polars() and isinstance(narwhal, nw.DataFrame):
        # Polars plans the whole of a lazy query; an eager frame would be copied at every step.
        outcome: Frame = _scored(formula, narwhal.lazy()).collect()
    else:
        outcome = _scored(formula, narwhal)
    return cast("T", nw.to_native(outcome))


def outcome_columns(formula: Formula) -> tuple[str, ...]:
    """The columns of a scored frame, grouping columns first."""
    of_indicators = tuple(name for each in formula.indicators for name in names(each).all)
    of_total = (TOTAL, FULL_MARKS) if formula.has_total else ()
    return (*formula.group_by, *of_indicators, *of_total)


def _scored(formula: Formula, frame: Any) -> Any:
    found = measures(formula, frame)
    units = _aggregated(formula, frame, found)
    for indicator in formula.indicators:
        units = marked(units, indicator, found)
    units = _with_total(formula, units)
    units = _with_nulls(formula, units)
    units = units.select(*outcome_columns(formula))
    if formula.group_by:
        units = units.sort(*formula.group_by, nulls_last=True)
    return nw.maybe_reset_index(units) if isinstance(units, nw.DataFrame) else units


def _aggregated(formula: Formula, frame: Any, found: Measures) -> Any:
    rows = found.rows
    if rows:
        frame = frame.with_columns(*rows)
    if not formula.group_by:
        return frame.select(*found.aggregates)
    return frame.group_by(*formula.group_by).agg(*found.aggregates)


def _with_total(formula: Formula, units: Any) -> Any:
    if not formula.has_total:
        return units
    points, full_marks, scored = total(formula)
    return units.with_columns(
        points.alias(TOTAL), full_marks.alias(FULL_MARKS), scored.alias("__scored")
    )


def _with_nulls(formula: Formula, units: Any) -> Any:
    """Every number that is not one as null; in pandas in a nullable column of whole numbers."""
    conditions: list[tuple[str, nw.Expr]] = []
    for indicator in formula.indicators:
        to = names(indicator)
        conditions.append((to.published, has_number(indicator)))
        conditions += [(name, has_counts(indicator)) for name in to.counted[1:]]
    if formula.has_total:
        conditions += [(name, nw.col("__scored")) for name in (TOTAL, FULL_MARKS)]
    if units.implementation.is_pandas():
        return _with_pandas_nulls(units, conditions)
    return units.with_columns(
        nw.when(condition).then(nw.col(name)).otherwise(None).alias(name)
        for name, condition in conditions
    )


def _with_pandas_nulls(units: Any, conditions: list[tuple[str, nw.Expr]]) -> Any:
    flags = nw.to_native(units.select(flag.alias(name) for name, flag in conditions))
    native = nw.to_native(units)
    nullable = {
        name: native[name].astype("Int64").where(flags[name].astype(bool)) for name, _ in conditions
    }
    return nw.from_native(native.assign(**nullable))


def _refuse_collisions(formula: Formula) -> None:
    columns = outcome_columns(formula)
    taken = sorted({name for name in columns if columns.count(name) > 1})
    if taken:
        raise DataError(
            Message(
                "The formula {id} would give two columns named {name}.",
                id=formula.id,
                name=taken[0],
            ),
            fix=Message("rename the grouping column or the indicator."),
        )

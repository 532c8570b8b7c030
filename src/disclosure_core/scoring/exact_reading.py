"""A formula computed exactly from a unit's records, with a ledger of every step.

Numbers are fractions throughout; the one rounding is at the published number. Nothing undefined or
missing becomes a zero. For dataframes see ``frames``: the published digits are the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from functools import lru_cache
from operator import eq, ge, gt, le, lt, ne

from attrs import frozen

from disclosure_core.errors import DataError, Mistake
from disclosure_core.exact import round_exact
from disclosure_core.messages import Message
from disclosure_core.scoring.expressions import (
    KIND_TEXTS,
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
    Missing,
    Not,
    Quantity,
    Rate,
    Records,
    Sum,
    WhenUndefined,
)
from disclosure_core.scoring.ledger import Clause, Ledger, Mark, Readings, State
from disclosure_core.scoring.values import Formula, Indicator, Unit
from disclosure_core.scoring.words import column_text

Record = Mapping[str, object]
Value = Fraction | str | date | bool

_COMPARE = {
    Comparison.BELOW: lt,
    Comparison.AT_MOST: le,
    Comparison.ABOVE: gt,
    Comparison.AT_LEAST: ge,
    Comparison.EQUAL: eq,
    Comparison.UNEQUAL: ne,
}


@frozen
class _Read:
    """A record whose columns have been checked: its id and its value in each column."""

    id: str
    values: Mapping[str, Value | None]


def read_unit(
    formula: Formula,
    records: Iterable[Record],
    *,
    id_column: str | None = None,
    unit: Mapping[str, object] | None = None,
) -> Ledger:
    """The ledger of one unit: all of ``records`` together, whatever the formula groups by.

    Args:
        formula: What to compute.
        records: One mapping a record; a column that is absent or ``None`` is missing.
        id_column: The column that names a record in the ledger; the record's number, from 1, if
            not given.
        unit: What the ledger is of, for instance ``{"district": "…"}``.

    Raises:
        DataError: a column that no record has, or a value of another kind, each with its record.
    """
    return _ledger(formula, _checked(formula, list(records), id_column), unit or {})


def read_units(
    formula: Formula, records: Iterable[Record], *, id_column: str | None = None
) -> tuple[Ledger, ...]:
    """A ledger for each unit that ``group_by`` tells apart, in the order units are first met.

    Raises:
        DataError: as :func:`read_unit`, and where a grouping column is in no record.
    """
    rows = list(records)
    _refuse_unknown(rows, formula.group_by)
    units: dict[tuple[object, ...], list[_Read]] = {}
    for row, read in zip(rows, _checked(formula, rows, id_column), strict=True):
        units.setdefault(tuple(row.get(name) for name in formula.group_by), []).append(read)
    return tuple(
        _ledger(formula, reads, dict(zip(formula.group_by, key, strict=True)))
        for key, reads in units.items()
    )


def _ledger(formula: Formula, reads: Sequence[_Read], unit: Mapping[str, object]) -> Ledger:
    marks = tuple(_mark(indicator, formula, reads) for indicator in formula.indicators)
    total, full_marks, reason = _total(marks)
    return Ledger(
        formula=formula.id,
        version=formula.version,
        name=formula.name,
        basis=formula.basis,
        unit=unit,
        records=len(reads),
        marks=marks,
        total=total,
        full_marks=full_marks,
        reason=reason,
    )


def _total(marks: Sequence[Mark]) -> tuple[Decimal | None, Fraction | None, Message | None]:
    points = [mark for mark in marks if mark.unit is Unit.POINTS]
    counted = [mark for mark in points if mark.state is not State.EXCLUDED]
    if not points:
        return None, None, None
    without = [mark for mark in counted if mark.published is None]
    if without:
        return None, None, Message("{name} is not scored", name=without[0].name)
    if not counted:
        return None, None, Message("every indicator is left out")
    total = sum((mark.published for mark in counted if mark.published is not None), Decimal(0))
    return total, sum((mark.scale for mark in counted), Fraction(0)), None


def _mark(indicator: Indicator, formula: Formula, reads: Sequence[_Read]) -> Mark:
    value = indicator.value
    if isinstance(value, Rate):
        numerator = _clause(value.numerator, reads)
        denominator = _clause(value.denominator, reads)
        state, rate, reason = _rate(value, numerator, denominator)
    else:
        numerator, denominator = _clause(value, reads), None
        state, rate, reason = _quantity(numerator)
    exact = None if rate is None else rate * indicator.scale
    return Mark(
        indicator=indicator.id,
        name=indicator.name,
        unit=indicator.unit,
        state=state,
        reason=reason,
        numerator=numerator,
        denominator=denominator,
        scale=indicator.scale,
        exact=exact,
        published=(
            None if exact is None else round_exact(exact, indicator.places, indicator.rounding)
        ),
        places=indicator.places,
        rounding=indicator.rounding,
        source=indicator.basis or formula.basis,
    )


_Outcome = tuple[State, Fraction | None, Message | None]


def _quantity(clause: Clause) -> _Outcome:
    if clause.value is None:
        return State.MISSING, None, _missing_reason(clause)
    return State.SCORED, clause.value, None


def _rate(rate: Rate, numerator: Clause, denominator: Clause) -> _Outcome:
    for clause in (denominator, numerator):
        if clause.value is None:
            return State.MISSING, None, _missing_reason(clause)
    if numerator.value is None or not denominator.value:
        return _undefined(rate)
    return State.SCORED, numerator.value / denominator.value, None


def _undefined(rate: Rate) -> _Outcome:
    match rate.policy:
        case WhenUndefined.FULL:
            return State.FULL, Fraction(1), rate.undefined
        case WhenUndefined.ZERO:
            return State.ZERO, Fraction(0), rate.undefined
        case WhenUndefined.EXCLUDED:
            return State.EXCLUDED, None, rate.undefined
        case _:
            return State.NOT_APPLICABLE, None, rate.undefined


def _missing_reason(clause: Clause) -> Message:
    missing = clause
    while missing.parts:
        missing = next(part for part in missing.parts if part.value is None)
    quantity = missing.quantity
    if isinstance(quantity, Sum):
        return Message("no record has a value for {column}", column=column_text(quantity.column))
    return Message("no record holds what is asked for")


def _clause(quantity: Quantity, reads: Sequence[_Read]) -> Clause:
    if isinstance(quantity, Combined):
        left, right = _clause(quantity.left, reads), _clause(quantity.right, reads)
        value = None
        if left.value is not None and right.value is not None:
            value = left.value + quantity.sign * right.value
        return Clause(quantity=quantity, value=value, parts=(left, right))
    readings = Readings([read.id for read in reads], _readings(quantity, reads))
    values = [each for each in readings.values if each is not None]
    can_be_missing = isinstance(quantity, (Sum, CountWhere))
    nothing_known = can_be_missing and bool(reads) and not values
    return Clause(
        quantity=quantity,
        value=None if nothing_known else _sum(values),
        readings=readings,
    )


def _sum(values: Sequence[Fraction]) -> Fraction:
    """The exact sum; whole numbers, which nearly all readings are, are added as such."""
    if all(value.denominator == 1 for value in values):
        return Fraction(sum(value.numerator for value in values))
    return sum(values, Fraction(0))


@lru_cache(maxsize=1024)
def _whole(number: int) -> Fraction:
    """A whole number as a fraction, made once: readings are mostly 0 and 1."""
    return Fraction(number)


def _readings(quantity: Quantity, reads: Sequence[_Read]) -> list[Fraction | None]:
    if isinstance(quantity, Records):  # each counts, whatever it says
        return [_whole(1)] * len(reads)
    return [_reading(quantity, read) for read in reads]


def _reading(quantity: Quantity, read: _Read) -> Fraction | None:
    match quantity:
        case Records():
            return _whole(1)
        case Count(column=column):
            return _whole(int(read.values[column.name] is not None))
        case CountWhere(condition=condition):
            holds = _holds(condition, read)
            return None if holds is None else _whole(int(holds))
        case Sum(column=column):
            value = read.values[column.name]
            if isinstance(value, Fraction):
                return value
            return _whole(int(value)) if isinstance(value, bool) else None
    raise TypeError(quantity)


def _holds(condition: Condition, read: _Read) -> bool | None:
    """Whether a condition holds, ``None`` where that is not known (three-valued logic)."""
    match condition:
        case Compared(left=left, comparison=comparison, right=right):
            one = read.values[left.name]
            two = _constant(right) if isinstance(right, Constant) else read.values[right.name]
            return None if one is None or two is None else bool(_COMPARE[comparison](one, two))
        case Missing(column=column):
            return read.values[column.name] is None
        case Not(condition=inner):
            holds = _holds(inner, read)
            return None if holds is None else not holds
        case Both(left=left_condition, right=right_condition):
            return _all_hold(_holds(left_condition, read), _holds(right_condition, read))
        case Either(left=left_condition, right=right_condition):
            fails = [_holds(each, read) for each in (left_condition, right_condition)]
            none_holds = _all_hold(*(None if each is None else not each for each in fails))
            return None if none_holds is None else not none_holds
        case Column(name=name):
            value = read.values[name]
            return None if value is None else bool(value)
    raise TypeError(condition)


def _all_hold(one: bool | None, two: bool | None) -> bool | None:
    if one is False or two is False:
        return False
    return None if one is None or two is None else True


def _constant(constant: Constant) -> Value:
    value = constant.value
    return Fraction(value) if isinstance(value, int) else value


def _checked(formula: Formula, rows: Sequence[Record], id_column: str | None) -> tuple[_Read, ...]:
    columns = formula.columns
    names = [column.name for column in columns]
    _refuse_unknown(rows, [*names, *([id_column] if id_column else [])])
    mistakes: list[Mistake] = []
    reads: list[_Read] = []
    for number, row in enumerate(rows, start=1):
        read_id = str(row.get(id_column, number)) if id_column else str(number)
        values: dict[str, Value | None] = {}
        for column in columns:
            try:
                values[column.name] = _value(column, row.get(column.name))
            except TypeError:
                mistakes.append(_mistake(column, read_id, row.get(column.name)))
        reads.append(_Read(read_id, values))
    if mistakes:
        raise DataError(
            Message("{count} values cannot be counted.", count=len(mistakes)),
            mistakes[:100],
            fix=Message("numbers are whole or decimal, never binary floats; nothing is None."),
        )
    return tuple(reads)


def _value(column: Column, value: object) -> Value | None:
    """``value`` as the column holds it.

    Raises:
        TypeError: it is of another kind.
    """
    if value is None:
        return None
    if column.kind is ColumnKind.NUMBER:
        return _number(value)
    if column.kind is ColumnKind.FLAG:
        if isinstance(value, int) and value in (0, 1):
            return bool(value)
    elif column.kind is ColumnKind.TEXT:
        if isinstance(value, str):
            return value
    elif isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise TypeError(value)


def _number(value: object) -> Fraction:
    if isinstance(value, int):  # asked first: that a number is no Fraction takes long to find out
        return _whole(int(value))
    if isinstance(value, Fraction):
        return value
    if isinstance(value, Decimal) and value.is_finite():
        return Fraction(value)
    raise TypeError(value)


def _mistake(column: Column, record: str, value: object) -> Mistake:
    return Mistake(
        "",
        f"record {record}, column {column.name}",
        Message("expected {kind}, found {value}", kind=KIND_TEXTS[column.kind], value=repr(value)),
    )


def _refuse_unknown(rows: Sequence[Record], names: Iterable[str]) -> None:
    if not rows:
        return
    unknown = [name for name in names if not any(name in row for row in rows)]
    if unknown:
        known = {name for row in rows for name in row}
        near = get_close_matches(unknown[0], sorted(known), n=1)
        raise DataError(
            Message("No record has the column {name}.", name=unknown[0]),
            why=Message("The records have {columns}.", columns=", ".join(sorted(known))),
            fix=Message("did you mean {near}?", near=near[0]) if near else None,
        )

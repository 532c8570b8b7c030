"""Look at a frame's columns before they are computed with, and refuse what cannot be exact.

Numbers must be whole. pandas has no whole number beside a missing one unless asked, so its columns
are taken to nullable kinds where that loses nothing; other engines' binary floats are refused.
"""

from difflib import get_close_matches
from typing import Any, NoReturn

import narwhals.stable.v2 as nw

from disclosure_core.errors import DataError
from disclosure_core.messages import Message
from disclosure_core.scoring.expressions import KIND_TEXTS, Column, ColumnKind
from disclosure_core.scoring.values import Formula

Frame = nw.DataFrame[Any] | nw.LazyFrame[Any]

PROVEN: tuple[nw.Implementation, ...] = (
    nw.Implementation.POLARS,
    nw.Implementation.PANDAS,
    nw.Implementation.PYARROW,
    nw.Implementation.DUCKDB,
)
"""Engines on which the conformance tests show the exact digits."""

_EXACT_IN_FLOAT = 2**53
"""Whole numbers up to this one are exact in a binary float."""

_WIDE = (nw.UInt64, nw.Int128, nw.UInt128)


def checked(formula: Formula, native: object) -> Frame:
    """``native`` as a narwhals frame with the formula's columns fit to be computed with.

    Raises:
        DataError: no dataframe, an engine not proven, a missing column, a column of another kind.
    """
    frame = _frame(native)
    schema = frame.collect_schema()
    for name in (*formula.group_by, *(column.name for column in formula.columns)):
        if name not in schema:
            _refuse_unknown(name, list(schema))
    if frame.implementation.is_pandas():
        frame = _without_floats(frame, formula)
        schema = frame.collect_schema()
    for column in formula.columns:
        if not _fits(column.kind, schema[column.name]):
            _refuse_kind(column, str(schema[column.name]))
    return frame


def _frame(native: object) -> Frame:
    try:
        frame: Frame = nw.from_native(native)
    except TypeError as error:
        raise DataError(
            Message("A {kind} is not a dataframe.", kind=type(native).__name__),
            fix=Message("give a pandas, Polars, PyArrow or DuckDB table."),
        ) from error
    if frame.implementation not in PROVEN:
        raise DataError(
            Message("Scores on {engine} are not proven exact yet.", engine=frame.implementation),
            fix=Message("give a pandas, Polars, PyArrow or DuckDB table."),
        )
    return frame


def _without_floats(frame: Frame, formula: Formula) -> Frame:
    """Columns of pandas that hold floats and objects, as nullable whole numbers and flags."""
    native = nw.to_native(frame)
    kinds = {ColumnKind.NUMBER: "Int64", ColumnKind.FLAG: "boolean"}
    changed = {
        column.name: _whole(native[column.name], column, kinds[column.kind])
        for column in formula.columns
        # "O" is Python objects, "f" binary floats, also those that hold only whole numbers.
        if column.kind in kinds and native[column.name].dtype.kind in "Of"
    }
    return nw.from_native(native.assign(**changed)) if changed else frame


def _whole(series: Any, column: Column, kind: str) -> Any:
    is_float = series.dtype.kind == "f"
    is_text = not is_float and series.map(lambda value: isinstance(value, str)).any()
    if is_text or (is_float and (series.abs() > _EXACT_IN_FLOAT).any()):
        _refuse_kind(column, "text" if is_text else str(series.dtype))
    try:
        return series.astype(kind)
    except (TypeError, ValueError, OverflowError):
        _refuse_kind(column, str(series.dtype))


def _fits(kind: ColumnKind, dtype: nw.dtypes.DType) -> bool:
    match kind:
        case ColumnKind.NUMBER:
            return (dtype.is_integer() and dtype not in _WIDE) or dtype == nw.Boolean
        case ColumnKind.FLAG:
            return dtype == nw.Boolean
        case ColumnKind.TEXT:
            return dtype in (nw.String, nw.Categorical) or isinstance(dtype, nw.Enum)
        case ColumnKind.DAY:
            naive = isinstance(dtype, nw.Datetime) and dtype.time_zone is None
            return dtype == nw.Date or naive


_WANTED = {
    ColumnKind.NUMBER: Message("whole numbers of at most 64 bits"),
    ColumnKind.FLAG: KIND_TEXTS[ColumnKind.FLAG],
    ColumnKind.TEXT: KIND_TEXTS[ColumnKind.TEXT],
    ColumnKind.DAY: Message("days, or instants without a time zone"),
}


def _refuse_kind(column: Column, found: str) -> NoReturn:
    raise DataError(
        Message(
            "The column {name} must hold {wanted}; it holds {found}.",
            name=column.name,
            wanted=_WANTED[column.kind],
            found=found,
        ),
        why=Message("Binary floats and cut numbers would give other digits."),
        fix=Message("cast the column first, or score the records with the exact reading."),
    )


def _refuse_unknown(name: str, known: list[str]) -> NoReturn:
    near = get_close_matches(name, known, n=1)
    raise DataError(
        Message("The frame has no column {name}.", name=name),
        why=Message("It has {columns}.", columns=", ".join(known)),
        fix=Message("did you mean {near}?", near=near[0]) if near else None,
    )

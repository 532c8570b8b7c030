"""Working days on the caller's own dataframe: Polars, pandas, pyarrow, whatever narwhals knows.

What is asked of each row is looked up in one table of days, so a million rows cost little more
than a thousand. A day is a local date: instants with a time zone are refused, since which day they
fall on is not for us to say. Empty cells stay empty. Answers are those of ``Calendar``.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import narwhals as nw
from attrs import frozen
from narwhals.typing import IntoDataFrameT

from disclosure_core.calendar.day_table import DayTable, day_table, most_days
from disclosure_core.calendar.working_days import Calendar
from disclosure_core.errors import DataError
from disclosure_core.messages import Message

_EPOCH = date(1970, 1, 1).toordinal()
_MILLISECONDS = 86_400_000


def with_due_dates(
    calendar: Calendar,
    frame: IntoDataFrameT,
    *,
    start: str,
    days: str | int,
    due: str = "due",
    provisional: str | None = "provisional",
    not_official: str | None = "not_official",
) -> IntoDataFrameT:
    """The frame with the day on which each row's period of working days ends.

    Args:
        calendar: Which days are worked.
        frame: A dataframe in memory.
        start: The column of day 0, of dates.
        days: The column of working days, of whole numbers, or one number for all.
        due: The name of the new column of dates, of the same type as ``start``.
        provisional: The name of the new column that says whether a year without a notice was
            counted; ``None`` for no such column.
        not_official: The same for years whose notice is not official.

    Raises:
        DataError: a column is absent or holds something else, a number of days is negative, or a
            period ends after the year 9999.
    """
    rows = _frame(frame)
    if (nowhere := _column(rows, start).is_null()).all():  # an empty column need have no type
        return _with(rows, _nothing_due(rows, start, ~nowhere, due, provisional, not_official))
    starts = _days_of(rows, start)
    numbers = _numbers(rows, days)
    there = ~starts.is_null() if numbers is None else ~(starts.is_null() | numbers.is_null())
    if not there.any():
        return _with(rows, _nothing_due(rows, start, there, due, provisional, not_official))
    known = starts.filter(there)
    most = most_days(_ends_of(numbers, days, there))
    table = day_table(calendar, _date(known.min()), _date(known.max()), days=most)
    find = _Lookup(table=table, backend=rows.implementation)
    begun = find.places(starts, there)
    counted = find.constant(there, int(days)) if numbers is None else _filled(numbers, there)
    after = find.get(table.worked, begun) + counted - 1
    after = after.zip_with(counted > 0, find.constant(there, 0))
    ended = (find.get(table.working_days, after) - table.first).zip_with(counted > 0, begun)
    added = {due: find.dates(ended, there, like=rows[start])}
    for name, unsure in ((provisional, table.missing), (not_official, table.not_official)):
        if name is not None:
            added[name] = find.get(unsure, ended) > find.get(unsure, begun)
    return _with(rows, added)


def with_working_days(
    calendar: Calendar,
    frame: IntoDataFrameT,
    *,
    start: str,
    end: str,
    name: str = "working_days",
) -> IntoDataFrameT:
    """The frame with the working days after ``start`` up to and including ``end``, per row.

    Negative where the end is earlier, as ``Calendar.count_working_days``.

    Raises:
        DataError: a column is absent or holds something else than dates.
    """
    rows = _frame(frame)
    there = ~(_column(rows, start).is_null() | _column(rows, end).is_null())
    if not there.any():
        return _with(rows, {name: _zeros(there)}, empty={name: there})
    begun, ended = _days_of(rows, start), _days_of(rows, end)
    known = begun.filter(there), ended.filter(there)
    first, last = min(each.min() for each in known), max(each.max() for each in known)
    table = day_table(calendar, _date(first), _date(last))
    find = _Lookup(table=table, backend=rows.implementation)
    until_start = find.get(table.worked, find.places(begun, there))
    until_end = find.get(table.worked, find.places(ended, there))
    return _with(rows, {name: until_end - until_start}, empty={name: there})


@frozen(kw_only=True)
class _Lookup:
    """A table of days as series of the caller's library."""

    table: DayTable
    backend: Any

    def places(self, days: nw.Series[Any], there: nw.Series[Any]) -> nw.Series[Any]:
        """Where in the table days since 1970 stand; 0 where nothing is."""
        return _filled(days - (self.table.first - _EPOCH), there)

    def get(self, values: Sequence[int], places: nw.Series[Any]) -> nw.Series[Any]:
        """The values at ``places``."""
        return self._series(list(values), nw.Int64())[places]

    def constant(self, like: nw.Series[Any], value: int) -> nw.Series[Any]:
        """As many of one number."""
        return _zeros(like) + value

    def dates(
        self, places: nw.Series[Any], there: nw.Series[Any], *, like: nw.Series[Any]
    ) -> nw.Series[Any]:
        """The days at ``places`` as dates of the type of ``like``, empty where nothing is."""
        first = self.table.first
        days: list[Any] = [date.fromordinal(first + n) for n in range(len(self.table.worked))]
        if like.dtype == nw.Datetime:
            days = [datetime(day.year, day.month, day.day) for day in days]  # noqa: DTZ001
        listed = self._series([*days, None], like.dtype)
        return listed[places.zip_with(there, self.constant(there, len(days)))]

    def _series(self, values: list[Any], dtype: nw.dtypes.DType) -> nw.Series[Any]:
        return nw.new_series("table", values, dtype, backend=self.backend)


def _frame(frame: IntoDataFrameT) -> nw.DataFrame[IntoDataFrameT]:
    try:
        return nw.from_native(frame, eager_only=True)
    except TypeError:
        raise DataError(
            Message("{type} is no dataframe in memory.", type=type(frame).__name__),
            fix=Message("collect a lazy one before."),
        ) from None


def _column(rows: nw.DataFrame[Any], name: str) -> nw.Series[Any]:
    if name not in rows.columns:
        raise DataError(
            Message(
                "There is no column {name}; the columns are {known}.",
                name=name,
                known=tuple(rows.columns),
            )
        )
    return nw.maybe_reset_index(rows[name])


def _days_of(rows: nw.DataFrame[Any], name: str) -> nw.Series[Any]:
    """A column of dates as days since 1970."""
    column = _column(rows, name)
    dtype = column.dtype
    zoned = isinstance(dtype, nw.Datetime) and dtype.time_zone is not None
    if zoned or not (dtype in (nw.Date, nw.Datetime) or _holds_dates(column)):
        raise DataError(
            Message("The column {name} holds {type}, not dates.", name=name, type=str(dtype)),
            fix=Message("turn it into local dates before; instants into those of your time zone."),
        )
    return column.cast(nw.Datetime("ms")).dt.timestamp("ms") // _MILLISECONDS


def _holds_dates(column: nw.Series[Any]) -> bool:
    """Whether a column of Python objects (pandas) holds dates only."""
    return column.dtype == nw.Object and all(
        type(each) is date for each in column.to_list() if each is not None
    )


def _numbers(rows: nw.DataFrame[Any], days: str | int) -> nw.Series[Any] | None:
    """A column of whole numbers; ``None`` where one number stands for all."""
    if isinstance(days, int):
        return None
    column = _column(rows, days)
    whole = column.dtype.is_integer()
    if not whole and column.dtype.is_float():
        # pandas makes floats of whole numbers beside empty cells.
        known = column.filter(~column.is_null())
        whole = bool((known == known.cast(nw.Int64)).all())
    if not whole:
        raise DataError(
            Message(
                "The column {name} holds {type}, not whole numbers of days.",
                name=days,
                type=str(column.dtype),
            )
        )
    return column


def _ends_of(numbers: nw.Series[Any] | None, days: str | int, there: nw.Series[Any]) -> list[int]:
    """The smallest and the largest number of days."""
    if numbers is None:
        return [int(days)]
    known = numbers.filter(there)
    return [int(known.min()), int(known.max())]


def _filled(values: nw.Series[Any], there: nw.Series[Any]) -> nw.Series[Any]:
    """``values`` as whole numbers, 0 where nothing is."""
    return values.zip_with(there, _zeros(there).cast(values.dtype)).cast(nw.Int64)


def _zeros(like: nw.Series[Any]) -> nw.Series[Any]:
    return like.cast(nw.Int64) * 0


def _date(days: Any) -> date:
    return date.fromordinal(int(days) + _EPOCH)


def _nothing_due(
    rows: nw.DataFrame[Any], start: str, there: nw.Series[Any], due: str, *flags: str | None
) -> dict[str, nw.Series[Any]]:
    return {due: rows[start]} | {name: there for name in flags if name is not None}


def _with(
    rows: nw.DataFrame[IntoDataFrameT],
    added: dict[str, nw.Series[Any]],
    *,
    empty: dict[str, nw.Series[Any]] | None = None,
) -> IntoDataFrameT:
    """The rows with new columns, empty where ``empty`` says that nothing is there."""
    made = rows.with_columns(*(column.alias(name) for name, column in added.items()))
    for name, there in (empty or {}).items():
        mask = f"{name} is there"
        made = made.with_columns(there.alias(mask))
        made = made.with_columns(nw.when(nw.col(mask)).then(nw.col(name)).alias(name)).drop(mask)
    return made.to_native()

"""A calendar written out day by day between two days, for counting many periods at once.

Every question becomes a look into a list. The table is as long as the days are apart, however many
periods are counted, and needs no array library.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import accumulate

from attrs import frozen

from disclosure_core.calendar.working_days import Calendar
from disclosure_core.errors import DataError
from disclosure_core.messages import Message


@frozen(kw_only=True)
class DayTable:
    """The days from ``first`` on (an ordinal, as ``date.toordinal`` gives).

    Attributes:
        worked: For each day, the working days from the first to it, both included.
        working_days: The ordinals of the working days, in order.
        missing: For each day, the days so far whose year has no notice.
        not_official: The same for years whose notice is not official.
    """

    first: int
    worked: Sequence[int]
    working_days: Sequence[int]
    missing: Sequence[int]
    not_official: Sequence[int]

    def due(self, start: int, days: int) -> int:
        """The ordinal of the day on which ``days`` working days after ``start`` end."""
        return start if days == 0 else self.working_days[self.worked[start - self.first] + days - 1]

    @property
    def last(self) -> int:
        """The ordinal of the last day."""
        return self.first + len(self.worked) - 1


def day_table(calendar: Calendar, first: date, last: date, *, days: int = 0) -> DayTable:
    """The days from ``first`` to the end of a period of ``days`` that begins on ``last``.

    Raises:
        DataError: ``days`` is negative, or the period ends after the year 9999.
    """
    end = max(calendar.add_working_days(last, days).day, last)
    ordinals = range(first.toordinal(), end.toordinal() + 1)
    every_day = [date.fromordinal(each) for each in ordinals]
    worked = [calendar.is_working_day(day) for day in every_day]
    return DayTable(
        first=ordinals.start,
        worked=_totals(worked),
        working_days=tuple(each for each, counts in zip(ordinals, worked, strict=True) if counts),
        missing=_totals(day.year not in calendar.years for day in every_day),
        not_official=_totals(day.year in calendar.years_not_official for day in every_day),
    )


def _totals(flags: Iterable[bool]) -> tuple[int, ...]:
    return tuple(accumulate(map(int, flags)))


def due_dates(calendar: Calendar, starts: Iterable[date], days: int | Iterable[int]) -> list[date]:
    """The day on which each period of working days ends, as ``Calendar.add_working_days`` says.

    Args:
        calendar: Which days are worked.
        starts: Day 0 of each period.
        days: Working days of all periods, or of each.

    Raises:
        DataError: a number of days is negative, a period ends after the year 9999, or there are
            not as many numbers as starts.
    """
    begun = [each.toordinal() for each in starts]
    numbers = [days] * len(begun) if isinstance(days, int) else list(days)
    if len(numbers) != len(begun):
        raise DataError(
            Message(
                "{starts} starts stand against {days} numbers of days.",
                starts=len(begun),
                days=len(numbers),
            )
        )
    if not begun:
        return []
    table = day_table(calendar, *_span(begun), days=most_days(numbers))
    due, dated = table.due, date.fromordinal
    return [dated(due(start, each)) for start, each in zip(begun, numbers, strict=True)]


def working_days_between(
    calendar: Calendar, starts: Iterable[date], ends: Iterable[date]
) -> list[int]:
    """Working days after each start up to its end, as ``Calendar.count_working_days`` says.

    Raises:
        DataError: there are not as many ends as starts.
    """
    begun = [each.toordinal() for each in starts]
    ended = [each.toordinal() for each in ends]
    if len(begun) != len(ended):
        raise DataError(
            Message(
                "{starts} starts stand against {ends} ends.", starts=len(begun), ends=len(ended)
            )
        )
    if not begun:
        return []
    table = day_table(calendar, *_span([*begun, *ended]))
    worked, first = table.worked, table.first
    return [
        worked[end - first] - worked[start - first] for start, end in zip(begun, ended, strict=True)
    ]


def most_days(numbers: Iterable[int]) -> int:
    """The largest of ``numbers``.

    Raises:
        DataError: one of them is negative.
    """
    listed = list(numbers)
    if (least := min(listed)) < 0:
        raise DataError(Message("A period of {days} working days cannot end.", days=least))
    return max(listed)


def _span(ordinals: Sequence[int]) -> tuple[date, date]:
    return date.fromordinal(min(ordinals)), date.fromordinal(max(ordinals))

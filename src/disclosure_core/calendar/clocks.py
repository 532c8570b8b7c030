"""A clock of working days that runs, stops, goes on, is set again and is extended (期限计时).

What makes a clock stop, and what its days are for, is the business of the rooms that use it. Days
on which it stood are not counted; days on which it stood for several reasons, once. The first day
is day 0. Pure: the last day is found by steps from stop to stop, not day by day, so that a hundred
thousand clocks take seconds.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Self

from attrs import evolve, field, frozen, validators

from disclosure_core.calendar.values import DueDate
from disclosure_core.calendar.working_days import Calendar

_DAY = timedelta(days=1)


@frozen(kw_only=True)
class Stop:
    """Days on which a clock stands (停止计时): both are among them.

    ``last`` is ``None`` where nobody knows yet when it goes on. A stop whose last day lies before
    its first holds no day.
    """

    first: date
    last: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the clock stands on ``day`` because of it."""
        return self.first <= day and (self.last is None or day <= self.last)

    @property
    def is_empty(self) -> bool:
        """Whether it holds no day."""
        return self.last is not None and self.last < self.first


@frozen(kw_only=True)
class Clock:
    """A number of working days from day 0, less those on which it stood.

    Attributes:
        start: Day 0, which is not counted.
        working_days: How many are given, extensions included.
        stops: In any order; they may overlap each other and lie before ``start``.
    """

    start: date
    working_days: int = field(validator=validators.ge(0))
    stops: tuple[Stop, ...] = ()

    def stopped(self, first: date, last: date | None = None) -> Self:
        """The clock with one more stop."""
        return evolve(self, stops=(*self.stops, Stop(first=first, last=last)))

    def extended(self, working_days: int) -> Self:
        """The clock with more days at its end."""
        return evolve(self, working_days=self.working_days + working_days)

    def set_again(self, start: date, working_days: int) -> Self:
        """The clock with another day 0 and another number of days; it stands on the same days."""
        return evolve(self, start=start, working_days=working_days)

    def stands(self, day: date) -> bool:
        """Whether it stands on ``day``."""
        return any(each.covers(day) for each in self.stops)

    def due(self, calendar: Calendar) -> DueDate | None:
        """The last day; ``None`` where it stands before that and nobody knows until when.

        Raises:
            DataError: it would end after the year 9999.
        """
        reached, left = self.start, self.working_days
        for first, last in self._merged():
            before = calendar.worked_until(first - _DAY) - calendar.worked_until(reached)
            if left <= before:
                break
            if last is None:
                return None
            reached, left = last, left - before
        day = calendar.add_working_days(reached, left).day if left else reached
        return calendar.due_on(day, since=self.start)

    def used(self, calendar: Calendar, until: date) -> int:
        """Working days counted after day 0 up to and including ``until``; 0 before day 0."""
        if until <= self.start:
            return 0
        counted = calendar.worked_until(until) - calendar.worked_until(self.start)
        for first, last in self._merged():
            if first > until:
                break
            end = until if last is None else min(last, until)
            counted -= calendar.worked_until(end) - calendar.worked_until(first - _DAY)
        return counted

    def _merged(self) -> Iterator[tuple[date, date | None]]:
        """The days after day 0 on which it stands, those that overlap or touch as one."""
        first: date | None = None
        last: date | None = None
        for stop in sorted(self.stops, key=lambda each: each.first):
            begun = max(stop.first, self.start + _DAY)
            if stop.last is not None and stop.last < begun:
                continue
            if first is not None and last is not None and begun > last + _DAY:
                yield first, last
                first = None
            if first is None:
                first, last = begun, stop.last
            elif last is not None:
                last = None if stop.last is None else max(last, stop.last)
        if first is not None:
            yield first, last

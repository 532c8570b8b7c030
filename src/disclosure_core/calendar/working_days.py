"""Working days from dated official notices: is it one, when is it due, and why.

Monday to Friday are worked, weekend days are not, and notices change that day by day. The day a
period begins is day 0. A year without a notice is counted by the week alone, and every answer that
touched one is *provisional* and says so. The last days of a year may still be moved by the next
year's notice; adding that notice moves them here.

Pure: notices in, answers out. Which notices there are is a plugin's business.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Self

from attrs import field, frozen

from disclosure_core.calendar.values import WEEKDAYS, DueDate, HolidayNotice
from disclosure_core.errors import CalendarGapError, DataError
from disclosure_core.messages import Message

__all__ = ["WEEK", "WEEKDAYS", "Calendar", "CountedDay", "DayKind", "DueDate"]

WEEK = 7


class DayKind(StrEnum):
    """Why a day counts or does not."""

    WORKING_DAY = "working_day"
    """工作日: Monday to Friday"""
    MAKE_UP_DAY = "make_up_day"
    """调休上班: a weekend day that a notice makes a working day"""
    WEEKEND = "weekend"
    """周末"""
    HOLIDAY = "holiday"
    """放假: a weekday that a notice gives off"""

    @property
    def is_worked(self) -> bool:
        """Whether a day of this kind counts."""
        return self in (DayKind.WORKING_DAY, DayKind.MAKE_UP_DAY)

    @property
    def reason(self) -> Message:
        """The kind in words."""
        return _REASONS[self]


_REASONS = {
    DayKind.WORKING_DAY: Message("working day"),
    DayKind.MAKE_UP_DAY: Message("make-up working day"),
    DayKind.WEEKEND: Message("weekend"),
    DayKind.HOLIDAY: Message("holiday"),
}


@frozen(kw_only=True)
class CountedDay:
    """One day of a counting: whether it counts, as which working day of the period, and why."""

    day: date
    kind: DayKind
    number: int | None
    provisional: bool

    @property
    def counted(self) -> bool:
        """Whether the day counts."""
        return self.number is not None

    @property
    def reason(self) -> Message:
        """Why it counts or not."""
        return self.kind.reason


@frozen(kw_only=True)
class Calendar:
    """Which days are worked (工作日历).

    Attributes:
        days_off: Weekdays that are not worked.
        make_up_days: Weekend days that are worked.
        years: Years that a notice arranges.
        years_not_official: Those of them whose notice was not taken from an official document.
    """

    days_off: frozenset[date] = frozenset()
    make_up_days: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()
    years_not_official: frozenset[int] = frozenset()
    _lost: tuple[int, ...] = field(init=False, eq=False, repr=False)
    _gained: tuple[int, ...] = field(init=False, eq=False, repr=False)

    @_lost.default
    def _weekdays_lost(self) -> tuple[int, ...]:
        return tuple(sorted(d.toordinal() for d in self.days_off if d.weekday() < WEEKDAYS))

    @_gained.default
    def _weekend_days_gained(self) -> tuple[int, ...]:
        return tuple(sorted(d.toordinal() for d in self.make_up_days if d.weekday() >= WEEKDAYS))

    @classmethod
    def from_notices(
        cls, notices: Iterable[HolidayNotice], region: str | Sequence[str] | None = None
    ) -> Self:
        """The calendar that ``notices`` make, in one region or (``None``) in the whole country.

        Args:
            notices: In any order; of two of one year and layer the later one holds.
            region: The region's id, or the ids of all regions it lies in, the highest first
                (province, city, county): the notices of each lie over those of the one before.

        A notice that is not official counts only for a year and region without an official one.
        Only national notices make a year covered, since a region's arranges some days of it.
        """
        regions = (region,) if isinstance(region, str) else tuple(region or ())
        places: list[str | None] = [None, *regions]
        wanted = [each for each in notices if each.region in places]
        official = {(each.year, each.region) for each in wanted if each.official}
        used = [
            each for each in wanted if each.official or (each.year, each.region) not in official
        ]
        off: frozenset[date] = frozenset()
        worked: frozenset[date] = frozenset()
        for each in sorted(used, key=lambda each: each.order(places)):
            off = off - each.make_up_days | each.days_off
            worked = worked - each.days_off | each.make_up_days
        national = [each for each in used if each.region is None]
        return cls(
            days_off=off,
            make_up_days=worked,
            years=frozenset(each.year for each in national),
            years_not_official=frozenset(each.year for each in national if not each.official),
        )

    def kind_of(self, day: date) -> DayKind:
        """Whether ``day`` is worked, and why."""
        if day.weekday() < WEEKDAYS:
            return DayKind.HOLIDAY if day in self.days_off else DayKind.WORKING_DAY
        return DayKind.MAKE_UP_DAY if day in self.make_up_days else DayKind.WEEKEND

    def is_working_day(self, day: date) -> bool:
        """Whether ``day`` is worked; by the week alone where no notice arranges its year."""
        return self.kind_of(day).is_worked

    def add_working_days(self, start: date, days: int, *, strict: bool = False) -> DueDate:
        """The day on which a period of ``days`` working days ends.

        Args:
            start: The day the period begins, which is not counted: day of receipt, of forming.
            days: Working days; 0 gives ``start`` itself.
            strict: Refuse to answer from a year without a notice.

        Raises:
            DataError: ``days`` is negative, or the period ends after the year 9999.
            CalendarGapError: ``strict``, and a year that is counted has no notice.

        Source:
            The first day is not counted: 民法典 第二百零一条. Working days and make-up days:
            全国年节及纪念日放假办法 and the State Council's yearly notices.
        """
        if days < 0:
            raise DataError(Message("A period of {days} working days cannot end.", days=days))
        due = start if days == 0 else self._nth_after(start, days)
        return self.due_on(due, since=start, strict=strict)

    def due_on(self, day: date, *, since: date | None = None, strict: bool = False) -> DueDate:
        """``day`` as a due date, with the years of the days after ``since`` that are not sure.

        Raises:
            CalendarGapError: ``strict``, and one of those years has no notice.
        """
        begun = day if since is None else min(since, day)
        years = self._years_after(begun, max(day, since or day))
        missing = tuple(year for year in years if year not in self.years)
        if missing and strict:
            raise _gap(missing[0])
        not_official = tuple(year for year in years if year in self.years_not_official)
        return DueDate(day=day, years_missing=missing, years_not_official=not_official)

    def count_working_days(self, start: date, end: date, *, strict: bool = False) -> int:
        """Working days after ``start`` up to and including ``end``; negative where it is earlier.

        Raises:
            CalendarGapError: ``strict``, and a year that is counted has no notice.
        """
        self.due_on(max(start, end), since=min(start, end), strict=strict)
        return self.worked_until(end) - self.worked_until(start)

    def worked_until(self, day: date) -> int:
        """Working days from 0001-01-01 up to and including ``day``."""
        return self._worked_until(day.toordinal())

    def next_working_day(self, day: date) -> date:
        """``day`` where it is worked, else the first working day after it.

        Raises:
            DataError: it would lie after the year 9999.
        """
        return day if self.is_working_day(day) else self._nth_after(day, 1)

    def explain(self, start: date, days: int) -> tuple[CountedDay, ...]:
        """Each day from the one after ``start`` to the due date: which count, and why others not.

        Raises:
            DataError: as :meth:`add_working_days`.
        """
        due = self.add_working_days(start, days).day
        counted: list[CountedDay] = []
        number = 0
        for ordinal in range(start.toordinal() + 1, due.toordinal() + 1):
            day = date.fromordinal(ordinal)
            kind = self.kind_of(day)
            number += kind.is_worked
            counted.append(
                CountedDay(
                    day=day,
                    kind=kind,
                    number=number if kind.is_worked else None,
                    provisional=day.year not in self.years,
                )
            )
        return tuple(counted)

    def _nth_after(self, start: date, days: int) -> date:
        due = start.toordinal()
        target = self._worked_until(due) + days
        # By the week alone, then again for the days off met; make-up days may bring it too far.
        while (left := target - self._worked_until(due)) > 0:
            weeks, rest = divmod(_by_the_week(due) + left - 1, WEEKDAYS)
            due = weeks * WEEK + rest + 1
        while self._worked_until(due - 1) >= target:
            due -= 1
        if due > date.max.toordinal():
            raise DataError(
                Message(
                    "{days} working days after {start} lie too far ahead.", days=days, start=start
                )
            )
        return date.fromordinal(due)

    def _worked_until(self, ordinal: int) -> int:
        """Working days from 0001-01-01 to the day of ``ordinal``."""
        moved = bisect_right(self._gained, ordinal) - bisect_right(self._lost, ordinal)
        return _by_the_week(ordinal) + moved

    def _years_after(self, start: date, end: date) -> range:
        """The years of the days after ``start`` up to ``end``."""
        if start == end:
            return range(0)
        return range(date.fromordinal(start.toordinal() + 1).year, end.year + 1)


def _by_the_week(ordinal: int) -> int:
    """Weekdays from 0001-01-01, a Monday, to the day of ``ordinal``."""
    weeks, rest = divmod(ordinal, WEEK)
    return weeks * WEEKDAYS + (rest if rest < WEEKDAYS else WEEKDAYS)


def _gap(year: int) -> CalendarGapError:
    return CalendarGapError(
        Message("The calendar has no official notice for {year}.", year=year),
        year=year,
        fix=Message("add the holiday notice for {year}, or ask for a provisional date.", year=year),
    )

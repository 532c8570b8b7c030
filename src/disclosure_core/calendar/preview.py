"""What a new notice would move, before it is taken in (预览): deadlines under two calendars.

Pure: deadlines and calendars in, the list out. Changes nothing.
"""

from collections.abc import Iterable, Mapping

from attrs import frozen

from disclosure_core.calendar.calendar_days import due_date
from disclosure_core.calendar.values import Deadline, DueDate
from disclosure_core.calendar.working_days import Calendar


@frozen(kw_only=True)
class MovedDeadline:
    """A deadline that is due on another day, or whose day is no longer provisional."""

    deadline: Deadline
    before: DueDate
    after: DueDate

    @property
    def days(self) -> int:
        """Calendar days by which it moves, later ones positive; 0 where it only becomes firm."""
        return (self.after.day - self.before.day).days


@frozen(kw_only=True)
class CalendarPreview:
    """What becomes of deadlines under another calendar (影响预览).

    ``moved`` are due on another day, ``settled`` keep their day and are provisional no longer
    (or become so), ``unchanged`` counts the rest.
    """

    moved: tuple[MovedDeadline, ...]
    settled: tuple[MovedDeadline, ...]
    unchanged: int

    def __add__(self, other: "CalendarPreview") -> "CalendarPreview":
        return CalendarPreview(
            moved=_sorted((*self.moved, *other.moved)),
            settled=_sorted((*self.settled, *other.settled)),
            unchanged=self.unchanged + other.unchanged,
        )


def preview_deadlines(
    deadlines: Iterable[Deadline], *, before: Calendar, after: Calendar
) -> CalendarPreview:
    """Which of ``deadlines`` would move if ``after`` took the place of ``before``.

    Args:
        deadlines: Any number; looked at one by one, moved and settled ones by their new day.
        before: The calendar that holds now.
        after: The calendar with the new notices.

    Raises:
        DataError: a deadline's days are negative or end after the year 9999.
    """
    return previewed((each, due_date(before, each), due_date(after, each)) for each in deadlines)


def previewed(dues: Iterable[tuple[Deadline, DueDate, DueDate]]) -> CalendarPreview:
    """The same where the due dates are known already, by whatever rule they were made."""
    moved: list[MovedDeadline] = []
    settled: list[MovedDeadline] = []
    unchanged = 0
    for deadline, old, new in dues:
        if old == new:
            unchanged += 1
            continue
        change = MovedDeadline(deadline=deadline, before=old, after=new)
        (settled if old.day == new.day else moved).append(change)
    return CalendarPreview(moved=_sorted(moved), settled=_sorted(settled), unchanged=unchanged)


def _sorted(changes: Iterable[MovedDeadline]) -> tuple[MovedDeadline, ...]:
    return tuple(sorted(changes, key=lambda each: (each.after.day, each.deadline.reference)))


def years_changed(before: Calendar, after: Calendar) -> Mapping[int, str]:
    """Years that the new notices arrange or arrange otherwise: ``added`` or ``changed``."""
    changed = (before.days_off ^ after.days_off) | (before.make_up_days ^ after.make_up_days)
    found = {day.year: "changed" for day in sorted(changed)}
    found |= dict.fromkeys(before.years_not_official ^ after.years_not_official, "changed")
    found |= dict.fromkeys(after.years - before.years, "added")
    return dict(sorted(found.items()))

"""What a recurring limit asks for: which periods, from when a release counts, and by when.

Pure dates. A date printed for each year stands as printed; days after a period's end are counted
like any other days. Where no day is printed, one release within each period is asked for, by its
last day: the weakest reading of 每年, 每季度, 每月, and the only one that the words bear.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from attrs import frozen

from disclosure_core.calendar.calendar_days import add_calendar_days
from disclosure_core.calendar.values import DueDate
from disclosure_core.calendar.working_days import Calendar
from disclosure_core.catalogue.measures.limits import EVERY, AppliedLimit
from disclosure_core.catalogue.values import TimeLimitKind
from disclosure_core.legal import Period
from disclosure_core.messages import Message

_MONTHS = {
    TimeLimitKind.ANNUAL: 12,
    TimeLimitKind.FIXED_DATES: 12,
    TimeLimitKind.QUARTERLY: 3,
    TimeLimitKind.MONTHLY: 1,
}
_HALF_YEARLY = f"{EVERY}half year"
_DATE = re.compile(r"(\d{2})-(\d{2})|end of month (\d{1,2})")
_AFTER = re.compile(r"(\d+) (working|calendar) days")
_DAY = re.compile(r"day (\d{1,2})")
_EVERY = re.compile(rf"{EVERY}(\d+) days")
_YEAR = re.compile(r"(\d{4})年")


@frozen(kw_only=True)
class PeriodDue:
    """One time that a recurring limit is due (周期义务).

    ``period`` names it (``2025``, ``2025-H1``, ``2025-Q3``, ``2025-09``, or its first day);
    ``opens`` is the first day on which a release counts for it, and the day lags are counted from;
    ``rule`` says how the due day follows.
    """

    period: str
    opens: date
    due: DueDate
    rule: Message


def period_dues(
    limit: AppliedLimit,
    since: date,
    until: date,
    calendar: Calendar,
    *,
    in_force: Period,
) -> Iterator[PeriodDue]:
    """Every time that ``limit`` is due from ``since`` to ``until``, both included, in order.

    Periods that open before the item is in force, or fall due after it, ask for nothing.
    """
    for each in _all(limit, since, until, calendar, in_force):
        if (
            since <= each.due.day <= until
            and in_force.covers(each.due.day)
            and (in_force.since is None or in_force.since <= each.opens)
        ):
            yield each


def _all(
    limit: AppliedLimit, since: date, until: date, calendar: Calendar, in_force: Period
) -> Iterator[PeriodDue]:
    note = limit.note or ""
    if every := _EVERY.fullmatch(note):
        yield from _every(int(every[1]), since, until, calendar, in_force)
    elif dates := _DATE.findall(note):
        yield from _dated(dates, limit, since, until, calendar)
    elif months := 6 if note == _HALF_YEARLY else _MONTHS.get(limit.kind):
        yield from _ending(months, note, since, until, calendar)


def _every(
    days: int, since: date, until: date, calendar: Calendar, in_force: Period
) -> Iterator[PeriodDue]:
    """Runs of ``days``, counted from the day the item came into force, else from a Monday."""
    anchor = in_force.since or date(1900, 1, 1)  # a Monday
    opens = anchor + timedelta(days=(since - anchor).days // days * days - days)
    while opens <= until:
        last = opens + timedelta(days=days - 1)
        yield PeriodDue(
            period=opens.isoformat(),
            opens=opens,
            due=calendar.due_on(last),
            rule=Message("once within every {days} days", days=days),
        )
        opens += timedelta(days=days)


def _dated(
    dates: list[tuple[str, str, str]],
    limit: AppliedLimit,
    since: date,
    until: date,
    calendar: Calendar,
) -> Iterator[PeriodDue]:
    """The dates printed, each year; only in the years that are printed with them, if any are.

    A release counts from the day after the date before it, for the first from New Year on.
    """
    printed = {int(year) for year in _YEAR.findall(limit.printed)}
    for year in range(since.year - 1, until.year + 1):
        if printed and year not in printed:
            continue
        opens = date(year, 1, 1)
        for day in sorted(_day_of(year, *each) for each in dates):
            yield PeriodDue(
                period=day.isoformat() if len(dates) > 1 else str(year),
                opens=opens,
                due=calendar.due_on(day),
                rule=Message("by the date printed"),
            )
            opens = day + timedelta(days=1)


def _day_of(year: int, month: str, day: str, month_ending: str) -> date:
    number = min(max(int(month or month_ending), 1), 12)
    last = monthrange(year, number)[1]
    return date(year, number, min(max(int(day), 1), last) if day else last)


def _ending(
    months: int, note: str, since: date, until: date, calendar: Calendar
) -> Iterator[PeriodDue]:
    """Years, halves, quarters, months: by a day after their end, or within them where none is."""
    after, day = _AFTER.fullmatch(note), _DAY.fullmatch(note)
    index = (since.year * 12) // months - 24 // months
    while (first := _first_day(index, months)) <= until:
        last = _first_day(index + 1, months) - timedelta(days=1)
        period = _name(first, months)
        if after:
            opens, due = last, _days_after(last, int(after[1]), after[2], calendar)
            rule = Message("{note} after the period's end", note=_after_text(after))
        elif day:
            opens = last + timedelta(days=1)
            due = calendar.due_on(_day_of(opens.year, str(opens.month), day[1], ""))
            rule = Message("by day {day} of the month after the period", day=int(day[1]))
        else:
            opens, due = first, calendar.due_on(last)
            rule = Message("once within the period, no day is printed")
        yield PeriodDue(period=period, opens=opens, due=due, rule=rule)
        index += 1


def _after_text(after: re.Match[str]) -> Message:
    if after[2] == "working":
        return Message("{days} working days", days=int(after[1]))
    return Message("{days} days", days=int(after[1]))


def _days_after(last: date, days: int, kind: str, calendar: Calendar) -> DueDate:
    if kind == "working":
        return calendar.add_working_days(last, days)
    return add_calendar_days(calendar, last, days)


def _first_day(index: int, months: int) -> date:
    year, part = divmod(index * months, 12)
    return date(year, part + 1, 1)


def _name(first: date, months: int) -> str:
    if months == 12:
        return str(first.year)
    if months == 6:
        return f"{first.year}-H{(first.month - 1) // 6 + 1}"
    if months == 3:
        return f"{first.year}-Q{(first.month - 1) // 3 + 1}"
    return f"{first.year}-{first.month:02d}"

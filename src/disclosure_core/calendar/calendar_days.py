"""Limits in calendar days: the last day moves on where it is no working day (日历日期限).

The first day is not counted, and all days after it are, worked or not. Limits in working days are
``Calendar.add_working_days``.
"""

from datetime import date, timedelta

from disclosure_core.calendar.values import DayCount, Deadline, DueDate
from disclosure_core.calendar.working_days import Calendar
from disclosure_core.errors import DataError
from disclosure_core.legal import LegalBasis
from disclosure_core.messages import Message

FIRST_DAY_NOT_COUNTED = LegalBasis(
    document="中华人民共和国民法典", number="主席令第45号", article="第二百零一条"
)
"""按照年、月、日计算期间的，开始的当日不计入."""

LAST_DAY_MOVES_ON = LegalBasis(
    document="中华人民共和国民法典", number="主席令第45号", article="第二百零三条"
)
"""期间的最后一日是法定休假日的，以法定休假日结束的次日为期间的最后一日."""


def add_calendar_days(calendar: Calendar, start: date, days: int) -> DueDate:
    """The day on which a period of ``days`` calendar days ends.

    Args:
        calendar: Which days are worked; a make-up day is, and does not move the end.
        start: Day 0, which is not counted.
        days: Calendar days; 0 gives ``start`` itself, whatever day it is.

    Raises:
        DataError: ``days`` is negative, or the period ends after the year 9999.

    Source:
        民法典 第二百零一条 (the first day is not counted), 第二百零三条 (a last day that is off
        moves on to the next working day).
    """
    if days < 0:
        raise DataError(Message("A period of {days} days cannot end.", days=days))
    try:
        last = start + timedelta(days=days)
    except OverflowError:
        raise DataError(
            Message("{days} days after {start} lie too far ahead.", days=days, start=start)
        ) from None
    if days == 0:
        return DueDate(day=start)
    return calendar.due_on(calendar.next_working_day(last), since=last - timedelta(days=1))


def due_date(calendar: Calendar, deadline: Deadline) -> DueDate:
    """When a deadline is due, in working or calendar days as it says.

    Raises:
        DataError: it gives no number of days, or one that is negative or ends after the year 9999.
    """
    if deadline.days is None:
        raise DataError(
            Message("{reference} gives no number of days.", reference=deadline.reference)
        )
    if deadline.unit is DayCount.CALENDAR_DAYS:
        return add_calendar_days(calendar, deadline.start, deadline.days)
    return calendar.add_working_days(deadline.start, deadline.days)

"""From a time limit and the day something happened to the day it is due, and what says so.

Which part of a limit applies, how it is counted and on what ground is one value,
:class:`AppliedLimit`, so that every due date can be explained. What recurs (every year, every
month) is ``periods``.

Three rules are choices of this project where the printed words give no number: *without delay*
(及时) is given the outer limit of the Regulations, since they ask for release "in time within 20
working days"; *in real time* and *with the event* are due on the day itself; a day printed as a
date stands as printed and is not moved on from a holiday.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from attrs import frozen

from disclosure_core.calendar.calendar_days import LAST_DAY_MOVES_ON, add_calendar_days
from disclosure_core.calendar.values import DueDate
from disclosure_core.calendar.working_days import Calendar
from disclosure_core.catalogue.measures.grounds import IN_TIME
from disclosure_core.catalogue.phrases.folding import folded
from disclosure_core.catalogue.phrases.time_limit import BEFORE_THE_EVENT, STANDING, WHOLE
from disclosure_core.catalogue.values import (
    DisclosureItem,
    Formation,
    TimeLimit,
    TimeLimitClause,
    TimeLimitKind,
)
from disclosure_core.errors import DataError
from disclosure_core.legal import LegalBasis
from disclosure_core.messages import Message

REGULATIONS_DAYS = 20
"""Working days of 政府信息公开条例（国令第711号）第二十六条, where nothing else is set."""

RECURRING = frozenset(
    {
        TimeLimitKind.ANNUAL,
        TimeLimitKind.QUARTERLY,
        TimeLimitKind.MONTHLY,
        TimeLimitKind.FIXED_DATES,
    }
)
"""Kinds whose obligations come from periods ending, not from what is formed."""

EVERY = "every "
"""How the note of a limit begins that recurs after a number of days (每周: ``every 7 days``)."""


@frozen(kw_only=True)
class AppliedLimit:
    """The part of a time limit that applies, and how its days are counted (适用时限).

    Attributes:
        kind: How it is counted; ``UNSPECIFIED`` sets no due date.
        days: Working or calendar days, where it is a number of them.
        before: The days count back from the event.
        recurring: It runs by periods.
        note: What the limit's note says (a date of the year, ``every 7 days``).
        part: The words of the part that applies, where the limit has several.
        rule: The rule in words.
        basis: What gives the number, where the catalogue does not.
        printed: The limit's words as printed.
    """

    kind: TimeLimitKind
    days: int | None = None
    before: bool = False
    recurring: bool = False
    note: str | None = None
    part: str | None = None
    rule: Message
    basis: LegalBasis | None = None
    printed: str = ""


_SAME_DAY = Message("no number of days: due on the day itself")

_UNNUMBERED: Mapping[TimeLimitKind, tuple[int | None, Message, LegalBasis | None]] = (
    MappingProxyType(
        {
            TimeLimitKind.IMMEDIATE: (
                REGULATIONS_DAYS,
                Message(
                    "without delay, no number of days: the outer limit of the Regulations, "
                    "{days} working days",
                    days=REGULATIONS_DAYS,
                ),
                IN_TIME,
            ),
            TimeLimitKind.REALTIME: (0, _SAME_DAY, None),
            TimeLimitKind.WITH_EVENT: (0, _SAME_DAY, None),
        }
    )
)


def parts_of(limit: TimeLimit) -> tuple[TimeLimitClause, ...]:
    """The parts of a limit; a limit without clauses is one part."""
    if limit.clauses:
        return limit.clauses
    return (TimeLimitClause(applies_to=WHOLE, kind=limit.kind, days=limit.days, note=limit.note),)


def limit_for(item: DisclosureItem, formation: Formation) -> AppliedLimit:
    """The part of an item's limit that applies to what was formed.

    Of several parts, the one whose subject stands in the formation's subject or reference, the
    longest of them; else the main part, and the rule says that no part names it.
    """
    limit = item.time_limit
    if not limit.clauses:
        return _applied(parts_of(limit)[0], limit, name=None)
    words = folded(" ".join((formation.subject or "", formation.reference)))
    named = [
        each
        for each in limit.clauses
        if each.applies_to != WHOLE and folded(each.applies_to) in words
    ]
    if named:
        chosen = max(named, key=lambda each: len(each.applies_to))
        return _applied(chosen, limit, name=chosen.applies_to)
    main = TimeLimitClause(applies_to=WHOLE, kind=limit.kind, days=limit.days, note=limit.note)
    return _applied(main, limit, name=WHOLE)


def recurring_limits(limit: TimeLimit) -> tuple[AppliedLimit, ...]:
    """The parts of a limit that run by periods."""
    applied = (
        _applied(each, limit, name=each.applies_to if limit.clauses else None)
        for each in parts_of(limit)
    )
    return tuple(each for each in applied if each.recurring)


def due_date(limit: AppliedLimit, start: date, calendar: Calendar) -> DueDate | None:
    """The day something that happened on ``start`` is due; ``None`` where no limit is set.

    ``start`` is day 0. A limit that counts back from the event gives a day before ``start``.

    Raises:
        DataError: the day lies beyond the year 9999, or before the year 1.
    """
    if limit.days is None:
        return None
    if limit.before:
        return _before(limit, start, calendar)
    if limit.kind is TimeLimitKind.CALENDAR_DAYS:
        return add_calendar_days(calendar, start, limit.days)
    return calendar.add_working_days(start, limit.days)


def _before(limit: AppliedLimit, event: date, calendar: Calendar) -> DueDate:
    days = limit.days or 0
    try:
        if limit.kind is TimeLimitKind.CALENDAR_DAYS:
            return DueDate(day=event - timedelta(days=days))
        return calendar.due_on(_working_days_before(event, days, calendar), since=event)
    except OverflowError:
        raise DataError(
            Message("{days} days before {event} lie too far back.", days=days, event=event)
        ) from None


def _working_days_before(event: date, days: int, calendar: Calendar) -> date:
    day = event
    while days:
        day -= timedelta(days=1)
        days -= calendar.is_working_day(day)
    return day


def _applied(part: TimeLimitClause, limit: TimeLimit, *, name: str | None) -> AppliedLimit:
    before = part.note == BEFORE_THE_EVENT
    recurring = part.kind in RECURRING or (part.note or "").startswith(EVERY)
    days, rule, basis = _counting(part, limit, before=before, recurring=recurring)
    return AppliedLimit(
        kind=part.kind,
        days=None if recurring else days,
        before=before,
        recurring=recurring,
        note=part.note,
        part=name,
        rule=rule,
        basis=basis,
        printed=limit.printed,
    )


def _counting(
    part: TimeLimitClause, limit: TimeLimit, *, before: bool, recurring: bool
) -> tuple[int | None, Message, LegalBasis | None]:
    """Days, the rule in words, and what gives the number where the catalogue does not."""
    if recurring:
        return None, Message("runs by periods"), None
    if part.kind in _UNNUMBERED:
        return _UNNUMBERED[part.kind]
    if part.kind is TimeLimitKind.UNSPECIFIED:
        return _unspecified(part, limit)
    if part.days is None:
        return None, Message("a number of days that was not read"), None
    return (
        part.days,
        _numbered(part.kind, part.days, before=before),
        (LAST_DAY_MOVES_ON if part.kind is TimeLimitKind.CALENDAR_DAYS and not before else None),
    )


def _numbered(kind: TimeLimitKind, days: int, *, before: bool) -> Message:
    if kind is TimeLimitKind.CALENDAR_DAYS:
        if before:
            return Message("{days} days before the event", days=days)
        return Message("{days} days, a last day that is a holiday moves on", days=days)
    if before:
        return Message("{days} working days before the event", days=days)
    return Message("{days} working days", days=days)


def _unspecified(
    part: TimeLimitClause, limit: TimeLimit
) -> tuple[int | None, Message, LegalBasis | None]:
    if part.note == STANDING:
        return None, Message("to be public at all times, no due date"), None
    if limit.printed.strip():
        return None, Message("the printed words set no limit"), None
    return (
        REGULATIONS_DAYS,
        Message(
            "the catalogue prints no limit: {days} working days of the Regulations",
            days=REGULATIONS_DAYS,
        ),
        IN_TIME,
    )

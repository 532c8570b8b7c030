"""``disclosure calendar due`` and ``count``: a period's end and the days between two dates."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

import click

from disclosure_core.calendar.calendar_days import LAST_DAY_MOVES_ON, add_calendar_days
from disclosure_core.calendar.dates import date_from
from disclosure_core.calendar.values import DueDate
from disclosure_core.calendar.working_days import Calendar, CountedDay
from disclosure_core.cli.calendar.opening import (
    days_from,
    known_notices,
    region_option,
    sureness,
    sureness_in_words,
)
from disclosure_core.cli.options import common_options, json_option
from disclosure_core.cli.tables import print_table
from disclosure_core.cli.texts import command, current_language, option, tell
from disclosure_core.messages import Message

MOST_DAYS_SHOWN = 2000
"""Days that are listed one by one; a longer period is counted all the same."""


@command(
    "due",
    help=Message(
        "When a period ends: START and the working DAYS after it, counted day by day. START is "
        "day 0. Dates may be written 2020-09-25, 20200925, 2020/9/25 or 2020年9月25日."
    ),
)
@click.argument("start", metavar="START")
@click.argument("days", metavar="DAYS")
@option(
    "--calendar-days",
    is_flag=True,
    help=Message("DAYS are calendar days; a last day that is off moves on."),
)
@region_option
@json_option
@common_options
def due(start: str, days: str, calendar_days: bool, region: str | None, as_json: bool) -> None:
    """The day, and each day up to it with its number or why it does not count.

    ``--json``: ``due``, ``provisional``, ``days`` (``date, counted, number, reason, kind,
    provisional``), ``start``, ``unit``, ``region``, ``years_missing``, ``years_not_official``, and
    ``days_complete``, false where only the first 2,000 days are listed.
    """
    begun, number = date_from(start), days_from(days)
    notices = known_notices(region)
    calendar = notices.calendar
    if calendar_days:
        found = add_calendar_days(calendar, begun, number)
    else:
        found = calendar.add_working_days(begun, number)
    length = (found.day - begun).days
    shown = min(length, MOST_DAYS_SHOWN)
    listed = list(_listed(calendar, begun, shown, number if calendar_days else None))
    if as_json:
        told = {
            "due": found.day.isoformat(),
            **sureness(found),
            "start": begun.isoformat(),
            "unit": "calendar_days" if calendar_days else "working_days",
            "region": notices.region,
            "days": [_as_json(each) for each in listed],
            "days_complete": shown == length,
        }
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    _tell(found, listed, left_out=length - shown)
    if calendar_days and length > number:
        tell(
            Message(
                "The last day is off, so the period ends on the next working day: {basis}",
                basis=LAST_DAY_MOVES_ON,
            )
        )


# A negative number is an argument, so that it can be refused in words of our own.
due.context_settings["ignore_unknown_options"] = True


@command(
    "count",
    help=Message(
        "The working days after FROM up to and including TO; negative where TO is earlier."
    ),
)
@click.argument("start", metavar="FROM")
@click.argument("end", metavar="TO")
@region_option
@json_option
@common_options
def count(start: str, end: str, region: str | None, as_json: bool) -> None:
    """Working days and calendar days; whether a year between them is not sure."""
    begun, ended = date_from(start), date_from(end)
    notices = known_notices(region)
    calendar = notices.calendar
    working = calendar.count_working_days(begun, ended)
    sure = calendar.due_on(max(begun, ended), since=min(begun, ended))
    if as_json:
        told = {
            "start": begun.isoformat(),
            "end": ended.isoformat(),
            "working_days": working,
            "calendar_days": (ended - begun).days,
            "region": notices.region,
            **sureness(sure),
        }
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    tell(
        Message(
            "{days} working days ({calendar_days} days) after {start} up to {end}",
            days=working,
            calendar_days=(ended - begun).days,
            start=begun,
            end=ended,
        )
    )
    for each in sureness_in_words(sure):
        tell(each)


def _listed(
    calendar: Calendar, start: date, length: int, numbered: int | None
) -> Iterator[CountedDay]:
    """``length`` days after ``start``; with ``numbered`` calendar days each of them counts."""
    number = 0
    for ahead in range(1, length + 1):
        day = start + timedelta(days=ahead)
        kind = calendar.kind_of(day)
        counts = kind.is_worked if numbered is None else ahead <= numbered
        number += counts
        yield CountedDay(
            day=day,
            kind=kind,
            number=number if counts else None,
            provisional=day.year not in calendar.years,
        )


def _as_json(each: CountedDay) -> dict[str, Any]:
    return {
        "date": each.day.isoformat(),
        "counted": each.counted,
        "number": each.number,
        "reason": each.reason.text(current_language()),
        "kind": each.kind.value,
        "provisional": each.provisional,
    }


def _tell(found: DueDate, listed: Sequence[CountedDay], *, left_out: int) -> None:
    click.echo(found.day.isoformat())
    for each in sureness_in_words(found):
        tell(each)
    if not listed:
        return
    click.echo()
    print_table(
        (Message("day"), Message("weekday"), Message("counts as"), Message("why")),
        [
            (
                each.day.isoformat(),
                WEEKDAY_NAMES[each.day.weekday()],
                str(each.number or "—"),
                _why(each),
            )
            for each in listed
        ],
    )
    if left_out:
        tell(Message("… and {count} more days", count=left_out))


def _why(each: CountedDay) -> Message:
    if each.provisional:
        return Message("{reason} (provisional)", reason=each.reason)
    return each.reason


WEEKDAY_NAMES = (
    Message("Monday"),
    Message("Tuesday"),
    Message("Wednesday"),
    Message("Thursday"),
    Message("Friday"),
    Message("Saturday"),
    Message("Sunday"),
)
"""Monday first, as ``date.weekday`` counts."""

"""``disclosure requests``: the statutory clock of requests for information.

Works without an office: the plugins know the law and the holidays.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from disclosure_core.calendar.working_days import Calendar
from disclosure_core.cli.calendar.counting import WEEKDAY_NAMES
from disclosure_core.cli.calendar.opening import known_notices, region_option, sureness_in_words
from disclosure_core.cli.options import common_options, json_option
from disclosure_core.cli.progress import progress
from disclosure_core.cli.tables import print_table
from disclosure_core.cli.texts import current_language, group, option, tell
from disclosure_core.errors import DataError, DisclosureError, Mistake, UnreadableFileError
from disclosure_core.messages import Message
from disclosure_core.requests.as_json import articles, clock_as_json, days_as_json
from disclosure_core.requests.clock import RequestClock, request_clock
from disclosure_core.requests.course import STATES
from disclosure_core.requests.explaining import PAUSES, RequestDay
from disclosure_core.requests.reading import MOST_BYTES, WrittenRequest, read_requests
from disclosure_core.requests.values import RequestRules, RequestState

MOST_DAYS_SHOWN = 2000
"""Days that are listed one by one; a longer time is counted all the same."""

STANDARD_INPUT = "-"


@group("requests", help=Message("Requests for information, and the clock that runs against them."))
def requests() -> None:
    """The group; its verbs are below."""


@requests.command(
    "clock",
    help=Message(
        "When the reply to a request is due, and why. FILE is JSON with received, events and "
        "perhaps as_of, or one such object a line; - is standard input."
    ),
)
@click.argument("files", metavar="FILE…", nargs=-1, required=True)
@option(
    "--days",
    "with_days",
    is_flag=True,
    help=Message("With --json: each day, whether it counts, and why."),
)
@region_option
@json_option
@common_options
def clock(files: tuple[str, ...], with_days: bool, region: str | None, as_json: bool) -> int:
    """0 where all events are allowed, 1 where one is not, 2 where a file cannot be read.

    A file: ``{"received": "2024-09-20", "events": [{"on": "2024-09-25", "kind":
    "correction_asked"}], "as_of": "2024-09-30"}``. Kinds: ``correction_asked`` (may name
    ``until``), ``corrected``, ``third_party_asked`` and ``co_agency_asked`` (may have ``received``
    and ``party``), ``third_party_answered``, ``co_agency_answered`` (may have ``party``),
    ``extended`` with ``days``, ``fee_notified``, ``fee_paid``, ``delayed`` with ``until``,
    ``replied``, ``withdrawn``. ``as_of`` is the last event's day if not given; later events are not
    looked at.

    ``--json``: ``due`` (null while a correction or payment is waited for), ``provisional``,
    ``state``, ``late``, ``days_used``, ``days_given``, ``start`` (day 0), ``as_of``, ``law``,
    ``years_missing``, ``years_not_official``, ``pauses`` (``kind, from, to, working_days,
    article``; the first and the last day that are not counted, ``to`` null where nobody knows
    yet), ``problems`` (``event, on, kind, what, article, counted``), with ``--days`` also ``days``
    (``date, counted, number, counting, kind, reason, article, provisional``) and
    ``days_complete``. With several requests each object has ``file``, and ``line`` where a file
    has several.
    """
    known = known_notices(region)
    calendar, rules = known.calendar, known.registry.request_rules
    status = 0
    with progress(Message("reading the requests")):
        read = [(each, _read(each)) for each in files]
    several = len(files) > 1 or any(
        not isinstance(given, DisclosureError) and len(given) > 1 for _, given in read
    )
    for file, given in read:
        if isinstance(given, DisclosureError):
            status = _refused(given)
            continue
        for each in given:
            counted = _counted(each, rules, calendar, file)
            if isinstance(counted, DisclosureError):
                status = _refused(counted)
                continue
            status = max(status, 1 if counted.problems else 0)
            named = _named(file, each.line) if several else {}
            if as_json:
                click.echo(json.dumps(named | _told(counted, with_days), ensure_ascii=False))
            else:
                _show(counted, named)
    return status


def _refused(error: DisclosureError) -> int:
    click.echo(error.text(current_language()), err=True)
    return 2


def _read(file: str) -> tuple[WrittenRequest, ...] | DisclosureError:
    name = file if file == STANDARD_INPUT else Path(file).name
    try:
        return read_requests(_bytes_of(file, name), name)
    except DataError as error:
        return error


def _bytes_of(file: str, name: str) -> bytes:
    """At most a byte more than is read, so that an endless file is refused too."""
    if file == STANDARD_INPUT:
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    path = Path(file)
    if not path.exists():
        raise UnreadableFileError(Message("There is no file {file}.", file=name), file=name)
    if not path.is_file():
        raise UnreadableFileError(Message("{file} is no file.", file=name), file=name)
    try:
        with path.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise UnreadableFileError(
            Message("{file} cannot be read: {reason}.", file=name, reason=error.strerror),
            file=name,
        ) from error


def _counted(
    written: WrittenRequest, rules: Sequence[RequestRules], calendar: Calendar, file: str
) -> RequestClock | DataError:
    try:
        return request_clock(written.history, rules, calendar)
    except DataError as error:
        place = Message("line {line}", line=written.line) if written.line else ""
        where = Mistake(Path(file).name, place, error.what)
        return DataError(
            Message("The clock cannot be counted."), (where,), why=error.why, fix=error.fix
        )


def _named(file: str, line: int | None) -> dict[str, Any]:
    name = file if file == STANDARD_INPUT else Path(file).name
    return {"file": name} | ({"line": line} if line else {})


def _told(counted: RequestClock, with_days: bool) -> dict[str, Any]:
    language = current_language()
    told = clock_as_json(counted, language)
    if with_days:
        days = counted.explain(MOST_DAYS_SHOWN + 1)
        told["days"] = days_as_json(days[:MOST_DAYS_SHOWN], language)
        told["days_complete"] = len(days) <= MOST_DAYS_SHOWN
    return told


def _show(counted: RequestClock, named: dict[str, Any]) -> None:
    if named:
        click.echo(" ".join(str(each) for each in named.values()))
    for each in _summary(counted):
        tell(each)
    if counted.due:
        for each in sureness_in_words(counted.due):
            tell(each)
    for problem in counted.problems:
        tell(
            Message(
                "problem: event {number}, {on} {kind}: {what} {article}",
                number=problem.index + 1,
                on=problem.event.on,
                kind=problem.event.kind,
                what=problem.what,
                article=articles(problem.basis),
            )
        )
    if counted.pauses:
        click.echo()
        _show_pauses(counted)
    click.echo()
    days = counted.explain(MOST_DAYS_SHOWN + 1)
    _show_days(days[:MOST_DAYS_SHOWN])
    if len(days) > MOST_DAYS_SHOWN:
        tell(Message("… more days follow"))
    click.echo()


def _summary(counted: RequestClock) -> Iterator[Message]:
    if counted.due is None and counted.state is RequestState.CONSULTING:
        yield Message("no day is due until those asked have answered")
    elif counted.due is None:
        yield Message("no day is due while the applicant is waited for")
    else:
        yield Message("due {day}", day=counted.due.day)
    state = STATES[counted.state]
    said = Message("{state}, late", state=state) if counted.late else state
    yield Message(
        "{state} as of {day}: {used} of {given} working days used since {start}",
        state=said,
        day=counted.as_of,
        used=counted.days_used,
        given=counted.days_given,
        start=counted.start,
    )
    yield Message("counted by {law}", law=counted.rules.basis)


def _show_pauses(counted: RequestClock) -> None:
    print_table(
        (
            Message("pause"),
            Message("first day"),
            Message("last day"),
            Message("working days"),
            Message("article"),
        ),
        [
            (
                PAUSES[each.kind],
                each.first.isoformat(),
                each.last.isoformat() if each.last else "…",
                str(each.working_days),
                articles(each.basis),
            )
            for each in counted.pauses
        ],
    )


def _show_days(days: Sequence[RequestDay]) -> None:
    print_table(
        (
            Message("day"),
            Message("weekday"),
            Message("counts as"),
            Message("why"),
            Message("article"),
        ),
        [
            (
                each.day.isoformat(),
                WEEKDAY_NAMES[each.day.weekday()],
                str(each.number or "—"),
                Message("{reason} (provisional)", reason=each.reason)
                if each.provisional
                else each.reason,
                articles(each.basis),
            )
            for each in days
        ],
    )

"""What ``disclosure calendar preview`` reads: notices from TOML, deadlines from CSV or a workbook.

All mistakes of a file are found together, each with its place.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from attrs import evolve, frozen

from disclosure_core.calendar.dates import date_from
from disclosure_core.calendar.disagreements import disagreements
from disclosure_core.calendar.regional import known_region
from disclosure_core.calendar.values import DayCount, Deadline, HolidayNotice
from disclosure_core.catalogue.phrases.time_limit import parse_time_limit
from disclosure_core.catalogue.tables.values import TableForm
from disclosure_core.catalogue.values import TimeLimitKind
from disclosure_core.codec import refused
from disclosure_core.errors import DataError, Mistake
from disclosure_core.extensions.folder.labels import headers
from disclosure_core.extensions.folder.rows import Entry, entries, read_toml
from disclosure_core.extensions.folder.words import read_entry
from disclosure_core.extensions.registry import Registry
from disclosure_core.messages import Message

V = TypeVar("V")

DEADLINE_HEADERS: Mapping[str, str] = {
    "编号": "reference",
    "事项": "reference",
    "名称": "reference",
    "起算日期": "start",
    "收到日期": "start",
    "形成日期": "start",
    "期限": "days",
    "公开时限": "days",
    "天数": "days",
    "reference": "reference",
    "start": "start",
    "days": "days",
}
"""Header words of a file of deadlines, and what they stand for."""


@frozen(kw_only=True)
class NewNotice:
    """A notice of a file, and where in it."""

    notice: HolidayNotice
    place: str | Message


def read_both(
    notices: Path, deadlines: Path | None, registry: Registry
) -> tuple[tuple[HolidayNotice, ...], tuple[Deadline, ...]]:
    """Notices and deadlines; with mistakes in both files, all of them are told together.

    Raises:
        DataError: as :func:`read_notices` and :func:`read_deadlines`.
    """
    errors: list[DataError] = []
    new: tuple[HolidayNotice, ...] = ()
    rows: tuple[Deadline, ...] = ()
    try:
        new = read_notices(notices, registry)
    except DataError as error:
        errors.append(error)
    try:
        rows = read_deadlines(deadlines, registry.table_form) if deadlines else ()
    except DataError as error:
        errors.append(error)
    if len(errors) > 1:
        raise refused(
            [each for error in errors for each in error.mistakes or (_whole_file(error),)]
        )
    if errors:
        raise errors[0]
    return new, rows


def _whole_file(error: DataError) -> Mistake:
    return Mistake("", "", error.what)


def read_notices(path: Path, registry: Registry) -> tuple[HolidayNotice, ...]:
    """The ``[[notices]]`` of a TOML file, each fit to be taken in beside the plugins' own.

    Raises:
        DataError: every mistake: unknown keys, wrong values, notices that contradict themselves,
            each other or one that a plugin brings, each with all days concerned.
    """
    name = path.name
    data = read_toml(path, name)
    if not data.get("notices"):
        raise refused([Mistake(name, "notices", Message("expected at least one [[notices]]"))])
    mistakes: list[Mistake] = []
    written = entries("notices", data["notices"], path.parent, headers(HolidayNotice))
    named = (evolve(each, file=name) if each.row is None else each for each in written)
    read = list(_each(named, lambda each: _new_notice(each, registry), mistakes))
    mistakes += _contradictions(read, registry, name)
    if mistakes:
        raise refused(mistakes, file=name)
    return tuple(each.notice for each in read)


def _new_notice(entry: Entry, registry: Registry) -> NewNotice:
    notice: HolidayNotice = read_entry(entry, HolidayNotice, registry.table_form)
    if notice.region is not None:
        try:
            region = known_region(notice.region, registry.calendars, registry.regions)
        except DataError as error:
            raise refused([Mistake(entry.file, entry.place(("region",)), error.what)]) from None
        notice = evolve(notice, region=region)
    return NewNotice(notice=notice, place=entry.place())


def _contradictions(read: Sequence[NewNotice], registry: Registry, file: str) -> Iterator[Mistake]:
    new = [each.notice for each in read]
    for found in disagreements(new):
        both = (read[found.first].place, read[found.second].place)
        yield Mistake(file, read[found.second].place, _also(found.what, both[0]))
    for each in read:
        against = [*registry.calendars, each.notice]
        for found in disagreements(against):
            if found.second == len(against) - 1:
                standing = registry.calendars[found.first]
                yield Mistake(file, each.place, _against(found.what, standing))


def _also(what: Message, place: str | Message) -> Message:
    return Message("{what}; the other is {place}", what=what, place=place)


def _against(what: Message, standing: HolidayNotice) -> Message:
    """One that a plugin brings stands already: an amending notice must say so."""
    basis = standing.basis
    return Message(
        "{what}; the other is in use: {document}. Where this one changes it, write "
        'amends = "{number}"',
        what=what,
        document=str(basis) if basis else standing.source,
        number=(basis.number if basis else None) or Message("its document number"),
    )


def read_deadlines(path: Path, form: TableForm) -> tuple[Deadline, ...]:
    """The deadlines of a CSV file or workbook: 编号, 起算日期 and 期限 (20, 20个工作日, 30日).

    A bare number is working days.

    Raises:
        DataError: every mistake, with row and column.
    """
    if not path.is_file():
        raise DataError(Message("There is no file {file}.", file=path.name))
    mistakes: list[Mistake] = []
    rows = entries("deadlines", path.name, path.parent, DEADLINE_HEADERS)
    read = tuple(_each(rows, lambda each: _deadline(each, form), mistakes))
    if mistakes:
        raise refused(mistakes, file=path.name)
    return read


def _deadline(entry: Entry, form: TableForm) -> Deadline:
    mistakes = [
        Mistake(entry.file, entry.place((key,)), Message("is missing"))
        for key in ("start", "days")
        if key not in entry.data
    ]
    values: dict[str, Any] = {}
    for key, read in (("start", date_from), ("days", lambda text: _days(text, form))):
        if key in entry.data:
            try:
                values[key] = read(str(entry.data[key]))
            except DataError as error:
                mistakes.append(Mistake(entry.file, entry.place((key,)), error.what))
    if mistakes:
        raise refused(mistakes, file=entry.file)
    number, unit = values["days"]
    return Deadline(
        reference=str(entry.data.get("reference", entry.where)),
        start=values["start"],
        days=number,
        unit=unit,
    )


def _days(text: str, form: TableForm) -> tuple[int, DayCount]:
    """``20`` or a printed limit of a number of days."""
    plain = text.removesuffix(".0")
    if plain.isdecimal() and len(plain) <= len(str(10**6)):
        return int(plain), DayCount.WORKING_DAYS
    limit = parse_time_limit(text, form)
    units = {
        TimeLimitKind.WORKING_DAYS: DayCount.WORKING_DAYS,
        TimeLimitKind.CALENDAR_DAYS: DayCount.CALENDAR_DAYS,
    }
    if limit.days is None or limit.kind not in units:
        raise DataError(
            Message("expected days such as 20, 20个工作日 or 30日, found {found}", found=text[:40])
        )
    return limit.days, units[limit.kind]


def _each(
    rows: Iterable[Entry], read: Callable[[Entry], V], mistakes: list[Mistake]
) -> Iterator[V]:
    """What each row is read as; mistakes of those that cannot be are noted."""
    for entry in rows:
        try:
            yield read(entry)
        except DataError as error:
            mistakes += error.mistakes or (Mistake(entry.file, entry.place(), error.what),)

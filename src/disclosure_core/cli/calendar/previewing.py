"""``disclosure calendar preview``: which deadlines a new notice moves, before it is taken in."""

import json
from pathlib import Path
from typing import Any

import click

from disclosure_core.calendar.preview import (
    CalendarPreview,
    MovedDeadline,
    preview_deadlines,
    years_changed,
)
from disclosure_core.cli.calendar.files import read_both
from disclosure_core.cli.calendar.opening import known_notices, region_option
from disclosure_core.cli.opening import office_options, opened_office
from disclosure_core.cli.options import json_option
from disclosure_core.cli.progress import progress
from disclosure_core.cli.tables import print_table
from disclosure_core.cli.texts import command, option, tell
from disclosure_core.messages import Message
from disclosure_core.settings import Settings, store_file


@command(
    "preview",
    help=Message(
        "Which deadlines the [[notices]] of a TOML file would move. Nothing is changed: to take "
        "the notices in, put them into a folder plugin."
    ),
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@option(
    "--deadlines",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=Message("Deadlines from a CSV file or workbook with 编号, 起算日期, 期限."),
)
@region_option
@json_option
@office_options
def preview(file: Path, deadlines: Path | None, region: str | None, as_json: bool) -> int:
    """1 where a deadline moves, 0 where none does.

    Where there is an office, what it owes from a year ago to two years ahead is looked at too.

    ``--json``: ``years`` (what each is: added or changed), ``looked_at`` (``file``, ``office``),
    ``moved`` and ``settled`` (``reference, start, days, unit, before, after, moved_by,
    provisional_before, provisional_after``; ``days`` is null where a rule of its own gives the
    day), ``unchanged`` (a count).
    """
    known = known_notices(region)
    with progress(Message("reading the deadlines")):
        new, rows = read_both(file, deadlines, known.registry)
    regions = {each.region for each in new} - {None}
    there = known.region or (regions.pop() if len(regions) == 1 else None)
    before, after = known.with_notices((), there), known.with_notices(new, there)
    with progress(Message("counting the deadlines")):
        found = preview_deadlines(rows, before=before, after=after)
    looked_at = ["file"] if deadlines else []
    if _has_office(known.settings):
        looked_at.append("office")
        with opened_office() as office, progress(Message("counting what the office owes")):
            found += office.calendar.preview(new, region=there)
    years = years_changed(before, after)
    if as_json:
        told = {
            "years": {str(year): what for year, what in years.items()},
            "region": there,
            "looked_at": looked_at,
            **_as_json(found),
        }
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        _tell(found, tuple(years), asked=bool(looked_at))
    return 1 if found.moved else 0


def _has_office(settings: Settings) -> bool:
    """Whether there is a store to look into; one on a server is always taken to be there."""
    file = store_file(settings.store, settings.folder)
    return file is None or file.is_file()


def _as_json(found: CalendarPreview) -> dict[str, Any]:
    return {
        "moved": [_moved_as_json(each) for each in found.moved],
        "settled": [_moved_as_json(each) for each in found.settled],
        "unchanged": found.unchanged,
    }


def _moved_as_json(each: MovedDeadline) -> dict[str, Any]:
    return {
        "reference": each.deadline.reference,
        "start": each.deadline.start.isoformat(),
        "days": each.deadline.days,
        "unit": each.deadline.unit.value,
        "before": each.before.day.isoformat(),
        "after": each.after.day.isoformat(),
        "moved_by": each.days,
        "provisional_before": each.before.provisional,
        "provisional_after": each.after.provisional,
    }


def _tell(found: CalendarPreview, years: tuple[int, ...], *, asked: bool) -> None:
    if years:
        tell(Message("The notices arrange {years}.", years=years))
    else:
        tell(Message("The notices change nothing."))
    if not asked:
        tell(Message("No deadlines were given; name a file of them with --deadlines."))
        return
    tell(
        Message(
            "Deadlines that move: {moved}; that keep their day and become firm or provisional: "
            "{settled}; unchanged: {unchanged}.",
            moved=len(found.moved),
            settled=len(found.settled),
            unchanged=found.unchanged,
        )
    )
    if not found.moved:
        return
    click.echo()
    print_table(
        (
            Message("deadline"),
            Message("begins"),
            Message("now"),
            Message("then"),
            Message("moved by"),
        ),
        [
            (
                "".join(c if c.isprintable() else " " for c in each.deadline.reference),
                each.deadline.start.isoformat(),
                each.before.day.isoformat(),
                each.after.day.isoformat(),
                f"{each.days:+d}",
            )
            for each in found.moved
        ],
    )

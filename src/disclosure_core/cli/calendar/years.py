"""``disclosure calendar years``: which years are sure, by which notice, and which are not."""

import json
from collections.abc import Iterable
from typing import Any

import click

from disclosure_core.calendar.values import HolidayNotice
from disclosure_core.cli.calendar.opening import known_notices, region_option
from disclosure_core.cli.options import common_options, json_option, today
from disclosure_core.cli.tables import print_table
from disclosure_core.cli.texts import command
from disclosure_core.messages import Message
from disclosure_core.organisation.tree import chain

_STATES = {
    "official": Message("official notice"),
    "library": Message("not official: taken from a library"),
    "regional": Message("regional notice"),
    "missing": Message("no notice: dates are provisional"),
}


@command("years", help=Message("Which years have holiday notices, and where those come from."))
@region_option
@json_option
@common_options
def years(region: str | None, as_json: bool) -> None:
    """A line a notice; years up to the next one that have none are named too.

    ``--json``: one object a notice, ``year, state, provisional, region, document, number, url,
    source, amends, days_off, make_up_days``.
    """
    notices = known_notices(region)
    wanted = {None, *chain(notices.registry.regions, notices.region)}
    held = [each for each in notices.registry.calendars if each.region in wanted]
    covered = {each.year for each in held if each.region is None}
    until = max(*covered, today(notices.settings.timezone).year) + 1
    missing = [year for year in range(min(covered), until + 1) if year not in covered]
    told = sorted(
        [*(_of_notice(each) for each in held), *(_of_missing(year) for year in missing)],
        key=lambda each: (each["year"], each["region"] or "", each["amends"] or ""),
    )
    if as_json:
        for each in told:
            click.echo(json.dumps(each, ensure_ascii=False))
        return
    _print(told)


def _of_notice(notice: HolidayNotice) -> dict[str, Any]:
    basis = notice.basis
    state = "library" if not notice.official else "regional" if notice.region else "official"
    return {
        "year": notice.year,
        "state": state,
        "provisional": False,
        "region": notice.region,
        "document": basis.document if basis else None,
        "number": basis.number if basis else None,
        "url": basis.url if basis else None,
        "source": notice.source,
        "amends": notice.amends,
        "days_off": [day.isoformat() for day in sorted(notice.days_off)],
        "make_up_days": [day.isoformat() for day in sorted(notice.make_up_days)],
    }


def _of_missing(year: int) -> dict[str, Any]:
    nothing = ("region", "document", "number", "url", "source", "amends")
    return {
        "year": year,
        "state": "missing",
        "provisional": True,
        **dict.fromkeys(nothing),
        "days_off": [],
        "make_up_days": [],
    }


def _print(told: Iterable[dict[str, Any]]) -> None:
    print_table(
        (
            Message("year"),
            Message("state"),
            Message("region"),
            Message("days off"),
            Message("make-up days"),
            Message("source"),
        ),
        [
            (
                str(each["year"]),
                _STATES[each["state"]],
                each["region"] or "",
                str(len(each["days_off"])),
                str(len(each["make_up_days"])),
                each["number"] or each["source"] or each["document"] or "",
            )
            for each in told
        ],
    )

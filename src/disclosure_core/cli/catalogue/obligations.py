"""``disclosure catalogue obligations`` and ``formed``: what is owed by when, and on what event."""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import click

from disclosure_core.catalogue.measures.as_json import obligations_data
from disclosure_core.catalogue.measures.bulk import collector_paused
from disclosure_core.catalogue.measures.owed import (
    Obligation,
    Obligations,
    ObligationState,
    due_text,
)
from disclosure_core.catalogue.measures.timeliness import STATES
from disclosure_core.catalogue.values import Formation, FormationKind
from disclosure_core.cli.catalogue.measuring import (
    Given,
    facts_of,
    file_options,
)
from disclosure_core.cli.opening import office_options, opened_office
from disclosure_core.cli.options import day_option, json_option
from disclosure_core.cli.printing import printable
from disclosure_core.cli.progress import progress
from disclosure_core.cli.tables import print_table
from disclosure_core.cli.texts import command, current_language, option, tell
from disclosure_core.codec import unstructure
from disclosure_core.messages import Message
from disclosure_core.office.measures import YEAR

AHEAD = timedelta(days=90)
"""How far ahead obligations are shown, unless told otherwise."""

SHOWN = 100
"""Obligations that the terminal shows; ``--json`` gives all."""


@command("obligations", help=Message("List what is owed by when, and what became of it."))
@day_option("--from", Message("The first due day; a year before the day looked at."))
@day_option("--to", Message("The last due day; 90 days after the day looked at."))
@day_option("--on", Message("The day they are looked at; today if not given."))
@option("--agency", metavar="NAME", help=Message("Only those of this agency."))
@option("--overdue", is_flag=True, help=Message("Only those not released and past their due day."))
@file_options
@json_option
@office_options
def obligations(
    on: date | None,
    agency: str | None,
    overdue: bool,
    as_json: bool,
    **more: date | Path | None,
) -> int:
    """In order of due day; 1 where any that is shown is overdue or was met late."""
    since, until = more.pop("from"), more.pop("to")
    files = {name: value for name, value in more.items() if isinstance(value, Path)}
    with progress(Message("reading")), collector_paused():
        facts = facts_of(Given(**files), on)
        day = on or facts.today
        owed = facts.of.obligations(
            since=since if isinstance(since, date) else day - YEAR,
            until=until if isinstance(until, date) else day + AHEAD,
            on=day,
        )
    chosen = [
        each
        for each in owed.all
        if (agency is None or each.agency == agency)
        and (not overdue or each.state is ObligationState.OVERDUE)
    ]
    if as_json:
        click.echo(
            json.dumps(obligations_data(owed, chosen, current_language()), ensure_ascii=False)
        )
    else:
        _tell(owed, chosen)
    late = (ObligationState.OVERDUE, ObligationState.MET_LATE)
    return int(any(each.state in late for each in chosen))


def _tell(owed: Obligations, chosen: list[Obligation]) -> None:
    tell(
        Message(
            "Due from {since} to {until}, as of {on}: {count}",
            since=owed.since,
            until=owed.until,
            on=owed.on,
            count=len(owed.all),
        )
    )
    for state, name in STATES.items():
        count = len(owed.in_state(state))
        if count:
            tell(Message("  {name}: {count}", name=name, count=count))
    tell(Message("  without an obligation: {count}", count=len(owed.unobliged)))
    if not chosen:
        return
    click.echo()
    print_table(
        (
            Message("due"),
            Message("state"),
            Message("days late"),
            Message("item"),
            Message("agency"),
            Message("why"),
        ),
        list(_rows(chosen[:SHOWN])),
    )
    if len(chosen) > SHOWN:
        tell(Message("… and {count} more; --json gives all.", count=len(chosen) - SHOWN))


def _rows(chosen: Iterable[Obligation]) -> Iterable[tuple[Message | str, ...]]:
    for each in chosen:
        yield (
            due_text(each.due),
            STATES[each.state],
            str(each.days_late or ""),
            printable(each.item.title),
            printable(each.agency or ""),
            _why(each),
        )


def _why(each: Obligation) -> Message:
    """The reason, with what was formed; a period is named by its reason."""
    if each.kind is None:
        return each.reason
    return Message("{reference}: {reason}", reference=printable(each.reference), reason=each.reason)


@command("formed", help=Message("Record that information of an item was formed or changed."))
@click.argument("item")
@day_option("--on", Message("The day it was formed or changed; today if not given."))
@option(
    "--reference",
    metavar="TEXT",
    required=True,
    help=Message("What was formed: a document number, or words that name it."),
)
@option("--changed", is_flag=True, help=Message("It was changed, not formed."))
@option("--subject", metavar="TEXT", help=Message("Its title, which tells parts of a limit apart."))
@option("--agency", metavar="NAME", help=Message("Who formed it; the item's agency if not given."))
@option("--region", metavar="REGION", help=Message("The place it concerns."))
@json_option
@office_options
def formed(
    item: str,
    on: date | None,
    reference: str,
    changed: bool,
    subject: str | None,
    agency: str | None,
    region: str | None,
    as_json: bool,
) -> None:
    """The obligation it gives is shown by ``obligations``; a draft with a day counts by itself."""
    with opened_office() as office:
        formation = Formation(
            item=item,
            on=on or office.today(),
            reference=reference,
            kind=FormationKind.CHANGED if changed else FormationKind.FORMED,
            subject=subject,
            agency=agency,
            region=region,
        )
        kept = office.formations.record(formation)
        owed = office.measures.obligations(since=formation.on - YEAR, until=formation.on + 4 * YEAR)
    due = next((each for each in owed.all if _is_of(each, formation)), None)
    if as_json:
        told = {
            "id": kept,
            **unstructure(formation),
            "due": due.due.day.isoformat() if due and due.due else None,
            "provisional": due.provisional if due else False,
        }
        click.echo(json.dumps(told, ensure_ascii=False))
    elif due is None:
        tell(Message("recorded {id}; it gives no obligation", id=kept))
    else:
        tell(
            Message(
                "recorded {id}; due {due}, {reason}",
                id=kept,
                due=due_text(due.due),
                reason=due.reason,
            )
        )


def _is_of(each: Obligation, formation: Formation) -> bool:
    return (each.item.id, each.reference, each.start, each.kind) == (
        formation.item,
        formation.reference,
        formation.on,
        formation.kind,
    )

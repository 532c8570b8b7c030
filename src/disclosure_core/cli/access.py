"""``disclosure access``: who is appointed, and why somebody may do something or not."""

import json
from datetime import date
from typing import Any

import click

from disclosure_core.access.appointments import Appointment
from disclosure_core.access.explaining import Explanation
from disclosure_core.access.permissions import Permission
from disclosure_core.access.values import role_name
from disclosure_core.cli.opening import office_options, opened_office
from disclosure_core.cli.options import day_option, json_option
from disclosure_core.cli.tables import print_table
from disclosure_core.cli.texts import current_language, group, option, tell
from disclosure_core.codec import unstructure
from disclosure_core.messages import Message
from disclosure_core.organisation.words import period_text

agency_option = option(
    "--agency", metavar="AGENCY", help=Message("At this agency; the whole office if not given.")
)
"""``--agency 教育局``: id or name."""


@group("access", help=Message("Who is appointed to what, and what that allows."))
def access() -> None:
    """The group; its verbs are below."""


@access.command("appoint", help=Message("Appoint somebody to a role."))
@click.argument("name")
@click.argument("role")
@agency_option
@day_option("--since", Message("The first day; today if not given."))
@day_option("--until", Message("The last day; open if not given."))
@option("--basis", help=Message("What appoints them, such as the number of a notice."))
@json_option
@office_options
def appoint(
    name: str,
    role: str,
    agency: str | None,
    since: date | None,
    until: date | None,
    basis: str | None,
    as_json: bool,
) -> None:
    """Keep the appointment; the journal has who made it."""
    with opened_office() as office:
        made = office.access.appoint(
            name, role, agency=agency, since=since, until=until, basis=basis
        )
    if as_json:
        click.echo(json.dumps(unstructure(made), ensure_ascii=False))
    else:
        tell(
            Message(
                "{person} is {role}, {where}, {days}",
                person=made.person,
                role=role_name(made.role),
                where=_where(made),
                days=period_text(made.in_force),
            )
        )


@access.command("dismiss", help=Message("End an appointment."))
@click.argument("name")
@click.argument("role")
@agency_option
@day_option("--on", Message("The first day it does not hold any more; today if not given."))
@option("--reason", required=True, help=Message("Why; kept in the journal."))
@office_options
def dismiss(name: str, role: str, agency: str | None, on: date | None, reason: str) -> None:
    """From that day on it allows nothing."""
    with opened_office() as office:
        office.access.dismiss(name, role, agency=agency, on=on, reason=reason)
    tell(Message("dismissed"))


@access.command("list", help=Message("List the appointments, those that are over too."))
@day_option("--on", Message("Only those in force on this day."))
@json_option
@office_options
def list_appointments(on: date | None, as_json: bool) -> None:
    """One line an appointment, by name; JSON with one object."""
    with opened_office() as office:
        found = office.access.appointments(on=on)
    if as_json:
        kept = [unstructure(each) for each in found]
        click.echo(json.dumps({"appointments": kept}, ensure_ascii=False))
        return
    headings = (Message("name"), Message("role"), Message("agency"), Message("in force"))
    rows = [
        (each.person, role_name(each.role), _where(each), period_text(each.in_force))
        for each in found
    ]
    print_table(headings, rows)


@access.command("explain", help=Message("Say whether somebody may do something, and why."))
@click.argument("name")
@click.argument("action", type=click.Choice([each.value for each in Permission]))
@click.argument("record", required=False)
@agency_option
@json_option
@office_options
def explain(name: str, action: str, record: str | None, agency: str | None, as_json: bool) -> int:
    """Every condition that decided; 1 where they may not.

    ``RECORD`` is the id of a draft or release, or ``kind/id`` of anything else.
    """
    with opened_office() as office:
        kept = office.access.record(record) if record is not None else None
        explained = office.access.explain(name, Permission(action), record=kept, agency=agency)
    if as_json:
        click.echo(json.dumps(_as_json(explained), ensure_ascii=False))
    else:
        _tell(explained)
    return 0 if explained.allowed else 1


def _tell(explained: Explanation) -> None:
    tell(explained.verdict)
    for each in explained.conditions:
        tell(Message("  {mark} {says}", mark="+" if each.holds else "-", says=each.says))
    for note in explained.notes:
        tell(Message("    {note}", note=note))


def _as_json(explained: Explanation) -> dict[str, Any]:
    language = current_language()
    return {
        "name": explained.actor,
        "action": explained.action.value,
        "allowed": explained.allowed,
        "conditions": [
            {"condition": each.name, "holds": each.holds, "says": each.says.text(language)}
            for each in explained.conditions
        ],
        "appointments": [each.text(language) for each in explained.notes],
    }


def _where(appointment: Appointment) -> Message | str:
    return appointment.agency or Message("the whole office")

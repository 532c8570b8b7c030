"""``disclosure store purge``, ``erase``, ``hold``, ``unhold``: what must not be kept, or must."""

import json
from collections import Counter
from datetime import date
from typing import Any

import click

from disclosure_core.cli.opening import office_options, opened_office
from disclosure_core.cli.options import day_option, json_option
from disclosure_core.cli.progress import percent
from disclosure_core.cli.tables import print_table
from disclosure_core.cli.texts import command, current_language, option, tell
from disclosure_core.codec import unstructure
from disclosure_core.messages import Message
from disclosure_core.office.retention import Destruction, DueRecord, RetentionPlan
from disclosure_core.records.retention import RetentionEnd

SHOWN = 20
"""Records of a kind that are listed on a terminal; --json lists all."""

ENDS = {
    RetentionEnd.KEEP: Message("keep"),
    RetentionEnd.ERASE: Message("erase personal fields"),
    RetentionEnd.PURGE: Message("purge"),
}
"""What each end of a record's time is called."""

why_option = option(
    "--why", required=True, help=Message("The reason, for the journal, without anything personal.")
)


@command(
    "purge",
    help=Message(
        "Show the records whose time is over: personal fields that would be erased, records that"
        " would be purged. With --yes, do so; what is on hold is left."
    ),
)
@option(
    "--kind", "kinds", multiple=True, metavar="KIND", help=Message("Only records of this kind.")
)
@day_option("--on", Message("What is due on that day; today if not given."))
@option("--yes", is_flag=True, help=Message("Destroy what is due, instead of showing it."))
@json_option
@office_options
def purge(kinds: tuple[str, ...], on: date | None, yes: bool, as_json: bool) -> int:
    """0 where nothing is due or all was destroyed; 1 where something is due, or was left."""
    with opened_office() as office:
        plan = office.retention.due(on, kinds=kinds)
        if not yes:
            _show(plan, as_json=as_json)
            return 1 if plan.due else 0
        with percent(Message("destroying what is due …")) as step:
            done = office.retention.destroy(plan, step=step)
    _show_done(plan, done, as_json=as_json)
    return 1 if done.refused or done.not_wiped is not None else 0


@command(
    "erase",
    help=Message(
        "Erase the personal fields of the record ID of KIND, of all its versions and for good."
    ),
)
@click.argument("kind", metavar="KIND")
@click.argument("id", metavar="ID")
@why_option
@json_option
@office_options
def erase(kind: str, id: str, why: str, as_json: bool) -> int:
    """0 where they were erased; 1 where there were none, or traces may be left in the files."""
    with opened_office() as office:
        done = office.retention.erase(kind, id, why=why)
    if as_json:
        told = {"kind": kind, "id": id, "erased": done.values, "not_wiped": _text(done.not_wiped)}
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        tell(
            Message(
                "Personal values of {kind} {id} erased: {count}.",
                count=done.values,
                kind=kind,
                id=id,
            )
        )
        _tell_not_wiped(done.not_wiped)
    return 0 if done.values and done.not_wiped is None else 1


@command(
    "hold", help=Message("Keep the record ID of KIND from being erased or purged, until unhold.")
)
@click.argument("kind", metavar="KIND")
@click.argument("id", metavar="ID")
@why_option
@json_option
@office_options
def hold(kind: str, id: str, why: str, as_json: bool) -> int:
    """0 where it is on hold from now on; 1 where it was already."""
    with opened_office() as office:
        changed = office.retention.hold(kind, id, why=why)
    if as_json:
        click.echo(_hold_json(kind, id, on_hold=True, changed=changed))
    elif changed:
        tell(Message("On hold: {kind} {id}.", kind=kind, id=id))
    else:
        tell(Message("{kind} {id} is on hold already.", kind=kind, id=id))
    return 0 if changed else 1


@command("unhold", help=Message("End the hold of the record ID of KIND."))
@click.argument("kind", metavar="KIND")
@click.argument("id", metavar="ID")
@why_option
@json_option
@office_options
def unhold(kind: str, id: str, why: str, as_json: bool) -> int:
    """0 where the hold has ended; 1 where there was none."""
    with opened_office() as office:
        changed = office.retention.unhold(kind, id, why=why)
    if as_json:
        click.echo(_hold_json(kind, id, on_hold=False, changed=changed))
    elif changed:
        tell(Message("No longer on hold: {kind} {id}.", kind=kind, id=id))
    else:
        tell(Message("{kind} {id} is not on hold.", kind=kind, id=id))
    return 0 if changed else 1


def _hold_json(kind: str, id: str, *, on_hold: bool, changed: bool) -> str:
    told = {"kind": kind, "id": id, "on_hold": on_hold, "changed": changed}
    return json.dumps(told, ensure_ascii=False)


def _text(message: Message | None) -> str | None:
    return None if message is None else message.text(current_language())


def _record(due: DueRecord) -> dict[str, Any]:
    return {
        "kind": due.kind,
        "id": due.id,
        "since": due.since.isoformat(),
        "end": due.end.value,
        "personal_values": due.personal,
        "basis": unstructure(due.basis),
    }


def _plan_json(plan: RetentionPlan) -> dict[str, Any]:
    return {
        "on": plan.on.isoformat(),
        "counts": dict(Counter(each.kind for each in plan.due)),
        "due": [_record(each) for each in plan.due],
        "held": [_record(each) for each in plan.held],
        "undated": dict(plan.undated),
        "kept_for_good": list(plan.kept_for_good),
    }


def _show(plan: RetentionPlan, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({**_plan_json(plan), "done": False}, ensure_ascii=False))
        return
    if plan.due:
        _list(plan.due)
    else:
        tell(Message("Nothing is due on {day}.", day=plan.on))
    _tell_left(plan)
    if plan.due:
        tell(Message("Nothing was changed. To destroy what is due today, add --yes."))


def _list(due: tuple[DueRecord, ...]) -> None:
    """The records, the first of each kind."""
    shown: list[DueRecord] = []
    counts = Counter(each.kind for each in due)
    for kind in counts:
        shown += [each for each in due if each.kind == kind][:SHOWN]
    print_table(
        (Message("kind"), Message("id"), Message("due since"), Message("what"), Message("basis")),
        (
            (each.kind, each.id, each.since.isoformat(), ENDS[each.end], str(each.basis))
            for each in shown
        ),
    )
    for kind, count in counts.items():
        tell(Message("{kind}: {count} due", kind=kind, count=count))


def _tell_left(plan: RetentionPlan) -> None:
    for each in plan.held:
        tell(Message("On hold, left: {kind} {id}.", kind=each.kind, id=each.id))
    for kind, count in plan.undated.items():
        tell(
            Message(
                "{kind}: {count} do not say the day their time is counted from; they are kept.",
                kind=kind,
                count=count,
            )
        )


def _show_done(plan: RetentionPlan, done: Destruction, *, as_json: bool) -> None:
    if as_json:
        told = {
            **_plan_json(plan),
            "done": True,
            "destroyed": [{"kind": each.kind, "id": each.id} for each in done.records],
            "refused": [
                {"kind": each.record.kind, "id": each.record.id, "why": _text(each.why)}
                for each in done.refused
            ],
            "not_wiped": _text(done.not_wiped),
        }
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    ends = Counter(each.end for each in done.records)
    tell(
        Message(
            "Records purged: {purged}. Records whose personal fields were erased: {erased}.",
            purged=ends[RetentionEnd.PURGE],
            erased=ends[RetentionEnd.ERASE],
        )
    )
    for each in done.refused:
        tell(
            Message(
                "Left: {kind} {id}. {why}", kind=each.record.kind, id=each.record.id, why=each.why
            )
        )
    _tell_left(plan)
    _tell_not_wiped(done.not_wiped)


def _tell_not_wiped(not_wiped: Message | None) -> None:
    if not_wiped is not None:
        tell(Message("Traces may be left in the database's files: {why}", why=not_wiped))

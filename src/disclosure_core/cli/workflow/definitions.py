"""``disclosure workflow list`` and ``show``: the processes that plugins bring."""

import json
from collections.abc import Iterator

import click

from disclosure_core.calendar.values import DayCount
from disclosure_core.cli.opening import office_options, opened_office
from disclosure_core.cli.options import json_option
from disclosure_core.cli.tables import print_table
from disclosure_core.cli.texts import command, tell
from disclosure_core.codec import unstructure
from disclosure_core.messages import Message
from disclosure_core.workflow.values import Action, Stage, StageClock, Workflow


@command("list", help=Message("List the processes in force."))
@json_option
@office_options
def list_workflows(as_json: bool) -> None:
    """One line a process, by id; JSON with one object."""
    with opened_office() as office:
        found = office.cases.workflows()
    if as_json:
        listed = [
            {"id": each.id, "name": each.name.text(), "subjects": list(each.subjects)}
            for each in found
        ]
        click.echo(json.dumps({"workflows": listed}, ensure_ascii=False))
        return
    headings = (Message("id"), Message("name"), Message("stages"), Message("basis"))
    print_table(
        headings,
        [(each.id, each.name, str(len(each.stages)), str(each.basis)) for each in found],
    )


@command("show", help=Message("Show a process: its stages, who acts in them, what they may do."))
@click.argument("workflow")
@json_option
@office_options
def show(workflow: str, as_json: bool) -> None:
    """Stage by stage; JSON with the definition as it is written, and its digest."""
    with opened_office() as office:
        found = office.registry.on(office.today()).workflow(workflow)
    if as_json:
        shown = {"digest": found.digest(), "workflow": unstructure(found)}
        click.echo(json.dumps(shown, ensure_ascii=False, indent=2))
        return
    tell(Message("{name}, {basis}", name=found.name, basis=str(found.basis)))
    for stage in found.stages:
        for line in _stage(found, stage):
            tell(line)


def _stage(workflow: Workflow, stage: Stage) -> Iterator[Message]:
    roles = tuple(dict.fromkeys(workflow.role_name(each.role) for each in stage.roles))
    yield Message("{stage} ({id}): {roles}", stage=stage.name, id=stage.id, roles=roles)
    if stage.clock is not None:
        yield Message("  {clock}", clock=_clock(stage.clock))
    for action in stage.actions:
        yield Message(
            "  {action} ({id}): {target}",
            action=action.name,
            id=action.id,
            target=_target(workflow, action),
        )


def _clock(clock: StageClock) -> Message:
    if clock.unit is DayCount.WORKING_DAYS:
        return Message("{days} working days", days=clock.days)
    return Message("{days} days", days=clock.days)


def _target(workflow: Workflow, action: Action) -> Message:
    stage = None if action.to is None else workflow.stage(action.to)
    if stage is not None:
        return Message("to “{stage}”", stage=stage.name)
    outcome = workflow.outcome(action.outcome or "")
    return Message("ends: {outcome}", outcome="" if outcome is None else outcome.name)

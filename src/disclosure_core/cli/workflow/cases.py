"""``disclosure workflow cases``, ``tasks``, ``next``, ``case``, ``explain``: looking at cases."""

import json
from datetime import date

import click

from disclosure_core.cli.opening import office_options
from disclosure_core.cli.options import day_option, json_option
from disclosure_core.cli.texts import command, current_language, option, tell
from disclosure_core.cli.workflow.acting import acting_office, appointed_option, for_every_case
from disclosure_core.cli.workflow.showing import (
    action_as_json,
    case_as_json,
    clock_as_json,
    listed_as_json,
    opinion_as_json,
    print_cases,
    print_next,
)
from disclosure_core.messages import Message


@command("cases", help=Message("List open cases, what is due first at the head."))
@option("--workflow", help=Message("Of this process."))
@option("--stage", help=Message("That stand in this stage."))
@option("--role", help=Message("That wait for this role."))
@option("--agency", help=Message("Of the agency of this id."))
@day_option("--due-by", Message("That are due on this day or before."))
@option("--ended", is_flag=True, help=Message("Those that have ended instead."))
@appointed_option
@json_option
@office_options
def list_cases(
    workflow: str | None,
    stage: str | None,
    role: str | None,
    agency: str | None,
    due_by: date | None,
    ended: bool,
    appointed: bool,
    as_json: bool,
) -> None:
    """One line a case; JSON with one object."""
    with acting_office(appointed=appointed) as office:
        found = office.cases.lists.cases(
            workflow=workflow, stage=stage, role=role, agency=agency, due_by=due_by, ended=ended
        )
    if as_json:
        listed = [listed_as_json(each) for each in found]
        click.echo(json.dumps({"cases": listed}, ensure_ascii=False))
    else:
        print_cases(found)


@command("tasks", help=Message("List the cases that wait for you, by due day."))
@appointed_option
@json_option
@office_options
def tasks(appointed: bool, as_json: bool) -> None:
    """One line a case; JSON with one object."""
    with acting_office(appointed=appointed) as office:
        found = (office if appointed else for_every_case(office)).cases.tasks()
    if as_json:
        listed = [listed_as_json(each) for each in found]
        click.echo(json.dumps({"cases": listed}, ensure_ascii=False))
    else:
        print_cases(found)


@command("next", help=Message("What you may do in a case now, and why not the rest."))
@click.argument("case")
@appointed_option
@json_option
@office_options
def next_steps(case: str, appointed: bool, as_json: bool) -> None:
    """One line an action of the stage; JSON with one object."""
    with acting_office(appointed=appointed, case=case) as office:
        workflow = office.cases.kept(case).workflow
        actions = office.cases.next_actions(case)
        opinions = office.cases.next_opinions(case)
    if as_json:
        shown = {
            "actions": [action_as_json(each) for each in actions],
            "opinions": [opinion_as_json(each) for each in opinions],
        }
        click.echo(json.dumps(shown, ensure_ascii=False))
    else:
        print_next(workflow, actions, opinions)


@command("case", help=Message("Show a case as JSON: where it stands, and all that happened."))
@click.argument("case")
@appointed_option
@office_options
def case(case: str, appointed: bool) -> None:
    """The case as kept, with its version and its clock."""
    with acting_office(appointed=appointed, case=case) as office:
        kept = office.cases.kept(case)
        clock = office.cases.clock(case)
    shown = {**case_as_json(kept.case, kept.version), "clock": clock_as_json(clock)}
    click.echo(json.dumps(shown, ensure_ascii=False, indent=2))


@command("explain", help=Message("Tell a case in words: who did what, when, and why."))
@click.argument("case")
@appointed_option
@json_option
@office_options
def explain(case: str, appointed: bool, as_json: bool) -> None:
    """One line each thing that happened, then where it stands."""
    with acting_office(appointed=appointed, case=case) as office:
        lines = office.cases.explain(case)
    if as_json:
        told = [each.text(current_language()) for each in lines]
        click.echo(json.dumps({"case": case, "lines": told}, ensure_ascii=False))
        return
    for each in lines:
        tell(each)

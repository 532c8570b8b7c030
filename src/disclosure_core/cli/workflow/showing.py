"""Cases as the command line prints them: in words, and as JSON."""

from collections.abc import Iterable
from typing import Any

from disclosure_core.cli.tables import print_table
from disclosure_core.cli.texts import current_language, tell
from disclosure_core.codec import unstructure
from disclosure_core.messages import Message
from disclosure_core.office.case_lists import ListedCase
from disclosure_core.workflow.asking import NextAction, NextOpinion
from disclosure_core.workflow.cases import Case
from disclosure_core.workflow.clocks import CaseClock
from disclosure_core.workflow.values import Workflow


def case_as_json(case: Case, version: int | None = None) -> dict[str, Any]:
    """A case as it is kept, with the version of its record."""
    shown: dict[str, Any] = unstructure(case)
    return shown if version is None else {**shown, "version": version}


def clock_as_json(clock: CaseClock | None) -> dict[str, Any] | None:
    """Due day, days used and left, and whether it is late or may still move."""
    if clock is None:
        return None
    return {
        "start": clock.start.isoformat(),
        "days": clock.days,
        "unit": clock.unit.value,
        "due": clock.due.day.isoformat(),
        "used": clock.used,
        "left": clock.left,
        "late": clock.late,
        "provisional": clock.provisional,
    }


def action_as_json(each: NextAction) -> dict[str, Any]:
    """An action, whether it is allowed, and why not, in the language of the command."""
    action = each.action
    language = current_language()
    return {
        "id": action.id,
        "name": action.name.text(language),
        "allowed": each.allowed,
        "why_not": [reason.text(language) for reason in each.why_not],
        "reason": action.reason.value,
        "ground": action.ground.value,
        "fields": [unstructure(one) for one in action.fields],
    }


def opinion_as_json(each: NextOpinion) -> dict[str, Any]:
    """An opinion that is asked for, whether the actor may give it, and why not."""
    language = current_language()
    return {
        "role": each.seat.role,
        "agency": each.seat.agency or None,
        "allowed": each.allowed,
        "why_not": [reason.text(language) for reason in each.why_not],
    }


def listed_as_json(each: ListedCase) -> dict[str, Any]:
    """A case as a list shows it."""
    return {
        "id": each.case.id,
        "title": each.case.title,
        "workflow": each.case.workflow,
        "stage": each.case.stage,
        "outcome": each.case.outcome,
        "agency": each.case.agency,
        "clock": clock_as_json(each.clock),
    }


def print_cases(found: Iterable[ListedCase]) -> None:
    """One line a case: id, due day, days left, stage, title."""
    headings = (
        Message("case"),
        Message("due"),
        Message("days left"),
        Message("stage"),
        Message("title"),
    )
    rows = [
        (
            each.case.id,
            "" if each.due is None else each.due.isoformat(),
            "" if each.clock is None else str(each.clock.left),
            _stands(each),
            each.case.title,
        )
        for each in found
    ]
    print_table(headings, rows)
    tell(Message("cases: {count}", count=len(rows)))


def _stands(each: ListedCase) -> Message | str:
    if each.stage is not None:
        return each.stage.name
    outcome = each.workflow.outcome(each.case.outcome or "")
    return "" if outcome is None else Message("ended: {outcome}", outcome=outcome.name)


def print_next(
    workflow: Workflow, actions: Iterable[NextAction], opinions: Iterable[NextOpinion]
) -> None:
    """One line an action and an opinion: what may be done, and why not the rest."""
    for each in actions:
        if each.allowed:
            tell(Message("{action} ({id})", action=each.action.name, id=each.action.id))
        else:
            tell(
                Message(
                    "not {action} ({id}): {why}",
                    action=each.action.name,
                    id=each.action.id,
                    why=each.why_not,
                )
            )
    for one in opinions:
        if one.allowed:
            tell(Message("opinion asked of you: {seat}", seat=one.seat.name(workflow)))
        else:
            tell(
                Message(
                    "opinion asked of {seat}: {why}", seat=one.seat.name(workflow), why=one.why_not
                )
            )

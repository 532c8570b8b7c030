"""A case in words: who did what, when, in which role, on what ground, where it stands (办理经过).

Pure; each line is a message, so that it is read in the language asked for.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from disclosure_core.calendar.values import DayCount
from disclosure_core.calendar.working_days import Calendar
from disclosure_core.messages import Message
from disclosure_core.workflow.asking import stage_of
from disclosure_core.workflow.cases import Case, Comment, Move, Opinion
from disclosure_core.workflow.clocks import CaseClock, clock_of
from disclosure_core.workflow.opinions import opinions_on
from disclosure_core.workflow.values import Workflow


def explain_case(
    workflow: Workflow, case: Case, calendar: Calendar | None = None, today: date | None = None
) -> tuple[Message, ...]:
    """What happened, line by line, and where the case stands; with a calendar and a day, its clock.

    Raises:
        DataError: the case was opened under another definition.
    """
    clock = None
    if calendar is not None and today is not None:
        clock = clock_of(workflow, case, calendar, today)
    return (*_happened(workflow, case), *_stands(workflow, case), *_time(clock))


def _happened(workflow: Workflow, case: Case) -> Iterator[Message]:
    for index, move in enumerate(case.moves):
        yield from _said_before(workflow, case, index)
        yield _moved(workflow, move)
    yield from _said_before(workflow, case, len(case.moves))


def _said_before(workflow: Workflow, case: Case, index: int) -> Iterator[Message]:
    """Comments and opinions between the move before ``index`` and that one."""
    for each in case.comments:
        if each.move == index:
            yield _commented(each)
    for opinion in case.opinions:
        if opinion.move == index:
            yield _opinion(workflow, opinion)


def _commented(comment: Comment) -> Message:
    facts: dict[str, Any] = {
        "day": comment.at.date(),
        "author": comment.author,
        "text": comment.text,
    }
    if not comment.about:
        return Message("{day} {author} commented: {text}", **facts)
    return Message("{day} {author} commented on {field}: {text}", **facts, field=comment.about)


def _opinion(workflow: Workflow, opinion: Opinion) -> Message:
    facts: dict[str, Any] = {
        "day": opinion.at.date(),
        "by": opinion.by,
        "role": workflow.role_name(opinion.role),
        "text": opinion.text or "—",
    }
    if opinion.agrees:
        return Message("{day} {by} ({role}) agrees: {text}", **facts)
    return Message("{day} {by} ({role}) does not agree: {text}", **facts)


def _moved(workflow: Workflow, move: Move) -> Message:
    who: dict[str, Any] = {
        "day": move.at.date(),
        "actor": move.actor,
        "role": workflow.role_name(move.role),
    }
    if move.action == "open" and move.left == "opening":
        return Message("{day} {actor} ({role}) opened the case", **who)
    stage = workflow.stage(move.left)
    action = None if stage is None else stage.action(move.action)
    said = tuple(_said(workflow, move))
    facts: dict[str, Any] = {**who, "action": move.action if action is None else action.name}
    if not said:
        return Message("{day} {actor} ({role}): {action}", **facts)
    return Message("{day} {actor} ({role}): {action}; {said}", **facts, said=said)


def _said(workflow: Workflow, move: Move) -> Iterator[Message]:
    if move.followed:
        yield Message("it followed from the opinions")
    if move.ground is not None:
        ground = workflow.ground(move.ground)
        yield Message(
            "ground: {ground} {basis}",
            ground=move.ground if ground is None else ground.name,
            basis=move.basis or "",
        )
    if move.reason is not None:
        yield Message("reason: {reason}", reason=move.reason)


def _stands(workflow: Workflow, case: Case) -> Iterator[Message]:
    stage = stage_of(workflow, case)
    if case.outcome is not None:
        outcome = workflow.outcome(case.outcome)
        name = case.outcome if outcome is None else outcome.name
        yield Message("It ended: {outcome}.", outcome=name)
        return
    yield Message("It stands in “{stage}”.", stage=stage.name)
    if case.unanswered:
        yield Message(
            "comments without an answer: {numbers}",
            numbers=tuple(each.number for each in case.unanswered),
        )
    if stage.opinions is not None:
        state = opinions_on(stage.opinions, case)
        if state.open:
            yield Message(
                "opinions are missing: {seats}",
                seats=tuple(each.name(workflow) for each in state.open),
            )


def _time(clock: CaseClock | None) -> Iterator[Message]:
    if clock is None:
        return
    facts: dict[str, Any] = {
        "start": clock.start,
        "days": clock.days,
        "due": clock.due.day,
        "left": clock.left,
    }
    if clock.unit is DayCount.WORKING_DAYS:
        yield Message(
            "{days} working days from {start}, which is not counted: due on {due}.", **facts
        )
    else:
        yield Message("{days} days from {start}, which is not counted: due on {due}.", **facts)
    if clock.late:
        yield Message("It is late since {due}.", **facts)
    else:
        yield Message("{left} days are left.", **facts)
    if clock.provisional:
        yield Message("The day may still move: a year has no official notice of holidays yet.")

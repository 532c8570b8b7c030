"""The slip of a case as a report: every field of its form, as it was filled in (审查表、审批表).

A form has its fields whatever has been filled in: those of stages that nobody came to are blank, so
that the printed slip can be finished by hand. Pure.
"""

from collections.abc import Iterator

from disclosure_core.messages import Message
from disclosure_core.rendering.values import Cell, CellValue, Fact, Report, Table, Text
from disclosure_core.workflow.cases import Case, Move
from disclosure_core.workflow.values import FormField, Stage, Workflow


def case_slip(
    workflow: Workflow, case: Case, *, agency: Text | None = None, attribute: Text = ""
) -> Report:
    """The slip of ``case``.

    Args:
        workflow: The definition it was opened under.
        case: The case.
        agency: What its agency is called; its id where not given.
        attribute: How its subject is classified, where it is (公开属性).
    """
    return Report(
        title=Message("Slip: {workflow}", workflow=workflow.name),
        facts=tuple(_facts(workflow, case, agency or case.agency or "", attribute)),
        blocks=(
            Table(
                caption=Message("As it was filled in"),
                heads=(
                    Message("step"),
                    Message("item of the form"),
                    Message("filled in"),
                    Message("by"),
                    Message("day"),
                ),
                rows=tuple(_rows(workflow, case)),
                notes=(Message("Digest of what was decided on: {digest}", digest=case.digest),),
            ),
        ),
    )


def _facts(workflow: Workflow, case: Case, agency: Text, attribute: Text) -> Iterator[Fact]:
    outcome = workflow.outcome(case.outcome or "")
    for name, value in (
        (Message("name of the information"), case.title),
        (Message("agency that is to disclose"), agency),
        (Message("filled in on"), case.opened_at.date().isoformat()),
        (Message("owner"), case.owner or ""),
        (Message("supervisor"), case.supervisor or ""),
        (Message("assessor"), case.assessor or ""),
        (Message("class of disclosure"), attribute),
        (Message("outcome"), "" if outcome is None else outcome.name),
        (Message("number of the case"), case.id),
    ):
        yield Fact(name, value)


def _rows(workflow: Workflow, case: Case) -> Iterator[tuple[Cell | CellValue, ...]]:
    for stage in workflow.stages:
        moves = [each for each in case.moves if each.left == stage.id]
        for asked in _fields(stage):
            filled = next((each for each in reversed(moves) if asked.id in each.fields), None)
            words = filled.fields[asked.id] if filled else ""
            yield (stage.name, asked.name, words, *_signed(filled))
        for move in moves:
            yield from _conclusion(workflow, stage, move)


def _fields(stage: Stage) -> tuple[FormField, ...]:
    """The fields of all actions of a stage, each once."""
    return tuple({each.id: each for action in stage.actions for each in action.fields}.values())


def _conclusion(
    workflow: Workflow, stage: Stage, move: Move
) -> Iterator[tuple[Cell | CellValue, ...]]:
    """What somebody concluded, with its ground and the words."""
    action = stage.action(move.action)
    name: CellValue = move.action if action is None else action.name
    yield (stage.name, Message("conclusion"), name, *_signed(move))
    if move.ground is not None:
        ground = workflow.ground(move.ground)
        words = Message(
            "{ground} ({basis})",
            ground=move.ground if ground is None else ground.name,
            basis=move.basis or "",
        )
        yield (stage.name, Message("legal ground"), words, *_signed(move))
    if move.reason:
        yield (stage.name, Message("reasons"), move.reason, *_signed(move))


def _signed(move: Move | None) -> tuple[CellValue, CellValue]:
    return ("", "") if move is None else (move.actor, move.at.date())

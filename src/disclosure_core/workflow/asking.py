"""What somebody may do in a case now, and why not the rest (可办理事项).

Every action of the stage is answered, so that a page can show a button and, where it is dead, say
why. Pure: definition, case, actor and the subject as it is now in, answers out. ``moving`` asks
here too, so that what is shown and what is done cannot differ.
"""

from collections.abc import Iterator

from attrs import frozen

from disclosure_core.access.values import Actor
from disclosure_core.errors import DataError
from disclosure_core.messages import Message
from disclosure_core.workflow.cases import Case
from disclosure_core.workflow.holding import Seat, seat_missing, seats_held
from disclosure_core.workflow.opinions import opinions_on
from disclosure_core.workflow.values import Action, Requirement, Stage, Workflow


@frozen(kw_only=True)
class NextAction:
    """An action of the stage (可办动作): allowed if ``why_not`` is empty.

    ``seat`` is the role in which the actor would take it; ``None`` where they hold none.
    """

    action: Action
    why_not: tuple[Message, ...] = ()
    seat: Seat | None = None

    @property
    def allowed(self) -> bool:
        """Whether the actor may take it now."""
        return not self.why_not


@frozen(kw_only=True)
class NextOpinion:
    """An opinion that is asked for (待会签): the actor may give it if ``why_not`` is empty."""

    seat: Seat
    why_not: tuple[Message, ...] = ()

    @property
    def allowed(self) -> bool:
        """Whether the actor may give it now."""
        return not self.why_not


def stage_of(workflow: Workflow, case: Case) -> Stage:
    """The stage in which a case stands; the one it ended in once it has.

    Raises:
        DataError: the case was opened under another definition.
    """
    id = case.stage or case.moves[-1].left  # noqa: A001
    stage = workflow.stage(id)
    if stage is None or workflow.id != case.workflow:
        raise DataError(
            Message(
                "The case {case} stands in {stage}, which {workflow} does not have.",
                case=case.id,
                stage=id,
                workflow=workflow.id,
            ),
            why=Message("A case goes on under the definition it was opened under."),
        )
    return stage


def next_actions(
    workflow: Workflow, case: Case, actor: Actor, *, digest: str | None = None
) -> tuple[NextAction, ...]:
    """Every action of the stage, in the order of the definition: allowed, or why not.

    Args:
        workflow: The definition that the case was opened under.
        case: The case.
        actor: Who asks.
        digest: The digest of the subject as it is now; what was last handed in where not given.

    Raises:
        DataError: the case was opened under another definition.
    """
    stage = stage_of(workflow, case)
    return tuple(
        _asked(workflow, case, stage, action, actor, digest or case.digest)
        for action in stage.actions
    )


def _asked(
    workflow: Workflow, case: Case, stage: Stage, action: Action, actor: Actor, digest: str
) -> NextAction:
    roles = action.roles or stage.roles
    seat = next(iter(seats_held(actor, roles, case)), None)
    reasons = [
        *_ended(workflow, case),
        *(() if seat else (seat_missing(workflow, roles, case),)),
        *(four_eyes_broken(workflow, case, stage, actor) if action.four_eyes else ()),
        *_used_up(case, stage, action),
        *_changed_since(stage, action, case, digest),
        *_follows(stage, action),
        *_requirements(workflow, case, stage, action, digest),
    ]
    return NextAction(action=action, why_not=tuple(reasons), seat=seat)


def _ended(workflow: Workflow, case: Case) -> Iterator[Message]:
    if case.outcome is not None:
        outcome = workflow.outcome(case.outcome)
        yield Message("the case has ended: {outcome}", outcome=outcome and outcome.name)


def four_eyes_broken(
    workflow: Workflow, case: Case, stage: Stage, actor: Actor
) -> Iterator[Message]:
    """A reason for every stage in which the actor acted and whose people may not act here."""
    for id in stage.four_eyes:  # noqa: A001
        if actor.name in case.acted_in(id):
            other = workflow.stage(id)
            name = Message("opening the case") if other is None else other.name
            yield Message(
                "{actor} acted in “{stage}”; it takes somebody else", actor=actor.name, stage=name
            )


def _used_up(case: Case, stage: Stage, action: Action) -> Iterator[Message]:
    if action.most is not None and case.times(stage.id, action.id) >= action.most:
        yield (
            Message("it was taken once, and cannot be again")
            if action.most == 1
            else Message("it was taken {most} times, and cannot be again", most=action.most)
        )


def subject_changed() -> Message:
    """Why nothing can be decided on what was not handed in."""
    return Message("the subject was changed since it was handed in")


def _changed_since(stage: Stage, action: Action, case: Case, digest: str) -> Iterator[Message]:
    if stage.bound and digest != case.digest and not action.despite_change:
        yield subject_changed()


def _follows(stage: Stage, action: Action) -> Iterator[Message]:
    rule = stage.opinions
    if rule is not None and action.id in (rule.then, rule.otherwise):
        yield Message("it follows by itself from the opinions")


def _requirements(
    workflow: Workflow, case: Case, stage: Stage, action: Action, digest: str
) -> Iterator[Message]:
    for each in action.requires:
        match each:
            case Requirement.COMMENTS_ANSWERED:
                if open_ones := tuple(comment.number for comment in case.unanswered):
                    yield Message("comments without an answer: {numbers}", numbers=open_ones)
            case Requirement.COMMENTED:
                if not any(comment.move == len(case.moves) for comment in case.comments):
                    yield Message("no comment was written in this stage yet")
            case Requirement.CHANGED:
                if case.submissions and digest == case.submissions[-1].digest:
                    yield Message("the subject is as it was last handed in")
            case Requirement.OPINIONS_GIVEN:
                yield from _opinions_missing(workflow, case, stage)


def _opinions_missing(workflow: Workflow, case: Case, stage: Stage) -> Iterator[Message]:
    if stage.opinions is None:
        return
    state = opinions_on(stage.opinions, case)
    if state.carried:
        return
    if state.failed:
        yield Message(
            "of {needed} opinions needed only {agreeing} agree",
            needed=state.needed,
            agreeing=state.agreeing,
        )
    else:
        yield Message(
            "opinions are missing: {seats}", seats=tuple(each.name(workflow) for each in state.open)
        )


def next_opinions(
    workflow: Workflow, case: Case, actor: Actor, *, digest: str | None = None
) -> tuple[NextOpinion, ...]:
    """Every opinion that is asked for and not in: the actor may give it, or why not.

    Arguments and errors as :func:`next_actions`.
    """
    stage = stage_of(workflow, case)
    if stage.opinions is None or case.ended:
        return ()
    state = opinions_on(stage.opinions, case)
    held = seats_held(actor, stage.opinions.asked, case)
    common = list(four_eyes_broken(workflow, case, stage, actor))
    if any(each.by == actor.name for each in state.given):
        common.append(Message("{actor} has given an opinion here", actor=actor.name))
    if stage.bound and (digest or case.digest) != case.digest:
        common.append(subject_changed())
    return tuple(
        NextOpinion(seat=each, why_not=(*_not_held(workflow, each, held), *common))
        for each in state.open
    )


def _not_held(workflow: Workflow, seat: Seat, held: tuple[Seat, ...]) -> tuple[Message, ...]:
    return (
        ()
        if seat in held
        else (Message("it takes the role: {roles}", roles=(seat.name(workflow),)),)
    )

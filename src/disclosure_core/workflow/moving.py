"""Take a case on: every change of a case, as a function from one value to the next (推进办件).

Pure. Whether something is allowed is decided in ``asking`` and nowhere else; how a case begins is
``opening``. What a move does depends on the move, the case and the definition alone, so that
``replay`` gives the same case.
"""

from collections.abc import Mapping
from datetime import datetime

from attrs import evolve

from disclosure_core.access.values import Actor
from disclosure_core.errors import DataError, NotAllowedError
from disclosure_core.messages import Message
from disclosure_core.workflow.asking import NextAction, next_actions, next_opinions, stage_of
from disclosure_core.workflow.cases import Case, Move, Opinion, Subject, Submission
from disclosure_core.workflow.filling import checked_fields, checked_ground, checked_text
from disclosure_core.workflow.holding import Seat
from disclosure_core.workflow.opinions import opinions_on
from disclosure_core.workflow.values import OPENING, Action, Stage, Workflow

Days = Mapping[str, int]
"""Days that an office gives itself, by the key of the clock's ``setting``."""

NO_DAYS: Days = {}


def advance(
    workflow: Workflow,
    case: Case,
    action: str,
    actor: Actor,
    *,
    at: datetime,
    subject: Subject | None = None,
    reason: str | None = None,
    ground: str | None = None,
    fields: Mapping[str, str] | None = None,
    days: Days = NO_DAYS,
) -> Case:
    """The case after an action.

    Args:
        workflow: The definition that the case was opened under.
        case: The case.
        action: The action's id.
        actor: Who takes it.
        at: When, timezone-aware.
        subject: The subject as it is now; what was last handed in where not given.
        reason: Words.
        ground: The id of a ground of the workflow.
        fields: The slip as it was filled in, by the ids of its fields.
        days: What the office's settings say of clocks.

    Raises:
        NotAllowedError: the stage has no such action, or the actor may not take it now; with every
            reason.
        DataError: what must be filled in is not, or not rightly; with every mistake.
    """
    now = subject or _as_handed_in(case)
    asked = _allowed(workflow, case, action, actor, now)
    mistakes, basis = checked_ground(workflow, asked.action, ground, on=at.date())
    filled = checked_fields(asked.action, reason=reason, fields=fields or {}, more=mistakes)
    seat = asked.seat or Seat(role="")
    move = _move(workflow, case, asked.action, seat, actor=actor, at=at, subject=now, days=days)
    said = evolve(move, reason=filled.reason, ground=ground, basis=basis, fields=filled.fields)
    return moved(workflow, case, said)


def _allowed(
    workflow: Workflow, case: Case, action: str, actor: Actor, subject: Subject
) -> NextAction:
    options = next_actions(workflow, case, actor, digest=subject.digest)
    asked = next((each for each in options if each.action.id == action), None)
    if asked is None:
        known = tuple(each.action.id for each in options)
        raise NotAllowedError(
            Message(
                "There is no action {action} in this stage; there are {known}.",
                action=action,
                known=known,
            )
        )
    if not asked.allowed:
        raise NotAllowedError(
            Message(
                "{actor} may not do “{action}” now: {why}.",
                actor=actor.name,
                action=asked.action.name,
                why=asked.why_not,
            )
        )
    return asked


def give_opinion(
    workflow: Workflow,
    case: Case,
    actor: Actor,
    *,
    agrees: bool,
    at: datetime,
    text: str | None = None,
    subject: Subject | None = None,
    days: Days = NO_DAYS,
) -> Case:
    """The case with an actor's opinion, and what follows from it.

    Args:
        workflow: The definition that the case was opened under.
        case: The case.
        actor: Whose opinion it is; of several seats they hold, the first that is open.
        agrees: Whether they agree.
        at: When, timezone-aware.
        text: Why; needed where they do not agree.
        subject: The subject as it is now; what was last handed in where not given.
        days: What the office's settings say of clocks.

    Raises:
        NotAllowedError: no opinion is asked of the actor now; with every reason.
        DataError: they do not agree and do not say why.
    """
    now = subject or _as_handed_in(case)
    seat = _open_seat(workflow, case, actor, now)
    words = checked_text(text or "", "text").strip() or None
    if not agrees and words is None:
        raise DataError(Message("Who does not agree says why: text is missing."))
    opinion = Opinion(
        stage=case.stage or "",
        move=len(case.moves),
        role=seat.role,
        agency=seat.agency or None,
        by=actor.name,
        agrees=agrees,
        text=words,
        at=at,
        digest=case.digest,
    )
    after = evolve(case, opinions=(*case.opinions, opinion))
    action = _following(workflow, after)
    if action is None:
        return after
    move = _move(workflow, after, action, seat, actor=actor, at=at, subject=now, days=days)
    return moved(workflow, after, evolve(move, followed=True))


def _open_seat(workflow: Workflow, case: Case, actor: Actor, subject: Subject) -> Seat:
    options = next_opinions(workflow, case, actor, digest=subject.digest)
    allowed = next((each for each in options if each.allowed), None)
    if allowed is not None:
        return allowed.seat
    reasons = dict.fromkeys(reason for each in options for reason in each.why_not)
    raise NotAllowedError(
        Message("{actor} is asked for no opinion now: {why}.", actor=actor.name, why=tuple(reasons))
        if reasons
        else Message("No opinion is asked for now.")
    )


def _following(workflow: Workflow, case: Case) -> Action | None:
    """The action that follows from the opinions as they now are."""
    stage = stage_of(workflow, case)
    if stage.opinions is None:
        return None
    state = opinions_on(stage.opinions, case)
    named = stage.opinions.then if state.carried else None
    named = stage.opinions.otherwise if state.failed else named
    return None if named is None else stage.action(named)


def moved(workflow: Workflow, case: Case, move: Move) -> Case:
    """The case after a move; whether it was allowed has been decided."""
    entered = None if move.entered is None else workflow.stage(move.entered)
    submits = entered is not None and entered.submission
    submissions = case.submissions
    if submits:
        submission = Submission(
            number=len(submissions) + 1,
            digest=move.digest,
            by=move.actor,
            at=move.at,
            version=move.version,
        )
        submissions = (*submissions, submission)
    # What is judged is what was handed in; where nothing ever is, the subject as it was last seen.
    judged = move.digest if submits or not submissions else case.digest
    return evolve(
        case,
        stage=move.entered,
        entered_at=move.at,
        outcome=move.outcome,
        days=move.days,
        digest=judged,
        moves=(*case.moves, move),
        submissions=submissions,
    )


def replay(workflow: Workflow, case: Case) -> Case:
    """The case as its moves alone make it; the same case, unless somebody tampered with it.

    Raises:
        DataError: a move is none of the definition's.
    """
    again = evolve(
        case,
        stage=OPENING,
        entered_at=case.moves[0].at,
        outcome=None,
        days=None,
        digest=case.moves[0].digest,
        moves=(),
        submissions=(),
    )
    for index, move in enumerate(case.moves):
        _refuse_strange(workflow, again, move, index)
        again = moved(workflow, again, move)
    return again


def _refuse_strange(workflow: Workflow, case: Case, move: Move, index: int) -> None:
    stage = workflow.stage(move.left)
    action = None if stage is None else stage.action(move.action)
    if index == 0:
        fits = move.left == OPENING and move.entered == workflow.first.id
    else:
        fits = action is not None and (action.to, action.outcome) == (move.entered, move.outcome)
    if not fits or case.stage != move.left:
        raise DataError(
            Message(
                "Move {number} of the case {case} does not fit the definition {workflow}.",
                number=index + 1,
                case=case.id,
                workflow=workflow.id,
            )
        )


def days_of(stage: Stage, days: Days) -> int | None:
    """The days of a stage under an office's settings; ``None`` where it has no clock."""
    clock = stage.clock
    if clock is None or clock.setting is None:
        return None if clock is None else clock.days
    return days.get(clock.setting, clock.days)


def _move(
    workflow: Workflow,
    case: Case,
    action: Action,
    seat: Seat,
    *,
    actor: Actor,
    at: datetime,
    subject: Subject,
    days: Days,
) -> Move:
    entered = None if action.to is None else workflow.stage(action.to)
    return Move(
        action=action.id,
        left=case.stage or "",
        entered=action.to,
        outcome=action.outcome,
        actor=actor.name,
        role=seat.role,
        agency=seat.agency or None,
        at=at,
        digest=subject.digest,
        version=subject.version,
        days=None if entered is None else days_of(entered, days),
    )


def _as_handed_in(case: Case) -> Subject:
    last = case.submissions[-1] if case.submissions else case.moves[-1]
    return Subject(
        kind=case.subject_kind, id=case.subject, digest=case.digest, version=last.version
    )

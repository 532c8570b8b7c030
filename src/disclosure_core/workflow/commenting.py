"""Comments on single fields of what is judged, and the answers to them (逐条意见与答复). Pure."""

from datetime import datetime

from attrs import evolve

from disclosure_core.access.values import Actor
from disclosure_core.errors import DataError, NotAllowedError
from disclosure_core.messages import Message
from disclosure_core.workflow.asking import four_eyes_broken, stage_of
from disclosure_core.workflow.cases import Case, Comment
from disclosure_core.workflow.filling import checked_text
from disclosure_core.workflow.holding import Seat, seat_missing, seats_held
from disclosure_core.workflow.values import Stage, Workflow

MOST_COMMENTS = 2000
"""Comments of one case."""


def comment(
    workflow: Workflow, case: Case, actor: Actor, *, text: str, at: datetime, about: str = ""
) -> Case:
    """The case with a comment on a field of its subject; on the whole where ``about`` is empty.

    Raises:
        NotAllowedError: no comments are made in this stage, or not by the actor.
        DataError: the text is empty or too long, or there are too many.
    """
    stage = stage_of(workflow, case)
    seat = _seat(workflow, case, stage, actor, wanted=stage.comments)
    if len(case.comments) >= MOST_COMMENTS:
        raise DataError(Message("A case has at most {most} comments.", most=MOST_COMMENTS))
    made = Comment(
        number=len(case.comments) + 1,
        about=checked_text(about, "about"),
        text=_words(text),
        stage=stage.id,
        move=len(case.moves),
        author=actor.name,
        role=seat.role,
        at=at,
    )
    return evolve(case, comments=(*case.comments, made))


def answer(
    workflow: Workflow, case: Case, actor: Actor, *, number: int, text: str, at: datetime
) -> Case:
    """The case with an answer to a comment.

    Raises:
        NotAllowedError: no comments are answered in this stage, or not by the actor: nobody answers
            their own; or it has an answer.
        DataError: there is no such comment, or the text is empty or too long.
    """
    stage = stage_of(workflow, case)
    _seat(workflow, case, stage, actor, wanted=stage.answers)
    asked = next((each for each in case.comments if each.number == number), None)
    if asked is None:
        raise DataError(Message("The case has no comment {number}.", number=number))
    if asked.answer is not None:
        raise NotAllowedError(Message("Comment {number} has an answer.", number=number))
    if asked.author == actor.name:
        raise NotAllowedError(Message("Nobody answers their own comment."))
    answered = evolve(asked, answer=_words(text), answered_by=actor.name, answered_at=at)
    return evolve(
        case,
        comments=tuple(answered if each.number == number else each for each in case.comments),
    )


def _seat(workflow: Workflow, case: Case, stage: Stage, actor: Actor, *, wanted: bool) -> Seat:
    if case.ended:
        raise NotAllowedError(Message("The case has ended."))
    if not wanted:
        raise NotAllowedError(Message("That is not done in “{stage}”.", stage=stage.name))
    held = seats_held(actor, stage.roles, case)
    reasons = tuple(four_eyes_broken(workflow, case, stage, actor))
    if not held:
        reasons = (seat_missing(workflow, stage.roles, case), *reasons)
    if reasons:
        raise NotAllowedError(
            Message("{actor} may not do this now: {why}.", actor=actor.name, why=reasons)
        )
    return held[0]


def _words(text: str) -> str:
    words = checked_text(text, "text").strip()
    if not words:
        raise DataError(Message("The text is empty."))
    return words

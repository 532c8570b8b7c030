"""Comments on single fields of what is judged, and the answers to them (逐条意见与答复).

Who may write one now is answered by what refuses it too, so that a page shows no dead form. Pure.
"""

from datetime import datetime

from attrs import evolve, frozen

from disclosure_core.access.values import Actor
from disclosure_core.errors import DataError, NotAllowedError
from disclosure_core.messages import Message
from disclosure_core.workflow.asking import four_eyes_broken, stage_of
from disclosure_core.workflow.cases import Case, Comment
from disclosure_core.workflow.filling import checked_text
from disclosure_core.workflow.holding import seat_missing, seats_held
from disclosure_core.workflow.values import Stage, Workflow

MOST_COMMENTS = 2000
"""Comments of one case."""


@frozen(kw_only=True)
class NextComments:
    """What an actor may write in a case now (可提意见与可作答复).

    Attributes:
        why_no_comment: Why they may not comment; ``None`` where they may.
        answerable: The numbers of the comments that they may answer.
    """

    why_no_comment: Message | None
    answerable: tuple[int, ...]

    @property
    def may_comment(self) -> bool:
        """Whether the actor may comment now."""
        return self.why_no_comment is None


def next_comments(workflow: Workflow, case: Case, actor: Actor) -> NextComments:
    """Whether an actor may comment now, and which comments they may answer.

    Raises:
        DataError: the case was opened under another definition.
    """
    stage = stage_of(workflow, case)
    answers = _why_not(workflow, case, stage, actor, wanted=stage.answers) is None
    return NextComments(
        why_no_comment=_why_not(workflow, case, stage, actor, wanted=stage.comments),
        answerable=tuple(
            each.number
            for each in case.comments
            if answers and _why_not_answered(each, actor) is None
        ),
    )


def comment(
    workflow: Workflow, case: Case, actor: Actor, *, text: str, at: datetime, about: str = ""
) -> Case:
    """The case with a comment on a field of its subject; on the whole where ``about`` is empty.

    Raises:
        NotAllowedError: no comments are made in this stage, or not by the actor.
        DataError: the text is empty or too long, or there are too many.
    """
    stage = stage_of(workflow, case)
    _refuse(_why_not(workflow, case, stage, actor, wanted=stage.comments))
    seat = seats_held(actor, stage.roles, case)[0]
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
    _refuse(_why_not(workflow, case, stage, actor, wanted=stage.answers))
    asked = next((each for each in case.comments if each.number == number), None)
    if asked is None:
        raise DataError(Message("The case has no comment {number}.", number=number))
    _refuse(_why_not_answered(asked, actor))
    answered = evolve(asked, answer=_words(text), answered_by=actor.name, answered_at=at)
    return evolve(
        case,
        comments=tuple(answered if each.number == number else each for each in case.comments),
    )


def _why_not(
    workflow: Workflow, case: Case, stage: Stage, actor: Actor, *, wanted: bool
) -> Message | None:
    """Why an actor may not write in a stage, which has what they would write or has not."""
    if case.ended:
        return Message("The case has ended.")
    if not wanted:
        return Message("That is not done in “{stage}”.", stage=stage.name)
    reasons = tuple(four_eyes_broken(workflow, case, stage, actor))
    if not seats_held(actor, stage.roles, case):
        reasons = (seat_missing(workflow, stage.roles, case), *reasons)
    if not reasons:
        return None
    return Message("{actor} may not do this now: {why}.", actor=actor.name, why=reasons)


def _why_not_answered(asked: Comment, actor: Actor) -> Message | None:
    if asked.answer is not None:
        return Message("Comment {number} has an answer.", number=asked.number)
    return Message("Nobody answers their own comment.") if asked.author == actor.name else None


def _refuse(why: Message | None) -> None:
    if why is not None:
        raise NotAllowedError(why)


def _words(text: str) -> str:
    words = checked_text(text, "text").strip()
    if not words:
        raise DataError(Message("The text is empty."))
    return words

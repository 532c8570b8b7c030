"""Open a case: what a record must be, who may, and what the case then is (立办).

Pure. How it goes on is ``moving``.
"""

from collections.abc import Iterable
from datetime import datetime

from disclosure_core.access.values import Actor
from disclosure_core.errors import DataError, NotAllowedError
from disclosure_core.messages import Message
from disclosure_core.workflow.cases import Case, CaseParty, Move, Subject
from disclosure_core.workflow.filling import checked_text
from disclosure_core.workflow.holding import seat_missing, seats_held, seats_of
from disclosure_core.workflow.moving import NO_DAYS, Days, days_of, moved
from disclosure_core.workflow.values import OPENING, RoleScope, Workflow


def open_case(
    workflow: Workflow,
    subject: Subject,
    actor: Actor,
    *,
    id: str,
    at: datetime,
    title: str = "",
    agency: str | None = None,
    parties: Iterable[CaseParty] = (),
    owner: str | None = None,
    supervisor: str | None = None,
    assessor: str | None = None,
    days: Days = NO_DAYS,
) -> Case:
    """A new case in the first stage of a workflow.

    Args:
        workflow: What it goes through.
        subject: What it is about, as it is now.
        actor: Who opens it; they hold one of ``open_roles``, or act in the first stage.
        id: Opaque.
        at: When, timezone-aware.
        title: What lists call it.
        agency: Whose case it is.
        parties: Other agencies; every party that the workflow names has one at least.
        owner: Who answers for it; the actor where not given.
        supervisor: Who watches over it.
        assessor: Who rates it.
        days: What the office's settings say of clocks.

    Raises:
        NotAllowedError: the actor may not open one.
        DataError: the workflow is not in force that day, is not about such a subject, or asks a
            party that is not named.
    """
    _refuse_unfit(workflow, subject, at)
    begun = Case(
        id=id,
        workflow=workflow.id,
        definition=workflow.digest(),
        title=checked_text(title, "title"),
        subject_kind=subject.kind,
        subject=subject.id,
        agency=agency,
        parties=tuple(sorted(set(parties))),
        owner=owner or actor.name,
        supervisor=supervisor,
        assessor=assessor,
        stage=OPENING,
        entered_at=at,
        digest=subject.digest,
        moves=(),
    )
    _refuse_missing_parties(workflow, begun)
    roles = workflow.open_roles or workflow.first.roles
    held = seats_held(actor, roles, begun)
    if not held:
        raise NotAllowedError(
            Message(
                "{actor} may not open a case of “{workflow}”: {why}.",
                actor=actor.name,
                workflow=workflow.name,
                why=seat_missing(workflow, roles, begun),
            )
        )
    move = Move(
        action="open",
        left=OPENING,
        entered=workflow.first.id,
        actor=actor.name,
        role=held[0].role,
        agency=held[0].agency or None,
        at=at,
        digest=subject.digest,
        version=subject.version,
        days=days_of(workflow.first, days),
    )
    return moved(workflow, begun, move)


def _refuse_unfit(workflow: Workflow, subject: Subject, at: datetime) -> None:
    if subject.kind not in workflow.subjects:
        raise DataError(
            Message(
                "“{workflow}” is about {kinds}, not about {kind}.",
                workflow=workflow.name,
                kinds=workflow.subjects,
                kind=subject.kind,
            )
        )
    if not workflow.in_force.covers(at.date()):
        raise DataError(
            Message("“{workflow}” is not in force on {day}.", workflow=workflow.name, day=at.date())
        )


def _refuse_missing_parties(workflow: Workflow, case: Case) -> None:
    named = {each.party or "" for _, each in workflow.roles if each.of is RoleScope.PARTY}
    missing = tuple(sorted(each for each in named if not case.agencies_of(each)))
    if missing:
        raise DataError(
            Message(
                "“{workflow}” asks parties that the case does not name: {parties}.",
                workflow=workflow.name,
                parties=missing,
            )
        )
    for stage in workflow.stages:
        rule = stage.opinions
        if rule is not None and rule.quorum is not None:
            asked = len(seats_of(rule.asked, case))
            if rule.quorum > asked:
                raise DataError(
                    Message(
                        "“{stage}” needs {quorum} opinions that agree, and {asked} are asked.",
                        stage=stage.name,
                        quorum=rule.quorum,
                        asked=asked,
                    )
                )

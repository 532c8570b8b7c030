"""What each kind of event does to a request, and when the law does not allow it (事件处理).

What the law says of a kind is in its :class:`~disclosure_core.requests.values.EventRule`. The
decisions are told in ``requests.clock``.
"""

from collections.abc import Callable, Mapping
from datetime import date

from attrs import evolve

from disclosure_core.messages import Message
from disclosure_core.requests.course import Course, Hold
from disclosure_core.requests.values import (
    EventRule,
    PauseKind,
    RequestEvent,
    RequestEventKind,
    RequestState,
)


class NotAllowed(Exception):  # noqa: N818  (no error of ours: it becomes a problem)
    """An event that the law does not allow; it moves nothing."""

    def __init__(self, what: Message) -> None:
        super().__init__(what)
        self.what = what


def _refuse_overdue(course: Course, event: RequestEvent) -> None:
    """A period that has ended cannot be lengthened or begun again."""
    if course.is_overdue(event.on):
        due = course.due()
        raise NotAllowed(
            Message("the period had ended on {due} already", due=due.day if due else None)
        )


def _lapses(course: Course, since: date, rule: EventRule) -> date | None:
    if rule.silence is None:
        return None
    return course.calendar.add_working_days(since, rule.silence).day


def _correction_asked(course: Course, event: RequestEvent, rule: EventRule) -> Course:
    asked = [each for each in course.holds if each.kind is PauseKind.CORRECTION]
    if rule.times is not None and len(asked) >= rule.times:
        raise NotAllowed(
            Message("a correction was asked for on {day} already", day=asked[-1].begun)
        )
    if event.until is not None and event.until < event.on:
        raise NotAllowed(Message("names {until}, a day that has gone by", until=event.until))
    _refuse_overdue(course, event)
    return course.holding(
        Hold(
            kind=PauseKind.CORRECTION,
            begun=event.on,
            basis=rule.basis,
            lapses=event.until or _lapses(course, event.on, rule),
        )
    )


def _corrected(course: Course, event: RequestEvent, rule: EventRule) -> Course:
    if not any(each.kind is PauseKind.CORRECTION for each in course.waits):
        raise NotAllowed(Message("no correction was asked for"))
    begun = course.begun_again(event, rule)
    return evolve(
        begun,
        holds=tuple(
            each if each.dropped else evolve(each, dropped=event.on) for each in course.holds
        ),
    )


def _asked(course: Course, event: RequestEvent, rule: EventRule) -> Course:
    received = event.received or event.on
    if received < event.on:
        raise NotAllowed(
            Message("the letter was received on {received}, before it was sent", received=received)
        )
    kind = _ASKED[rule.kind]
    for each in course.holds:
        same = each.kind is kind and event.party is not None and each.party == event.party
        if same and each.is_open and not each.is_over(event.on):
            raise NotAllowed(
                Message(
                    "{party} was asked on {day} and has not answered yet",
                    party=event.party,
                    day=each.begun,
                )
            )
    return course.holding(
        Hold(
            kind=kind,
            begun=event.on,
            basis=rule.basis,
            lapses=_lapses(course, received, rule),
            party=event.party,
        )
    )


def _answered(course: Course, event: RequestEvent, rule: EventRule) -> Course:
    kind = _ANSWERED[rule.kind]
    unanswered = [
        each
        for each in course.holds
        if each.kind is kind and each.ended is None and event.party in (None, each.party)
    ]
    if not unanswered:
        raise NotAllowed(Message("nobody was asked who has not answered yet"))
    # The question asked first, of those whose time has not gone by if there are any.
    meant = min(unanswered, key=lambda each: (each.dropped is not None or each.is_over(event.on),))
    return course.changed(meant, evolve(meant, ended=event.on))


def _extended(course: Course, event: RequestEvent, rule: EventRule) -> Course:
    days = event.days or 0
    if days < 1 or (rule.most_days is not None and days > rule.most_days):
        raise NotAllowed(
            Message("{days} working days; expected 1 to {most}", days=days, most=rule.most_days)
        )
    if rule.times is not None and course.term.extensions >= rule.times:
        raise NotAllowed(Message("the period was extended already"))
    if course.term.agreed is not None:
        raise NotAllowed(
            Message("the reply was put off to {day}, which takes its place", day=course.term.agreed)
        )
    _refuse_overdue(course, event)
    return course.in_term(
        evolve(
            course.term,
            extended=course.term.extended + days,
            extensions=course.term.extensions + 1,
        )
    )


def _fee_notified(course: Course, event: RequestEvent, rule: EventRule) -> Course:
    for each in course.waits:
        if each.kind is PauseKind.FEE:
            raise NotAllowed(
                Message("a fee was notified on {day} and is not paid yet", day=each.begun)
            )
    _refuse_overdue(course, event)
    return course.holding(
        Hold(
            kind=PauseKind.FEE,
            begun=event.on,
            basis=rule.basis,
            lapses=_lapses(course, event.on, rule),
        )
    )


def _fee_paid(course: Course, event: RequestEvent, rule: EventRule) -> Course:
    for each in course.waits:
        if each.kind is PauseKind.FEE:
            paid = course.changed(each, evolve(each, ended=event.on))
            return paid.begun_again(event, rule)
    raise NotAllowed(Message("no fee is owed"))


def _delayed(course: Course, event: RequestEvent, _: EventRule) -> Course:
    if event.until is None or event.until < event.on:
        raise NotAllowed(Message("names {until}, a day that has gone by", until=event.until))
    _refuse_overdue(course, event)
    return course.in_term(evolve(course.term, agreed=event.until))


def _replied(course: Course, event: RequestEvent, _: EventRule) -> Course:
    return evolve(course, ended=(RequestState.REPLIED, event.on))


def _withdrawn(course: Course, event: RequestEvent, _: EventRule) -> Course:
    return evolve(course, ended=(RequestState.WITHDRAWN, event.on))


_ASKED = {
    RequestEventKind.THIRD_PARTY_ASKED: PauseKind.THIRD_PARTY,
    RequestEventKind.CO_AGENCY_ASKED: PauseKind.CO_AGENCY,
}
_ANSWERED = {
    RequestEventKind.THIRD_PARTY_ANSWERED: PauseKind.THIRD_PARTY,
    RequestEventKind.CO_AGENCY_ANSWERED: PauseKind.CO_AGENCY,
}
STEPS: Mapping[RequestEventKind, Callable[[Course, RequestEvent, EventRule], Course]] = {
    RequestEventKind.CORRECTION_ASKED: _correction_asked,
    RequestEventKind.CORRECTED: _corrected,
    RequestEventKind.THIRD_PARTY_ASKED: _asked,
    RequestEventKind.THIRD_PARTY_ANSWERED: _answered,
    RequestEventKind.CO_AGENCY_ASKED: _asked,
    RequestEventKind.CO_AGENCY_ANSWERED: _answered,
    RequestEventKind.EXTENDED: _extended,
    RequestEventKind.FEE_NOTIFIED: _fee_notified,
    RequestEventKind.FEE_PAID: _fee_paid,
    RequestEventKind.DELAYED: _delayed,
    RequestEventKind.REPLIED: _replied,
    RequestEventKind.WITHDRAWN: _withdrawn,
}

"""Follow a request through its events, in the order of their days (逐项处理).

A fold: each event gives a new course, or a problem.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import evolve

from disclosure_core.calendar.working_days import Calendar
from disclosure_core.codec.words import suggestion
from disclosure_core.messages import Message
from disclosure_core.requests.course import STATES, Course, Term
from disclosure_core.requests.steps import STEPS, NotAllowed
from disclosure_core.requests.values import (
    EventProblem,
    PauseKind,
    RequestEvent,
    RequestEventKind,
    RequestHistory,
    RequestRules,
)


def follow(history: RequestHistory, rules: RequestRules, calendar: Calendar, as_of: date) -> Course:
    """The request as it was known on ``as_of``: later events are not looked at.

    Raises:
        DataError: a period would end after the year 9999.
    """
    known = [(index, each) for index, each in enumerate(history.events) if each.on <= as_of]
    course = Course(
        rules=rules,
        calendar=calendar,
        received=history.received,
        terms=(Term(start=history.received, basis=rules.reply_basis),),
        problems=tuple(_out_of_order(known)),
    )
    for index, event in sorted(known, key=lambda each: each[1].on):
        course = _after(course, index, event)
    return course


def _out_of_order(known: Iterable[tuple[int, RequestEvent]]) -> Iterator[EventProblem]:
    latest = date.min
    for index, event in known:
        if event.on < latest:
            yield EventProblem(
                index=index,
                event=event,
                what=Message(
                    "stands after an event of {latest}; it was counted by its day", latest=latest
                ),
                counted=True,
            )
        latest = max(latest, event.on)


def _after(course: Course, index: int, event: RequestEvent) -> Course:
    """The course after one event, or with a problem more."""
    rule = course.rules.rule(event.kind)
    try:
        if rule is None:
            raise NotAllowed(_not_known(event, course.rules))
        _refuse_out_of_place(course, event)
        moved = STEPS[rule.kind](course, event, rule)
    except NotAllowed as error:
        problem = EventProblem(
            index=index, event=event, what=error.what, basis=rule.basis if rule else ()
        )
        return evolve(course, problems=(*course.problems, problem))
    if rule.within is not None and (days := _days_since_receipt(course, event)) > rule.within:
        problem = EventProblem(
            index=index,
            event=event,
            what=Message(
                "{days} working days after receipt; it is to be done within {within}",
                days=days,
                within=rule.within,
            ),
            basis=rule.basis,
            counted=True,
        )
        return evolve(moved, problems=(*moved.problems, problem))
    return moved


def _days_since_receipt(course: Course, event: RequestEvent) -> int:
    worked = course.calendar.worked_until
    return worked(event.on) - worked(course.received)


def _not_known(event: RequestEvent, rules: RequestRules) -> Message:
    if event.kind in tuple(RequestEventKind):
        return Message("{name} does not know {kind}", name=rules.name, kind=event.kind)
    meant = suggestion(event.kind, tuple(RequestEventKind))
    if meant is not None:
        return Message(
            "there is no event {kind}; did you mean {meant}?", kind=event.kind, meant=meant
        )
    return Message(
        "there is no event {kind}; expected one of {known}",
        kind=event.kind,
        known=tuple(each.value for each in RequestEventKind),
    )


def _refuse_out_of_place(course: Course, event: RequestEvent) -> None:
    """What cannot be on its day, whatever it is."""
    if event.on < course.received:
        raise NotAllowed(
            Message("lies before the day of receipt, {received}", received=course.received)
        )
    if course.ended is not None:
        state, day = course.ended
        raise NotAllowed(
            Message("the request was {state} on {day} already", state=STATES[state], day=day)
        )
    lapsed = course.lapsed(event.on)
    if lapsed is None or event.kind in (RequestEventKind.REPLIED, RequestEventKind.WITHDRAWN):
        return
    if event.kind == RequestEventKind.CORRECTED and lapsed.kind is PauseKind.CORRECTION:
        return
    raise NotAllowed(
        Message(
            "the request counts as abandoned since {day}, the last day of its wait",
            day=lapsed.lapses,
        )
    )

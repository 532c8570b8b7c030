"""Day by day, how a request's clock came to its last day (逐日说明), for officers and applicants.

Each day says whether it counts, as which day of its counting, and why, with the article.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise

from attrs import frozen

from disclosure_core.calendar.calendar_days import FIRST_DAY_NOT_COUNTED
from disclosure_core.calendar.clocks import Clock
from disclosure_core.calendar.working_days import DayKind
from disclosure_core.legal import LegalBasis
from disclosure_core.messages import Message
from disclosure_core.requests.course import Course, Hold, Term
from disclosure_core.requests.values import PauseKind, RequestEventKind

_DAY = timedelta(days=1)


@frozen(kw_only=True)
class RequestDay:
    """One day of a request (一日).

    Attributes:
        day: The day.
        kind: Whether it is worked.
        counting: Which counting it belongs to, from 1: a corrected request begins another.
        number: As which working day of that counting it counts; ``None`` where it does not.
        reason: Why it counts or not.
        basis: The articles that say so; none for an ordinary day.
        provisional: Its year has no official notice yet.
    """

    day: date
    kind: DayKind
    counting: int
    number: int | None
    reason: Message
    basis: tuple[LegalBasis, ...] = ()
    provisional: bool = False

    @property
    def counted(self) -> bool:
        """Whether the day counts."""
        return self.number is not None


def explained_days(course: Course, last: date, most: int | None = None) -> Iterator[RequestDay]:
    """Each day from receipt up to ``last``, at most so many."""
    told = 0
    ends = [after.start - _DAY for _, after in pairwise(course.terms)]
    for counting, (term, end) in enumerate(zip(course.terms, [*ends, last], strict=True), start=1):
        clock = course.clock(term)
        present = term is course.term
        due = course.due() if present else None
        number = 0
        for ordinal in range(term.start.toordinal(), end.toordinal() + 1):
            if told == most:
                return
            told += 1
            day = date.fromordinal(ordinal)
            number += _counts(course, clock, day)
            yield _told(course, term, clock, day, counting, number, due.day if due else None)


def _counts(course: Course, clock: Clock, day: date) -> bool:
    worked = course.calendar.kind_of(day).is_worked
    return day > clock.start and worked and not clock.stands(day)


def _told(
    course: Course,
    term: Term,
    clock: Clock,
    day: date,
    counting: int,
    number: int,
    due: date | None,
) -> RequestDay:
    kind = course.calendar.kind_of(day)
    counted = _counts(course, clock, day)
    reason, basis = _why(course, term, day, kind, due)
    if counted and day != due and _is_added(course, term, number, day, due):
        reason, basis = (
            Message("{reason}, by the extension", reason=kind.reason),
            _basis_of(course, RequestEventKind.EXTENDED),
        )
    return RequestDay(
        day=day,
        kind=kind,
        counting=counting,
        number=number if counted else None,
        reason=reason,
        basis=basis,
        provisional=day.year not in course.calendar.years,
    )


def _is_added(course: Course, term: Term, number: int, day: date, due: date | None) -> bool:
    """Whether a counted day is one that the extension gave."""
    in_time = due is None or day <= due
    return in_time and course.rules.reply_days < number <= course.rules.reply_days + term.extended


def _why(
    course: Course, term: Term, day: date, kind: DayKind, due: date | None
) -> tuple[Message, tuple[LegalBasis, ...]]:
    if day == term.start:
        return DAYS_0[term.begun_by], (FIRST_DAY_NOT_COUNTED, term.basis)
    if day == due and term.agreed is not None:
        return Message("the day agreed, on which the reply is due"), _basis_of(
            course, RequestEventKind.DELAYED
        )
    standing = [each for each in course.holds if each.stop.covers(day)]
    if standing:
        return _stopped(standing, kind)
    if day == due:
        return Message("{reason}: the last day", reason=kind.reason), (course.rules.reply_basis,)
    if due is not None and day > due and kind.is_worked:
        return Message("{reason}, after the last day", reason=kind.reason), ()
    return kind.reason, ()


def _stopped(standing: list[Hold], kind: DayKind) -> tuple[Message, tuple[LegalBasis, ...]]:
    """A day in a pause; that it is a day off too makes no difference, and is told."""
    held = tuple(dict.fromkeys(PAUSES[each.kind] for each in standing))
    basis = tuple(dict.fromkeys(each for hold in standing for each in hold.basis))
    if kind.is_worked:
        return Message("not counted: {pauses}", pauses=held), basis
    return Message("{reason}; {pauses}", reason=kind.reason, pauses=held), basis


def _basis_of(course: Course, kind: RequestEventKind) -> tuple[LegalBasis, ...]:
    rule = course.rules.rule(kind)
    return rule.basis if rule else ()


PAUSES: Mapping[PauseKind, Message] = {
    PauseKind.THIRD_PARTY: Message("a third party is being asked"),
    PauseKind.CO_AGENCY: Message("an agency that made it too is being asked"),
    PauseKind.CORRECTION: Message("waiting for the applicant's correction"),
    PauseKind.FEE: Message("waiting for the applicant's payment"),
}
"""The pauses as people read them."""

DAYS_0: Mapping[RequestEventKind | None, Message] = {
    None: Message("day 0: the request is received; counting begins the day after"),
    RequestEventKind.CORRECTED: Message(
        "day 0: the corrected request is received; all days are given anew"
    ),
    RequestEventKind.FEE_PAID: Message("day 0: the fee is paid; all days are given anew"),
}
"""How a counting begins."""

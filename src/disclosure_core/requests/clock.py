"""The clock of one request (申请办理计时): when the reply is due, what was used, where it stands.

A pure function of what happened, the law in force on the day of receipt and the calendar. It looks
at no event after ``as_of``, so that it gives what could be known that day. It decides nothing about
the merits, sends no letter and keeps nothing.

How events combine, where the law leaves it open; each is a decision of ours:

- *The day of an event counts as it did before it.* The day of asking, of notifying a fee, of asking
  for a correction is still counted; the day of an answer is not (Art. 33(3)). Asked and answered on
  one day stops nothing.
- *Consulting on the last day* gives no time back: the days after it are not counted, and there are
  none left. The next day is late.
- *Silence.* While an answer is open, the due day takes the whole 15 working days for granted: it is
  the day that holds if nobody answers. An answer makes it earlier. An answer after the 15 days is
  no problem and moves nothing, since the clock went on without it (Art. 32, 34). The day on which a
  letter was ``received`` is a fact of the asking, and known with it.
- *Several third parties* may be asked; each has its own 15 days. An answer belongs to the ``party``
  it names, else to the earliest question whose time has not gone by. Only a party that is named
  twice is asked twice.
- *Overlapping pauses* are counted once, in the due day and in ``days_used``; each is listed with
  all its own working days.
- *A corrected request* is begun anew (Art. 30): pauses, extension, agreed day and fee notice from
  before it fall away, a third party's answer to the old request moves nothing, and one extension
  may be made again. Only the notice to correct stays spent: it is given once.
- *A correction asked for after 7 working days from receipt* is a problem, and stops the clock all
  the same: Art. 30 lets the period run from the corrected request and does not make that depend on
  a timely notice. Pauses do not lengthen the 7 days, since Art. 33(3) is about the reply alone.
- *A paid fee* begins a full period too, which may be extended once. Unlike a correction it does not
  change what was asked for, so a consultation that is still open goes on stopping the clock.
- *Extension, agreed day, fee and correction after the last day* are problems and move nothing: what
  has ended cannot be lengthened, and a late reply must stay late.
- *An extension under an agreed day* (Art. 35) is a problem: the agreed day has taken the period's
  place. Nor do consultations move the agreed day. It is provisional only in a year without notice.
- *Waiting for the applicant* nothing is due, so nothing is late, whatever else is open.
- *Abandoned*: a fee not paid within 20 working days after its notice; a correction not made by the
  day the notice named (``until``, or the number a plugin's rules give: the law has none). Who
  records the corrected request after that day has accepted the reason, so the clock starts; a
  payment after its day is a problem, and so is a correction of what was not paid for. A reply or
  withdrawal may follow either.
- *A reply or withdrawal* ends the clock that day, also during a pause. It is late where its day
  lies after the due day; ``days_used`` then says how many working days it took. Later events are
  problems, though an answer may come the same day before it.
- *Events out of order* are a problem and are counted by their days; those of one day in the order
  they are written in. All other events with a problem move nothing.
- *Provisional* where a year between day 0 and the due day has no official notice.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import field, frozen

from disclosure_core.calendar.values import DueDate
from disclosure_core.calendar.working_days import Calendar
from disclosure_core.requests.course import WAITS, Course, Hold
from disclosure_core.requests.explaining import RequestDay, explained_days
from disclosure_core.requests.following import follow
from disclosure_core.requests.rules import request_rules_on
from disclosure_core.requests.values import (
    EventProblem,
    Pause,
    PauseKind,
    RequestHistory,
    RequestRules,
    RequestState,
)


@frozen(kw_only=True)
class RequestClock:
    """What a request's clock shows on one day (计时结果).

    Attributes:
        as_of: That day.
        rules: The law it was counted by.
        start: Day 0 of the counting that holds.
        due: The last day for the reply; ``None`` while a correction or payment is waited for.
        state: Where the request stands.
        late: Whether the last day has gone by without a reply, or the reply came after it.
        days_used: Working days counted since ``start``, up to ``as_of`` or the end.
        days_given: Working days given, extension included.
        pauses: By their first day; those from before a corrected request have fallen away.
        problems: Events that are not allowed, in the order of the history.
    """

    as_of: date
    rules: RequestRules
    start: date
    due: DueDate | None
    state: RequestState
    late: bool
    days_used: int
    days_given: int
    pauses: tuple[Pause, ...]
    problems: tuple[EventProblem, ...]
    course: Course = field(repr=False, eq=False)

    def explain(self, most: int | None = None) -> tuple[RequestDay, ...]:
        """Each day from receipt to the due day or, if later, ``as_of`` or the end (逐日说明).

        Args:
            most: Days that are told at most, from the first; all where ``None``.
        """
        return tuple(explained_days(self.course, _last_day(self.course, self.as_of), most))


def request_clock(
    history: RequestHistory,
    rules: RequestRules | Iterable[RequestRules],
    calendar: Calendar,
    *,
    as_of: date | None = None,
) -> RequestClock:
    """The clock of a request on a day.

    Args:
        history: Its receipt and what happened.
        rules: The law, or all versions of it, of which the one in force on receipt is taken.
        calendar: Which days are worked.
        as_of: The day; the history's own, else that of the last event, else that of receipt.

    Raises:
        DataError: no law is known for the day of receipt, ``as_of`` lies before it, or a period
            would end after the year 9999.

    Source:
        政府信息公开条例（国令第711号）第三十条、第三十二条至第三十五条; 民法典 第二百零一条.

    >>> from disclosure_core import Calendar, LegalBasis, RequestHistory, RequestRules
    >>> law = LegalBasis(document="政府信息公开条例", number="国令第711号")
    >>> rules = RequestRules(id="own", name="条例", basis=law, reply_days=20, reply_basis=law,
    ...                      events=())
    >>> request_clock(RequestHistory(received=date(2024, 6, 3)), rules, Calendar()).due.day
    datetime.date(2024, 7, 1)
    """
    law = rules if isinstance(rules, RequestRules) else request_rules_on(rules, history.received)
    day = as_of or history.as_of or _last_known(history)
    RequestHistory(received=history.received, as_of=day)  # refuses a day before the receipt
    course = follow(history, law, calendar, day)
    due = course.due()
    until = min(day, course.ended[1]) if course.ended else day
    return RequestClock(
        as_of=day,
        rules=law,
        start=course.term.start,
        due=due,
        state=_state(course, day),
        late=due is not None and until > due.day,
        days_used=course.clock().used(calendar, until),
        days_given=law.reply_days + course.term.extended,
        pauses=tuple(sorted(_pauses(course, until), key=lambda each: (each.first, each.kind))),
        problems=tuple(sorted(course.problems, key=lambda each: each.index)),
        course=course,
    )


def _last_known(history: RequestHistory) -> date:
    return max((history.received, *(each.on for each in history.events)))


def _state(course: Course, day: date) -> RequestState:
    if course.ended is not None:
        return course.ended[0]
    if course.lapsed(day):
        return RequestState.ABANDONED
    waiting = {each.kind for each in course.waits}
    if PauseKind.CORRECTION in waiting:
        return RequestState.AWAITING_CORRECTION
    if PauseKind.FEE in waiting:
        return RequestState.AWAITING_PAYMENT
    if any(each.is_open and not each.is_over(day) for each in course.holds):
        return RequestState.CONSULTING
    return RequestState.RUNNING


def _pauses(course: Course, until: date) -> Iterator[Pause]:
    """The pauses that bear on what was asked last."""
    for hold in course.holds:
        pause = _pause(course, hold, until)
        if hold.dropped is None and (pause.last is None or pause.first <= pause.last):
            yield pause


def _pause(course: Course, hold: Hold, until: date) -> Pause:
    stop = hold.stop
    last = stop.last
    if last is None and course.ended is not None and hold.kind in WAITS:
        last = course.ended[1]
    worked = course.calendar.worked_until
    counted = worked(max(last or until, hold.begun)) - worked(hold.begun)
    return Pause(
        kind=hold.kind, first=stop.first, last=last, working_days=counted, basis=hold.basis
    )


def _last_day(course: Course, as_of: date) -> date:
    due = course.due()
    end = min(as_of, course.ended[1]) if course.ended else as_of
    return max(end, due.day) if due else end

"""A request on its way (办理经过): the countings begun, what stopped the clock, how it ended.

Values only. Events make one of another in ``requests.steps``.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from attrs import evolve, frozen

from disclosure_core.calendar.clocks import Clock, Stop
from disclosure_core.calendar.values import DueDate
from disclosure_core.calendar.working_days import Calendar
from disclosure_core.legal import LegalBasis
from disclosure_core.messages import Message
from disclosure_core.requests.values import (
    EventProblem,
    EventRule,
    PauseKind,
    RequestEvent,
    RequestEventKind,
    RequestRules,
    RequestState,
)

_DAY = timedelta(days=1)
STATES: Mapping[RequestState, Message] = {
    RequestState.RUNNING: Message("running"),
    RequestState.AWAITING_CORRECTION: Message("awaiting correction"),
    RequestState.CONSULTING: Message("consulting"),
    RequestState.AWAITING_PAYMENT: Message("awaiting payment"),
    RequestState.REPLIED: Message("replied to"),
    RequestState.ABANDONED: Message("abandoned"),
    RequestState.WITHDRAWN: Message("taken back by the applicant"),
}
"""The states as people read them."""

WAITS = (PauseKind.CORRECTION, PauseKind.FEE)
"""Holds in which the applicant is waited for: no day is due meanwhile."""


@frozen(kw_only=True)
class Hold:
    """Something that stops the clock (停止事由), from the day after it began.

    Attributes:
        kind: What it is.
        begun: The day of asking or telling, which still counts.
        basis: The articles.
        lapses: The last day on which it can be answered, paid, corrected.
        ended: The day it was.
        dropped: The day a corrected request made it meaningless.
        party: Who was asked, where that was written down.
    """

    kind: PauseKind
    begun: date
    basis: tuple[LegalBasis, ...]
    lapses: date | None = None
    ended: date | None = None
    dropped: date | None = None
    party: str | None = None

    @property
    def stop(self) -> Stop:
        """The days on which the clock stands because of it, silence taken for granted."""
        known = [self.ended, self.dropped]
        if self.kind not in WAITS:
            known.append(self.lapses)
        return Stop(
            first=self.begun + _DAY, last=min((each for each in known if each), default=None)
        )

    @property
    def is_open(self) -> bool:
        """Whether it has neither ended nor been dropped."""
        return self.ended is None and self.dropped is None

    def is_over(self, day: date) -> bool:
        """Whether on ``day`` the time for an answer has gone by."""
        return self.lapses is not None and day > self.lapses


@frozen(kw_only=True)
class Term:
    """One counting of days from its own day 0 (一次计时)."""

    start: date
    basis: LegalBasis
    begun_by: RequestEventKind | None = None
    extended: int = 0
    extensions: int = 0
    agreed: date | None = None


@frozen(kw_only=True)
class Course:
    """A request as it stands after some of its events.

    ``terms`` are all countings, the present one last; ``ended`` is the state a reply or withdrawal
    gave it, and the day.
    """

    rules: RequestRules
    calendar: Calendar
    received: date
    terms: tuple[Term, ...]
    holds: tuple[Hold, ...] = ()
    ended: tuple[RequestState, date] | None = None
    problems: tuple[EventProblem, ...] = ()

    @property
    def term(self) -> Term:
        """The counting that runs."""
        return self.terms[-1]

    def clock(self, term: Term | None = None) -> Clock:
        """The clock of a term, the present one if not given."""
        of = term or self.term
        return Clock(
            start=of.start,
            working_days=self.rules.reply_days + of.extended,
            stops=tuple(each.stop for each in self.holds),
        )

    @property
    def waits(self) -> tuple[Hold, ...]:
        """What the applicant still has to do."""
        return tuple(each for each in self.holds if each.kind in WAITS and each.is_open)

    def due(self) -> DueDate | None:
        """The last day for the reply; ``None`` while the applicant is waited for."""
        if self.waits:
            return None
        if self.term.agreed is not None:
            return self.calendar.due_on(self.term.agreed, since=self.term.start)
        return self.clock().due(self.calendar)

    def is_overdue(self, day: date) -> bool:
        """Whether ``day`` lies after the last day for the reply."""
        due = self.due()
        return due is not None and day > due.day

    def lapsed(self, day: date) -> Hold | None:
        """The wait that went by unused before ``day``; the request counts as abandoned then.

        Of several an unpaid fee, because nothing takes that back.
        """
        over = [each for each in self.waits if each.is_over(day)]
        unpaid = [each for each in over if each.kind is PauseKind.FEE]
        return next(iter(unpaid or over), None)

    def holding(self, hold: Hold) -> "Course":
        """With one more hold."""
        return evolve(self, holds=(*self.holds, hold))

    def changed(self, old: Hold, new: Hold) -> "Course":
        """With ``new`` in the place of ``old``."""
        return evolve(self, holds=tuple(new if each is old else each for each in self.holds))

    def begun_again(self, event: RequestEvent, rule: EventRule) -> "Course":
        """With a new term, whose day 0 is the event's."""
        basis = rule.basis[0] if rule.basis else self.rules.reply_basis
        term = Term(start=event.on, basis=basis, begun_by=rule.kind)
        return evolve(self, terms=(*self.terms, term))

    def in_term(self, term: Term) -> "Course":
        """With the present term changed."""
        return evolve(self, terms=(*self.terms[:-1], term))

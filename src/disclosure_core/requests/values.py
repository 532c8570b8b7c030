"""A request for government information, what happened to it, and the law's periods for it.

Values only. What becomes of them is ``requests.clock``; the law's numbers come from plugins, as
:class:`RequestRules`.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from attrs import field, frozen, validators

from disclosure_core.errors import DataError, Mistake
from disclosure_core.legal import ALWAYS, LegalBasis, Period
from disclosure_core.messages import Message


class RequestEventKind(StrEnum):
    """What can happen to a request after it was received (申请办理事件)."""

    CORRECTION_ASKED = "correction_asked"
    """告知补正"""
    CORRECTED = "corrected"
    """收到补正后的申请"""
    THIRD_PARTY_ASKED = "third_party_asked"
    """书面征求第三方意见"""
    THIRD_PARTY_ANSWERED = "third_party_answered"
    """第三方提出意见"""
    CO_AGENCY_ASKED = "co_agency_asked"
    """征求共同制作机关意见"""
    CO_AGENCY_ANSWERED = "co_agency_answered"
    """共同制作机关提出意见"""
    EXTENDED = "extended"
    """延长答复期限"""
    FEE_NOTIFIED = "fee_notified"
    """发出收费通知"""
    FEE_PAID = "fee_paid"
    """缴清信息处理费"""
    DELAYED = "delayed"
    """确定延迟答复的合理期限"""
    REPLIED = "replied"
    """作出答复"""
    WITHDRAWN = "withdrawn"
    """申请人撤回申请"""


class RequestState(StrEnum):
    """Where a request stands on a day (办理状态)."""

    RUNNING = "running"
    """计时中"""
    AWAITING_CORRECTION = "awaiting_correction"
    """等待补正"""
    CONSULTING = "consulting"
    """征求意见中"""
    AWAITING_PAYMENT = "awaiting_payment"
    """等待缴费"""
    REPLIED = "replied"
    """已答复"""
    ABANDONED = "abandoned"
    """视为放弃申请"""
    WITHDRAWN = "withdrawn"
    """已撤回"""


class PauseKind(StrEnum):
    """Why the clock stands (停止计时事由)."""

    THIRD_PARTY = "third_party"
    CO_AGENCY = "co_agency"
    CORRECTION = "correction"
    FEE = "fee"


@frozen(kw_only=True)
class RequestEvent:
    """One thing that happened to a request (事件).

    Attributes:
        on: The day it happened.
        kind: One of :class:`RequestEventKind`; another word is kept and told as a problem.
        received: The day a letter of consultation was received; ``on`` where it is not known.
        days: Working days of an extension.
        until: The day agreed under a delay; the day a notice to correct names.
        party: Which third party or agency, where several are asked.
    """

    on: date
    kind: str
    received: date | None = None
    days: int | None = None
    until: date | None = None
    party: str | None = None

    def __attrs_post_init__(self) -> None:
        found = (*_unfit_words(self), *_unfit_keys(self))
        if found:
            raise DataError(
                Message("An event of {day} cannot be read.", day=self.on),
                tuple(Mistake("", key, what) for key, what in found),
            )


LONGEST_WORD = 100
"""Characters of a kind or a party."""
_NEEDED = {RequestEventKind.EXTENDED: "days", RequestEventKind.DELAYED: "until"}
_TAKEN: dict[str, tuple[str, ...]] = {
    RequestEventKind.CORRECTION_ASKED: ("until",),
    RequestEventKind.THIRD_PARTY_ASKED: ("received", "party"),
    RequestEventKind.CO_AGENCY_ASKED: ("received", "party"),
    RequestEventKind.THIRD_PARTY_ANSWERED: ("party",),
    RequestEventKind.CO_AGENCY_ANSWERED: ("party",),
    RequestEventKind.EXTENDED: ("days",),
    RequestEventKind.DELAYED: ("until",),
}


def _unfit_words(event: RequestEvent) -> Iterable[tuple[str, Message]]:
    """Words are shown on terminals and in letters, so they hold no control characters."""
    for key, word in (("kind", event.kind), ("party", event.party or "")):
        if len(word) > LONGEST_WORD or not word.isprintable():
            yield (
                key,
                Message(
                    "expected at most {most} characters, all of which can be printed",
                    most=LONGEST_WORD,
                ),
            )


def _unfit_keys(event: RequestEvent) -> Iterable[tuple[str, Message]]:
    """Keys that a kind of event needs and lacks, or has and does not know."""
    if event.kind not in tuple(RequestEventKind):
        return
    needed = _NEEDED.get(RequestEventKind(event.kind))
    if needed is not None and getattr(event, needed) is None:
        yield needed, Message("is missing; {kind} needs it", kind=event.kind)
    for key in ("received", "days", "until", "party"):
        if getattr(event, key) is not None and key not in _TAKEN.get(event.kind, ()):
            yield key, Message("does not belong to {kind}", kind=event.kind)


MOST_EVENTS = 2000
"""Events of one request that are read; no real one has a tenth of it."""


@frozen(kw_only=True)
class RequestHistory:
    """A request and what happened to it (申请及办理经过).

    Attributes:
        received: The day of receipt as Article 31 fixes it; day 0.
        events: As they are written down; out of order they are a problem.
        as_of: The day whose knowledge is asked for; the day of the last event if not given.
    """

    received: date
    events: tuple[RequestEvent, ...] = ()
    as_of: date | None = None

    def __attrs_post_init__(self) -> None:
        if len(self.events) > MOST_EVENTS:
            raise DataError(
                Message(
                    "{count} events of one request; at most {most} are read.",
                    count=len(self.events),
                    most=MOST_EVENTS,
                )
            )
        if self.as_of is not None and self.as_of < self.received:
            raise DataError(
                Message(
                    "as_of {as_of} lies before the day of receipt, {received}.",
                    as_of=self.as_of,
                    received=self.received,
                )
            )


@frozen(kw_only=True)
class EventRule:
    """What the law says of one kind of event (事件规则).

    Attributes:
        kind: The event.
        basis: Articles that say so, the one that bears on the clock first.
        times: How often it may happen: a notice to correct in the life of a request, an extension
            in one period; any number where ``None``.
        within: Working days from receipt in which it must happen.
        most_days: Working days that it may add.
        silence: Working days after which silence ends the wait it began: a consultation is then
            over, an unpaid or uncorrected request abandoned. ``None`` where the law names no
            number.
    """

    kind: RequestEventKind
    basis: tuple[LegalBasis, ...] = ()
    times: int | None = field(default=None, validator=validators.optional(validators.ge(1)))
    within: int | None = field(default=None, validator=validators.optional(validators.ge(0)))
    most_days: int | None = field(default=None, validator=validators.optional(validators.ge(1)))
    silence: int | None = field(default=None, validator=validators.optional(validators.ge(1)))


@frozen(kw_only=True)
class RequestRules:
    """The law of requests as it holds for those received in one time (依申请公开办理规则).

    Attributes:
        id: Kebab-case.
        name: The text of law, as people call it.
        basis: That text.
        in_force: Days of receipt that it holds for.
        reply_days: Working days in which a reply is due.
        reply_basis: Its article.
        events: What may happen; a kind that is not here is not allowed.
        replaces: Rules of another plugin that these stand for.
        source: Where they were read.
    """

    id: str
    name: str
    basis: LegalBasis
    in_force: Period = ALWAYS
    reply_days: int = field(validator=validators.ge(1))
    reply_basis: LegalBasis
    events: tuple[EventRule, ...] = field()
    replaces: str | None = None
    source: str | None = None

    @events.validator
    def _each_once(self, _: object, events: tuple[EventRule, ...]) -> None:
        kinds = [each.kind for each in events]
        if twice := sorted({each for each in kinds if kinds.count(each) > 1}):
            raise DataError(
                Message("Events are ruled more than once: {kinds}.", kinds=tuple(twice))
            )

    def rule(self, kind: str) -> EventRule | None:
        """What they say of an event; ``None`` where they do not allow it."""
        return next((each for each in self.events if each.kind == kind), None)


@frozen(kw_only=True)
class Pause:
    """Days that are not counted (停止计时): the first and the last of them.

    ``last`` is ``None`` where nobody knows yet when it ends; ``working_days`` then are those up to
    the day that is asked about. Of pauses that overlap, each has all its own working days.
    """

    kind: PauseKind
    first: date
    last: date | None
    working_days: int
    basis: tuple[LegalBasis, ...]


@frozen(kw_only=True)
class EventProblem:
    """An event that the law does not allow, or not then (问题).

    ``index`` is its place in the history. ``counted`` tells whether it moved the clock all the
    same.
    """

    index: int
    event: RequestEvent
    what: Message
    basis: tuple[LegalBasis, ...] = ()
    counted: bool = False

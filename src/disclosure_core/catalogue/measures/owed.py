"""What an office owes and what became of it: obligations as values (公开义务)."""

from datetime import date
from enum import StrEnum

from attrs import field, frozen

from disclosure_core.calendar.values import DueDate
from disclosure_core.catalogue.measures.limits import AppliedLimit
from disclosure_core.catalogue.phrases.time_limit import WHOLE
from disclosure_core.catalogue.values import DisclosureItem, Formation, FormationKind
from disclosure_core.legal import LegalBasis
from disclosure_core.messages import Message


class ObligationState(StrEnum):
    """What became of an obligation by a day (义务状态)."""

    DUE = "due"
    """未到期: not released, and there is time"""
    MET = "met"
    """按期公开"""
    MET_LATE = "met_late"
    """逾期公开"""
    OVERDUE = "overdue"
    """逾期未公开"""
    OPEN_ENDED = "open_ended"
    """无期限: no due date is set, not released"""


@frozen(kw_only=True)
class Obligation:
    """Something an office must release by a day (公开义务).

    Attributes:
        item: The item that asks for it.
        start: Day 0: formed, changed, or the first day on which a release counts for the period.
        reference: What was formed, or the period.
        limit: The part of the item's limit that applies.
        due: By when; ``None`` where no limit is set.
        kind: Formed or changed; ``None`` for a period.
        rule: How the due day of a period follows.
        agency: Who owes it: named by the event, else by the item.
        region: Where, if the event names a place.
        release: The release that met it, if any.
        released_on: The day it was met.
        lag: Working days from ``start`` to the release; negative where it came before.
        days_late: Calendar days after the due day, to the release or to the day looked at; 0 where
            in time.
        state: What became of it.
    """

    item: DisclosureItem
    start: date
    reference: str
    limit: AppliedLimit
    due: DueDate | None
    kind: FormationKind | None
    rule: Message
    agency: str | None
    region: str | None
    release: str | None
    released_on: date | None
    lag: int | None
    days_late: int
    state: ObligationState

    @property
    def provisional(self) -> bool:
        """Whether an official notice may still move the due day."""
        return self.due is not None and self.due.provisional

    @property
    def note(self) -> Message | None:
        """Why it was not met in time; ``None`` where it was, or is not due yet."""
        if self.due is None or not self.days_late:
            return None
        due = due_text(self.due)
        if self.released_on is None:
            return Message(
                "{reference}, due {due}, not released, {days} days late",
                reference=self.reference,
                due=due,
                days=self.days_late,
            )
        return Message(
            "{reference}, due {due}, released {on}, {days} days late",
            reference=self.reference,
            due=due,
            on=self.released_on,
            days=self.days_late,
        )

    @property
    def basis(self) -> LegalBasis | None:
        """What asks for it: the ground of the number of days, else the item's first basis."""
        return self.limit.basis or next(iter(self.item.bases), None)

    @property
    def reason(self) -> Message:
        """Why it is due then: what happened, which part of the limit applies, how it counts."""
        if self.kind is None:
            happened = Message("period {period}", period=self.reference)
        elif self.kind is FormationKind.CHANGED:
            happened = Message("changed on {on}", on=self.start)
        else:
            happened = Message("formed on {on}", on=self.start)
        if self.limit.part is None:
            return Message("{happened}: {rule}", happened=happened, rule=self.rule)
        if self.limit.part == WHOLE and self.kind is not None:
            return Message(
                "{happened}: {rule} (no part of the limit names it; the main part applies)",
                happened=happened,
                rule=self.rule,
            )
        return Message(
            "{happened}: {rule} (part of the limit: {part})",
            happened=happened,
            rule=self.rule,
            part=self.limit.part,
        )


@frozen(kw_only=True)
class Unobliged:
    """An item or an event that gives no obligation (无义务), and why.

    ``formation`` is the event, where it is one.
    """

    item: str
    name: str
    reason: Message
    domain: str | None = None
    agency: str | None = None
    formation: Formation | None = None


@frozen(kw_only=True)
class Obligations:
    """All obligations that fall due in a time, and what gives none (义务清单).

    In order of due day, those of one day in the order of the items; those without one last.
    ``since`` and ``until`` bound the due days, and the start of those without; ``on`` is the day
    they are looked at.
    """

    on: date
    since: date
    until: date
    all: tuple[Obligation, ...]
    unobliged: tuple[Unobliged, ...] = field(repr=False)

    def in_state(self, *states: ObligationState) -> tuple[Obligation, ...]:
        """Those in any of ``states``."""
        return tuple(each for each in self.all if each.state in states)


def due_text(due: DueDate | None) -> Message | str:
    """A due day, and whether an official notice may still move it."""
    if due is None:
        return Message("no due date")
    if due.provisional:
        return Message(
            "{due} (provisional: no notice for {years} yet)",
            due=due.day,
            years=", ".join(map(str, due.years_missing)),
        )
    return due.day.isoformat()

"""From items and what happened to them to obligations with due dates, met or not (公开义务).

Two things oblige: information of an item is formed or changed, and a period ends. Each gives one
obligation, with its due date, what says so, and the release that met it. Items and events that give
none are answered too, with the reason: nothing is dropped. Which release meets which obligation is
``matching``; how a due date follows is ``limits`` and ``periods``.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from attrs import field, frozen

from disclosure_core.calendar.values import DueDate
from disclosure_core.calendar.working_days import Calendar
from disclosure_core.catalogue.measures.grounds import ON_REQUEST, on_request_only
from disclosure_core.catalogue.measures.lags import LagCounter
from disclosure_core.catalogue.measures.limits import (
    AppliedLimit,
    due_date,
    limit_for,
    recurring_limits,
)
from disclosure_core.catalogue.measures.matching import Call, matched, publications
from disclosure_core.catalogue.measures.owed import (
    Obligation,
    Obligations,
    ObligationState,
    Unobliged,
)
from disclosure_core.catalogue.measures.periods import PeriodDue, period_dues
from disclosure_core.catalogue.values import (
    DisclosureItem,
    Formation,
    Fulfilment,
    TimeLimit,
    TimeLimitKind,
)
from disclosure_core.errors import DataError
from disclosure_core.legal import ALWAYS
from disclosure_core.messages import Message

LOOK_BACK = timedelta(days=366)
"""Periods that fell due this long before the time asked for may have used up releases in it."""

FIRST_YEAR, LAST_YEAR = 1900, 2999
"""Years in which obligations can be asked for."""

_OUTSIDE = Message("falls due outside the time asked for")


def obligations(
    items: Iterable[DisclosureItem],
    formations: Iterable[Formation],
    fulfilments: Iterable[Fulfilment],
    *,
    calendar: Calendar,
    since: date,
    until: date,
    on: date,
) -> Obligations:
    """The obligations of ``items`` that fall due from ``since`` to ``until``, as they stand.

    Args:
        items: The items that hold: verified, not left out.
        formations: What was formed or changed. Give all that is known, also before ``since``: an
            earlier event may have used up a release.
        fulfilments: What was released; what comes after ``on`` does not count yet.
        calendar: Which days are worked.
        since: The first due day asked for.
        until: The last due day asked for.
        on: The day they are looked at.

    Raises:
        DataError: the time ends before it begins, or lies outside the years 1900 to 2999.
    """
    _refuse_odd(since, until)
    standing = {item.id: item for item in items}
    by_item, unobliged = _formations_by_item(formations, standing)
    released = publications(fulfilments, on)
    maker = _Maker(calendar=calendar, since=since, until=until, on=on, lags=LagCounter(calendar))
    found: list[Obligation] = []
    for key, item in standing.items():
        made, without = maker.of_item(item, by_item.get(key, ()), released.get(key, ()))
        found += made
        unobliged += without
    found.sort(key=_due_day)
    return Obligations(
        on=on, since=since, until=until, all=tuple(found), unobliged=tuple(unobliged)
    )


def _refuse_odd(since: date, until: date) -> None:
    if until < since:
        raise DataError(
            Message("The time asked for ends on {until}, before {since}.", since=since, until=until)
        )
    if since.year < FIRST_YEAR or until.year > LAST_YEAR:
        raise DataError(
            Message(
                "Obligations can be asked for in the years {first} to {last}.",
                first=FIRST_YEAR,
                last=LAST_YEAR,
            )
        )


def _due_day(each: Obligation) -> date:
    return each.due.day if each.due else date.max


def _formations_by_item(
    formations: Iterable[Formation], standing: Mapping[str, DisclosureItem]
) -> tuple[Mapping[str, Sequence[Formation]], list[Unobliged]]:
    """Events by the item they are of; those of items that do not hold here apart."""
    by_item: defaultdict[str, list[Formation]] = defaultdict(list)
    strangers: list[Unobliged] = []
    for formation in formations:
        if formation.item in standing:
            by_item[formation.item].append(formation)
        else:
            strangers.append(
                Unobliged(
                    item=formation.item,
                    name=formation.subject or formation.reference,
                    reason=Message("its item does not hold here"),
                    agency=formation.agency,
                    formation=formation,
                )
            )
    return by_item, strangers


@frozen(kw_only=True)
class _Maker:
    """Makes the obligations of one item after another, remembering what was counted before."""

    calendar: Calendar
    since: date
    until: date
    on: date
    lags: LagCounter
    dues: dict[tuple[TimeLimitKind, int | None, bool, date], DueDate | None] = field(factory=dict)
    recurring: dict[TimeLimit, tuple[AppliedLimit, ...]] = field(factory=dict)
    undivided: dict[TimeLimit, AppliedLimit] = field(factory=dict)

    def of_item(
        self,
        item: DisclosureItem,
        formations: Sequence[Formation],
        released: Sequence[Fulfilment],
    ) -> tuple[list[Obligation], list[Unobliged]]:
        """The obligations of an item in the time asked for, and what gives none."""
        if on_request_only(item):
            events = (_event(item, each, ON_REQUEST) for each in formations)
            return [], [_without(item, ON_REQUEST), *events]
        calls: list[Call] = []
        without: list[Unobliged] = []
        undivided = None if item.time_limit.clauses else self._undivided(item, formations)
        for formation in formations:
            limit = undivided or limit_for(item, formation)
            if reason := self._passed_over(item, formation, limit):
                without.append(_event(item, formation, reason))
            else:
                calls.append(self._call(formation, limit))
        made: list[Obligation] = []
        for call, met in matched(calls, list(self._period_calls(item)), released):
            if self._asked_for(call):
                made.append(self._obligation(item, call, met))
            elif call.formation is not None:
                without.append(_event(item, call.formation, _OUTSIDE))
        if not made and not formations:
            without.append(_without(item, self._why_none(item)))
        return made, without

    def _undivided(
        self, item: DisclosureItem, formations: Sequence[Formation]
    ) -> AppliedLimit | None:
        """The limit of an item that has one for all that is formed."""
        if not formations:
            return None
        known = self.undivided.get(item.time_limit)
        if known is None:
            known = self.undivided[item.time_limit] = limit_for(item, formations[0])
        return known

    def _passed_over(
        self, item: DisclosureItem, formation: Formation, limit: AppliedLimit
    ) -> Message | None:
        """Why an event gives no obligation; ``None`` where it gives one."""
        if item.in_force is not ALWAYS and not item.in_force.covers(formation.on):
            return Message("the item was not in force on that day")
        if formation.on > self.on:
            return Message("formed after the day looked at")
        if limit.recurring:
            return Message("the item's limit runs by periods, not by what is formed")
        return None

    def _call(self, formation: Formation, limit: AppliedLimit) -> Call:
        key = (limit.kind, limit.days, limit.before, formation.on)
        try:
            due = self.dues[key]
        except KeyError:
            due = self.dues[key] = due_date(limit, formation.on, self.calendar)
        # By place, in the order of its fields: this is the innermost loop of a year.
        return Call(
            date.min if limit.before else formation.on,
            formation.on,
            due,
            formation.reference,
            limit,
            limit.rule,
            formation,
        )

    def _period_calls(self, item: DisclosureItem) -> Iterator[Call]:
        if item.time_limit not in self.recurring:
            self.recurring[item.time_limit] = recurring_limits(item.time_limit)
        for limit in self.recurring[item.time_limit]:
            for each in self._periods(limit, item):
                yield Call(
                    opens=each.opens,
                    start=each.opens,
                    due=each.due,
                    reference=each.period,
                    limit=limit,
                    rule=each.rule,
                    formation=None,
                )

    def _periods(self, limit: AppliedLimit, item: DisclosureItem) -> Iterable[PeriodDue]:
        return period_dues(
            limit, self.since - LOOK_BACK, self.until, self.calendar, in_force=item.in_force
        )

    def _asked_for(self, call: Call) -> bool:
        return self.since <= (call.due.day if call.due else call.start) <= self.until

    def _obligation(self, item: DisclosureItem, call: Call, met: Fulfilment | None) -> Obligation:
        formation, due = call.formation, call.due
        ended = met.published_on if met else self.on
        late = due is not None and due.day < ended
        return Obligation(
            item=item,
            start=call.start,
            reference=call.reference,
            limit=call.limit,
            due=due,
            kind=formation.kind if formation else None,
            rule=call.rule,
            agency=(formation.agency if formation else None) or item.agency,
            region=formation.region if formation else None,
            release=met.release if met else None,
            released_on=met.published_on if met else None,
            lag=self.lags.count(call.start, met.published_on) if met else None,
            days_late=(ended - due.day).days if late and due else 0,
            state=_state(has_due=due is not None, met=met is not None, late=late),
        )

    def _why_none(self, item: DisclosureItem) -> Message:
        if not item.in_force.covers(self.on):
            return Message("the item is not in force")
        if self.recurring[item.time_limit]:
            return Message("no period of it falls due in the time asked for")
        if item.time_limit.kind is TimeLimitKind.UNSPECIFIED and item.time_limit.note:
            return Message("to be public at all times, no due date")
        return Message("nothing was recorded as formed or changed")


def _state(*, has_due: bool, met: bool, late: bool) -> ObligationState:
    if met:
        return ObligationState.MET_LATE if late else ObligationState.MET
    if not has_due:
        return ObligationState.OPEN_ENDED
    return ObligationState.OVERDUE if late else ObligationState.DUE


def _without(item: DisclosureItem, reason: Message) -> Unobliged:
    return Unobliged(
        item=item.id, name=item.title, reason=reason, domain=item.domain, agency=item.agency
    )


def _event(item: DisclosureItem, formation: Formation, reason: Message) -> Unobliged:
    return Unobliged(
        item=item.id,
        name=item.title,
        reason=reason,
        domain=item.domain,
        agency=formation.agency or item.agency,
        formation=formation,
    )

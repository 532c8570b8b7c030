"""Timeliness: obligations met in time ÷ obligations decided by a day (公开及时率).

An obligation is decided once it was met or its due day has passed. What is not due yet, has no due
date or gives no obligation is left out, each with its reason. A provisional due day counts as it
now stands, and the tallies say how many there are.
"""

from collections import Counter
from collections.abc import Iterable

from disclosure_core.catalogue.measures.grounds import IN_TIME
from disclosure_core.catalogue.measures.owed import (
    Obligation,
    Obligations,
    ObligationState,
    Unobliged,
)
from disclosure_core.catalogue.measures.rates import rate_formula, rate_of
from disclosure_core.catalogue.measures.values import Counted, Excluded, Measure, Tally
from disclosure_core.messages import Message

TIMELINESS = rate_formula(
    "timeliness",
    name=Message("Timeliness"),
    met=Message("obligations met by their due day"),
    counted=Message("obligations met, or not met and past their due day"),
    undefined=Message("nothing was due"),
    basis=IN_TIME,
)
"""Met in time ÷ decided, in percent with two places, half up."""

STATES = {
    ObligationState.DUE: Message("not due yet"),
    ObligationState.MET: Message("met in time"),
    ObligationState.MET_LATE: Message("met late"),
    ObligationState.OVERDUE: Message("overdue"),
    ObligationState.OPEN_ENDED: Message("no due date is set"),
}
"""What became of an obligation, in words."""

_METHOD = (
    Message("A release that names what it answers meets that; others meet the earliest left."),
    Message("The day of forming or change is day 0; the due day itself is in time."),
)


def timeliness(owed: Obligations) -> Measure:
    """The share of obligations that were met in time, of those decided by ``owed.on``."""
    counted: list[Counted] = []
    excluded: list[Excluded] = [_unobliged(each) for each in owed.unobliged]
    for number, each in enumerate(owed.all):
        if each.due is None or each.state is ObligationState.DUE:
            excluded.append(_undecided(each, number))
        else:
            counted.append(_decided(each, number))
    return rate_of(
        TIMELINESS,
        counted,
        excluded,
        on=owed.on,
        since=owed.since,
        tallies=_tallies(owed.all),
        method=_METHOD,
    )


def _decided(each: Obligation, number: int) -> Counted:
    met = each.state is ObligationState.MET
    return Counted(
        subject=_subject(each, number),
        name=each.item.title,
        value=int(met),
        domain=each.item.domain,
        agency=each.agency,
        region=each.region,
        explained=each,
        releases=(each.release,) if each.release else (),
    )


def _undecided(each: Obligation, number: int) -> Excluded:
    reason = STATES[ObligationState.DUE] if each.due else each.rule
    return Excluded(
        subject=_subject(each, number),
        name=each.item.title,
        reason=reason,
        domain=each.item.domain,
        agency=each.agency,
        region=each.region,
    )


def _unobliged(each: Unobliged) -> Excluded:
    return Excluded(
        subject=f"{each.item} {each.formation.reference}" if each.formation else each.item,
        name=each.name,
        reason=each.reason,
        domain=each.domain,
        agency=each.agency,
    )


def _subject(each: Obligation, number: int) -> str:
    """The obligation's name in the ledger: item and what was formed, numbered as they are owed."""
    return f"{number + 1} {each.item.id} {each.reference}"


def _tallies(owed: Iterable[Obligation]) -> Iterable[Tally]:
    states: Counter[ObligationState] = Counter()
    provisional = 0
    for each in owed:
        states[each.state] += 1
        provisional += each.provisional
    for state, name in STATES.items():
        yield Tally(id=state.value, name=name, count=states[state])
    yield Tally(id="provisional", name=Message("provisional due day"), count=provisional)

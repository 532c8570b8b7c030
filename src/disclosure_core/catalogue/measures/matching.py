"""Which release met which obligation of an item (义务与公开的对应).

A release that names what it answers serves exactly that: both the forming of a document and its
change, if both are named alike. Any other release serves one obligation of an item: events in the
order they happened, each taking the earliest release left on or after it; periods first with
releases within them, then with late ones. A limit that counts back from an event is met by a
release that names the event only, since nothing else tells an early release from one for another
event.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from disclosure_core.calendar.values import DueDate
from disclosure_core.catalogue.measures.limits import AppliedLimit
from disclosure_core.catalogue.values import Formation, Fulfilment
from disclosure_core.messages import Message


class Call(NamedTuple):
    """Something that asks for a release: an event, or a period (``formation`` is ``None``).

    ``opens`` is the first day on which a release counts; ``start`` is day 0.
    """

    opens: date
    start: date
    due: DueDate | None
    reference: str
    limit: AppliedLimit
    rule: Message
    formation: Formation | None


def publications(
    fulfilments: Iterable[Fulfilment], on: date
) -> Mapping[str, tuple[Fulfilment, ...]]:
    """What was released for each item by a day: each version of a release once, earliest first.

    Of several channels that showed a version, the first counts.
    """
    by_item: defaultdict[str, list[Fulfilment]] = defaultdict(list)
    for each in fulfilments:
        if each.published_on <= on:
            by_item[each.item].append(each)
    return {item: _versions(found) for item, found in by_item.items()}


def _versions(found: list[Fulfilment]) -> tuple[Fulfilment, ...]:
    """Each version once, earliest first; of one day, what names what it answers."""
    if len(found) == 1:
        return tuple(found)
    first: dict[tuple[str, int], Fulfilment] = {}
    for each in sorted(found, key=_order):
        first.setdefault((each.release, each.version), each)
    return tuple(first.values())


def matched(
    events: Sequence[Call], periods: Sequence[Call], released: Sequence[Fulfilment]
) -> list[tuple[Call, Fulfilment | None]]:
    """Each call of an item with the release that met it, if any; events, then periods.

    Args:
        events: What was formed or changed.
        periods: Periods that ended or will.
        released: The item's releases, earliest first.
    """
    if not released:
        return [(call, None) for call in (*events, *periods)]
    calls = (*events, *periods)
    references = {call.reference for call in calls}
    named: defaultdict[str, list[Fulfilment]] = defaultdict(list)
    others: list[Fulfilment] = []
    for each in released:
        if each.reference is not None and each.reference in references:
            named[each.reference].append(each)
        else:
            others.append(each)
    met: dict[int, Fulfilment] = {}
    for index, call in enumerate(calls):
        for each in named.get(call.reference, ()):
            if each.published_on >= call.opens:
                met[index] = each
                break
    if others:
        _serve(calls, others, met, count=len(events))
    return [(call, met.get(index)) for index, call in enumerate(calls)]


def _serve(
    calls: Sequence[Call], left: list[Fulfilment], met: dict[int, Fulfilment], *, count: int
) -> None:
    """Give the releases that name nothing to the calls not met yet.

    The first ``count`` calls are events, the rest periods.
    """
    waiting = [index for index in range(len(calls)) if index not in met]
    periods = [index for index in waiting if index >= count]
    left = _take(
        calls, sorted(periods, key=lambda index: calls[index].opens), left, met, late=False
    )
    events = [index for index in waiting if index < count and not calls[index].limit.before]
    still = [index for index in periods if index not in met]
    order = sorted((*events, *still), key=lambda index: (calls[index].opens, index))
    _take(calls, order, left, met, late=True)


def _take(
    calls: Sequence[Call],
    order: Iterable[int],
    left: list[Fulfilment],
    met: dict[int, Fulfilment],
    *,
    late: bool,
) -> list[Fulfilment]:
    """Let each call, in order of its opening, take the earliest release; answer those not taken."""
    rest: list[Fulfilment] = []
    place = 0
    for index in order:
        call = calls[index]
        while place < len(left) and left[place].published_on < call.opens:
            rest.append(left[place])
            place += 1
        if place == len(left):
            break
        if late or (call.due is not None and left[place].published_on <= call.due.day):
            met[index] = left[place]
            place += 1
    return [*rest, *left[place:]]


def _order(each: Fulfilment) -> tuple[date, str, int, bool]:
    return (each.published_on, each.release, each.version, each.reference is None)

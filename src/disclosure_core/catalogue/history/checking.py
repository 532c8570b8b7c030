"""What is wrong with a history of items: where it contradicts itself or the items' periods."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from disclosure_core.catalogue.history.following import ItemHistory
from disclosure_core.catalogue.values import DisclosureItem, Succession
from disclosure_core.errors import DataError, Mistake
from disclosure_core.legal import Period
from disclosure_core.messages import Message

_DAY = timedelta(days=1)


def check_history(
    items: Mapping[str, Sequence[Period]] | Iterable[DisclosureItem],
    successions: Iterable[Succession],
) -> None:
    """Refuse a history that contradicts itself or its items.

    Raises:
        DataError: all mistakes of :func:`mistakes_in_history`.
    """
    if mistakes := mistakes_in_history(items, successions):
        raise DataError(
            Message("The history of items has {count} mistakes.", count=len(mistakes)),
            mistakes,
            fix=Message("correct the successions, or the periods in force of the items."),
        )


def mistakes_in_history(
    items: Mapping[str, Sequence[Period]] | Iterable[DisclosureItem],
    successions: Iterable[Succession],
    *,
    foreign: Iterable[str] = (),
) -> tuple[Mistake, ...]:
    """All that is wrong with a history, found together.

    That is: ids nobody defines; an id on both sides; an id that begins anew after it ended, or
    that two successions end; an item of ``after`` that begins on another day than ``on``; an item
    of ``before`` whose last day is not the day before; successions in a ring.

    Args:
        items: The items, or the periods in which each id holds.
        successions: What became of them.
        foreign: Ids whose period is not theirs to end who wrote the succession (items of a layer
            beneath): these need not end the day before.
    """
    periods = items if isinstance(items, Mapping) else _periods(items)
    listed = ItemHistory(successions).successions
    excused = frozenset(foreign)
    mistakes: list[Mistake] = []
    for each in listed:
        mistakes += _unknown(each, periods)
        mistakes += _not_beginning(each, periods)
        mistakes += _not_ending(each, periods, excused)
    mistakes += _used_again(listed)
    mistakes += _rings(listed)
    return tuple(mistakes)


def _periods(items: Iterable[DisclosureItem]) -> Mapping[str, Sequence[Period]]:
    periods: dict[str, list[Period]] = {}
    for each in items:
        periods.setdefault(each.id, []).append(each.in_force)
    return periods


def _unknown(succession: Succession, periods: Mapping[str, Sequence[Period]]) -> Iterator[Mistake]:
    for item in (*succession.before, *succession.after):
        if item not in periods:
            yield _mistake(succession, item, Message("no item of that id is known"))


def _not_beginning(
    succession: Succession, periods: Mapping[str, Sequence[Period]]
) -> Iterator[Mistake]:
    for item in succession.after:
        known = periods.get(item)
        first = min((each.since or date.min for each in known), default=None) if known else None
        if first is not None and first != succession.on:
            what = Message(
                "begins on {found}; expected {on}, the day of the succession",
                found=first if first > date.min else Message("no day"),
                on=succession.on,
            )
            yield _mistake(succession, item, what)


def _not_ending(
    succession: Succession, periods: Mapping[str, Sequence[Period]], excused: frozenset[str]
) -> Iterator[Mistake]:
    for item in succession.before:
        known = periods.get(item)
        last = max((each.until or date.max for each in known), default=None) if known else None
        if last is not None and item not in excused and last != succession.on - _DAY:
            what = Message(
                "ends on {found}; expected {day}, the day before the succession",
                found=last if last < date.max else Message("no day"),
                day=succession.on - _DAY,
            )
            yield _mistake(succession, item, what)


def _used_again(successions: Sequence[Succession]) -> Iterator[Mistake]:
    ended: dict[str, date] = {}
    begun: dict[str, date] = {}
    for each in successions:
        for item in each.after:
            if item in each.before:
                what = Message("stands both before and after")
                yield _mistake(each, item, what)
            elif item in ended:
                what = Message(
                    "is used again; it ended on {on}, and an id is never used again", on=ended[item]
                )
                yield _mistake(each, item, what)
            elif item in begun:
                yield _mistake(
                    each, item, Message("begins twice; it began on {on}", on=begun[item])
                )
            begun.setdefault(item, each.on)
        for item in each.before:
            if item in ended:
                yield _mistake(each, item, Message("ends twice; it ended on {on}", on=ended[item]))
            ended.setdefault(item, each.on)


def _rings(successions: Sequence[Succession]) -> Iterator[Mistake]:
    """Each ring at its smallest id: what came of an item cannot have come before it."""
    following: dict[str, dict[str, Succession]] = {}
    for each in successions:
        for before in each.before:
            for after in each.after:
                if after != before:
                    following.setdefault(before, {}).setdefault(after, each)
    following = _only_on_rings(following)
    for start in sorted(following):
        ring = _ring_from(start, following)
        if ring and start == min(ring):
            first = following[start][ring[1]]
            what = Message("the items follow each other in a ring: {ring}", ring=tuple(ring))
            yield _mistake(first, start, what)


def _only_on_rings(following: dict[str, dict[str, Succession]]) -> dict[str, dict[str, Succession]]:
    """Without the items from which no way leads on for ever: what is left is small."""
    left = {item: dict(after) for item, after in following.items()}
    before: dict[str, list[str]] = {}
    for item, after in left.items():
        for each in after:
            before.setdefault(each, []).append(item)
    ends = [each for each in before if each not in left]
    while ends:
        end = ends.pop()
        for item in before.get(end, ()):
            if item in left and left[item].pop(end, None) is not None and not left[item]:
                del left[item]
                ends.append(item)
    return left


def _ring_from(start: str, following: Mapping[str, Mapping[str, Succession]]) -> list[str]:
    """The shortest way from an item back to itself; empty where there is none."""
    came_from: dict[str, str] = {}
    waiting = deque([start])
    while waiting:
        each = waiting.popleft()
        for after in following.get(each, ()):
            if after == start:
                ring = [each]
                while ring[-1] != start:
                    ring.append(came_from[ring[-1]])
                return ring[::-1]
            if after not in came_from:
                came_from[after] = each
                waiting.append(after)
    return []


def _mistake(succession: Succession, item: str, what: Message) -> Mistake:
    return Mistake(file=succession.source or "", place=item, what=what)

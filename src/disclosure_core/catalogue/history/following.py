"""What came before an item and what came after it, and which releases carry over."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from attrs import evolve, field, frozen

from disclosure_core.catalogue.values import Fulfilment, Succession, SuccessionKind
from disclosure_core.messages import Message

SUCCESSION_KINDS: Mapping[SuccessionKind, Message] = {
    SuccessionKind.SPLIT: Message("split"),
    SuccessionKind.MERGED: Message("merged"),
    SuccessionKind.REPLACED: Message("replaced"),
    SuccessionKind.ENDED: Message("ended"),
}
"""The kinds of succession as people read them."""


def _by_date(given: Iterable[Succession]) -> tuple[Succession, ...]:
    """By date; what a new version says again, wherever it was read, once."""
    said = {(each.on, each.before, each.after): each for each in reversed(tuple(given))}
    return tuple(sorted(said.values(), key=lambda each: (each.on, each.before, each.after)))


@frozen(slots=False)
class ItemHistory:
    """All successions of a catalogue, by date, indexed by the items on either side (事项沿革)."""

    successions: tuple[Succession, ...] = field(converter=_by_date)

    @cached_property
    def _from(self) -> Mapping[str, tuple[Succession, ...]]:
        return _indexed((item, each) for each in self.successions for item in each.before)

    @cached_property
    def _to(self) -> Mapping[str, tuple[Succession, ...]]:
        return _indexed((item, each) for each in self.successions for item in each.after)

    def predecessors(self, item: str) -> tuple[str, ...]:
        """The items that gave way to this one directly."""
        return _named(self._to.get(item, ()), "before")

    def successors(self, item: str) -> tuple[str, ...]:
        """The items that this one gave way to directly."""
        return _named(self._from.get(item, ()), "after")

    def of(self, item: str) -> tuple[Succession, ...]:
        """All that led to an item and all that came of it, by date.

        Follows predecessors back and successors on, however far; not the other parts of a split on
        the way. A ring is cut where it closes.
        """
        back = self._followed(item, self._to, "before")
        on = self._followed(item, self._from, "after")
        return tuple(each for each in self.successions if each in back or each in on)

    def standing_for(self, item: str) -> tuple[str, ...]:
        """The items that stand for an item at the end of all successions; itself if nothing came.

        Empty where it ended and nothing came after.
        """
        ends: dict[str, None] = {}
        waiting, seen = deque([item]), {item}
        while waiting:
            each = waiting.popleft()
            if each not in self._from:
                ends[each] = None
            for following in self.successors(each):
                if following not in seen:
                    seen.add(following)
                    waiting.append(following)
        return tuple(ends)

    def _followed(
        self, item: str, index: Mapping[str, tuple[Succession, ...]], side: str
    ) -> set[Succession]:
        found: set[Succession] = set()
        waiting, seen = [item], {item}
        while waiting:
            for succession in index.get(waiting.pop(), ()):
                found.add(succession)
                ids: tuple[str, ...] = getattr(succession, side)
                waiting += [each for each in ids if each not in seen]
                seen.update(ids)
        return found


def no_longer(item: str, ended: Succession) -> Message:
    """That an item has ended: a table that still has its row must not make a new one of it."""
    if not ended.after:
        return Message("{id} ended on {day}; take this row out", id=item, day=ended.on)
    return Message(
        "{id} gave way to {items} on {day}; take this row out, and change theirs",
        id=item,
        items=ended.after,
        day=ended.on,
    )


def carried_fulfilments(
    fulfilments: Iterable[Fulfilment], successions: Iterable[Succession]
) -> tuple[Fulfilment, ...]:
    """The fulfilments, and those of items that gave way, carried over to what came after them.

    What was released for an item that was merged into another, or replaced one for one, was
    released for the other too: its whole duty lives on there, so a county that did its work last
    year is not marked down because a guide was renumbered. It is *not* carried over a split: the
    release may show one part and not the others, and only a person who looks can say which. For
    the same reason it is not carried where several gave way to several.

    Returns:
        All as given, then the carried ones, with the item's id changed and nothing else; through
        several successions where one follows another. None comes twice.
    """
    given = tuple(fulfilments)
    heirs = _heirs(successions)
    carried = (evolve(each, item=heir) for each in given for heir in _all_heirs(each.item, heirs))
    return tuple(dict.fromkeys((*given, *carried)))


def _heirs(successions: Iterable[Succession]) -> Mapping[str, tuple[str, ...]]:
    """The one item that whole items live on in."""
    return {
        before: tuple(dict.fromkeys(each.after[0] for each in listed))
        for before, listed in _indexed(
            (before, each) for each in successions if len(each.after) == 1 for before in each.before
        ).items()
    }


def _all_heirs(item: str, heirs: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    seen = {item}
    waiting = deque(heirs.get(item, ()))
    while waiting:
        each = waiting.popleft()
        if each not in seen:
            seen.add(each)
            yield each
            waiting += heirs.get(each, ())


def _indexed(pairs: Iterable[tuple[str, Succession]]) -> Mapping[str, tuple[Succession, ...]]:
    index: dict[str, list[Succession]] = {}
    for item, succession in pairs:
        index.setdefault(item, []).append(succession)
    return {item: tuple(listed) for item, listed in index.items()}


def _named(successions: Iterable[Succession], side: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for each in successions for item in getattr(each, side)))

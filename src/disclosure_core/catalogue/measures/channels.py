"""Completeness of channels: where items were shown ÷ where their catalogue requires it (渠道完整).

An item owes each channel that the catalogue marks as required (■) once: a website, a gazette. A
channel that stands in a place is owed there: an item of village level that names the village notice
board owes one board in every village of the region, so the list says which villages' boards lack
it. Optional channels (□) owe nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from disclosure_core.catalogue.measures.grounds import ON_REQUEST, WHERE, on_request_only
from disclosure_core.catalogue.measures.rates import rate_formula, rate_of
from disclosure_core.catalogue.measures.values import Counted, Excluded, Measure
from disclosure_core.catalogue.values import (
    ChannelKind,
    DisclosureItem,
    Fulfilment,
    Level,
)
from disclosure_core.catalogue.words import CHANNELS as CHANNEL_WORDS
from disclosure_core.messages import Message
from disclosure_core.organisation.values import Region

PLACED: Mapping[ChannelKind, Level] = MappingProxyType(
    {ChannelKind.BULLETIN_BOARD: Level.VILLAGE, ChannelKind.CONVENIENCE_STATION: Level.VILLAGE}
)
"""Channels that stand in every place of a level, for items of that level."""

CHANNELS = rate_formula(
    "channels",
    name=Message("Completeness of channels"),
    met=Message("required channels, place by place, that showed their item"),
    counted=Message("required channels of all items, place by place"),
    undefined=Message("no item requires a channel"),
    basis=WHERE,
)
"""Channels that showed their item ÷ channels owed, in percent with two places, half up."""

_METHOD = (
    Message("A required channel is owed once; a village board by every village of the region."),
    Message("Optional channels owe nothing."),
)


def channels(
    items: Iterable[DisclosureItem],
    fulfilments: Iterable[Fulfilment],
    regions: Sequence[Region],
    *,
    on: date,
    placed: Mapping[ChannelKind, Level] = PLACED,
) -> Measure:
    """The share of required channels that showed their item by ``on``; the list is of those not.

    Args:
        items: The items that hold.
        fulfilments: What was released, with the kind of channel, and the place for those that
            stand in one: a region's id, code or name.
        regions: The places of the office's region; those in force count.
        on: The day it is measured for.
        placed: Which channels stand in every place of which level.
    """
    places = _places(regions, on)
    shown = _shown(fulfilments, {name: each for each, names in places for name in names}, on)
    counted: list[Counted] = []
    excluded: list[Excluded] = []
    for item in items:
        kinds = tuple(dict.fromkeys(each.kind for each in item.channels if each.required))
        if reason := _owes_nothing(item, kinds, on):
            excluded.append(_left_out(item, None, reason))
            continue
        for kind in kinds:
            level = placed.get(kind)
            if level is None or level not in item.levels:
                counted.append(_counted(item, kind, None, shown))
                continue
            there = [region for region, _ in places if region.level == level.value]
            counted += [_counted(item, kind, region, shown) for region in there]
            if not there:
                reason = Message("no place of its level is known")
                excluded.append(_left_out(item, kind, reason))
    return rate_of(CHANNELS, counted, excluded, on=on, method=_METHOD)


Shown = Mapping[tuple[str, ChannelKind], Mapping[str | None, str]]
"""Item and kind of channel to the places where it was shown (``None`` included) and the release."""


def _places(regions: Sequence[Region], on: date) -> list[tuple[Region, tuple[str, ...]]]:
    """Regions in force by name, with the names they may be called by; a name of two is no name."""
    standing = sorted(
        (each for each in regions if each.in_force.covers(on)), key=lambda each: each.name
    )
    names = [name for each in standing for name in {each.id, each.code, each.name} if name]
    return [
        (
            each,
            tuple(
                name
                for name in (each.id, each.code, each.name)
                if name and (name == each.id or names.count(name) == 1)
            ),
        )
        for each in standing
    ]


def _shown(fulfilments: Iterable[Fulfilment], regions: Mapping[str, Region], on: date) -> Shown:
    found: defaultdict[tuple[str, ChannelKind], dict[str | None, str]] = defaultdict(dict)
    for each in fulfilments:
        if each.channel_kind is not None and each.published_on <= on:
            place = regions.get(each.place or "")
            where = found[each.item, each.channel_kind]
            where.setdefault(None, each.release)
            if place is not None:
                where.setdefault(place.id, each.release)
    return found


def _owes_nothing(item: DisclosureItem, kinds: tuple[ChannelKind, ...], on: date) -> Message | None:
    if not item.in_force.covers(on):
        return Message("the item is not in force")
    if on_request_only(item):
        return ON_REQUEST
    if not kinds:
        return Message("the catalogue requires no channel")
    return None


def _counted(
    item: DisclosureItem, kind: ChannelKind, region: Region | None, shown: Shown
) -> Counted:
    release = shown.get((item.id, kind), {}).get(region.id if region else None)
    return Counted(
        subject=" ".join(_parts(item, kind, region)),
        name=item.title,
        value=int(release is not None),
        domain=item.domain,
        agency=item.agency,
        region=region.name if region else None,
        explained=None if release else _lacking(kind, region),
        releases=(release,) if release else (),
    )


def _parts(item: DisclosureItem, kind: ChannelKind, region: Region | None) -> Iterator[str]:
    yield item.id
    yield kind.value
    if region is not None:
        yield region.id


def _lacking(kind: ChannelKind, region: Region | None) -> Message:
    if region is None:
        return Message("not shown: {channel}", channel=CHANNEL_WORDS[kind])
    return Message("not shown: {channel}, {place}", channel=CHANNEL_WORDS[kind], place=region.name)


def _left_out(item: DisclosureItem, kind: ChannelKind | None, reason: Message) -> Excluded:
    return Excluded(
        subject=f"{item.id} {kind.value}" if kind else item.id,
        name=item.title,
        reason=reason,
        domain=item.domain,
        agency=item.agency,
    )

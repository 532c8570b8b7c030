"""What is wrong with an organisation: all of it together, each mistake with its place.

Pure. Ids are already written in full. Where a value stands is asked of a :class:`Places`, so that
the same checks name rows of a table and entries of a plugin in code. That a name of another
plugin's thing is unknown is seen where all plugins are known, not here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from attrs import frozen

from disclosure_core.errors import Mistake
from disclosure_core.legal import Period
from disclosure_core.messages import Message
from disclosure_core.organisation.values import (
    LEVEL_OF_KIND,
    PARK_LEVEL,
    Agency,
    Organisation,
    OrganisationChange,
    PostRole,
    Region,
)
from disclosure_core.organisation.words import LEVELS, REGION_KINDS

Places = Callable[[str, int, str], tuple[str, str | Message]]
"""Section, index and field of a value to its file and place."""

DEPTHS: Mapping[str, int] = {
    "national": 0,
    "province": 10,
    "city": 20,
    "county": 30,
    "town": 40,
    PARK_LEVEL: 45,
    "village": 50,
}
"""Levels from the top down; a region lies within one of a smaller number."""

_STEPS = 2 * len(DEPTHS)
"""Steps upwards in which a ring is looked for; a longer one breaks the order of levels anyway."""


@frozen(kw_only=True)
class _Known:
    """All entries by id, those around included."""

    regions: Mapping[str, Sequence[Region]]
    agencies: Mapping[str, Sequence[Agency]]


def mistakes_in(
    organisation: Organisation,
    places: Places,
    *,
    around: Iterable[Organisation] = (),
    alone: bool = True,
) -> list[Mistake]:
    """Every mistake in the tree of ``organisation``.

    Rings, two roots, levels out of order, kinds that do not fit their level, one id twice on a day,
    changes that the entries contradict, two heads at once.

    Args:
        organisation: What is looked at.
        places: Where each value stands.
        around: What other plugins supply, for parents that lie there.
        alone: Look for rings and for one id twice as well, which otherwise are looked for in what
            all plugins supply.
    """
    everything = (organisation, *around)
    known = _Known(
        regions=_by_id(each for one in everything for each in one.regions),
        agencies=_by_id(each for one in everything for each in one.agencies),
    )
    found: Iterator[tuple[str, int, str, Message]] = _all(organisation, known, alone)
    return [Mistake(*places(section, index, key), what) for section, index, key, what in found]


def _all(
    organisation: Organisation, known: _Known, alone: bool
) -> Iterator[tuple[str, int, str, Message]]:
    if alone:
        for section in ("regions", "agencies", "service_points", "reported_figures"):
            yield from _twice(section, getattr(organisation, section))
        yield from _rings("regions", organisation.regions, known.regions)
        yield from _rings("agencies", organisation.agencies, known.agencies)
    yield from _roots(organisation.regions)
    yield from _levels(organisation.regions, known)
    yield from _changes(organisation.changes, known)
    yield from _heads(organisation)
    for index, figure in enumerate(organisation.reported_figures):
        if figure.id in figure.parts:
            yield "reported_figures", index, "parts", Message("a figure is no part of itself")


def _by_id(values: Iterable[Any]) -> dict[str, list[Any]]:
    grouped: dict[str, list[Any]] = {}
    for each in values:
        grouped.setdefault(each.id, []).append(each)
    return grouped


def _twice(section: str, values: Sequence[Any]) -> Iterator[tuple[str, int, str, Message]]:
    """One id with two entries on one day. Sorted by their first day, neighbours tell."""
    grouped: dict[str, list[tuple[int, Period]]] = {}
    for index, each in enumerate(values):
        period = getattr(each, "in_force", Period())
        grouped.setdefault(each.id, []).append((index, period))
    for id, entries in grouped.items():  # noqa: A001
        latest: Period | None = None
        for index, period in sorted(entries, key=lambda entry: entry[1].since or date.min):
            if latest is not None and latest.overlaps(period):
                what = Message("{id} is there already on some of these days", id=id)
                yield section, index, "id", what
            if latest is None or (period.until or date.max) > (latest.until or date.max):
                latest = period


def _roots(regions: Sequence[Region]) -> Iterator[tuple[str, int, str, Message]]:
    """More than one region within none; those kept stand on different days."""
    kept: list[Region] = []
    for index, region in enumerate(regions):
        if region.within is not None:
            continue
        other = next((each for each in kept if each.in_force.overlaps(region.in_force)), None)
        if other is None:
            kept.append(region)
        elif other.id != region.id:
            what = Message(
                "{name} lies within none, and so does {other}; a tree has one root",
                name=region.name,
                other=other.name,
            )
            yield "regions", index, "within", what


def _levels(regions: Sequence[Region], known: _Known) -> Iterator[tuple[str, int, str, Message]]:
    for index, region in enumerate(regions):
        if region.level not in DEPTHS:
            what = Message(
                "{level} is no level; expected one of {known}",
                level=region.level,
                known=tuple(DEPTHS),
            )
            yield "regions", index, "level", what
            continue
        if region.kind is not None and LEVEL_OF_KIND[region.kind] != region.level:
            what = Message(
                "{name} is a {kind}, and stands at {level}; expected {expected}",
                name=region.name,
                kind=REGION_KINDS[region.kind],
                level=LEVELS[region.level],
                expected=LEVELS[LEVEL_OF_KIND[region.kind]],
            )
            yield "regions", index, "kind", what
        if _ring(region, known.regions) is not None:
            continue  # told as a ring
        for parent in _parents(region, known.regions):
            if not _fits(region.level, parent.level):
                what = Message(
                    "{name} ({level}) cannot lie within {parent} ({parent_level})",
                    name=region.name,
                    level=LEVELS[region.level],
                    parent=parent.name,
                    parent_level=LEVELS.get(parent.level, parent.level),
                )
                yield "regions", index, "within", what
                break


def _fits(level: str, above: str) -> bool:
    """Whether a region of ``level`` may lie within one of ``above``; a park may hold parks."""
    if above not in DEPTHS or level == above == PARK_LEVEL:
        return True
    return DEPTHS[above] < DEPTHS[level]


def _parents(entry: Any, known: Mapping[str, Sequence[Any]]) -> list[Any]:
    """The entries that ``entry`` lies within on some day."""
    if entry.within is None:
        return []
    return [each for each in known.get(entry.within, ()) if each.in_force.overlaps(entry.in_force)]


def _ring(entry: Any, known: Mapping[str, Sequence[Any]]) -> tuple[str, ...] | None:
    """The ids from ``entry`` up to itself, where on some day it lies within itself."""
    waiting: list[tuple[Any, tuple[str, ...], Period]] = [(entry, (entry.id,), entry.in_force)]
    while waiting:
        at, ids, period = waiting.pop()
        for parent in _parents(at, known):
            common = _common(period, parent.in_force)
            if common is None:
                continue
            if parent.id == entry.id:
                return ids
            if parent.id not in ids and len(ids) < _STEPS:
                waiting.append((parent, (*ids, parent.id), common))
    return None


def _common(one: Period, other: Period) -> Period | None:
    """The days in both periods; ``None`` where there are none."""
    if not one.overlaps(other):
        return None
    since = max(one.since or date.min, other.since or date.min)
    until = min(one.until or date.max, other.until or date.max)
    return Period(since=since, until=until)


def _rings(
    section: str, values: Sequence[Any], known: Mapping[str, Sequence[Any]]
) -> Iterator[tuple[str, int, str, Message]]:
    for index, each in enumerate(values):
        ring = _ring(each, known)
        if ring is not None and each.id == min(ring):
            what = Message("each lies within the next, in a ring: {ring}", ring=ring)
            yield section, index, "within", what


def _changes(
    changes: Sequence[OrganisationChange], known: _Known
) -> Iterator[tuple[str, int, str, Message]]:
    """A change whose days the entries contradict, or that mixes regions and agencies."""
    for index, change in enumerate(changes):
        units = (*change.before, *change.after)
        if any(each in known.regions for each in units) and any(
            each in known.agencies for each in units
        ):
            what = Message("a change is of regions or of agencies, not of both")
            yield "changes", index, "before", what
            continue
        eve = change.on - timedelta(days=1) if change.on > date.min else change.on
        for unit in change.before:
            yield from _end(index, change, unit, known, eve)
        for unit in change.after:
            entries = _entries(unit, known)
            if entries and not any(each.in_force.covers(change.on) for each in entries):
                what = Message("{id} does not stand on {on}", id=unit, on=change.on)
                yield "changes", index, "after", what


def _end(
    index: int, change: OrganisationChange, unit: str, known: _Known, eve: date
) -> Iterator[tuple[str, int, str, Message]]:
    entries = _entries(unit, known)
    if not entries:
        return
    if not any(each.in_force.covers(eve) for each in entries):
        what = Message("{id} does not stand on {on}", id=unit, on=eve)
        yield "changes", index, "before", what
    elif unit not in change.after and any(each.in_force.covers(change.on) for each in entries):
        what = Message(
            "{id} still stands on {on}; let its entry end on {eve}", id=unit, on=change.on, eve=eve
        )
        yield "changes", index, "before", what


def _entries(unit: str, known: _Known) -> Sequence[Region | Agency]:
    return known.regions.get(unit) or known.agencies.get(unit) or ()


def _heads(organisation: Organisation) -> Iterator[tuple[str, int, str, Message]]:
    """Two heads of one agency on one day."""
    heads: dict[str, list[Period]] = {}
    for index, each in enumerate(organisation.responsible):
        if each.role is not PostRole.HEAD:
            continue
        kept = heads.setdefault(each.agency, [])
        if any(period.overlaps(each.in_force) for period in kept):
            yield "responsible", index, "role", Message("the agency has another head on some day")
        else:
            kept.append(each.in_force)

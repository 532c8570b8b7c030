"""Questions to the tree of regions and agencies on one day (组织机构树).

:class:`OrganisationTree` is indexed once and then answers each question at once, for a province of
50,000 villages too. ``chain``, ``within``, ``agency_named`` and ``meant_by`` answer a single
question without a tree. Names with their history are ``organisation.names``; nothing here decides
what is wrong.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import TypeVar

from attrs import frozen

from disclosure_core.errors import NotFoundError
from disclosure_core.messages import Message
from disclosure_core.organisation.names import AgencyNames, Resolution
from disclosure_core.organisation.values import (
    PARK_LEVEL,
    Agency,
    Organisation,
    PostRole,
    Region,
    Responsible,
    ServicePoint,
)

V = TypeVar("V", Region, Agency, ServicePoint)
U = TypeVar("U", bound=Region | Agency)


@frozen(eq=False, slots=False)
class OrganisationTree:
    """Regions, agencies and service points that stand on one day (某日的组织机构树)."""

    organisation: Organisation
    on: date

    @classmethod
    def of(cls, organisation: Organisation, *, on: date) -> "OrganisationTree":
        """The tree of ``organisation`` on ``on``; indexes are made when they are first needed."""
        return cls(organisation, on)

    @cached_property
    def _regions(self) -> Mapping[str, Region]:
        return {each.id: each for each in _standing(self.organisation.regions, self.on)}

    @cached_property
    def _agencies(self) -> Mapping[str, Agency]:
        return {each.id: each for each in _standing(self.organisation.agencies, self.on)}

    @cached_property
    def _within(self) -> Mapping[str | None, tuple[Region, ...]]:
        return _grouped(self._regions.values(), lambda each: each.within)

    @cached_property
    def _agencies_of(self) -> Mapping[str | None, tuple[Agency, ...]]:
        return _grouped(self._agencies.values(), lambda each: each.region)

    @cached_property
    def _points_of(self) -> Mapping[str | None, tuple[ServicePoint, ...]]:
        points = _standing(self.organisation.service_points, self.on)
        return _grouped(points, lambda each: each.region)

    @cached_property
    def _responsible_of(self) -> Mapping[str, tuple[Responsible, ...]]:
        listed: dict[str, list[Responsible]] = {}
        for each in self.organisation.responsible:
            if each.in_force.covers(self.on):
                listed.setdefault(each.agency, []).append(each)
        order = list(PostRole)
        return {
            agency: tuple(sorted(posts, key=lambda each: (order.index(each.role), each.name)))
            for agency, posts in listed.items()
        }

    @cached_property
    def _names(self) -> AgencyNames:
        return AgencyNames.of(self.organisation)

    @property
    def roots(self) -> tuple[Region, ...]:
        """The regions that lie within none that is known, by name."""
        unknown = [
            each
            for within in self._within
            if within not in self._regions
            for each in self._within[within]
        ]
        return tuple(sorted(unknown, key=_order))

    @property
    def regions(self) -> tuple[Region, ...]:
        """All regions that stand, in the order they were given."""
        return tuple(self._regions.values())

    @property
    def agencies(self) -> tuple[Agency, ...]:
        """All agencies that stand, in the order they were given."""
        return tuple(self._agencies.values())

    def find(self, id: str | None) -> Region | None:
        """The region of that id; ``None`` where none stands."""
        return self._regions.get(id) if id is not None else None

    def region(self, id: str) -> Region:
        """The region of that id.

        Raises:
            NotFoundError: none stands on that day.
        """
        if id not in self._regions:
            raise NotFoundError(Message("No region {id} stands on {on}.", id=id, on=self.on))
        return self._regions[id]

    def agency(self, id: str) -> Agency:
        """The agency of that id.

        Raises:
            NotFoundError: none stands on that day.
        """
        if id not in self._agencies:
            raise NotFoundError(Message("No agency {id} stands on {on}.", id=id, on=self.on))
        return self._agencies[id]

    def chain(self, region: str | None) -> tuple[str, ...]:
        """The ids from ``region`` up to the root, itself first; empty for ``None``.

        A region that is not known ends the chain; a ring is cut where it closes.
        """
        return _chain(self._regions, region)

    def path(self, region: str) -> tuple[Region, ...]:
        """The regions from the root down to ``region``, itself last.

        Raises:
            NotFoundError: no such region stands on that day.
        """
        self.region(region)
        return tuple(
            self._regions[each] for each in reversed(self.chain(region)) if each in self._regions
        )

    def within(self, region: str) -> tuple[Region, ...]:
        """The regions directly within ``region``, by name."""
        return self._within.get(region, ())

    def descendants(self, region: str) -> Iterator[Region]:
        """Every region beneath ``region``, each before those within it; not itself."""
        seen = {region}
        waiting = list(reversed(self.within(region)))
        while waiting:
            each = waiting.pop()
            if each.id not in seen:
                seen.add(each.id)
                yield each
                waiting.extend(reversed(self.within(each.id)))

    def towns(self, region: str) -> tuple[Region, ...]:
        """The towns and streets (镇街) beneath ``region``; parks are none."""
        return self._of_level(region, "town")

    def villages(self, region: str) -> tuple[Region, ...]:
        """The villages and communities (村、社区) beneath ``region``, however deep."""
        return self._of_level(region, "village")

    def parks(self, region: str) -> tuple[Region, ...]:
        """The parks and zones (园区、综保区) beneath ``region``."""
        return self._of_level(region, PARK_LEVEL)

    def agencies_of(self, region: str) -> tuple[Agency, ...]:
        """The agencies of the region itself, by name; not those of the regions beneath it."""
        return self._agencies_of.get(region, ())

    def service_points_of(self, region: str) -> tuple[ServicePoint, ...]:
        """The service points that lie in the region itself, by name."""
        return self._points_of.get(region, ())

    def responsible_for(self, agency: str) -> tuple[Responsible, ...]:
        """Who answers for disclosure in the agency that day: head, deputy, officer."""
        return self._responsible_of.get(agency, ())

    def in_one_chain(self, region: str, other: str) -> bool:
        """Whether one of two regions lies within the other, or they are the same."""
        return region in self.chain(other) or other in self.chain(region)

    def resolve(self, name: str, *, near: str | None = None) -> Resolution:
        """The agency that goes by ``name``, by a former name too, with a note that says so.

        Args:
            name: As printed; spaces in it do not matter.
            near: The id of a region. Where the name is that of agencies of this region, of one it
                lies within or one beneath it, agencies of other regions are not meant.
        """
        if near is None:
            return self._names.resolve(name, on=self.on)
        return self._names.resolve(
            name, on=self.on, near=lambda agency: self.in_one_chain(agency.region, near)
        )

    def _of_level(self, region: str, level: str) -> tuple[Region, ...]:
        return tuple(each for each in self.descendants(region) if each.level == level)


def chain(regions: Iterable[Region], region: str | None) -> tuple[str, ...]:
    """The ids from ``region`` up to the root, itself first; empty for ``None``.

    A region that is not known ends the chain; a ring is cut where it closes. To ask often, ask an
    :class:`OrganisationTree`.
    """
    return _chain({each.id: each for each in regions}, region)


def within(regions: Iterable[Region], region: str) -> tuple[Region, ...]:
    """The regions directly within ``region``, by name."""
    return tuple(sorted((each for each in regions if each.within == region), key=_order))


def agency_named(
    agencies: Iterable[Agency], printed: str, *, on: date | None = None
) -> Agency | None:
    """The agency of that name or other name; ``None`` where none or several have it.

    ``on`` leaves out the agencies that do not stand that day. Former names with what became of them
    are answered by :meth:`OrganisationTree.resolve`.
    """
    found = {
        each.id: each
        for each in agencies
        if (printed == each.name or printed in each.names)
        and (on is None or each.in_force.covers(on))
    }
    return next(iter(found.values())) if len(found) == 1 else None


def meant_by(units: Iterable[U], named: str) -> list[U]:
    """The units that a person means who names them by hand.

    The entries of that id; else all of which it is the id's part after the colon, the name or
    another name. Several entries may be of one unit, and several units may be meant.
    """
    listed = list(units)
    return [each for each in listed if each.id == named] or [
        each for each in listed if named in (each.id.rpartition(":")[2], each.name, *each.names)
    ]


def _chain(regions: Mapping[str, Region], region: str | None) -> tuple[str, ...]:
    ids: dict[str, None] = {}
    while region is not None and region not in ids:
        ids[region] = None
        known = regions.get(region)
        region = known.within if known else None
    return tuple(ids)


def _order(region: Region | Agency | ServicePoint) -> tuple[str, str]:
    return region.name, region.id


def _standing(values: Iterable[V], day: date) -> Iterator[V]:
    return (each for each in values if each.in_force.covers(day))


def _grouped(
    values: Iterable[V], key: Callable[[V], str | None]
) -> Mapping[str | None, tuple[V, ...]]:
    groups: dict[str | None, list[V]] = {}
    for each in values:
        groups.setdefault(key(each), []).append(each)
    return {name: tuple(sorted(group, key=_order)) for name, group in groups.items()}

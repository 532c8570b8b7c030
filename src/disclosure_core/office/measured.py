"""What an office counts itself, each count under its own name (本系统统计)."""

from collections.abc import Iterable
from datetime import date

from attrs import frozen

from disclosure_core.catalogue.layers import CatalogueItem
from disclosure_core.messages import Message
from disclosure_core.office.catalogue import OfficeCatalogue
from disclosure_core.office.desk import Desk
from disclosure_core.office.publication import OfficePublication
from disclosure_core.office.regions import tree_on
from disclosure_core.organisation.tree import OrganisationTree
from disclosure_core.organisation.values import OwnMeasure, Region

MEASURES = {
    OwnMeasure.ITEMS: Message("items in this office's catalogue"),
    OwnMeasure.SERVICE_ITEMS: Message("service items in this office's catalogue"),
    OwnMeasure.OTHER_ITEMS: Message("other than service items in this office's catalogue"),
    OwnMeasure.RELEASES: Message("releases of this office that the public can see"),
    OwnMeasure.DOMAINS: Message("domains in force in this office"),
    OwnMeasure.TOWNS: Message("towns and streets in this office's tree"),
    OwnMeasure.VILLAGES: Message("villages and communities in this office's tree"),
    OwnMeasure.PILOTS: Message("domains that this office itself has claimed as pilots"),
}
"""What each count is called."""


@frozen(kw_only=True)
class Measured:
    """A count of the office's own (本系统统计), the day it was taken, and what it leaves out."""

    measure: OwnMeasure
    value: int
    on: date
    note: Message | None = None

    @property
    def name(self) -> Message:
        """What it is called."""
        return MEASURES[self.measure]


def measured(desk: Desk, measure: OwnMeasure, day: date, *, pilots: int) -> Measured:
    """The office's own count on ``day``; ``pilots`` are the domains it claimed."""
    if measure is OwnMeasure.PILOTS:
        return Measured(measure=measure, value=pilots, on=day)
    if measure is OwnMeasure.RELEASES:
        standing = sum(1 for _ in OfficePublication(desk).standing())
        return Measured(measure=measure, value=standing, on=desk.today())
    if measure is OwnMeasure.DOMAINS:
        return Measured(measure=measure, value=len(desk.registry.on(day).domains), on=day)
    if measure in (OwnMeasure.TOWNS, OwnMeasure.VILLAGES):
        return Measured(
            measure=measure, value=len(_regions(desk, measure, tree_on(desk, day))), on=day
        )
    return _items(OfficeCatalogue(desk).current(day).items, measure, day)


def _regions(desk: Desk, measure: OwnMeasure, tree: OrganisationTree) -> tuple[Region, ...]:
    own = desk.settings.region
    tops = (own,) if own is not None else tuple(each.id for each in tree.roots)
    asked = tree.towns if measure is OwnMeasure.TOWNS else tree.villages
    return tuple(region for top in tops for region in asked(top))


def _items(items: Iterable[CatalogueItem], measure: OwnMeasure, day: date) -> Measured:
    service = [each.item.service for each in items]
    if measure is OwnMeasure.ITEMS:
        return Measured(measure=measure, value=len(service), on=day)
    undecided = service.count(None)
    return Measured(
        measure=measure,
        value=service.count(measure is OwnMeasure.SERVICE_ITEMS),
        on=day,
        note=Message("of {count} items nobody has said which they are", count=undecided)
        if undecided
        else None,
    )

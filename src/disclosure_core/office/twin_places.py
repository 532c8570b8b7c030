"""Where the two items of a twin hold: the government's here, the village's in its own region."""

from collections.abc import Iterator, Sequence
from datetime import date

from attrs import frozen

from disclosure_core.catalogue.layers import verified_only
from disclosure_core.catalogue.values import CatalogueLayer, DisclosureItem, Level, Twin
from disclosure_core.errors import NotFoundError
from disclosure_core.office.catalogue import OfficeCatalogue
from disclosure_core.office.desk import Desk
from disclosure_core.office.regions import tree_on


@frozen(kw_only=True)
class TwinNowhere:
    """A twin that a layer names, and the ids of those of its items that hold nowhere."""

    twin: Twin
    items: tuple[str, ...]


@frozen
class TwinPlaces:
    """The twins that layers name on a day, and the items they may be of (村务公开对应)."""

    desk: Desk
    day: date

    def named(self) -> tuple[Twin, ...]:
        """The twins of all layers in force, each pair once."""
        pairs = {
            (twin.government, twin.village): twin
            for layer in self._layers()
            for twin in layer.twins
        }
        return tuple(pairs.values())

    def twins(self) -> tuple[tuple[Twin, DisclosureItem, DisclosureItem], ...]:
        """Each twin of which both items hold, with them."""
        return tuple(
            (twin, government, village)
            for twin in self.named()
            if (government := self._item(twin.government)) is not None
            and (village := self._item(twin.village)) is not None
        )

    def nowhere(self) -> tuple[TwinNowhere, ...]:
        """The twins of which an item holds neither here nor in a village on the day."""
        found = (
            TwinNowhere(
                twin=twin,
                items=tuple(
                    each for each in (twin.government, twin.village) if self._item(each) is None
                ),
            )
            for twin in self.named()
        )
        return tuple(each for each in found if each.items)

    def government_items(self) -> tuple[DisclosureItem, ...]:
        """The items that hold here and are not of village affairs."""
        village = {item.id for item in self.village_items()}
        held = OfficeCatalogue(self.desk).current(self.day).items
        return tuple(each.item for each in held if each.item.id not in village)

    def village_items(self) -> tuple[DisclosureItem, ...]:
        """Items of village affairs: of layers of villages, and those of the village level alone."""
        items: dict[str, DisclosureItem] = {}
        for layer in self._layers():
            for item in layer.items:
                of_village = layer.level is Level.VILLAGE or item.levels == (Level.VILLAGE,)
                if of_village and item.in_force.covers(self.day):
                    items.setdefault(item.id, item)
        return tuple(items.values())

    def _layers(self) -> Iterator[CatalogueLayer]:
        """The layers in force of the office's region, of those above it and of those within it."""
        tree = tree_on(self.desk, self.day)
        here = self.desk.settings.region
        above = tree.chain(here)
        yield from verified_only(
            each
            for each in self.desk.registry.layers
            if each.in_force.covers(self.day)
            and (
                here is None
                or each.region is None
                or each.region in above
                or here in tree.chain(each.region)
            )
        )

    def _item(self, id: str) -> DisclosureItem | None:
        """The item as it holds here, else as it holds in the region of the layer that adds it."""
        catalogue = OfficeCatalogue(self.desk)
        if (held := catalogue.current(self.day).item(id)) is not None:
            return held.item
        for layer in self._layers():
            if layer.region is not None and _adds(layer.items, id):
                try:
                    held = catalogue.current(self.day, region=layer.region).item(id)
                except NotFoundError:
                    held = None
                return held.item if held is not None else None
        return None


def _adds(items: Sequence[DisclosureItem], id: str) -> bool:
    return any(each.id == id for each in items)

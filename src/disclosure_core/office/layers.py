"""The layers that hold in a region, as an office has them: plugins', its own, and its regions'.

One stack from the nation down: what plugins supply for the region and above, the office's own layer
at the level of the office's region, then, for a town or village, the agencies that the organisation
tree names there and what the region itself entered. Keeps nothing; writing is the other areas'.
"""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from attrs import evolve, frozen

from disclosure_core.catalogue.confirmations import Confirmation
from disclosure_core.catalogue.layers import (
    Catalogue,
    from_the_base,
    layers_in_place,
    stack,
    verified_only,
    without_items,
)
from disclosure_core.catalogue.layers.stacking import NOTHING
from disclosure_core.catalogue.prefilled import (
    agencies_turned,
    level_of,
    own_layer_id,
    turned_layer_id,
)
from disclosure_core.catalogue.values import (
    CatalogueLayer,
    DisclosureItem,
    Level,
    Omission,
    Refinement,
    Succession,
)
from disclosure_core.codec import structure
from disclosure_core.errors import DataError, NotFoundError
from disclosure_core.messages import Message
from disclosure_core.office.desk import Desk
from disclosure_core.office.regions import tree_on
from disclosure_core.organisation.tree import OrganisationTree
from disclosure_core.organisation.values import Region
from disclosure_core.records.values import Query

T = TypeVar("T")

ITEM = "core:item"
REFINEMENT = "core:refinement"
OMISSION = "core:omission"
SUCCESSION = "core:succession"
REGION_LAYER = "core:region-layer"
CONFIRMATION = "core:confirmation"

OWN_LAYER = "office:own"
"""The layer of what the office itself took in, over the layers of plugins for its region."""

_DEPTH = {level: depth for depth, level in enumerate(Level)}
_LOCAL = (Level.TOWN, Level.VILLAGE)


@frozen
class OfficeLayers:
    """Which layers hold where (目录分层)."""

    desk: Desk

    def stacked(
        self,
        day: date,
        *,
        region: str | None = None,
        include_unverified: bool = False,
        untouched: bool = False,
    ) -> Catalogue:
        """What holds in a region on a day.

        Args:
            day: The day.
            region: The region's id; the office's if not given.
            include_unverified: Take in the layers that nobody has verified yet.
            untouched: Leave out what the region itself entered here: what it gets prefilled.

        Raises:
            NotFoundError: no such region stands that day.
            DataError: the layers do not fit together.
        """
        tree = tree_on(self.desk, day)
        here = self._region(region, tree)
        laid = self._in_order(day, here, tree, include_unverified=include_unverified)
        if untouched and here is not None:
            laid = tuple(each for each in laid if each.id != own_layer_id(here.id))
        catalogue = NOTHING
        for level in _LOCAL:
            ready, laid = _above(laid, level)
            catalogue = stack(ready, on=day, upon=catalogue, strict=False, include_unverified=True)
            local = self._local_region(here, level, tree)
            if local is not None:
                turned = self._turned(catalogue, local, tree)
                if turned.refinements:
                    catalogue = stack([turned], on=day, upon=catalogue)
        return stack(laid, on=day, upon=catalogue, strict=False, include_unverified=True)

    def layer(self, id: str, *, on: date | None = None) -> CatalogueLayer:
        """The layer of that id, for saying where a field came from.

        Raises:
            NotFoundError: there is no such layer.
        """
        day = on or self.desk.today()
        layers = self.desk.registry.layers
        for layer in (*(each for each in layers if each.in_force.covers(day)), *layers):
            if layer.id == id:
                return layer
        if id == OWN_LAYER:
            return self.own(day)
        for region in tree_on(self.desk, day).regions:
            if id == turned_layer_id(region.id):
                return CatalogueLayer(id=id, name=region.name, level=level_of(region))
            if id == own_layer_id(region.id):
                return self.of_region(region)
        raise NotFoundError(Message("No catalogue layer {id} holds here.", id=id))

    def own(self, day: date) -> CatalogueLayer:
        """What the office itself took in, at the level of its region (本级目录)."""
        key = (day, self.desk.visible, self.desk.journal_head())
        return self.desk.memory.recall("own layer", key, lambda: self._own(day))

    def _own(self, day: date) -> CatalogueLayer:
        region = self._region(None, tree_on(self.desk, day))
        return CatalogueLayer(
            id=OWN_LAYER,
            name=self.desk.settings.name,
            level=level_of(region) if region is not None else Level.COUNTY,
            region=self.desk.settings.region,
            items=(*self._kept(ITEM, DisclosureItem), *self._confirmed()),
            refinements=self._kept(REFINEMENT, Refinement),
            omissions=self._kept(OMISSION, Omission),
            successions=self._kept(SUCCESSION, Succession),
        )

    def of_region(self, region: Region) -> CatalogueLayer:
        """What a town or village itself entered; an empty layer if nothing."""
        kept = self._kept_layer(region.id)
        if kept is not None:
            return kept
        return CatalogueLayer(
            id=own_layer_id(region.id),
            name=region.name,
            level=level_of(region),
            region=region.id,
        )

    def of_regions(self) -> tuple[CatalogueLayer, ...]:
        """What all towns and villages entered, in the order they last did."""
        return self._kept(REGION_LAYER, CatalogueLayer)

    def defined(self, id: str) -> DisclosureItem | None:
        """The item of that id as a layer defined it, whether it holds now or not.

        Items that nobody has verified are known to the office's staff only.
        """
        given = self.desk.registry.layers
        known = given if self.desk.actor.is_staff else verified_only(given)
        for layer in (*known, self.own(self.desk.today()), *self.of_regions()):
            for item in layer.items:
                if item.id == id:
                    return item
        return None

    def successions(self) -> tuple[Succession, ...]:
        """What became of items by the words of any layer, of whatever day.

        Nothing is said of items that nobody has verified: they hold nowhere.
        """
        layers = (*verified_only(self.desk.registry.layers), *self.of_regions())
        return (
            *(each for layer in layers for each in layer.successions),
            *self._kept(SUCCESSION, Succession),
        )

    def _confirmed(self) -> tuple[DisclosureItem, ...]:
        """What people confirmed, but for items that a plugin has verified since."""
        verified = {
            item.id
            for layer in self.desk.registry.layers
            if not layer.unverified
            for item in layer.items
        }
        confirmed = (each.item for each in self._kept(CONFIRMATION, Confirmation))
        return tuple(item for item in confirmed if item.id not in verified)

    def _region(self, region: str | None, tree: OrganisationTree) -> Region | None:
        """The region asked for, which must be known, or the office's, if it is."""
        if region is not None and region != self.desk.settings.region:
            return tree.region(region)
        return tree.find(self.desk.settings.region)

    def _in_order(
        self,
        day: date,
        here: Region | None,
        tree: OrganisationTree,
        *,
        include_unverified: bool,
    ) -> tuple[CatalogueLayer, ...]:
        """All layers for a region in the order they are laid."""
        chain = tree.chain(here.id if here is not None else self.desk.settings.region)
        given = [
            each
            for each in self.desk.registry.layers
            if each.region is None or each.region in chain
        ]
        known = (
            without_items(given, {each.id for each in self._confirmed()})
            if include_unverified
            else verified_only(given)
        )
        standing, misplaced = layers_in_place(known, on=day)
        ordered, unordered = from_the_base(standing)
        if misplaced or unordered:
            raise DataError(
                Message("The catalogue layers do not fit together."), [*misplaced, *unordered]
            )
        laid = list(ordered)
        if self.desk.settings.region is None or self.desk.settings.region in chain:
            _lay_over(laid, self.own(day), everything=self.desk.settings.region is None)
        for region in reversed(chain):
            if (kept := self._kept_layer(region)) is not None:
                _lay_over(laid, kept)
        return tuple(laid)

    def _local_region(
        self, here: Region | None, level: Level, tree: OrganisationTree
    ) -> Region | None:
        """The town, or the village, that a region is or lies in."""
        for region in tree.path(here.id) if here is not None else ():
            if level_of(region) is level:
                return region
        return None

    def _turned(
        self, catalogue: Catalogue, region: Region, tree: OrganisationTree
    ) -> CatalogueLayer:
        return agencies_turned(catalogue, region, tree, language=self.desk.settings.language)

    def _kept_layer(self, region: str) -> CatalogueLayer | None:
        try:
            record = self.desk.store.get(REGION_LAYER, region, visible=self.desk.visible)
        except NotFoundError:
            return None
        return structure(record.body, CatalogueLayer)

    def _kept(self, kind: str, value: type[T]) -> tuple[T, ...]:
        return tuple(
            structure(record.body, value)
            for record in self.desk.store.each(
                Query(kind=kind, newest_first=False), visible=self.desk.visible
            )
        )


def _lay_over(
    laid: list[CatalogueLayer], layer: CatalogueLayer, *, everything: bool = False
) -> None:
    """Put a layer over all those of its level and above, or over everything."""
    place = len(laid)
    while (
        not everything
        and place
        and laid[place - 1].id != OWN_LAYER
        and _DEPTH[laid[place - 1].level] > _DEPTH[layer.level]
    ):
        place -= 1
    over = laid[place - 1].id if place else None
    laid.insert(place, evolve(layer, over=over))


def _above(
    laid: Sequence[CatalogueLayer], level: Level
) -> tuple[tuple[CatalogueLayer, ...], tuple[CatalogueLayer, ...]]:
    """The layers to lay before a level's own begin, and the rest."""
    first = next(
        (place for place, each in enumerate(laid) if _DEPTH[each.level] >= _DEPTH[level]),
        len(laid),
    )
    return tuple(laid[:first]), tuple(laid[first:])

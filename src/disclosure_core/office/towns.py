"""Catalogues of the towns and villages of an office: prefilled, and only differences are kept."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from difflib import get_close_matches

from attrs import frozen

from disclosure_core.access.permissions import Permission
from disclosure_core.access.values import Visibility
from disclosure_core.catalogue.differences import differences, with_differences
from disclosure_core.catalogue.layers import Catalogue
from disclosure_core.catalogue.prefilled import Prefilled, disclosed_in, level_of
from disclosure_core.catalogue.values import CatalogueLayer, DisclosureItem, Level
from disclosure_core.codec import unstructure
from disclosure_core.errors import NotFoundError, StaleVersionError
from disclosure_core.messages import Message
from disclosure_core.office.desk import Desk
from disclosure_core.office.layers import REGION_LAYER, OfficeLayers
from disclosure_core.office.regions import tree_on
from disclosure_core.organisation.tree import meant_by
from disclosure_core.organisation.values import Region
from disclosure_core.records.ids import new_id

_LOCAL = (Level.TOWN, Level.VILLAGE)


@frozen
class OfficeTowns:
    """What towns and villages disclose, and how it differs from what is above (乡村目录)."""

    desk: Desk

    def regions(self) -> tuple[Region, ...]:
        """The towns, parks and villages of the office, each before what lies within it."""
        tree = tree_on(self.desk, self.desk.today())
        office = self.desk.settings.region
        tops = [each.id for each in tree.roots] if office is None else [office]
        found: dict[str, Region] = {}
        for top in tops:
            for region in (tree.find(top), *tree.descendants(top)):
                if region is not None and level_of(region) in _LOCAL:
                    found[region.id] = region
        return tuple(found.values())

    def region(self, named: str) -> Region:
        """The town or village of that id, last part of the id, name or other name.

        Raises:
            NotFoundError: there is none, or several.
        """
        regions = self.regions()
        known = meant_by(regions, named)
        if len(known) == 1:
            return known[0]
        if known:
            raise NotFoundError(
                Message("Several regions are called {name}.", name=named),
                fix=Message("give one of the ids: {ids}", ids=tuple(each.id for each in known)),
            )
        near = get_close_matches(
            named, [name for each in regions for name in (each.id, each.name)], n=1
        )
        towns = tuple(each.name for each in regions if level_of(each) is Level.TOWN)
        fix = Message("the towns are: {towns}", towns=towns) if towns else None
        raise NotFoundError(
            Message("This office has no town or village {name}.", name=named),
            fix=Message("did you mean {meant}?", meant=near[0]) if near else fix,
        )

    def prefilled(self, region: str, *, on: date | None = None) -> Prefilled:
        """What holds in a town or village before it enters anything: what it gets to edit.

        Raises:
            NotFoundError: there is no such town or village.
        """
        here = self.region(region)
        day = on or self.desk.today()
        catalogue = OfficeLayers(self.desk).stacked(day, region=here.id, untouched=True)
        return disclosed_in(catalogue, here)

    def layer(self, region: str) -> CatalogueLayer:
        """The differences that a town or village entered; empty if none.

        Raises:
            NotFoundError: there is no such town or village.
        """
        return OfficeLayers(self.desk).of_region(self.region(region))

    def layers(self) -> tuple[CatalogueLayer, ...]:
        """The differences of all towns and villages that entered any."""
        return OfficeLayers(self.desk).of_regions()

    def catalogue(self, region: str, *, on: date | None = None) -> Catalogue:
        """What a town or village discloses: the prefilled catalogue with its differences.

        Raises:
            NotFoundError: there is no such town or village.
        """
        day = on or self.desk.today()
        return with_differences(self.prefilled(region, on=day), self.layer(region), on=day)

    def differences(
        self,
        region: str,
        edited: Iterable[DisclosureItem],
        reasons: Mapping[str, str],
        *,
        places: Mapping[str, str | Message] | None = None,
        file: str = "",
        new: Collection[str] = (),
    ) -> CatalogueLayer:
        """What :meth:`keep` would keep; changes nothing.

        Raises:
            NotFoundError: there is no such town or village.
            DataError: a difference without a reason, an unknown id and the like: all of them.
        """
        here = self.region(region)
        kept = OfficeLayers(self.desk).of_region(here)
        return differences(
            self.prefilled(here.id),
            edited,
            {**_reasons(kept), **{item: why for item, why in reasons.items() if why.strip()}},
            places=places,
            file=file,
            own={*(each.id for each in kept.items), *new},
            new_id=lambda: f"office:{new_id(self.desk.now())}",
            source=file or None,
        )

    def keep(
        self,
        region: str,
        edited: Iterable[DisclosureItem],
        reasons: Mapping[str, str],
        *,
        places: Mapping[str, str | Message] | None = None,
        file: str = "",
        new: Collection[str] = (),
        seen: CatalogueLayer | None = None,
    ) -> CatalogueLayer:
        """Keep what a town or village entered otherwise, as its own layer, in place of the last.

        A difference that stood before need not give its reason again.

        Args:
            region: The town or village.
            edited: All items as it has them; those it added have an empty id the first time.
            reasons: Why, by item id, for each item changed, left out or added.
            places: Where each item stands in the file, by id.
            file: The name of the file it was read from.
            new: Ids that were made for items the file adds.
            seen: The region's layer as it was when the editing began (:meth:`layer`). Where it is
                another by now, nothing is kept: what somebody else entered would be lost.

        Raises:
            NotAllowedError: the actor may not change the catalogue.
            NotFoundError: there is no such town or village.
            StaleVersionError: somebody entered other differences since; it says of which items.
            DataError: all mistakes, with row and field; nothing was kept.
        """
        self.desk.permit(Permission.KEEP_CATALOGUE)
        here = self.region(region)
        change = self.desk.change(f"differences of {here.id}")
        with self.desk.store.transaction(change) as transaction:
            kept = OfficeLayers(self.desk).of_region(here)
            if seen is not None and seen != kept:
                raise _stale(here, seen, kept)
            layer = self.differences(here.id, edited, reasons, places=places, file=file, new=new)
            if layer != kept:
                transaction.put(
                    REGION_LAYER, here.id, unstructure(layer), visibility=Visibility.PUBLIC
                )
        return layer


def _reasons(layer: CatalogueLayer) -> dict[str, str]:
    """Why, by item, as a layer says."""
    return {
        **{each.item: each.reason for each in layer.refinements},
        **{each.item: each.reason for each in layer.omissions},
        **{each.id: each.reason for each in layer.items if each.reason},
    }


def _stale(region: Region, seen: CatalogueLayer, kept: CatalogueLayer) -> StaleVersionError:
    """That a region's differences are no longer those the editing began from, and of what items."""
    before, after = _entries(seen), _entries(kept)
    changed = (item for item in before | after if before.get(item) != after.get(item))
    return StaleVersionError(
        Message(
            "The differences of {region} were changed since you began: {items}.",
            region=region.name,
            items=tuple(changed),
        ),
        fix=Message("open the catalogue again, enter what is yours and keep it then."),
    )


def _entries(layer: CatalogueLayer) -> dict[str, object]:
    """What a region's layer says of each item, by the item's id."""
    return {
        **{each.id: each for each in layer.items},
        **{each.item: each for each in layer.refinements},
        **{each.item: each for each in layer.omissions},
    }

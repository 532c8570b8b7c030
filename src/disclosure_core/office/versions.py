"""What a new version of a plugin's data would change here, before it is applied (版本预览).

The folder stands in the place of the plugin of its name, or beside the others; everything is read
and checked as if it were installed. Applies nothing: applying is installing the folder.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

from attrs import evolve, frozen

from disclosure_core.catalogue.layers import Catalogue
from disclosure_core.catalogue.values import CatalogueLayer, Level
from disclosure_core.catalogue.versions import CatalogueChanges, changes_between
from disclosure_core.errors import NotFoundError, PluginError, RegistryError
from disclosure_core.extensions.collecting import Survey, survey
from disclosure_core.extensions.folder import name_of
from disclosure_core.extensions.plugins import Plugin
from disclosure_core.extensions.registry import Registry
from disclosure_core.messages import Message
from disclosure_core.office.desk import Desk
from disclosure_core.office.layers import OfficeLayers
from disclosure_core.office.memory import Memory
from disclosure_core.office.regions import tree_on
from disclosure_core.organisation.values import Region


@frozen(kw_only=True)
class RegionChanges:
    """What changes in one region; ``None`` is an office without a region."""

    region: Region | None
    changes: CatalogueChanges


@frozen(kw_only=True)
class VersionPreview:
    """What comes of a new version of a plugin's data (版本预览).

    Attributes:
        plugin: The name of the plugin.
        version: The version that is looked at, if it says.
        instead_of: The plugin in whose place it stands; ``None`` where it is added.
        on: The day for which both catalogues are stacked.
        regions: What changes in each region asked for.
        refused: Mistakes for which the office would not open with it: other plugins speak of what
            it no longer has, or claim the same.
    """

    plugin: str
    version: str | None
    instead_of: Plugin | None
    on: date
    regions: tuple[RegionChanges, ...]
    refused: tuple[PluginError, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.refused) or any(each.changes for each in self.regions)


@frozen
class OfficeVersions:
    """Looking at a new version before it holds (版本)."""

    desk: Desk

    def preview(
        self,
        folder: Path,
        *,
        regions: Iterable[str] | None = None,
        every_county: bool = False,
        on: date | None = None,
        progress: Callable[[int, int, str], None] | None = None,
    ) -> VersionPreview:
        """What would change if the folder were installed.

        Args:
            folder: A data-only plugin.
            regions: The regions to look at; the office's own if not given.
            every_county: Look at each county that is known, before or after.
            on: The day; today, or the first day of the folder's layers where all begin later.
            progress: Told before each region: its number, how many there are, its name.

        Raises:
            DataError: the folder gives no name.
            RegistryError: what the folder supplies has mistakes of its own; all of them.
            NotFoundError: a region is not known.
        """
        name, version = name_of(folder)
        today = self.desk.today()
        looked = survey(self.desk.settings, on=today, instead=folder)
        own, others = _parted(looked, name)
        if own:
            raise RegistryError(own)
        day = on or _first_day(looked.registry.layers, name, today)
        newer = evolve(self.desk, registry=looked.registry, memory=Memory())
        looked_at = []
        wanted = self._wanted(newer, regions, day, every_county=every_county)
        for number, region in enumerate(wanted, start=1):
            if progress is not None:
                progress(number, len(wanted), region.name if region else "")
            changes = changes_between(
                _stacked(self.desk, region, day), _stacked(newer, region, day)
            )
            looked_at.append(RegionChanges(region=region, changes=changes))
        return VersionPreview(
            plugin=name,
            version=version,
            instead_of=_of_name(self.desk.registry, name),
            on=day,
            regions=tuple(looked_at),
            refused=others,
        )

    def _wanted(
        self, newer: Desk, named: Iterable[str] | None, day: date, *, every_county: bool
    ) -> Sequence[Region | None]:
        known = {
            each.id: each for desk in (self.desk, newer) for each in tree_on(desk, day).regions
        }
        if every_county:
            return [each for each in known.values() if each.level == Level.COUNTY]
        asked = list(named or ())
        if not asked:
            return [known.get(self.desk.settings.region or "")]
        unknown = tuple(each for each in asked if each not in known)
        if unknown:
            raise NotFoundError(
                Message("No region {id} is known.", id=unknown),
                fix=Message("give the full id, such as {example}.", example=next(iter(known), "")),
            )
        return [known[each] for each in asked]


def _stacked(desk: Desk, region: Region | None, day: date) -> Catalogue:
    """The catalogue of a region; an empty one where the region is not known there."""
    if region is None:
        return OfficeLayers(desk).stacked(day)
    try:
        return OfficeLayers(desk).stacked(day, region=region.id)
    except NotFoundError:
        return Catalogue()


def _parted(looked: Survey, name: str) -> tuple[tuple[PluginError, ...], tuple[PluginError, ...]]:
    """Mistakes that are the folder's own, and those it makes of others."""
    own = next((each.errors for each in looked.plugins if each.name == name), ())
    return own, tuple(each for each in looked.errors if each not in own)


def _of_name(registry: Registry, name: str) -> Plugin | None:
    return next((each for each in registry.plugins if each.name == name), None)


def _first_day(layers: Iterable[CatalogueLayer], plugin: str, today: date) -> date:
    """Today, or the first day of a plugin's layers where all of them begin later."""
    begins = [
        each.in_force.since or date.min
        for each in layers
        if each.id.startswith(f"{plugin}:") and not each.unverified
    ]
    return max(today, min(begins, default=today))

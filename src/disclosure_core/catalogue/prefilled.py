"""The catalogue of a town or village as it comes prefilled from above (减轻基层负担).

A town does not write its catalogue: it gets what holds there, with its own agencies where the
organisation tree says so, and enters only what differs (``catalogue.differences``). The same holds
for a village under its town. Pure; what is kept is the office's to keep.
"""

import re
from collections.abc import Iterable, Iterator

from attrs import evolve, frozen

from disclosure_core.catalogue.layers import (
    Catalogue,
    CatalogueItem,
    OmittedItem,
    stack,
)
from disclosure_core.catalogue.values import CatalogueLayer, DisclosureItem, Level, Refinement
from disclosure_core.messages import DEFAULT_LANGUAGE, Message
from disclosure_core.organisation.tree import OrganisationTree
from disclosure_core.organisation.values import Agency, Region

_DEPTH = {level: depth for depth, level in enumerate(Level)}
_PARTS = re.compile(r"[、，,；;/\s]+")

TOWN_GOVERNMENTS = frozenset(
    {
        "乡镇政府",
        "乡镇人民政府",
        "乡（镇）人民政府",
        "镇政府",
        "镇人民政府",
        "街道办事处",
        "乡镇（街道）",
        "镇（街道）",
        "镇（街）",
        "各乡镇",
        "各镇",
        "各街道",
        "各镇（街）",
        "各乡镇（街道）",
        "各乡镇人民政府",
        "各镇人民政府",
        "各街道办事处",
        "各乡镇人民政府（街道办事处）",
        "乡镇人民政府（街道办事处）",
    }
)
"""Names that printed tables give to the government of any town."""

VILLAGE_COMMITTEES = frozenset(
    {
        "村民委员会",
        "村委会",
        "居民委员会",
        "居委会",
        "社区居委会",
        "村（居）委会",
        "村（社区）",
        "各村（社区）",
        "各村（居）委会",
        "各村",
        "各社区",
    }
)
"""Names that printed tables give to the committee of any village or community."""


@frozen(kw_only=True)
class Prefilled:
    """What holds in a town or village before it says anything itself (预填目录).

    Attributes:
        region: The town or village.
        level: Its level; parks and zones count as towns.
        catalogue: The items that are disclosed at its level or beneath, with where each field is
            from; agencies are the region's own where the organisation tree says so.
        undecided: Items whose levels nobody gave: a person says whether the region discloses them.
        dropped: Items of its level that a layer above leaves out, with the reason.
    """

    region: Region
    level: Level
    catalogue: Catalogue
    undecided: tuple[CatalogueItem, ...] = ()
    dropped: tuple[OmittedItem, ...] = ()

    @property
    def items(self) -> tuple[CatalogueItem, ...]:
        """The prefilled items, in catalogue order."""
        return self.catalogue.items


def level_of(region: Region) -> Level:
    """The level of government of a region; parks and zones stand beside the towns."""
    return Level(region.level) if region.level in {each.value for each in Level} else Level.TOWN


def prefilled(
    catalogue: Catalogue,
    region: Region,
    organisation: OrganisationTree,
    *,
    language: str = DEFAULT_LANGUAGE,
) -> Prefilled:
    """The catalogue of a town or village, prefilled from what is stacked above it.

    Args:
        catalogue: The layers above the region, stacked: without the region's own.
        region: The town or village.
        organisation: The regions and agencies that stand on the day.
        language: The language of the reason given for an agency that was turned.
    """
    turned = agencies_turned(catalogue, region, organisation, language=language)
    here = stack([turned], on=organisation.on, upon=catalogue) if turned.refinements else catalogue
    return disclosed_in(here, region)


def disclosed_in(catalogue: Catalogue, region: Region) -> Prefilled:
    """What of a catalogue a region discloses, for one whose agencies are turned already."""
    level = level_of(region)
    return Prefilled(
        region=region,
        level=level,
        catalogue=evolve(
            catalogue,
            items=tuple(each for each in catalogue.items if _disclosed_at(each.item, level)),
            omitted=(),
            idle=(),
        ),
        undecided=tuple(each for each in catalogue.items if not each.item.levels),
        dropped=tuple(each for each in catalogue.omitted if _disclosed_at(each.item, level)),
    )


def own_layer_id(region: str) -> str:
    """The id of the layer of what a region itself says; one hyphen more than a name can have."""
    return f"office:{region.replace(':', '--')}"


def turned_layer_id(region: str) -> str:
    """The id of the layer of agencies that the organisation tree turns to a region's own."""
    return f"organisation:{region.replace(':', '--')}"


def agencies_turned(
    catalogue: Catalogue,
    region: Region,
    organisation: OrganisationTree,
    *,
    language: str = DEFAULT_LANGUAGE,
) -> CatalogueLayer:
    """The layer that turns agencies to the region's own; without refinements where none turns.

    An item's agency is turned where, in this order, its name is another name of one of the
    region's agencies (or the name of any town's government, and the region has one government); an
    agency of the region lies within the one named; or one agency of the region answers for the
    item's domain. Where several could be meant it stays as it is, for a person to say. Items that
    are not disclosed at the very level of the region keep theirs.
    """
    own = organisation.agencies_of(region.id)
    level = level_of(region)
    refinements = []
    found: dict[tuple[str | None, str], Agency | None] = {}
    if own:
        for each in catalogue.items:
            if level not in each.item.levels:
                continue
            key = (each.item.agency, each.item.domain)
            if key not in found:
                found[key] = _own_agency(each.item, own, region, organisation)
            agency = found[key]
            if agency is not None and agency.name != each.item.agency:
                refinements.append(_turned(each.item, agency, region, language))
    return CatalogueLayer(
        id=turned_layer_id(region.id),
        name=region.name,
        level=level,
        region=region.id,
        refinements=tuple(refinements),
    )


def _disclosed_at(item: DisclosureItem, level: Level) -> bool:
    """Whether an item is disclosed at a level or beneath: a town answers for its villages too."""
    return any(_DEPTH[each] >= _DEPTH[level] for each in item.levels)


def _turned(item: DisclosureItem, agency: Agency, region: Region, language: str) -> Refinement:
    reason = Message("the organisation tree of {region} names it", region=region.name)
    return Refinement(
        item=item.id, agency=agency.name, reason=reason.text(language), source=agency.source
    )


def _own_agency(
    item: DisclosureItem, own: tuple[Agency, ...], region: Region, organisation: OrganisationTree
) -> Agency | None:
    """The one agency of the region that answers for an item there; ``None`` where unsure."""
    for found in (
        _named_here(item.agency, own, level_of(region)),
        _beneath_the_named(item.agency, own, region, organisation),
        [each for each in own if item.domain in each.domains],
    ):
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _named_here(printed: str | None, own: tuple[Agency, ...], level: Level) -> list[Agency]:
    names = {printed or "", *_parts(printed)} - {""}
    found = [each for each in own if names & {each.name, *each.names}]
    general = TOWN_GOVERNMENTS if level is Level.TOWN else VILLAGE_COMMITTEES
    if not found and names & general:
        found = [each for each in own if each.within is None or each.within not in _ids(own)]
    return found


def _ids(agencies: Iterable[Agency]) -> frozenset[str]:
    return frozenset(each.id for each in agencies)


def _beneath_the_named(
    printed: str | None, own: tuple[Agency, ...], region: Region, organisation: OrganisationTree
) -> list[Agency]:
    if not any(each.within for each in own):
        return []
    named = {
        resolution.agency.id
        for part in _parts(printed)
        if (resolution := organisation.resolve(part, near=region.id)).agency is not None
    }
    return [each for each in own if each.within in named]


def _parts(printed: str | None) -> Iterator[str]:
    return (part for part in _PARTS.split(printed or "") if part)

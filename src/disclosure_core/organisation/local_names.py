"""The names that belong to one place, and the blanks that stand for them in a template (待填项).

A county's own words in a text are the names of its regions, agencies and service points, of all
days. What stands for an agency keeps what is common in its name: the blank of 示例县教育局 says
县教育局. A library that is called 图书馆 has a name that any library has; it is left. Pure.
"""

from collections.abc import Iterable, Iterator, Mapping

from disclosure_core.messages import DEFAULT_LANGUAGE, Message
from disclosure_core.organisation.values import Organisation, Region, RegionKind

_SHORTEST = 2
_SHORTEST_VILLAGE = 3
_SHORTEST_AGENCY = 4
"""Characters below which a name is left alone: it would be found inside other words."""

_OF_KIND: Mapping[RegionKind, Message] = {
    RegionKind.PROVINCE: Message("[fill in: name of the province]"),
    RegionKind.CITY: Message("[fill in: name of the city]"),
    RegionKind.COUNTY: Message("[fill in: name of the county]"),
    RegionKind.TOWN: Message("[fill in: name of the town]"),
    RegionKind.TOWNSHIP: Message("[fill in: name of the township]"),
    RegionKind.STREET: Message("[fill in: name of the street]"),
    RegionKind.VILLAGE: Message("[fill in: name of the village]"),
    RegionKind.COMMUNITY: Message("[fill in: name of the community]"),
    RegionKind.PARK: Message("[fill in: name of the park]"),
    RegionKind.BONDED_ZONE: Message("[fill in: name of the bonded zone]"),
}
_OF_LEVEL: Mapping[str, Message] = {
    "province": _OF_KIND[RegionKind.PROVINCE],
    "city": _OF_KIND[RegionKind.CITY],
    "county": _OF_KIND[RegionKind.COUNTY],
    "town": Message("[fill in: name of the town or street]"),
    "village": Message("[fill in: name of the village or community]"),
    "park": _OF_KIND[RegionKind.PARK],
}
_ENDINGS = (
    *("街道", "社区", "综合保税区", "综保区", "园区"),
    *("省", "市", "县", "区", "镇", "乡", "村"),
)
"""How a region's name ends, which is what is common in it."""


def local_names(
    organisation: Organisation, regions: Iterable[str], *, language: str = DEFAULT_LANGUAGE
) -> Mapping[str, str]:
    """Each name that belongs to ``regions``, with the blank that stands for it in ``language``.

    Args:
        organisation: Entries of all days, so that former names are found too.
        regions: The ids of the regions whose names are local.
        language: The language of the blanks.
    """
    here = frozenset(regions)
    places = [each for each in organisation.regions if each.id in here]
    found: dict[str, str] = {}
    endings = {name: _ending(name) for each in places for name in (each.name, *each.names)}
    stems = {_stem(name) for name in endings}
    for name in _named(organisation, here):
        hint = _generic(name, endings)
        found[name] = Message("[fill in: agency, such as {hint}]", hint=hint).text(language)
    for point in organisation.service_points:
        if point.region in here and any(stem in point.name for stem in stems):
            hint = _generic(point.name, endings)
            found[point.name] = Message("[fill in: place, such as {hint}]", hint=hint).text(
                language
            )
    for region in places:
        for name in (region.name, *region.names):
            shortest = _SHORTEST_VILLAGE if region.level == "village" else _SHORTEST
            blank = _blank(region)
            if blank is not None and len(name) >= shortest:
                found[name] = blank.text(language)
    return found


def _named(organisation: Organisation, here: frozenset[str]) -> Iterator[str]:
    for agency in organisation.agencies:
        if agency.region in here:
            yield from (
                name for name in (agency.name, *agency.names) if len(name) >= _SHORTEST_AGENCY
            )


def _blank(region: Region) -> Message | None:
    if region.kind is not None:
        return _OF_KIND[region.kind]
    return _OF_LEVEL.get(region.level)


def _ending(name: str) -> str:
    return next((each for each in _ENDINGS if name.endswith(each) and name != each), "")


def _stem(name: str) -> str:
    """A region's name without what is common in it, where enough is left to know it by."""
    stem = name.removesuffix(_ending(name))
    return stem if len(stem) >= _SHORTEST else name


def _generic(name: str, endings: Mapping[str, str]) -> str:
    """``name`` with each region's name cut down to what it ends in."""
    for local in sorted(endings, key=len, reverse=True):
        name = name.replace(local, endings[local])
    return name

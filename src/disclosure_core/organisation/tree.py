"""Questions to the tree of regions and agencies (组织机构树)."""

from collections.abc import Iterable

from disclosure_core.organisation.values import Agency, Region


def chain(regions: Iterable[Region], region: str | None) -> tuple[str, ...]:
    """The ids from ``region`` up to the root, itself first; empty for ``None``.

    A region that is not known ends the chain; a ring is cut where it closes.
    """
    by_id = {each.id: each for each in regions}
    ids: list[str] = []
    while region is not None and region not in ids:
        ids.append(region)
        known = by_id.get(region)
        region = known.within if known else None
    return tuple(ids)


def within(regions: Iterable[Region], region: str) -> tuple[Region, ...]:
    """The regions directly within ``region``, by name."""
    return tuple(
        sorted((each for each in regions if each.within == region), key=lambda each: each.name)
    )


def agency_named(agencies: Iterable[Agency], printed: str) -> Agency | None:
    """The agency of that name or other name; ``None`` where none or several have it."""
    found = [each for each in agencies if printed == each.name or printed in each.names]
    return found[0] if len(found) == 1 else None

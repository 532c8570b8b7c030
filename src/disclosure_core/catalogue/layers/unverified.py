"""Layers without what nobody has confirmed yet (未核实).

An unverified layer holds items known from published guides, but printed in no source that was
read. They hold nowhere unless somebody asks to see them, and count in nothing. Says nothing of how
an item is confirmed.
"""

from collections.abc import Iterable, Set

from attrs import evolve

from disclosure_core.catalogue.values import CatalogueLayer


def verified_only(layers: Iterable[CatalogueLayer]) -> tuple[CatalogueLayer, ...]:
    """``layers`` without the unverified ones, and without what others say of their items alone.

    A layer over an unverified one lies over what that one lies over. Layers of which nothing is
    unverified are answered as they are.
    """
    given = tuple(layers)
    beneath = {each.id: each.over for each in given if each.unverified}
    if not beneath:
        return given
    held = {item.id for each in given if not each.unverified for item in each.items}
    unconfirmed = {item.id for each in given if each.unverified for item in each.items} - held
    return tuple(
        _silent_on(_lowered(each, beneath), unconfirmed) for each in given if not each.unverified
    )


def without_items(layers: Iterable[CatalogueLayer], ids: Set[str]) -> tuple[CatalogueLayer, ...]:
    """``layers`` whose unverified ones no longer hold the items of these ids."""
    return tuple(
        evolve(each, items=tuple(item for item in each.items if item.id not in ids))
        if each.unverified
        else each
        for each in layers
    )


def _lowered(layer: CatalogueLayer, beneath: dict[str, str | None]) -> CatalogueLayer:
    over = layer.over
    passed: set[str] = set()
    while over is not None and over in beneath and over not in passed:
        passed.add(over)
        over = beneath[over]
    return layer if over == layer.over else evolve(layer, over=over)


def _silent_on(layer: CatalogueLayer, ids: Set[str]) -> CatalogueLayer:
    """The layer without its words about these items."""
    return evolve(
        layer,
        refinements=tuple(each for each in layer.refinements if each.item not in ids),
        omissions=tuple(each for each in layer.omissions if each.item not in ids),
        successions=tuple(
            each for each in layer.successions if ids.isdisjoint((*each.before, *each.after))
        ),
        waivers=tuple(each for each in layer.waivers if each.item not in ids),
        twins=tuple(
            each for each in layer.twins if ids.isdisjoint((each.government, each.village))
        ),
    )

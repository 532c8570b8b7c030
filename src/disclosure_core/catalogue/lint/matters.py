"""What there is to look at, made of a catalogue or of layers; and what every lint rests on."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from attrs import evolve, field, frozen

from disclosure_core.catalogue.bases.resolving import LegalList
from disclosure_core.catalogue.layers import Catalogue, CatalogueItem, IdleKind, IdleWord, stack
from disclosure_core.catalogue.lint.reasons import is_reason
from disclosure_core.catalogue.lint.values import (
    LintedItem,
    LintFinding,
    LintMatter,
    LintSeverity,
)
from disclosure_core.catalogue.values import (
    CatalogueLayer,
    DisclosureItem,
    Domain,
    Level,
    Omission,
    Refinement,
)
from disclosure_core.errors import DataError
from disclosure_core.messages import Message
from disclosure_core.organisation.names import AgencyNames

OWN_LEVELS = frozenset({Level.COUNTY, Level.TOWN, Level.VILLAGE})
"""Levels whose catalogue says which agency is responsible."""


@frozen(kw_only=True)
class LintGround:
    """What every lint of an office or a file rests on (检查依据).

    ``layers`` are all layers that could stand in the place; the national ones among them are the
    guideline. ``agencies`` is ``None`` where the organisation is not known.
    """

    on: date
    bases: LegalList
    domains: tuple[Domain, ...] = ()
    agencies: AgencyNames | None = None
    region_names: tuple[str, ...] = ()
    layers: tuple[CatalogueLayer, ...] = field(default=(), repr=False)

    def guideline(self) -> tuple[DisclosureItem, ...]:
        """The national items in force on the day."""
        return tuple(
            item
            for layer in self.layers
            if layer.level is Level.NATIONAL and not layer.unverified
            if layer.in_force.covers(self.on)
            for item in layer.items
            if item.in_force.covers(self.on)
        )

    def matter(self, items: Iterable[LintedItem]) -> LintMatter:
        """What is to be looked at, with ``items`` numbered in their order."""
        return LintMatter(
            items=tuple(evolve(each, number=number) for number, each in enumerate(items)),
            on=self.on,
            bases=self.bases,
            domains=self.domains,
            agencies=self.agencies,
            region_names=self.region_names,
        )


def matter_of_catalogue(
    catalogue: Catalogue, ground: LintGround, *, domain: str | None = None
) -> LintMatter:
    """All items that hold in a place, and what its layers say of them.

    Args:
        catalogue: What holds, of the ground's layers.
        ground: What the lint rests on.
        domain: Only items of this domain.
    """
    layers = _standing(ground.layers, catalogue)
    held = [each for each in catalogue.items if domain in (None, each.item.domain)]
    matter = ground.matter(_of_layers(held, layers))
    return evolve(
        matter,
        guideline=tuple(each for each in ground.guideline() if domain in (None, each.domain)),
        accounted=_accounted(catalogue),
        layers=layers if domain is None else tuple(_waivers_only(each, held) for each in layers),
        idle=tuple(_idle(catalogue.idle)) if domain is None else (),
        partial=domain is not None,
    )


def _waivers_only(layer: CatalogueLayer, held: Iterable[CatalogueItem]) -> CatalogueLayer:
    """A layer of whose words only the waivers for some items, or for all, are looked at."""
    ids = {None, *(each.item.id for each in held)}
    waivers = tuple(each for each in layer.waivers if each.item in ids)
    return CatalogueLayer(
        id=layer.id, name=layer.name, level=layer.level, waivers=waivers, source=layer.source
    )


def matter_of_layers(
    own: Sequence[CatalogueLayer], ground: LintGround, *, domain: str | None = None
) -> LintMatter:
    """The items that some layers define or refine, as they would hold over the ground's layers.

    An item that stands twice is looked at twice. Where the layers do not fit together, what they
    define is looked at all the same. Items that nobody has verified are no duty, and are not.

    Args:
        own: The layers.
        ground: What the lint rests on.
        domain: Only items of this domain.
    """
    ids = {layer.id for layer in own}
    beneath = tuple(each for each in ground.layers if each.id not in ids)
    defined = [
        CatalogueItem(item=item, layer=layer.id, source=item.source or layer.source)
        for layer in own
        if not layer.unverified
        for item in layer.items
        if domain in (None, item.domain)
    ]
    try:
        catalogue = stack([*beneath, *own], on=ground.on, strict=False)
    except DataError as error:
        matter = ground.matter(_of_layers(defined, tuple(own)))
        return evolve(
            matter,
            layers=tuple(own),
            unfit=tuple(_unfit(error, defined)),
            idle=tuple(_of_unknown_items(own, beneath)),
        )
    changed = [
        each
        for each in catalogue.items
        if each.layer not in ids and ids & set(each.origins.values())
        if domain in (None, each.item.domain)
    ]
    layers = (*beneath, *own)
    held = [catalogue.item(each.item.id) or each for each in defined]
    matter = ground.matter(_of_layers([*held, *changed], layers))
    return evolve(
        matter,
        guideline=evolve(ground, layers=layers).guideline(),
        accounted=_accounted(catalogue) | {each.item.id for each in catalogue.items},
        layers=tuple(own),
        idle=tuple(_idle(each for each in catalogue.idle if each.layer in ids)),
    )


def _of_layers(
    held: Iterable[CatalogueItem], layers: Iterable[CatalogueLayer]
) -> Iterator[LintedItem]:
    by_id = {layer.id: layer for layer in layers}
    for each in held:
        agency, defined = by_id.get(each.origin("agency")), by_id.get(each.layer)
        yield LintedItem(
            item=each.item,
            file=each.layer,
            place=each.source or "",
            places=each.sources,
            layers=frozenset((each.layer, *each.origins.values())),
            own=agency is not None and agency.level in OWN_LEVELS,
            local=defined is not None and defined.level in OWN_LEVELS,
        )


def _standing(layers: Iterable[CatalogueLayer], catalogue: Catalogue) -> tuple[CatalogueLayer, ...]:
    return tuple(each for each in layers if each.id in catalogue.layers)


def _accounted(catalogue: Catalogue) -> frozenset[str]:
    """Guideline items that were left out with a reason, or gave way to others."""
    omitted = (each.item.id for each in catalogue.omitted if is_reason(each.reason))
    gone = (each for succession in catalogue.successions for each in succession.before)
    return frozenset((*omitted, *gone))


def _idle(words: Iterable[IdleWord]) -> Iterator[LintFinding]:
    for each in words:
        if each.kind is IdleKind.NO_DIFFERENCE:
            continue
        if each.kind is IdleKind.UNKNOWN_ITEM:
            yield _of_unknown(each.item, each.layer, each.source)
            continue
        yield LintFinding(
            what=Message("a layer speaks of {item}, which does not hold here", item=each.item),
            fix=Message("correct the id, or take the entry out"),
            severity=LintSeverity.ADVICE,
            item=each.item,
            file=each.layer,
            place=each.source or "",
            layers=frozenset((each.layer,)),
        )


def _of_unknown(item: str, layer: str, source: str | None) -> LintFinding:
    return LintFinding(
        what=Message("a layer speaks of {item}, which no layer defines", item=item),
        fix=Message("correct the id, or take the entry out"),
        severity=LintSeverity.WARNING,
        item=item,
        file=layer,
        place=source or "",
        layers=frozenset((layer,)),
    )


def _of_unknown_items(
    own: Iterable[CatalogueLayer], beneath: Iterable[CatalogueLayer]
) -> Iterator[LintFinding]:
    """What layers that cannot be laid say of items that none of them defines."""
    known = {item.id for layer in (*own, *beneath) for item in layer.items}
    for layer in own:
        entries: tuple[Refinement | Omission, ...] = (*layer.refinements, *layer.omissions)
        for entry in entries:
            if entry.item not in known:
                yield _of_unknown(entry.item, layer.id, entry.source or layer.source)


def _unfit(error: DataError, defined: Iterable[CatalogueItem]) -> Iterator[LintFinding]:
    """What keeps the layers from being laid; an id that stands twice is a rule of its own."""
    ids = {each.item.id for each in defined}
    for mistake in error.mistakes:
        if mistake.place in ids:
            continue
        yield LintFinding(
            what=mistake.what,
            fix=Message("correct the layer named"),
            file=mistake.file,
            place=mistake.place,
        )

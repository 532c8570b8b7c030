"""Put catalogue layers on top of each other and answer what holds.

Pure: layers in, a :class:`Catalogue` out; what does not fit (an unknown item, two layers in one
place) is an error with all its mistakes. Takes time in proportion to what the layers say.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from attrs import field, fields, frozen

from disclosure_core.catalogue.layers.holding import (
    Catalogue,
    CatalogueItem,
    IdleKind,
    IdleWord,
    OmittedItem,
    RefinedBy,
)
from disclosure_core.catalogue.layers.ordering import from_the_base
from disclosure_core.catalogue.layers.replacing import layers_in_place
from disclosure_core.catalogue.layers.unverified import verified_only
from disclosure_core.catalogue.values import (
    CatalogueLayer,
    DisclosureItem,
    Omission,
    Refinement,
    Succession,
)
from disclosure_core.errors import DataError, Mistake
from disclosure_core.messages import Message

REFINABLE = (
    "level1",
    "level2",
    "level3",
    "content",
    "bases",
    "time_limit",
    "agency",
    "channels",
    "audience",
    "audience_detail",
    "modes",
    "levels",
    "service",
    "phases",
    "item_type",
)
"""Fields that a lower layer may change."""

_refined = attrgetter(*REFINABLE)
_FIELDS = tuple(each.name for each in fields(DisclosureItem))
_values = attrgetter(*_FIELDS)

EMPTIABLE = frozenset({"level2", "level3", "agency", "audience_detail", "item_type"})
"""Fields that a refinement empties with an empty text, because ``None`` leaves them as they are."""

NOTHING = Catalogue()


def stack(
    layers: Iterable[CatalogueLayer],
    *,
    on: date,
    upon: Catalogue = NOTHING,
    strict: bool = True,
    include_unverified: bool = False,
) -> Catalogue:
    """Stack ``layers`` by what they lie over and answer what holds on ``on``.

    Items come in the order the layers give them, base layers first. A layer that replaces another
    stands in its place; from the day of a succession, what gave way no longer holds.

    Args:
        layers: All layers, in any order, those not in force that day included.
        on: The day.
        upon: What is stacked already, beneath all of these layers.
        strict: Whether it is a mistake to speak of an item that no layer defines. Else such words
            are among the catalogue's ``idle`` ones: an office whose national catalogue was renewed
            must open all the same.
        include_unverified: Whether items that nobody has confirmed hold too, each marked so.

    Raises:
        DataError: a layer lies over one that is missing or over itself, two replace one, an item
            is defined twice, or (``strict``) a layer speaks of an item that nothing defines. All
            such mistakes together.
    """
    given = list(layers) if include_unverified else list(verified_only(layers))
    standing, misplaced = layers_in_place(given, on=on, laid=upon.layers)
    ordered, unordered = from_the_base(standing, laid=upon.layers)
    known = upon.known | {item.id for layer in given for item in layer.items}
    pile = _Pile.begun(upon, known=known, on=on)
    for layer in ordered:
        pile.lay(layer)
    mistakes = [*misplaced, *unordered, *pile.mistakes, *(pile.unknown if strict else ())]
    if mistakes:
        raise DataError(Message("The catalogue layers do not fit together."), mistakes)
    return Catalogue(
        items=tuple(pile.items.values()),
        omitted=tuple(pile.omitted),
        layers=(*upon.layers, *(layer.id for layer in ordered)),
        idle=tuple(pile.idle),
        successions=(
            *upon.successions,
            *(each for layer in ordered for each in layer.successions),
        ),
        known=known,
    )


def refined(
    beneath: CatalogueItem, refinement: Refinement, layer: str, *, source: str | None = None
) -> CatalogueItem:
    """``beneath`` with the fields that ``refinement`` gives, each remembering ``layer``.

    A field that is the same beneath keeps its origin. ``source`` is where the layer was read, for
    a refinement that does not say.
    """
    changes, _ = _changes(beneath.item, refinement)
    return _changed(beneath, changes, refinement, layer, refinement.source or source)


def _changed(
    beneath: CatalogueItem,
    changes: Mapping[str, Any],
    refinement: Refinement,
    layer: str,
    read_at: str | None,
) -> CatalogueItem:
    if not changes:
        return beneath
    by = RefinedBy(layer, refinement.reason, read_at)
    # What attrs.evolve does, without asking each field for its name: this is the inner loop.
    values = dict(zip(_FIELDS, _values(beneath.item), strict=True))
    return CatalogueItem(
        item=DisclosureItem(**{**values, **changes}),
        layer=beneath.layer,
        source=beneath.source,
        unverified=beneath.unverified,
        refined=MappingProxyType({**beneath.refined, **dict.fromkeys(changes, by)}),
    )


def _changes(
    item: DisclosureItem, refinement: Refinement
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The fields that a refinement gives and that differ, and those it gives that do not.

    An empty text stands for none.
    """
    changes: dict[str, Any] = {}
    same: tuple[str, ...] = ()
    for name, value, before in zip(REFINABLE, _refined(refinement), _refined(item), strict=True):
        if value is None:
            continue
        given = None if value == "" and name in EMPTIABLE else value
        if given == before:
            same = (*same, name)
        else:
            changes[name] = given
    return changes, same


@frozen(kw_only=True)
class _Pile:
    """Layers being laid: what holds so far, what was left out, what went wrong."""

    on: date
    known: frozenset[str]
    items: dict[str, CatalogueItem]
    omitted: list[OmittedItem]
    idle: list[IdleWord]
    mistakes: list[Mistake] = field(factory=list)
    unknown: list[Mistake] = field(factory=list)

    @classmethod
    def begun(cls, upon: Catalogue, *, known: frozenset[str], on: date) -> "_Pile":
        """What lies there already."""
        return cls(
            on=on,
            known=known,
            items={each.item.id: each for each in upon.items},
            omitted=list(upon.omitted),
            idle=list(upon.idle),
        )

    def lay(self, layer: CatalogueLayer) -> None:
        """Put one layer on; what is not in force that day is passed over."""
        for item in layer.items:
            if item.in_force.covers(self.on):
                self._add(layer, item)
        for succession in layer.successions:
            if succession.on <= self.on:
                self._give_way(layer, succession)
        for refinement in layer.refinements:
            self._refine(layer, refinement)
        for omission in layer.omissions:
            self._omit(layer, omission)

    def _add(self, layer: CatalogueLayer, item: DisclosureItem) -> None:
        first = self.items.get(item.id)
        if first is not None:
            what = Message("is defined already by {layer}", layer=first.layer)
            self.mistakes.append(_mistake(layer, item.source, item.id, what))
            return
        self.items[item.id] = CatalogueItem(
            item=item,
            layer=layer.id,
            source=item.source or layer.source,
            unverified=layer.unverified,
        )

    def _give_way(self, layer: CatalogueLayer, succession: Succession) -> None:
        for ended in succession.before:
            if (holding := self.items.pop(ended, None)) is not None:
                self.omitted.append(
                    OmittedItem(
                        item=holding.item,
                        layer=layer.id,
                        reason=succession.reason,
                        source=succession.source or layer.source,
                        successors=succession.after,
                    )
                )

    def _refine(self, layer: CatalogueLayer, refinement: Refinement) -> None:
        beneath = self.items.get(refinement.item)
        if beneath is None:
            self._to_no_effect(layer, refinement)
            return
        changes, same = _changes(beneath.item, refinement)
        read_at = refinement.source or layer.source
        if same:
            self.idle.append(
                IdleWord(
                    layer=layer.id,
                    item=refinement.item,
                    kind=IdleKind.NO_DIFFERENCE,
                    fields=same,
                    reason=refinement.reason,
                    source=read_at,
                )
            )
        self.items[refinement.item] = _changed(beneath, changes, refinement, layer.id, read_at)

    def _omit(self, layer: CatalogueLayer, omission: Omission) -> None:
        holding = self.items.pop(omission.item, None)
        if holding is None:
            self._to_no_effect(layer, omission)
            return
        self.omitted.append(
            OmittedItem(
                item=holding.item,
                layer=layer.id,
                reason=omission.reason,
                source=omission.source or layer.source,
            )
        )

    def _to_no_effect(self, layer: CatalogueLayer, word: Refinement | Omission) -> None:
        unknown = word.item not in self.known
        if unknown:
            what = Message("no item of that id holds beneath")
            self.unknown.append(_mistake(layer, word.source, word.item, what))
        self.idle.append(
            IdleWord(
                layer=layer.id,
                item=word.item,
                kind=IdleKind.UNKNOWN_ITEM if unknown else IdleKind.NOT_HERE,
                omission=isinstance(word, Omission),
                reason=word.reason,
                source=word.source or layer.source,
            )
        )


def _mistake(layer: CatalogueLayer, source: str | None, id: str, what: Message) -> Mistake:
    return Mistake(file=source or layer.source or layer.id, place=id, what=what)

"""Put catalogue layers on top of each other: what holds here, and which layer says so.

National → province → city → county → town → village. A lower layer adds, refines or leaves out
with a reason. Every field of the outcome can say which layer it came from. Pure: layers in, a
:class:`Catalogue` out; what does not fit (an unknown item, two layers on one place) is an error.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from types import MappingProxyType

import attrs
from attrs import field, frozen

from disclosure_core.catalogue.values import (
    CatalogueLayer,
    DisclosureItem,
    Level,
    Omission,
    Refinement,
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

_DEPTH = {level: depth for depth, level in enumerate(Level)}


def _read_only(mapping: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType(dict(mapping))


@frozen(kw_only=True)
class CatalogueItem:
    """An item as it holds here, with the layer each refined field came from.

    ``layer`` defined the item; ``origins`` maps a refined field to the layer that set it last, and
    ``reasons`` to what that layer gave as its reason.
    """

    item: DisclosureItem
    layer: str
    origins: Mapping[str, str] = field(factory=dict, converter=_read_only)
    reasons: Mapping[str, str] = field(factory=dict, converter=_read_only)

    def origin(self, name: str) -> str:
        """The layer that a field's value came from."""
        return self.origins.get(name, self.layer)


@frozen(kw_only=True)
class OmittedItem:
    """An item that holds above but not here (不适用), and the layer that says why."""

    item: DisclosureItem
    layer: str
    reason: str


@frozen(kw_only=True)
class Catalogue:
    """The items that hold in one place on one day (目录), and those left out with their reasons."""

    items: tuple[CatalogueItem, ...] = ()
    omitted: tuple[OmittedItem, ...] = ()
    layers: tuple[str, ...] = ()

    def item(self, id: str) -> CatalogueItem | None:
        """The item of that id; ``None`` where it does not hold here."""
        return next((each for each in self.items if each.item.id == id), None)

    def in_domain(self, domain: str) -> tuple[CatalogueItem, ...]:
        """The items of one domain, in catalogue order."""
        return tuple(each for each in self.items if each.item.domain == domain)


def stack(layers: Iterable[CatalogueLayer], *, on: date) -> Catalogue:
    """Stack ``layers`` by what they lie over and answer what holds on ``on``.

    Items come in the order the layers give them, base layers first.

    Raises:
        DataError: a layer lies over one that is missing or over itself, or speaks of an item that
            nothing beneath it defines. All such mistakes together.
    """
    standing = [layer for layer in layers if layer.in_force.covers(on)]
    ordered, mistakes = _from_the_base(standing)
    known = {item.id for layer in ordered for item in layer.items}
    items: dict[str, CatalogueItem] = {}
    omitted: list[OmittedItem] = []
    for layer in ordered:
        mistakes += _unfitting(layer, items, known)
        _lay(layer, items, omitted, on)
    if mistakes:
        raise DataError(Message("The catalogue layers do not fit together."), mistakes)
    return Catalogue(
        items=tuple(items.values()),
        omitted=tuple(omitted),
        layers=tuple(layer.id for layer in ordered),
    )


def _unfitting(
    layer: CatalogueLayer, beneath: Mapping[str, CatalogueItem], known: Set[str]
) -> Iterator[Mistake]:
    """Items defined twice, and changes to items that no layer defines."""
    for item in layer.items:
        if item.id in beneath:
            yield _mistake(layer, item.id, Message("is defined beneath already"))
    changed = [each.item for each in layer.refinements] + [each.item for each in layer.omissions]
    for item_id in changed:
        if item_id not in known:
            yield _mistake(layer, item_id, Message("no item of that id holds beneath"))


def _lay(
    layer: CatalogueLayer,
    items: dict[str, CatalogueItem],
    omitted: list[OmittedItem],
    on: date,
) -> None:
    """Put one layer on what lies beneath; what is not in force that day is passed over."""
    for item in layer.items:
        if item.in_force.covers(on):
            items.setdefault(item.id, CatalogueItem(item=item, layer=layer.id))
    for refinement in layer.refinements:
        if refinement.item in items:
            items[refinement.item] = refined(items[refinement.item], refinement, layer.id)
    omitted.extend(
        _omitted(items.pop(omission.item), omission, layer)
        for omission in layer.omissions
        if omission.item in items
    )


def refined(beneath: CatalogueItem, refinement: Refinement, layer: str) -> CatalogueItem:
    """``beneath`` with the fields that ``refinement`` gives, each remembering ``layer``."""
    changes = {
        name: value
        for name in REFINABLE
        if (value := getattr(refinement, name)) is not None and value != getattr(beneath.item, name)
    }
    return CatalogueItem(
        item=attrs.evolve(beneath.item, **changes),
        layer=beneath.layer,
        origins={**beneath.origins, **dict.fromkeys(changes, layer)},
        reasons={**beneath.reasons, **dict.fromkeys(changes, refinement.reason)},
    )


def _from_the_base(
    layers: Sequence[CatalogueLayer],
) -> tuple[list[CatalogueLayer], list[Mistake]]:
    """Layers with each after the one it lies over, higher levels first."""
    known = {layer.id for layer in layers}
    mistakes = [
        _mistake(layer, layer.over, Message("no layer of that id lies beneath"))
        for layer in layers
        if layer.over is not None and layer.over not in known
    ]
    waiting = sorted(layers, key=lambda layer: (_DEPTH[layer.level], layer.id))
    ordered: list[CatalogueLayer] = []
    laid: set[str] = set()
    while waiting:
        ready = [layer for layer in waiting if layer.over is None or layer.over in laid]
        if not ready:
            break
        ordered.append(ready[0])
        laid.add(ready[0].id)
        waiting.remove(ready[0])
    mistakes += [
        _mistake(layer, layer.over, Message("the layers lie over each other in a ring"))
        for layer in waiting
        if layer.over in known
    ]
    return ordered, mistakes


def _omitted(beneath: CatalogueItem, omission: Omission, layer: CatalogueLayer) -> OmittedItem:
    return OmittedItem(item=beneath.item, layer=layer.id, reason=omission.reason)


def _mistake(layer: CatalogueLayer, place: str | None, what: Message) -> Mistake:
    return Mistake(file=layer.source or layer.id, place=place or "", what=what)

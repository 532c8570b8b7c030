"""What holds in one place on one day, as values: items with where each field is from.

Made by ``layers.stacking``. Says nothing of how layers are put together.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from attrs import field, fields, frozen

from disclosure_core.catalogue.values import DisclosureItem, Succession

_ABOUT_THE_ROW = frozenset({"id", "reason", "source"})


@frozen
class RefinedBy:
    """The layer that refined a field last, why, and where that was read (调整出处)."""

    layer: str
    reason: str
    source: str | None = None


_NOT_REFINED: Mapping[str, RefinedBy] = MappingProxyType({})


def _read_only(refined: Mapping[str, RefinedBy]) -> Mapping[str, RefinedBy]:
    if isinstance(refined, MappingProxyType):
        return refined
    return MappingProxyType(dict(refined)) if refined else _NOT_REFINED


@frozen(kw_only=True)
class FieldOrigin:
    """One field of an item as it holds here: which layer said so, where it was read, and why.

    ``reason`` and ``source`` are ``None`` where the layer gives none.
    """

    field: str
    value: object
    layer: str
    source: str | None = None
    reason: str | None = None


@frozen(kw_only=True)
class CatalogueItem:
    """An item as it holds here, each field with the layer that set it last.

    ``layer`` defined the item, and ``source`` is where it was read there. ``refined`` maps a
    refined field to the layer that refined it, why, and where that was read. ``unverified`` says
    that nobody has confirmed the item: it counts in no obligation or coverage.
    """

    item: DisclosureItem
    layer: str
    source: str | None = None
    unverified: bool = False
    refined: Mapping[str, RefinedBy] = field(default=_NOT_REFINED, converter=_read_only)

    @property
    def origins(self) -> Mapping[str, str]:
        """Each refined field and the layer that refined it last."""
        return {name: by.layer for name, by in self.refined.items()}

    @property
    def reasons(self) -> Mapping[str, str]:
        """Each refined field and why it was refined."""
        return {name: by.reason for name, by in self.refined.items()}

    @property
    def sources(self) -> Mapping[str, str]:
        """Each refined field and where the refinement was read, if that is known."""
        return {name: by.source for name, by in self.refined.items() if by.source is not None}

    def origin(self, name: str) -> str:
        """The layer that a field's value came from."""
        by = self.refined.get(name)
        return by.layer if by is not None else self.layer

    def field_origin(self, name: str) -> FieldOrigin:
        """A field with its value, layer, source and reason."""
        by = self.refined.get(name)
        return FieldOrigin(
            field=name,
            value=getattr(self.item, name),
            layer=by.layer if by is not None else self.layer,
            source=by.source if by is not None else self.source,
            reason=by.reason if by is not None else self.item.reason,
        )

    def field_origins(self) -> Iterator[FieldOrigin]:
        """Every field that tells of the duty, in the order of the item's fields."""
        for each in fields(DisclosureItem):
            if each.name not in _ABOUT_THE_ROW:
                yield self.field_origin(each.name)


@frozen(kw_only=True)
class OmittedItem:
    """An item that holds above but not here (不适用), and the layer that says why.

    ``successors`` are the items that took its place, where it gave way to others.
    """

    item: DisclosureItem
    layer: str
    reason: str
    source: str | None = None
    successors: tuple[str, ...] = ()


class IdleKind(StrEnum):
    """Why what a layer says has no effect (不起作用的调整)."""

    UNKNOWN_ITEM = "unknown_item"
    """no layer defines the item"""
    NOT_HERE = "not_here"
    """the item is not in force that day, or a layer above leaves it out"""
    NO_DIFFERENCE = "no_difference"
    """what is beneath says the same"""


@frozen(kw_only=True)
class IdleWord:
    """A refinement or omission that changes nothing here (空置调整): which, and why.

    ``fields`` are the refined fields that do not differ; empty for the whole refinement or for an
    omission. ``reason`` is what the layer gave for it.
    """

    layer: str
    item: str
    kind: IdleKind
    omission: bool = False
    fields: tuple[str, ...] = ()
    reason: str
    source: str | None = None


@frozen(kw_only=True)
class Catalogue:
    """The items that hold in one place on one day (目录), and those left out with their reasons.

    ``layers`` are the ids of the layers, in the order they were laid. ``idle`` is what some of them
    say to no effect. ``successions`` are what they say became of items, on any day. ``known`` are
    the ids of all items that the layers define, in force or not.
    """

    items: tuple[CatalogueItem, ...] = ()
    omitted: tuple[OmittedItem, ...] = ()
    layers: tuple[str, ...] = ()
    idle: tuple[IdleWord, ...] = ()
    successions: tuple[Succession, ...] = ()
    known: frozenset[str] = field(default=frozenset(), repr=False)

    @cached_property
    def _by_id(self) -> Mapping[str, CatalogueItem]:
        return {each.item.id: each for each in self.items}

    @cached_property
    def _by_domain(self) -> Mapping[str, tuple[CatalogueItem, ...]]:
        domains: dict[str, list[CatalogueItem]] = {}
        for each in self.items:
            domains.setdefault(each.item.domain, []).append(each)
        return {domain: tuple(items) for domain, items in domains.items()}

    def item(self, id: str) -> CatalogueItem | None:
        """The item of that id; ``None`` where it does not hold here."""
        return self._by_id.get(id)

    def omitted_item(self, id: str) -> OmittedItem | None:
        """The item of that id as it was left out; ``None`` where no layer leaves it out."""
        return next((each for each in self.omitted if each.item.id == id), None)

    def in_domain(self, domain: str) -> tuple[CatalogueItem, ...]:
        """The items of one domain, in catalogue order."""
        return self._by_domain.get(domain, ())

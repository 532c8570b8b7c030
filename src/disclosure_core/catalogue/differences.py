"""What a town enters otherwise than its prefilled catalogue says, as the smallest layer (差异填报).

A difference without a reason is a mistake that names row and field. Pure: the prefilled catalogue
and the edited items in, a layer out; :func:`with_differences` lays it on again.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from attrs import evolve, field, frozen

from disclosure_core.catalogue.layers import REFINABLE, Catalogue, stack
from disclosure_core.catalogue.layers.stacking import EMPTIABLE
from disclosure_core.catalogue.prefilled import Prefilled, own_layer_id
from disclosure_core.catalogue.values import CatalogueLayer, DisclosureItem, Omission, Refinement
from disclosure_core.catalogue.words import FIELD_NAMES
from disclosure_core.errors import DataError, Mistake
from disclosure_core.messages import Message

_FIXED = ("domain", "in_force")
"""Fields of an item from above that a town cannot change."""


def differences(
    prefilled: Prefilled,
    edited: Iterable[DisclosureItem],
    reasons: Mapping[str, str],
    *,
    places: Mapping[str, str | Message] | None = None,
    file: str = "",
    own: Collection[str] | None = None,
    new_id: Callable[[], str] | None = None,
    source: str | None = None,
) -> CatalogueLayer:
    """The smallest layer that makes the edited catalogue of the prefilled one.

    Items that are edited the same as prefilled are not in it; of an item that differs only the
    fields that do. An item of the prefilled catalogue that is not among the edited ones is left
    out, and one that is new is added. Where a row was read (``source``) is not a difference.

    Args:
        prefilled: What holds without the region's own words.
        edited: All items as the region has them. An item whose levels nobody gave (``undecided``)
            may be among them, or not.
        reasons: Why, by item id: for each item changed, left out or added. An added item may also
            carry its reason itself.
        places: Where each edited item stands, by id (``row 14``); its ``source`` if not given.
        file: The name of the file they were read from, for mistakes.
        own: Ids of the items that the region added before; then no other id that nobody knows may
            be among the edited ones. Any new id may, if not given.
        new_id: Makes the id of an added item whose id is empty.
        source: Where the layer was read.

    Raises:
        DataError: a difference without a reason, an id that stands twice, an item that a layer
            above leaves out, a change that a town cannot make. All of them, with row and field.
    """
    work = _Comparing(prefilled, reasons, places or {}, file, own, new_id)
    listed = list(edited)
    seen: dict[str, DisclosureItem] = {}
    for item in listed:
        if item.id and item.id in seen:
            work.add(item, "id", Message("two rows have the id {id}", id=item.id))
            continue
        seen[item.id] = item
        work.compare(item)
    for holding in prefilled.items:
        if holding.item.id not in seen:
            work.leave_out(holding.item)
    if work.mistakes:
        raise DataError(
            Message(
                "The catalogue of {region} has {count} mistakes.",
                region=prefilled.region.name,
                count=len(work.mistakes),
            ),
            work.mistakes,
            fix=Message("give each difference its reason, and take back what cannot be changed."),
        )
    return CatalogueLayer(
        id=own_layer_id(prefilled.region.id),
        name=prefilled.region.name,
        level=prefilled.level,
        region=prefilled.region.id,
        items=tuple(work.items),
        refinements=tuple(work.refinements),
        omissions=tuple(work.omissions),
        source=source,
    )


def with_differences(prefilled: Prefilled, layer: CatalogueLayer, *, on: date) -> Catalogue:
    """The prefilled catalogue with a region's own layer on it: what holds there.

    An undecided item that the layer speaks of is among the items, at the end.

    Raises:
        DataError: the layer does not fit on it.
    """
    spoken_of = {each.item for each in layer.refinements}
    decided = tuple(each for each in prefilled.undecided if each.item.id in spoken_of)
    upon = evolve(prefilled.catalogue, items=(*prefilled.items, *decided))
    return stack([evolve(layer, over=None)], on=on, upon=upon, strict=False)


@frozen
class _Comparing:
    """A comparison under way: what was found, and every mistake met."""

    prefilled: Prefilled
    reasons: Mapping[str, str]
    places: Mapping[str, str | Message]
    file: str
    own: Collection[str] | None
    new_id: Callable[[], str] | None
    items: list[DisclosureItem] = field(factory=list)
    refinements: list[Refinement] = field(factory=list)
    omissions: list[Omission] = field(factory=list)
    mistakes: list[Mistake] = field(factory=list)
    beneath: dict[str, DisclosureItem] = field(init=False)
    dropped: dict[str, str] = field(init=False)

    @beneath.default
    def _known(self) -> dict[str, DisclosureItem]:
        standing = (*self.prefilled.items, *self.prefilled.undecided)
        return {each.item.id: each.item for each in standing}

    @dropped.default
    def _left_out_above(self) -> dict[str, str]:
        return {each.item.id: each.reason for each in self.prefilled.dropped}

    def add(self, item: DisclosureItem, name: str, what: Message) -> None:
        """Note a mistake at a field of a row."""
        row = self.places.get(item.id)
        told = Message("{field} of {item}", field=FIELD_NAMES.get(name, name), item=item.title)
        if row is not None:
            self.mistakes.append(
                Mistake(self.file, Message("{row}, {told}", row=row, told=told), what)
            )
        else:
            self.mistakes.append(Mistake(item.source or self.file, told, what))

    def compare(self, item: DisclosureItem) -> None:
        """One edited item against what it was."""
        before = self.beneath.get(item.id)
        if before is not None:
            self._refine(before, item)
        elif item.id in self.dropped:
            reason = self.dropped[item.id]
            what = Message(
                "is left out above and cannot be taken in again: {reason}", reason=reason
            )
            self.add(item, "id", what)
        elif item.id in self.prefilled.catalogue.known:
            what = Message("{id} is an item from above that is not disclosed here", id=item.id)
            self.add(item, "id", what)
        else:
            self._add(item)

    def leave_out(self, item: DisclosureItem) -> None:
        """An item that is not among the edited ones."""
        reason = self._reason(item.id)
        if reason is None:
            what = Message("it was left out without a reason")
            self.mistakes.append(
                Mistake(self.file, Message("{item} ({id})", item=item.title, id=item.id), what)
            )
        else:
            self.omissions.append(Omission(item=item.id, reason=reason))

    def _reason(self, item: str) -> str | None:
        return self.reasons.get(item, "").strip() or None

    def _refine(self, before: DisclosureItem, item: DisclosureItem) -> None:
        for name in _FIXED:
            if getattr(item, name) != getattr(before, name):
                self.add(item, name, Message("cannot be changed here"))
        changes = dict(self._changes(before, item))
        if not changes:
            return
        reason = self._reason(item.id)
        if reason is None:
            for name in changes:
                self.add(item, name, Message("differs from what is above, without a reason"))
        else:
            self.refinements.append(Refinement(item=item.id, reason=reason, **changes))

    def _changes(self, before: DisclosureItem, item: DisclosureItem) -> Iterator[tuple[str, Any]]:
        for name in REFINABLE:
            value = getattr(item, name)
            empty = value is None or value == ""
            if value == getattr(before, name) or (empty and getattr(before, name) is None):
                continue
            if empty and name not in EMPTIABLE:
                self.add(item, name, Message("cannot be left empty; write what holds here"))
            else:
                yield name, "" if empty else value

    def _add(self, item: DisclosureItem) -> None:
        if item.id and self.own is not None and item.id not in self.own:
            what = Message("no item {id} is known; a new item has an empty id", id=item.id)
            self.add(item, "id", what)
        reason = self._reason(item.id) or (item.reason or "").strip() or None
        if reason is None:
            self.add(item, "reason", Message("is added without a reason"))
        if not item.id and self.new_id is None:
            self.add(item, "id", Message("a new item needs an id"))
        made = item.id or (self.new_id() if self.new_id else "")
        self.items.append(evolve(item, id=made, reason=reason))

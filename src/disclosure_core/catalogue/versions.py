"""What a new version of the catalogue changes, before it is applied (版本变更预览).

Compares two stacked catalogues of one place by item id; comparing catalogues whose ids differ, by
their names, is ``catalogue.comparison``. Pure; applies nothing.
"""

from collections.abc import Iterable, Iterator

from attrs import fields, frozen

from disclosure_core.catalogue.layers import Catalogue, CatalogueItem, IdleWord
from disclosure_core.catalogue.values import CatalogueLayer, DisclosureItem

_NOT_COMPARED = frozenset({"id", "reason", "source"})
COMPARED = tuple(each.name for each in fields(DisclosureItem) if each.name not in _NOT_COMPARED)
"""Fields of an item in which two versions may differ; where a row was read is not one."""


@frozen(kw_only=True)
class FieldChange:
    """A field of an item before and after, and the layer, reason and source of what it will be."""

    field: str
    before: object
    after: object
    layer: str
    reason: str | None = None
    source: str | None = None


@frozen(kw_only=True)
class ItemChange:
    """An item that holds before and after, and the fields that change."""

    before: CatalogueItem
    after: CatalogueItem
    fields: tuple[FieldChange, ...]

    @property
    def id(self) -> str:
        """The item's id."""
        return self.after.item.id


@frozen(kw_only=True)
class GoneItem:
    """An item that holds before and not after.

    ``reason`` is why, ``layer`` which layer says so and ``successors`` what took its place, where a
    layer leaves it out or it gave way to others; else nothing defines it any more, or its period
    has ended.
    """

    before: CatalogueItem
    layer: str | None = None
    reason: str | None = None
    successors: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The item's id."""
        return self.before.item.id


@frozen(kw_only=True)
class CatalogueChanges:
    """What changes from one catalogue of a place to the next (变更清单).

    ``idle`` is what layers say to no effect after, and not before: refinements and omissions of
    items that no longer hold, and refinements that no longer differ from what is beneath.
    """

    added: tuple[CatalogueItem, ...] = ()
    changed: tuple[ItemChange, ...] = ()
    gone: tuple[GoneItem, ...] = ()
    idle: tuple[IdleWord, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.gone or self.idle)


def changes_between(before: Catalogue, after: Catalogue) -> CatalogueChanges:
    """What is added, changed and gone, and what layers newly say to no effect.

    Added and changed items come in the order of ``after``, gone ones in that of ``before``. Takes
    time in proportion to the items.
    """
    known = {_said(each) for each in before.idle}
    return CatalogueChanges(
        added=tuple(each for each in after.items if before.item(each.item.id) is None),
        changed=tuple(_changed(before, after)),
        gone=tuple(_gone(before, after)),
        idle=tuple(each for each in after.idle if _said(each) not in known),
    )


def layers_replacing(
    layers: Iterable[CatalogueLayer], newer: Iterable[CatalogueLayer]
) -> tuple[CatalogueLayer, ...]:
    """``layers`` with each of ``newer`` in the place of the one of its id, or added at the end.

    A newer layer that ``replaces`` one of them stands in its place when they are stacked.
    """
    given = {each.id: each for each in newer}
    return (
        *(given.pop(each.id, each) for each in layers),
        *given.values(),
    )


def _changed(before: Catalogue, after: Catalogue) -> Iterator[ItemChange]:
    for holding in after.items:
        held = before.item(holding.item.id)
        if held is None or held.item == holding.item:
            continue
        if differing := tuple(_differing(held, holding)):
            yield ItemChange(before=held, after=holding, fields=differing)


def _differing(before: CatalogueItem, after: CatalogueItem) -> Iterator[FieldChange]:
    for name in COMPARED:
        was = getattr(before.item, name)
        origin = after.field_origin(name)
        if was != origin.value:
            yield FieldChange(
                field=name,
                before=was,
                after=origin.value,
                layer=origin.layer,
                reason=origin.reason,
                source=origin.source,
            )


def _gone(before: Catalogue, after: Catalogue) -> Iterator[GoneItem]:
    omitted = {each.item.id: each for each in after.omitted}
    ended = {old: each for each in after.successions for old in each.before}
    for held in before.items:
        item = held.item.id
        if after.item(item) is not None:
            continue
        if (left_out := omitted.get(item)) is not None:
            yield GoneItem(
                before=held,
                layer=left_out.layer,
                reason=left_out.reason,
                successors=left_out.successors,
            )
        elif (succession := ended.get(item)) is not None:
            yield GoneItem(before=held, reason=succession.reason, successors=succession.after)
        else:
            yield GoneItem(before=held)


def _said(word: IdleWord) -> tuple[object, ...]:
    """What a word says, wherever it is written."""
    return word.layer, word.item, word.kind, word.omission, word.fields

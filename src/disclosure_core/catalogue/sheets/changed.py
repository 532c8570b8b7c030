"""What a table changes in a catalogue, as values: items, and each cell before and after."""

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import evolve, frozen

from disclosure_core.catalogue.layers import REFINABLE, Catalogue
from disclosure_core.catalogue.sheets.cells import Wording, printed
from disclosure_core.catalogue.sheets.columns import KEYS
from disclosure_core.catalogue.tables.as_json import problem_as_json
from disclosure_core.catalogue.tables.values import Problem
from disclosure_core.catalogue.values import DisclosureItem, Omission, Refinement
from disclosure_core.codec import unstructure


@frozen(kw_only=True)
class CellChange:
    """A field of an item that a table changes: its cells before and after, as printed."""

    field: str
    before: str
    after: str


@frozen(kw_only=True)
class ChangedItem:
    """An item that a table changes (变更事项): the refinement, and each field in words."""

    id: str
    title: str
    refinement: Refinement
    fields: tuple[CellChange, ...]


@frozen(kw_only=True)
class TableChanges:
    """What a table changes in the catalogue (目录变化), before or after it is kept.

    ``missing`` are items of the domains whose rows came back that no row stands for; nothing
    happens to them. ``problems`` were found, and do not stand in the way.
    """

    added: tuple[DisclosureItem, ...] = ()
    changed: tuple[ChangedItem, ...] = ()
    dropped: tuple[Omission, ...] = ()
    unchanged: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    rows: int = 0

    @property
    def refinements(self) -> tuple[Refinement, ...]:
        """The refinements alone."""
        return tuple(each.refinement for each in self.changed)

    def applied_to(self, catalogue: Catalogue) -> tuple[tuple[DisclosureItem, ...], dict[str, str]]:
        """The items of a catalogue with these changes made, and why, by item."""
        refined = {each.id: each.refinement for each in self.changed}
        gone = {each.item for each in self.dropped}
        items = [
            refined_item(each.item, refined[each.item.id]) if each.item.id in refined else each.item
            for each in catalogue.items
            if each.item.id not in gone
        ]
        reasons = {each.item: each.reason for each in self.refinements}
        reasons |= {each.item: each.reason for each in self.dropped}
        return (*items, *self.added), reasons

    def as_json(self, language: str) -> dict[str, Any]:
        """The changes as plain data: items, fields before and after, problems in ``language``."""
        return {
            "rows": self.rows,
            "added": [unstructure(each) for each in self.added],
            "changed": [
                {
                    "item": each.id,
                    "title": each.title,
                    "reason": each.refinement.reason,
                    "fields": [unstructure(change) for change in each.fields],
                }
                for each in self.changed
            ],
            "dropped": [unstructure(each) for each in self.dropped],
            "unchanged": len(self.unchanged),
            "missing": list(self.missing),
            "problems": [problem_as_json(each, language) for each in self.problems],
        }


def changed_item(item: DisclosureItem, refinement: Refinement, wording: Wording) -> ChangedItem:
    """What a refinement changes in an item, each field in words."""
    changes = {
        name: value
        for name in REFINABLE
        if (value := getattr(refinement, name)) is not None and value != getattr(item, name)
    }
    told = tuple(_told(item, changes, wording))
    return ChangedItem(id=item.id, title=item.title, refinement=refinement, fields=told)


def refined_item(item: DisclosureItem, refinement: Refinement) -> DisclosureItem:
    """An item with the fields that a refinement gives; an empty text takes one away."""
    changes: dict[str, Any] = {
        name: None if value == "" else value
        for name in REFINABLE
        if (value := getattr(refinement, name)) is not None
    }
    return evolve(item, **changes)


def _told(
    item: DisclosureItem, changes: Mapping[str, Any], wording: Wording
) -> Iterator[CellChange]:
    for name, value in changes.items():
        before = printed({name: getattr(item, name)}, wording)
        after = printed({name: value}, wording)
        yield CellChange(field=name, before=_shown(before), after=_shown(after))


def _shown(cells: Mapping[str, str]) -> str:
    """The cells of a field in one text; ticks by the headers of their columns."""
    if len(cells) == 1:
        return next(iter(cells.values()))
    return "、".join(KEYS[key].header for key, text in cells.items() if text)

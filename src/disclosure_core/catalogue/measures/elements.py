"""Completeness of content elements: items whose releases show every element ÷ items looked at.

What an item must show are the elements it names itself and those of its type (行政许可: 依据, 条件,
程序 …). Its releases are taken together, since many catalogues print as elements the documents that
an item is made of. Items without a release are coverage's business and left out here, as are those
whose releases nobody looked into.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from attrs import field, frozen

from disclosure_core.catalogue.measures.grounds import STANDARD_CATALOGUE
from disclosure_core.catalogue.measures.rates import rate_formula, rate_of
from disclosure_core.catalogue.measures.values import Counted, Excluded, Measure, Tally
from disclosure_core.catalogue.phrases.folding import folded
from disclosure_core.catalogue.values import DisclosureItem, Fulfilment, ItemType
from disclosure_core.messages import Message

ELEMENTS = rate_formula(
    "elements",
    name=Message("Completeness of content elements"),
    met=Message("items whose releases show every element"),
    counted=Message("items with a release that was looked into"),
    undefined=Message("no release was looked into"),
    basis=STANDARD_CATALOGUE,
)
"""Complete items ÷ items looked at, in percent with two places, half up."""

_METHOD = (
    Message(
        "The releases of an item are taken together; an element of its type counts as its own."
    ),
)


def element_key(element: str) -> str:
    """An element's name as names are compared: no white space, width levelled, no trailing 等."""
    return folded(element).rstrip("。.;,、").removesuffix("等")


def required_elements(
    item: DisclosureItem, item_types: Mapping[str, ItemType], on: date
) -> tuple[str, ...]:
    """The elements a release of the item must show: its own, then those of its type in force."""
    kind = item_types.get(item.item_type or "")
    of_type = kind.content if kind is not None and kind.in_force.covers(on) else ()
    by_key = {element_key(each): each for each in reversed((*item.content, *of_type))}
    return tuple(
        dict.fromkeys(
            by_key[key] for each in (*item.content, *of_type) if (key := element_key(each))
        )
    )


def elements(
    items: Iterable[DisclosureItem],
    fulfilments: Iterable[Fulfilment],
    *,
    on: date,
    item_types: Iterable[ItemType] = (),
) -> Measure:
    """The share of items whose releases by ``on`` show every element; the list says which lack.

    Args:
        items: The items that hold.
        fulfilments: What was released; ``elements`` is ``None`` where nobody looked.
        on: The day it is measured for.
        item_types: The types that items name.
    """
    types = {each.id: each for each in item_types}
    released = _by_item(fulfilments, on)
    counted: list[Counted] = []
    excluded: list[Excluded] = []
    wanted = shown = 0
    for item in items:
        required = required_elements(item, types, on)
        found = released.get(item.id)
        if reason := _not_measured(item, required, found, on):
            excluded.append(_left_out(item, reason))
            continue
        looked_into = found or _Shown()
        missing = [each for each in required if element_key(each) not in looked_into.keys]
        wanted += len(required)
        shown += len(required) - len(missing)
        counted.append(_counted(item, tuple(missing), tuple(looked_into.releases)))
    tally = Tally(id="elements", name=Message("elements, and shown"), count=wanted, met=shown)
    return rate_of(ELEMENTS, counted, excluded, on=on, tallies=(tally,), method=_METHOD)


@frozen
class _Shown:
    """What the releases of an item show together; ``looked`` whether anybody looked into one."""

    keys: set[str] = field(factory=set)
    releases: dict[str, None] = field(factory=dict)
    looked: list[bool] = field(factory=list)


def _by_item(fulfilments: Iterable[Fulfilment], on: date) -> Mapping[str, _Shown]:
    found: defaultdict[str, _Shown] = defaultdict(_Shown)
    for each in fulfilments:
        if each.published_on <= on:
            shown = found[each.item]
            shown.releases[each.release] = None
            if each.elements is not None:
                shown.looked.append(True)
                shown.keys.update(map(element_key, each.elements))
    return found


def _not_measured(
    item: DisclosureItem, required: tuple[str, ...], found: _Shown | None, on: date
) -> Message | None:
    if not item.in_force.covers(on):
        return Message("the item is not in force")
    if not required:
        return Message("the catalogue names no element")
    if found is None:
        return Message("without a release")
    if not found.looked:
        return Message("nobody looked into its releases")
    return None


def _counted(item: DisclosureItem, missing: tuple[str, ...], releases: tuple[str, ...]) -> Counted:
    return Counted(
        subject=item.id,
        name=item.title,
        value=int(not missing),
        domain=item.domain,
        agency=item.agency,
        explained=Message("missing: {elements}", elements=missing) if missing else None,
        releases=releases,
    )


def _left_out(item: DisclosureItem, reason: Message) -> Excluded:
    return Excluded(
        subject=item.id,
        name=item.title,
        reason=reason,
        domain=item.domain,
        agency=item.agency,
    )

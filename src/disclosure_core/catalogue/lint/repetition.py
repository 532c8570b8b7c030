"""Rules of repetition and omission (不重不漏): ids, names, guideline items.

Names are compared by keys, never pair by pair, so that 100,000 items take linear time.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator

from disclosure_core.catalogue.lint.law import DUTIES, ELEMENTS
from disclosure_core.catalogue.lint.values import (
    LintedItem,
    LintFinding,
    LintMatter,
    LintRule,
    LintSeverity,
)
from disclosure_core.catalogue.phrases.folding import folded
from disclosure_core.catalogue.values import DisclosureItem
from disclosure_core.messages import Message

_SIGNS = re.compile(r"[\W_]+")
_SMALL = re.compile(r"[的及和与或]|相关|有关|信息公开|信息|情况|公开$")


def _grouped(
    items: Iterable[LintedItem], key: Callable[[LintedItem], Hashable | None]
) -> Iterator[list[LintedItem]]:
    """Items that share a key, in the order of the first; those whose key is ``None`` left out."""
    groups: defaultdict[Hashable, list[LintedItem]] = defaultdict(list)
    for each in items:
        if (found := key(each)) is not None:
            groups[found].append(each)
    return (group for group in groups.values() if len(group) > 1)


def _same_id(matter: LintMatter) -> Iterator[LintFinding]:
    for group in _grouped(matter.items, lambda each: each.item.id or None):
        for each, other in _with_another(group):
            yield each.finding(
                "id",
                Message(
                    "the id {id} stands twice, also at {other}",
                    id=each.item.id,
                    other=_where(other, each),
                ),
                Message("give one of them an id of its own; an id is never used again"),
            )


def _same_names(matter: LintMatter) -> Iterator[LintFinding]:
    for group in _grouped(matter.items, _names):
        for each, other in _with_another(group):
            if not _is_other_matter(each.item, other.item):
                yield each.finding(
                    "level1",
                    Message("the item is there twice, also at {other}", other=_where(other, each)),
                    Message("take one out, or name what is different about it"),
                )


def _similar_names(matter: LintMatter) -> Iterator[LintFinding]:
    for group in _grouped(matter.items, _loose_names):
        if len({_names(each) for each in group}) == 1:
            continue
        for each, other in _with_another(group):
            if _names(each) != _names(other) and not _is_other_matter(each.item, other.item):
                yield each.finding(
                    "level1",
                    Message(
                        "the names are nearly those of {title}, at {other}",
                        title=other.title,
                        other=_where(other, each),
                    ),
                    Message("if it is the same matter, take one out"),
                )


def _with_another(group: list[LintedItem]) -> Iterator[tuple[LintedItem, LintedItem]]:
    """Each of a group but the first, beside the first."""
    return ((each, group[0]) for each in group[1:])


def _names(each: LintedItem) -> Hashable | None:
    path = tuple(_SIGNS.sub("", folded(name)) for name in each.item.path)
    return (each.item.domain, path) if any(path) else None


def _loose_names(each: LintedItem) -> Hashable | None:
    path = tuple(_SMALL.sub("", _SIGNS.sub("", folded(name))) for name in each.item.path)
    return (each.item.domain, path) if all(path) else None


def _is_other_matter(one: DisclosureItem, other: DisclosureItem) -> bool:
    """Whether two items of the same names are told apart by level, agency, group or content."""
    return (
        _apart(one.levels, other.levels)
        or _apart(one.content, other.content)
        or (one.agency or "") != (other.agency or "")
        or (one.audience_detail or "") != (other.audience_detail or "")
        or _apart(one.modes, other.modes)
    )


def _apart(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether both are given and nothing is in both."""
    return bool(one and other) and not set(one) & set(other)


def _where(other: LintedItem, each: LintedItem) -> Message | str:
    if not other.place:
        return other.item.id or other.title
    if other.file == each.file or not other.file:
        return other.place
    return Message("{file} {place}", file=other.file, place=other.place)


def _missing(matter: LintMatter) -> Iterator[LintFinding]:
    """Guideline items that do not hold here and that nobody accounts for."""
    if not matter.guideline:
        return
    here = {each.item.id for each in matter.items}
    names = {name for each in matter.items for name in _called(each.item)}
    domains = {each.item.domain for each in matter.items}
    titles = {domain.id: domain.name for domain in matter.domains}
    for item in matter.guideline:
        if item.id in here or item.id in matter.accounted:
            continue
        if not matter.whole and (item.domain not in domains or not names.isdisjoint(_called(item))):
            continue
        yield LintFinding(
            what=Message(
                "an item of the guideline for {domain} is not in the catalogue",
                domain=titles.get(item.domain, item.domain),
            ),
            fix=Message("add it, or leave it out (omission) with a reason"),
            severity=None if matter.whole else LintSeverity.ADVICE,
            item=item.id,
            title=" ▸ ".join(item.path),
        )


def _called(item: DisclosureItem) -> tuple[Hashable, ...]:
    """What an item without an id is known by: its names, loosely, or its most particular one."""
    return _loose_names(LintedItem(item=item)), (item.domain, _SIGNS.sub("", folded(item.title)))


REPETITION_RULES = (
    LintRule(
        code="duplicate_id",
        name=Message("No two items share an id"),
        check=_same_id,
        severity=LintSeverity.ERROR,
    ),
    LintRule(
        code="duplicate_item",
        name=Message("No item is there twice"),
        check=_same_names,
        basis=ELEMENTS,
    ),
    LintRule(
        code="similar_item",
        name=Message("No two items have nearly the same names"),
        check=_similar_names,
        severity=LintSeverity.ADVICE,
    ),
    LintRule(
        code="guideline_missing",
        name=Message("No item of the guideline is missing"),
        check=_missing,
        basis=DUTIES,
    ),
)
"""The rules of repetition and omission."""

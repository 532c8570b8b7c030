"""A comparison of two catalogues as a report: counts, then what differs, by domain (比对报告).

Each line says where its rows were read, so that it can be traced. Compares nothing itself: see
``catalogue.comparison``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from disclosure_core.catalogue.comparison.differences import in_words
from disclosure_core.catalogue.comparison.values import CatalogueComparison, Change, Unmatched
from disclosure_core.catalogue.values import DisclosureItem
from disclosure_core.catalogue.words import FIELD_NAMES
from disclosure_core.exact import round_exact
from disclosure_core.messages import Message
from disclosure_core.rendering.values import (
    Block,
    Cell,
    CellValue,
    Fact,
    Heading,
    Paragraph,
    Report,
    Table,
    Text,
)

T = TypeVar("T")

NO_DOMAIN = Message("no domain named")


def comparison_report(
    comparison: CatalogueComparison, *, domains: Mapping[str, str] | None = None
) -> Report:
    """The report of a comparison.

    Args:
        comparison: What was compared.
        domains: Names of domains by id, for headings; an id that is not there is shown itself.
    """
    names = domains or {}
    return Report(
        title=Message("Comparison of two catalogues"),
        facts=(
            Fact(Message("Left"), comparison.left),
            Fact(Message("Right"), comparison.right),
        ),
        blocks=(
            Paragraph(summary(comparison)),
            *(Paragraph(note) for note in comparison.notes),
            *_counts(comparison),
            *_alone(comparison.missing, "missing", Message("Missing on the right"), names),
            *_alone(comparison.extra, "extra", Message("Only on the right"), names),
            *_changed(comparison, names),
            *_ambiguous(comparison),
        ),
    )


def summary(comparison: CatalogueComparison) -> Message:
    """The outcome in one sentence."""
    if comparison.identical:
        return Message(
            "{left} and {right} say the same: {count} items.",
            left=comparison.left,
            right=comparison.right,
            count=len(comparison.same),
        )
    counts = comparison.counts
    return Message(
        "same: {same}, changed: {changed}, missing: {missing}, extra: {extra}, "
        "cannot be told apart: {ambiguous}",
        same=counts["same"],
        changed=counts["changed"],
        missing=counts["missing"],
        extra=counts["extra"],
        ambiguous=counts["ambiguous"],
    )


def by_domain(things: Iterable[T], domain: Mapping[int, str]) -> dict[str, list[T]]:
    """Things by the domain at their place, domains in the order they come."""
    grouped: dict[str, list[T]] = {}
    for place, each in enumerate(things):
        grouped.setdefault(domain[place], []).append(each)
    return grouped


def _counts(comparison: CatalogueComparison) -> Iterator[Block]:
    heads = {
        "same": Message("Same"),
        "changed": Message("Changed"),
        "missing": Message("Missing"),
        "extra": Message("Extra"),
        "ambiguous": Message("Cannot be told apart"),
    }
    yield Table(
        caption=Message("Items of each kind"),
        heads=tuple(heads.values()),
        rows=[[comparison.counts[kind] for kind in heads]],
    )


def _alone(
    unmatched: Sequence[Unmatched], anchor: str, title: Message, names: Mapping[str, str]
) -> Iterator[Block]:
    if not unmatched:
        return
    yield Heading(title, anchor=anchor)
    places = {place: each.item.domain for place, each in enumerate(unmatched)}
    for domain, each in by_domain(unmatched, places).items():
        yield Table(
            caption=_domain(domain, names),
            heads=(Message("Item"), Message("What came nearest"), Message("Read at")),
            rows=[(named(one.item), nearest(one) or "", one.item.source or "") for one in each],
        )


def _changed(comparison: CatalogueComparison, names: Mapping[str, str]) -> Iterator[Block]:
    if not comparison.changed:
        return
    yield Heading(Message("Changed"), anchor="changed")
    places = {place: each.match.right.domain for place, each in enumerate(comparison.changed)}
    for domain, changes in by_domain(comparison.changed, places).items():
        yield Table(
            caption=_domain(domain, names),
            heads=(
                Message("Item"),
                Message("Field"),
                Message("Left"),
                Message("Right"),
                Message("What differs"),
                Message("Matched by"),
                Message("Read at"),
            ),
            rows=[row for change in changes for row in _rows(change)],
        )


def _rows(change: Change) -> Iterator[tuple[CellValue | Cell, ...]]:
    match = change.match
    sources = " / ".join(dict.fromkeys(filter(None, (match.left.source, match.right.source))))
    for each in change.fields:
        yield (
            named(match.right),
            FIELD_NAMES[each.field],
            _joined(each.field, each.removed if each.removed or each.added else each.before),
            _joined(each.field, each.added if each.removed or each.added else each.after),
            each.why,
            Message("{why} ({score})", why=match.why, score=str(round_exact(match.score, 3))),
            sources,
        )


def _joined(field: str, words: Sequence[str]) -> Message:
    return Message("{words}", words=tuple(in_words(field, each) for each in words))


def _ambiguous(comparison: CatalogueComparison) -> Iterator[Block]:
    if not comparison.ambiguous:
        return
    yield Heading(Message("Cannot be told apart"), anchor="ambiguous")
    yield Table(
        caption=Message("Which is which, a person has to decide"),
        heads=(Message("Left"), Message("Right"), Message("Why")),
        rows=[
            ("；".join(map(named, each.left)), "；".join(map(named, each.right)), each.why)
            for each in comparison.ambiguous
        ],
    )


def named(item: DisclosureItem) -> str:
    """An item by its id, where it has one, and its names."""
    return "  ".join(part for part in (item.id, " ▸ ".join(item.path)) if part)


def nearest(unmatched: Unmatched) -> Message | None:
    """What is known of why an item stands alone: its history, or what came nearest."""
    if unmatched.note is not None:
        return unmatched.note
    if unmatched.nearest is None:
        return None
    return Message(
        "nearest: {item} ({score})",
        item=named(unmatched.nearest.item),
        score=str(round_exact(unmatched.nearest.score, 3)),
    )


def _domain(domain: str, names: Mapping[str, str]) -> Text:
    return names.get(domain, domain) or NO_DOMAIN

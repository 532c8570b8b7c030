"""A comparison as JSON: counts, then every item with its place and what differs."""

from typing import Any

from disclosure_core.catalogue.comparison.values import (
    Ambiguous,
    CatalogueComparison,
    Change,
    FieldDifference,
    Match,
    Unmatched,
)
from disclosure_core.catalogue.values import DisclosureItem
from disclosure_core.exact import round_exact
from disclosure_core.messages import DEFAULT_LANGUAGE


def comparison_as_json(
    comparison: CatalogueComparison, language: str = DEFAULT_LANGUAGE
) -> dict[str, Any]:
    """The comparison as an object; scores are decimal strings, texts are in ``language``.

    ``same`` names each pair of ids with what matched them; ``changed`` adds the fields; ``missing``
    and ``extra`` tell each item with what came nearest on the other side.
    """
    return {
        "left": comparison.left,
        "right": comparison.right,
        "identical": comparison.identical,
        "counts": comparison.counts,
        "same": [match_as_json(each, language) for each in comparison.same],
        "changed": [_change(each, language) for each in comparison.changed],
        "missing": [_unmatched(each, language) for each in comparison.missing],
        "extra": [_unmatched(each, language) for each in comparison.extra],
        "ambiguous": [_ambiguous(each, language) for each in comparison.ambiguous],
        "notes": [each.text(language) for each in comparison.notes],
    }


def item_as_json(item: DisclosureItem) -> dict[str, Any]:
    """What tells an item from others, and where it was read."""
    return {
        "id": item.id or None,
        "domain": item.domain or None,
        "names": list(item.path),
        "agency": item.agency,
        "source": item.source,
    }


def match_as_json(match: Match, language: str) -> dict[str, Any]:
    """A pair with what shows that it is one item."""
    return {
        "left": item_as_json(match.left),
        "right": item_as_json(match.right),
        "matched_by": match.matched_by.value,
        "score": str(round_exact(match.score, 3)),
        "why": match.why.text(language),
    }


def field_as_json(change: FieldDifference, language: str) -> dict[str, Any]:
    """A field with the words of both sides."""
    return {
        "field": change.field,
        "before": list(change.before),
        "after": list(change.after),
        "added": list(change.added),
        "removed": list(change.removed),
        "why": change.why.text(language),
    }


def _change(change: Change, language: str) -> dict[str, Any]:
    fields = [field_as_json(each, language) for each in change.fields]
    return match_as_json(change.match, language) | {"fields": fields}


def _unmatched(unmatched: Unmatched, language: str) -> dict[str, Any]:
    nearest = unmatched.nearest
    return item_as_json(unmatched.item) | {
        "nearest": item_as_json(nearest.item) | {"score": str(round_exact(nearest.score, 3))}
        if nearest
        else None,
        "note": unmatched.note.text(language) if unmatched.note else None,
    }


def _ambiguous(ambiguous: Ambiguous, language: str) -> dict[str, Any]:
    return {
        "left": [item_as_json(each) for each in ambiguous.left],
        "right": [item_as_json(each) for each in ambiguous.right],
        "why": ambiguous.why.text(language),
    }

"""Which items of the other side are worth a look, without holding each against each.

An inverted index over pairs and triples of characters of names, whole titles and content elements.
Each item looks up its rarest features only, and only as many as a fixed budget allows, so that the
work grows with the number of items, not with its square, even where all names are alike.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

from disclosure_core.catalogue.comparison.assignment import Bundle, Edge
from disclosure_core.catalogue.comparison.likeness import Features

ALL_PAIRS = 400
"""Pairs of a small block, all of which are looked at."""

VISITS = 150
"""Entries of the index that one item looks up at most."""

KEPT = 6
"""Candidates of one item that are held against it in full."""

Score = Callable[[Features, Features], int]


def name_features(features: Features) -> list[str]:
    """What an item is found by when its names may have changed."""
    title = features.title
    return [
        *features.title_pairs,
        *[title[place : place + 3] for place in range(len(title) - 2)],
        f"={title}",
        *[f"+{each}" for each in features.content],
    ]


def other_features(features: Features) -> list[str]:
    """What an item is found by among items of the same names."""
    return [
        f"@{features.agency}",
        *[f"+{each}" for each in features.content],
        *features.pairs_of_content(),
    ]


def edges(
    lefts: Sequence[Bundle],
    rights: Sequence[Bundle],
    score: Score,
    described: Callable[[Features], list[str]],
) -> Iterator[Edge]:
    """Pairs of bundles with their likeness; those of 0 are left out."""
    for left, right in _pairs(lefts, rights, described):
        assert left.features is not None  # noqa: S101  (set before candidates are sought)
        assert right.features is not None  # noqa: S101
        if likeness := score(left.features, right.features):
            yield Edge(likeness, left, right)


def _pairs(
    lefts: Sequence[Bundle],
    rights: Sequence[Bundle],
    described: Callable[[Features], list[str]],
) -> Iterator[tuple[Bundle, Bundle]]:
    if len(lefts) * len(rights) <= ALL_PAIRS:
        yield from ((left, right) for left in lefts for right in rights)
        return
    ours = [described(each.features) for each in lefts if each.features]
    theirs = [described(each.features) for each in rights if each.features]
    found = {(left, right) for left, right in _found(ours, theirs)}
    found |= {(left, right) for right, left in _found(theirs, ours)}
    for left, right in sorted(found):
        yield lefts[left], rights[right]


def _found(seeking: Sequence[list[str]], sought: Sequence[list[str]]) -> Iterator[tuple[int, int]]:
    """For each that seeks, the few that share most of its rare features."""
    index: defaultdict[str, list[int]] = defaultdict(list)
    for place, features in enumerate(sought):
        for feature in features:
            index[feature].append(place)
    rarest = sorted(
        [(len(places), feature) for feature, places in index.items() if len(places) <= VISITS]
    )
    ranks = {feature: rank for rank, (_, feature) in enumerate(rarest)}
    entries = [index[feature] for _, feature in rarest]
    for place, features in enumerate(seeking):
        ranked = sorted([ranks[each] for each in features if each in ranks])
        for other in _most_shared(ranked, entries, len(sought)):
            yield place, other


def _most_shared(ranked: list[int], entries: Sequence[list[int]], size: int) -> list[int]:
    """The places that stand most often in the first entries, of which the budget bears so many.

    ``ranked`` are the entries of an item, the shortest first; places are below ``size``.
    """
    visited: list[int] = []
    for rank in ranked:
        entry = entries[rank]
        if len(visited) + len(entry) > VISITS:
            break
        visited += entry
    shared = Counter(visited)
    if len(shared) <= KEPT:
        return list(shared)
    # One number each, since numbers are sorted sooner than pairs: most shared, then first in place.
    most = sorted([other - count * size for other, count in shared.items()])
    return [each % size for each in most[:KEPT]]

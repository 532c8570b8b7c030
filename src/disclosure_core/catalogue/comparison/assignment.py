"""Give each item at most one partner: the most alike first, and say where it cannot be told.

Deterministic, and the same whichever side is called left. Works on bundles: items of one side that
are equal in every field, of which it does not matter which is taken.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from attrs import define

from disclosure_core.catalogue.comparison.likeness import Features
from disclosure_core.catalogue.comparison.profiles import Profile

MARGIN = 20
"""Thousandths: a partner is clear only where no other that is free comes so near."""


@define(eq=False)
class Bundle:
    """Items of one side that are equal in every field; ``waiting`` are the indices still free.

    ``nearest`` is an index of the other side and its likeness, the best that was seen.
    """

    profile: Profile
    waiting: list[int]
    ambiguous: bool = False
    features: Features | None = None
    nearest: tuple[int, int] | None = None

    @property
    def free(self) -> bool:
        """Whether an item of it still seeks a partner."""
        return not self.ambiguous and bool(self.waiting)


@define(eq=False)
class Edge:
    """Two bundles that may be the same, and how alike they are, in thousandths."""

    score: int
    left: Bundle
    right: Bundle

    @property
    def free(self) -> bool:
        """Whether both ends still seek a partner."""
        return self.left.free and self.right.free


Group = tuple[list[Bundle], list[Bundle]]
"""Bundles of either side of which it cannot be told which is which."""


def assign(edges: Iterable[Edge], take: Callable[[Edge], None]) -> list[Group]:
    """Match by the edges, best first; answer the groups that cannot be told apart.

    All edges of one score are judged together, before any of them is taken, so that their order
    says nothing. ``take`` is called for each edge decided on, and empties a bundle of it.
    """
    ordered = sorted(edges, key=lambda edge: -edge.score)
    beside: defaultdict[int, list[Edge]] = defaultdict(list)
    for edge in ordered:
        beside[id(edge.left)].append(edge)
        beside[id(edge.right)].append(edge)
    unclear: list[Group] = []
    for _, level in groupby(ordered, key=lambda edge: edge.score):
        judged = [(edge, _rivals(edge, beside)) for edge in level if edge.free]
        groups = _joined([each for edge, rivals in judged if rivals for each in (edge, *rivals)])
        for lefts, rights in groups:
            for bundle in (*lefts, *rights):
                bundle.ambiguous = True
        unclear += groups
        for edge, rivals in judged:
            if not rivals and edge.free:
                take(edge)
    return unclear


def _rivals(edge: Edge, beside: dict[int, list[Edge]]) -> list[Edge]:
    """Free edges nearly as good, whose other end has nothing better than this bundle."""
    floor = edge.score - MARGIN
    rivals: list[Edge] = []
    for end in (edge.left, edge.right):
        for each in beside[id(end)]:
            if each.score <= floor:
                break
            if each is edge or not each.free:
                continue
            other = each.right if each.left is end else each.left
            if _best(other, beside) <= each.score:
                rivals.append(each)
    return rivals


def _best(bundle: Bundle, beside: dict[int, list[Edge]]) -> int:
    """The score of a bundle's best free edge."""
    return next((each.score for each in beside[id(bundle)] if each.free), 0)


def _joined(edges: Sequence[Edge]) -> list[Group]:
    """The bundles that the edges join, group by group."""
    neighbours: defaultdict[int, list[Bundle]] = defaultdict(list)
    lefts = {id(edge.left) for edge in edges}
    for edge in edges:
        neighbours[id(edge.left)].append(edge.right)
        neighbours[id(edge.right)].append(edge.left)
    seen: set[int] = set()
    groups: list[Group] = []
    for edge in edges:
        if id(edge.left) not in seen:
            members = list(_reached(edge.left, neighbours, seen))
            groups.append(
                (
                    [each for each in members if id(each) in lefts],
                    [each for each in members if id(each) not in lefts],
                )
            )
    return groups


def _reached(
    start: Bundle, neighbours: dict[int, list[Bundle]], seen: set[int]
) -> Iterator[Bundle]:
    waiting = [start]
    while waiting:
        bundle = waiting.pop()
        if id(bundle) not in seen:
            seen.add(id(bundle))
            yield bundle
            waiting += neighbours[id(bundle)]

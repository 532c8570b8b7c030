"""Find out which items of two catalogues are the same, step by step, each step explained (对齐).

The surest sign first: the id, a succession, equal names, names equal but for signs, names that say
the same, and last the likeness of names, content and basis within a domain. Each item has at most
one partner; nothing beneath the threshold is matched; what cannot be told apart is said so. The
outcome is the same whichever side is called left.

A side whose rows do not all name their domain is aligned within the domains first; what is left of
rows without one is then held against all domains.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from fractions import Fraction
from typing import Any

from disclosure_core.catalogue.comparison.assignment import Bundle, Edge, Group, assign
from disclosure_core.catalogue.comparison.candidates import (
    ALL_PAIRS,
    edges,
    name_features,
    other_features,
)
from disclosure_core.catalogue.comparison.collecting import collector_held
from disclosure_core.catalogue.comparison.folding import Folding
from disclosure_core.catalogue.comparison.found import Found
from disclosure_core.catalogue.comparison.likeness import (
    THRESHOLD,
    WHOLE,
    Repeated,
    features_of,
    likeness,
    likeness_beside_names,
    repeated,
)
from disclosure_core.catalogue.comparison.profiles import Profile, Profiling
from disclosure_core.catalogue.comparison.values import (
    Alignment,
    CatalogueSide,
    MatchedBy,
)
from disclosure_core.catalogue.comparison.words import COMPARISON_WORDS, ComparisonWords
from disclosure_core.catalogue.phrases.folding import folded
from disclosure_core.catalogue.values import DisclosureItem, Succession
from disclosure_core.messages import Message

SYNONYMOUS = Fraction(19, 20)
"""The score of names that say the same in other words."""

RENAMED = 800
"""Thousandths: names as near as this are a renaming, where nothing else differs."""

NAME_COUNT = 3
"""How many fields of a profile are names."""

NOTHING_UNTOLD: frozenset[str] = frozenset()

Room = Callable[[Profile], Hashable]


def align_items(
    left: Iterable[DisclosureItem],
    right: Iterable[DisclosureItem],
    *,
    successions: Iterable[Succession] = (),
    words: ComparisonWords = COMPARISON_WORDS,
    threshold: Fraction = THRESHOLD,
    any_domain: bool = False,
) -> Alignment:
    """Which items of the left are which of the right.

    Args:
        left: Items; an empty id is no id, and an id that stands twice proves nothing.
        right: The other items.
        successions: What came after what, from layers.
        words: Words that say the same.
        threshold: How alike two items must be at least where no name proves it, 0 to 1.
        any_domain: Do not keep to the domains: for finding the same matter in another catalogue.
    """
    sides = (CatalogueSide(name="", items=tuple(left)), CatalogueSide(name="", items=tuple(right)))
    with collector_held():
        return Aligning(*sides, words, threshold, any_domain=any_domain).alignment(successions)


class Aligning:
    """One alignment in the making: what is matched so far, and what still waits."""

    def __init__(
        self,
        left: CatalogueSide,
        right: CatalogueSide,
        words: ComparisonWords,
        threshold: Fraction,
        *,
        any_domain: bool = False,
    ) -> None:
        self.left, self.right = left.items, right.items
        self.found = Found(left.items, right.items)
        self._words = words
        self._floor = threshold.numerator * WHOLE // threshold.denominator
        self._any_domain = any_domain
        self.folding = Folding(words)
        profiling = Profiling(self.folding)
        self.profiles = tuple(
            [
                profiling.profile(item, untold)
                for item, untold in zip(side.items, _untold(side), strict=True)
            ]
            for side in (left, right)
        )

    @property
    def places(self) -> list[tuple[int, int]]:
        """Where the two rows of each match stand, in the order of the matches."""
        return [(left, right) for left, right, *_ in self.found.pairs]

    def alignment(self, successions: Iterable[Succession] = ()) -> Alignment:
        """Take all steps and answer."""
        self._by_id()
        self._by_succession(tuple(successions))
        bundles = tuple(self._bundles(side) for side in (0, 1))
        if self._any_domain:
            self._within(bundles, _one_room)
        else:
            self._within(bundles, lambda profile: profile.domain)
            self._across(bundles)
        return self.found.alignment(bundles)

    def _by_id(self) -> None:
        ours, theirs = _unique_ids(self.left), _unique_ids(self.right)
        for name, place in ours.items():
            if name in theirs:
                self.found.match(place, theirs[name], MatchedBy.ID)

    def _by_succession(self, successions: Sequence[Succession]) -> None:
        """Of what gave way to what, one pair each way round; the others are told why they stand."""
        ours, theirs = _unique_ids(self.left), _unique_ids(self.right)
        for each in successions:
            told = Message("{reason} (from {on} on)", reason=each.reason, on=each.on)
            for before, after in ((each.before, each.after), (each.after, each.before)):
                self._succeeded(
                    [ours[name] for name in before if name in ours],
                    [theirs[name] for name in after if name in theirs],
                    told,
                )

    def _succeeded(self, lefts: list[int], rights: list[int], told: Message) -> None:
        lefts = [place for place in lefts if not self.found.taken[0][place]]
        rights = [place for place in rights if not self.found.taken[1][place]]
        if len(lefts) == len(rights) == 1:
            self.found.match(lefts[0], rights[0], MatchedBy.SUCCESSION, note=told)
            return
        self.found.notes[0].update(dict.fromkeys(lefts, told))
        self.found.notes[1].update(dict.fromkeys(rights, told))

    def _bundles(self, side: int) -> list[Bundle]:
        """What is not matched yet, equal items together."""
        alike: dict[Hashable, Bundle] = {}
        for place, profile in enumerate(self.profiles[side]):
            if not self.found.taken[side][place]:
                key = (profile.domain, profile.rest)
                bundle = alike.get(key)
                if bundle is None:
                    alike[key] = Bundle(profile, [place])
                else:
                    bundle.waiting.append(place)
        for bundle in alike.values():
            bundle.waiting.reverse()  # items are taken from the end, the first one first
        return list(alike.values())

    def _within(self, bundles: Sequence[list[Bundle]], room: Room) -> None:
        """The steps by names, then the step by likeness, room by room."""
        self._keyed(bundles, lambda profile: (room(profile), profile.rest))
        self._keyed(bundles, lambda profile: (room(profile), profile.names))
        self._keyed(bundles, lambda profile: (room(profile), self._plain(profile)))
        self._only_renamed(bundles, room)
        rooms: defaultdict[Hashable, Group] = defaultdict(lambda: ([], []))
        for side in (0, 1):
            for bundle in bundles[side]:
                if bundle.free:
                    rooms[room(bundle.profile)][side].append(bundle)
        for lefts, rights in rooms.values():
            if lefts and rights:
                self._alike(lefts, rights)

    def _across(self, bundles: Sequence[list[Bundle]]) -> None:
        """Rows that name no domain, against all that is left of the other side."""
        for nameless in (0, 1):
            chosen = [
                [each for each in bundles[side] if bool(each.profile.domain) != (side == nameless)]
                for side in (0, 1)
            ]
            if all(chosen):
                self._within(chosen, _one_room)

    def _keyed(self, bundles: Sequence[list[Bundle]], key: Callable[[Profile], Hashable]) -> None:
        """Match what has the same key, by what else it says where several have it."""
        keyed = [self._by_key(side, key) for side in bundles]
        for shared, lefts in keyed[0].items():
            rights = keyed[1].get(shared, ())
            if len(lefts) == len(rights) == 1:
                self._take(Edge(WHOLE, lefts[0], rights[0]))
            elif rights:
                self._told_apart(lefts, list(rights))

    def _only_renamed(self, bundles: Sequence[list[Bundle]], room: Room) -> None:
        """Match what is the only item of both sides to say all else the same, if names are near."""
        general = Repeated(titles=frozenset(self._words.general))
        keyed = [
            self._by_key(side, lambda profile: (room(profile), profile.values[NAME_COUNT:]))
            for side in bundles
        ]
        for shared, lefts in keyed[0].items():
            rights = keyed[1].get(shared, ())
            if len(lefts) == len(rights) == 1 and lefts[0].profile.content:
                self._describe(lefts, list(rights))
                ours, theirs = lefts[0].features, rights[0].features
                score = likeness(ours, theirs, general) if ours and theirs else 0
                if score >= max(RENAMED, self._floor):
                    self._take(Edge(score, lefts[0], rights[0]))

    @staticmethod
    def _by_key(
        bundles: Iterable[Bundle], key: Callable[[Profile], Hashable]
    ) -> dict[Hashable, list[Bundle]]:
        keyed: defaultdict[Hashable, list[Bundle]] = defaultdict(list)
        for bundle in bundles:
            if bundle.free:
                keyed[key(bundle.profile)].append(bundle)
        return keyed

    def _plain(self, profile: Profile) -> tuple[str, ...]:
        return tuple([self.folding.plain(name) for name in profile.names])

    def _told_apart(self, lefts: list[Bundle], rights: list[Bundle]) -> None:
        """Match items of the same names by what else they say."""
        self._describe(lefts, rights)
        few = len(lefts) * len(rights) <= ALL_PAIRS

        def score(ours: Any, theirs: Any) -> int:
            return likeness_beside_names(ours, theirs) or int(few)

        self._assign(edges(lefts, rights, score, other_features))
        left = [each for each in lefts if each.free]
        right = [each for each in rights if each.free]
        if len(left) == len(right) == 1:
            self._take(Edge(WHOLE, left[0], right[0]))
        elif left and right:
            self._set_aside((left, right))

    def _alike(self, lefts: list[Bundle], rights: list[Bundle]) -> None:
        """Match by likeness what no name proves; remember what came nearest."""
        self._describe(lefts, rights)
        shared = repeated(
            ([each.features for each in side if each.features] for side in (lefts, rights)),
            self._words.general,
        )
        sure: list[Edge] = []
        for edge in edges(lefts, rights, lambda a, b: likeness(a, b, shared), name_features):
            if edge.score >= self._floor:
                sure.append(edge)
            _see(edge.left, edge.right, edge.score)
            _see(edge.right, edge.left, edge.score)
        self._assign(sure)

    def _describe(self, *sides: list[Bundle]) -> None:
        for side in sides:
            for bundle in side:
                if bundle.features is None:
                    bundle.features = features_of(
                        bundle.profile, self._plain(bundle.profile), self._words.contrasts
                    )

    def _assign(self, found: Iterable[Edge]) -> None:
        for group in assign(found, self._take):
            self._set_aside(group)

    def _set_aside(self, group: Group) -> None:
        lefts, rights = group
        for bundle in (*lefts, *rights):
            bundle.ambiguous = True
        self.found.unclear.append(
            (
                sorted(place for each in lefts for place in each.waiting),
                sorted(place for each in rights for place in each.waiting),
            )
        )

    def _take(self, edge: Edge) -> None:
        """Match as many items as both bundles have."""
        while edge.left.waiting and edge.right.waiting:
            self._match_by_names(edge.left.waiting.pop(), edge.right.waiting.pop(), edge.score)

    def _match_by_names(self, left: int, right: int, score: int) -> None:
        ours, theirs = self.profiles[0][left], self.profiles[1][right]
        if ours.names == theirs.names:
            self.found.match(left, right, _printed_alike(self.left[left], self.right[right]))
        elif self._plain(ours) == self._plain(theirs):
            self.found.match(left, right, MatchedBy.SYNONYMS, SYNONYMOUS)
        else:
            self.found.match(left, right, MatchedBy.SIMILARITY, Fraction(score, WHOLE))


def _one_room(_: Profile) -> Hashable:
    return None


def _see(bundle: Bundle, other: Bundle, score: int) -> None:
    if other.waiting and (bundle.nearest is None or bundle.nearest[1] < score):
        bundle.nearest = (other.waiting[-1], score)


def _printed_alike(left: DisclosureItem, right: DisclosureItem) -> MatchedBy:
    """Whether the names are the same as printed, white space and width aside."""
    ours = (left.level1, left.level2, left.level3)
    if ours == (right.level1, right.level2, right.level3):
        return MatchedBy.SAME_NAMES
    same = [folded(name) for name in left.path] == [folded(name) for name in right.path]
    return MatchedBy.SAME_NAMES if same else MatchedBy.SIGNS_ASIDE


def _unique_ids(items: Sequence[DisclosureItem]) -> dict[str, int]:
    """Where each id stands; an id that stands twice proves nothing."""
    count = Counter(item.id for item in items)
    return {item.id: place for place, item in enumerate(items) if item.id and count[item.id] == 1}


def _untold(side: CatalogueSide) -> Sequence[frozenset[str]]:
    return side.untold or [NOTHING_UNTOLD] * len(side.items)

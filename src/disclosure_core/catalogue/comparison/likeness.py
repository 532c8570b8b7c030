"""How alike two items are that no name proves to be one: names, content, legal basis.

In thousandths, whole numbers throughout. Names count 6, content 3, basis 1 (of 10); a part that
either side does not print drops out, so does content printed beside several items of a side, which
cannot say which of them is meant. Of the names the last counts three quarters, its headings one. A
last name that stands under several headings counts half, and says nothing where the headings are
not alike as well.
"""

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from fractions import Fraction
from itertools import pairwise
from typing import TypeVar

from attrs import field, frozen

from disclosure_core.catalogue.comparison.profiles import Profile
from disclosure_core.catalogue.comparison.words import Words

T = TypeVar("T")

WHOLE = 1000
"""Entirely alike."""

THRESHOLD = Fraction(13, 20)
"""Items less alike than this are not matched: set on real tables of neighbouring counties."""

NAME_FLOOR = 400
"""Names less alike than this are of different items, whatever else is alike."""

_NAMES, _CONTENT, _BASIS, _AGENCY = 6, 3, 1, 1


@frozen(eq=False)
class Features:
    """What of an item is held against others: pairs of characters of its names and content."""

    title: str
    heading: str
    title_pairs: frozenset[str]
    heading_pairs: frozenset[str]
    content: frozenset[str]
    laws: frozenset[str]
    agency: str
    contrasts: frozenset[tuple[int, str]]
    content_pairs: list[frozenset[str]] = field(factory=list, init=False, repr=False)

    def pairs_of_content(self) -> frozenset[str]:
        """The pairs of characters of all elements, worked out when first asked for."""
        if not self.content_pairs:
            self.content_pairs.append(
                frozenset(pair for each in self.content for pair in pairs(each))
            )
        return self.content_pairs[0]


@frozen(eq=False)
class Repeated:
    """Titles and contents that say little, because a side prints them beside several items."""

    titles: Set[str] = frozenset()
    contents: Set[frozenset[str]] = frozenset()


def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a text; the text itself where it is shorter."""
    if len(text) < 2:
        return frozenset((text,)) if text else frozenset()
    return frozenset([a + b for a, b in pairwise(text)])


def features_of(profile: Profile, plain: Sequence[str], contrasts: Sequence[Words]) -> Features:
    """The features of an item by its plain names."""
    *above, title = plain
    heading = "".join(above)
    return Features(
        title=title,
        heading=heading,
        title_pairs=pairs(title),
        heading_pairs=pairs(heading),
        content=profile.content,
        laws=profile.laws,
        agency=profile.agency,
        contrasts=frozenset(
            (number, word)
            for number, words in enumerate(contrasts)
            for word in words
            if word in title
        ),
    )


def repeated(sides: Iterable[Iterable[Features]], general: Iterable[str] = ()) -> Repeated:
    """What either side prints beside more than one item; ``general`` titles say little anyway."""
    titles: set[str] = set(general)
    contents: set[frozenset[str]] = set()
    for side in sides:
        counted = list(side)
        titles |= _several(each.title for each in counted)
        contents |= _several(each.content for each in counted)
    return Repeated(titles, contents)


def likeness(left: Features, right: Features, shared: Repeated) -> int:
    """How alike two items are, in thousandths; 0 where their names say they are different."""
    if contrasted(left, right):
        return 0
    names = _names(left, right, shared)
    if names < NAME_FLOOR:
        return 0
    total, weight = names * _NAMES, _NAMES
    if left.content and right.content and not _says_little(left, right, shared):
        total += _CONTENT * _contents(left, right)
        weight += _CONTENT
    if left.laws and right.laws:
        total += _BASIS * overlap(left.laws, right.laws)
        weight += _BASIS
    return total // weight


def likeness_beside_names(left: Features, right: Features) -> int:
    """How alike two items of the same names are in what else they say, in thousandths.

    The agency counts as much as the basis: several agencies of a county have items of one name.
    """
    total = _CONTENT * _contents(left, right)
    total += _BASIS * overlap(left.laws, right.laws)
    total += _AGENCY * WHOLE * (left.agency == right.agency)
    return total // (_CONTENT + _BASIS + _AGENCY)


def contrasted(left: Features, right: Features) -> bool:
    """Whether one name has a word of which the other has a contrary (上级, 本级)."""
    if left.contrasts == right.contrasts:
        return False
    for number in {each[0] for each in left.contrasts} & {each[0] for each in right.contrasts}:
        ours = {word for place, word in left.contrasts if place == number}
        if not any(place == number and word in ours for place, word in right.contrasts):
            return True
    return False


def overlap(left: frozenset[str], right: frozenset[str]) -> int:
    """Twice what both have, of what either has (Dice), in thousandths; empty sets are alike."""
    if left == right:
        return WHOLE
    return 2 * WHOLE * len(left & right) // (len(left) + len(right))


def _names(left: Features, right: Features, shared: Repeated) -> int:
    title = WHOLE if left.title == right.title else _titles(left.title_pairs, right.title_pairs)
    if title < NAME_FLOOR:
        return 0
    heading = overlap(left.heading_pairs, right.heading_pairs)
    if not (left.heading and right.heading):
        heading = title
    if left.title in shared.titles or right.title in shared.titles:
        return (title + heading) // 2 if heading >= NAME_FLOOR else 0
    return (3 * title + heading) // 4


def _titles(left: frozenset[str], right: frozenset[str]) -> int:
    """Between what both have of all, and what both have of the shorter: one may say more."""
    common = len(left & right)
    shorter = min(len(left), len(right))
    if not shorter:
        return 0
    return (2 * WHOLE * common // (len(left) + len(right)) + WHOLE * common // shorter) // 2


def _contents(left: Features, right: Features) -> int:
    if left.content == right.content:
        return WHOLE
    return max(
        overlap(left.content, right.content),
        overlap(left.pairs_of_content(), right.pairs_of_content()),
    )


def _says_little(left: Features, right: Features, shared: Repeated) -> bool:
    return left.content in shared.contents or right.content in shared.contents


def _several(values: Iterable[T]) -> set[T]:
    return {value for value, count in Counter(values).items() if count > 1}

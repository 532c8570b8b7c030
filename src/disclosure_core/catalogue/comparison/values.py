"""What a comparison answers: which items are the same, what differs, what stands on one side only.

Frozen values. Aligning is ``comparison.alignment``, comparing fields ``comparison.differences``.
*Missing* is what the left side has and the right side lacks; *extra* the other way round. So the
guide, or last year, stands on the left.
"""

from enum import StrEnum
from fractions import Fraction

from attrs import frozen

from disclosure_core.catalogue.values import DisclosureItem
from disclosure_core.messages import Message


class MatchedBy(StrEnum):
    """What shows that two rows are one item (对应依据), the surest first."""

    ID = "id"
    """事项编号相同"""
    SUCCESSION = "succession"
    """沿革: a layer says that one came after the other"""
    SAME_NAMES = "same_names"
    """名称相同: but for white space and width"""
    SIGNS_ASIDE = "signs_aside"
    """名称相同: but for punctuation, case, traditional characters"""
    SYNONYMS = "synonyms"
    """名称同义: but for words that say the same, or nothing"""
    SIMILARITY = "similarity"
    """名称、内容、依据相近: alike at least to the threshold"""


MATCHED_BY = {
    MatchedBy.ID: Message("the same id"),
    MatchedBy.SUCCESSION: Message("a succession says so"),
    MatchedBy.SAME_NAMES: Message("the same names"),
    MatchedBy.SIGNS_ASIDE: Message("the same names but for signs and forms of characters"),
    MatchedBy.SYNONYMS: Message("names that say the same"),
    MatchedBy.SIMILARITY: Message("names, content and basis alike"),
}
"""How two rows were matched, in words."""


@frozen(kw_only=True)
class CatalogueSide:
    """One side of a comparison: its name and its items.

    ``untold`` holds, for each item in order, the fields that its source cannot tell (a table
    without that column, a mark that was lost); empty where all items tell everything. Such fields
    are not compared.
    """

    name: str
    items: tuple[DisclosureItem, ...] = ()
    untold: tuple[frozenset[str], ...] = ()


@frozen(kw_only=True)
class Match:
    """Two rows that are one item, what shows it, and how sure that is (0 to 1).

    ``note`` says more, such as the reason of a succession.
    """

    left: DisclosureItem
    right: DisclosureItem
    matched_by: MatchedBy
    score: Fraction = Fraction(1)
    note: Message | None = None

    @property
    def why(self) -> Message:
        """What shows that they are one item, in words."""
        if self.note is not None:
            return self.note
        return MATCHED_BY[self.matched_by]


@frozen(kw_only=True)
class Nearest:
    """The item of the other side that is most alike, though not enough to be the same."""

    item: DisclosureItem
    score: Fraction


@frozen(kw_only=True)
class Unmatched:
    """An item of one side that the other side lacks; ``nearest`` is what came closest there.

    ``note`` says what is known of why, such as a succession that ended it.
    """

    item: DisclosureItem
    nearest: Nearest | None = None
    note: Message | None = None


@frozen(kw_only=True)
class Ambiguous:
    """Items of which it cannot be told which is which (无法判定): a person has to decide."""

    left: tuple[DisclosureItem, ...]
    right: tuple[DisclosureItem, ...]
    why: Message


@frozen(kw_only=True)
class Alignment:
    """Which rows of two sides are one item (对齐), in the order of the left side.

    Each item of either side stands in exactly one place: matched, on one side only, or ambiguous.
    """

    matches: tuple[Match, ...] = ()
    left_only: tuple[Unmatched, ...] = ()
    right_only: tuple[Unmatched, ...] = ()
    ambiguous: tuple[Ambiguous, ...] = ()
    notes: tuple[Message, ...] = ()


@frozen(kw_only=True)
class FieldDifference:
    """A field that says something else on the right side than on the left (栏目差异).

    ``before`` and ``after`` are the words of either side as printed; ``added`` and ``removed``
    what one has and the other lacks, where the field is a set. ``why`` says what differs.
    """

    field: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    why: Message


@frozen(kw_only=True)
class Change:
    """One item that both sides have, with the fields in which they differ."""

    match: Match
    fields: tuple[FieldDifference, ...]


@frozen(kw_only=True)
class CatalogueComparison:
    """Two catalogues compared (目录比对结果).

    ``left`` and ``right`` are the names of the sides. ``missing`` stands on the left only,
    ``extra`` on the right only.
    """

    left: str
    right: str
    same: tuple[Match, ...] = ()
    changed: tuple[Change, ...] = ()
    missing: tuple[Unmatched, ...] = ()
    extra: tuple[Unmatched, ...] = ()
    ambiguous: tuple[Ambiguous, ...] = ()
    notes: tuple[Message, ...] = ()

    @property
    def identical(self) -> bool:
        """Whether nothing differs, and nothing is left to decide."""
        return not (self.changed or self.missing or self.extra or self.ambiguous)

    @property
    def counts(self) -> dict[str, int]:
        """How many items there are of each kind; ambiguous ones of both sides together."""
        return {
            "same": len(self.same),
            "changed": len(self.changed),
            "missing": len(self.missing),
            "extra": len(self.extra),
            "ambiguous": sum(len(each.left) + len(each.right) for each in self.ambiguous),
        }

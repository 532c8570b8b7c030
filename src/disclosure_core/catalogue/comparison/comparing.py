"""Compare two catalogues: align them, then say of each pair what differs (目录比对)."""

from collections.abc import Iterable
from fractions import Fraction

from attrs import evolve

from disclosure_core.catalogue.comparison.alignment import Aligning
from disclosure_core.catalogue.comparison.collecting import collector_held
from disclosure_core.catalogue.comparison.differences import differences
from disclosure_core.catalogue.comparison.likeness import THRESHOLD
from disclosure_core.catalogue.comparison.profiles import FIELDS
from disclosure_core.catalogue.comparison.values import (
    CatalogueComparison,
    CatalogueSide,
    Change,
    Match,
)
from disclosure_core.catalogue.comparison.words import COMPARISON_WORDS, ComparisonWords
from disclosure_core.catalogue.values import DisclosureItem, Succession
from disclosure_core.catalogue.words import FIELD_NAMES
from disclosure_core.messages import Message

PRINTED_FIELDS = FIELDS[: FIELDS.index("phases")]
"""Fields that a printed catalogue has columns for, so that it is worth saying which are not there.
"""


def compare_catalogues(
    left: CatalogueSide | Iterable[DisclosureItem],
    right: CatalogueSide | Iterable[DisclosureItem],
    *,
    successions: Iterable[Succession] = (),
    words: ComparisonWords = COMPARISON_WORDS,
    threshold: Fraction = THRESHOLD,
) -> CatalogueComparison:
    """What the right side lacks, has besides, and says otherwise than the left.

    Args:
        left: The guide, last year: a :class:`CatalogueSide` with its name, or just items.
        right: What is held against it.
        successions: What came after what, from layers.
        words: Words that say the same; ``wording_of`` a table form for traditional characters.
        threshold: How alike two items must be at least where no name proves it, 0 to 1.
    """
    sides = _side(left, "left"), _side(right, "right")
    with collector_held():
        return _compared(sides, tuple(successions), words, threshold)


def _compared(
    sides: tuple[CatalogueSide, CatalogueSide],
    successions: tuple[Succession, ...],
    words: ComparisonWords,
    threshold: Fraction,
) -> CatalogueComparison:
    aligning = Aligning(*sides, words, threshold)
    aligned = aligning.alignment(successions)
    same: list[Match] = []
    changed: list[Change] = []
    untold = tuple(side.untold for side in sides)
    for match, (ours, theirs) in zip(aligned.matches, aligning.places, strict=True):
        profiles = (aligning.profiles[0][ours], aligning.profiles[1][theirs])
        passed_over = (untold[0][ours] if untold[0] else frozenset()) | (
            untold[1][theirs] if untold[1] else frozenset()
        )
        fields = (
            differences(match.left, match.right, profiles, aligning.folding, passed_over)
            if not profiles[0].same_as(profiles[1])
            else ()
        )
        if fields:
            changed.append(Change(match=match, fields=fields))
        else:
            same.append(match)
    return CatalogueComparison(
        left=sides[0].name,
        right=sides[1].name,
        same=tuple(same),
        changed=tuple(changed),
        missing=aligned.left_only,
        extra=aligned.right_only,
        ambiguous=aligned.ambiguous,
        notes=tuple(_notes(sides)),
    )


def in_domains(comparison: CatalogueComparison, domains: Iterable[str]) -> CatalogueComparison:
    """The part of a comparison whose items are of these domains, on either side."""
    wanted = frozenset(domains)

    def of(item: DisclosureItem) -> bool:
        return item.domain in wanted

    return evolve(
        comparison,
        same=tuple(each for each in comparison.same if of(each.left) or of(each.right)),
        changed=tuple(
            each for each in comparison.changed if of(each.match.left) or of(each.match.right)
        ),
        missing=tuple(each for each in comparison.missing if of(each.item)),
        extra=tuple(each for each in comparison.extra if of(each.item)),
        ambiguous=tuple(
            each for each in comparison.ambiguous if any(map(of, (*each.left, *each.right)))
        ),
    )


def _side(side: CatalogueSide | Iterable[DisclosureItem], name: str) -> CatalogueSide:
    return side if isinstance(side, CatalogueSide) else CatalogueSide(name=name, items=tuple(side))


def _notes(sides: Iterable[CatalogueSide]) -> Iterable[Message]:
    for side in sides:
        if nameless := sum(not item.domain for item in side.items):
            yield Message(
                "{side}: {count} rows name no domain and were held against all domains.",
                side=side.name,
                count=nameless,
            )
        untold = frozenset.intersection(*side.untold) if side.untold else frozenset()
        if fields := tuple(FIELD_NAMES[each] for each in PRINTED_FIELDS if each in untold):
            yield Message(
                "{side} does not tell these fields, so they were not compared: {fields}",
                side=side.name,
                fields=fields,
            )

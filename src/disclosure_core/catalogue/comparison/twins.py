"""A government item against the village's item of the same matter, field by field (村务公开对应).

What the government publishes and what hangs on the village's board must say the same: the content
elements, above all the figures, and the legal basis, to which the village may add; and it may not
be slower than the government or than the law allows. Other fields differ by nature (agency,
channels, levels) and are told without blame. Releases are ``comparison.twin_releases``.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction

from attrs import evolve, frozen

from disclosure_core.catalogue.comparison.alignment import align_items
from disclosure_core.catalogue.comparison.differences import differences, printed
from disclosure_core.catalogue.comparison.folding import Folding
from disclosure_core.catalogue.comparison.likeness import THRESHOLD
from disclosure_core.catalogue.comparison.profiles import Profiling
from disclosure_core.catalogue.comparison.twin_releases import TwinReleases
from disclosure_core.catalogue.comparison.values import FieldDifference, Match
from disclosure_core.catalogue.comparison.village_rules import (
    ASKED,
    VILLAGE_LAW,
    VILLAGE_WORDS,
    VillageWords,
    at_least_as_strict,
    matter_of,
    meets_the_law,
)
from disclosure_core.catalogue.comparison.words import COMPARISON_WORDS, ComparisonWords
from disclosure_core.catalogue.values import DisclosureItem, Level, Twin
from disclosure_core.legal import LegalBasis
from disclosure_core.messages import Message

FIELDS = (
    "content",
    "bases",
    "time_limit",
    "agency",
    "channels",
    "audience",
    "modes",
    "levels",
)
"""The fields that are held against each other, in the order they are told."""

MUST_AGREE = ("content", "bases", "time_limit")
"""Fields in which the village has to follow the government; it may say more."""


class Answer(StrEnum):
    """How a field of both items stands to each other (对应情况)."""

    SAME = "same"
    """一致"""
    DIFFERS = "differs"
    """不一致"""
    GOVERNMENT_ONLY = "government_only"
    """仅政府事项有"""
    VILLAGE_ONLY = "village_only"
    """仅村务事项有"""
    NEITHER = "neither"
    """均无"""


ANSWERS = {
    Answer.SAME: Message("the same"),
    Answer.DIFFERS: Message("differs"),
    Answer.GOVERNMENT_ONLY: Message("only in the government's item"),
    Answer.VILLAGE_ONLY: Message("only in the village's item"),
    Answer.NEITHER: Message("in neither"),
}
"""The answers in words."""


@frozen(kw_only=True)
class FieldCorrespondence:
    """One field of a government item and its village twin (字段对应).

    ``agrees`` says whether the village follows the government where it must; ``None`` where the
    printed words do not settle it, ``True`` for fields that may differ. ``lacking`` is what the
    government's item has and the village's lacks, ``besides`` the other way round; ``figures`` are
    those of ``lacking`` that are figures (金额, 人数, 面积).
    """

    field: str
    answer: Answer
    agrees: bool | None = True
    government: tuple[str, ...] = ()
    village: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    why: tuple[Message, ...] = ()
    basis: LegalBasis | None = None


@frozen(kw_only=True)
class Correspondence:
    """A government item and its village twin held against each other (村务公开对应情况).

    ``releases`` says how both were released; ``None`` where no releases were given.
    """

    twin: Twin
    government: DisclosureItem
    village: DisclosureItem
    fields: tuple[FieldCorrespondence, ...]
    releases: TwinReleases | None = None

    @property
    def agrees(self) -> bool:
        """Whether nothing that must agree is known to differ, and both were released in time."""
        fields = all(each.agrees is not False for each in self.fields)
        return fields and (self.releases is None or self.releases.in_time)

    def field(self, name: str) -> FieldCorrespondence:
        """The answer for a field.

        Raises:
            KeyError: no such field is held against each other.
        """
        for each in self.fields:
            if each.field == name:
                return each
        raise KeyError(name)


def correspondence_of(
    twin: Twin,
    government: DisclosureItem,
    village: DisclosureItem,
    *,
    words: ComparisonWords = COMPARISON_WORDS,
    village_words: VillageWords = VILLAGE_WORDS,
    many_dealings: bool = False,
    releases: TwinReleases | None = None,
) -> Correspondence:
    """Field by field: the same, different, or on one side only, and whether that may be.

    Args:
        twin: The two ids, as a layer names them or as proposed.
        government: The government's item.
        village: The village's item.
        words: Words that say the same.
        village_words: Words by which kinds of matters and figures are known.
        many_dealings: Whether the village's accounts are due each month.
        releases: How both were released.
    """
    folding = Folding(words)
    profiling = Profiling(folding)
    profiles = (profiling.profile(government), profiling.profile(village))
    changes = {each.field: each for each in differences(government, village, profiles, folding)}
    fields = [_field(name, government, village, changes, village_words) for name in FIELDS]
    limit = FIELDS.index("time_limit")
    fields[limit] = _limits(fields[limit], government, village, village_words, many_dealings)
    return Correspondence(
        twin=twin,
        government=government,
        village=village,
        fields=tuple(fields),
        releases=releases,
    )


def proposed_twins(
    government: Iterable[DisclosureItem],
    village: Iterable[DisclosureItem],
    *,
    known: Iterable[Twin] = (),
    words: ComparisonWords = COMPARISON_WORDS,
    threshold: Fraction = THRESHOLD,
) -> tuple[tuple[Twin, Match], ...]:
    """Pairs that look like one matter, for a person to confirm; each with what shows it.

    Government items count where their levels name a town or a village, or no level at all. Items
    of twins that are known are left out.

    Args:
        government: The government's items.
        village: Items of village affairs.
        known: Twins that are there already.
        words: Words that say the same.
        threshold: How alike two items must be at least.
    """
    paired = {name for each in known for name in (each.government, each.village)}
    seeking = [each for each in government if each.id not in paired and _reaches_villages(each)]
    sought = [each for each in village if each.id not in paired]
    found = align_items(seeking, sought, words=words, threshold=threshold, any_domain=True)
    return tuple(
        (Twin(government=match.left.id, village=match.right.id), match)
        for match in found.matches
        if match.left.id != match.right.id
    )


def _reaches_villages(item: DisclosureItem) -> bool:
    return not item.levels or bool({Level.TOWN, Level.VILLAGE} & set(item.levels))


def _field(
    name: str,
    government: DisclosureItem,
    village: DisclosureItem,
    changes: Mapping[str, FieldDifference],
    words: VillageWords,
) -> FieldCorrespondence:
    ours, theirs = printed(government, name), printed(village, name)
    if name == "time_limit":
        ours, theirs = _told_limit(government, ours), _told_limit(village, theirs)
    answer = _answer(ours, theirs, differs=name in changes)
    plain = FieldCorrespondence(field=name, answer=answer, government=ours, village=theirs)
    change = changes.get(name)
    if change is None or answer is Answer.SAME:
        return plain
    lacking, besides = _apart(change, ours, theirs, answer)
    figures = (
        tuple(each for each in lacking if any(word in each for word in words.figures))
        if name == "content"
        else ()
    )
    return evolve(
        plain,
        agrees=name not in MUST_AGREE or not lacking,
        lacking=lacking,
        besides=besides,
        figures=figures,
        why=tuple(_whys(name, lacking, figures)),
    )


def _told_limit(item: DisclosureItem, words: tuple[str, ...]) -> tuple[str, ...]:
    """No words where the item sets no limit and prints none."""
    return words if item.time_limit.printed or words != ("unspecified",) else ()


def _answer(government: Sequence[str], village: Sequence[str], *, differs: bool) -> Answer:
    if not government and not village:
        return Answer.NEITHER
    if not village:
        return Answer.GOVERNMENT_ONLY
    if not government:
        return Answer.VILLAGE_ONLY
    return Answer.DIFFERS if differs else Answer.SAME


def _apart(
    change: FieldDifference, government: tuple[str, ...], village: tuple[str, ...], answer: Answer
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What one side has and the other lacks."""
    if change.removed or change.added:
        return change.removed, change.added
    if answer is Answer.GOVERNMENT_ONLY:
        return government, ()
    if answer is Answer.VILLAGE_ONLY:
        return (), village
    return (), ()


def _whys(name: str, lacking: Sequence[str], figures: Sequence[str]) -> Iterable[Message]:
    if name not in MUST_AGREE:
        return
    if figures:
        yield Message("the village does not show these figures: {figures}", figures=tuple(figures))
    if others := tuple(each for each in lacking if each not in figures):
        yield Message("the village does not have: {lacking}", lacking=others)


def _limits(
    field: FieldCorrespondence,
    government: DisclosureItem,
    village: DisclosureItem,
    words: VillageWords,
    many_dealings: bool,
) -> FieldCorrespondence:
    """The village at least as strict as the government, and as the law asks."""
    matter = matter_of(village, words)
    strict = at_least_as_strict(village.time_limit, government.time_limit)
    lawful = meets_the_law(village.time_limit, matter, many_dealings=many_dealings)
    why: list[Message] = []
    if strict is False:
        why.append(Message("the village leaves itself more time than the government"))
    if strict is None and field.answer is not Answer.NEITHER:
        why.append(Message("the printed limits cannot be compared"))
    if lawful is False:
        why.append(Message("more time than the law allows: {asked}", asked=ASKED[matter]))
    if lawful is None:
        why.append(Message("no limit to hold against the law: {asked}", asked=ASKED[matter]))
    agrees = False if False in (strict, lawful) else None if None in (strict, lawful) else True
    return evolve(field, agrees=agrees, why=tuple(why), basis=VILLAGE_LAW)

"""What one item says otherwise than another: each field has its own notion of the same.

Content and other sets have no order; a law is the same with short and long title, and with or
without its number; a time limit is its value, not its words; a channel is its kind and whether it
is required. Fields that a side cannot tell are passed over.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from disclosure_core.catalogue.comparison.folding import Folding
from disclosure_core.catalogue.comparison.profiles import (
    FIELDS,
    Profile,
    basis_key,
    channel_key,
)
from disclosure_core.catalogue.comparison.values import FieldDifference
from disclosure_core.catalogue.values import DisclosureItem, ItemChannel
from disclosure_core.catalogue.words import AUDIENCES, CHANNELS, LEVELS, MODES, PHASES
from disclosure_core.legal import LegalBasis
from disclosure_core.messages import Message

T = TypeVar("T")

VALUE_NAMES: Mapping[str, Mapping[str, Message]] = {
    "audience": {value.value: name for value, name in AUDIENCES.items()},
    "modes": {value.value: name for value, name in MODES.items()},
    "levels": {value.value: name for value, name in LEVELS.items()},
    "phases": {value.value: name for value, name in PHASES.items()},
}
"""Fields whose words are values of an enumeration, and those values in words."""


def in_words(field: str, word: str) -> Message | str:
    """A word of a field as a person reads it: ``county`` of the levels is 县级."""
    return VALUE_NAMES.get(field, {}).get(word, word)


Compare = Callable[[str, DisclosureItem, DisclosureItem, Folding], FieldDifference | None]


def differences(
    left: DisclosureItem,
    right: DisclosureItem,
    profiles: tuple[Profile, Profile],
    folding: Folding,
    untold: Collection[str] = (),
) -> tuple[FieldDifference, ...]:
    """The fields in which ``right`` differs from ``left``, in the order of ``FIELDS``."""
    return tuple(_differing(left, right, profiles, folding, untold))


def _differing(
    left: DisclosureItem,
    right: DisclosureItem,
    profiles: tuple[Profile, Profile],
    folding: Folding,
    untold: Collection[str],
) -> Iterator[FieldDifference]:
    ours, theirs = profiles
    for name, our, their in zip(
        FIELDS, (ours.domain, *ours.values), (theirs.domain, *theirs.values), strict=True
    ):
        if our == their or name in untold:
            continue
        if change := _COMPARED.get(name, _text)(name, left, right, folding):
            yield change


def printed(item: DisclosureItem, name: str) -> tuple[str, ...]:
    """The words of a field as they stand in the item; empty where it says nothing."""
    value = getattr(item, name)
    if value is None or value == "":
        return ()
    if name == "time_limit":
        return (value.printed or value.kind.value,)
    if name == "bases":
        return tuple(each.printed or str(each) for each in value)
    if name == "channels":
        return tuple(each.printed for each in value)
    if isinstance(value, tuple):
        return tuple(str(each) for each in value)
    return (str(value).lower() if isinstance(value, bool) else str(value),)


def _text(
    name: str, left: DisclosureItem, right: DisclosureItem, _: Folding
) -> FieldDifference | None:
    before, after = printed(left, name), printed(right, name)
    return FieldDifference(field=name, before=before, after=after, why=_told(before, after))


def _told(before: Sequence[str], after: Sequence[str]) -> Message:
    if not before:
        return Message("only on the right")
    if not after:
        return Message("only on the left")
    return Message("says something else")


def _set(
    name: str, left: DisclosureItem, right: DisclosureItem, folding: Folding
) -> FieldDifference:
    """Words as sets; each told as it is printed."""
    before, after = printed(left, name), printed(right, name)
    return _set_change(name, before, after, *_apart(before, after, folding.bare))


def _apart(
    before: Sequence[T], after: Sequence[T], key: Callable[[T], object]
) -> tuple[tuple[T, ...], tuple[T, ...]]:
    """What is added and what is removed, each key once."""
    ours = {key(each): each for each in reversed(before)}
    theirs = {key(each): each for each in reversed(after)}
    return (
        tuple(each for each in after if key(each) not in ours and theirs[key(each)] is each),
        tuple(each for each in before if key(each) not in theirs and ours[key(each)] is each),
    )


def _set_change(
    name: str,
    before: tuple[str, ...],
    after: tuple[str, ...],
    added: Iterable[str],
    removed: Iterable[str],
) -> FieldDifference:
    added, removed = tuple(added), tuple(removed)
    return FieldDifference(
        field=name,
        before=before,
        after=after,
        added=added,
        removed=removed,
        why=Message("added: {added}, removed: {removed}", added=len(added), removed=len(removed)),
    )


def _bases(
    name: str, left: DisclosureItem, right: DisclosureItem, folding: Folding
) -> FieldDifference | None:
    """Laws by title; then articles, and numbers where both sides print one."""
    added, removed = _apart(left.bases, right.bases, lambda each: folding.title(each.document))
    ours, theirs = _by_title(left.bases, folding), _by_title(right.bases, folding)
    new, old = list(map(_basis_words, added)), list(map(_basis_words, removed))
    why: list[Message] = []
    for title in ours.keys() & theirs.keys():
        numbers = tuple({each[1] for each in side[title]} - {""} for side in (ours, theirs))
        articles = tuple({each[2] for each in side[title]} for side in (ours, theirs))
        if all(numbers) and numbers[0].isdisjoint(numbers[1]):
            why.append(Message("another document number"))
        elif articles[0] != articles[1]:
            why.append(Message("other articles"))
        else:
            continue
        new += [_basis_words(b) for b in right.bases if folding.title(b.document) == title]
        old += [_basis_words(b) for b in left.bases if folding.title(b.document) == title]
    if not (new or old):
        return None
    change = _set_change(name, printed(left, name), printed(right, name), new, old)
    if not (added or removed):
        return FieldDifference(
            field=name,
            before=change.before,
            after=change.after,
            added=change.added,
            removed=change.removed,
            why=min(why, key=str),
        )
    return change


def _by_title(
    bases: Iterable[LegalBasis], folding: Folding
) -> dict[str, list[tuple[str, str, str]]]:
    titles: dict[str, list[tuple[str, str, str]]] = {}
    for each in bases:
        key = basis_key(each, folding)
        titles.setdefault(key[0], []).append(key)
    return titles


def _basis_words(basis: LegalBasis) -> str:
    return basis.printed or str(basis)


def _channels(
    name: str, left: DisclosureItem, right: DisclosureItem, folding: Folding
) -> FieldDifference | None:
    added, removed = _apart(left.channels, right.channels, lambda each: channel_key(each, folding))
    change = _set_change(
        name,
        printed(left, name),
        printed(right, name),
        (each.printed for each in added),
        (each.printed for each in removed),
    )
    turned = _turned(removed, added)
    if turned:
        return FieldDifference(
            field=name,
            before=change.before,
            after=change.after,
            added=change.added,
            removed=change.removed,
            why=Message(
                "required or optional is told otherwise: {channels}",
                channels=tuple(CHANNELS[each.kind] for each in turned),
            ),
        )
    return change


def _turned(
    removed: Sequence[ItemChannel], added: Sequence[ItemChannel]
) -> tuple[ItemChannel, ...]:
    """Channels that stand on both sides, required on one of them only."""
    kinds = {each.kind for each in removed}
    return tuple(each for each in added if each.kind in kinds)


_COMPARED: Mapping[str, Compare] = {
    "content": _set,
    "bases": _bases,
    "channels": _channels,
    "audience": _set,
    "modes": _set,
    "levels": _set,
    "phases": _set,
}

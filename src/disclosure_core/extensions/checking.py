"""Look at all answers together: what is claimed twice, what is referred to and not there.

Pure: answers with full ids in, errors out. Each error names the plugins and the places that say so.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, TypeVar

from disclosure_core.catalogue.tables.values import TableForm
from disclosure_core.errors import ConflictError, Mistake, PluginError
from disclosure_core.extensions.asking import Answer
from disclosure_core.extensions.calendars import mistaken_calendars
from disclosure_core.extensions.claims import (
    WORDS,
    Claim,
    Kind,
    Reference,
    claims_of,
    provider,
    references_of,
)
from disclosure_core.extensions.conflicts import conflict, two_replace
from disclosure_core.extensions.organisations import mistaken_organisations
from disclosure_core.extensions.plugins import NAME
from disclosure_core.extensions.request_rules import mistaken_request_rules
from disclosure_core.extensions.standing import Places, standing_claims
from disclosure_core.extensions.stores import mistaken_stores
from disclosure_core.extensions.successions import mistaken_successions
from disclosure_core.extensions.unverified import mistaken_unverified_layers
from disclosure_core.extensions.workflows import mistaken_workflows
from disclosure_core.messages import Message

T = TypeVar("T")


def mistakes_in(
    answers: Iterable[Answer],
    *,
    left_out: Collection[str] = (),
    broken: Collection[str] = (),
    partly: Collection[str] = (),
) -> list[PluginError]:
    """Every conflict, doubled id, bad id and dangling reference of ``answers``.

    References to things of ``broken`` plugins are passed over: those are told already. So are the
    organisations of plugins that were read ``partly``: they were looked at then.
    """
    listed = list(answers)
    claims = standing_claims([claim for answer in listed for claim in claims_of(answer)], listed)
    references = [each for answer in listed for each in references_of(answer)]
    told = [each for each in references if owner_of(each.id) not in broken]
    return [
        *_bad_ids(claims),
        *_claimed_twice(claims),
        *_replaced_twice(claims, Places.of(listed)),
        *_dangling(told, claims, left_out),
        *_rings(references),
        *_words_with_two_meanings(listed),
        *mistaken_successions(listed),
        *mistaken_calendars(listed),
        *mistaken_request_rules(listed),
        *mistaken_organisations([each for each in listed if each.plugin not in partly]),
        *mistaken_unverified_layers(listed),
        *mistaken_stores(listed),
        *mistaken_workflows(listed, broken),
    ]


def owner_of(id: str) -> str:
    """The plugin that an id belongs to."""
    return id.partition(":")[0]


def _grouped(things: Iterable[T], key: Callable[[T], object]) -> Mapping[object, list[T]]:
    groups: dict[object, list[T]] = {}
    for each in things:
        groups.setdefault(key(each), []).append(each)
    return groups


def _bad_ids(claims: Iterable[Claim]) -> Iterator[PluginError]:
    for claim in claims:
        if claim.kind is Kind.LEGAL_DOCUMENT:
            continue
        plugin, kind = claim.answer.plugin, WORDS[claim.kind]
        owner, _, local = claim.id.partition(":")
        if owner != plugin:
            yield _error(
                claim.answer,
                Message(
                    "{plugin}: the {kind} {id} has another plugin's name.",
                    plugin=plugin,
                    kind=kind,
                    id=claim.id,
                ),
                Message(
                    'to stand for it, give an id of your own and replaces="{id}".', id=claim.id
                ),
                place=claim.place,
            )
        elif not NAME.fullmatch(local):
            yield _error(
                claim.answer,
                Message(
                    "{plugin}: {id} cannot be the id of a {kind}.",
                    plugin=plugin,
                    kind=kind,
                    id=claim.id,
                ),
                Message("use small ASCII letters, digits and single hyphens."),
                place=claim.place,
            )


def _overlapping(same: Sequence[Claim]) -> list[Claim]:
    """Those that are in force on one day with another of them."""
    return [
        claim for claim in same if any(claim is not each and claim.overlaps(each) for each in same)
    ]


def _claimed_twice(claims: Iterable[Claim]) -> Iterator[PluginError]:
    """One id may have several entries where their periods in force do not overlap."""
    for same in _grouped(claims, lambda claim: (claim.kind, claim.id)).values():
        if overlapping := _overlapping(same):
            yield conflict(
                overlapping,
                Message(
                    'The {kind} "{id}" is supplied more than once.',
                    kind=WORDS[same[0].kind],
                    id=same[0].id,
                ),
                why=Message("An id means one thing on any day."),
                fix=Message("rename one, or give each its own period in force."),
            )


def _replaced_twice(claims: Iterable[Claim], places: Places) -> Iterator[PluginError]:
    """Two that stand for one thing, in one place on one day."""
    replacing = [claim for claim in claims if claim.replaces is not None]
    for same in _grouped(replacing, lambda claim: (claim.kind, claim.replaces)).values():
        together = [
            claim
            for claim in same
            if any(
                claim is not each and claim.overlaps(each) and places.meet(claim, each)
                for each in same
            )
        ]
        if together:
            yield two_replace(together, WORDS[same[0].kind], same[0].replaces or "")


def _dangling(
    references: Iterable[Reference], claims: Iterable[Claim], left_out: Collection[str]
) -> Iterator[PluginError]:
    known: dict[Kind, list[str]] = {}
    for claim in claims:
        known.setdefault(claim.kind, []).append(claim.id)
    known[Kind.UNIT] = [*known.get(Kind.REGION, ()), *known.get(Kind.AGENCY, ())]
    there = {kind: frozenset(ids) for kind, ids in known.items()}
    missing = [each for each in references if each.id not in there.get(each.kind, ())]
    for listed in _grouped(missing, lambda each: (each.answer.plugin, each.answer.hook)).values():
        answer = listed[0].answer
        yield PluginError(
            Message(
                "{plugin}: {hook} refers to what nobody supplies.",
                plugin=answer.plugin,
                hook=answer.hook,
            ),
            plugin=answer.plugin,
            version=answer.version,
            hook=answer.hook,
            mistakes=tuple(_nowhere(each, known.get(each.kind, []), left_out) for each in listed),
        )


def _nowhere(reference: Reference, known: Sequence[str], left_out: Collection[str]) -> Mistake:
    said: dict[str, Any] = {
        "owner": reference.owner,
        "kind": WORDS[reference.kind],
        "id": reference.id,
    }
    owner = owner_of(reference.id)
    near = get_close_matches(reference.id, known, n=1)
    if owner in left_out:
        what = Message(
            "{owner} needs the {kind} {id}, and the plugin {plugin} is left out",
            plugin=owner,
            **said,
        )
    elif near:
        what = Message(
            "{owner} refers to the {kind} {id}, which nobody supplies; did you mean {meant}?",
            meant=near[0],
            **said,
        )
    else:
        what = Message("{owner} refers to the {kind} {id}, which nobody supplies", **said)
    file, place = reference.place
    return Mistake(file=file, place=place, what=what)


def _rings(references: Iterable[Reference]) -> Iterator[PluginError]:
    """Layers over each other, regions within each other, rules that replace each other.

    What lies over a replaced layer lies over the one that replaces it, and may close a ring so.
    """
    upwards: dict[tuple[Kind, str, str], Reference] = {}
    listed = [each for each in references if each.kind is each.owner_kind]
    stand_in = {
        each.id: each.owner
        for each in listed
        if each.kind is Kind.LAYER and each.key == "replaces" and not each.answer.value.unverified
    }
    for each in listed:
        upwards.setdefault((each.kind, each.key, each.owner), each)
    for (_, _, start), first in upwards.items():
        ring = [start]
        following = _above(first, upwards, stand_in)
        while following is not None and following.owner not in ring:
            ring.append(following.owner)
            following = _above(following, upwards, stand_in)
        if following is first and start == min(ring):
            yield _ring(first, ring)


def _above(
    reference: Reference,
    upwards: Mapping[tuple[Kind, str, str], Reference],
    stand_in: Mapping[str, str],
) -> Reference | None:
    target = reference.id
    if reference.key == "over":
        seen = {target}
        while target in stand_in and stand_in[target] not in seen:
            target = stand_in[target]
            seen.add(target)
    return upwards.get((reference.kind, reference.key, target))


def _ring(first: Reference, ring: Sequence[str]) -> PluginError:
    return _error(
        first.answer,
        Message(
            "{plugin}: each {kind} refers to the next, in a ring: {ring}.",
            plugin=first.answer.plugin,
            kind=WORDS[first.kind],
            ring=tuple(ring),
        ),
        Message("let one of them refer to none, or to another."),
    )


def _words_with_two_meanings(answers: Iterable[Answer]) -> Iterator[PluginError]:
    """A header word that two plugins read as two fields."""
    first: dict[str, tuple[str, Answer]] = {}
    for answer in answers:
        if not isinstance(answer.value, TableForm):
            continue
        for name, words in answer.value.columns.items():
            for word in words:
                before, by = first.setdefault(word, (name, answer))
                if before != name and by.plugin != answer.plugin:
                    yield ConflictError(
                        Message(
                            "The column header {word} means {first} to one plugin and {second} to "
                            "another.",
                            word=word,
                            first=before,
                            second=name,
                        ),
                        plugin=answer.plugin,
                        hook=answer.hook,
                        providers=(provider(by), provider(answer)),
                        fix=Message("take the word out of one of the table forms."),
                    )


def _error(answer: Answer, what: Message, fix: Message, *, place: str = "") -> PluginError:
    return PluginError(
        what,
        plugin=answer.plugin,
        version=answer.version,
        hook=answer.hook,
        mistakes=(Mistake(place or answer.place, "", Message("it is written here")),),
        fix=fix,
    )

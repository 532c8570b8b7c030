"""Look at all answers together: what is claimed twice, what is referred to and not there.

Pure: answers with full ids in, errors out. Each error names the plugins and the places that say so.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from attrs import frozen

from disclosure_core.calendar.values import HolidayNotice
from disclosure_core.catalogue.tables.values import TableForm
from disclosure_core.catalogue.values import CatalogueLayer
from disclosure_core.errors import ConflictError, Mistake, PluginError
from disclosure_core.extensions.asking import Answer
from disclosure_core.extensions.plugins import NAME
from disclosure_core.legal import ALWAYS, Period
from disclosure_core.messages import Message
from disclosure_core.organisation.values import Organisation
from disclosure_core.records.values import RecordKind


@frozen(kw_only=True)
class Claim:
    """Something with an id, the answer it came in, and when it is in force."""

    kind: str
    id: str
    answer: Answer
    in_force: Period = ALWAYS
    replaces: str | None = None
    place: str = ""

    @property
    def provider(self) -> str:
        """Plugin, version and place, as a conflict prints them."""
        answer = self.answer
        title = f"{answer.plugin} {answer.version}" if answer.version else answer.plugin
        return f"{title}    {self.place or answer.place}"


@frozen(kw_only=True)
class Reference:
    """``owner`` refers to the thing of kind ``kind`` and id ``id``."""

    kind: str
    id: str
    owner: str
    answer: Answer


KINDS = {
    "disclosure_domains": "domain",
    "disclosure_items": "layer",
    "disclosure_table_forms": "table form",
    "disclosure_record_kinds": "record kind",
    "disclosure_review_rules": "rule",
    "disclosure_channels": "channel",
    "disclosure_formulas": "formula",
}


def mistakes_in(
    answers: Iterable[Answer], *, left_out: Iterable[str] = (), broken: Iterable[str] = ()
) -> list[PluginError]:
    """Every conflict, doubled id, bad id and dangling reference of ``answers``.

    References to things of ``broken`` plugins are passed over: those are told already.
    """
    listed = list(answers)
    claims = [claim for answer in listed for claim in claims_of(answer)]
    references = [each for answer in listed for each in references_of(answer)]
    references += [
        Reference(kind=claim.kind, id=claim.replaces, owner=claim.id, answer=claim.answer)
        for claim in claims
        if claim.replaces is not None
    ]
    return [
        *_bad_ids(claims),
        *_claimed_twice(claims),
        *_replaced_twice(claims),
        *_dangling(
            [each for each in references if each.id.partition(":")[0] not in set(broken)],
            claims,
            frozenset(left_out),
        ),
        *_rings(listed),
        *_words_with_two_meanings(listed),
    ]


def claims_of(answer: Answer) -> Iterator[Claim]:
    """Everything with an id in an answer."""
    value = answer.value
    match value:
        case Organisation():
            for region in value.regions:
                yield _claim("region", region, answer)
            for agency in value.agencies:
                yield _claim("agency", agency, answer)
        case RecordKind():
            yield Claim(kind="record kind", id=value.name, answer=answer)
        case HolidayNotice():
            where = f" ({value.region})" if value.region else ""
            yield Claim(kind="calendar", id=f"{value.year}{where}", answer=answer)
        case _:
            if answer.hook in KINDS:
                yield _claim(KINDS[answer.hook], value, answer)
            if isinstance(value, CatalogueLayer):
                for item in value.items:
                    yield _claim("item", item, answer)


def references_of(answer: Answer) -> Iterator[Reference]:
    """Everything an answer refers to by id."""
    value = answer.value
    if isinstance(value, CatalogueLayer):
        found = [
            ("layer", value.over, value.id),
            ("region", value.region, value.id),
            *(("domain", item.domain, item.id) for item in value.items),
            *(("item", each.item, value.id) for each in value.refinements),
            *(("item", each.item, value.id) for each in value.omissions),
        ]
    elif isinstance(value, Organisation):
        found = [
            *(("region", region.within, region.id) for region in value.regions),
            *(("region", agency.region, agency.id) for agency in value.agencies),
            *(("agency", agency.within, agency.id) for agency in value.agencies),
            *(("domain", each, agency.id) for agency in value.agencies for each in agency.domains),
        ]
    elif isinstance(value, HolidayNotice):
        found = [("region", value.region, str(value.year))]
    else:
        found = []
    for kind, target, owner in found:
        if target is not None:
            yield Reference(kind=kind, id=target, owner=owner, answer=answer)


def _claim(kind: str, value: Any, answer: Answer) -> Claim:
    return Claim(
        kind=kind,
        id=value.id,
        answer=answer,
        in_force=getattr(value, "in_force", ALWAYS),
        replaces=getattr(value, "replaces", None),
        place=(getattr(value, "source", None) or "") if kind != "domain" else "",
    )


def _by(key: Callable[[Claim], Any], claims: Iterable[Claim]) -> Mapping[Any, list[Claim]]:
    groups: dict[Any, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(key(claim), []).append(claim)
    return groups


def _bad_ids(claims: Iterable[Claim]) -> Iterator[PluginError]:
    for claim in claims:
        if claim.kind == "calendar":
            continue
        owner, _, local = claim.id.partition(":")
        if owner != claim.answer.plugin:
            what = Message(
                "the {kind} {id} has another plugin's name", kind=claim.kind, id=claim.id
            )
            fix = Message(
                'to stand for it, give an id of your own and replaces="{id}".', id=claim.id
            )
        elif not NAME.fullmatch(local):
            what = Message("{id} cannot be the id of a {kind}", kind=claim.kind, id=claim.id)
            fix = Message("use small ASCII letters, digits and single hyphens.")
        else:
            continue
        yield _error(
            claim.answer, Message("{plugin}: {what}.", plugin=claim.answer.plugin, what=what), fix
        )


def _claimed_twice(claims: Iterable[Claim]) -> Iterator[PluginError]:
    """One id may have several entries where their periods in force do not overlap."""
    for (kind, claimed), same in _by(lambda claim: (claim.kind, claim.id), claims).items():
        overlapping = [
            claim
            for claim in same
            if any(claim is not each and claim.in_force.overlaps(each.in_force) for each in same)
        ]
        if overlapping:
            yield ConflictError(
                Message('The {kind} "{id}" is supplied more than once.', kind=kind, id=claimed),
                plugin=overlapping[-1].answer.plugin,
                hook=overlapping[-1].answer.hook,
                providers=[claim.provider for claim in overlapping],
                why=Message("An id means one thing on any day."),
                fix=Message("rename one, or give each its own period in force."),
            )


def _replaced_twice(claims: Iterable[Claim]) -> Iterator[PluginError]:
    replacing = [claim for claim in claims if claim.replaces is not None]
    for (kind, claimed), same in _by(lambda claim: (claim.kind, claim.replaces), replacing).items():
        overlapping = [
            claim
            for claim in same
            if any(claim is not each and claim.in_force.overlaps(each.in_force) for each in same)
        ]
        if overlapping:
            yield ConflictError(
                Message('Two plugins replace the {kind} "{id}".', kind=kind, id=claimed),
                plugin=overlapping[-1].answer.plugin,
                hook=overlapping[-1].answer.hook,
                providers=[claim.provider for claim in overlapping],
                why=Message("Only one can stand for it; which one would be chance."),
                fix=Message(
                    "uninstall one of them, or start with --without {plugin}.",
                    plugin=overlapping[-1].answer.plugin,
                ),
            )


def _dangling(
    references: Iterable[Reference], claims: Iterable[Claim], left_out: frozenset[str]
) -> Iterator[PluginError]:
    known: dict[str, dict[str, None]] = {}
    for claim in claims:
        known.setdefault(claim.kind, {})[claim.id] = None
    missing: dict[tuple[str, str], list[Reference]] = {}
    for each in references:
        if each.id not in known.get(each.kind, ()) or each.id == each.owner:
            missing.setdefault((each.answer.plugin, each.answer.hook), []).append(each)
    for (plugin, hook), listed in missing.items():
        yield PluginError(
            Message("{plugin}: {hook} refers to what nobody supplies.", plugin=plugin, hook=hook),
            plugin=plugin,
            version=listed[0].answer.version,
            hook=hook,
            mistakes=tuple(_nowhere(each, known.get(each.kind, {}), left_out) for each in listed),
        )


def _nowhere(reference: Reference, known: Mapping[str, None], left_out: frozenset[str]) -> Mistake:
    owner = reference.id.partition(":")[0]
    near = get_close_matches(reference.id, known, n=1)
    if reference.id == reference.owner:
        what = Message("{id} refers to itself", id=reference.id)
    elif owner in left_out:
        what = Message(
            "{owner} needs the {kind} {id}, and the plugin {plugin} is left out",
            owner=reference.owner,
            kind=reference.kind,
            id=reference.id,
            plugin=owner,
        )
    elif near:
        what = Message(
            "{owner} refers to the {kind} {id}, which nobody supplies; did you mean {meant}?",
            owner=reference.owner,
            kind=reference.kind,
            id=reference.id,
            meant=near[0],
        )
    else:
        what = Message(
            "{owner} refers to the {kind} {id}, which nobody supplies",
            owner=reference.owner,
            kind=reference.kind,
            id=reference.id,
        )
    return Mistake(file=reference.answer.place, place="", what=what)


def _rings(answers: Iterable[Answer]) -> Iterator[PluginError]:
    """Layers that lie over each other, regions and agencies within each other."""
    above: dict[str, tuple[str | None, Answer]] = {}
    for answer in answers:
        value = answer.value
        if isinstance(value, CatalogueLayer):
            above[value.id] = (value.over, answer)
        if isinstance(value, Organisation):
            above |= {
                f"region {each.id}": (each.within and f"region {each.within}", answer)
                for each in value.regions
            }
            above |= {
                f"agency {each.id}": (each.within and f"agency {each.within}", answer)
                for each in value.agencies
            }
    for start in sorted(above):
        chain = [start]
        while (following := above.get(chain[-1], (None, None))[0]) is not None:
            if following == start and len(chain) > 1 and start == min(chain):
                answer = above[start][1]
                yield _error(
                    answer,
                    Message(
                        "{plugin}: {ring} lie over each other in a ring.",
                        plugin=answer.plugin,
                        ring=tuple(chain),
                    ),
                    Message("let one of them lie over nothing, or over another."),
                )
            if following in chain:
                break
            chain.append(following)


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
                        providers=[
                            Claim(kind="", id="", answer=each).provider for each in (by, answer)
                        ],
                        fix=Message("take the word out of one of the table forms."),
                    )


def _error(answer: Answer, what: Message, fix: Message) -> PluginError:
    return PluginError(
        what,
        plugin=answer.plugin,
        version=answer.version,
        hook=answer.hook,
        mistakes=(Mistake(file=answer.place, place="", what=Message("is where it says so")),),
        fix=fix,
    )

"""What an answer claims (things with ids) and what it refers to, as plain values to check.

Pure. Ids are already written in full.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from attrs import frozen

from disclosure_core.calendar.values import HolidayNotice
from disclosure_core.catalogue.lint.values import LintRule
from disclosure_core.catalogue.values import CatalogueLayer
from disclosure_core.extensions.asking import Answer
from disclosure_core.legal import ALWAYS, LegalDocument, Period
from disclosure_core.messages import Message
from disclosure_core.organisation.references import references as organisation_references
from disclosure_core.organisation.values import Organisation
from disclosure_core.records.values import RecordKind
from disclosure_core.workflow.values import Workflow


class Kind(StrEnum):
    """Kinds of things that have an id; two of different kinds may share one."""

    DOMAIN = "domain"
    LAYER = "layer"
    ITEM = "item"
    ITEM_TYPE = "item_type"
    TABLE_FORM = "table_form"
    REGION = "region"
    AGENCY = "agency"
    UNIT = "unit"
    """a region or an agency, in a change of either"""
    SERVICE_POINT = "service_point"
    FIGURE = "reported_figure"
    RESPONSIBLE = "responsible"
    CHANGE = "organisation_change"
    PILOT = "pilot"
    RECORD_KIND = "record_kind"
    RULE = "rule"
    CHANNEL = "channel"
    FORMULA = "formula"
    CALENDAR = "calendar"
    LEGAL_DOCUMENT = "legal_document"
    LINT_RULE = "lint_rule"
    REQUEST_RULES = "request_rules"
    STORE = "store"
    WORKFLOW = "workflow"


WORDS = {
    Kind.DOMAIN: Message("domain"),
    Kind.LAYER: Message("layer"),
    Kind.ITEM: Message("item"),
    Kind.ITEM_TYPE: Message("type of item"),
    Kind.TABLE_FORM: Message("table form"),
    Kind.REGION: Message("region"),
    Kind.AGENCY: Message("agency"),
    Kind.UNIT: Message("region or agency"),
    Kind.SERVICE_POINT: Message("service point"),
    Kind.FIGURE: Message("reported figure"),
    Kind.RESPONSIBLE: Message("post holder"),
    Kind.CHANGE: Message("change of organisation"),
    Kind.PILOT: Message("pilot"),
    Kind.RECORD_KIND: Message("record kind"),
    Kind.RULE: Message("rule"),
    Kind.CHANNEL: Message("channel"),
    Kind.FORMULA: Message("formula"),
    Kind.CALENDAR: Message("calendar"),
    Kind.LEGAL_DOCUMENT: Message("legal document"),
    Kind.LINT_RULE: Message("lint rule"),
    Kind.REQUEST_RULES: Message("rules of requests"),
    Kind.STORE: Message("store"),
    Kind.WORKFLOW: Message("workflow"),
}
"""The kinds as people read them."""

_KIND_OF_HOOK = {
    "disclosure_domains": Kind.DOMAIN,
    "disclosure_items": Kind.LAYER,
    "disclosure_table_forms": Kind.TABLE_FORM,
    "disclosure_review_rules": Kind.RULE,
    "disclosure_channels": Kind.CHANNEL,
    "disclosure_formulas": Kind.FORMULA,
    "disclosure_request_rules": Kind.REQUEST_RULES,
    "disclosure_workflows": Kind.WORKFLOW,
}


_SECTIONS = {
    "regions": Kind.REGION,
    "agencies": Kind.AGENCY,
    "service_points": Kind.SERVICE_POINT,
    "responsible": Kind.RESPONSIBLE,
    "changes": Kind.CHANGE,
    "pilots": Kind.PILOT,
    "reported_figures": Kind.FIGURE,
}
_REFERRED = {
    "region": Kind.REGION,
    "agency": Kind.AGENCY,
    "domain": Kind.DOMAIN,
    "figure": Kind.FIGURE,
    "unit": Kind.UNIT,
}


@frozen(kw_only=True)
class Claim:
    """Something with an id, the answer it came in, and when it is in force.

    ``standing`` are the periods in which it holds, where that is not just ``in_force``: an item
    holds only while its layer does.
    """

    kind: Kind
    id: str
    answer: Answer
    in_force: Period = ALWAYS
    replaces: str | None = None
    place: str = ""
    standing: tuple[Period, ...] | None = None

    def overlaps(self, other: "Claim") -> bool:
        """Whether both hold on some day."""
        ours = (self.in_force,) if self.standing is None else self.standing
        theirs = (other.in_force,) if other.standing is None else other.standing
        return any(one.overlaps(each) for one in ours for each in theirs)

    @property
    def provider(self) -> str:
        """Plugin, version and place, as a conflict prints them."""
        return provider(self.answer, self.place)


@frozen(kw_only=True)
class Reference:
    """The thing ``owner`` of kind ``owner_kind`` refers to the thing ``id`` of kind ``kind``.

    ``key`` is the key that says so, in the entry ``index`` of a layer's ``section`` if it is there.
    """

    kind: Kind
    id: str
    owner: str
    owner_kind: Kind
    answer: Answer
    key: str = ""
    section: str = ""
    index: int = 0

    @property
    def place(self) -> tuple[str, str | Message]:
        """File and place in it that say so."""
        return entry_place(self.answer, self.section, self.index, self.key)


def entry_place(
    answer: Answer, section: str, index: int, key: str = ""
) -> tuple[str, str | Message]:
    """File and place of an entry of a layer; the place of the answer where it was no folder's."""
    entries = answer.entries.get(section, ())
    if index >= len(entries):
        return answer.place, ""
    return entries[index].file, entries[index].place((key,) if key else ())


def provider(answer: Answer, place: str = "") -> str:
    """``county-demo 1.2.0    county_demo/__init__.py:34``."""
    title = f"{answer.plugin} {answer.version}" if answer.version else answer.plugin
    return f"{title}    {place or answer.place}"


def claims_of(answer: Answer) -> Iterator[Claim]:
    """Everything with an id in an answer."""
    value = answer.value
    match value:
        case Organisation():
            yield from _claims_of_organisation(value, answer)
        case RecordKind():
            yield Claim(kind=Kind.RECORD_KIND, id=value.name, answer=answer)
        case HolidayNotice():
            pass  # known by its year, which several may arrange: see extensions.calendars
        case LintRule():
            yield Claim(kind=Kind.LINT_RULE, id=value.code, answer=answer)
        case LegalDocument():
            yield Claim(
                kind=Kind.LEGAL_DOCUMENT, id=value.title, answer=answer, in_force=value.in_force
            )
        case CatalogueLayer():
            yield from _claims_of_layer(value, answer)
        case _ if answer.hook in _KIND_OF_HOOK:
            yield _claim(_KIND_OF_HOOK[answer.hook], value, answer)


def _claims_of_organisation(organisation: Organisation, answer: Answer) -> Iterator[Claim]:
    for section in ("regions", "agencies", "service_points", "reported_figures"):
        for value in getattr(organisation, section):
            yield _claim(_SECTIONS[section], value, answer)


def _claims_of_layer(layer: CatalogueLayer, answer: Answer) -> Iterator[Claim]:
    yield _claim(Kind.LAYER, layer, answer)
    for section, kind in (("items", Kind.ITEM), ("item_types", Kind.ITEM_TYPE)):
        entries = answer.entries.get(section, ())
        for index, value in enumerate(getattr(layer, section)):
            place = entries[index].where if index < len(entries) else value.source
            yield _claim(kind, value, answer, place=place or "")


def references_of(answer: Answer) -> Iterator[Reference]:
    """Everything an answer refers to by id; what it replaces is a reference too."""
    if isinstance(answer.value, CatalogueLayer):
        yield from _referred_by_layer(answer.value, answer)
    for owner_kind, owner, kind, id in _referred(answer.value):  # noqa: A001
        if id:
            yield Reference(kind=kind, id=id, owner=owner, owner_kind=owner_kind, answer=answer)
    for claim in claims_of(answer):
        if claim.replaces is not None:
            yield Reference(
                kind=claim.kind,
                id=claim.replaces,
                owner=claim.id,
                owner_kind=claim.kind,
                answer=answer,
                key="replaces",
            )


def _referred(value: Any) -> Iterator[tuple[Kind, str, Kind, str | None]]:
    if isinstance(value, Organisation):
        yield from _referred_by_organisation(value)
    if isinstance(value, Workflow):
        for subject in value.subjects:
            yield Kind.WORKFLOW, value.id, Kind.RECORD_KIND, subject
    if isinstance(value, HolidayNotice):
        yield Kind.CALENDAR, str(value.year), Kind.REGION, value.region


def _referred_by_organisation(
    organisation: Organisation,
) -> Iterator[tuple[Kind, str, Kind, str | None]]:
    for section, index, _, kind, id in organisation_references(organisation):  # noqa: A001
        owner_kind = _SECTIONS[section]
        value = getattr(organisation, section)[index]
        owner = getattr(value, "id", f"{section}[{index}]")
        yield owner_kind, owner, _REFERRED[kind], id


_NAMED: Mapping[str, Mapping[str, Kind]] = {
    "items": {"domain": Kind.DOMAIN, "item_type": Kind.ITEM_TYPE},
    "refinements": {"item": Kind.ITEM, "item_type": Kind.ITEM_TYPE},
    "omissions": {"item": Kind.ITEM},
    "successions": {"before": Kind.ITEM, "after": Kind.ITEM},
    "waivers": {"item": Kind.ITEM},
    "twins": {"government": Kind.ITEM, "village": Kind.ITEM},
}
"""What the entries of each section of a layer name, by key."""


def _referred_by_layer(layer: CatalogueLayer, answer: Answer) -> Iterator[Reference]:
    for key, kind, named in (
        ("over", Kind.LAYER, layer.over),
        ("region", Kind.REGION, layer.region),
    ):
        if named is not None:
            yield Reference(
                kind=kind,
                id=named,
                owner=layer.id,
                owner_kind=Kind.LAYER,
                answer=answer,
                key=key,
            )
    for section, keys in _NAMED.items():
        for index, entry in enumerate(getattr(layer, section)):
            for key, kind in keys.items():
                for named in _ids(getattr(entry, key)):
                    yield Reference(
                        kind=kind,
                        id=named,
                        owner=entry.id if section == "items" else layer.id,
                        owner_kind=Kind.ITEM if section == "items" else Kind.LAYER,
                        answer=answer,
                        key=key,
                        section=section,
                        index=index,
                    )


def _ids(named: str | tuple[str, ...] | None) -> tuple[str, ...]:
    if not named:
        return ()
    return (named,) if isinstance(named, str) else named


def _claim(kind: Kind, value: Any, answer: Answer, *, place: str = "") -> Claim:
    return Claim(
        kind=kind,
        id=value.id,
        answer=answer,
        in_force=getattr(value, "in_force", ALWAYS),
        replaces=getattr(value, "replaces", None),
        place=place,
    )

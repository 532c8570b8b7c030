"""Kinds of checks that a plugin without code can ask for, such as ``kind = "required-fields"``."""

from collections.abc import Iterable

from attrs import field, fields, frozen, validators

from disclosure_core.documents.values import Document
from disclosure_core.errors import DataError
from disclosure_core.legal import ALWAYS, LegalBasis, Period
from disclosure_core.messages import Message
from disclosure_core.review.elements import ELEMENT_MISSING, unshown
from disclosure_core.review.values import Draft, Finding, Place, ReviewRule, Severity

FIELD_MISSING = "field_missing"
"""Kind of finding: a field that must be filled in is empty."""

FIELD_WORDS = {
    "title": Message("title"),
    "text": Message("body text"),
    "items": Message("disclosure item"),
    "agency": Message("disclosing agency"),
    "index_number": Message("index number"),
    "document_number": Message("document number"),
    "formed_on": Message("date formed"),
    "sections": Message("content elements"),
    "source": Message("source"),
    "classification": Message("class of disclosure"),
}
"""Fields of a document as people call them."""


@frozen(kw_only=True)
class RequiredFields:
    """``kind = "required-fields"``: fields of the document that must be filled in (必填项)."""

    id: str
    name: Message | None = None
    fields: tuple[str, ...] = field(validator=validators.min_len(1))
    severity: Severity = Severity.HOLD
    basis: LegalBasis
    in_force: Period = ALWAYS
    replaces: str | None = None

    @fields.validator
    def _known(self, _: object, value: tuple[str, ...]) -> None:
        known = tuple(each.name for each in fields(Document))
        for name in value:
            if name not in known:
                raise DataError(
                    Message(
                        "a document has no field {name}; it has {known}", name=name, known=known
                    )
                )

    def check(self, draft: Draft) -> Iterable[Finding]:
        """A finding for each field that is empty."""
        for name in self.fields:
            if getattr(draft.document, name) in (None, "", (), {}):
                yield Finding(
                    kind=FIELD_MISSING,
                    severity=self.severity,
                    what=Message("The field {field} is not filled in.", field=field_words(name)),
                    where=Place(part=name),
                    mend=Message("Fill in {field}.", field=field_words(name)),
                )


@frozen(kw_only=True)
class RequiredElements:
    """``kind = "required-elements"``: words that a draft must show (必备要素).

    ``items`` are the ids of the items it looks at; every draft where there are none. An element is
    there when a section of that name has text, or the text names it.
    """

    id: str
    name: Message | None = None
    elements: tuple[str, ...] = field(validator=validators.min_len(1))
    items: tuple[str, ...] = ()
    severity: Severity = Severity.HOLD
    basis: LegalBasis
    in_force: Period = ALWAYS
    replaces: str | None = None

    def check(self, draft: Draft) -> Iterable[Finding]:
        """A finding for each element that the draft does not show."""
        if self.items and not {each.id for each in draft.items} & set(self.items):
            return
        for element in unshown(draft, self.elements):
            yield Finding(
                kind=ELEMENT_MISSING,
                severity=self.severity,
                what=Message("The content element “{element}” is missing.", element=element),
                where=Place(part="text"),
                mend=Message("Add a section “{element}”.", element=element),
            )


KINDS: dict[str, type[RequiredFields] | type[RequiredElements]] = {
    "required-elements": RequiredElements,
    "required-fields": RequiredFields,
}
"""The kinds of rules that data can ask for, and the class that reads each."""


def rule_of(asked: RequiredFields | RequiredElements) -> ReviewRule:
    """The rule that was asked for."""
    name = asked.name or Message("Required: {what}", what=_what(asked))
    return ReviewRule(
        id=asked.id,
        name=name,
        check=asked.check,
        basis=asked.basis,
        in_force=asked.in_force,
        replaces=asked.replaces,
    )


def field_words(name: str) -> Message:
    """A field of a document as people call it."""
    return FIELD_WORDS.get(name, Message("{name}", name=name))


def _what(asked: RequiredFields | RequiredElements) -> tuple[Message | str, ...]:
    if isinstance(asked, RequiredFields):
        return tuple(field_words(name) for name in asked.fields)
    return asked.elements

"""A piece of government information and its versions (政府信息)."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

from attrs import field, frozen, validators

from disclosure_core.errors import DataError, Mistake
from disclosure_core.messages import Message


@frozen
class Section:
    """The text of one content element (公开内容要素), by the element's name."""

    name: str = field(validator=validators.min_len(1))
    text: str


def sections_of(texts: Mapping[str, str]) -> tuple[Section, ...]:
    """Sections of texts by their elements' names, in the mapping's order."""
    return tuple(Section(name, text) for name, text in texts.items())


class DocumentClass(StrEnum):
    """How an official document is disclosed, decided at its source (公文公开属性)."""

    PROACTIVE = "proactive"
    """主动公开"""
    ON_REQUEST = "on_request"
    """依申请公开"""
    CLOSED = "closed"
    """不予公开"""


@frozen(kw_only=True)
class OtherDocument:
    """Another official document that this one forwards or carries (转发或者附带的公文).

    ``document_class`` is as it is marked there; ``None`` where it bears no mark.
    """

    name: str = field(validator=validators.min_len(1))
    document_class: DocumentClass | None = None


@frozen(kw_only=True)
class Classification:
    """How a document is disclosed, and why (公文公开属性源头认定).

    Attributes:
        document_class: How.
        ground: The id of a ground of the controlled list.
        reason: Why, in words.
        forwards: The document that this one forwards; its class is followed.
        carries: Documents that are part of this one.

    Raises:
        DataError: it is kept closed, or to be given on request, without saying why; or kept closed
            without a ground.
    """

    document_class: DocumentClass
    ground: str | None = None
    reason: str | None = None
    forwards: OtherDocument | None = None
    carries: tuple[OtherDocument, ...] = ()

    def __attrs_post_init__(self) -> None:
        if self.document_class is DocumentClass.PROACTIVE:
            return
        missing = []
        if not (self.reason or "").strip():
            missing.append(Mistake("", "reason", Message("what is not opened needs a reason")))
        if self.document_class is DocumentClass.CLOSED and not self.ground:
            missing.append(Mistake("", "ground", Message("what is kept closed needs a ground")))
        if missing:
            raise DataError(Message("The classification is not complete."), missing)

    @property
    def may_be_released(self) -> bool:
        """Whether it may go to everybody."""
        return self.document_class is DocumentClass.PROACTIVE


@frozen(kw_only=True)
class Document:
    """A text an office means to disclose (政府信息), before and after review.

    ``text`` is plain text, paragraphs parted by line ends. ``items`` are the ids of the items it
    is to fulfil. ``sections`` holds the texts of content elements, in reading order, where the
    drafter filled them in one by one. ``source`` says where an imported text came from.
    ``classification`` is part of what is reviewed: another one is another version.
    """

    title: str = field(validator=validators.min_len(1))
    text: str
    items: tuple[str, ...] = ()
    agency: str | None = None
    index_number: str | None = None
    document_number: str | None = None
    formed_on: date | None = None
    sections: tuple[Section, ...] = ()
    source: str | None = None
    drafted_at: datetime | None = None
    classification: Classification | None = None

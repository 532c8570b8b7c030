"""A piece of government information and its versions (政府信息)."""

from collections.abc import Mapping
from datetime import date, datetime

from attrs import field, frozen, validators


@frozen
class Section:
    """The text of one content element (公开内容要素), by the element's name."""

    name: str = field(validator=validators.min_len(1))
    text: str


def sections_of(texts: Mapping[str, str]) -> tuple[Section, ...]:
    """Sections of texts by their elements' names, in the mapping's order."""
    return tuple(Section(name, text) for name, text in texts.items())


@frozen(kw_only=True)
class Document:
    """A text an office means to disclose (政府信息), before and after review.

    ``text`` is plain text, paragraphs parted by line ends. ``items`` are the ids of the items it
    is to fulfil. ``sections`` holds the texts of content elements, in reading order, where the
    drafter filled them in one by one. ``source`` says where an imported text came from.
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

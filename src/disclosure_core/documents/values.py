"""A piece of government information and its versions (政府信息)."""

from datetime import date, datetime

from attrs import field, frozen, validators


@frozen(kw_only=True)
class Document:
    """A text an office means to disclose (政府信息), before and after review.

    ``text`` is plain text, paragraphs parted by line ends. ``items`` are the ids of the items it
    is to fulfil. ``sections`` gives content elements their text by the element's name, where the
    drafter filled them in one by one. ``source`` says where an imported text came from.
    """

    title: str = field(validator=validators.min_len(1))
    text: str
    items: tuple[str, ...] = ()
    agency: str | None = None
    index_number: str | None = None
    document_number: str | None = None
    formed_on: date | None = None
    sections: dict[str, str] = field(factory=dict)
    source: str | None = None
    drafted_at: datetime | None = None

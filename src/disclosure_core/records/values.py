"""What every kept thing shares (记录), the journal's entry, and questions to a store."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from attrs import field, frozen

from disclosure_core.legal import LegalBasis

Json = Mapping[str, Any]
"""A record's body: plain JSON values with string keys, made by ``codec.unstructure``."""


@frozen(kw_only=True)
class RecordKind:
    """A kind of record (记录种类): its value class, what the public sees, what search finds.

    Attributes:
        name: ``release``; a plugin's kinds are prefixed with its name (``hotline:order``).
        value: The attrs class of its bodies.
        schema_version: Grows when the class changes; ``upgrades[n]`` takes a body of version n to
            n + 1.
        public: Whether a record of this kind may ever be public; each record still has its own
            visibility.
        search_text: Keys of the body that are searched, most important first.
        columns: Keys of the body that can be filtered and sorted by.
    """

    name: str
    value: type[Any]
    schema_version: int = 1
    public: bool = False
    search_text: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    upgrades: Mapping[int, Any] = field(factory=dict)
    basis: LegalBasis | None = None


@frozen(kw_only=True)
class Record:
    """One version of a kept thing (记录).

    ``digest`` is the digest of ``body`` in canonical JSON, with its algorithm before the colon
    (``sha256:…``). ``visibility`` is a value of :class:`disclosure_core.access.values.Visibility`.
    """

    kind: str
    id: str
    version: int
    body: Json
    digest: str
    visibility: str
    changed_at: datetime
    deleted: bool = False


@frozen(kw_only=True)
class Change:
    """Who changes something, in which role, and why: what the journal keeps beside the change."""

    who: str
    role: str
    why: str
    at: datetime


@frozen(kw_only=True)
class JournalEntry:
    """One change of one record (日志条目), chained to the entry before it.

    ``digest`` covers every other field and ``previous``; the first entry's ``previous`` is the
    empty string. ``before`` is ``None`` for a record's first version, ``after`` for its removal.
    """

    sequence: int
    at: datetime
    who: str
    role: str
    why: str
    kind: str
    id: str
    version: int
    before: str | None
    after: str | None
    previous: str
    digest: str


@frozen(kw_only=True)
class Query:
    """A question to a store (查询). Filters are equality on columns the kind declares.

    ``search`` finds records whose search text has every word; words are parted by spaces.
    ``after`` is the cursor a page gave. ``newest_first`` sorts by time of change, else by ``sort``.
    """

    kind: str
    where: Mapping[str, str | int | bool | None] = field(factory=dict)
    search: str | None = None
    sort: str | None = None
    newest_first: bool = True
    limit: int = 50
    after: str | None = None


@frozen(kw_only=True)
class Page:
    """A page of answers, the cursor of the next one (``None`` on the last), and the whole count."""

    records: tuple[Record, ...]
    next: str | None
    total: int

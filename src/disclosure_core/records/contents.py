"""All that a store keeps, as plain values, so that another store can take it in (整库内容).

What is looked up by is not among them: each store makes that anew from versions and kinds.
"""

from collections.abc import Iterable
from datetime import datetime

from attrs import frozen

from disclosure_core.records.values import Checkpoint, JournalEntry, Json, OutboxEntry


@frozen(kw_only=True)
class KeptVersion:
    """A version as it is kept, in the schema it was written in; a removal has no body."""

    kind: str
    id: str
    version: int
    schema_version: int
    visibility: str
    changed_at: datetime
    body: Json | None
    digest: str | None


@frozen(kw_only=True)
class KeptPersonal:
    """A personal field of a version as it is kept apart; erased without salt and value.

    ``value`` is canonical JSON.
    """

    key: str
    kind: str
    id: str
    version: int
    field: str
    salt: bytes | None
    value: str | None


@frozen(kw_only=True)
class KeptDelivery:
    """A delivery as it is kept, how often it was journaled, and the digest journaled last."""

    entry: OutboxEntry
    version: int
    digest: str


@frozen(kw_only=True)
class Contents:
    """Everything in a store as of one instant. Each series can be gone through once.

    Attributes:
        head: Where the journal ends.
        versions: All versions of all records of all kinds, in the order they were written.
        entries: The journal.
        deliveries: The outbox, oldest first.
        personal: The personal fields of all versions, in the order they were written.
    """

    head: Checkpoint
    versions: Iterable[KeptVersion]
    entries: Iterable[JournalEntry]
    deliveries: Iterable[KeptDelivery]
    personal: Iterable[KeptPersonal] = ()


@frozen(kw_only=True)
class Retained:
    """A record of which something is still kept, for the question how long it must be (保存中).

    Removed records are among them.

    Attributes:
        kind: Its kind.
        id: Its id.
        version: Its highest version; a removal is one.
        changed_at: When that was written.
        body: The last body that is kept, its personal fields withheld.
        personal: How many personal values of all its versions are kept.
        on_hold: Whether it is on hold.
    """

    kind: str
    id: str
    version: int
    changed_at: datetime
    body: Json
    personal: int
    on_hold: bool


@frozen(kw_only=True)
class Gone:
    """How much was lawfully erased or purged, as the journal states it (已依法删除)."""

    values: int
    """personal values of all versions, those of purged records among them"""
    records: int
    """records of which nothing but journal entries is kept, or was when they were put anew"""

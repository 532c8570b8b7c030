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
class KeptDelivery:
    """A delivery as it is kept, and how often it was journaled."""

    entry: OutboxEntry
    version: int


@frozen(kw_only=True)
class Contents:
    """Everything in a store as of one instant. Each series can be gone through once.

    Attributes:
        head: Where the journal ends.
        versions: All versions of all records of all kinds, in the order they were written.
        entries: The journal.
        deliveries: The outbox, oldest first.
    """

    head: Checkpoint
    versions: Iterable[KeptVersion]
    entries: Iterable[JournalEntry]
    deliveries: Iterable[KeptDelivery]

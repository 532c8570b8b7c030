"""The Store protocol: what a database must do for an office (存储协议).

Narrow on purpose. The conformance kit in ``disclosure_core.testing`` is its definition: what passes
it is a store. A store keeps and claims; what is kept and when to retry is decided above.
"""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from disclosure_core.records.values import Change, Json, JournalEntry, Page, Query, Record

class Store(Protocol):
    """Records by kind and id with history, search, journal and outbox.

    Reads take the visibilities the asker may see (``access.visible_to``); a hidden record and an
    absent one answer alike. Writes happen inside :meth:`transaction`: all of it, with its journal
    entries, or nothing.
    """

    def transaction(self, change: Change) -> AbstractContextManager["Transaction"]:
        """Open a transaction; commits when the block ends, rolls back when it raises."""

    def get(self, kind: str, id: str, *, visible: frozenset[str], version: int | None = None) -> Record:
        """One record, its last version unless another is asked for.

        Raises:
            NotFoundError: none that the asker may see.
        """

    def history(self, kind: str, id: str, *, visible: frozenset[str]) -> tuple[Record, ...]:
        """All versions of a record, oldest first; empty where there is none to see."""

    def find(self, query: Query, *, visible: frozenset[str]) -> Page:
        """A page of records answering ``query``."""

    def count(self, query: Query, *, visible: frozenset[str]) -> int:
        """How many records answer ``query``, by the same conditions as :meth:`find`."""

    def journal(self, *, after: int = 0) -> Iterator[JournalEntry]:
        """Journal entries in order, those with a sequence above ``after``."""

    def close(self) -> None:
        """Release the files and connections."""


class Transaction(Protocol):
    """Writes of one change. Every one becomes one journal entry."""

    def put(
        self, kind: str, id: str, body: Json, *, visibility: str, expected_version: int | None = None
    ) -> Record:
        """Keep a new version of a record.

        Args:
            kind: A registered kind.
            id: The record's id.
            body: Plain JSON values.
            visibility: Who may see it.
            expected_version: The version the writer read (0 for a new record); ``None`` skips the
                check.

        Raises:
            StaleVersionError: the last version is another than expected.
        """

    def remove(self, kind: str, id: str) -> None:
        """Mark a record as removed: no read shows it any more, its journal entries stay."""

    def enqueue(self, key: str, body: Json, *, due_at: datetime) -> bool:
        """Put a delivery into the outbox; ``False`` where ``key`` is there already."""

    def claim(self, *, now: datetime, lease_until: datetime, limit: int = 1) -> tuple["Claim", ...]:
        """Take deliveries that are due and held by nobody; others wait until the lease ends."""

    def settle(self, key: str, body: Json, *, state: str, due_at: datetime) -> None:
        """Write back what became of a claimed delivery and give it up."""


class Claim(Protocol):
    """A delivery as claimed from the outbox."""

    @property
    def key(self) -> str: ...
    @property
    def body(self) -> Json: ...

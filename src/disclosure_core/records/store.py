"""The Store protocol: what a database must do for an office (存储协议).

Narrow on purpose. The conformance kit in ``disclosure_core.testing.store`` is its definition: what
passes it is a store. A store keeps and claims; what is kept and when to retry is decided above.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Protocol

from attrs import frozen

from disclosure_core.records.contents import Contents, Gone, Retained
from disclosure_core.records.personal import Opening
from disclosure_core.records.settings import SettingValue
from disclosure_core.records.values import (
    Change,
    Checkpoint,
    Claim,
    JournalEntry,
    Json,
    OutboxEntry,
    Page,
    Query,
    Record,
    RecordKind,
)


class Store(Protocol):
    """Records by kind and id with history, search, journal and outbox.

    Reads take the visibilities the asker may see (``access.visible_to``); a hidden record and an
    absent one answer alike. A record is seen by its *present* visibility: withdrawing it hides its
    earlier versions too, and an earlier version is seen only if it, too, was as visible.

    Personal fields, which the kind names, are withheld from every read unless ``visible`` holds the
    label that asks for them (``access.visible_to(actor, personal=True)``); the digest of such a
    record is of its body with commitments in their place. Putting what was read in their place
    keeps them as they are.
    ``agency:*`` among what somebody may see stands for the visibilities of all agencies.

    Writes happen inside :meth:`transaction`: all of them, with their journal entries, or nothing.
    Reads by the same thread inside the block see what it has written. A store may be used by
    several threads and processes at once.

    Every method raises ``StoreError`` where the database cannot be used, or for a kind that is not
    registered.
    """

    @property
    def kinds(self) -> Mapping[str, RecordKind]:
        """The kinds of records it keeps, by name."""

    def transaction(self, change: Change) -> AbstractContextManager["Transaction"]:
        """Open a transaction; commits when the block ends, rolls back when it raises.

        Only one is open at a time; others wait, and give up with ``StoreError`` after a while.
        """

    def get(
        self,
        kind: str,
        id: str,
        *,
        visible: frozenset[str],
        version: int | None = None,
        as_of: datetime | None = None,
    ) -> Record:
        """One record, its last version unless another is asked for.

        Args:
            kind: A registered kind.
            id: The record's id.
            visible: Visibilities the asker may see.
            version: This version.
            as_of: The version that stood at this instant: the last of those changed at or
                before it.

        Raises:
            NotFoundError: none that the asker may see; none stood then.
            StoreError: both a version and an instant.
        """

    def history(self, kind: str, id: str, *, visible: frozenset[str]) -> tuple[Record, ...]:
        """All versions of a record, oldest first; empty where there is none to see."""

    def find(self, query: Query, *, visible: frozenset[str]) -> Page:
        """A page of records answering ``query``.

        Pages go on where the last one ended, whatever is written meanwhile: no record comes twice
        but one that was changed on the way.

        Raises:
            StoreError: a column the kind does not declare, or a limit out of range.
            DataError: a cursor that is not this question's, or a search too long.
        """

    def each(self, query: Query, *, visible: frozenset[str]) -> Iterator[Record]:
        """All records answering ``query``, page by page, from ``query.after`` on.

        ``query.limit`` is the size of a page, not a limit.
        """

    def count(self, query: Query, *, visible: frozenset[str]) -> int:
        """How many records answer ``query``, by the same conditions as :meth:`find`."""

    def settings(self) -> Mapping[str, SettingValue]:
        """Small things the store remembers about itself, by name; for the staff only."""

    def journal(self, *, after: int = 0) -> Iterator[JournalEntry]:
        """Journal entries in order, those with a sequence above ``after``."""

    def head(self) -> JournalEntry | None:
        """The last journal entry; ``None`` in a new store."""

    def entries_about(self, kind: str, id: str) -> tuple[JournalEntry, ...]:
        """The journal's entries about a record, or a delivery of kind ``outbox``, in order."""

    def digests(self) -> Iterator[str]:
        """The digests of all journal entries in order, for a tree over them."""

    def bodies(self, kind: str, id: str) -> Mapping[int, Json]:
        """The bodies of a record's versions as they are kept and digested, for evidence.

        In the schema they were written in, with commitments in the place of personal fields;
        versions without a body are left out. Whoever may see them: the caller decides that.
        """

    def verify_journal(self, checkpoints: Iterable[Checkpoint] = ()) -> Checkpoint:
        """Check the journal alone, not what is kept: several times as fast as :meth:`verify`.

        Args:
            checkpoints: What was kept elsewhere.

        Returns:
            The checkpoint of the last entry.

        Raises:
            JournalError: names the first entry that does not fit.
        """

    def verify(self, checkpoints: Iterable[Checkpoint] = ()) -> Checkpoint:
        """Check the journal, and that all that is kept agrees with its journal.

        Args:
            checkpoints: What was kept elsewhere.

        Returns:
            The checkpoint of the last entry.

        Raises:
            JournalError: names the first entry that does not fit.
        """

    def on_hold(self, kind: str, id: str) -> bool:
        """Whether a record is on hold (保全): nothing of it is erased or purged."""

    def retained(self, kind: str) -> Iterator[Retained]:
        """Records of a kind of which anything is still kept, removed ones too, by id.

        For the question what must be kept how long: for the office, whoever may see the records.
        """

    def openings(self, kind: str, id: str, *, visible: frozenset[str]) -> tuple[Opening, ...]:
        """What opens the commitments of a record's versions, oldest first.

        Only of versions whose personal fields the asker may see; erased ones cannot be opened.
        """

    def gone(self) -> Gone:
        """How much was erased and purged; :meth:`verify` proves that it was as journaled."""

    def wipe(self) -> None:
        """Leave nothing of what was erased or purged in the database's own files.

        May take as long as a backup and hold up others. Copies made before are not reached.

        Raises:
            StoreError: it could not be done while others use the store.
        """

    def claim(self, *, now: datetime, lease_until: datetime, limit: int = 1) -> tuple[Claim, ...]:
        """Take deliveries that are due and held by nobody, the longest due first.

        They are the claimer's until ``lease_until``; then, unless settled, they can be claimed
        again: so a worker that was killed loses nothing. Not part of a transaction, and not
        journaled: it changes nothing but who works on what.
        """

    def deliveries(
        self, *, release: str | None = None, state: str | None = None
    ) -> tuple[OutboxEntry, ...]:
        """Entries of the outbox, oldest first: for the staff, never the public.

        Args:
            release: Only those about the release of this id.
            state: Only those in this state.
        """

    def backup(self, path: Path) -> None:
        """Write a copy of the whole store, as of one instant, while it is in use.

        Raises:
            StoreError: there is something at ``path`` already, or it cannot be written.
        """

    def contents(self) -> AbstractContextManager[Contents]:
        """All that is kept, of every kind, as of one instant; for :meth:`take_in` of another store.

        It can be read until the block ends.
        """

    def take_in(self, contents: Contents) -> Checkpoint:
        """Fill this empty store with another's contents: all of them, verified, or nothing.

        Versions, journal and deliveries are kept as they are, digests and leases included.

        Returns:
            Where the journal ends, which is ``contents.head``.

        Raises:
            StoreError: this store is not empty.
            JournalError: what was taken in does not agree with its journal.
        """

    def close(self) -> None:
        """Release the files and connections."""


class Transaction(Protocol):
    """Writes of one change. Every one becomes one journal entry."""

    def put(
        self,
        kind: str,
        id: str,
        body: Json,
        *,
        visibility: str,
        expected_version: int | None = None,
    ) -> Record:
        """Keep a new version of a record.

        Args:
            kind: A registered kind.
            id: The record's id.
            body: Plain JSON values.
            visibility: Who may see it.
            expected_version: The version the writer read (0 for a new or a removed record);
                ``None`` skips the check.

        Raises:
            StaleVersionError: the last version is another than expected.
            StoreError: a public record of a kind that may not be public.
            DataError: the body is not plain JSON, or too large.
        """

    def remove(self, kind: str, id: str, *, expected_version: int | None = None) -> None:
        """Mark a record as removed: no read shows it any more, its journal entries stay.

        Raises:
            NotFoundError: there is none.
            StaleVersionError: the last version is another than expected.
        """

    def erase(self, kind: str, id: str, *, expected_version: int | None = None) -> int:
        """Destroy salts and values of the personal fields of all versions of a record (删除).

        One journal entry says so. From then on these fields read as
        :data:`~disclosure_core.records.personal.ERASED`; all digests stay true. A removed record
        can be erased, too.

        Args:
            kind: A registered kind.
            id: The record's id.
            expected_version: The highest version that was looked at, a removal's included;
                ``None`` skips the check.

        Returns:
            How many values were destroyed; 0 where there was none, and nothing is journaled.

        Raises:
            NotFoundError: there never was such a record.
            StaleVersionError: it has another highest version by now.
            StoreError: it is on hold; or a version holds such a field in its body, because it was
                written before the kind called the field personal.
        """

    def purge(self, kind: str, id: str, *, expected_version: int | None = None) -> int:
        """Destroy all versions of a record with their personal fields; its entries stay (清除).

        No read shows it any more, as if it was removed; put anew, it goes on counting.

        Args:
            kind: A registered kind.
            id: The record's id.
            expected_version: The highest version that was looked at, a removal's included;
                ``None`` skips the check.

        Returns:
            How many versions were destroyed.

        Raises:
            NotFoundError: nothing of it is kept.
            StaleVersionError: it was changed meanwhile.
            StoreError: it is on hold.
        """

    def hold(self, kind: str, id: str) -> bool:
        """Keep a record from being erased or purged; ``False`` where it is on hold already.

        Raises:
            NotFoundError: there never was such a record.
        """

    def unhold(self, kind: str, id: str) -> bool:
        """End a hold; ``False`` where there is none.

        Raises:
            NotFoundError: there never was such a record.
        """

    def keep_setting(self, name: str, value: SettingValue) -> None:
        """Remember a small thing from now on, as a new version of a record of the kind ``setting``.

        Raises:
            DataError: it is neither a short text, a whole number, a truth value nor nothing.
        """

    def enqueue(self, key: str, body: Json, *, release: str, due_at: datetime) -> bool:
        """Put a delivery into the outbox; ``False`` where ``key`` is there already.

        Args:
            key: The idempotency key.
            body: What is to be delivered, plain JSON values.
            release: The id of the release it is about.
            due_at: When it may be claimed.
        """

    def settle(
        self, claim: Claim, body: Json, *, state: str, due_at: datetime | None = None
    ) -> None:
        """Write back what became of a claimed delivery and give it up.

        Args:
            claim: As it was claimed.
            body: The delivery as it now is.
            state: ``pending`` to have it claimed again; any other state is an end.
            due_at: When it may be claimed again; as before if ``None``.

        Raises:
            StaleVersionError: the lease had run out and somebody else claimed or settled it.
        """


class OpenStore(Protocol):
    """Opens the store at an address, made there if it is not yet."""

    def __call__(self, address: str, kinds: Iterable[RecordKind]) -> Store:
        """The store at ``address``, keeping ``kinds``.

        The address may hold a password: no error, log or ``repr`` may show it.

        Raises:
            StoreError: it cannot be opened.
        """


@frozen(kw_only=True)
class StoreFactory:
    """What opens the stores whose addresses begin with a scheme (存储工厂).

    Attributes:
        scheme: What stands before ``://``, in small letters: ``postgresql``.
        open: Opens one.
    """

    scheme: str
    open: OpenStore

"""A store on a database, whichever it is: who reads through what, and when a change is under way.

A store's author gives the reads and how a transaction begins and ends; what is decided without the
database is decided here. Does not decide who may see what: every read is given the visibilities.
"""

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from types import MappingProxyType
from typing import Generic, Protocol, TypeVar

from attrs import evolve, frozen

from disclosure_core.access.values import Visibility
from disclosure_core.errors import StoreError
from disclosure_core.messages import Message
from disclosure_core.records.contents import Contents, Gone, Retained
from disclosure_core.records.personal import Opening
from disclosure_core.records.settings import SETTING, SettingValue, setting_value
from disclosure_core.records.values import (
    Change,
    Checkpoint,
    JournalEntry,
    Json,
    OutboxEntry,
    Page,
    Query,
    Rank,
    Record,
    RecordKind,
)
from disclosure_core.store.acts import ActingTransaction
from disclosure_core.store.lookups import declaration_of
from disclosure_core.store.personal import KeptRow
from disclosure_core.store.rules import check_asked_version, declared_kind, findable, not_found

_JOURNAL_CHUNK = 1000
_DIGEST_CHUNK = 10_000

C = TypeVar("C")
C_co = TypeVar("C_co", covariant=True)

Visible = frozenset[str]


class Lending(Protocol[C_co]):
    """Connections to one database, lent to one thread at a time."""

    name: str
    """What the store is called in errors."""

    def lend(self) -> AbstractContextManager[C_co]:
        """A connection that nobody else uses until the block ends, then rolled back.

        Raises:
            StoreError: the database cannot be reached, or the store is closed.
        """

    def close(self) -> None:
        """Close all; those lent out when they come back."""


@frozen(kw_only=True)
class Reads(Generic[C]):
    """What a database is asked, each with a connection first.

    Versions are of a kind, an id and what may be seen (``at`` and ``as_of``: by number, by
    instant); ``page`` gives records and the next page's cursor; ``count`` counts up to a number;
    ``entries`` and ``digests`` give at most so many of the journal after a sequence, ``about`` all
    entries about a record, ``kept`` its versions that have a body, as they lie; ``deliveries``
    those in a state, about a release; ``retained`` some records of a kind beyond an id, by id.
    """

    last: Callable[[C, RecordKind, str, Visible], Record | None]
    at: Callable[[C, RecordKind, str, Visible, int], Record | None]
    as_of: Callable[[C, RecordKind, str, Visible, datetime], Record | None]
    all: Callable[[C, RecordKind, str, Visible], tuple[Record, ...]]
    page: Callable[[C, RecordKind, Query, Visible], tuple[tuple[Record, ...], str | None]]
    count: Callable[[C, RecordKind, Query, Visible, int | None], int]
    entries: Callable[[C, int, int], list[JournalEntry]]
    last_entry: Callable[[C], JournalEntry | None]
    about: Callable[[C, str, str], list[JournalEntry]]
    digests: Callable[[C, int, int], list[str]]
    kept: Callable[[C, str, str], Sequence[KeptRow]]
    deliveries: Callable[[C, str | None, str | None], tuple[OutboxEntry, ...]]
    contents: Callable[[C], Contents]
    on_hold: Callable[[C, str, str], bool]
    retained: Callable[[C, RecordKind, str], list[Retained]]
    openings: Callable[[C, RecordKind, str, Visible], tuple[Opening, ...]]
    gone: Callable[[C], Gone]


class DatabaseStore(ABC, Generic[C]):
    """The part of a :class:`~disclosure_core.records.store.Store` that any database shares.

    May be used by several threads and programs at once. A thread that is inside a transaction
    reads through it; other threads read what was committed last.

    Args:
        connections: Connections to the database.
        kinds: The kinds of records it keeps, by name.
        reads: What it is asked.
    """

    def __init__(
        self, connections: Lending[C], kinds: Mapping[str, RecordKind], reads: Reads[C]
    ) -> None:
        self._connections = connections
        self._kinds: Mapping[str, RecordKind] = MappingProxyType(dict(kinds))
        self._declarations = {kind.name: declaration_of(kind) for kind in kinds.values()}
        self._reads = reads
        self._thread = threading.local()

    @property
    def kinds(self) -> Mapping[str, RecordKind]:
        """The kinds of records it keeps, by name."""
        return self._kinds

    @contextmanager
    def transaction(self, change: Change) -> Iterator[ActingTransaction]:
        """Open a transaction; see :class:`~disclosure_core.records.store.Store`."""
        self._require_no_transaction()
        with self._connections.lend() as connection, self._database_errors():
            with self._committing(connection), self._begun(connection, change) as transaction:
                self._thread.connection = connection
                try:
                    yield transaction
                finally:
                    self._thread.connection = None
                    transaction.end()
                transaction.finish()
            if transaction.destroyed:
                self._leave_no_trace(connection)

    def get(
        self,
        kind: str,
        id: str,
        *,
        visible: Visible,
        version: int | None = None,
        as_of: datetime | None = None,
    ) -> Record:
        """One record; see :class:`~disclosure_core.records.store.Store`."""
        declared = declared_kind(self._kinds, kind)
        check_asked_version(version, as_of)
        with self._reading() as connection:
            if version is not None:
                found = self._reads.at(connection, declared, id, visible, version)
            elif as_of is not None:
                found = self._reads.as_of(connection, declared, id, visible, as_of)
            else:
                found = self._reads.last(connection, declared, id, visible)
        if found is None:
            raise not_found(kind, id)
        return found

    def history(self, kind: str, id: str, *, visible: Visible) -> tuple[Record, ...]:
        """All versions of a record; see :class:`~disclosure_core.records.store.Store`."""
        declared = declared_kind(self._kinds, kind)
        with self._reading() as connection:
            return self._reads.all(connection, declared, id, visible)

    def find(self, query: Query, *, visible: Visible) -> Page:
        """A page of records; see :class:`~disclosure_core.records.store.Store`."""
        kind = declared_kind(self._kinds, query.kind)
        of_one_instant = query.count_to is not None or query.rank is Rank.RELEVANCE
        with self._reading(snapshot=of_one_instant) as connection:
            records, after = self._reads.page(connection, kind, query, visible)
            total = None
            if query.count_to is not None:
                total = self._reads.count(connection, kind, query, visible, query.count_to)
        return Page(records=records, next=after, total=total)

    def each(self, query: Query, *, visible: Visible) -> Iterator[Record]:
        """All records answering; see :class:`~disclosure_core.records.store.Store`."""
        kind = declared_kind(self._kinds, query.kind)
        asked: Query | None = query
        while asked is not None:
            with self._reading() as connection:
                records, after = self._reads.page(connection, kind, asked, visible)
            yield from records
            asked = evolve(query, after=after) if after else None

    def count(self, query: Query, *, visible: Visible) -> int:
        """How many records answer; see :class:`~disclosure_core.records.store.Store`."""
        kind = declared_kind(self._kinds, query.kind)
        with self._reading() as connection:
            return self._reads.count(connection, kind, query, visible, None)

    def settings(self) -> Mapping[str, SettingValue]:
        """What the store remembers; see :class:`~disclosure_core.records.store.Store`."""
        query = Query(kind=SETTING.name, newest_first=False)
        kept = self.each(query, visible=frozenset({str(Visibility.STAFF)}))
        return {each.id: setting_value(each.body) for each in kept}

    def journal(self, *, after: int = 0) -> Iterator[JournalEntry]:
        """Journal entries in order; see :class:`~disclosure_core.records.store.Store`."""
        while True:
            with self._reading() as connection:
                entries = self._reads.entries(connection, after, _JOURNAL_CHUNK)
            if not entries:
                return
            yield from entries
            after = entries[-1].sequence

    def head(self) -> JournalEntry | None:
        """The last journal entry; ``None`` in a new store."""
        with self._reading() as connection:
            return self._reads.last_entry(connection)

    def entries_about(self, kind: str, id: str) -> tuple[JournalEntry, ...]:
        """Entries about a record; see :class:`~disclosure_core.records.store.Store`."""
        if not (findable(kind) and findable(id)):
            return ()
        with self._reading() as connection:
            return tuple(self._reads.about(connection, kind, id))

    def digests(self) -> Iterator[str]:
        """The entries' digests; see :class:`~disclosure_core.records.store.Store`."""
        after = 0
        while True:
            with self._reading() as connection:
                digests = self._reads.digests(connection, after, _DIGEST_CHUNK)
            yield from digests
            if len(digests) < _DIGEST_CHUNK:
                return
            after += len(digests)

    def bodies(self, kind: str, id: str) -> Mapping[int, Json]:
        """Bodies as they are kept; see :class:`~disclosure_core.records.store.Store`."""
        if not (findable(kind) and findable(id)):
            return {}
        with self._reading() as connection:
            return {each.version: each.body for each in self._reads.kept(connection, kind, id)}

    def deliveries(
        self, *, release: str | None = None, state: str | None = None
    ) -> tuple[OutboxEntry, ...]:
        """Entries of the outbox; see :class:`~disclosure_core.records.store.Store`."""
        if not (findable(state) and findable(release)):
            return ()
        with self._reading() as connection:
            return self._reads.deliveries(connection, state, release)

    def on_hold(self, kind: str, id: str) -> bool:
        """Whether a record is on hold; see :class:`~disclosure_core.records.store.Store`."""
        declared_kind(self._kinds, kind)
        if not findable(id):
            return False
        with self._reading() as connection:
            return self._reads.on_hold(connection, kind, id)

    def retained(self, kind: str) -> Iterator[Retained]:
        """Records still kept; see :class:`~disclosure_core.records.store.Store`."""
        declared = declared_kind(self._kinds, kind)
        after = ""
        while True:
            with self._reading() as connection:
                some = self._reads.retained(connection, declared, after)
            if not some:
                return
            yield from some
            after = some[-1].id

    def openings(self, kind: str, id: str, *, visible: Visible) -> tuple[Opening, ...]:
        """What opens commitments; see :class:`~disclosure_core.records.store.Store`."""
        declared = declared_kind(self._kinds, kind)
        with self._reading(snapshot=True) as connection:
            return self._reads.openings(connection, declared, id, visible)

    def gone(self) -> Gone:
        """How much was erased or purged; see :class:`~disclosure_core.records.store.Store`."""
        with self._reading() as connection:
            return self._reads.gone(connection)

    def wipe(self) -> None:
        """Leave nothing of what was destroyed; see :class:`~disclosure_core.records.store.Store`.

        Raises:
            StoreError: somebody is reading or writing all the while.
        """
        self._require_no_transaction()
        with self._connections.lend() as connection, self._database_errors():
            self._wipe(connection)

    @contextmanager
    def contents(self) -> Iterator[Contents]:
        """All that is kept; see :class:`~disclosure_core.records.store.Store`."""
        self._require_no_transaction()
        with self._reading(snapshot=True) as connection:
            yield self._reads.contents(connection)

    def take_in(self, contents: Contents) -> Checkpoint:
        """Fill an empty store; see :class:`~disclosure_core.records.store.Store`."""
        self._require_no_transaction()
        with (
            self._connections.lend() as connection,
            self._database_errors(),
            self._committing(connection),
        ):
            return self._fill(connection, contents)

    def close(self) -> None:
        """Release the files and connections."""
        self._connections.close()

    def _require_no_transaction(self) -> None:
        if self._own_connection() is not None:
            raise StoreError(Message("A transaction is open in this thread already."))

    def _own_connection(self) -> C | None:
        return getattr(self._thread, "connection", None)

    @contextmanager
    def _reading(self, *, snapshot: bool = False) -> Iterator[C]:
        """A connection to read from: the thread's own transaction's, if it is inside one."""
        with self._database_errors():
            own = self._own_connection()
            if own is not None:
                yield own
                return
            with self._connections.lend() as connection:
                if snapshot:
                    self._begin_snapshot(connection)
                yield connection

    @abstractmethod
    def _database_errors(self) -> AbstractContextManager[None]:
        """Say what the database says as a :class:`StoreError`."""

    @abstractmethod
    def _begin_snapshot(self, connection: C) -> None:
        """Read as of one instant until the connection is given back."""

    @abstractmethod
    def _committing(self, connection: C) -> AbstractContextManager[None]:
        """A write transaction, committed when the block ends; lending rolls back what was not."""

    @abstractmethod
    def _leave_no_trace(self, connection: C) -> None:
        """Do at once what can be done, without waiting, that nothing destroyed stays readable."""

    @abstractmethod
    def _wipe(self, connection: C) -> None:
        """Write anew what may hold traces of what was destroyed."""

    @abstractmethod
    def _begun(self, connection: C, change: Change) -> AbstractContextManager[ActingTransaction]:
        """The writes of a change.

        Raises:
            StoreError: another program opened the store with other declarations.
        """

    @abstractmethod
    def _fill(self, connection: C, contents: Contents) -> Checkpoint:
        """Write all of another store's contents.

        Raises:
            StoreError: the store is not empty.
            JournalError: what was written does not agree with its journal.
        """

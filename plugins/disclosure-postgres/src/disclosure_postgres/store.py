"""The Store on PostgreSQL: opening it, reading, and where writes begin.

Does not decide who may see what: every read is given the visibilities.
"""

import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType

import psycopg
from attrs import evolve

from disclosure_core import Change, Message, Page, Query, Record, RecordKind, StoreError
from disclosure_core.records.contents import Contents
from disclosure_core.records.values import Checkpoint, Claim, JournalEntry, OutboxEntry
from disclosure_core.store.lookups import declaration_of
from disclosure_core.store.portable import back_up_as_sqlite
from disclosure_core.store.rules import (
    check_asked_version,
    declared_kind,
    declared_kinds,
    not_found,
)
from disclosure_postgres import outbox
from disclosure_postgres.addresses import read_address
from disclosure_postgres.connections import PATIENCE, Connection, Connections
from disclosure_postgres.contents import contents_of, fill
from disclosure_postgres.entries import entries_after, last_entry
from disclosure_postgres.failures import database_errors, uncertain
from disclosure_postgres.projection import Projection
from disclosure_postgres.reading import (
    all_versions,
    count_of,
    last_version,
    one_version,
    page_of,
    version_as_of,
)
from disclosure_postgres.schema import bring_up_to_date
from disclosure_postgres.verification import verify_store
from disclosure_postgres.writing import PostgresTransaction, hold_chain

_JOURNAL_CHUNK = 1000

_SNAPSHOT = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"
_WRITING = "BEGIN ISOLATION LEVEL READ COMMITTED"


def open_postgres_store(
    address: str, kinds: Iterable[RecordKind], *, patience: timedelta = PATIENCE
) -> "PostgresStore":
    """Open a store in a PostgreSQL database; its tables are made if they are not there.

    They are in the first schema of the search path that exists.

    Args:
        address: ``postgresql://USER@HOST/DATABASE``, with anything that libpq understands.
        kinds: The kinds of records it keeps.
        patience: How long a write waits while another program writes.

    Raises:
        StoreError: the database cannot be reached or used, has another program's tables, or was
            written by a newer version of this plugin or another.
    """
    declared = declared_kinds(kinds)
    store = PostgresStore(Connections(read_address(address), patience), declared)
    try:
        store.bring_up_to_date()
    except BaseException:
        store.close()
        raise
    return store


class PostgresStore:
    """A :class:`~disclosure_core.Store` in PostgreSQL, see :func:`open_postgres_store`.

    May be used by several threads and programs at once. A thread that is inside a transaction
    reads through it; other threads read what was committed last.
    """

    def __init__(self, connections: Connections, kinds: Mapping[str, RecordKind]) -> None:
        self._connections = connections
        self._kinds: Mapping[str, RecordKind] = MappingProxyType(dict(kinds))
        self._declarations = {kind.name: declaration_of(kind) for kind in kinds.values()}
        self._thread = threading.local()

    @property
    def kinds(self) -> Mapping[str, RecordKind]:
        """The kinds of records it keeps, by name."""
        return self._kinds

    def bring_up_to_date(self) -> None:
        """Take the tables, and what is looked up by, to the present form.

        Raises:
            StoreError: that cannot be done; the store is as before.
        """
        with self._connections.lend() as connection, database_errors(self._connections.name):
            bring_up_to_date(connection, self._connections.name)
            if not self._projection(connection).changed_kinds():
                return
            with self._committing(connection):
                hold_chain(connection)
                projection = self._projection(connection)
                projection.rebuild(projection.changed_kinds())

    @contextmanager
    def transaction(self, change: Change) -> Iterator[PostgresTransaction]:
        """Open a transaction; see :class:`~disclosure_core.Store`."""
        self._require_no_transaction()
        with (
            self._connections.lend() as connection,
            database_errors(self._connections.name),
            self._committing(connection, pipelined=True),
        ):
            projection = self._projection(connection)
            transaction = PostgresTransaction(
                connection, change, self._kinds, projection, self._connections.name
            )
            projection.require_current()
            self._thread.connection = connection
            try:
                yield transaction
            finally:
                self._thread.connection = None
                transaction.end()
            transaction.finish()

    def get(
        self,
        kind: str,
        id: str,
        *,
        visible: frozenset[str],
        version: int | None = None,
        as_of: datetime | None = None,
    ) -> Record:
        """One record; see :class:`~disclosure_core.Store`."""
        declared = declared_kind(self._kinds, kind)
        check_asked_version(version, as_of)
        with self._reading() as connection:
            if version is not None:
                found = one_version(connection, declared, id, visible, version)
            elif as_of is not None:
                found = version_as_of(connection, declared, id, visible, as_of)
            else:
                found = last_version(connection, declared, id, visible)
        if found is None:
            raise not_found(kind, id)
        return found

    def history(self, kind: str, id: str, *, visible: frozenset[str]) -> tuple[Record, ...]:
        """All versions of a record; see :class:`~disclosure_core.Store`."""
        declared = declared_kind(self._kinds, kind)
        with self._reading() as connection:
            return all_versions(connection, declared, id, visible)

    def find(self, query: Query, *, visible: frozenset[str]) -> Page:
        """A page of records; see :class:`~disclosure_core.Store`."""
        kind = declared_kind(self._kinds, query.kind)
        with self._reading(snapshot=True) as connection:
            records, after = page_of(connection, kind, query, visible)
            total = count_of(connection, kind, query, visible)
        return Page(records=records, next=after, total=total)

    def each(self, query: Query, *, visible: frozenset[str]) -> Iterator[Record]:
        """All records answering; see :class:`~disclosure_core.Store`."""
        kind = declared_kind(self._kinds, query.kind)
        asked: Query | None = query
        while asked is not None:
            with self._reading() as connection:
                records, after = page_of(connection, kind, asked, visible)
            yield from records
            asked = evolve(query, after=after) if after else None

    def count(self, query: Query, *, visible: frozenset[str]) -> int:
        """How many records answer; see :class:`~disclosure_core.Store`."""
        kind = declared_kind(self._kinds, query.kind)
        with self._reading() as connection:
            return count_of(connection, kind, query, visible)

    def journal(self, *, after: int = 0) -> Iterator[JournalEntry]:
        """Journal entries in order; see :class:`~disclosure_core.Store`."""
        while True:
            with self._reading() as connection:
                entries = entries_after(connection, after, _JOURNAL_CHUNK)
            if not entries:
                return
            yield from entries
            after = entries[-1].sequence

    def head(self) -> JournalEntry | None:
        """The last journal entry; ``None`` in a new store."""
        with self._reading() as connection:
            return last_entry(connection)

    def verify(self, checkpoints: Iterable[Checkpoint] = ()) -> Checkpoint:
        """Check the journal and what is kept; see :class:`~disclosure_core.Store`."""
        with self._reading(snapshot=True) as connection:
            ended = self._own_connection() is None  # a change under way notes its end last
            return verify_store(connection, checkpoints, ended=ended)

    def claim(self, *, now: datetime, lease_until: datetime, limit: int = 1) -> tuple[Claim, ...]:
        """Take deliveries that are due; see :class:`~disclosure_core.Store`."""
        self._require_no_transaction()
        with database_errors(self._connections.name), self._connections.lend() as connection:
            return outbox.claim(connection, now, lease_until, limit)

    def deliveries(
        self, *, release: str | None = None, state: str | None = None
    ) -> tuple[OutboxEntry, ...]:
        """Entries of the outbox; see :class:`~disclosure_core.Store`."""
        with self._reading() as connection:
            return outbox.entries(connection, state, release)

    def backup(self, path: Path) -> None:
        """Copy the whole store into a SQLite file; see :class:`~disclosure_core.Store`."""
        self._require_no_transaction()
        with self.contents() as contents:
            back_up_as_sqlite(contents, path, self._kinds.values())

    @contextmanager
    def contents(self) -> Iterator[Contents]:
        """All that is kept; see :class:`~disclosure_core.Store`."""
        self._require_no_transaction()
        with self._reading(snapshot=True) as connection:
            yield contents_of(connection)

    def take_in(self, contents: Contents) -> Checkpoint:
        """Fill an empty store; see :class:`~disclosure_core.Store`."""
        self._require_no_transaction()
        with (
            self._connections.lend() as connection,
            database_errors(self._connections.name),
            self._committing(connection),
        ):
            return fill(connection, contents, self._projection(connection), self._connections.name)

    def close(self) -> None:
        """Release the connections."""
        self._connections.close()

    def _require_no_transaction(self) -> None:
        if self._own_connection() is not None:
            raise StoreError(Message("A transaction is open in this thread already."))

    def _own_connection(self) -> Connection | None:
        return getattr(self._thread, "connection", None)

    def _projection(self, connection: Connection) -> Projection:
        return Projection(connection, self._kinds, self._declarations)

    @contextmanager
    def _committing(self, connection: Connection, *, pipelined: bool = False) -> Iterator[None]:
        """A write transaction; lending rolls back what was not committed."""
        connection.execute(_WRITING)
        with connection.pipeline() if pipelined else nullcontext():
            yield
        try:
            ended = connection.execute("COMMIT").statusmessage
        except psycopg.OperationalError as error:
            if connection.closed:
                raise uncertain(self._connections.name) from error
            raise
        if ended != "COMMIT":  # a transaction with a failed statement ends, but keeps nothing
            raise StoreError(Message("The change was undone by the database."))

    @contextmanager
    def _reading(self, *, snapshot: bool = False) -> Iterator[Connection]:
        """A connection to read from: the thread's own transaction's, if it is inside one."""
        with database_errors(self._connections.name):
            own = self._own_connection()
            if own is not None:
                yield own
                return
            with self._connections.lend() as connection:
                if snapshot:
                    connection.execute(_SNAPSHOT)
                yield connection

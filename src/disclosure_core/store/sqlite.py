"""The Store on SQLite: opening it, reading, and where writes begin.

Does not decide who may see what: every read is given the visibilities. Restoring a backup is
opening it.
"""

import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType

from attrs import evolve
from sqlite_utils import Database

from disclosure_core.errors import StoreError
from disclosure_core.messages import Message
from disclosure_core.records.contents import Contents
from disclosure_core.records.values import (
    Change,
    Checkpoint,
    Claim,
    JournalEntry,
    OutboxEntry,
    Page,
    Query,
    Record,
    RecordKind,
)
from disclosure_core.store import outbox
from disclosure_core.store.backups import write_backup
from disclosure_core.store.connections import (
    MEMORY,
    PATIENCE,
    Connections,
    database_errors,
    make_file,
)
from disclosure_core.store.contents import contents_of, fill
from disclosure_core.store.entries import entries_after, last_entry
from disclosure_core.store.lookups import declaration_of
from disclosure_core.store.projection import Projection
from disclosure_core.store.reading import (
    all_versions,
    count_of,
    last_version,
    one_version,
    page_of,
    version_as_of,
)
from disclosure_core.store.rules import (
    check_asked_version,
    declared_kind,
    declared_kinds,
    not_found,
)
from disclosure_core.store.schema import bring_up_to_date
from disclosure_core.store.verification import verify_store
from disclosure_core.store.writing import SqliteTransaction

_JOURNAL_CHUNK = 1000


def open_sqlite_store(
    path: Path | str, kinds: Iterable[RecordKind], *, patience: timedelta = PATIENCE
) -> "SqliteStore":
    """Open a store in a SQLite file, made if it is not there (for its owner only), or in memory.

    Args:
        path: The file, or ``":memory:"``.
        kinds: The kinds of records it keeps.
        patience: How long a write waits while another program writes.

    Raises:
        StoreError: the file cannot be used, is another program's, or was written by a newer
            version of this library or of a plugin.
    """
    declared = declared_kinds(kinds)
    if path != MEMORY:
        path = Path(path)
        make_file(path)
    connections = Connections(path, patience)
    store = SqliteStore(connections, declared)
    try:
        store.bring_up_to_date()
    except BaseException:
        store.close()
        raise
    return store


class SqliteStore:
    """A :class:`~disclosure_core.records.store.Store` in SQLite, see :func:`open_sqlite_store`.

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
        with self._connections.lend() as database, database_errors(self._connections.name):
            bring_up_to_date(database, self._connections.name)
            with _immediate(database):
                self._projection(database).rebuild_where_declared_otherwise()

    @contextmanager
    def transaction(self, change: Change) -> Iterator[SqliteTransaction]:
        """Open a transaction; see :class:`~disclosure_core.records.store.Store`."""
        self._require_no_transaction()
        with (
            self._connections.lend() as database,
            database_errors(self._connections.name),
            _immediate(database),
        ):
            transaction = self._begun(database, change)
            self._thread.database = database
            try:
                yield transaction
            finally:
                self._thread.database = None
                transaction.end()
            transaction.require_unbroken()

    def _begun(self, database: Database, change: Change) -> SqliteTransaction:
        projection = self._projection(database)
        projection.require_current()
        return SqliteTransaction(database, change, self._kinds, projection, self._connections.name)

    def get(
        self,
        kind: str,
        id: str,
        *,
        visible: frozenset[str],
        version: int | None = None,
        as_of: datetime | None = None,
    ) -> Record:
        """One record; see :class:`~disclosure_core.records.store.Store`."""
        declared = declared_kind(self._kinds, kind)
        check_asked_version(version, as_of)
        with self._reading() as database:
            if version is not None:
                found = one_version(database, declared, id, visible, version)
            elif as_of is not None:
                found = version_as_of(database, declared, id, visible, as_of)
            else:
                found = last_version(database, declared, id, visible)
        if found is None:
            raise not_found(kind, id)
        return found

    def history(self, kind: str, id: str, *, visible: frozenset[str]) -> tuple[Record, ...]:
        """All versions of a record; see :class:`~disclosure_core.records.store.Store`."""
        declared = declared_kind(self._kinds, kind)
        with self._reading() as database:
            return all_versions(database, declared, id, visible)

    def find(self, query: Query, *, visible: frozenset[str]) -> Page:
        """A page of records; see :class:`~disclosure_core.records.store.Store`."""
        kind = declared_kind(self._kinds, query.kind)
        with self._reading(snapshot=True) as database:
            records, after = page_of(database, kind, query, visible)
            total = count_of(database, kind, query, visible)
        return Page(records=records, next=after, total=total)

    def each(self, query: Query, *, visible: frozenset[str]) -> Iterator[Record]:
        """All records answering; see :class:`~disclosure_core.records.store.Store`."""
        kind = declared_kind(self._kinds, query.kind)
        asked: Query | None = query
        while asked is not None:
            with self._reading() as database:
                records, after = page_of(database, kind, asked, visible)
            yield from records
            asked = evolve(query, after=after) if after else None

    def count(self, query: Query, *, visible: frozenset[str]) -> int:
        """How many records answer; see :class:`~disclosure_core.records.store.Store`."""
        kind = declared_kind(self._kinds, query.kind)
        with self._reading() as database:
            return count_of(database, kind, query, visible)

    def journal(self, *, after: int = 0) -> Iterator[JournalEntry]:
        """Journal entries in order; see :class:`~disclosure_core.records.store.Store`."""
        while True:
            with self._reading() as database:
                entries = entries_after(database.conn, after, _JOURNAL_CHUNK)
            if not entries:
                return
            yield from entries
            after = entries[-1].sequence

    def head(self) -> JournalEntry | None:
        """The last journal entry; ``None`` in a new store."""
        with self._reading() as database:
            return last_entry(database.conn)

    def verify(self, checkpoints: Iterable[Checkpoint] = ()) -> Checkpoint:
        """Check the journal and what is kept; see :class:`~disclosure_core.records.store.Store`."""
        with self._reading(snapshot=True) as database:
            return verify_store(database, checkpoints)

    def claim(self, *, now: datetime, lease_until: datetime, limit: int = 1) -> tuple[Claim, ...]:
        """Take deliveries that are due; see :class:`~disclosure_core.records.store.Store`."""
        self._require_no_transaction()
        with (
            database_errors(self._connections.name),
            self._connections.lend() as database,
            _immediate(database),
        ):
            return outbox.claim(database.conn, now, lease_until, limit)

    def deliveries(
        self, *, release: str | None = None, state: str | None = None
    ) -> tuple[OutboxEntry, ...]:
        """Entries of the outbox; see :class:`~disclosure_core.records.store.Store`."""
        with self._reading() as database:
            return outbox.entries(database.conn, state, release)

    def backup(self, path: Path) -> None:
        """Copy the whole store; see :class:`~disclosure_core.records.store.Store`."""
        self._require_no_transaction()
        write_backup(self._connections, path)

    @contextmanager
    def contents(self) -> Iterator[Contents]:
        """All that is kept; see :class:`~disclosure_core.records.store.Store`."""
        self._require_no_transaction()
        with self._reading(snapshot=True) as database:
            yield contents_of(database.conn)

    def take_in(self, contents: Contents) -> Checkpoint:
        """Fill an empty store; see :class:`~disclosure_core.records.store.Store`."""
        self._require_no_transaction()
        with (
            self._connections.lend() as database,
            database_errors(self._connections.name),
            _immediate(database),
        ):
            return fill(database, contents, self._projection(database), self._connections.name)

    def close(self) -> None:
        """Release the files and connections."""
        self._connections.close()

    def _require_no_transaction(self) -> None:
        if self._own_database() is not None:
            raise StoreError(Message("A transaction is open in this thread already."))

    def _own_database(self) -> Database | None:
        return getattr(self._thread, "database", None)

    def _projection(self, database: Database) -> Projection:
        return Projection(database, self._kinds, self._declarations)

    @contextmanager
    def _reading(self, *, snapshot: bool = False) -> Iterator[Database]:
        """A connection to read from: the thread's own transaction's, if it is inside one."""
        with database_errors(self._connections.name):
            own = self._own_database()
            if own is not None:
                yield own
                return
            with self._connections.lend() as database:
                if snapshot:
                    database.conn.execute("BEGIN")
                yield database


@contextmanager
def _immediate(database: Database) -> Iterator[None]:
    database.conn.execute("BEGIN IMMEDIATE")
    yield  # lending rolls back what was not committed
    database.conn.execute("COMMIT")

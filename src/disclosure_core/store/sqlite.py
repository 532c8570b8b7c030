"""The Store on SQLite: opening it, and how its transactions begin and end."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path

from sqlite_utils import Database

from disclosure_core.records.contents import Contents
from disclosure_core.records.values import Change, Checkpoint, Claim, RecordKind
from disclosure_core.store import keeping, outbox, wiping
from disclosure_core.store.backups import write_backup
from disclosure_core.store.connections import (
    MEMORY,
    PATIENCE,
    Connections,
    database_errors,
    make_file,
)
from disclosure_core.store.contents import contents_of, fill
from disclosure_core.store.database import DatabaseStore, Reads
from disclosure_core.store.entries import (
    digests_after,
    entries_about,
    entries_after,
    last_entry,
)
from disclosure_core.store.integrity import damages, require_intact
from disclosure_core.store.migrating import (
    Holdings,
    TakenForward,
    make_or_take_forward,
    require_same_holdings,
    take_copy_forward,
)
from disclosure_core.store.pages import count_of, page_of
from disclosure_core.store.projection import Projection
from disclosure_core.store.reading import (
    all_versions,
    last_version,
    one_version,
    openings,
    version_as_of,
)
from disclosure_core.store.rules import declared_kinds
from disclosure_core.store.verification import verify_chain, verify_store
from disclosure_core.store.writing import SqliteTransaction


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


_READS: Reads[Database] = Reads(
    last=last_version,
    at=one_version,
    as_of=version_as_of,
    all=all_versions,
    page=page_of,
    count=count_of,
    entries=lambda database, after, most: entries_after(database.conn, after, most),
    last_entry=lambda database: last_entry(database.conn),
    about=lambda database, kind, name: entries_about(database.conn, kind, name),
    digests=lambda database, after, most: digests_after(database.conn, after, most),
    kept=lambda database, kind, name: keeping.rows_of_record(database.conn, kind, name),
    deliveries=lambda database, state, release: outbox.entries(database.conn, state, release),
    contents=lambda database: contents_of(database.conn),
    on_hold=lambda database, kind, name: keeping.on_hold(database.conn, kind, name),
    retained=keeping.retained,
    openings=openings,
    gone=lambda database: keeping.gone(database.conn),
)


class SqliteStore(DatabaseStore[Database]):
    """A :class:`~disclosure_core.records.store.Store` in SQLite, see :func:`open_sqlite_store`."""

    _connections: Connections

    taken_forward: TakenForward | None = None
    """What opening it did to a file of an older version; ``None`` where it was of this one."""

    def __init__(self, connections: Connections, kinds: Mapping[str, RecordKind]) -> None:
        super().__init__(connections, kinds, _READS)

    def bring_up_to_date(self) -> None:
        """Take the tables, and what is looked up by, to the present form; tried on a copy first.

        Raises:
            StoreError: that cannot be done; the store is as before.
        """
        self.taken_forward = make_or_take_forward(self._connections, self._try_on_copy)
        self._rebuild_where_declared_otherwise()

    def _try_on_copy(self, copy: Path, before: Holdings) -> None:
        with closing(SqliteStore(Connections(copy), self._kinds)) as trial:
            trial.become_present()
            trial.require_whole(before)

    def become_present(self) -> None:
        """Take a file that is a copy already to the present form, without another copy.

        Raises:
            StoreError: that cannot be done.
        """
        take_copy_forward(self._connections)
        self._rebuild_where_declared_otherwise()

    def damages(self) -> tuple[str, ...]:
        """What SQLite itself finds wrong with the file, in its words; empty where it is whole."""
        with self._connections.lend() as database, self._database_errors():
            return damages(database)

    def require_whole(self, before: Holdings | None = None) -> Checkpoint:
        """Check the file, the journal, and that everything agrees with it.

        Args:
            before: What the file it was copied from holds, which it must hold, too.

        Raises:
            StoreError: the file is damaged, or holds something else.
            JournalError: something does not agree with the journal.
        """
        with self._connections.lend() as database, self._database_errors():
            require_intact(database, self._connections.name)
            if before is not None:
                require_same_holdings(database, before, self._connections.name)
        return self.verify([before.head] if before is not None and before.head else [])

    def _rebuild_where_declared_otherwise(self) -> None:
        with self._connections.lend() as database, self._database_errors():
            if not self._projection(database).is_current():
                with self._committing(database):
                    self._projection(database).rebuild_where_declared_otherwise()

    def verify(self, checkpoints: Iterable[Checkpoint] = ()) -> Checkpoint:
        """Check the journal and what is kept; see :class:`~disclosure_core.records.store.Store`."""
        with self._reading(snapshot=True) as database:
            return verify_store(database, checkpoints)

    def verify_journal(self, checkpoints: Iterable[Checkpoint] = ()) -> Checkpoint:
        """Check the journal alone; see :class:`~disclosure_core.records.store.Store`."""
        with self._reading(snapshot=True) as database:
            return verify_chain(database, checkpoints)

    def claim(self, *, now: datetime, lease_until: datetime, limit: int = 1) -> tuple[Claim, ...]:
        """Take deliveries that are due; see :class:`~disclosure_core.records.store.Store`."""
        self._require_no_transaction()
        with (
            self._database_errors(),
            self._connections.lend() as database,
            self._committing(database),
        ):
            return outbox.claim(database.conn, now, lease_until, limit)

    def backup(self, path: Path) -> None:
        """Copy the whole store; see :class:`~disclosure_core.records.store.Store`."""
        self._require_no_transaction()
        write_backup(self._connections, path)

    def _projection(self, database: Database) -> Projection:
        return Projection(database, self._kinds, self._declarations)

    def _database_errors(self) -> AbstractContextManager[None]:
        return database_errors(self._connections.name)

    def _begin_snapshot(self, connection: Database) -> None:
        connection.conn.execute("BEGIN")

    def _leave_no_trace(self, connection: Database) -> None:
        with suppress(sqlite3.Error):  # what was asked for is committed; wiping says what is left
            wiping.empty_log(connection.conn)

    def _wipe(self, connection: Database) -> None:
        wiping.wipe(connection.conn, self._connections.name)

    @contextmanager
    def _committing(self, connection: Database) -> Iterator[None]:
        connection.conn.execute("BEGIN IMMEDIATE")
        yield
        connection.conn.execute("COMMIT")

    @contextmanager
    def _begun(self, connection: Database, change: Change) -> Iterator[SqliteTransaction]:
        projection = self._projection(connection)
        projection.require_current()
        yield SqliteTransaction(connection, change, self._kinds, projection, self._connections.name)

    def _fill(self, connection: Database, contents: Contents) -> Checkpoint:
        return fill(connection, contents, self._projection(connection), self._connections.name)

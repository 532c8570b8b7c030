"""The Store on PostgreSQL: opening it, and how its transactions begin and end."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import psycopg

from disclosure_core import Change, Message, RecordKind, StoreError
from disclosure_core.records.contents import Contents
from disclosure_core.records.values import Checkpoint, Claim
from disclosure_core.store.database import DatabaseStore, Reads
from disclosure_core.store.portable import back_up_as_sqlite
from disclosure_core.store.rules import declared_kinds
from disclosure_postgres import keeping, outbox
from disclosure_postgres.addresses import read_address
from disclosure_postgres.connections import PATIENCE, Connection, Connections
from disclosure_postgres.contents import contents_of, fill
from disclosure_postgres.entries import (
    digests_after,
    entries_about,
    entries_after,
    last_entry,
)
from disclosure_postgres.failures import database_errors, uncertain
from disclosure_postgres.pages import count_of, page_of
from disclosure_postgres.projection import Projection
from disclosure_postgres.reading import (
    all_versions,
    last_version,
    one_version,
    openings,
    version_as_of,
)
from disclosure_postgres.schema import bring_up_to_date
from disclosure_postgres.verification import verify_chain, verify_store
from disclosure_postgres.writing import PostgresTransaction, hold_chain

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


_READS: Reads[Connection] = Reads(
    last=last_version,
    at=one_version,
    as_of=version_as_of,
    all=all_versions,
    page=page_of,
    count=count_of,
    entries=entries_after,
    last_entry=last_entry,
    about=entries_about,
    digests=digests_after,
    kept=keeping.rows_of_record,
    deliveries=outbox.entries,
    contents=contents_of,
    on_hold=keeping.on_hold,
    retained=keeping.retained,
    openings=openings,
    gone=keeping.gone,
)


class PostgresStore(DatabaseStore[Connection]):
    """A :class:`~disclosure_core.Store` in PostgreSQL, see :func:`open_postgres_store`."""

    def __init__(self, connections: Connections, kinds: Mapping[str, RecordKind]) -> None:
        super().__init__(connections, kinds, _READS)

    def bring_up_to_date(self) -> None:
        """Take the tables, and what is looked up by, to the present form.

        Raises:
            StoreError: that cannot be done; the store is as before.
        """
        with self._connections.lend() as connection, self._database_errors():
            bring_up_to_date(
                connection, self._connections.name, partial(verify_store, checkpoints=())
            )
            if not self._projection(connection).changed_kinds():
                return
            with self._committing(connection):
                hold_chain(connection)
                projection = self._projection(connection)
                projection.rebuild(projection.changed_kinds())

    def verify(self, checkpoints: Iterable[Checkpoint] = ()) -> Checkpoint:
        """Check the journal and what is kept; see :class:`~disclosure_core.Store`."""
        with self._reading(snapshot=True) as connection:
            ended = self._own_connection() is None  # a change under way notes its end last
            return verify_store(connection, checkpoints, ended=ended)

    def verify_journal(self, checkpoints: Iterable[Checkpoint] = ()) -> Checkpoint:
        """Check the journal alone; see :class:`~disclosure_core.Store`."""
        with self._reading(snapshot=True) as connection:
            return verify_chain(connection, checkpoints)

    def claim(self, *, now: datetime, lease_until: datetime, limit: int = 1) -> tuple[Claim, ...]:
        """Take deliveries that are due; see :class:`~disclosure_core.Store`."""
        self._require_no_transaction()
        with self._database_errors(), self._connections.lend() as connection:
            return outbox.claim(connection, now, lease_until, limit)

    def backup(self, path: Path) -> None:
        """Copy the whole store into a SQLite file; see :class:`~disclosure_core.Store`."""
        self._require_no_transaction()
        with self.contents() as contents:
            back_up_as_sqlite(contents, path, self._kinds.values())

    def _projection(self, connection: Connection) -> Projection:
        return Projection(connection, self._kinds, self._declarations)

    def _database_errors(self) -> AbstractContextManager[None]:
        return database_errors(self._connections.name)

    def _begin_snapshot(self, connection: Connection) -> None:
        connection.execute(_SNAPSHOT)

    def _leave_no_trace(self, connection: Connection) -> None:
        """Nothing: vacuuming takes what is dead out of the files, and may take a while."""

    def _wipe(self, connection: Connection) -> None:
        keeping.wipe(connection)

    @contextmanager
    def _committing(self, connection: Connection) -> Iterator[None]:
        connection.execute(_WRITING)
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
    def _begun(self, connection: Connection, change: Change) -> Iterator[PostgresTransaction]:
        with connection.pipeline():
            projection = self._projection(connection)
            transaction = PostgresTransaction(
                connection, change, self._kinds, projection, self._connections.name
            )
            projection.require_current()  # after the chain is held: nobody replaces them now
            yield transaction

    def _fill(self, connection: Connection, contents: Contents) -> Checkpoint:
        return fill(connection, contents, self._projection(connection), self._connections.name)

"""Writes of one change into PostgreSQL: versions, journal entries, outbox, all or nothing.

Who writes holds the one row of ``chain`` until the transaction ends: so writers come one after the
other, whatever program or machine they are on, and the journal is one chain without gaps.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import psycopg
from attrs import frozen

from disclosure_core import Change, Json, Message, RecordKind, StoreError
from disclosure_core.records.personal import PersonalField
from disclosure_core.records.values import Checkpoint, Claim, JournalEntry
from disclosure_core.store.acts import ActingTransaction
from disclosure_core.store.personal import KeptRow, open_body
from disclosure_core.store.transactions import (
    Head,
    Held,
    NewVersion,
    Shown,
)
from disclosure_postgres import keeping, outbox
from disclosure_postgres.connections import Connection
from disclosure_postgres.entries import add_entry
from disclosure_postgres.failures import store_error
from disclosure_postgres.projection import Projection
from disclosure_postgres.texts import kept_body, kept_text

_HEAD = """
SELECT one.last, r.number, r.version, r.visibility, v.digest
FROM (
    SELECT coalesce(max(version), 0) AS last FROM versions WHERE kind = %(kind)s AND id = %(id)s
) AS one
LEFT JOIN records AS r ON r.kind = %(kind)s AND r.id = %(id)s
LEFT JOIN versions AS v ON v.number = r.number
"""

_VERSION = """
INSERT INTO versions
    (number, kind, id, version, schema_version, visibility, changed_at, body, digest)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s::jsonb, %s)
"""


@frozen
class End:
    """Where journal and versions end: what the next entry and the next version follow."""

    last: Checkpoint
    number: int


def hold_chain(connection: Connection) -> End:
    """Become the only writer until the transaction ends.

    Raises:
        StoreError: the row that says where the journal ends is missing.
    """
    found = connection.execute("SELECT sequence, digest, number FROM chain FOR UPDATE").fetchone()
    if found is None:
        raise StoreError(
            Message("The store does not say where its journal ends."),
            fix=Message("it was changed outside the office; go back to a backup."),
        )
    sequence, digest, number = found
    return End(Checkpoint(sequence, digest), number)


def write_end(connection: Connection, end: End) -> None:
    """Say where journal and versions end now."""
    connection.execute(
        "UPDATE chain SET sequence = %s, digest = %s, number = %s",
        (end.last.sequence, end.last.digest, end.number),
    )


class PostgresTransaction(ActingTransaction):
    """Writes of one change. Made by :meth:`PostgresStore.transaction`."""

    def __init__(
        self,
        connection: Connection,
        change: Change,
        kinds: Mapping[str, RecordKind],
        projection: Projection,
        name: str,
    ) -> None:
        self._connection = connection
        self._projection = projection
        self._name = name
        self._writes = 0
        end = hold_chain(connection)
        self._number = end.number
        super().__init__(change, kinds, end.last)

    def finish(self) -> None:
        """Say where the journal ends now.

        Raises:
            StoreError: a write broke off half-way.
        """
        super().finish()
        write_end(self._connection, End(self._last, self._number))

    def _failure(self, error: BaseException) -> StoreError | None:
        return store_error(error, self._name) if isinstance(error, psycopg.Error) else None

    def _written_so_far(self) -> int:
        return self._writes

    def _head(self, kind: str, id: str) -> tuple[int, Head | None]:
        found = self._connection.execute(_HEAD, {"kind": kind, "id": kept_text(id)}).fetchone()
        last, number, *rest = found or (0, None)
        return last, None if number is None else Head(number, *rest)

    def _kept_body(self, body: Json, text: str) -> str:
        return kept_body(body, text)

    def _insert_version(self, new: NewVersion) -> int:
        self._writes += 1
        self._number += 1
        row = (
            self._number,
            new.kind.name,
            new.id,
            new.version,
            new.kind.schema_version,
            new.visibility,
            new.changed_at,
            new.body,
            new.digest,
        )
        self._connection.execute(_VERSION, row)
        return self._number

    def _insert_personal(self, new: NewVersion, fields: Iterable[PersonalField]) -> None:
        keeping.add_fields(self._connection, new.kind.name, new.id, new.version, fields)

    def _standing_body(self, kind: RecordKind, head: Head) -> Mapping[str, Any]:
        row = keeping.row_numbered(self._connection, head.number)
        return open_body(kind, row, lambda keys: keeping.fields_under(self._connection, keys))

    def _on_hold(self, kind: str, id: str) -> bool:
        return keeping.on_hold(self._connection, kind, id)

    def _rows_of_record(self, kind: str, id: str) -> Iterable[KeptRow]:
        return keeping.rows_of_record(self._connection, kind, id)

    def _erase_fields(self, kind: str, id: str) -> int:
        erased = keeping.erase_fields(self._connection, kind, id)
        self._writes += erased
        return erased

    def _purge_bodies(self, kind: str, id: str) -> int:
        purged = keeping.purge_bodies(self._connection, kind, id)
        self._writes += purged
        return purged

    def _take_back(self, kind: RecordKind, head: Head) -> None:  # noqa: ARG002 - rows know it
        self._projection.take_back(head.number)

    def _show(self, shown: Shown) -> None:
        self._projection.add([shown])

    def _add_entry(self, entry: JournalEntry, text: str) -> None:
        add_entry(self._connection, entry, text)

    def _insert_delivery(
        self, key: str, release: str, body: str, digest: str, due_at: datetime
    ) -> bool:
        at = self._change.at
        if not outbox.insert(self._connection, key, release, body, digest, due_at, at):
            return False
        self._writes += 1
        return True

    def _held(self, claim: Claim) -> Held:
        return outbox.held(self._connection, claim)

    def _settle_delivery(
        self, claim: Claim, body: str, digest: str, state: str, due_at: datetime
    ) -> None:
        self._writes += 1
        outbox.settle(self._connection, claim, body, digest, state, due_at, self._change.at)

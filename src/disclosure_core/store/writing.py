"""Writes of one change into a SQLite store: versions, journal entries, outbox, all or nothing."""

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from disclosure_core.errors import StoreError
from disclosure_core.messages import Message
from disclosure_core.records.journal import BEGINNING, instant_text
from disclosure_core.records.personal import PersonalField
from disclosure_core.records.values import (
    Change,
    Checkpoint,
    Claim,
    JournalEntry,
    Json,
    RecordKind,
)
from disclosure_core.store import keeping, outbox
from disclosure_core.store.acts import ActingTransaction
from disclosure_core.store.connections import store_error
from disclosure_core.store.entries import add_entry, last_entry
from disclosure_core.store.personal import KeptRow, open_body
from disclosure_core.store.projection import Projection
from disclosure_core.store.transactions import (
    Head,
    Held,
    NewVersion,
    Shown,
)


class SqliteTransaction(ActingTransaction):
    """Writes of one change. Made by :meth:`SqliteStore.transaction`."""

    def __init__(
        self,
        database: Database,
        change: Change,
        kinds: Mapping[str, RecordKind],
        projection: Projection,
        name: str,
    ) -> None:
        self._connection = database.conn
        self._projection = projection
        self._name = name
        last = last_entry(self._connection)
        super().__init__(
            change, kinds, Checkpoint(last.sequence, last.digest) if last else BEGINNING
        )

    def _failure(self, error: BaseException) -> StoreError | None:
        return store_error(error, self._name) if isinstance(error, sqlite3.Error) else None

    def _written_so_far(self) -> int:
        return int(self._connection.total_changes)

    def _head(self, kind: str, id: str) -> tuple[int, Head | None]:
        found = self._connection.execute(
            """
            SELECT r.number, r.version, r.visibility, v.digest
            FROM records AS r JOIN versions AS v ON v.number = r.number
            WHERE r.kind = ? AND r.id = ?
            """,
            (kind, id),
        ).fetchone()
        if found:
            head = Head(*found)
            return head.version, head
        (version,) = self._connection.execute(
            "SELECT coalesce(max(version), 0) FROM versions WHERE kind = ? AND id = ?", (kind, id)
        ).fetchone()
        return int(version), None

    def _kept_body(self, body: Json, text: str) -> str:  # noqa: ARG002 - any text can be kept
        return text

    def _insert_version(self, new: NewVersion) -> int:
        inserted = self._connection.execute(
            """
            INSERT INTO versions
                (kind, id, version, schema_version, visibility, changed_at, body, digest)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            (
                new.kind.name,
                new.id,
                new.version,
                new.kind.schema_version,
                new.visibility,
                instant_text(new.changed_at),
                new.body,
                new.digest,
            ),
        ).lastrowid
        if inserted is None:
            raise StoreError(
                Message(
                    "The database did not say where it put {kind} {id}.",
                    kind=new.kind.name,
                    id=new.id,
                )
            )
        return inserted

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
        return keeping.erase_fields(self._connection, kind, id)

    def _purge_bodies(self, kind: str, id: str) -> int:
        return keeping.purge_bodies(self._connection, kind, id)

    def _take_back(self, kind: RecordKind, head: Head) -> None:
        self._projection.take_back(head.number, kind, head.visibility)

    def _show(self, shown: Shown) -> None:
        self._projection.add(shown)

    def _add_entry(self, entry: JournalEntry, text: str) -> None:
        add_entry(self._connection, entry, text)

    def _insert_delivery(
        self, key: str, release: str, body: str, digest: str, due_at: datetime
    ) -> bool:
        return outbox.insert(self._connection, key, release, body, digest, due_at, self._change.at)

    def _held(self, claim: Claim) -> Held:
        return outbox.held(self._connection, claim)

    def _settle_delivery(
        self, claim: Claim, body: str, digest: str, state: str, due_at: datetime
    ) -> None:
        outbox.settle(self._connection, claim, body, digest, state, due_at, self._change.at)

"""Writes of one change into a SQLite store: versions, journal entries, outbox, all or nothing."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime

from attrs import frozen
from sqlite_utils import Database

from disclosure_core.access.values import Visibility
from disclosure_core.errors import StoreError
from disclosure_core.messages import Message
from disclosure_core.records.digest import canonical_plain, plain
from disclosure_core.records.journal import (
    BEGINNING,
    delivery_digest,
    instant_text,
    next_entry,
)
from disclosure_core.records.values import (
    OUTBOX,
    PENDING,
    Change,
    Checkpoint,
    Claim,
    Json,
    Record,
    RecordKind,
)
from disclosure_core.store import outbox
from disclosure_core.store.connections import store_error
from disclosure_core.store.entries import add_entry, last_entry
from disclosure_core.store.lookups import column_values
from disclosure_core.store.projection import Projection
from disclosure_core.store.rules import (
    check_id,
    check_version,
    check_visibility,
    declared_kind,
    not_found,
    written,
)


class SqliteTransaction:
    """Writes of one change. Made by :meth:`SqliteStore.transaction`.

    A write that breaks off half-way undoes all of it, even if the caller swallows the error.
    """

    def __init__(
        self,
        database: Database,
        change: Change,
        kinds: Mapping[str, RecordKind],
        projection: Projection,
        name: str,
    ) -> None:
        self._connection = database.conn
        self._change = change
        self._kinds = kinds
        self._projection = projection
        self._name = name
        last = last_entry(self._connection)
        self._last = Checkpoint(last.sequence, last.digest) if last else BEGINNING
        self._open = True
        self._broken: StoreError | None = None

    def end(self) -> None:
        """Take no more writes."""
        self._open = False

    def require_unbroken(self) -> None:
        """Refuse to go on, or to commit, after a write that broke off half-way.

        Raises:
            StoreError: there was one.
        """
        if self._broken is not None:
            raise self._broken

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """A write; remembered if it breaks off after something was written already."""
        self.require_unbroken()
        if not self._open:
            raise StoreError(Message("The transaction has ended; nothing more can be written."))
        before = self._connection.total_changes
        try:
            yield
        except sqlite3.Error as error:
            self._broken = store_error(error, self._name)
            raise self._broken from error
        except BaseException as error:
            if self._connection.total_changes != before:
                self._broken = StoreError(
                    Message(
                        "A write broke off half-way: {error}. The change was undone.",
                        error=str(error),
                    )
                )
            raise

    def put(
        self,
        kind: str,
        id: str,
        body: Json,
        *,
        visibility: str,
        expected_version: int | None = None,
    ) -> Record:
        """Keep a new version of a record; see :class:`~disclosure_core.records.store.Store`."""
        with self._writing():
            declared = self._declared(kind)
            check_id(kind, id)
            check_visibility(declared, visibility)
            visibility = str(visibility)
            new = written(kind, id, body)
            values = column_values(declared, new.body)
            head = self._head(kind, id)
            check_version(kind, id, head.version if head else 0, expected_version)
            version = (head.version if head else self._last_version(kind, id)) + 1
            number = self._insert_version(declared, id, version, visibility, new.text, new.digest)
            if head is not None:
                self._projection.take_back(head.number, declared, head.visibility)
            self._projection.add(number, declared, id, version, visibility, new.body, values)
            self._journal(
                kind,
                id,
                version,
                declared.schema_version,
                visibility,
                before=head.digest if head else None,
                after=new.digest,
            )
            return Record(
                kind=kind,
                id=id,
                version=version,
                body=new.body,
                digest=new.digest,
                visibility=visibility,
                changed_at=self._change.at.astimezone(UTC),
            )

    def remove(self, kind: str, id: str, *, expected_version: int | None = None) -> None:
        """Mark a record as removed; see :class:`~disclosure_core.records.store.Store`."""
        with self._writing():
            declared = self._declared(kind)
            head = self._head(kind, id)
            if head is None:
                raise not_found(kind, id)
            check_version(kind, id, head.version if head else 0, expected_version)
            version = head.version + 1
            self._insert_version(declared, id, version, head.visibility, None, None)
            self._projection.take_back(head.number, declared, head.visibility)
            self._journal(
                kind,
                id,
                version,
                declared.schema_version,
                head.visibility,
                before=head.digest,
                after=None,
            )

    def enqueue(self, key: str, body: Json, *, release: str, due_at: datetime) -> bool:
        """Put a delivery into the outbox; see :class:`~disclosure_core.records.store.Store`."""
        with self._writing():
            check_id(OUTBOX, key)
            fresh = plain(body, OUTBOX)
            digest = delivery_digest(release=release, state=PENDING, due_at=due_at, body=fresh)
            text = canonical_plain(fresh)
            if not outbox.insert(
                self._connection, key, release, text, digest, due_at, self._change.at
            ):
                return False
            self._journal_delivery(key, 1, before=None, after=digest)
            return True

    def settle(
        self, claim: Claim, body: Json, *, state: str, due_at: datetime | None = None
    ) -> None:
        """Write back a claimed delivery; see :class:`~disclosure_core.records.store.Store`."""
        with self._writing():
            fresh = plain(body, OUTBOX)
            held = outbox.held(self._connection, claim)
            due_at = held.due_at if due_at is None else due_at
            digest = delivery_digest(release=claim.release, state=state, due_at=due_at, body=fresh)
            outbox.settle(
                self._connection,
                claim,
                canonical_plain(fresh),
                digest,
                str(state),
                due_at,
                self._change.at,
            )
            self._journal_delivery(claim.key, held.version + 1, before=held.digest, after=digest)

    def _declared(self, kind: str) -> RecordKind:
        return declared_kind(self._kinds, kind)

    def _head(self, kind: str, id: str) -> "_Head | None":
        found = self._connection.execute(
            """
            SELECT r.number, r.version, r.visibility, v.digest
            FROM records AS r JOIN versions AS v ON v.number = r.number
            WHERE r.kind = ? AND r.id = ?
            """,
            (kind, id),
        ).fetchone()
        return _Head(*found) if found else None

    def _last_version(self, kind: str, id: str) -> int:
        (version,) = self._connection.execute(
            "SELECT coalesce(max(version), 0) FROM versions WHERE kind = ? AND id = ?", (kind, id)
        ).fetchone()
        return int(version)

    def _insert_version(
        self,
        kind: RecordKind,
        id: str,
        version: int,
        visibility: str,
        body: str | None,
        digest: str | None,
    ) -> int:
        inserted = self._connection.execute(
            """
            INSERT INTO versions
                (kind, id, version, schema_version, visibility, changed_at, body, digest)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            (
                kind.name,
                id,
                version,
                kind.schema_version,
                visibility,
                instant_text(self._change.at),
                body,
                digest,
            ),
        ).lastrowid
        if inserted is None:
            raise StoreError(
                Message("The database did not say where it put {kind} {id}.", kind=kind.name, id=id)
            )
        return inserted

    def _journal_delivery(self, key: str, version: int, *, before: str | None, after: str) -> None:
        self._journal(OUTBOX, key, version, 1, Visibility.STAFF, before=before, after=after)

    def _journal(
        self,
        kind: str,
        id: str,
        version: int,
        schema_version: int,
        visibility: str,
        *,
        before: str | None,
        after: str | None,
    ) -> None:
        entry = next_entry(
            self._last,
            self._change,
            kind=kind,
            id=id,
            version=version,
            schema_version=schema_version,
            visibility=str(visibility),
            before=before,
            after=after,
        )
        add_entry(self._connection, entry)
        self._last = Checkpoint(entry.sequence, entry.digest)


@frozen
class _Head:
    number: int
    version: int
    visibility: str
    digest: str

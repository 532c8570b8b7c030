"""Writes of one change into PostgreSQL: versions, journal entries, outbox, all or nothing.

Who writes holds the one row of ``chain`` until the transaction ends: so writers come one after the
other, whatever program or machine they are on, and the journal is one chain without gaps.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime

import psycopg
from attrs import frozen

from disclosure_core import Change, Json, Message, Record, RecordKind, StoreError
from disclosure_core.access.values import Visibility
from disclosure_core.records.digest import canonical_plain, plain
from disclosure_core.records.journal import delivery_digest, next_entry
from disclosure_core.records.values import OUTBOX, PENDING, Checkpoint, Claim
from disclosure_core.store.lookups import column_values
from disclosure_core.store.rules import (
    check_id,
    check_version,
    check_visibility,
    declared_kind,
    findable,
    not_found,
    written,
)
from disclosure_postgres import outbox
from disclosure_postgres.connections import Connection
from disclosure_postgres.entries import add_entry
from disclosure_postgres.failures import store_error
from disclosure_postgres.projection import Projection, Shown
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


class PostgresTransaction:
    """Writes of one change. Made by :meth:`PostgresStore.transaction`.

    A write that breaks off half-way undoes all of it, even if the caller swallows the error.
    """

    def __init__(
        self,
        connection: Connection,
        change: Change,
        kinds: Mapping[str, RecordKind],
        projection: Projection,
        name: str,
    ) -> None:
        self._connection = connection
        self._change = change
        self._kinds = kinds
        self._projection = projection
        self._name = name
        end = hold_chain(connection)
        self._last, self._number = end.last, end.number
        self._open = True
        self._began = False
        self._broken: StoreError | None = None

    def end(self) -> None:
        """Take no more writes."""
        self._open = False

    def finish(self) -> None:
        """Say where the journal ends now.

        Raises:
            StoreError: a write broke off half-way.
        """
        self._require_unbroken()
        write_end(self._connection, End(self._last, self._number))

    def _require_unbroken(self) -> None:
        if self._broken is not None:
            raise self._broken

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """A write; remembered if it breaks off after something was written already."""
        self._require_unbroken()
        if not self._open:
            raise StoreError(Message("The transaction has ended; nothing more can be written."))
        self._began = False
        try:
            yield
        except psycopg.Error as error:
            self._broken = store_error(error, self._name)
            raise self._broken from error
        except BaseException as error:
            if self._began:
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
        """Keep a new version of a record; see :class:`~disclosure_core.Store`."""
        with self._writing():
            declared = declared_kind(self._kinds, kind)
            check_id(kind, id)
            check_visibility(declared, visibility)
            visibility = str(visibility)
            new = written(kind, id, body)
            values = column_values(declared, new.body)
            last, head = self._head(kind, id)
            check_version(kind, id, head.version if head else 0, expected_version)
            version = last + 1
            text = kept_body(new.body, new.text)
            number = self._insert_version(declared, id, version, visibility, text, new.digest)
            if head is not None:
                self._projection.take_back(head.number)
            self._projection.add(
                [
                    Shown(
                        number=number,
                        kind=declared,
                        id=id,
                        version=version,
                        visibility=visibility,
                        body=new.body,
                        values=values,
                    )
                ]
            )
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
        """Mark a record as removed; see :class:`~disclosure_core.Store`."""
        with self._writing():
            declared = declared_kind(self._kinds, kind)
            _, head = self._head(kind, id)
            if head is None:
                raise not_found(kind, id)
            check_version(kind, id, head.version, expected_version)
            version = head.version + 1
            self._insert_version(declared, id, version, head.visibility, None, None)
            self._projection.take_back(head.number)
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
        """Put a delivery into the outbox; see :class:`~disclosure_core.Store`."""
        with self._writing():
            check_id(OUTBOX, key)
            fresh = plain(body, OUTBOX)
            digest = delivery_digest(release=release, state=PENDING, due_at=due_at, body=fresh)
            text = kept_body(fresh, canonical_plain(fresh))
            if not outbox.insert(
                self._connection, key, release, text, digest, due_at, self._change.at
            ):
                return False
            self._began = True
            self._journal_delivery(key, 1, before=None, after=digest)
            return True

    def settle(
        self, claim: Claim, body: Json, *, state: str, due_at: datetime | None = None
    ) -> None:
        """Write back a claimed delivery; see :class:`~disclosure_core.Store`."""
        with self._writing():
            fresh = plain(body, OUTBOX)
            held = outbox.held(self._connection, claim)
            due_at = held.due_at if due_at is None else due_at
            digest = delivery_digest(release=claim.release, state=state, due_at=due_at, body=fresh)
            text = kept_body(fresh, canonical_plain(fresh))
            self._began = True
            outbox.settle(
                self._connection, claim, text, digest, str(state), due_at, self._change.at
            )
            self._journal_delivery(claim.key, held.version + 1, before=held.digest, after=digest)

    def _head(self, kind: str, id: str) -> "tuple[int, _Head | None]":
        """A record's highest version, and the one that stands, if any does."""
        if not findable(id):
            return 0, None
        found = self._connection.execute(_HEAD, {"kind": kind, "id": kept_text(id)}).fetchone()
        last, number, *rest = found or (0, None)
        return last, None if number is None else _Head(number, *rest)

    def _insert_version(
        self,
        kind: RecordKind,
        id: str,
        version: int,
        visibility: str,
        body: str | None,
        digest: str | None,
    ) -> int:
        self._began = True
        self._number += 1
        row = (
            self._number,
            kind.name,
            id,
            version,
            kind.schema_version,
            visibility,
            self._change.at,
            body,
            digest,
        )
        self._connection.execute(_VERSION, row)
        return self._number

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

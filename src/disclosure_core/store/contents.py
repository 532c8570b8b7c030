"""All that a SQLite store keeps, read out whole and written into an empty one."""

import json
import sqlite3
from collections.abc import Iterator
from datetime import datetime

from sqlite_utils import Database

from disclosure_core.records.contents import Contents, KeptDelivery, KeptVersion
from disclosure_core.records.digest import canonical
from disclosure_core.records.journal import (
    BEGINNING,
    instant_text,
    stated_text,
)
from disclosure_core.records.values import Checkpoint, JournalEntry
from disclosure_core.store import outbox
from disclosure_core.store.agreement import require_head
from disclosure_core.store.entries import add_entry, entries_after, last_entry
from disclosure_core.store.keeping import add_personal, personal_of
from disclosure_core.store.projection import Projection
from disclosure_core.store.rules import not_empty
from disclosure_core.store.verification import verify_store

_CHUNK = 1000


def contents_of(connection: sqlite3.Connection) -> Contents:
    """Everything in a store; read within one snapshot."""
    last = last_entry(connection)
    return Contents(
        head=Checkpoint(last.sequence, last.digest) if last else BEGINNING,
        versions=_versions(connection),
        entries=_entries(connection),
        deliveries=_deliveries(connection),
        personal=personal_of(connection),
    )


def _versions(connection: sqlite3.Connection) -> Iterator[KeptVersion]:
    for kind, name, version, schema, visibility, changed_at, body, digest in connection.execute(
        """
        SELECT kind, id, version, schema_version, visibility, changed_at, body, digest
        FROM versions ORDER BY number
        """
    ):
        yield KeptVersion(
            kind=kind,
            id=name,
            version=version,
            schema_version=schema,
            visibility=visibility,
            changed_at=datetime.fromisoformat(changed_at),
            body=None if body is None else json.loads(body),
            digest=digest,
        )


def _entries(connection: sqlite3.Connection) -> Iterator[JournalEntry]:
    after = 0
    while entries := entries_after(connection, after, _CHUNK):
        yield from entries
        after = entries[-1].sequence


def _deliveries(connection: sqlite3.Connection) -> Iterator[KeptDelivery]:
    kept = {
        key: rest for key, *rest in connection.execute("SELECT key, version, digest FROM outbox")
    }
    for entry in outbox.entries(connection, None, None):
        version, digest = kept[entry.key]
        yield KeptDelivery(entry=entry, version=version, digest=digest)


def fill(database: Database, contents: Contents, projection: Projection, name: str) -> Checkpoint:
    """Write all of another store's contents; the caller's transaction makes it all or nothing.

    Raises:
        StoreError: the store is not empty.
        JournalError: what was written does not agree with its journal.
    """
    connection = database.conn
    _require_empty(connection, name)
    connection.executemany(
        """
        INSERT INTO versions
            (kind, id, version, schema_version, visibility, changed_at, body, digest)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        map(_version_row, contents.versions),
    )
    for entry in contents.entries:
        add_entry(connection, entry, stated_text(entry))
    connection.executemany(
        """
        INSERT INTO outbox
            (key, release, body, state, due_at, claims, leased_until, changed_at, version, digest)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        map(_delivery_row, contents.deliveries),
    )
    add_personal(connection, contents.personal)
    projection.note_other_kinds()
    projection.rebuild()
    reached = verify_store(database, [contents.head])
    require_head(reached, contents.head)
    return reached


def _require_empty(connection: sqlite3.Connection, name: str) -> None:
    for table in ("journal", "versions", "outbox", "personal"):
        if connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone():  # noqa: S608 - our own names
            raise not_empty(name)


def _version_row(kept: KeptVersion) -> tuple[object, ...]:
    return (
        kept.kind,
        kept.id,
        kept.version,
        kept.schema_version,
        kept.visibility,
        instant_text(kept.changed_at),
        None if kept.body is None else canonical(kept.body),
        kept.digest,
    )


def _delivery_row(kept: KeptDelivery) -> tuple[object, ...]:
    entry = kept.entry
    return (
        entry.key,
        entry.release,
        canonical(entry.body),
        entry.state,
        instant_text(entry.due_at),
        entry.claims,
        instant_text(entry.leased_until) if entry.leased_until else None,
        instant_text(entry.changed_at),
        kept.version,
        kept.digest,
    )

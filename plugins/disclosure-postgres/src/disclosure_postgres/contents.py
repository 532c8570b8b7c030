"""All that a PostgreSQL store keeps, read out whole and written into an empty one."""

from collections.abc import Iterable, Iterator
from typing import Any

from disclosure_core.records.contents import Contents, KeptDelivery, KeptVersion
from disclosure_core.records.digest import canonical
from disclosure_core.records.journal import BEGINNING, stated_text
from disclosure_core.records.values import Checkpoint, JournalEntry
from disclosure_core.store.agreement import require_head
from disclosure_core.store.rules import not_empty
from disclosure_postgres import outbox
from disclosure_postgres.connections import Connection
from disclosure_postgres.entries import COLUMNS, entries_after, last_entry, row_of
from disclosure_postgres.keeping import PERSONAL_COPY, personal_of, personal_row
from disclosure_postgres.projection import Projection
from disclosure_postgres.texts import kept_body, kept_text, read_body
from disclosure_postgres.verification import verify_store
from disclosure_postgres.writing import End, hold_chain, write_end

_CHUNK = 1000

_VERSION = (
    "COPY versions (number, kind, id, version, schema_version, visibility, changed_at, body,"
    " digest) FROM STDIN"
)
_ENTRY = f"COPY journal ({COLUMNS}) FROM STDIN"
_DELIVERY = (
    "COPY outbox (key, release, version, state, due_at, claims, leased_until, changed_at, body,"
    " digest) FROM STDIN"
)


def contents_of(connection: Connection) -> Contents:
    """Everything in a store; read within one snapshot."""
    last = last_entry(connection)
    return Contents(
        head=Checkpoint(last.sequence, last.digest) if last else BEGINNING,
        versions=_versions(connection),
        entries=_entries(connection),
        deliveries=_deliveries(connection),
        personal=personal_of(connection),
    )


def _versions(connection: Connection) -> Iterator[KeptVersion]:
    after = 0
    while True:
        rows = connection.execute(
            """
            SELECT number, kind, id, version, schema_version, visibility, changed_at, body::text,
                digest
            FROM versions WHERE number > %s ORDER BY number LIMIT %s
            """,
            (after, _CHUNK),
        ).fetchall()
        if not rows:
            return
        for _, kind, name, version, schema, visibility, changed_at, body, digest in rows:
            yield KeptVersion(
                kind=kind,
                id=name,
                version=version,
                schema_version=schema,
                visibility=visibility,
                changed_at=changed_at,
                body=None if body is None else read_body(body),
                digest=digest,
            )
        after = rows[-1][0]


def _entries(connection: Connection) -> Iterator[JournalEntry]:
    after = 0
    while entries := entries_after(connection, after, _CHUNK):
        yield from entries
        after = entries[-1].sequence


def _deliveries(connection: Connection) -> Iterator[KeptDelivery]:
    rows = connection.execute("SELECT key, version, digest FROM outbox").fetchall()
    kept = {key: rest for key, *rest in rows}
    for entry in outbox.entries(connection, None, None):
        version, digest = kept[entry.key]
        yield KeptDelivery(entry=entry, version=version, digest=digest)


def fill(
    connection: Connection, contents: Contents, projection: Projection, name: str
) -> Checkpoint:
    """Write all of another store's contents; the caller's transaction makes it all or nothing.

    Raises:
        StoreError: the store is not empty.
        JournalError: what was written does not agree with its journal.
    """
    hold_chain(connection)
    for table in ("journal", "versions", "outbox", "personal"):
        if connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone():  # noqa: S608 - our own names
            raise not_empty(name)
    numbered = enumerate(contents.versions, start=1)
    number = _copy(connection, _VERSION, (_version_row(*each) for each in numbered))
    _copy(connection, _ENTRY, (row_of(each, stated_text(each)) for each in contents.entries))
    _copy(connection, _DELIVERY, map(_delivery_row, contents.deliveries))
    _copy(connection, PERSONAL_COPY, map(personal_row, contents.personal))
    write_end(connection, End(contents.head, number))
    connection.execute("ANALYZE versions")
    projection.note_other_kinds()
    projection.rebuild_all()
    reached = verify_store(connection, [contents.head])
    require_head(reached, contents.head)
    return reached


def _copy(connection: Connection, statement: str, rows: Iterable[tuple[Any, ...]]) -> int:
    """Write rows as they come, none of them kept in memory; how many they were."""
    count = 0
    with connection.cursor() as cursor, cursor.copy(statement) as copying:
        for row in rows:
            copying.write_row(row)
            count += 1
    return count


def _version_row(number: int, kept: KeptVersion) -> tuple[Any, ...]:
    return (
        number,
        kept.kind,
        kept.id,
        kept.version,
        kept.schema_version,
        kept.visibility,
        kept.changed_at,
        None if kept.body is None else kept_body(kept.body, canonical(kept.body)),
        kept.digest,
    )


def _delivery_row(kept: KeptDelivery) -> tuple[Any, ...]:
    entry = kept.entry
    return (
        entry.key,
        kept_text(entry.release),
        kept.version,
        kept_text(entry.state),
        entry.due_at,
        entry.claims,
        entry.leased_until,
        entry.changed_at,
        kept_body(entry.body, canonical(entry.body)),
        kept.digest,
    )

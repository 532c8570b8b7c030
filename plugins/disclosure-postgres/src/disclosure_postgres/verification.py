"""Whether what is kept agrees with its journal (日志核验).

The chain proves the journal; this holds every version and delivery, and what is looked up by,
against it. Reads everything once, in the journal's order, in one snapshot.
"""

import json
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any

from disclosure_core import JournalError, Message
from disclosure_core.records.digest import canonical_plain
from disclosure_core.records.journal import instant_text, verify_journal
from disclosure_core.records.values import OUTBOX, Checkpoint, JournalEntry
from disclosure_core.store.agreement import (
    compare,
    compare_deliveries,
    entry_in,
    not_shown,
    unjournaled,
)
from disclosure_core.store.destruction import Destroyed
from disclosure_core.store.quick import CHUNK, EntryText, VersionRow, quick_agreement, quick_chain
from disclosure_core.store.rules import NOT_VERSIONS
from disclosure_postgres import outbox
from disclosure_postgres.connections import Connection
from disclosure_postgres.entries import COLUMNS
from disclosure_postgres.personal_agreement import destroyed_of, verify_personal
from disclosure_postgres.texts import read_body, read_text

_FIRST = -(2**63)

_LATEST = """
SELECT DISTINCT ON (kind, id) number, kind, id, version, visibility, body IS NULL AS gone
FROM versions ORDER BY kind, id, version DESC
"""


def verify_chain(connection: Connection, checkpoints: Iterable[Checkpoint]) -> Checkpoint:
    """Check the journal alone: that its entries are what was written, one after the other.

    Raises:
        JournalError: names the first entry that does not fit.
    """
    known = tuple(checkpoints)
    whole = quick_chain(_entry_texts(connection), known)
    return whole or verify_journal(_entries(connection), checkpoints=known)


def verify_store(
    connection: Connection, checkpoints: Iterable[Checkpoint], *, ended: bool = True
) -> Checkpoint:
    """Check journal, versions, deliveries, and each record's last version.

    Raises:
        JournalError: names the first entry that does not fit; 0 for something that no entry
            speaks of.
    """
    known = tuple(checkpoints)
    destroyed = destroyed_of(connection)
    last = agreed_at_once(connection, known, destroyed)
    if last is None:
        last = verify_journal(_agreeing_entries(connection, destroyed), checkpoints=known)
        _nothing_besides(connection)
    if ended:
        _end_noted(connection, last)
    verify_personal(connection, destroyed)
    _last_versions_shown(connection)
    _deliveries(connection)
    return last


def agreed_at_once(
    connection: Connection, checkpoints: Iterable[Checkpoint], destroyed: Destroyed
) -> Checkpoint | None:
    """Where the journal ends, said from the kept bytes; ``None`` where anything does not fit.

    Raises:
        DataError: this computer does not have the algorithm of a digest.
    """
    return quick_agreement(
        _entry_rows(connection),
        _version_rows(connection),
        checkpoints,
        is_purged=destroyed.purging,
    )


def _chunks(connection: Connection, statement: str) -> Iterator[list[tuple[Any, ...]]]:
    """The rows of a statement, whose first column is what they are in the order of."""
    after = _FIRST
    with connection.cursor(binary=True) as cursor:
        while rows := cursor.execute(statement, (after, CHUNK)).fetchall():
            yield rows
            after = rows[-1][0]


def _entry_texts(connection: Connection) -> Iterator[EntryText]:
    for rows in _chunks(connection, _ENTRY_TEXTS):
        for _, text, digest in rows:
            yield text, digest


_ENTRY_TEXTS = """
SELECT sequence, convert_to(stated, 'UTF8'), convert_to(digest, 'UTF8')
FROM journal WHERE sequence > %s ORDER BY sequence LIMIT %s
"""

_ENTRY_ROWS = """
SELECT sequence, convert_to(kind, 'UTF8'), convert_to(id, 'UTF8'), version,
    convert_to(stated, 'UTF8'), convert_to(digest, 'UTF8')
FROM journal WHERE sequence > %s ORDER BY sequence LIMIT %s
"""


def _entry_rows(connection: Connection) -> Iterator[Any]:
    for rows in _chunks(connection, _ENTRY_ROWS):
        yield from rows


_VERSION_ROWS = """
SELECT number, convert_to(kind, 'UTF8'), convert_to(id, 'UTF8'), version, schema_version,
    convert_to(visibility, 'UTF8'), changed_at, convert_to(digest, 'UTF8'), body::text
FROM versions WHERE number > %s ORDER BY number LIMIT %s
"""


def _version_rows(connection: Connection) -> Iterator[VersionRow]:
    for rows in _chunks(connection, _VERSION_ROWS):
        for _, kind, name, version, schema, visibility, changed_at, digest, body in rows:
            at = instant_text(changed_at).encode()
            text = None if body is None else canonical_plain(read_body(body)).encode()
            yield kind, name, version, schema, visibility, at, digest, text


def _entries(connection: Connection) -> Iterator[JournalEntry]:
    statement = f"SELECT {COLUMNS} FROM journal WHERE sequence > %s ORDER BY sequence LIMIT %s"  # noqa: S608 - our own names
    rows = (row for rows in _chunks(connection, statement) for row in rows)
    for row, expected in zip(rows, count(1), strict=False):
        yield entry_in(_read(row), expected)


def _read(row: tuple[Any, ...]) -> tuple[Any, ...]:
    sequence, kind, name, *rest = row
    return (sequence, read_text(kind), read_text(name), *rest)


_AGREEING = f"""
SELECT j.*, v.schema_version, v.visibility, v.changed_at, v.digest, v.body::text
FROM (
    SELECT {COLUMNS} FROM journal WHERE sequence > %s ORDER BY sequence LIMIT %s
) AS j
LEFT JOIN versions AS v ON v.kind = j.kind AND v.id = j.id AND v.version = j.version
ORDER BY j.sequence
"""  # noqa: S608 - our own names


def _agreeing_entries(connection: Connection, destroyed: Destroyed) -> Iterator[JournalEntry]:
    """Journal entries, each compared with the version it speaks of."""
    rows = (row for rows in _chunks(connection, _AGREEING) for row in rows)
    for row, expected in zip(rows, count(1), strict=False):
        entry = entry_in(_read(row[:6]), expected)
        yield entry
        if entry.kind not in NOT_VERSIONS:
            schema, visibility, changed_at, digest, body = row[6:]
            said = (schema, visibility, changed_at and instant_text(changed_at), digest)
            text = None if body is None else canonical_plain(read_body(body))
            purged = destroyed.is_purged(entry.kind, entry.id, entry.version)
            compare(entry, said, text, purged=purged)


def _end_noted(connection: Connection, last: Checkpoint) -> None:
    """What the next entry will follow must be the last one."""
    found = connection.execute("SELECT sequence, digest FROM chain").fetchone()
    if found is None or tuple(found) != (last.sequence, last.digest):
        raise JournalError(
            Message(
                "The store notes another end of its journal than entry {last}.",
                package="disclosure_postgres",
                last=last.sequence,
            ),
            sequence=last.sequence,
            fix=Message("it was changed outside the office; go back to a backup."),
        )


def _nothing_besides(connection: Connection) -> None:
    found = connection.execute(
        """
        SELECT kind, id, version FROM versions AS v WHERE NOT EXISTS (
            SELECT 1 FROM journal AS j
            WHERE j.kind = v.kind AND j.id = v.id AND j.version = v.version
        )
        ORDER BY number LIMIT 1
        """
    ).fetchone()
    if found:
        raise unjournaled(*found)


def _last_versions_shown(connection: Connection) -> None:
    found = connection.execute(
        f"""
        WITH latest AS ({_LATEST}), shown AS (
            SELECT number, kind, id, version, visibility FROM latest WHERE NOT gone
        )
        (SELECT kind, id FROM (
            SELECT * FROM shown EXCEPT SELECT number, kind, id, version, visibility FROM records
        ) AS missing)
        UNION ALL
        (SELECT kind, id FROM (
            SELECT number, kind, id, version, visibility FROM records EXCEPT SELECT * FROM shown
        ) AS besides)
        LIMIT 1
        """  # noqa: S608 - our own statement
    ).fetchone()
    if found is None:
        return
    entry = connection.execute(
        "SELECT max(sequence) FROM journal WHERE kind = %s AND id = %s", found
    ).fetchone()
    kind, name = found
    raise not_shown(kind, name, (entry and entry[0]) or 0)


def _deliveries(connection: Connection) -> None:
    journaled = connection.execute(
        "SELECT id, sequence, stated FROM journal WHERE kind = %s ORDER BY sequence", (OUTBOX,)
    )
    # read here: the server cannot take a text with a NUL from JSON
    afters = ((key, at, json.loads(stated)["after"]) for key, at, stated in journaled)
    compare_deliveries(outbox.entries(connection, None, None), afters)

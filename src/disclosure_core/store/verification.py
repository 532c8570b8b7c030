"""Whether what is kept agrees with its journal (日志核验).

The chain proves the journal; this holds every version and delivery, and what is looked up by,
against it. Reads everything once, in the journal's order, in one snapshot.
"""

from collections.abc import Iterable, Iterator
from itertools import count

from sqlite_utils import Database

from disclosure_core.errors import JournalError
from disclosure_core.records.journal import verify_journal
from disclosure_core.records.values import OUTBOX, Checkpoint, JournalEntry
from disclosure_core.store import outbox
from disclosure_core.store.agreement import (
    compare,
    compare_deliveries,
    entry_in,
    not_shown,
    unjournaled,
)
from disclosure_core.store.destruction import Destroyed
from disclosure_core.store.personal_agreement import destroyed_of, verify_personal
from disclosure_core.store.quick import quick_agreement, quick_chain
from disclosure_core.store.rules import NOT_VERSIONS


def verify_chain(database: Database, checkpoints: Iterable[Checkpoint]) -> Checkpoint:
    """Check the journal alone: that its entries are what was written, one after the other.

    Raises:
        JournalError: names the first entry that does not fit.
    """
    known = tuple(checkpoints)
    whole = quick_chain(database.conn.execute(_ENTRY_TEXTS), known)
    return whole or verify_journal(_entries(database), checkpoints=known)


def verify_store(database: Database, checkpoints: Iterable[Checkpoint]) -> Checkpoint:
    """Check journal, versions, deliveries, and each record's last version.

    Raises:
        JournalError: names the first entry that does not fit; 0 for something that no entry
            speaks of.
    """
    known = tuple(checkpoints)
    destroyed = destroyed_of(database.conn)
    last = agreed_at_once(database, known, destroyed)
    if last is None:
        last = verify_journal(_agreeing_entries(database, destroyed), checkpoints=known)
        _nothing_besides(database)
    verify_personal(database.conn, destroyed)
    _last_versions_shown(database)
    _deliveries(database)
    return last


def agreed_at_once(
    database: Database, checkpoints: Iterable[Checkpoint], destroyed: Destroyed
) -> Checkpoint | None:
    """Where the journal ends, said from the kept bytes; ``None`` where anything does not fit.

    Raises:
        DataError: this computer does not have the algorithm of a digest.
    """
    return quick_agreement(
        database.conn.execute(_ENTRY_ROWS),
        database.conn.execute(_VERSION_ROWS),
        checkpoints,
        is_purged=destroyed.purging,
    )


def _bytes(*columns: str) -> str:
    return ", ".join(f"CAST({each} AS BLOB)" for each in columns)


_ENTRY_TEXTS = f"SELECT {_bytes('stated', 'digest')} FROM journal ORDER BY sequence"  # noqa: S608 - our own names
_ENTRY_ROWS = f"""
SELECT sequence, {_bytes("kind", "id")}, version, {_bytes("stated", "digest")}
FROM journal ORDER BY sequence
"""  # noqa: S608 - our own names
_VERSION_ROWS = f"""
SELECT {_bytes("kind", "id")}, version, schema_version,
    {_bytes("visibility", "changed_at", "digest", "body")}
FROM versions ORDER BY number
"""  # noqa: S608 - our own names


def _entries(database: Database) -> Iterator[JournalEntry]:
    rows = database.conn.execute(
        "SELECT sequence, kind, id, version, stated, digest FROM journal ORDER BY sequence"
    )
    for row, expected in zip(rows, count(1), strict=False):
        yield entry_in(row, expected)


def _agreeing_entries(database: Database, destroyed: Destroyed) -> Iterator[JournalEntry]:
    """Journal entries, each compared with the version it speaks of."""
    rows = database.conn.execute(
        """
        SELECT j.sequence, j.kind, j.id, j.version, j.stated, j.digest,
            v.schema_version, v.visibility, v.changed_at, v.digest, v.body
        FROM journal AS j
        LEFT JOIN versions AS v ON v.kind = j.kind AND v.id = j.id AND v.version = j.version
        ORDER BY j.sequence
        """
    )
    for row, expected in zip(rows, count(1), strict=False):
        entry = entry_in(row[:6], expected)
        yield entry
        if entry.kind not in NOT_VERSIONS:
            *said, body = row[6:]
            purged = destroyed.is_purged(entry.kind, entry.id, entry.version)
            compare(entry, tuple(said), body, purged=purged)


def _nothing_besides(database: Database) -> None:
    found = database.conn.execute(
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


def _last_versions_shown(database: Database) -> None:
    found = database.conn.execute(
        """
        WITH latest AS (
            -- SQLite takes the other columns from the row of the maximum
            SELECT number, kind, id, max(version) AS version, visibility, body IS NULL AS gone
            FROM versions GROUP BY kind, id
        )
        SELECT kind, id FROM (
            SELECT number, kind, id, version, visibility FROM latest WHERE NOT gone
            EXCEPT SELECT number, kind, id, version, visibility FROM records
        )
        UNION ALL
        SELECT kind, id FROM (
            SELECT number, kind, id, version, visibility FROM records
            EXCEPT SELECT number, kind, id, version, visibility FROM latest WHERE NOT gone
        )
        LIMIT 1
        """
    ).fetchone()
    if found:
        raise _not_shown(database, *found)


def _not_shown(database: Database, kind: str, id: str) -> JournalError:
    found = database.conn.execute(
        "SELECT max(sequence) FROM journal WHERE kind = ? AND id = ?", (kind, id)
    ).fetchone()
    return not_shown(kind, id, found[0] or 0)


def _deliveries(database: Database) -> None:
    journaled = database.conn.execute(
        "SELECT id, sequence, json_extract(stated, '$.after') FROM journal"
        " WHERE kind = ? ORDER BY sequence",
        (OUTBOX,),
    )
    compare_deliveries(outbox.entries(database.conn, None, None), journaled)

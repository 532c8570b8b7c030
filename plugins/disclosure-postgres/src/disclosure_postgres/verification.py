"""Whether what is kept agrees with its journal (日志核验).

The chain proves the journal; this holds every version and delivery, and what is looked up by,
against it. Reads everything once, in the journal's order, in one snapshot.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from disclosure_core import JournalError, Message
from disclosure_core.records.digest import canonical_plain, digest_text
from disclosure_core.records.journal import instant_text, verify_journal
from disclosure_core.records.values import OUTBOX, Checkpoint, JournalEntry
from disclosure_core.store.agreement import compare, compare_deliveries, not_shown, unjournaled
from disclosure_postgres import outbox
from disclosure_postgres.connections import Connection
from disclosure_postgres.entries import FIELDS, entry_of
from disclosure_postgres.texts import read_body

_CHUNK = 1000

_LATEST = """
SELECT DISTINCT ON (kind, id) number, kind, id, version, visibility, digest
FROM versions ORDER BY kind, id, version DESC
"""


def verify_store(
    connection: Connection, checkpoints: Iterable[Checkpoint], *, ended: bool = True
) -> Checkpoint:
    """Check journal, versions, deliveries, and each record's last version.

    Raises:
        JournalError: names the first entry that does not fit; 0 for something that no entry
            speaks of.
    """
    last = verify_journal(_agreeing_entries(connection), checkpoints=checkpoints)
    if ended:
        _end_noted(connection, last)
    _nothing_besides(connection)
    _last_versions_shown(connection)
    _deliveries(connection)
    return last


def _agreeing_entries(connection: Connection) -> Iterator[JournalEntry]:
    """Journal entries, each compared with the version it speaks of."""
    for row in _entry_rows(connection):
        entry = entry_of(row[: len(FIELDS)])
        yield entry
        if entry.kind != OUTBOX:
            schema, visibility, changed_at, digest, body = row[len(FIELDS) :]
            said = (schema, visibility, changed_at and instant_text(changed_at), digest)
            compare(entry, said, _digest_of(body))


def _entry_rows(connection: Connection) -> Iterator[tuple[Any, ...]]:
    columns = ", ".join(f"j.{each}" for each in FIELDS)
    after = -(2**63)
    while True:
        rows = connection.execute(
            f"""
            SELECT {columns}, v.schema_version, v.visibility, v.changed_at, v.digest, v.body::text
            FROM (
                SELECT * FROM journal WHERE sequence > %s ORDER BY sequence LIMIT %s
            ) AS j
            LEFT JOIN versions AS v ON v.kind = j.kind AND v.id = j.id AND v.version = j.version
            ORDER BY j.sequence
            """,  # noqa: S608 - our own names
            (after, _CHUNK),
        ).fetchall()
        if not rows:
            return
        yield from rows
        after = rows[-1][0]


def _digest_of(body: str | None) -> str | None:
    return None if body is None else digest_text(canonical_plain(read_body(body)))


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
            SELECT number, kind, id, version, visibility FROM latest WHERE digest IS NOT NULL
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
        "SELECT id, sequence, after FROM journal WHERE kind = %s ORDER BY sequence", (OUTBOX,)
    )
    compare_deliveries(outbox.entries(connection, None, None), journaled)

"""Journal entries as rows of a table: the text of what each states, its digest, what finds it.

The text is what counts. ``kind``, ``id`` and ``version`` stand beside it so that the entries about
a record are found. JSON writes control characters as escapes, so PostgreSQL can hold any text.
"""

from typing import Any

from disclosure_core.records.journal import read_entry
from disclosure_core.records.values import JournalEntry
from disclosure_postgres.connections import Connection
from disclosure_postgres.texts import kept_text

COLUMNS = "sequence, kind, id, version, stated, digest"
"""The columns of an entry's row."""

_INSERT = f"INSERT INTO journal ({COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s)"  # noqa: S608 - our own names
_ENTRY = "SELECT stated, digest FROM journal"


def row_of(entry: JournalEntry, text: str) -> tuple[Any, ...]:
    """The row of an entry, given the text of what it states."""
    found_by = (entry.sequence, kept_text(entry.kind), kept_text(entry.id), entry.version)
    return (*found_by, text, entry.digest)


def add_entry(connection: Connection, entry: JournalEntry, text: str) -> None:
    """Keep an entry, and the text of what it states."""
    connection.execute(_INSERT, row_of(entry, text))


def entries_after(connection: Connection, after: int, limit: int) -> list[JournalEntry]:
    """Some entries that follow the one of a sequence, in order.

    Raises:
        JournalError: the text of one is damaged.
    """
    rows = connection.execute(
        f"{_ENTRY} WHERE sequence > %s ORDER BY sequence LIMIT %s", (after, limit)
    )
    return [read_entry(*row) for row in rows]


def entries_about(connection: Connection, kind: str, name: str) -> list[JournalEntry]:
    """All entries about a record or delivery, in order.

    Raises:
        JournalError: the text of one is damaged.
    """
    rows = connection.execute(
        f"{_ENTRY} WHERE kind = %s AND id = %s ORDER BY sequence",
        (kept_text(kind), kept_text(name)),
    )
    return [read_entry(*row) for row in rows]


def last_entry(connection: Connection) -> JournalEntry | None:
    """The journal's last entry.

    Raises:
        JournalError: its text is damaged.
    """
    found = connection.execute(f"{_ENTRY} ORDER BY sequence DESC LIMIT 1").fetchone()
    return read_entry(*found) if found else None


def digests_after(connection: Connection, after: int, limit: int) -> list[str]:
    """The digests of some entries that follow the one of a sequence, in order."""
    rows = connection.execute(
        "SELECT digest FROM journal WHERE sequence > %s ORDER BY sequence LIMIT %s", (after, limit)
    )
    return [digest for (digest,) in rows]

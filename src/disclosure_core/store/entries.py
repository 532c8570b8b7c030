"""Journal entries as rows of a table: the text of what each states, its digest, what finds it.

The text is what counts. ``kind``, ``id`` and ``version`` stand beside it so that the entries about
a record are found.
"""

import sqlite3

from disclosure_core.records.journal import read_entry
from disclosure_core.records.values import JournalEntry

_ENTRY = "SELECT stated, digest FROM journal"


def add_entry(connection: sqlite3.Connection, entry: JournalEntry, text: str) -> None:
    """Keep an entry, and the text of what it states."""
    connection.execute(
        "INSERT INTO journal (sequence, kind, id, version, stated, digest)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (entry.sequence, entry.kind, entry.id, entry.version, text, entry.digest),
    )


def entries_after(connection: sqlite3.Connection, after: int, limit: int) -> list[JournalEntry]:
    """Some entries that follow the one of a sequence, in order.

    Raises:
        JournalError: the text of one is damaged.
    """
    rows = connection.execute(
        f"{_ENTRY} WHERE sequence > ? ORDER BY sequence LIMIT ?", (after, limit)
    )
    return [read_entry(*row) for row in rows]


def entries_about(connection: sqlite3.Connection, kind: str, id: str) -> list[JournalEntry]:
    """All entries about a record or delivery, in order.

    Raises:
        JournalError: the text of one is damaged.
    """
    rows = connection.execute(f"{_ENTRY} WHERE kind = ? AND id = ? ORDER BY sequence", (kind, id))
    return [read_entry(*row) for row in rows]


def last_entry(connection: sqlite3.Connection) -> JournalEntry | None:
    """The journal's last entry.

    Raises:
        JournalError: its text is damaged.
    """
    found = connection.execute(f"{_ENTRY} ORDER BY sequence DESC LIMIT 1").fetchone()
    return read_entry(*found) if found else None


def digests_after(connection: sqlite3.Connection, after: int, limit: int) -> list[str]:
    """The digests of some entries that follow the one of a sequence, in order."""
    rows = connection.execute(
        "SELECT digest FROM journal WHERE sequence > ? ORDER BY sequence LIMIT ?", (after, limit)
    )
    return [digest for (digest,) in rows]

"""Journal entries as rows of a table."""

import sqlite3
from datetime import datetime
from operator import attrgetter
from typing import Any

from disclosure_core.records.journal import STATED_FIELDS, instant_text
from disclosure_core.records.values import JournalEntry

FIELDS = (*STATED_FIELDS, "digest")
"""An entry's fields, in the order of its row."""

_values = attrgetter(*FIELDS)
_COLUMNS = ", ".join(FIELDS)
_INSERT = f"INSERT INTO journal ({_COLUMNS}) VALUES ({', '.join('?' * len(FIELDS))})"  # noqa: S608 - our own names


def add_entry(connection: sqlite3.Connection, entry: JournalEntry) -> None:
    """Keep an entry."""
    sequence, at, *rest = _values(entry)
    connection.execute(_INSERT, (sequence, instant_text(at), *rest))


def entry_of(row: tuple[Any, ...]) -> JournalEntry:
    """The entry in a row that has the columns of :data:`FIELDS`."""
    sequence, at, *rest = row
    values = (sequence, datetime.fromisoformat(at), *rest)
    return JournalEntry(**dict(zip(FIELDS, values, strict=True)))


def entries_after(connection: sqlite3.Connection, after: int, limit: int) -> list[JournalEntry]:
    """Some entries that follow the one of a sequence, in order."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM journal WHERE sequence > ? ORDER BY sequence LIMIT ?",  # noqa: S608 - our own names
        (after, limit),
    )
    return [entry_of(row) for row in rows]


def last_entry(connection: sqlite3.Connection) -> JournalEntry | None:
    """The journal's last entry."""
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM journal ORDER BY sequence DESC LIMIT 1"  # noqa: S608 - our own names
    ).fetchone()
    return entry_of(found) if found else None

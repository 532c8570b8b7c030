"""Journal entries as rows of a table."""

from operator import attrgetter
from typing import Any

from disclosure_core.records.journal import STATED_FIELDS
from disclosure_core.records.values import JournalEntry
from disclosure_postgres.connections import Connection
from disclosure_postgres.texts import kept_text, read_text

FIELDS = (*STATED_FIELDS, "digest")
"""An entry's fields, in the order of its row."""

_values = attrgetter(*FIELDS)
_COLUMNS = ", ".join(FIELDS)
_INSERT = f"INSERT INTO journal ({_COLUMNS}) VALUES ({', '.join(['%s'] * len(FIELDS))})"  # noqa: S608 - our own names


def row_of(entry: JournalEntry) -> tuple[Any, ...]:
    """The row of an entry."""
    return tuple(kept_text(each) if isinstance(each, str) else each for each in _values(entry))


def entry_of(row: tuple[Any, ...]) -> JournalEntry:
    """The entry in a row that has the columns of :data:`FIELDS`."""
    values: list[Any] = [read_text(each) if isinstance(each, str) else each for each in row]
    return JournalEntry(**dict(zip(FIELDS, values, strict=True)))


def add_entry(connection: Connection, entry: JournalEntry) -> None:
    """Keep an entry."""
    connection.execute(_INSERT, row_of(entry))


def entries_after(connection: Connection, after: int, limit: int) -> list[JournalEntry]:
    """Some entries that follow the one of a sequence, in order."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM journal WHERE sequence > %s ORDER BY sequence LIMIT %s",  # noqa: S608 - our own names
        (after, limit),
    )
    return [entry_of(row) for row in rows]


def last_entry(connection: Connection) -> JournalEntry | None:
    """The journal's last entry."""
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM journal ORDER BY sequence DESC LIMIT 1"  # noqa: S608 - our own names
    ).fetchone()
    return entry_of(found) if found else None

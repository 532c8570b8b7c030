"""Whether a SQLite file is whole: its pages, its indexes, its foreign keys (文件完整性)."""

from sqlite_utils import Database

from disclosure_core.errors import StoreError
from disclosure_core.messages import Message

MOST_TOLD = 5
"""Damages that are told, at most: one is enough to go back to a backup."""


def damages(database: Database) -> tuple[str, ...]:
    """What SQLite itself finds wrong with the file, in its words; empty where it is whole.

    Reads every page.
    """
    connection = database.conn
    found = [
        str(said)
        for (said,) in connection.execute(f"PRAGMA integrity_check({MOST_TOLD})")
        if said != "ok"
    ]
    return (*found, *lost_references(database))[:MOST_TOLD]


def lost_references(database: Database) -> tuple[str, ...]:
    """Rows that refer to one that is not there; empty where there is none."""
    lost = database.conn.execute("PRAGMA foreign_key_check").fetchmany(MOST_TOLD)
    return tuple(f"{table} {row} -> {parent}" for table, row, parent, _ in lost)


def require_references(database: Database, name: str) -> None:
    """Refuse rows that refer to one that is not there.

    Raises:
        StoreError: there are some.
    """
    found = lost_references(database)
    if found:
        raise damaged(name, found)


def require_intact(database: Database, name: str) -> None:
    """Refuse a damaged file.

    Raises:
        StoreError: it is damaged.
    """
    found = damages(database)
    if found:
        raise damaged(name, found)


def damaged(name: str, found: tuple[str, ...]) -> StoreError:
    """The error of a file in which SQLite finds damage."""
    return StoreError(
        Message("The store {name} is damaged: {found}.", name=name, found="; ".join(found)),
        fix=Message("the file is damaged; go back to a backup."),
    )

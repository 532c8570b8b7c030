"""That nothing of what was erased or purged stays in a SQLite file or beside it (彻底清除).

Connections overwrite what they delete (``secure_delete``). What was written before may still stand
in the write-ahead log until that is emptied; terms of purged texts in the search index until it is
written anew; and remains of purged bodies in pages that were taken apart, until all is.
"""

import sqlite3

from disclosure_core.errors import StoreError
from disclosure_core.messages import Message

_MILLISECONDS = 1000
"""How long emptying the log waits for readers when nobody asked for it."""


def empty_log(connection: sqlite3.Connection, patience: int = _MILLISECONDS) -> bool:
    """Write the log back into the file and cut it to nothing; ``False`` where somebody reads on.

    Args:
        connection: Outside a transaction.
        patience: For how many milliseconds to wait for readers.
    """
    (before,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute(f"PRAGMA busy_timeout={patience}")
    try:
        busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        connection.execute(f"PRAGMA busy_timeout={before}")
    return not busy


def wipe(connection: sqlite3.Connection, name: str) -> None:
    """Write index and file anew, and empty the log.

    Raises:
        StoreError: somebody reads all the while, so that the log cannot be emptied.
    """
    connection.execute("INSERT INTO search (search) VALUES ('optimize')")
    connection.execute("VACUUM")
    if not empty_log(connection, 10 * _MILLISECONDS):
        raise StoreError(
            Message(
                "The log of {name} cannot be emptied: another program reads the store.", name=name
            ),
            why=Message("What was erased or purged may still be read in it."),
            fix=Message("stop the other programs for a moment, then do it again."),
        )

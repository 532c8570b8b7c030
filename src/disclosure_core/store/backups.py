"""A copy of a store while it is in use (在线备份).

SQLite copies page by page as of one instant. The copy gets its name only when it is whole.
"""

import os
import sqlite3
from pathlib import Path

from disclosure_core.errors import StoreError
from disclosure_core.messages import Message
from disclosure_core.store.connections import Connections, database_errors


def write_backup(connections: Connections, path: Path) -> None:
    """Copy the whole store into a new file that only its owner may read.

    Raises:
        StoreError: there is something at ``path`` already, or it cannot be written.
    """
    name = str(path)
    partial = path.with_name(f"{path.name}.partial")
    try:
        if path.exists():
            raise FileExistsError(17, "there is a file already")
        os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise StoreError(
            Message(
                "The backup {name} cannot be written: {error}.",
                name=name,
                error=error.strerror or str(error),
            ),
            fix=Message("name a file that does not exist yet, in a folder that may be written to."),
        ) from error
    try:
        with connections.lend() as database, database_errors(name):
            copy = sqlite3.connect(partial)
            try:
                database.conn.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it
            finally:
                copy.close()
        os.link(partial, path)  # unlike a rename, never replaces what came meanwhile
    except OSError as error:
        raise StoreError(
            Message(
                "The backup {name} cannot be written: {error}.",
                name=name,
                error=error.strerror or str(error),
            )
        ) from error
    finally:
        partial.unlink(missing_ok=True)

"""A copy of a store while it is in use (在线备份).

SQLite copies page by page as of one instant. The copy gets its name only when it is whole.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from disclosure_core.errors import StoreError
from disclosure_core.messages import Message
from disclosure_core.store.connections import Connections, database_errors


def write_backup(connections: Connections, path: Path) -> None:
    """Copy the whole store into a new file that only its owner may read.

    Raises:
        StoreError: there is something at ``path`` already, or it cannot be written.
    """
    with (
        new_file(path) as partial,
        connections.lend() as database,
        database_errors(str(path)),
        closing(sqlite3.connect(partial)) as copy,
    ):
        database.conn.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """A file to write a backup into; it gets the name ``path`` when the block ends well.

    Raises:
        StoreError: there is something at ``path`` already, or it cannot be written.
    """
    name = str(path)
    if path.exists():
        raise StoreError(
            Message("There is a file {name} already; a backup replaces nothing.", name=name),
            fix=Message("name a file that does not exist yet."),
        )
    try:
        # in a folder of its own: what SQLite keeps beside a file goes with it
        with tempfile.TemporaryDirectory(prefix=f"{path.name}.", dir=path.parent) as folder:
            partial = Path(folder) / path.name
            os.close(os.open(partial, os.O_CREAT | os.O_RDWR | os.O_EXCL, 0o600))
            yield partial
            partial.rename(path)
            sync_folder(path.parent)
    except OSError as error:
        raise _not_written(name, error) from error


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk; where folders cannot be opened, it does so itself.

    Raises:
        OSError: the disk refuses.
    """
    if os.name != "posix":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _not_written(name: str, error: OSError) -> StoreError:
    return StoreError(
        Message(
            "The backup {name} cannot be written: {error}.",
            name=name,
            error=error.strerror or str(error),
        ),
        fix=Message("look at the folder, its rights and its free space."),
    )

"""A backup of any store as a SQLite file: an office's store that opens by itself (可移植备份)."""

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from disclosure_core.records.contents import Contents
from disclosure_core.records.values import RecordKind
from disclosure_core.store.backups import new_file
from disclosure_core.store.sqlite import open_sqlite_store


def back_up_as_sqlite(contents: Contents, path: Path, kinds: Iterable[RecordKind]) -> None:
    """Write a store's contents into a new SQLite file that only its owner may read; verified.

    Raises:
        StoreError: there is something at ``path`` already, or it cannot be written.
        JournalError: the contents do not agree with their journal.
    """
    with new_file(path) as partial, closing(open_sqlite_store(partial, kinds)) as copy:
        copy.take_in(contents)

"""Put a backup in the place of a store (恢复): verified first, and what stood there is kept.

Everything is done on a copy of the backup beside the place where it is to go; only a copy that is
whole, and whose journal verifies, is given the name. The backup itself is only read.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from attrs import frozen
from sqlite_utils import Database

from disclosure_core.errors import StoreError
from disclosure_core.messages import Message
from disclosure_core.records.settings import LAST_RESTORE
from disclosure_core.records.values import Change, Checkpoint, RecordKind
from disclosure_core.store.backups import sync_folder
from disclosure_core.store.connections import Connections, database_errors, is_busy
from disclosure_core.store.integrity import require_intact
from disclosure_core.store.rules import declared_kinds
from disclosure_core.store.schema import version_of
from disclosure_core.store.sqlite import SqliteStore
from disclosure_core.store.verification import verify_store

_BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a file that is, or was, in use."""


@frozen(kw_only=True)
class Restored:
    """What was restored (恢复结果).

    Attributes:
        checkpoint: Where the journal of the backup ends.
        kept: The store that stood there before, whole; ``None`` where none did.
    """

    checkpoint: Checkpoint
    kept: Path | None


def verify_backup(backup: Path) -> Checkpoint:
    """Check a backup in its own file without changing anything about it.

    Returns:
        Where its journal ends.

    Raises:
        StoreError: it is not there, is no store, or is damaged.
        JournalError: what it holds does not agree with its journal.
    """
    with _reading(backup) as database:
        require_intact(database, str(backup))
        return verify_store(database, ())


def restore_backup(
    backup: Path, target: Path, kinds: Iterable[RecordKind], change: Change, *, replace: bool
) -> Restored:
    """Put a copy of ``backup`` at ``target``, with an entry in its journal that says so.

    Args:
        backup: A backup of this version or an older one.
        target: Where the store is to be.
        kinds: The kinds of records it keeps.
        change: Who restores it, when and why.
        replace: Whether a store that stands there may be set aside.

    Raises:
        StoreError: the backup is no store, is damaged or of a newer version; there is a store
            already, or it is in use. What stood there still stands there.
        JournalError: what the backup holds does not agree with its journal.
    """
    if target.exists():
        _require_other(backup, target)
        if not replace:
            raise _stands_already(target)
    declared = tuple(declared_kinds(kinds).values())
    try:
        with tempfile.TemporaryDirectory(
            prefix=f"{target.name}.restore-", dir=target.parent
        ) as folder:
            copy = Path(folder) / target.name
            _copy(backup, copy)
            checkpoint = _made_present(copy, declared, change)
            kept = _set_aside(target) if target.exists() else None
            copy.replace(target)
            sync_folder(target.parent)
    except OSError as error:
        raise StoreError(
            Message(
                "The backup {name} cannot be restored to {target}: {error}.",
                name=str(backup),
                target=str(target),
                error=error.strerror or str(error),
            ),
            fix=Message("look at the folder, its rights and its free space."),
        ) from error
    return Restored(checkpoint=checkpoint, kept=kept)


@contextmanager
def _reading(backup: Path) -> Iterator[Database]:
    """The backup, only read: no lock, no file beside it, no change of its form."""
    name = str(backup)
    if not backup.is_file():
        raise StoreError(
            Message("There is no backup {name}.", name=name),
            fix=Message("name the file of a backup."),
        )
    asleep = not any(backup.with_name(f"{backup.name}{each}").exists() for each in _BESIDE)
    how = "mode=ro&immutable=1" if asleep else "mode=ro"
    with (
        database_errors(name),
        closing(sqlite3.connect(f"file:{quote(name)}?{how}", uri=True)) as connection,
    ):
        database = Database(connection, execute_plugins=False)
        if version_of(database, name) == 0:
            raise StoreError(
                Message("{name} holds no store.", name=name),
                fix=Message("name the file of a backup."),
            )
        yield database


def _copy(backup: Path, copy: Path) -> None:
    with (
        _reading(backup) as database,
        database_errors(str(copy)),
        closing(sqlite3.connect(copy)) as written,
    ):
        database.conn.backup(written)
        written.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it
    copy.chmod(0o600)


def _made_present(copy: Path, kinds: Iterable[RecordKind], change: Change) -> Checkpoint:
    store = SqliteStore(Connections(copy), {kind.name: kind for kind in kinds})
    with closing(store):
        store.become_present()
        checkpoint = store.require_whole()
        with store.transaction(change) as transaction:
            transaction.keep_setting(LAST_RESTORE, change.at.isoformat())
    return checkpoint


def _require_other(backup: Path, target: Path) -> None:
    with suppress(OSError):
        if backup.samefile(target):
            raise StoreError(
                Message("{name} is the store itself, not a backup of it.", name=str(backup)),
                fix=Message("name the file of a backup."),
            )


def _stands_already(target: Path) -> StoreError:
    return StoreError(
        Message("There is a store {name} already.", name=str(target)),
        why=Message("What was done in it since the backup would not be in the restored one."),
        fix=Message("stop what uses it and add --yes: it is then kept beside the restored one."),
    )


def _set_aside(target: Path) -> Path:
    """Give the store that stands there another name as well, under which it is kept."""
    stem = f"{target.stem}.before-restore"
    kept, number = target.with_name(f"{stem}{target.suffix}"), 1
    while kept.exists():
        number += 1
        kept = target.with_name(f"{stem}-{number}{target.suffix}")
    _gather(target)
    for each in _BESIDE:  # of a damaged store; a whole one was gathered into its file
        beside = target.with_name(f"{target.name}{each}")
        if beside.exists():
            beside.rename(kept.with_name(f"{kept.name}{each}"))
    try:
        os.link(target, kept)
    except OSError:  # not every file system knows links
        target.rename(kept)
    return kept


def _gather(target: Path) -> None:
    """Bring all that was committed into the file itself; refuse while somebody has it open.

    A file that is damaged, or none of ours, is left as it is: it is kept all the same.

    Raises:
        StoreError: another program uses it.
    """
    try:
        with closing(sqlite3.connect(target, timeout=0, isolation_level=None)) as connection:
            (mode,) = connection.execute("PRAGMA journal_mode=DELETE").fetchone()
            if mode != "delete":
                raise _in_use(target)
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        if is_busy(error):
            raise _in_use(target) from error
    except sqlite3.DatabaseError:
        return


def _in_use(target: Path) -> StoreError:
    return StoreError(
        Message("The store {name} is in use.", name=str(target)),
        fix=Message("stop the portal and whatever else uses it, then restore again."),
    )

"""Take a store forward to the newest version: tried on a copy first, then done (存储升级).

While nobody else can write, the file is copied to a backup beside it, which is kept; the steps are
taken on another copy, which is checked in every way the library knows; then they are taken on the
file itself, in one transaction. Whatever fails leaves the file as it was.
"""

import logging
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from attrs import frozen
from sqlite_utils import Database

from disclosure_core.errors import DisclosureError, JournalError, StoreError
from disclosure_core.messages import Message
from disclosure_core.records.values import Checkpoint
from disclosure_core.store.backups import write_backup
from disclosure_core.store.connections import (
    Connections,
    database_errors,
    is_busy,
    store_error,
)
from disclosure_core.store.integrity import require_references
from disclosure_core.store.schema import NEWEST, take_steps, version_of

KEPT = ("versions", "journal", "outbox", "personal")
"""The tables whose rows are facts; no step adds or takes away one of them."""

COPIES = 3
"""The room a store needs to be taken forward, in its own size: two copies, and what is written."""

_PAUSE = 0.01
"""Seconds between two attempts."""

_log = logging.getLogger(__name__)


@frozen(kw_only=True)
class TakenForward:
    """A store that was taken to a newer version (升级结果).

    Attributes:
        present: The version it had.
        newest: The one it has.
        kept: The file as it was before.
    """

    present: int
    newest: int
    kept: Path


@frozen(kw_only=True)
class Holdings:
    """What a copy must have as well: how many rows of each fact, where the journal ends."""

    rows: dict[str, int]
    head: Checkpoint | None


def make_or_take_forward(
    connections: Connections, try_out: Callable[[Path, Holdings], None]
) -> TakenForward | None:
    """Take a store's tables to the newest version, or make them; all steps or none.

    Args:
        connections: To the store.
        try_out: Takes a copy at a path forward and checks it whole; raises what is wrong.

    Raises:
        StoreError: the file is another program's, a newer version of this library wrote it, or it
            cannot be taken forward; it is as it was.
    """
    name = connections.name
    with connections.lend() as database, database_errors(name):
        present = version_of(database, name)  # refuses before anything is written
        if present == 0:
            _prefer_wal(database)
            with _alone(database):
                take_steps(database, name)
            return None
    done = _take_forward(connections, try_out, present) if present < NEWEST else None
    with connections.lend() as database, database_errors(name):
        _prefer_wal(database)
    return done


def take_copy_forward(connections: Connections) -> None:
    """Take the tables of a file forward that is a copy already, without another copy.

    Raises:
        StoreError: it cannot be taken forward.
    """
    with (
        connections.lend() as database,
        database_errors(connections.name),
        _without_foreign_keys(database),
        _alone(database),
    ):
        take_steps(database, connections.name)


def holdings(database: Database) -> Holdings:
    """What a store of any version holds."""
    tables = {
        name for (name,) in database.conn.execute("SELECT name FROM sqlite_master") if name in KEPT
    }
    rows = {
        table: int(database.conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 - our own names
        for table in sorted(tables)
    }
    found = database.conn.execute(
        "SELECT sequence, digest FROM journal ORDER BY sequence DESC LIMIT 1"
    ).fetchone()
    return Holdings(rows=rows, head=Checkpoint(*found) if found else None)


def require_same_holdings(database: Database, before: Holdings, name: str) -> None:
    """Refuse a copy that holds more or less than the original.

    Raises:
        StoreError: it does.
    """
    after = holdings(database)
    differing = sorted(
        table for table, count in before.rows.items() if after.rows.get(table) != count
    )
    if differing:
        raise StoreError(
            Message(
                "The copy of {name} does not have as many rows as the original in: {tables}.",
                name=name,
                tables=tuple(differing),
            )
        )
    if after.head != before.head:
        raise StoreError(
            Message(
                "The journal of the copy of {name} ends elsewhere than the original's.", name=name
            )
        )


def _take_forward(
    connections: Connections, try_out: Callable[[Path, Holdings], None], present: int
) -> TakenForward | None:
    path = Path(connections.name)
    kept = _name_for_kept(path)
    done = TakenForward(present=present, newest=NEWEST, kept=kept)
    with (
        connections.lend() as database,
        _without_foreign_keys(database),
        _as_it_was(done, path),
        _alone(database),
    ):
        if version_of(database, connections.name) == NEWEST:
            return None  # another program was quicker
        _require_room(path)
        write_backup(connections, kept)
        _try_on_copy(kept, path, holdings(database), try_out)
        take_steps(database, connections.name)
        require_references(database, connections.name)
    _log.info("%s was taken from version %s to %s, kept as %s", path, present, NEWEST, kept)
    return done


def _try_on_copy(
    kept: Path, path: Path, before: Holdings, try_out: Callable[[Path, Holdings], None]
) -> None:
    for stale in path.parent.glob(f"{path.name}.trial-*"):  # a killed program's; we write alone
        shutil.rmtree(stale, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=f"{path.name}.trial-", dir=path.parent) as folder:
        trial = Path(folder) / path.name
        shutil.copyfile(kept, trial)
        try_out(trial, before)


@contextmanager
def _as_it_was(done: TakenForward, path: Path) -> Iterator[None]:
    """Say of any failure that the store is as it was, and take away the copy that is not needed."""
    try:
        yield
    except Exception as error:
        done.kept.unlink(missing_ok=True)
        raise _not_taken(done, path, error) from error


def _not_taken(done: TakenForward, path: Path, error: Exception) -> StoreError:
    why, fix = _told(error, str(path))
    return StoreError(
        Message(
            "The store {name} could not be taken from version {present} to {newest};"
            " it is as it was.",
            name=str(path),
            present=done.present,
            newest=done.newest,
        ),
        why=why,
        fix=fix
        or Message("go on with the version of the library that wrote it, and report this error."),
    )


def _told(error: Exception, name: str) -> tuple[Message, Message | None]:
    if isinstance(error, sqlite3.Error):
        error = store_error(error, name)
    if isinstance(error, JournalError):
        return error.what, Message(
            "go on with the version of the library that wrote it, or go back to a backup whose"
            " journal verifies."
        )
    if isinstance(error, DisclosureError):
        return error.what, error.fix
    return Message("{error}", error=f"{type(error).__name__}: {error}"), None


def _require_room(path: Path) -> None:
    """Refuse before the disk is full."""
    needed = COPIES * path.stat().st_size
    free = shutil.disk_usage(path.parent).free
    if free < needed:
        raise StoreError(
            Message(
                "The disk of {folder} has {free} MiB free; {needed} MiB are needed for the copies.",
                folder=str(path.parent),
                free=free // 2**20,
                needed=-(-needed // 2**20),
            ),
            fix=Message("make room, then open it again."),
        )


def _name_for_kept(path: Path) -> Path:
    """``office.before-version-2.sqlite``, with a number where there is one already."""
    stem = f"{path.stem}.before-version-{NEWEST}"
    kept, number = path.with_name(f"{stem}{path.suffix}"), 1
    while kept.exists():
        number += 1
        kept = path.with_name(f"{stem}-{number}{path.suffix}")
    return kept


def _prefer_wal(database: Database) -> None:
    """Write ahead from now on; SQLite itself does not wait here for others who open the file."""
    (patience,) = database.conn.execute("PRAGMA busy_timeout").fetchone()
    until = time.monotonic() + patience / 1000
    while True:
        try:
            database.conn.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if not is_busy(error) or time.monotonic() >= until:
                raise
            time.sleep(_PAUSE)
        else:
            return


@contextmanager
def _without_foreign_keys(database: Database) -> Iterator[None]:
    """SQLite's own procedure for changing tables: they are checked as a whole at the end."""
    database.conn.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        if database.conn.in_transaction:
            database.conn.execute("ROLLBACK")
        database.conn.execute("PRAGMA foreign_keys=ON")


@contextmanager
def _alone(database: Database) -> Iterator[None]:
    """A write transaction: committed when the block ends, else undone."""
    database.conn.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.conn.execute("COMMIT")
    except BaseException:
        if database.conn.in_transaction:
            database.conn.execute("ROLLBACK")
        raise

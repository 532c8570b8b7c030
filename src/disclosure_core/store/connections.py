"""Connections to a SQLite file: made alike, lent to one thread at a time, errors in our words.

A file has a connection for each thread that needs one at the same time; a store in memory has one
for all. Every connection runs in WAL mode with foreign keys, ``synchronous=FULL`` (a commit is on
the disk when it is acknowledged) and waits for a locked file.
"""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from pathlib import Path

from sqlite_utils import Database

from disclosure_core.errors import StoreError
from disclosure_core.messages import Message

MEMORY = ":memory:"

CACHE_KIBIBYTES = 16 * 1024
"""What a connection may keep in memory; SQLite's own 2 MiB make large changes slow."""

PATIENCE = timedelta(seconds=10)
"""How long a program waits while another one writes."""


@contextmanager
def database_errors(name: str) -> Iterator[None]:
    """Say what the database says as a :class:`StoreError`."""
    try:
        yield
    except sqlite3.Error as error:
        raise store_error(error, name) from error


_FIXES = {
    "SQLITE_BUSY": Message("another program is writing; try again when it has finished."),
    "SQLITE_LOCKED": Message("another program is writing; try again when it has finished."),
    "SQLITE_FULL": Message("the disk is full; make room. Nothing was half written."),
    "SQLITE_IOERR": Message("look at the disk and its free space. Nothing was half written."),
    "SQLITE_READONLY": Message("give the user of this program the right to write file and folder."),
    "SQLITE_CANTOPEN": Message("look whether the folder is there and may be written to."),
    "SQLITE_NOTADB": Message("name a store's file; this one is something else."),
    "SQLITE_CORRUPT": Message("the file is damaged; go back to a backup."),
}


def store_error(error: sqlite3.Error, name: str) -> StoreError:
    """The error for a person: what the database said, and what to do about it."""
    code = str(getattr(error, "sqlite_errorname", ""))
    fix = next((text for start, text in _FIXES.items() if code.startswith(start)), None)
    return StoreError(
        Message("The store {name} cannot be used: {error}.", name=name, error=str(error)), fix=fix
    )


def is_busy(error: sqlite3.Error) -> bool:
    """Whether another program holds what was asked for."""
    return str(getattr(error, "sqlite_errorname", "")).startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


class Connections:
    """Connections to one SQLite file, lent out and taken back.

    Raises:
        StoreError: the file cannot be made or opened.
    """

    def __init__(self, path: Path | str, patience: timedelta = PATIENCE) -> None:
        self.in_memory = path == MEMORY
        self.name = str(path)
        self._patience = patience
        self._idle: list[Database] = []
        self._guard = threading.Lock()
        self._only_one = threading.RLock()
        self._closed = False
        self._process = os.getpid()
        self._inherited: list[Database] = []

    @contextmanager
    def lend(self) -> Iterator[Database]:
        """A connection that nobody else uses until the block ends."""
        with self._only_one if self.in_memory else nullcontext():
            database = self._take()
            try:
                yield database
            finally:
                self._give_back(database)

    def _take(self) -> Database:
        self._leave_behind_what_was_forked()
        with self._guard:
            if self._closed:
                raise StoreError(Message("The store {name} is closed.", name=self.name))
            if self._idle:
                return self._idle[-1] if self.in_memory else self._idle.pop()
        return self._connect()

    def _leave_behind_what_was_forked(self) -> None:
        """SQLite's connections must not cross a fork: a child uses none of its parent's.

        It keeps them unused, for closing them would touch the parent's locks.
        """
        if not self.in_memory and self._process != os.getpid():
            self._process = os.getpid()
            self._guard = threading.Lock()  # the parent's may have been held
            self._inherited += self._idle
            self._idle = []

    def _give_back(self, database: Database) -> None:
        if database.conn.in_transaction:
            database.conn.rollback()
        with self._guard:
            if not self._closed:
                if database not in self._idle:
                    self._idle.append(database)
                return
        database.close()

    def _connect(self) -> Database:
        with database_errors(self.name):
            connection = sqlite3.connect(
                self.name,
                timeout=self._patience.total_seconds(),
                isolation_level=None,  # transactions are begun by name, never by the driver
                check_same_thread=False,  # lent to one thread at a time
            )
            try:
                return _prepared(connection)
            except BaseException:
                connection.close()
                raise

    def close(self) -> None:
        """Close all; those lent out when they come back."""
        with self._guard:
            self._closed = True
            idle, self._idle = self._idle, []
        for database in idle:
            database.close()


def _prepared(connection: sqlite3.Connection) -> Database:
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA secure_delete=ON")  # what is erased is overwritten
    connection.execute(f"PRAGMA cache_size={-CACHE_KIBIBYTES}")
    return Database(connection, execute_plugins=False)


def make_file(path: Path) -> None:
    """Make an empty file that only its owner may read, unless there is one.

    Raises:
        StoreError: it cannot be made.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise StoreError(
            Message(
                "The store {name} cannot be made or opened: {error}.",
                name=str(path),
                error=error.strerror or str(error),
            ),
            fix=Message(
                "look whether the folder is there, and whether it and the file may be written to."
            ),
        ) from error

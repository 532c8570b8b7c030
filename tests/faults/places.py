"""Where the store of a run lies, and how a program opens it: a SQLite file, a PostgreSQL schema."""

import contextlib
import os
import shutil
import signal
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from disclosure_core.records.store import Store
from disclosure_core.records.values import RecordKind
from disclosure_core.store.sqlite import open_sqlite_store

PATIENCE = timedelta(seconds=60)
"""The machine of a run is busy: nobody gives up for that."""


class Place(Protocol):
    """A store of a run; every opening is one more program's."""

    folder: Path
    """Where backups are written."""
    longest: float
    """Seconds after which the programs are killed, at most."""

    def open(self, *kinds: RecordKind) -> Store: ...

    def wait_for_the_dead(self) -> None:
        """Return when nothing works on behalf of killed programs any more."""

    def sound(self) -> None:
        """Raise AssertionError where the database's own checks find something."""

    def nothing_left_of(self, erased: set[str]) -> None:
        """Raise AssertionError where the files of the store still hold something erased."""

    def kill_server(self) -> bool:
        """Kill what keeps the store and start it again; ``False`` where no server keeps it."""


class SqlitePlace:
    """A file in a folder of its own."""

    longest = 0.6

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "office.sqlite"

    def open(self, *kinds: RecordKind) -> Store:
        return open_sqlite_store(self.path, kinds, patience=PATIENCE)

    def wait_for_the_dead(self) -> None:
        """A killed program holds no lock of a file, and does nothing more to it."""

    def sound(self) -> None:
        with closing(sqlite3.connect(self.path, isolation_level=None)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
            connection.execute("INSERT INTO search (search) VALUES ('integrity-check')")

    def nothing_left_of(self, erased: set[str]) -> None:
        files = self.folder.glob(f"{self.path.name}*")
        kept = b"".join(each.read_bytes() for each in files)
        left = [each for each in erased if each.encode() in kept]
        assert not left, f"erased, and still in the file: {left}"

    def kill_server(self) -> bool:
        return False


class PostgresPlace:
    """A schema of a server that belongs to the run."""

    longest = 1.2  # it takes longer to begin

    def __init__(self, server: "KilledServer", folder: Path) -> None:
        self.folder = folder
        self._server = server
        self._address = server.running.address(server.running.new_schema())

    def open(self, *kinds: RecordKind) -> Store:
        from disclosure_postgres.store import open_postgres_store

        return open_postgres_store(self._address, kinds, patience=PATIENCE)

    def wait_for_the_dead(self) -> None:
        """The server may still be at what a program sent it before it was killed."""
        while self._server.running.sql(
            "SELECT pid FROM pg_stat_activity"
            " WHERE application_name = 'disclosure' AND pid <> pg_backend_pid()"
        ):
            time.sleep(0.01)

    def sound(self) -> None:
        """PostgreSQL checks its constraints with every commit; its pages have no quick check."""

    def nothing_left_of(self, erased: set[str]) -> None:
        """PostgreSQL's files keep old rows until they are vacuumed: ``wipe`` is for that."""

    def kill_server(self) -> bool:
        self._server.kill()
        return True


class KilledServer:
    """A PostgreSQL server that commits to the disk, and can be killed with all it has begun."""

    def __init__(self, running: "object") -> None:
        from disclosure_postgres.testing import Server

        assert isinstance(running, Server)
        self.running = running

    def kill(self) -> None:
        """SIGKILL to the server and all its processes; then it is started, and recovers."""
        data = self.running.folder / "data"
        pid_file = data / "postmaster.pid"
        os.kill(int(pid_file.read_text().split()[0]), signal.SIGKILL)
        while left := _working_in(data):
            for process in left:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)
            time.sleep(0.01)
        # a dead server that nobody has reaped would count as running
        for lock in (pid_file, *self.running.folder.glob(".s.PGSQL.*.lock")):
            lock.unlink()
        self.running.start()


def _working_in(folder: Path) -> list[int]:
    """The living processes whose working folder it is: the server is in its data's."""
    found = []
    for process in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if process.name.isdigit() and (process / "cwd").readlink() == folder:
                found.append(int(process.name))
    return found


@contextmanager
def postgres_server() -> Iterator[KilledServer | None]:
    """A server for the block; ``None`` where none is installed."""
    try:
        from disclosure_postgres.testing import server_programs, temporary_server
    except ImportError:
        yield None
        return
    programs = server_programs()
    if programs is None:
        yield None
        return
    with temporary_server(programs, durable=True) as running:
        yield KilledServer(running)


@contextmanager
def scratch_folder(beneath: Path | None = None) -> Iterator[Path]:
    """A folder of its own for a store and its backups."""
    folder = Path(tempfile.mkdtemp(prefix="disclosure-faults-", dir=beneath))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)

"""A PostgreSQL server for tests and benchmarks: made in a temporary folder, on a socket, then gone.

No port is opened. PostgreSQL does not run as root; then it runs as a user who owns nothing else.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

WITHOUT_DISKS = ("fsync=off", "full_page_writes=off", "autovacuum=off")
"""What makes a server of tests quick; killing its clients loses nothing all the same."""


class Server:
    """A running server; ``address`` of a schema, statements as its superuser."""

    def __init__(self, programs: Path, folder: Path, *, durable: bool) -> None:
        self.programs = programs
        self.folder = folder
        self.as_user = _unprivileged()
        self._schemas = count()
        self._settings = () if durable else WITHOUT_DISKS

    def start(self) -> None:
        """Make the files at first, then start; returns when it answers."""
        data = self.folder / "data"
        if not data.exists():
            how = f"-D {data} -U office -A trust -E UTF8 -N --no-locale"
            self._run("initdb", *how.split())
        options = [
            f"-c {each}"
            for each in (
                *self._settings,
                "listen_addresses=''",
                f"unix_socket_directories={self.folder}",
                "max_connections=60",
            )
        ]
        self._run(
            "pg_ctl", "-D", data, "-w", "-l", self.folder / "log", "-o", " ".join(options), "start"
        )

    def stop(self, mode: str = "immediate") -> None:
        """End it."""
        self._run("pg_ctl", "-D", self.folder / "data", "-m", mode, "-w", "stop")

    def _run(self, program: str, *arguments: object) -> None:
        done = subprocess.run(  # noqa: S603 - our own arguments
            [self.programs / program, *map(str, arguments)],
            user=self.as_user,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise RuntimeError(done.stdout)

    def address(self, schema: str) -> str:
        """The address of a schema."""
        return f"postgresql://office@/postgres?host={self.folder}&options=-csearch_path%3D{schema}"

    def new_schema(self) -> str:
        """The name of a schema that was just made."""
        name = f"office_{os.getpid()}_{next(self._schemas)}"
        self.sql(f"CREATE SCHEMA {name}")
        return name

    def sql(self, statement: str, *values: object, schema: str = "public") -> list[Any]:
        """Run a statement as the superuser."""
        with psycopg.connect(self.address(schema), autocommit=True) as connection:
            cursor = connection.execute(statement, values or None)
            return cursor.fetchall() if cursor.description else []


def _unprivileged() -> str | None:
    """PostgreSQL does not run as root; then it runs as somebody who owns nothing."""
    if os.geteuid() != 0:
        return None
    names = {each.pw_name for each in pwd.getpwall()}
    return next(each for each in ("postgres", "nobody") if each in names)


def server_programs() -> Path | None:
    """The folder with ``initdb`` and ``pg_ctl``, the newest; ``None`` without a server."""
    installed = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda each: int(each.parts[4])
    )
    found = str(installed[-1]) if installed else shutil.which("initdb")
    return Path(found).resolve().parent if found else None


@contextmanager
def temporary_server(programs: Path, *, durable: bool = False) -> Iterator[Server]:
    """A server that runs until the block ends.

    Args:
        programs: See :func:`server_programs`.
        durable: Whether commits wait for the disk, as in earnest.
    """
    folder = Path(tempfile.mkdtemp(prefix="disclosure-pg-"))  # short: a socket's path is limited
    running = Server(programs, folder, durable=durable)
    if running.as_user is not None:
        shutil.chown(folder, running.as_user)
    try:
        running.start()
        yield running
        running.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)

"""A PostgreSQL server of the tests' own: made in a temporary folder, on a socket, ended after them.

Where no server is installed the tests are skipped, unless ``DISCLOSURE_REQUIRE`` demands it.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest

from disclosure_core import RecordKind
from disclosure_core.testing.store import MakeStore
from disclosure_core.testing.store.kinds import DRAFT, NOTICE
from disclosure_postgres.store import PostgresStore, open_postgres_store

WITHOUT_DISKS = ("fsync=off", "full_page_writes=off", "autovacuum=off")
"""What makes a server of tests quick; killing its clients loses nothing all the same."""


class Server:
    """A running server; ``address`` of a schema, statements as its superuser."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.programs = programs
        self.folder = folder
        self.as_user = _unprivileged()
        self._schemas = count()

    def start(self) -> None:
        """Make the files at first, then start; returns when it answers."""
        data = self.folder / "data"
        if not data.exists():
            self._run(
                "initdb",
                "-D",
                data,
                "-U",
                "office",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "-N",
                "--locale=C.UTF-8",
            )
        options = [
            f"-c {each}"
            for each in (
                *WITHOUT_DISKS,
                "listen_addresses=''",
                f"unix_socket_directories={self.folder}",
                "max_connections=60",
            )
        ]
        self._run(
            "pg_ctl", "-D", data, "-w", "-l", self.folder / "log", "-o", " ".join(options), "start"
        )

    def stop(self, mode: str = "immediate") -> None:
        self._run("pg_ctl", "-D", self.folder / "data", "-m", mode, "-w", "stop")

    def _run(self, program: str, *arguments: object) -> None:
        done = subprocess.run(
            [self.programs / program, *map(str, arguments)],
            user=self.as_user,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout

    def address(self, schema: str) -> str:
        return f"postgresql://office@/postgres?host={self.folder}&options=-csearch_path%3D{schema}"

    def new_schema(self) -> str:
        """The name of a schema that was just made."""
        name = f"office_{os.getpid()}_{next(self._schemas)}"
        self.sql(f"CREATE SCHEMA {name}")
        return name

    def sql(self, statement: str, *values: object, schema: str = "public") -> list[Any]:
        with psycopg.connect(self.address(schema), autocommit=True) as connection:
            cursor = connection.execute(statement, values or None)
            return cursor.fetchall() if cursor.description else []


def _unprivileged() -> str | None:
    """PostgreSQL does not run as root; then it runs as somebody who owns nothing."""
    if os.geteuid() != 0:
        return None
    names = {each.pw_name for each in pwd.getpwall()}
    return next(each for each in ("postgres", "nobody") if each in names)


def _programs() -> Path:
    installed = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda each: each.parts[4]
    )
    found = str(installed[-1]) if installed else shutil.which("initdb")
    if found is None:
        if "postgres" in os.environ.get("DISCLOSURE_REQUIRE", "").split(","):
            pytest.fail("needs postgres, and DISCLOSURE_REQUIRE demands it", pytrace=False)
        pytest.skip("needs a PostgreSQL server, which is not installed")
    return Path(found).resolve().parent


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """One server for all tests of a process."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="disclosure-pg-"))  # short: a socket's path is limited
    running = Server(programs, folder)
    if running.as_user is not None:
        shutil.chown(folder, running.as_user)
    try:
        running.start()
        yield running
        running.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def schema(server: Server) -> str:
    return server.new_schema()


@pytest.fixture
def address(server: Server, schema: str) -> str:
    """The address of an empty schema."""
    return server.address(schema)


@pytest.fixture
def make_store(address: str) -> Iterator[MakeStore]:
    with ExitStack() as opened:

        def make(*kinds: RecordKind) -> PostgresStore:
            return opened.enter_context(closing(open_postgres_store(address, kinds)))

        yield make


@pytest.fixture
def store(make_store: MakeStore) -> Any:
    return make_store(NOTICE, DRAFT)


@pytest.fixture
def sql(server: Server, schema: str) -> Callable[..., list[Any]]:
    """Runs a statement on the tables behind the store's back."""
    return lambda statement, *values: server.sql(statement, *values, schema=schema)

"""A SQLite store on disk, and its file seen from outside."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest

from disclosure_core.store.sqlite import SqliteStore, open_sqlite_store
from disclosure_core.testing.store.kinds import DRAFT, NOTICE


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "office.db"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteStore]:
    with closing(open_sqlite_store(path, [NOTICE, DRAFT])) as opened:
        yield opened


@pytest.fixture
def sql(path: Path) -> Iterator[Callable[..., list[Any]]]:
    """Runs a statement on the file behind the store's back."""
    with ExitStack() as opened:

        def run(statement: str, *values: object) -> list[Any]:
            connection = opened.enter_context(closing(sqlite3.connect(path)))
            with connection:
                return connection.execute(statement, values).fetchall()

        yield run

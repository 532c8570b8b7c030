"""A database that another program holds: told after a while, and nothing is lost by waiting."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from disclosure_core.errors import StoreError
from disclosure_core.store.sqlite import open_sqlite_store
from disclosure_core.testing.store.kinds import NOON, NOTICE, found, put

HOLDER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("holds", flush=True)
sys.stdin.readline()
"""

IMPATIENT = timedelta(milliseconds=100)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with one notice."""
    made = tmp_path / "office.db"
    with closing(open_sqlite_store(made, [NOTICE])) as store:
        put(store, "n1")
    return made


@pytest.fixture
def holder(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another program that writes and does not end."""
    program = subprocess.Popen(
        [sys.executable, "-c", HOLDER, path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "holds\n"
    yield program
    program.communicate("\n", timeout=30)


def test_a_writer_gives_up_and_says_why(path: Path, holder: object) -> None:
    with closing(open_sqlite_store(path, [NOTICE], patience=IMPATIENT)) as store:
        with pytest.raises(StoreError, match="another program is writing") as caught:
            put(store, "n2")
        assert str(path) in str(caught.value)
        assert found(store) == ["n1"]


def test_a_claim_gives_up_and_says_why(path: Path, holder: object) -> None:
    with (
        closing(open_sqlite_store(path, [NOTICE], patience=IMPATIENT)) as store,
        pytest.raises(StoreError, match="another program is writing"),
    ):
        store.claim(now=NOON, lease_until=NOON)


def test_a_store_is_opened_and_read_while_somebody_writes(path: Path, holder: object) -> None:
    with closing(open_sqlite_store(path, [NOTICE], patience=IMPATIENT)) as store:
        assert found(store) == ["n1"]
        assert store.verify().sequence == 1


def test_a_backup_is_made_while_somebody_writes(path: Path, holder: object) -> None:
    copy = path.with_name("copy.db")
    with closing(open_sqlite_store(path, [NOTICE], patience=IMPATIENT)) as store:
        store.backup(copy)
    with closing(open_sqlite_store(copy, [NOTICE])) as copied:
        assert found(copied) == ["n1"]


def test_a_patient_writer_goes_on_when_the_other_one_ends(
    path: Path, holder: subprocess.Popen[str]
) -> None:
    with closing(open_sqlite_store(path, [NOTICE], patience=timedelta(seconds=30))) as store:
        assert holder.stdin is not None
        holder.stdin.write("\n")
        holder.stdin.flush()
        put(store, "n2")
        assert found(store) == ["n2", "n1"]


def test_a_killed_holder_holds_up_nobody(path: Path, holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.wait()
    with closing(open_sqlite_store(path, [NOTICE], patience=timedelta(seconds=30))) as store:
        put(store, "n2")
        assert store.verify().sequence == 2

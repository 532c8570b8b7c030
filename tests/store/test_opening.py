"""Opening a SQLite store: made for its owner only, and only if it is ours."""

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from disclosure_core.errors import StoreError
from disclosure_core.store.schema import NEWEST
from disclosure_core.store.sqlite import SqliteStore, open_sqlite_store
from disclosure_core.testing.store.kinds import NOTICE, PUBLIC, change, found, put

Sql = Callable[..., list[Any]]


def opening_fails(path: Path) -> str:
    with pytest.raises(StoreError) as refused:
        open_sqlite_store(path, [NOTICE])
    return str(refused.value)


def test_the_files_can_be_read_by_their_owner_only(store: SqliteStore, path: Path) -> None:
    put(store, "n1")
    files = sorted(path.parent.iterdir())
    assert [each.name for each in files] == ["office.db", "office.db-shm", "office.db-wal"]
    assert {stat.S_IMODE(each.stat().st_mode) for each in files} == {0o600}


def test_a_commit_is_on_the_disk_when_it_is_acknowledged(store: SqliteStore) -> None:
    with store._connections.lend() as database:
        settings = {
            name: database.conn.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,  # FULL
        "foreign_keys": 1,
        "busy_timeout": 10_000,
    }


def test_a_store_of_a_newer_version_is_refused_and_left_alone(
    store: SqliteStore, path: Path, sql: Sql
) -> None:
    put(store, "n1")
    store.close()
    sql(f"PRAGMA user_version={NEWEST + 1}")
    before = path.read_bytes()
    assert "install that version" in opening_fails(path)
    assert path.read_bytes() == before


def test_another_programs_database_is_refused_and_left_alone(path: Path, sql: Sql) -> None:
    sql("CREATE TABLE songs (title)")
    before = path.read_bytes()
    assert "another program's database" in opening_fails(path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_left_alone(path: Path) -> None:
    path.write_text("姓名,电话\n" * 200)
    assert "file is not a database" in opening_fails(path)
    assert path.read_text() == "姓名,电话\n" * 200


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert "cannot be made or opened" in opening_fails(tmp_path)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert "absent/office.db" in opening_fails(tmp_path / "absent" / "office.db")


def test_an_empty_file_becomes_a_store(path: Path) -> None:
    path.touch()
    with closing(open_sqlite_store(path, [NOTICE])) as store:
        assert store.verify().sequence == 0


def test_the_outbox_is_no_kind_of_record(path: Path) -> None:
    with pytest.raises(StoreError, match="outbox"):
        open_sqlite_store(path, [evolve(NOTICE, name="outbox")])
    assert not path.exists()


def test_several_programs_may_open_a_new_store_at_once(path: Path) -> None:
    program = (
        "import sys, pathlib\n"
        "from disclosure_core.store.sqlite import open_sqlite_store\n"
        "from disclosure_core.testing.store.kinds import NOTICE\n"
        "open_sqlite_store(pathlib.Path(sys.argv[1]), [NOTICE]).close()\n"
    )
    programs = [subprocess.Popen([sys.executable, "-c", program, path]) for _ in range(4)]
    assert [each.wait(timeout=60) for each in programs] == [0, 0, 0, 0]
    with closing(open_sqlite_store(path, [NOTICE])) as store:
        assert store.verify().sequence == 0


def test_a_store_whose_kinds_another_program_declared_otherwise_takes_no_writes(
    store: SqliteStore, path: Path
) -> None:
    put(store, "n1", {"title": "预算"})
    with closing(open_sqlite_store(path, [evolve(NOTICE, columns=("title",))])) as other:
        with pytest.raises(StoreError, match="declared otherwise"):
            put(store, "n2")
        put(other, "n3")
        assert found(other) == ["n3", "n1"]


def test_a_store_in_memory_serves_several_threads() -> None:
    with closing(open_sqlite_store(":memory:", [NOTICE])) as store:
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda number: put(store, f"n{number}"), range(40)))
            counts = list(pool.map(lambda _: len(found(store)), range(8)))
        assert counts == [40] * 8
        assert store.verify().sequence == 40


def test_stores_in_memory_are_apart() -> None:
    with (
        closing(open_sqlite_store(":memory:", [NOTICE])) as one,
        closing(open_sqlite_store(":memory:", [NOTICE])) as other,
    ):
        put(one, "n1")
        assert found(other) == []


def test_a_writer_gives_up_when_another_program_does_not_end(path: Path) -> None:
    patience = timedelta(milliseconds=100)
    with (
        closing(open_sqlite_store(path, [NOTICE], patience=patience)) as store,
        closing(sqlite3.connect(path, isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another program is writing"):
            put(store, "n1")
        other.execute("ROLLBACK")
        assert put(store, "n1").version == 1


def test_a_full_disk_leaves_nothing_half_written(store: SqliteStore) -> None:
    put(store, "n1", {"title": "预算"})
    with store._connections.lend() as database:
        (pages,) = database.conn.execute("PRAGMA page_count").fetchone()
        database.conn.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(StoreError, match="disk is full"):
        put(store, "n2", {"title": "决算" * 100_000})
    assert found(store, search="决算") == []
    assert store.verify().sequence == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_file_that_may_not_be_written_is_refused(store: SqliteStore, path: Path) -> None:
    store.close()
    path.chmod(0o400)
    assert "cannot be" in opening_fails(path)


def test_a_write_that_breaks_off_half_way_undoes_the_change(path: Path) -> None:
    with closing(open_sqlite_store(path, [NOTICE])) as store:
        put(store, "n1", {"title": "1"})
    broken = False

    def upgrade(body: Any) -> Any:
        if broken:
            raise ZeroDivisionError
        return body

    newer = evolve(NOTICE, schema_version=2, upgrades={1: upgrade})
    with closing(open_sqlite_store(path, [newer])) as store:
        broken = True
        with pytest.raises(StoreError, match="half-way"):
            put_and_swallow_an_error(store)
        broken = False
        assert found(store, PUBLIC) == ["n1"]
        assert store.verify().sequence == 1


def put_and_swallow_an_error(store: SqliteStore) -> None:
    with store.transaction(change()) as writing:
        writing.put(NOTICE.name, "n2", {}, visibility="public")
        with pytest.raises(ZeroDivisionError):
            writing.put(NOTICE.name, "n1", {"title": "2"}, visibility="public")

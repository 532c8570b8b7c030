"""A backup put in the place of a store: verified first, and what stood there is kept."""

import os
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from tests.data.stores.fill import NOTICE as OLD_NOTICE

from disclosure_core.errors import DisclosureError, JournalError, StoreError
from disclosure_core.store.restoring import Restored, restore_backup, verify_backup
from disclosure_core.store.schema import NEWEST
from disclosure_core.store.sqlite import SqliteStore, open_sqlite_store
from disclosure_core.testing.store.kinds import DRAFT, NOTICE, change, found, put

KINDS = (NOTICE, DRAFT)
STORES = Path(__file__).parents[1] / "data" / "stores"


@pytest.fixture
def backup(store: SqliteStore, tmp_path: Path) -> Path:
    """A backup with n1, of a store that by now has n2 as well."""
    put(store, "n1", {"title": "预算"})
    path = tmp_path / "backup.db"
    store.backup(path)
    put(store, "n2", {"title": "决算"})
    store.close()
    return path


def restored(backup: Path, target: Path, *, replace: bool = False) -> Restored:
    return restore_backup(backup, target, KINDS, change("恢复"), replace=replace)


def refused(backup: Path, target: Path, *, replace: bool = False) -> DisclosureError:
    """Restore it, which fails and leaves the folder as it was."""
    before = {each: each.read_bytes() for each in target.parent.iterdir()}
    with pytest.raises(DisclosureError) as caught:
        restored(backup, target, replace=replace)
    assert {each: each.read_bytes() for each in target.parent.iterdir()} == before
    return caught.value


def test_a_backup_restored_to_an_empty_place_is_the_store_it_was(
    backup: Path, tmp_path: Path
) -> None:
    target = tmp_path / "restored.db"
    done = restored(backup, target)
    assert done.kept is None
    assert done.checkpoint.sequence == 1
    with closing(open_sqlite_store(target, KINDS)) as store:
        assert found(store, search="预算") == ["n1"]
        assert store.verify([done.checkpoint]).sequence == 2


def test_the_restored_store_says_in_its_journal_who_restored_it(
    backup: Path, tmp_path: Path
) -> None:
    target = tmp_path / "restored.db"
    restored(backup, target)
    with closing(open_sqlite_store(target, KINDS)) as store:
        head = store.head()
    assert head is not None
    assert (head.kind, head.id, head.who, head.why) == ("setting", "last-restore", "李敏", "恢复")


def test_the_restored_file_is_its_owners_only_and_alone(backup: Path, tmp_path: Path) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    restored(backup, folder / "office.db")
    assert [each.name for each in folder.iterdir()] == ["office.db"]
    assert stat.S_IMODE((folder / "office.db").stat().st_mode) == 0o600


def test_the_backup_itself_stays_as_it_is(backup: Path, tmp_path: Path) -> None:
    before = backup.read_bytes()
    restored(backup, tmp_path / "restored.db")
    assert backup.read_bytes() == before


def test_a_store_that_stands_there_is_not_replaced_unasked(backup: Path, path: Path) -> None:
    error = refused(backup, path)
    assert f"There is a store {path} already" in str(error)
    assert "--yes" in str(error)


def test_a_store_that_is_replaced_is_kept_whole(backup: Path, path: Path) -> None:
    done = restored(backup, path, replace=True)
    assert done.kept == path.with_name("office.before-restore.db")
    with closing(open_sqlite_store(path, KINDS)) as store:
        assert found(store) == ["n1"]
    assert done.kept is not None
    with closing(open_sqlite_store(done.kept, KINDS)) as kept:
        assert found(kept) == ["n2", "n1"]
        assert kept.verify().sequence == 2


def test_what_was_only_in_the_log_beside_the_store_is_kept_too(
    store: SqliteStore, path: Path, tmp_path: Path
) -> None:
    put(store, "n1")
    backup = tmp_path / "backup.db"
    store.backup(backup)
    put(store, "n2")
    crashed = tmp_path / "crashed" / "office.db"
    crashed.parent.mkdir()
    for each in ("", "-wal"):  # as a killed program leaves them
        shutil.copyfile(f"{path}{each}", f"{crashed}{each}")
    done = restored(backup, crashed, replace=True)
    assert done.kept is not None
    with closing(open_sqlite_store(done.kept, KINDS)) as kept:
        assert found(kept) == ["n2", "n1"]


def test_nothing_kept_is_overwritten_by_restoring_again(backup: Path, path: Path) -> None:
    kept = [restored(backup, path, replace=True).kept for _ in range(3)]
    assert [each.name for each in kept if each] == [
        "office.before-restore.db",
        "office.before-restore-2.db",
        "office.before-restore-3.db",
    ]


def test_a_store_that_is_in_use_is_not_replaced(backup: Path, path: Path) -> None:
    with closing(open_sqlite_store(path, KINDS)) as used:
        found(used)
        with pytest.raises(StoreError, match="is in use"):
            restored(backup, path, replace=True)
        put(used, "n3")
        assert found(used) == ["n3", "n2", "n1"]


def test_a_damaged_store_is_replaced_and_kept_as_it_is(backup: Path, path: Path) -> None:
    path.write_bytes(b"damaged" * 1000)
    done = restored(backup, path, replace=True)
    assert done.kept is not None
    assert done.kept.read_bytes() == b"damaged" * 1000
    with closing(open_sqlite_store(path, KINDS)) as store:
        assert found(store) == ["n1"]


def test_a_backup_whose_pages_are_damaged_is_refused(backup: Path, path: Path) -> None:
    content = bytearray(backup.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 4096] = os.urandom(4096)
    backup.write_bytes(content)
    refused(backup, path, replace=True)


def test_a_backup_that_was_changed_is_refused(backup: Path, path: Path) -> None:
    with closing(sqlite3.connect(backup)) as connection, connection:
        connection.execute("UPDATE versions SET body = '{}'")
    error = refused(backup, path, replace=True)
    assert isinstance(error, JournalError)


def test_a_backup_that_was_cut_off_is_refused(backup: Path, path: Path) -> None:
    backup.write_bytes(backup.read_bytes()[:5000])
    refused(backup, path, replace=True)


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"", "holds no store"), (b"dear" * 1000, "file is not a database")],
    ids=["empty", "other"],
)
def test_a_file_that_is_no_backup_is_refused(
    tmp_path: Path, path: Path, content: bytes, told: str
) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(content)
    assert told in str(refused(other, path))


def test_a_backup_that_is_not_there_is_told(tmp_path: Path, path: Path) -> None:
    assert "There is no backup" in str(refused(tmp_path / "absent.db", path))


def test_another_programs_database_is_refused(tmp_path: Path, path: Path) -> None:
    other = tmp_path / "songs.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE songs (title)")
    assert "another program's database" in str(refused(other, path))


def test_a_store_is_no_backup_of_itself(backup: Path, path: Path) -> None:
    assert "is the store itself" in str(refused(path, path, replace=True))


def test_a_backup_of_a_newer_version_is_refused(backup: Path, path: Path) -> None:
    with closing(sqlite3.connect(backup)) as connection:
        connection.execute(f"PRAGMA user_version={NEWEST + 1}")
    assert "install that version" in str(refused(backup, path, replace=True))


@pytest.mark.parametrize("version", range(1, NEWEST))
def test_a_backup_of_an_older_version_is_restored_in_the_present_form(
    tmp_path: Path, version: int
) -> None:
    target = tmp_path / "restored.db"
    backup = STORES / f"version-{version}.db"
    restore_backup(backup, target, [OLD_NOTICE], change(), replace=False)
    with closing(open_sqlite_store(target, [OLD_NOTICE])) as store:
        assert store.taken_forward is None
        assert store.history(OLD_NOTICE.name, "budget", visible=frozenset({"public"}))
        store.verify()


def test_a_backup_is_verified_without_being_changed(backup: Path) -> None:
    before = (backup.read_bytes(), backup.stat().st_mtime_ns)
    assert verify_backup(backup).sequence == 1
    assert (backup.read_bytes(), backup.stat().st_mtime_ns) == before
    assert not backup.with_name("backup.db-wal").exists()


def test_a_folder_that_is_not_there_is_told(backup: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="absent"):
        restored(backup, tmp_path / "absent" / "office.db")

"""A disk that is full, a file that may not be written: told clearly, nothing half-written."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.data.stores.fill import DRAFT
from tests.data.stores.fill import NOTICE as OLD_NOTICE
from tests.faults.disks import NOBODY, SmallDisk, small_disk, without_privileges

from disclosure_core.errors import StoreError
from disclosure_core.store.sqlite import SqliteStore, open_sqlite_store
from disclosure_core.testing.store.kinds import NOTICE, found, put

OLD = Path(__file__).parents[1] / "data" / "stores" / "version-1.db"
LONG = "预算决算公开" * 4000


@pytest.fixture
def disk() -> Iterator[SmallDisk]:
    with small_disk(2048) as made:
        if made is None:
            pytest.skip("nothing may be mounted here; RLIMIT_FSIZE is tried instead")
        yield made


def write_until_full(store: SqliteStore) -> tuple[list[str], StoreError]:
    """The ids of what was acknowledged, and the error that ended it."""
    kept: list[str] = []
    try:
        for number in range(1000):
            put(store, f"n{number}", {"title": LONG})
            kept.append(f"n{number}")
    except StoreError as error:
        return kept, error
    raise AssertionError("the disk never was full")


def test_a_full_disk_is_told_and_keeps_what_was_acknowledged(disk: SmallDisk) -> None:
    path = disk.folder / "office.db"
    with closing(open_sqlite_store(path, [NOTICE])) as store:
        kept, error = write_until_full(store)
        assert kept
        assert str(path) in str(error)
        assert "make room" in str(error)
        assert sorted(found(store, search="预算")) == sorted(kept)
        assert store.verify().sequence == len(kept)


def test_a_store_goes_on_when_there_is_room_again(disk: SmallDisk) -> None:
    with closing(open_sqlite_store(disk.folder / "office.db", [NOTICE])) as store:
        kept, _ = write_until_full(store)
        disk.resize(8192)
        put(store, "after")
        assert sorted(found(store)) == sorted([*kept, "after"])
        assert store.verify().sequence == len(kept) + 1


def test_a_store_is_opened_again_on_a_full_disk_once_there_is_room(disk: SmallDisk) -> None:
    path = disk.folder / "office.db"
    with closing(open_sqlite_store(path, [NOTICE])) as store:
        kept, _ = write_until_full(store)
    disk.resize(8192)
    with closing(open_sqlite_store(path, [NOTICE])) as store:
        assert sorted(found(store)) == sorted(kept)
        assert store.verify().sequence == len(kept)


def test_a_backup_to_a_full_disk_leaves_nothing_of_it(disk: SmallDisk, tmp_path: Path) -> None:
    with closing(open_sqlite_store(tmp_path / "office.db", [NOTICE])) as store:
        for number in range(40):
            put(store, f"n{number}", {"title": LONG})
        with pytest.raises(StoreError, match="make room") as caught:
            store.backup(disk.folder / "copy.db")
        assert str(disk.folder / "copy.db") in str(caught.value)
        assert list(disk.folder.iterdir()) == []
        assert put(store, "after").version == 1


def test_an_old_store_on_a_nearly_full_disk_is_left_as_it_is(disk: SmallDisk) -> None:
    path = disk.folder / "office.db"
    shutil.copyfile(OLD, path)
    disk.resize(OLD.stat().st_size // 1024 + 200)  # room for the one copy, not for the other
    before = path.read_bytes()
    with pytest.raises(StoreError, match="make room") as caught:
        open_sqlite_store(path, [OLD_NOTICE, DRAFT])
    assert "it is as it was" in str(caught.value)
    assert path.read_bytes() == before
    disk.resize(4096)
    with closing(open_sqlite_store(path, [OLD_NOTICE, DRAFT])) as store:
        assert store.verify().sequence == 14


def test_a_new_store_on_a_full_disk_is_refused(disk: SmallDisk) -> None:
    disk.fill()
    with pytest.raises(StoreError, match=r"office\.db"):
        open_sqlite_store(disk.folder / "office.db", [NOTICE])
    disk.empty()
    with closing(open_sqlite_store(disk.folder / "office.db", [NOTICE])) as store:
        assert put(store, "n1").version == 1


def test_a_write_protected_disk_is_told(disk: SmallDisk) -> None:
    path = disk.folder / "office.db"
    with closing(open_sqlite_store(path, [NOTICE])) as store:
        put(store, "n1")
    disk.write_protect()
    with pytest.raises(StoreError, match="may be written") as caught:
        open_sqlite_store(path, [NOTICE])
    assert str(path) in str(caught.value)


LIMITED = """
import pathlib, resource, signal, sys
from disclosure_core.errors import StoreError
from disclosure_core.store.sqlite import open_sqlite_store
from disclosure_core.testing.store.kinds import NOTICE, put
store = open_sqlite_store(pathlib.Path(sys.argv[1]), [NOTICE])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
try:
    for number in range(1000):
        put(store, f"n{number}", {"title": "预算决算公开" * 4000})
        print(f"n{number}", flush=True)
except StoreError as error:
    sys.exit(str(error))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit")
def test_a_file_that_may_not_grow_keeps_what_was_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "office.db"
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, path], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert str(path) in done.stderr
    assert "Nothing was half written" in done.stderr
    kept = done.stdout.split()
    assert kept
    with closing(open_sqlite_store(path, [NOTICE])) as store:
        assert sorted(found(store, search="预算")) == sorted(kept)
        assert store.verify().sequence == len(kept)
        assert put(store, "after").version == 1


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder of somebody without privileges, outside the superuser's own."""
    made = Path(tempfile.mkdtemp(prefix="disclosure-rights-"))
    if os.geteuid() == 0:
        os.chown(made, NOBODY, NOBODY)
    yield made
    made.chmod(0o700)
    shutil.rmtree(made)


def test_a_file_that_may_not_be_written_is_told(folder: Path) -> None:
    path = folder / "office.db"
    with without_privileges():
        with closing(open_sqlite_store(path, [NOTICE])) as store:
            put(store, "n1")
        path.chmod(0o400)
        with pytest.raises(StoreError, match="may be written") as caught:
            open_sqlite_store(path, [NOTICE])
        assert str(path) in str(caught.value)
        path.chmod(0o600)
        with closing(open_sqlite_store(path, [NOTICE])) as store:
            assert found(store) == ["n1"]


def test_a_folder_that_may_not_be_written_is_told(folder: Path) -> None:
    path = folder / "office.db"
    with without_privileges():
        with closing(open_sqlite_store(path, [NOTICE])) as store:
            put(store, "n1")
        folder.chmod(0o500)
        with pytest.raises(StoreError) as caught:
            put_once(path)
        assert str(path) in str(caught.value)
        assert caught.value.fix is not None
        folder.chmod(0o700)
        with closing(open_sqlite_store(path, [NOTICE])) as store:
            assert found(store) == ["n1"]
            assert store.verify().sequence == 1


def put_once(path: Path) -> None:
    with closing(open_sqlite_store(path, [NOTICE])) as store:
        put(store, "n2")

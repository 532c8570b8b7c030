"""A copy of the store, made while it is in use."""

import stat
from contextlib import closing
from pathlib import Path

import pytest

from disclosure_core.errors import StoreError
from disclosure_core.store.sqlite import SqliteStore, open_sqlite_store
from disclosure_core.testing.store.kinds import NOON, NOTICE, change, found, put


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "copy.db"


def test_a_backup_is_a_whole_store(store: SqliteStore, copy: Path) -> None:
    with store.transaction(change()) as transaction:
        transaction.put(NOTICE.name, "n1", {"title": "预算公开"}, visibility="public")
        transaction.enqueue("k", {}, release="n1", due_at=NOON)
    store.backup(copy)
    with closing(open_sqlite_store(copy, [NOTICE])) as copied:
        assert found(copied, search="预算") == ["n1"]
        assert copied.deliveries() == store.deliveries()
        assert copied.verify() == store.verify()


def test_a_backup_is_one_file_for_its_owner_only(store: SqliteStore, copy: Path) -> None:
    put(store, "n1")
    store.backup(copy)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert [each.name for each in copy.parent.glob("copy*")] == ["copy.db"]


def test_a_backup_is_as_of_before_a_change_under_way(store: SqliteStore, copy: Path) -> None:
    put(store, "n1")
    with closing(open_sqlite_store(copy.with_name("office.db"), store.kinds.values())) as other:
        with store.transaction(change()) as transaction:
            transaction.put(NOTICE.name, "n2", {}, visibility="public")
            other.backup(copy)
        with closing(open_sqlite_store(copy, [NOTICE])) as copied:
            assert found(copied) == ["n1"]


def test_a_backup_replaces_nothing(store: SqliteStore, copy: Path) -> None:
    copy.write_text("dear")
    with pytest.raises(StoreError, match="replaces nothing"):
        store.backup(copy)
    assert copy.read_text() == "dear"


def test_a_backup_into_a_missing_folder_is_refused(store: SqliteStore, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"absent/copy\.db"):
        store.backup(tmp_path / "absent" / "copy.db")


def test_a_store_in_memory_can_be_kept(copy: Path) -> None:
    with closing(open_sqlite_store(":memory:", [NOTICE])) as store:
        put(store, "n1")
        store.backup(copy)
    with closing(open_sqlite_store(copy, [NOTICE])) as copied:
        assert found(copied) == ["n1"]

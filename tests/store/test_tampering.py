"""What somebody changes in the file, past the office, is found and named."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from disclosure_core.errors import JournalError
from disclosure_core.records.digest import digest
from disclosure_core.store.sqlite import SqliteStore, open_sqlite_store
from disclosure_core.testing.store.kinds import NOON, NOTICE, change, put

Sql = Callable[..., list[Any]]


@pytest.fixture
def filled(store: SqliteStore) -> SqliteStore:
    """Entries 1 to 4 are n1, n2, n1 again, a removed n3; 5 is its removal, 6 a delivery."""
    for title, name in enumerate(("n1", "n2", "n1", "n3")):
        put(store, name, {"title": str(title)}, visibility="staff")
    with store.transaction(change()) as transaction:
        transaction.remove(NOTICE.name, "n3")
        transaction.enqueue("k", {"channel": "portal"}, release="n1", due_at=NOON)
    assert store.verify().sequence == 6
    return store


FORGED = '{"title":"forged"}'
FORGED_DIGEST = digest({"title": "forged"})


@pytest.mark.parametrize(
    ("statement", "sequence"),
    [
        (f"UPDATE versions SET body='{FORGED}' WHERE id='n2'", 2),
        (f"UPDATE versions SET body='{FORGED}', digest='{FORGED_DIGEST}' WHERE id='n2'", 2),
        (f"UPDATE versions SET body='{FORGED}' WHERE id='n1' AND version=1", 1),
        ("UPDATE versions SET visibility='public' WHERE id='n2'", 2),
        ("UPDATE versions SET changed_at='2020-01-01T00:00:00.000000+00:00' WHERE id='n2'", 2),
        ("UPDATE versions SET schema_version=2 WHERE id='n2'", 2),
        ("UPDATE versions SET body=NULL, digest=NULL WHERE id='n2'", 2),
        (f"UPDATE versions SET body='{FORGED}' WHERE id='n3' AND version=2", 5),
        ("UPDATE versions SET version=9 WHERE id='n1' AND version=2", 3),
        ("DELETE FROM versions WHERE id='n1' AND version=1", 1),
        ("DELETE FROM versions WHERE id='n3' AND version=2", 5),
        ("UPDATE records SET visibility='public' WHERE id='n2'", 2),
        ("DELETE FROM records WHERE id='n2'", 2),
        ("UPDATE records SET number=1, version=1 WHERE id='n1'", 3),
        ("UPDATE outbox SET body='{}'", 6),
        ("UPDATE outbox SET due_at='2030-01-01T00:00:00.000000+00:00'", 6),
        ("UPDATE outbox SET state='delivered'", 6),
        ("UPDATE outbox SET release='n2'", 6),
        ("DELETE FROM outbox", 6),
        ("UPDATE journal SET stated=replace(stated, 'test', 'other') WHERE sequence=4", 4),
        ("UPDATE journal SET stated=replace(stated, '\"after\"', '\"before\"')", 1),
        ("UPDATE journal SET stated=stated || ' ' WHERE sequence=3", 3),
        ("UPDATE journal SET stated='' WHERE sequence=2", 2),
        ("UPDATE journal SET stated='{}' WHERE sequence=2", 2),
        ("UPDATE journal SET digest='md5:' || substr(digest, 8) WHERE sequence=2", 2),
        ("UPDATE journal SET id='n9' WHERE sequence=4", 4),
        ("UPDATE journal SET version=9 WHERE sequence=4", 4),
        ("UPDATE journal SET kind='contract:draft' WHERE sequence=4", 4),
        ("DELETE FROM journal WHERE sequence=4", 4),
        ("DELETE FROM journal WHERE sequence=1", 1),
        ("UPDATE journal SET sequence=sequence+1 WHERE sequence=6", 6),
    ],
)
def test_a_change_past_the_office_is_named_by_the_first_entry_that_does_not_fit(
    filled: SqliteStore, sql: Sql, statement: str, sequence: int
) -> None:
    sql(statement)
    with pytest.raises(JournalError) as broken:
        filled.verify()
    assert broken.value.sequence == sequence


def test_a_version_that_no_entry_speaks_of_is_found(filled: SqliteStore, sql: Sql) -> None:
    sql(
        "INSERT INTO versions (kind, id, version, schema_version, visibility, changed_at, body,"
        " digest) VALUES (?, 'n9', 1, 1, 'public', '2026-01-01', ?, ?)",
        NOTICE.name,
        FORGED,
        FORGED_DIGEST,
    )
    with pytest.raises(JournalError, match="n9, version 1, is in no journal entry"):
        filled.verify()


def test_a_record_shown_without_any_version_is_found(filled: SqliteStore, sql: Sql) -> None:
    sql(
        "INSERT INTO records (number, kind, id, version, visibility)"
        " VALUES (99, ?, 'n9', 1, 'public')",
        NOTICE.name,
    )
    with pytest.raises(JournalError, match="n9 is not shown as"):
        filled.verify()


def test_a_removed_record_shown_again_is_found(filled: SqliteStore, sql: Sql) -> None:
    sql(
        "INSERT INTO records (number, kind, id, version, visibility)"
        " SELECT number, kind, id, version, visibility FROM versions WHERE id='n3' AND version=1"
    )
    with pytest.raises(JournalError, match="n3 is not shown as"):
        filled.verify()


def test_the_last_entries_cut_off_with_their_records_need_a_checkpoint(
    filled: SqliteStore, sql: Sql
) -> None:
    kept = filled.verify()
    sql("DELETE FROM outbox")
    sql("DELETE FROM journal WHERE sequence = 6")
    assert filled.verify().sequence == 5
    with pytest.raises(JournalError) as broken:
        filled.verify([kept])
    assert broken.value.sequence == 6


def test_a_file_put_back_from_yesterday_needs_a_checkpoint(
    store: SqliteStore, path: Path, tmp_path: Path
) -> None:
    put(store, "n1")
    store.backup(tmp_path / "yesterday.db")
    put(store, "n1")
    today = store.verify()
    store.close()
    for each in tmp_path.glob("office.db*"):
        each.unlink()
    (tmp_path / "yesterday.db").rename(path)
    back = open_sqlite_store(path, [NOTICE])
    with pytest.raises(JournalError) as broken:
        back.verify([today])
    back.close()
    assert broken.value.sequence == 2

"""Stores of older versions: taken forward on a copy first, then in one transaction, or not at all.

They were written by the code of those versions, see tests/data/stores/README.md.
"""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType

import pytest
from attrs import evolve
from sqlite_utils import Database
from tests.data.stores.fill import DRAFT, NOON, NOTICE

from disclosure_core.errors import StoreError
from disclosure_core.records.values import Query, RecordKind
from disclosure_core.store import migrating, schema
from disclosure_core.store.schema import NEWEST
from disclosure_core.store.sqlite import SqliteStore, open_sqlite_store

STORES = Path(__file__).parents[1] / "data" / "stores"
OLDER = range(1, NEWEST)
STAFF = frozenset({"public", "staff"})


@pytest.fixture
def old(request: pytest.FixtureRequest, path: Path) -> Path:
    """A store of an older version, as its own code left it."""
    version = getattr(request, "param", 1)
    shutil.copyfile(STORES / f"version-{version}.db", path)
    path.chmod(0o600)
    return path


every_version = pytest.mark.parametrize("old", OLDER, indirect=True)


def opened(path: Path, *kinds: RecordKind) -> SqliteStore:
    return open_sqlite_store(path, kinds or (NOTICE, DRAFT))


def files(path: Path) -> list[str]:
    return sorted(each.name for each in path.parent.iterdir())


def dump(path: Path) -> list[str]:
    """All that a file holds but what is looked up by, as its version holds it."""
    with closing(sqlite3.connect(path)) as connection:
        tables = ("versions", "journal", "outbox")
        return [
            repr(row)
            for table in tables
            for row in connection.execute(f"SELECT * FROM {table} ORDER BY 1")
        ]


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


@every_version
def test_everything_an_old_store_held_is_there(old: Path) -> None:
    with closing(opened(old)) as store:
        found = {each.id: each for each in store.each(Query(kind=NOTICE.name), visible=STAFF)}
        assert set(found) == {"budget", "aid-0", "aid-1", "aid-2", "aid-4", "aid-5"}
        assert found["budget"].body["title"] == "2026年部门决算公开"
        assert found["budget"].version == 2
        history = store.history(NOTICE.name, "budget", visible=STAFF)
        assert [each.body["title"] for each in history] == [
            "2026年部门预算公开",
            "2026年部门决算公开",
        ]
        assert store.get(DRAFT.name, "plan", visible=STAFF).version == 1
        assert store.verify().sequence == store.head().sequence  # type: ignore[union-attr]


@every_version
def test_what_an_old_store_held_is_found(old: Path) -> None:
    with closing(opened(old)) as store:
        aid = Query(kind=NOTICE.name, search="临时救助", sort="agency")
        assert store.count(aid, visible=STAFF) == 5
        assert store.count(Query(kind=NOTICE.name, where={"year": 2026}), visible=STAFF) == 1
        assert store.count(Query(kind=DRAFT.name, search="招生"), visible=STAFF) == 1


@every_version
def test_the_outbox_of_an_old_store_goes_on(old: Path) -> None:
    with closing(opened(old)) as store:
        states = {each.key: (each.state, each.claims) for each in store.deliveries()}
        assert states == {
            "delivered": ("delivered", 1),
            "leased": ("pending", 1),
            "pending": ("pending", 0),
        }
        (claim,) = store.claim(now=NOON, lease_until=NOON)
        assert claim.key == "pending"


@every_version
def test_the_file_as_it_was_is_kept_beside_it(old: Path) -> None:
    before, present = dump(old), version(old)
    with closing(opened(old)) as store:
        assert store.taken_forward is not None
        kept = store.taken_forward.kept
    assert kept == old.with_name(f"office.before-version-{NEWEST}.db")
    assert (version(kept), dump(kept)) == (present, before)
    assert version(old) == NEWEST
    assert files(old) == sorted([old.name, kept.name])


def test_a_store_of_this_version_is_opened_without_a_copy(old: Path) -> None:
    opened(old).close()
    with closing(opened(old)) as store:
        assert store.taken_forward is None
    assert len(files(old)) == 2


def test_a_name_that_is_taken_gets_a_number(old: Path) -> None:
    taken = old.with_name(f"office.before-version-{NEWEST}.db")
    taken.write_text("dear")
    with closing(opened(old)) as store:
        assert store.taken_forward is not None
        assert store.taken_forward.kept.name == f"office.before-version-{NEWEST}-2.db"
    assert taken.read_text() == "dear"


def refused(path: Path, *kinds: RecordKind) -> StoreError:
    """Open it, which fails and leaves everything as it was."""
    before = (dump(path), version(path), files(path))
    with pytest.raises(StoreError) as caught:
        opened(path, *kinds)
    assert (dump(path), version(path), files(path)) == before
    assert "it is as it was" in str(caught.value)
    assert str(path) in str(caught.value)
    return caught.value


Step = Callable[[Database], None]


def with_step(monkeypatch: pytest.MonkeyPatch, step: Step) -> None:
    """The library as it will be with one more step."""
    later = NEWEST + 1
    monkeypatch.setattr(schema, "STEPS", MappingProxyType({**schema.STEPS, later: step}))
    monkeypatch.setattr(schema, "NEWEST", later)
    monkeypatch.setattr(migrating, "NEWEST", later)


def _breaks_off(database: Database) -> None:
    database.conn.execute("UPDATE outbox SET claims = claims + 1")
    raise ZeroDivisionError("half-way")


def _loses_versions(database: Database) -> None:
    database.conn.execute("DELETE FROM versions WHERE version = 1")


def _loses_deliveries(database: Database) -> None:
    database.conn.execute("DELETE FROM outbox WHERE state = 'pending'")


def _forges_a_body(database: Database) -> None:
    database.conn.execute("UPDATE versions SET body = '{}' WHERE id = 'budget' AND version = 1")


def _loses_a_referent(database: Database) -> None:
    database.conn.execute("CREATE TABLE later (number INTEGER REFERENCES versions (number))")
    database.conn.execute("INSERT INTO later VALUES (999)")


@pytest.mark.parametrize(
    ("step", "told"),
    [
        (_breaks_off, "half-way"),
        (_loses_versions, "versions"),
        (_loses_deliveries, "outbox"),
        (_forges_a_body, "is not what journal entry"),
        (_loses_a_referent, "later"),
    ],
)
def test_a_step_that_harms_the_copy_never_reaches_the_file(
    old: Path, monkeypatch: pytest.MonkeyPatch, step: Step, told: str
) -> None:
    with_step(monkeypatch, step)
    assert told in str(refused(old))
    with closing(sqlite3.connect(old)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_a_step_that_fails_on_the_file_only_is_undone(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = []

    def second_time(database: Database) -> None:
        database.conn.execute("DELETE FROM outbox WHERE number < 0")
        taken.append(database)
        if len(taken) == 2:
            raise sqlite3.OperationalError("disk I/O error")

    with_step(monkeypatch, second_time)
    refused(old)
    assert len(taken) == 2


def test_an_old_store_whose_journal_is_broken_is_told_and_left(old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection, connection:
        connection.execute("UPDATE versions SET body = '{}' WHERE id = 'budget'")
    error = refused(old)
    assert "is not what journal entry" in str(error)
    assert "whose journal verifies" in str(error)


def test_a_kind_that_cannot_read_what_was_written_is_told_on_the_copy(old: Path) -> None:
    def upgrade(body: object) -> dict[str, object]:
        raise ValueError("no such agency")

    newer = evolve(NOTICE, schema_version=2, upgrades={1: upgrade})
    assert "no such agency" in str(refused(old, newer, DRAFT))


def test_without_room_for_the_copies_nothing_is_begun(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(old.parent)
    monkeypatch.setattr(
        shutil, "disk_usage", lambda _: type(usage)(usage.total, usage.used, 100_000)
    )
    error = refused(old)
    assert "0 MiB free; 1 MiB are needed" in str(error)
    assert "make room" in str(error)


def test_what_a_killed_migration_left_is_taken_away(old: Path) -> None:
    stale = old.with_name(f"{old.name}.trial-killed")
    stale.mkdir()
    (stale / old.name).write_text("half a copy")
    opened(old).close()
    assert not stale.exists()


def test_a_migration_waits_for_who_is_writing(old: Path) -> None:
    with closing(sqlite3.connect(old, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another program is writing"):
            open_sqlite_store(old, [NOTICE, DRAFT], patience=timedelta(milliseconds=50))
    assert version(old) == 1

"""Schemas of older versions: taken forward in one transaction, checked before its end, or not.

They were written by the code of those versions, see data/README.md.
"""

import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from types import MappingProxyType
from typing import Any

import psycopg
import pytest

from disclosure_core import DisclosureError, Query, RecordKind, StoreError
from disclosure_postgres import schema as schemas
from disclosure_postgres.schema import NEWEST, Statement
from disclosure_postgres.store import PostgresStore, open_postgres_store
from disclosure_postgres.testing import Server

NOTICE = RecordKind(
    name="sample:notice",
    value=dict,
    public=True,
    search_text=("title", "number"),
    columns=("agency", "year"),
)
DRAFT = RecordKind(name="sample:draft", value=dict, search_text=("title",))
STAFF = frozenset({"public", "staff"})
DATA = Path(__file__).parent / "data"
OLDER = range(1, NEWEST)

Sql = Callable[..., list[Any]]


@pytest.fixture
def old(request: pytest.FixtureRequest, server: Server, schema: str) -> str:
    """The address of a schema of an older version, as its own code left it."""
    version = getattr(request, "param", 1)
    written = (DATA / f"version-{version}.sql").read_text("utf-8")
    written = written.replace("CREATE SCHEMA sample;", "").replace("sample.", f"{schema}.")
    with psycopg.connect(server.address("public"), autocommit=True) as connection:
        connection.execute(written.encode())
    return server.address(schema)


every_version = pytest.mark.parametrize("old", OLDER, indirect=True)


def opened(address: str) -> PostgresStore:
    return open_postgres_store(address, [NOTICE, DRAFT])


def dump(sql: Sql) -> str:
    """All that a schema holds but what is looked up by."""
    told = [
        sql(f"SELECT to_jsonb(t) FROM {table} AS t ORDER BY 1")
        for table in ("versions", "journal", "outbox", "chain", "disclosure_migrations")
    ]
    return json.dumps(told, default=str)


@every_version
def test_everything_an_old_schema_held_is_there_and_found(old: str) -> None:
    with closing(opened(old)) as store:
        found = {each.id: each for each in store.each(Query(kind=NOTICE.name), visible=STAFF)}
        assert set(found) == {"budget", "aid-0", "aid-1", "aid-2", "aid-4", "aid-5"}
        assert found["budget"].version == 2
        assert store.count(Query(kind=NOTICE.name, search="临时救助"), visible=STAFF) == 5
        assert store.count(Query(kind=NOTICE.name, where={"year": 2026}), visible=STAFF) == 1
        states = {each.key: (each.state, each.claims) for each in store.deliveries()}
        assert states["delivered"] == ("delivered", 1)
        assert states["leased"] == ("pending", 1)
        assert store.verify().sequence == 14


@every_version
def test_each_step_that_was_left_is_recorded(old: str, sql: Sql) -> None:
    opened(old).close()
    steps = sql("SELECT step FROM disclosure_migrations ORDER BY step")
    assert steps == [(step,) for step in range(1, NEWEST + 1)]


def refused(address: str, sql: Sql) -> DisclosureError:
    """Open it, which fails and leaves everything as it was."""
    before = dump(sql)
    with pytest.raises(DisclosureError) as caught:
        opened(address)
    assert dump(sql) == before
    return caught.value


def with_step(monkeypatch: pytest.MonkeyPatch, *statements: Statement) -> None:
    """The plugin as it will be with one more step."""
    steps = MappingProxyType({**schemas.STEPS, NEWEST + 1: statements})
    monkeypatch.setattr(schemas, "STEPS", steps)
    monkeypatch.setattr(schemas, "NEWEST", NEWEST + 1)


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("SELECT nothing", "nothing"),
        ("DELETE FROM outbox WHERE state = 'pending'", "outbox"),
        ("UPDATE versions SET body = '{}' WHERE id = 'aid-1'", "is not what journal entry"),
    ],
)
def test_a_step_that_harms_what_is_kept_is_undone(
    old: str, sql: Sql, monkeypatch: pytest.MonkeyPatch, statement: str, told: str
) -> None:
    with_step(monkeypatch, "CREATE TABLE later (title text)", statement)
    assert told in str(refused(old, sql))
    assert sql("SELECT to_regclass('later')") == [(None,)]


def test_a_schema_whose_journal_is_broken_is_told_and_left(old: str, sql: Sql) -> None:
    sql("UPDATE versions SET body = '{}' WHERE id = 'aid-1'")
    assert "is not what journal entry" in str(refused(old, sql))


def test_a_newer_schema_is_refused_and_left(old: str, sql: Sql) -> None:
    sql("INSERT INTO disclosure_migrations (step) VALUES (%s)", NEWEST + 1)
    error = refused(old, sql)
    assert isinstance(error, StoreError)
    assert "install that version" in str(error)


def test_programs_that_open_an_old_schema_at_once_take_it_forward_once(old: str, sql: Sql) -> None:
    start = threading.Barrier(4)

    def program(_: int) -> int:
        start.wait()
        with closing(opened(old)) as store:
            return store.verify().sequence

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(program, range(4))) == {14}
    assert sql("SELECT count(*) FROM disclosure_migrations") == [(NEWEST,)]

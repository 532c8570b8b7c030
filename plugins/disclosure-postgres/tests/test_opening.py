"""Opening a store: its tables made once, only among its own, by an address that stays secret."""

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from attrs import evolve

from disclosure_core import StoreError
from disclosure_core.store.sqlite import open_sqlite_store
from disclosure_core.testing.store import MakeStore
from disclosure_core.testing.store.kinds import NOTICE, PUBLIC, change, found, put
from disclosure_postgres.schema import NEWEST
from disclosure_postgres.store import PostgresStore, open_postgres_store
from disclosure_postgres.testing import Server

Sql = Callable[..., list[Any]]


def opening_fails(address: str) -> str:
    with pytest.raises(StoreError) as refused:
        open_postgres_store(address, [NOTICE])
    return str(refused.value)


def test_each_step_forward_is_recorded(store: PostgresStore, sql: Sql) -> None:
    steps = sql("SELECT step FROM disclosure_migrations ORDER BY step")
    assert steps == [(step,) for step in range(1, NEWEST + 1)]


def test_a_step_that_fails_leaves_nothing(address: str, sql: Sql) -> None:
    sql("CREATE FUNCTION columns_by_value() RETURNS int LANGUAGE sql AS 'SELECT 1'")
    sql("CREATE TYPE search AS (taken int)")  # a name that a later statement wants
    assert "search" in opening_fails(address)
    assert (
        sql(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
        )
        == []
    )


def test_a_store_of_a_newer_version_is_refused(
    store: PostgresStore, address: str, sql: Sql
) -> None:
    sql("INSERT INTO disclosure_migrations (step) VALUES (%s)", NEWEST + 1)
    assert "install that version" in opening_fails(address)


def test_another_programs_tables_are_refused_and_left_alone(address: str, sql: Sql) -> None:
    sql("CREATE TABLE records (title text)")
    assert "another program's tables" in opening_fails(address)
    assert sql("SELECT count(*) FROM records") == [(0,)]


def test_other_tables_may_stand_beside(address: str, sql: Sql) -> None:
    sql("CREATE TABLE songs (title text)")
    with closing(open_postgres_store(address, [NOTICE])) as store:
        assert put(store, "n1").version == 1


def test_offices_in_schemas_of_one_database_are_apart(server: Server, store: PostgresStore) -> None:
    put(store, "n1")
    other = server.address(server.new_schema())
    with closing(open_postgres_store(other, [NOTICE])) as apart:
        assert found(apart) == []


def test_a_schema_that_is_not_there_is_told(server: Server) -> None:
    assert "no schema of the search path exists" in opening_fails(server.address("absent"))


def test_a_database_of_another_encoding_is_refused(server: Server) -> None:
    server.sql("CREATE DATABASE old ENCODING 'SQL_ASCII' TEMPLATE template0 LOCALE 'C'")
    address = server.address("public").replace("/postgres?", "/old?")
    assert "SQL_ASCII" in opening_fails(address)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://office:hush@127.0.0.1:1/office",
        "postgresql://office@127.0.0.1:1/office?password=hush",
        "postgresql://office:hush hush@127.0.0.1:1/office",
        "postgresql://office:hush@127.0.0.1:port/office",
        "postgresql://office:hush@127.0.0.1:1/office?hush=hush",
        "postgresql://office:hush@[::1/office",
        "postgresql://office:hush%zz@127.0.0.1/office",
    ],
)
def test_no_error_shows_the_password(address: str) -> None:
    with pytest.raises(StoreError) as refused:
        open_postgres_store(address, [NOTICE])
    assert "hush" not in str(refused.value)
    assert "hush" not in repr(refused.value)


def test_a_server_that_is_not_there_is_told_with_its_address() -> None:
    told = opening_fails("postgresql://office:hush@127.0.0.1:1/office")
    assert "postgresql://office@127.0.0.1:1/office cannot be used" in told
    assert "look whether the server runs" in told


def test_a_commit_is_durable_even_where_the_server_would_not_care(server: Server) -> None:
    address = server.address(server.new_schema()) + "%20-csynchronous_commit%3Doff"
    with (
        closing(open_postgres_store(address, [NOTICE])) as store,
        store._connections.lend() as connection,
    ):
        assert connection.execute("SHOW synchronous_commit").fetchone() == ("on",)


def test_a_database_that_takes_no_writes_is_told(server: Server, schema: str) -> None:
    with closing(open_postgres_store(server.address(schema), [NOTICE])) as store:
        put(store, "n1")
    address = server.address(schema) + "%20-cdefault_transaction_read_only%3Don"
    with closing(open_postgres_store(address, [NOTICE])) as store:
        with pytest.raises(StoreError, match="takes no writes"):
            put(store, "n2")
        assert found(store) == ["n1"]


def test_a_user_without_rights_is_told(server: Server, schema: str) -> None:
    with closing(open_postgres_store(server.address(schema), [NOTICE])):
        pass
    server.sql("CREATE ROLE visitor LOGIN")
    server.sql(f"GRANT USAGE ON SCHEMA {schema} TO visitor")
    address = server.address(schema).replace("office@", "visitor@")
    assert "permission denied" in opening_fails(address)


def test_a_writer_gives_up_when_another_program_does_not_end(
    address: str, store: PostgresStore
) -> None:
    impatient = open_postgres_store(address, [NOTICE], patience=timedelta(milliseconds=100))
    with closing(impatient), store.transaction(change()):
        with pytest.raises(StoreError, match="another program is writing"):
            put(impatient, "n1")
        assert found(impatient) == []
    with closing(open_postgres_store(address, [NOTICE])) as patient:
        assert put(patient, "n1").version == 1


def test_a_store_whose_kinds_another_program_declared_otherwise_takes_no_writes(
    store: PostgresStore, address: str
) -> None:
    put(store, "n1", {"title": "预算"})
    newer = evolve(NOTICE, columns=("title",))
    with closing(open_postgres_store(address, [newer])) as other:
        with pytest.raises(StoreError, match="declared otherwise"):
            put(store, "n2")
        put(other, "n3")
        assert found(other) == ["n3", "n1"]


def test_connections_that_the_server_ended_are_made_anew(
    store: PostgresStore, server: Server
) -> None:
    put(store, "n1")
    _end_connections(server)
    assert found(store) == ["n1"]
    _end_connections(server)
    assert put(store, "n2").version == 1


def test_a_connection_lost_inside_a_change_undoes_it(store: PostgresStore, server: Server) -> None:
    with pytest.raises(StoreError, match="cannot be used"):
        _lose_the_connection(store, server)
    assert found(store) == []
    assert put(store, "n2").version == 1
    assert store.verify().sequence == 1


def _lose_the_connection(store: PostgresStore, server: Server) -> None:
    with store.transaction(change()) as transaction:
        transaction.put(NOTICE.name, "n1", {}, visibility="public")
        _end_connections(server)
        transaction.put(NOTICE.name, "n2", {}, visibility="public")


def _end_connections(server: Server) -> None:
    server.sql(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
        " WHERE application_name = 'disclosure' AND pid <> pg_backend_pid()"
    )


def test_a_backup_is_a_sqlite_store_with_everything(store: PostgresStore, tmp_path: Path) -> None:
    put(store, "n1", {"title": "预算"})
    put(store, "n1", {"title": "决算"})
    store.backup(tmp_path / "office.sqlite")
    assert [each.name for each in tmp_path.iterdir()] == ["office.sqlite"]
    with closing(open_sqlite_store(tmp_path / "office.sqlite", [NOTICE])) as copied:
        assert found(copied, search="决算") == ["n1"]
        assert len(copied.history(NOTICE.name, "n1", visible=PUBLIC)) == 2
        assert copied.verify() == store.verify()


def test_a_backup_replaces_nothing(store: PostgresStore, tmp_path: Path) -> None:
    (tmp_path / "dear").write_text("dear")
    with pytest.raises(StoreError, match="replaces nothing"):
        store.backup(tmp_path / "dear")
    assert (tmp_path / "dear").read_text() == "dear"


def test_a_write_that_breaks_off_half_way_undoes_the_change(make_store: MakeStore) -> None:
    store = make_store(NOTICE)
    with pytest.raises(StoreError):
        _write_and_swallow_an_error(store)
    assert found(store) == []
    assert store.verify().sequence == 0


def _write_and_swallow_an_error(store: Any) -> None:
    with store.transaction(change()) as transaction:
        transaction.put(NOTICE.name, "n1", {}, visibility="public")
        with pytest.raises(psycopg.Error):
            transaction._connection.execute("SELECT nothing").fetchall()

"""PostgreSQL on a disk that is full: told clearly, nothing half-written, and it goes on after.

The disk of the tables is full, not that of the server's own log: without room for that PostgreSQL
stops as a whole, which is a lost connection.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from tests.faults.disks import SmallDisk, small_disk
from tests.faults.places import postgres_server

from disclosure_core.errors import StoreError
from disclosure_core.records.store import Store
from disclosure_core.testing.store.kinds import NOTICE, PUBLIC, found, put


@pytest.fixture(scope="module")
def server() -> Iterator[Any]:
    with postgres_server() as running:
        if running is None:
            if "postgres" in os.environ.get("DISCLOSURE_REQUIRE", "").split(","):
                pytest.fail("needs postgres, and DISCLOSURE_REQUIRE demands it", pytrace=False)
            pytest.skip("needs a PostgreSQL server, which is not installed")
        yield running.running


@pytest.fixture
def disk(server: Any) -> Iterator[SmallDisk]:
    """A disk with a database on it; 24 MiB, of which an empty database takes eight."""
    with small_disk(24 * 1024) as made:
        if made is None:
            pytest.skip("nothing may be mounted here")
        inner = made.folder / "tables"
        inner.mkdir()
        made.folder.chmod(0o755)
        if server.as_user is not None:
            shutil.chown(inner, server.as_user)
        server.sql(f"CREATE TABLESPACE small LOCATION '{inner}'")
        server.sql("CREATE DATABASE office TABLESPACE small")
        yield made
        server.sql("DROP DATABASE office WITH (FORCE)")
        server.sql("DROP TABLESPACE small")


@pytest.fixture
def store(server: Any, disk: SmallDisk) -> Iterator[Store]:
    from disclosure_postgres.store import open_postgres_store

    address = server.address("public").replace("/postgres?", "/office?")
    with closing(open_postgres_store(address, [NOTICE])) as opened:
        yield opened


def test_a_full_disk_is_told_keeps_what_was_acknowledged_and_is_left_behind(
    store: Store, disk: SmallDisk
) -> None:
    kept: list[str] = []
    with pytest.raises(StoreError, match="make room"):
        _write_on(store, kept)
    assert kept
    assert {id: store.get(NOTICE.name, id, visible=PUBLIC).version for id in kept} == dict.fromkeys(
        kept, 1
    )
    disk.resize(64 * 1024)
    assert store.verify().sequence == len(kept)
    put(store, "after")
    assert sorted(found(store, search="预算")) == sorted(kept)
    assert sorted(found(store)) == sorted([*kept, "after"])
    assert store.verify().sequence == len(kept) + 1


def _write_on(store: Store, kept: list[str]) -> None:
    for number in range(1000):
        text = os.urandom(60_000).hex()  # nothing that could be compressed away
        put(store, f"n{number}", {"title": "预算公开", "text": text})
        kept.append(f"n{number}")

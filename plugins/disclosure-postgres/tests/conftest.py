"""A PostgreSQL server of the tests' own, and a store in an empty schema of it.

Where no server is installed the tests are skipped, unless ``DISCLOSURE_REQUIRE`` demands it.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from typing import Any

import pytest

from disclosure_core import RecordKind
from disclosure_core.testing.store import MakeStore
from disclosure_core.testing.store.kinds import DRAFT, NOTICE
from disclosure_postgres.store import PostgresStore, open_postgres_store
from disclosure_postgres.testing import Server, server_programs, temporary_server


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """One server for all tests of a process."""
    programs = server_programs()
    if programs is None:
        if "postgres" in os.environ.get("DISCLOSURE_REQUIRE", "").split(","):
            pytest.fail("needs postgres, and DISCLOSURE_REQUIRE demands it", pytrace=False)
        pytest.skip("needs a PostgreSQL server, which is not installed")
    with temporary_server(programs) as running:
        yield running


@pytest.fixture
def schema(server: Server) -> str:
    return server.new_schema()


@pytest.fixture
def address(server: Server, schema: str) -> str:
    """The address of an empty schema."""
    return server.address(schema)


@pytest.fixture
def make_store(address: str) -> Iterator[MakeStore]:
    with ExitStack() as opened:

        def make(*kinds: RecordKind) -> PostgresStore:
            return opened.enter_context(closing(open_postgres_store(address, kinds)))

        yield make


@pytest.fixture
def store(make_store: MakeStore) -> Any:
    return make_store(NOTICE, DRAFT)


@pytest.fixture
def sql(server: Server, schema: str) -> Callable[..., list[Any]]:
    """Runs a statement on the tables behind the store's back."""
    return lambda statement, *values: server.sql(statement, *values, schema=schema)

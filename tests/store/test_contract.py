"""SQLite keeps the store's contract."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from disclosure_core.store.sqlite import open_sqlite_store
from disclosure_core.testing.store import MakeStore, StoreContract


class TestSqlite(StoreContract):
    @pytest.fixture
    def make_store(self, tmp_path: Path) -> Iterator[MakeStore]:
        with ExitStack() as opened:
            yield lambda *kinds: opened.enter_context(
                closing(open_sqlite_store(tmp_path / "office.db", kinds))
            )

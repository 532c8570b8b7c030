"""A program killed while it takes an old store forward: it is of the old version or the new."""

import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from tests.data.stores.fill import DRAFT, NOTICE

from disclosure_core.store.schema import NEWEST
from disclosure_core.store.sqlite import open_sqlite_store

OLD = Path(__file__).parents[1] / "data" / "stores" / "version-1.db"

OPENER = """
import pathlib, sys
from disclosure_core.store.sqlite import open_sqlite_store
from tests.data.stores.fill import DRAFT, NOTICE
print("begins", flush=True)
open_sqlite_store(pathlib.Path(sys.argv[1]), [NOTICE, DRAFT]).close()
"""


@pytest.mark.parametrize("seed", range(6))
def test_a_store_whose_migration_was_killed_is_taken_forward_the_next_time(
    tmp_path: Path, seed: int
) -> None:
    path = tmp_path / "office.db"
    shutil.copyfile(OLD, path)
    program = subprocess.Popen(
        [sys.executable, "-c", OPENER, path],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "begins\n"
    time.sleep(random.Random(seed).uniform(0, 0.12))
    program.send_signal(signal.SIGKILL)
    program.communicate()
    assert version(path) in {1, NEWEST}
    with closing(open_sqlite_store(path, [NOTICE, DRAFT])) as store:
        assert store.verify().sequence == 14
        assert len(store.deliveries()) == 3
    assert version(path) == NEWEST
    assert list(tmp_path.glob("*.trial-*")) == []
    for kept in tmp_path.glob("office.before-version-*.db"):
        assert version(kept) == 1


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])

"""A program killed at any instant: what it acknowledged is there, nothing is half there."""

import random
import signal
import subprocess
import sys
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from disclosure_core.store.sqlite import open_sqlite_store
from disclosure_core.testing.store.kinds import NOON, NOTICE, PUBLIC, change, found

WRITER = """
import itertools, pathlib, sys
from disclosure_core.store.sqlite import open_sqlite_store
from disclosure_core.testing.store.kinds import NOON, NOTICE, change
store = open_sqlite_store(pathlib.Path(sys.argv[1]), [NOTICE])
for number in itertools.count():
    with store.transaction(change()) as transaction:
        for half in "ab":
            transaction.put(NOTICE.name, f"{number}{half}", {"title": "预算公示" * 50},
                            visibility="public")
        transaction.put(NOTICE.name, "counter", {"year": number}, visibility="public")
        transaction.enqueue(str(number), {"n": number}, release=f"{number}a", due_at=NOON)
    print(number, flush=True)
"""

WORKER = """
import pathlib, sys, time
from datetime import timedelta
from disclosure_core.store.sqlite import open_sqlite_store
from disclosure_core.testing.store.kinds import NOON, NOTICE
store = open_sqlite_store(pathlib.Path(sys.argv[1]), [NOTICE])
print(*(claim.key for claim in store.claim(now=NOON, lease_until=NOON + timedelta(minutes=5))),
      flush=True)
time.sleep(60)
"""

COUNTER = """
import pathlib, sys
from disclosure_core.errors import StaleVersionError
from disclosure_core.store.sqlite import open_sqlite_store
from disclosure_core.testing.store.kinds import NOTICE, PUBLIC, put
store = open_sqlite_store(pathlib.Path(sys.argv[1]), [NOTICE])
done = 0
while done < 50:
    read = store.get(NOTICE.name, "counter", visible=PUBLIC)
    try:
        put(store, "counter", {"year": read.body["year"] + 1}, expected_version=read.version)
    except StaleVersionError:
        continue
    done += 1
"""


def start(program: str, path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, path], stdout=subprocess.PIPE, text=True
    )


@pytest.mark.parametrize("seed", range(5))
def test_a_killed_writer_loses_nothing_it_acknowledged(path: Path, seed: int) -> None:
    writer = start(WRITER, path)
    assert writer.stdout is not None
    writer.stdout.readline()  # it has begun
    time.sleep(random.Random(seed).uniform(0, 0.3))
    writer.send_signal(signal.SIGKILL)
    rest, _ = writer.communicate()
    acknowledged = int(rest.splitlines()[-1]) if rest.splitlines() else 0
    with closing(open_sqlite_store(path, [NOTICE])) as store:
        last = store.get(NOTICE.name, "counter", visible=PUBLIC).body["year"]
        assert last in {acknowledged, acknowledged + 1}
        expected = {f"{number}{half}" for number in range(last + 1) for half in "ab"}
        assert set(found(store, search="公示预算", limit=1000)) == expected
        assert [each.key for each in store.deliveries()] == [str(n) for n in range(last + 1)]
        assert store.verify().sequence == 4 * (last + 1)


def test_a_delivery_whose_worker_was_killed_is_claimed_after_its_lease(path: Path) -> None:
    with closing(open_sqlite_store(path, [NOTICE])) as store:
        with store.transaction(change()) as transaction:
            transaction.enqueue("k", {}, release="r", due_at=NOON)
        worker = start(WORKER, path)
        assert worker.stdout is not None
        assert worker.stdout.readline().strip() == "k"
        worker.kill()
        worker.communicate()
        soon, later = NOON + timedelta(minutes=1), NOON + timedelta(minutes=5)
        assert store.claim(now=soon, lease_until=later) == ()
        (again,) = store.claim(now=later, lease_until=later + timedelta(minutes=5))
        assert (again.key, again.number) == ("k", 2)


def test_two_programs_lose_no_update(path: Path) -> None:
    with closing(open_sqlite_store(path, [NOTICE])) as store:
        with store.transaction(change()) as transaction:
            transaction.put(NOTICE.name, "counter", {"year": 0}, visibility="public")
        programs = [start(COUNTER, path), start(COUNTER, path)]
        for each in programs:
            each.communicate(timeout=60)
        assert [each.returncode for each in programs] == [0, 0]
        assert store.get(NOTICE.name, "counter", visible=PUBLIC).body == {"year": 100}
        assert store.verify().sequence == 101


FORKED = """
import os, pathlib, sys
from disclosure_core.store.sqlite import open_sqlite_store
from disclosure_core.testing.store.kinds import NOTICE, found, put
store = open_sqlite_store(pathlib.Path(sys.argv[1]), [NOTICE])
put(store, "before")
children = []
for name in ("one", "other"):
    child = os.fork()
    if child == 0:
        for number in range(20):
            put(store, f"{name}-{number}")
        os._exit(0)
    children.append(child)
for number in range(20):
    put(store, f"parent-{number}")
for child in children:
    assert os.waitpid(child, 0)[1] == 0
assert len(found(store)) == 61
assert store.verify().sequence == 61
"""


def test_a_store_opened_before_a_fork_serves_parent_and_children(path: Path) -> None:
    parent = start(FORKED, path)
    parent.communicate(timeout=60)
    assert parent.returncode == 0

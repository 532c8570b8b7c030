"""Several programs at once, and programs killed at any instant: nothing lost, nothing doubled."""

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import closing
from datetime import timedelta

import pytest

from disclosure_core.testing.store.kinds import NOON, NOTICE, PUBLIC, change, found, put
from disclosure_postgres.store import PostgresStore, open_postgres_store

OPEN = """
import itertools, os, sys, time
from datetime import timedelta
from disclosure_core.errors import StaleVersionError
from disclosure_core.testing.store.kinds import NOON, NOTICE, PUBLIC, change, found, put
from disclosure_postgres.store import open_postgres_store
store = open_postgres_store(sys.argv[1], [NOTICE])
"""

WRITER = """
for number in itertools.count():
    with store.transaction(change()) as transaction:
        for half in "ab":
            transaction.put(NOTICE.name, f"{number}{half}", {"title": "预算公示" * 50},
                            visibility="public")
        transaction.put(NOTICE.name, "counter", {"year": number}, visibility="public")
        transaction.enqueue(str(number), {"n": number}, release=f"{number}a", due_at=NOON)
    print(number, flush=True)
"""

SLEEPY_WORKER = """
claims = store.claim(now=NOON, lease_until=NOON + timedelta(minutes=5))
print(*(claim.key for claim in claims), flush=True)
time.sleep(60)
"""

SLEEPY_WRITER = """
with store.transaction(change()) as transaction:
    transaction.put(NOTICE.name, "half", {"title": "half"}, visibility="public")
    found(store)
    print("writing", flush=True)
    time.sleep(60)
"""

WORKER = """
sys.stdin.readline()
while claims := store.claim(now=NOON, lease_until=NOON + timedelta(minutes=5), limit=3):
    for claim in claims:
        print(claim.key, flush=True)
    with store.transaction(change()) as transaction:
        for claim in claims:
            transaction.settle(claim, claim.body, state="delivered")
"""

COUNTER = """
done = 0
while done < 40:
    read = store.get(NOTICE.name, "counter", visible=PUBLIC)
    try:
        put(store, "counter", {"year": read.body["year"] + 1}, expected_version=read.version)
    except StaleVersionError:
        continue
    done += 1
"""

FORKED = """
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


def start(program: str, address: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", OPEN + program, address],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def kill(program: subprocess.Popen[str]) -> str:
    program.send_signal(signal.SIGKILL)
    rest, _ = program.communicate(timeout=60)
    return rest


@pytest.mark.parametrize("seed", range(int(os.environ.get("KILLED_WRITERS", "5"))))
def test_a_killed_writer_loses_nothing_it_acknowledged(address: str, seed: int) -> None:
    writer = start(WRITER, address)
    assert writer.stdout is not None
    writer.stdout.readline()  # it has begun
    time.sleep(random.Random(seed).uniform(0, 0.3))
    lines = kill(writer).splitlines()
    acknowledged = int(lines[-1]) if lines else 0
    with closing(open_postgres_store(address, [NOTICE])) as store:
        put(store, "after")  # waits until the server has undone what was under way
        last = store.get(NOTICE.name, "counter", visible=PUBLIC).body["year"]
        assert last in {acknowledged, acknowledged + 1}
        expected = {f"{number}{half}" for number in range(last + 1) for half in "ab"}
        assert set(found(store, search="公示预算", limit=1000)) == expected
        assert [each.key for each in store.deliveries()] == [str(n) for n in range(last + 1)]
        assert store.verify().sequence == 4 * (last + 1) + 1


def test_a_writer_killed_inside_a_change_leaves_nothing_of_it_and_holds_up_nobody(
    address: str, store: PostgresStore
) -> None:
    writer = start(SLEEPY_WRITER, address)
    assert writer.stdout is not None
    assert writer.stdout.readline().strip() == "writing"
    kill(writer)
    put(store, "whole")
    assert found(store) == ["whole"]
    assert store.verify().sequence == 1


def test_a_delivery_whose_worker_was_killed_is_claimed_after_its_lease(
    address: str, store: PostgresStore
) -> None:
    with store.transaction(change()) as transaction:
        transaction.enqueue("k", {}, release="r", due_at=NOON)
    worker = start(SLEEPY_WORKER, address)
    assert worker.stdout is not None
    assert worker.stdout.readline().strip() == "k"
    kill(worker)
    soon, later = NOON + timedelta(minutes=1), NOON + timedelta(minutes=5)
    assert store.claim(now=soon, lease_until=later) == ()
    (again,) = store.claim(now=later, lease_until=later + timedelta(minutes=5))
    assert (again.key, again.number) == ("k", 2)


def test_programs_that_claim_at_once_take_each_delivery_once(
    address: str, store: PostgresStore
) -> None:
    keys = [f"k{number:03}" for number in range(150)]
    with store.transaction(change()) as transaction:
        for key in keys:
            transaction.enqueue(key, {}, release="r", due_at=NOON)
    workers = [start(WORKER, address) for _ in range(3)]
    taken = [each.communicate("go\n", timeout=120)[0].split() for each in workers]
    assert [each.returncode for each in workers] == [0, 0, 0]
    assert sorted(key for keys in taken for key in keys) == keys
    assert {each.state for each in store.deliveries()} == {"delivered"}
    assert {each.claims for each in store.deliveries()} == {1}
    assert store.verify().sequence == 300


def test_a_claim_does_not_wait_for_a_delivery_that_is_being_settled(
    store: PostgresStore, make_store: object
) -> None:
    with store.transaction(change()) as transaction:
        for key in "ab":
            transaction.enqueue(key, {}, release="r", due_at=NOON)
    (held,) = store.claim(now=NOON, lease_until=NOON)
    other = make_store(NOTICE)  # type: ignore[operator]
    with store.transaction(change()) as transaction:
        transaction.settle(held, {}, state="delivered")
        found(store)  # what was written has reached the server
        (free,) = other.claim(now=NOON, lease_until=NOON + timedelta(minutes=1), limit=2)
    assert (held.key, free.key) == ("a", "b")


def test_two_programs_lose_no_update(address: str, store: PostgresStore) -> None:
    put(store, "counter", {"year": 0})
    programs = [start(COUNTER, address), start(COUNTER, address)]
    for each in programs:
        each.communicate(timeout=120)
    assert [each.returncode for each in programs] == [0, 0]
    assert store.get(NOTICE.name, "counter", visible=PUBLIC).body == {"year": 80}
    assert store.verify().sequence == 81


def test_several_programs_may_open_a_new_store_at_once(address: str) -> None:
    programs = [start("", address) for _ in range(4)]
    for each in programs:
        each.communicate(timeout=60)
    assert [each.returncode for each in programs] == [0, 0, 0, 0]
    with closing(open_postgres_store(address, [NOTICE])) as store:
        assert store.verify().sequence == 0


def test_a_store_opened_before_a_fork_serves_parent_and_children(address: str) -> None:
    parent = start(FORKED, address)
    parent.communicate(timeout=60)
    assert parent.returncode == 0

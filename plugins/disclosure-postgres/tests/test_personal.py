"""Personal fields in PostgreSQL: nothing forged passes, and wiping rewrites the tables' files."""

import random
import signal
import time
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest

from disclosure_core import JournalError
from disclosure_core.records.personal import ERASED
from disclosure_core.testing.store.kinds import NOTICE, change
from disclosure_core.testing.store.personal import BODY, HANDLER, VISIT, act, visit
from disclosure_postgres.addresses import read_address
from disclosure_postgres.connections import PATIENCE, Connections
from disclosure_postgres.personal_agreement import destroyed_of
from disclosure_postgres.store import PostgresStore, open_postgres_store
from disclosure_postgres.testing import Server
from disclosure_postgres.verification import agreed_at_once

from .test_processes import start

Sql = Callable[..., list[Any]]


@pytest.fixture
def visits(make_store: Any) -> PostgresStore:
    opened: PostgresStore = make_store(NOTICE, VISIT)
    return opened


@pytest.fixture
def filled(visits: PostgresStore) -> PostgresStore:
    """Entries 1 to 4 are visits, 5 an erasure, 6 a purge, 7 a hold."""
    for name in ("v1", "erased", "purged", "held"):
        visit(visits, name)
    act(visits, lambda transaction: transaction.erase(VISIT.name, "erased"))
    act(visits, lambda transaction: transaction.purge(VISIT.name, "purged"))
    act(visits, lambda transaction: transaction.hold(VISIT.name, "held"))
    assert visits.verify().sequence == 7
    return visits


FORGED = "convert_to('\"forged\"', 'UTF8')"


@pytest.mark.parametrize(
    ("statement", "sequence"),
    [
        (f"UPDATE personal SET value={FORGED} WHERE id='v1'", 1),
        ("UPDATE personal SET value='\\xff00fe' WHERE id='v1'", 1),
        ("UPDATE personal SET salt='\\x00' WHERE id='v1'", 1),
        ("UPDATE personal SET field='place' WHERE id='v1' AND field='visitor'", 1),
        ("UPDATE personal SET key='0' WHERE id='v1' AND field='visitor'", 1),
        ("UPDATE personal SET id='v9' WHERE id='v1'", 0),
        ("UPDATE personal SET version=9 WHERE id='v1'", 0),
        ("DELETE FROM personal WHERE id='v1'", 1),
        ("DELETE FROM personal WHERE id='v1' AND field='visitor'", 1),
        ("UPDATE personal SET salt=NULL, value=NULL WHERE id='v1'", 1),
        ("UPDATE personal SET salt=NULL WHERE id='v1'", 1),
        (f"UPDATE personal SET salt='\\x00', value={FORGED} WHERE id='erased'", 2),
        (f"UPDATE personal SET value={FORGED} WHERE id='erased'", 2),
        ("DELETE FROM personal WHERE id='erased'", 2),
        ("UPDATE versions SET body=replace(body::text, 'hmac', 'HMAC')::jsonb WHERE id='v1'", 1),
        ("UPDATE versions SET body=NULL WHERE id='v1'", 1),
        ("UPDATE versions SET body='{}' WHERE id='purged'", 3),
        ("UPDATE versions SET digest=NULL WHERE id='purged'", 3),
        ("DELETE FROM versions WHERE id='purged'", 3),
        ("DELETE FROM journal WHERE kind='purge'", 3),
        ("DELETE FROM journal WHERE kind='erase'", 5),
        ("UPDATE journal SET id='contract:visit v1' WHERE kind='erase'", 5),
        ("UPDATE journal SET kind='unhold' WHERE kind='hold'", 7),
    ],
)
def test_what_is_forged_past_the_office_is_found(
    filled: PostgresStore, sql: Sql, statement: str, sequence: int
) -> None:
    sql(statement)
    with pytest.raises(JournalError) as broken:
        filled.verify()
    assert broken.value.sequence == sequence


def test_what_was_destroyed_or_held_is_no_reason_to_read_every_entry(
    filled: PostgresStore, address: str
) -> None:
    with (
        closing(Connections(read_address(address), PATIENCE)) as connections,
        connections.lend() as connection,
    ):
        found = agreed_at_once(connection, (), destroyed_of(connection))
    assert found == filled.verify()


def test_nothing_of_what_was_destroyed_stays_in_the_tables_files_once_they_are_wiped(
    visits: PostgresStore, server: Server, sql: Sql
) -> None:
    name, phone = "此处独有之人", "此处独有之号码"  # other tests' schemas are in the same files
    for number in range(50):
        visit(visits, f"v{number}", visitor=f"{name}{number}", contact={"phone": phone})
    server.sql("CHECKPOINT")
    assert _in_files(server, name) != []
    with visits.transaction(change()) as transaction:
        for number in range(0, 50, 2):
            transaction.erase(VISIT.name, f"v{number}")
            transaction.purge(VISIT.name, f"v{number + 1}")
    visits.wipe()
    server.sql("CHECKPOINT")
    assert _in_files(server, name, phone) == []
    assert sql("SELECT count(*) FROM search") == [(25,)]
    assert visits.verify().sequence == 100


def _in_files(server: Server, *texts: str) -> list[str]:
    """The tables' files that hold one of the texts; not the log, which the server keeps longer."""
    return [
        each.name
        for each in (server.folder / "data" / "base").rglob("*")
        if each.is_file() and any(text.encode() in each.read_bytes() for text in texts)
    ]


DESTROYER = """
from disclosure_core.testing.store.personal import VISIT
store.close()
store = open_postgres_store(sys.argv[1], [NOTICE, VISIT])
print("ready", flush=True)
for number in range(40):
    with store.transaction(change()) as transaction:
        transaction.erase(VISIT.name, f"e{number}")
        transaction.purge(VISIT.name, f"p{number}")
    print(number, flush=True)
"""


@pytest.mark.parametrize("seed", range(3))
def test_a_program_killed_while_it_destroys_leaves_each_change_whole_or_undone(
    visits: PostgresStore, address: str, seed: int
) -> None:
    with visits.transaction(change()) as transaction:
        for number in range(40):
            for name in (f"e{number}", f"p{number}"):
                transaction.put(VISIT.name, name, BODY, visibility="staff")
    program = start(DESTROYER, address)
    assert program.stdout is not None
    program.stdout.readline()
    time.sleep(random.Random(seed).uniform(0, 0.25))
    program.send_signal(signal.SIGKILL)
    rest, _ = program.communicate(timeout=60)
    acknowledged = [int(line) for line in rest.split()]
    with closing(open_postgres_store(address, [NOTICE, VISIT])) as store:
        visit(store, "after")  # waits until the server has undone what was under way
        store.verify()
        erased = {
            number
            for number in range(40)
            if store.get(VISIT.name, f"e{number}", visible=HANDLER).body["visitor"] == ERASED
        }
        purged = {
            number
            for number in range(40)
            if not store.history(VISIT.name, f"p{number}", visible=HANDLER)
        }
        assert erased == purged >= set(acknowledged)
        assert len(erased) <= len(acknowledged) + 1

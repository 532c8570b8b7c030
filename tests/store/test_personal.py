"""Personal fields in a SQLite file: gone to the last byte when erased; nothing forged passes."""

import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from disclosure_core.errors import JournalError, StoreError
from disclosure_core.records.personal import ERASED, MARKS, commitment_of
from disclosure_core.store.personal_agreement import destroyed_of
from disclosure_core.store.sqlite import SqliteStore, open_sqlite_store
from disclosure_core.store.verification import agreed_at_once
from disclosure_core.testing.store.kinds import NOTICE, change
from disclosure_core.testing.store.personal import (
    BODY,
    HANDLER,
    NAME,
    PHONE,
    STEPS,
    VISIT,
    act,
    check_history,
    visit,
)

Sql = Callable[..., list[Any]]


@pytest.fixture
def visits(path: Path) -> Iterator[SqliteStore]:
    with closing(open_sqlite_store(path, [NOTICE, VISIT])) as opened:
        yield opened


def found_in_files(path: Path, *texts: str) -> list[tuple[str, str]]:
    """Which files beside the store's hold which texts."""
    return [
        (each.name, text)
        for each in sorted(path.parent.glob(f"{path.name}*"))
        for text in texts
        if text.encode() in each.read_bytes()
    ]


def test_what_is_written_is_in_the_file_until_it_is_erased(visits: SqliteStore, path: Path) -> None:
    visit(visits)
    assert found_in_files(path, NAME, PHONE) != []
    act(visits, lambda transaction: transaction.erase(VISIT.name, "v1"))
    assert found_in_files(path, NAME, PHONE) == []


@pytest.mark.parametrize("seed", range(3))
def test_nothing_of_an_erased_value_stays_in_file_or_log(
    visits: SqliteStore, path: Path, seed: int
) -> None:
    """Values of every length, several versions, pages that split and empty between them."""
    chance = random.Random(seed)
    secrets = [f"秘{number:04}密" + "长" * chance.choice([0, 3, 40, 900]) for number in range(300)]
    with visits.transaction(change()) as transaction:
        for number, secret in enumerate(secrets):
            transaction.put(
                VISIT.name, f"v{number}", {**BODY, "visitor": secret}, visibility="staff"
            )
    for number in chance.sample(range(300), 60):  # second versions, and removals
        visit(visits, f"v{number}", visitor=secrets[number])
    erased = chance.sample(range(300), 150)
    for start in range(0, 150, 30):
        with visits.transaction(change()) as transaction:
            for number in erased[start : start + 30]:
                transaction.erase(VISIT.name, f"v{number}")
    assert found_in_files(path, *(secrets[number][:6] for number in erased)) == []
    kept = sorted(set(range(300)) - set(erased))
    assert len({text for _, text in found_in_files(path, *(secrets[n][:6] for n in kept))}) == 150
    assert visits.verify().sequence == 360 + 150


def test_salts_are_destroyed_with_the_values(visits: SqliteStore, path: Path) -> None:
    visit(visits)
    with visits.contents() as contents:
        salts = [each.salt for each in contents.personal]
    act(visits, lambda transaction: transaction.erase(VISIT.name, "v1"))
    written = b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*"))
    assert all(salt is not None and salt not in written for salt in salts)


def test_nothing_of_a_purged_record_stays_once_the_file_is_wiped(
    visits: SqliteStore, path: Path
) -> None:
    text = "曾用名与住址" * 400
    for number in range(40):
        visit(visits, f"v{number}", matter=f"查询{number:03}{text}")
    with visits.transaction(change()) as transaction:
        for number in range(40):
            transaction.purge(VISIT.name, f"v{number}")
    visits.wipe()
    assert found_in_files(path, "曾用名", "名与住", "政务大厅", NAME, PHONE) == []
    assert path.stat().st_size < 300_000
    assert visits.verify().sequence == 80


def test_wiping_says_so_when_another_program_reads_all_the_while(path: Path) -> None:
    with closing(open_sqlite_store(path, [NOTICE, VISIT])) as visits:
        visit(visits)
        with closing(sqlite3.connect(path)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM versions").fetchone()
            act(visits, lambda transaction: transaction.erase(VISIT.name, "v1"))
            assert visits.get(VISIT.name, "v1", visible=HANDLER).body["visitor"] == ERASED
            assert found_in_files(path, NAME) != []  # the reader's snapshot still needs it
            with pytest.raises(StoreError, match="another program reads"):
                visits.wipe()
        visits.wipe()
        assert found_in_files(path, NAME, PHONE) == []


def test_a_backup_made_before_still_has_what_was_erased_after(
    visits: SqliteStore, path: Path, tmp_path: Path
) -> None:
    visit(visits)
    visits.backup(tmp_path / "before.db")
    act(visits, lambda transaction: transaction.erase(VISIT.name, "v1"))
    visits.backup(tmp_path / "after.db")
    assert PHONE.encode() in (tmp_path / "before.db").read_bytes()
    assert PHONE.encode() not in (tmp_path / "after.db").read_bytes()
    with closing(open_sqlite_store(tmp_path / "after.db", [NOTICE, VISIT])) as after:
        assert after.verify() == visits.verify()


@pytest.mark.parametrize(
    ("statement", "sequence"),
    [
        ("UPDATE personal SET value=CAST('\"forged\"' AS BLOB) WHERE id='v1'", 1),
        ("UPDATE personal SET value='\"forged\"' WHERE id='v1'", 1),
        ("UPDATE personal SET value=x'ff00fe' WHERE id='v1'", 1),
        ("UPDATE personal SET salt=zeroblob(32) WHERE id='v1'", 1),
        ("UPDATE personal SET salt='text' WHERE id='v1'", 1),
        ("UPDATE personal SET field='place' WHERE id='v1' AND field='visitor'", 1),
        ("UPDATE personal SET key='0' WHERE id='v1' AND field='visitor'", 1),
        ("UPDATE personal SET id='v9' WHERE id='v1'", 0),
        ("UPDATE personal SET version=9 WHERE id='v1'", 0),
        ("DELETE FROM personal WHERE id='v1'", 1),
        ("DELETE FROM personal WHERE id='v1' AND field='visitor'", 1),
        (
            "UPDATE personal SET erased=1, salt=zeroblob(32), value=zeroblob(64) WHERE id='v1'",
            1,
        ),
        ("UPDATE personal SET erased=1 WHERE id='v1'", 1),
        ("UPDATE personal SET erased=0 WHERE id='erased'", 2),
        ("UPDATE personal SET salt=randomblob(32) WHERE id='erased'", 2),
        ("UPDATE personal SET value=CAST('\"back\"' AS BLOB) WHERE id='erased'", 2),
        ("DELETE FROM personal WHERE id='erased'", 2),
        (
            "UPDATE versions SET body=replace(body, 'hmac-sha256:', 'hmac-sha256:0') WHERE id='v1'",
            1,
        ),
        ("UPDATE versions SET body=NULL WHERE id='v1'", 1),
        (
            "UPDATE versions SET body=NULL, digest=NULL WHERE id='v1'",
            1,
        ),
        ("UPDATE versions SET body='{}' WHERE id='purged'", 3),
        ("UPDATE versions SET digest=NULL WHERE id='purged'", 3),
        ("DELETE FROM versions WHERE id='purged'", 3),
        ("DELETE FROM journal WHERE kind='purge'", 3),
        ("DELETE FROM journal WHERE kind='erase'", 5),
        ("UPDATE journal SET id='contract:visit v1' WHERE kind='purge'", 1),
        ("UPDATE journal SET id='contract:visit v1' WHERE kind='erase'", 5),
        ("UPDATE journal SET version=9 WHERE kind='erase'", 5),
        ("UPDATE journal SET kind='unhold' WHERE kind='hold'", 7),
    ],
)
def test_what_is_forged_past_the_office_is_found(
    visits: SqliteStore, sql: Sql, statement: str, sequence: int
) -> None:
    _filled(visits)
    sql(statement)
    with pytest.raises(JournalError) as broken:
        visits.verify()
    assert broken.value.sequence == sequence


def test_what_was_destroyed_or_held_is_no_reason_to_read_every_entry(
    visits: SqliteStore, path: Path
) -> None:
    _filled(visits)
    with closing(sqlite3.connect(path)) as connection:
        destroyed = destroyed_of(connection)
        found = agreed_at_once(Database(connection), (), destroyed)
    assert found == visits.verify()


def test_a_purge_mark_that_was_only_put_into_the_journal_breaks_the_chain(
    visits: SqliteStore, sql: Sql
) -> None:
    _filled(visits)
    (stated, digest) = sql("SELECT stated, digest FROM journal WHERE kind='purge'")[0]
    forged = stated.replace("purged", "v1")
    sql(
        "INSERT INTO journal (sequence, kind, id, version, stated, digest)"
        " VALUES (8, 'purge', 'contract:visit v1', 1, ?, ?)",
        forged,
        digest,
    )
    sql("UPDATE versions SET body=NULL WHERE id='v1'")
    with pytest.raises(JournalError) as broken:
        visits.verify()
    assert broken.value.sequence == 8


def test_a_value_that_was_guessed_right_does_not_open_a_commitment(visits: SqliteStore) -> None:
    """Nobody finds a phone number by trying: without the salt each guess is as good as another."""
    visit(visits)
    with visits.contents() as contents:
        (kept,) = contents.versions
    made = (kept.body or {})["contact"]["phone"]["commitment"]
    assert made not in {commitment_of(salt, PHONE) for salt in (b"", bytes(32), PHONE.encode())}


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from("ab"),
            st.sampled_from(STEPS),
            st.text(max_size=80).filter(lambda each: each not in MARKS),
        ),
        max_size=14,
    )
)
def test_after_any_history_all_verifies_and_reads_as_it_should(
    steps: list[tuple[str, str, str]],
) -> None:
    with closing(open_sqlite_store(":memory:", [NOTICE, VISIT])) as store:
        check_history(store, steps)


@settings(max_examples=40, deadline=None)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from("ab"), st.sampled_from(STEPS), st.just("欧阳若男一三八")),
        min_size=1,
        max_size=10,
    )
)
def test_no_personal_value_is_in_journal_bodies_or_what_is_looked_up_by(
    steps: list[tuple[str, str, str]],
) -> None:
    with closing(open_sqlite_store(":memory:", [NOTICE, VISIT])) as store:
        check_history(store, steps)
        with store._connections.lend() as database:
            tables = [
                name
                for (name,) in database.conn.execute(
                    "SELECT name FROM sqlite_master WHERE type='table' AND name <> 'personal'"
                )
            ]
            kept = [
                repr(row)
                for name in tables
                for row in database.conn.execute(f'SELECT * FROM "{name}"')
            ]
        pieces = ("欧阳", "阳若", "若男", "一三八")
        secret = [piece.encode().hex() for piece in pieces]
        assert not [row for row in kept if any(each in row for each in pieces)]
        raw = "".join(kept).encode("unicode_escape").decode()
        assert not any(each in raw for each in secret)


DESTROYER = """
import pathlib, sys
from disclosure_core.store.sqlite import open_sqlite_store
from disclosure_core.testing.store.kinds import NOTICE, change
from disclosure_core.testing.store.personal import VISIT
store = open_sqlite_store(pathlib.Path(sys.argv[1]), [NOTICE, VISIT])
print("ready", flush=True)
for number in range(40):
    with store.transaction(change()) as transaction:
        transaction.erase(VISIT.name, f"e{number}")
        transaction.purge(VISIT.name, f"p{number}")
    print(number, flush=True)
"""


@pytest.mark.parametrize("seed", range(6))
def test_a_program_killed_while_it_destroys_leaves_each_change_whole_or_undone(
    path: Path, seed: int
) -> None:
    with (
        closing(open_sqlite_store(path, [NOTICE, VISIT])) as store,
        store.transaction(change()) as transaction,
    ):
        for number in range(40):
            for name in (f"e{number}", f"p{number}"):
                transaction.put(VISIT.name, name, BODY, visibility="staff")
    program = subprocess.Popen(
        [sys.executable, "-c", DESTROYER, path], stdout=subprocess.PIPE, text=True
    )
    assert program.stdout is not None
    program.stdout.readline()
    time.sleep(random.Random(seed).uniform(0, 0.25))
    program.send_signal(signal.SIGKILL)
    rest, _ = program.communicate()
    acknowledged = [int(line) for line in rest.split()]
    with closing(open_sqlite_store(path, [NOTICE, VISIT])) as store:
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


def _filled(store: SqliteStore) -> None:
    """Entries 1 to 4 are visits, 5 an erasure, 6 a purge, 7 a hold."""
    for name in ("v1", "erased", "purged", "held"):
        visit(store, name)
    act(store, lambda transaction: transaction.erase(VISIT.name, "erased"))
    act(store, lambda transaction: transaction.purge(VISIT.name, "purged"))
    act(store, lambda transaction: transaction.hold(VISIT.name, "held"))
    assert store.verify().sequence == 7

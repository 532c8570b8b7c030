"""Whatever single thing is done to the journal in the file, the first entry that broke is named."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from disclosure_core.errors import JournalError
from disclosure_core.records.digest import canonical, digest_text
from disclosure_core.records.values import Checkpoint
from disclosure_core.store.sqlite import open_sqlite_store
from disclosure_core.store.verification import verify_chain, verify_store
from disclosure_core.testing.store.kinds import NOON, NOTICE, change, put

LENGTH = 12
PLACES = st.integers(1, LENGTH)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A store of 12 entries, two of them about a delivery, seen from outside."""
    path: Path = tmp_path_factory.mktemp("store") / "office.db"
    with closing(open_sqlite_store(path, [NOTICE])) as store:
        for number in range(LENGTH - 2):
            put(store, f"n{number % 4}", {"title": f'第{number}件 "引号" \\'})
        with store.transaction(change()) as transaction:
            transaction.enqueue("k", {"n": 1}, release="n1", due_at=NOON)
        (claim,) = store.claim(now=NOON, lease_until=NOON)
        with store.transaction(change()) as transaction:
            transaction.settle(claim, {"n": 2}, state="delivered")
    with closing(Database(path)) as opened:
        opened.conn.isolation_level = None
        yield opened


def first_broken(database: Database, *statements: tuple[str, tuple[object, ...]]) -> int:
    """The entry that is named after statements were run, by the chain alone where it can be."""
    (head,) = database.conn.execute("SELECT digest FROM journal WHERE sequence = ?", (LENGTH,))
    known = Checkpoint(LENGTH, head[0])
    assert verify_store(database, [known]) == known
    database.conn.execute("BEGIN")
    try:
        for statement, values in statements:
            database.conn.execute(statement, values)
        with pytest.raises(JournalError) as whole:
            verify_store(database, [known])
        with pytest.raises(JournalError) as chain:
            verify_chain(database, [known])
        assert chain.value.sequence == whole.value.sequence
        return whole.value.sequence
    finally:
        database.conn.execute("ROLLBACK")


@settings(deadline=None)
@given(at=PLACES, place=st.integers(0, 400), letter=st.characters(codec="utf-8"))
def test_any_letter_of_any_text_or_digest(
    database: Database, at: int, place: int, letter: str
) -> None:
    for column in ("stated", "digest"):
        (row,) = database.conn.execute(f"SELECT {column} FROM journal WHERE sequence = ?", (at,))
        text = row[0]
        index = place % len(text)
        changed = text[:index] + letter + text[index + 1 :]
        if changed != text:
            update = f"UPDATE journal SET {column} = ? WHERE sequence = ?"
            assert first_broken(database, (update, (changed, at))) == at


@settings(deadline=None)
@given(at=PLACES, other=PLACES)
def test_any_two_entries_in_each_others_place(database: Database, at: int, other: int) -> None:
    if at != other:
        update = "UPDATE journal SET sequence = ? WHERE sequence = ?"
        moves = ((update, (-1, at)), (update, (at, other)), (update, (other, -1)))
        assert first_broken(database, *moves) == min(at, other)


@settings(deadline=None)
@given(first=PLACES, last=PLACES)
def test_any_piece_cut_out(database: Database, first: int, last: int) -> None:
    cut = "DELETE FROM journal WHERE sequence BETWEEN ? AND ?"
    first, last = min(first, last), max(first, last)
    assert first_broken(database, (cut, (first, last))) == first


@settings(deadline=None)
@given(first=PLACES, last=PLACES)
def test_any_piece_cut_out_and_the_rest_moved_up(database: Database, first: int, last: int) -> None:
    first, last = min(first, last), max(first, last)
    gap = last - first + 1
    statements: list[tuple[str, tuple[object, ...]]] = [
        ("DELETE FROM journal WHERE sequence BETWEEN ? AND ?", (first, last))
    ]
    for sequence in range(last + 1, LENGTH + 1):
        move = "UPDATE journal SET sequence = ? WHERE sequence = ?"
        statements.append((move, (sequence - gap, sequence)))
    assert first_broken(database, *statements) == first


@settings(deadline=None)
@given(at=PLACES)
def test_a_reason_rewritten_with_all_digests_after_it_needs_the_checkpoint(
    database: Database, at: int
) -> None:
    rows = database.conn.execute("SELECT stated FROM journal ORDER BY sequence").fetchall()
    texts = [text for (text,) in rows]
    texts[at - 1] = texts[at - 1].replace('"why":"', '"why":"nicer ', 1)
    statements: list[tuple[str, tuple[object, ...]]] = []
    last = ""
    for sequence, text in enumerate(texts, start=1):
        entry = json.loads(text)
        entry["previous"] = last
        written = canonical(entry)
        last = digest_text(written)
        update = "UPDATE journal SET stated = ?, digest = ? WHERE sequence = ?"
        statements.append((update, (written, last, sequence)))
    assert first_broken(database, *statements) == LENGTH

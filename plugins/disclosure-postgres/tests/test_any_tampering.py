"""Whatever single thing is done to the journal's table, the first entry that broke is named."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclosure_core import JournalError
from disclosure_core.records.values import Checkpoint
from disclosure_core.testing.store.kinds import NOON, NOTICE, change, put
from disclosure_postgres.connections import Connection
from disclosure_postgres.store import PostgresStore
from disclosure_postgres.verification import verify_chain, verify_store

LENGTH = 8
PLACES = st.integers(1, LENGTH)
MANY = settings(
    deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def filled(store: PostgresStore) -> PostgresStore:
    """A store of 8 entries, the last about a delivery."""
    for number in range(LENGTH - 1):
        put(store, f"n{number % 3}", {"title": f"第{number}件 \x00\x01"})
    with store.transaction(change()) as transaction:
        transaction.enqueue("k", {"n": 1}, release="n1", due_at=NOON)
    assert NOTICE.name in store.kinds
    return store


def first_broken(store: PostgresStore, *statements: tuple[str, tuple[object, ...]]) -> int:
    """The entry that is named after statements were run."""
    known = store.verify()
    assert known.sequence == LENGTH
    with store._connections.lend() as connection:
        connection.execute("BEGIN")
        for statement, values in statements:
            connection.execute(statement, values)
        return _named(connection, known)


def _named(connection: Connection, known: Checkpoint) -> int:
    with pytest.raises(JournalError) as whole:
        verify_store(connection, [known])
    with pytest.raises(JournalError) as chain:
        verify_chain(connection, [known])
    assert chain.value.sequence == whole.value.sequence
    return whole.value.sequence


LETTERS = st.characters(codec="utf-8", exclude_characters="\x00")


@MANY
@given(at=PLACES, place=st.integers(0, 400), letter=LETTERS)
def test_any_letter_of_any_text_or_digest(
    filled: PostgresStore, at: int, place: int, letter: str
) -> None:
    entry = next(filled.journal(after=at - 1))
    for column in ("stated", "digest"):
        with filled._connections.lend() as connection:
            (row,) = connection.execute(
                f"SELECT {column} FROM journal WHERE sequence = %s", (entry.sequence,)
            )
        text = row[0]
        index = place % len(text)
        changed = text[:index] + letter + text[index + 1 :]
        if changed != text:
            update = f"UPDATE journal SET {column} = %s WHERE sequence = %s"
            assert first_broken(filled, (update, (changed, at))) == at


@MANY
@given(at=PLACES, other=PLACES)
def test_any_two_entries_in_each_others_place(filled: PostgresStore, at: int, other: int) -> None:
    if at != other:
        update = "UPDATE journal SET sequence = %s WHERE sequence = %s"
        moves = ((update, (-1, at)), (update, (at, other)), (update, (other, -1)))
        assert first_broken(filled, *moves) == min(at, other)


@MANY
@given(first=PLACES, last=PLACES)
def test_any_piece_cut_out(filled: PostgresStore, first: int, last: int) -> None:
    cut = "DELETE FROM journal WHERE sequence BETWEEN %s AND %s"
    first, last = min(first, last), max(first, last)
    assert first_broken(filled, (cut, (first, last))) == first

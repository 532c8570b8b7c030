"""Ids are opaque, sort by time and do not repeat."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from disclosure_core.records.ids import ALPHABET, new_id

BEGINNING = datetime(1970, 1, 2, tzinfo=UTC)
instants = st.integers(0, 900 * 365 * 86_400_000_000).map(
    lambda microseconds: BEGINNING + timedelta(microseconds=microseconds)
)


@given(earlier=instants, milliseconds=st.integers(1, 10**12))
def test_a_later_id_sorts_after_an_earlier_one(earlier: datetime, milliseconds: int) -> None:
    later = earlier + timedelta(milliseconds=milliseconds)
    assert new_id(earlier, lambda count: b"\xff" * count) < new_id(later, bytes)


@given(now=instants)
def test_an_id_is_26_letters_that_are_safe_in_an_address(now: datetime) -> None:
    made = new_id(now)
    assert len(made) == 26
    assert set(made) <= set(ALPHABET)


def test_ids_of_one_instant_differ() -> None:
    now = datetime(2026, 11, 24, tzinfo=UTC)
    assert len({new_id(now) for _ in range(1000)}) == 1000


def test_without_an_instant_the_present_one_is_taken() -> None:
    before = new_id(datetime.now(UTC) - timedelta(seconds=1))
    after = new_id(datetime.now(UTC) + timedelta(seconds=1))
    assert before < new_id() < after

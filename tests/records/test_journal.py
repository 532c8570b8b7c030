"""A chain of entries shows every change that was made to it."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from attrs import asdict, evolve, fields
from hypothesis import given
from hypothesis import strategies as st

from disclosure_core.errors import DataError, JournalError
from disclosure_core.records.digest import digest_text
from disclosure_core.records.journal import BEGINNING, entry_digest, next_entry, verify_journal
from disclosure_core.records.values import Change, Checkpoint, JournalEntry

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def journal(length: int, *, why: str = "test") -> list[JournalEntry]:
    entries: list[JournalEntry] = []
    last = BEGINNING
    for number in range(length):
        entry, _ = next_entry(
            last,
            Change(who="李敏", role="drafter", why=why, at=NOON + timedelta(minutes=number)),
            kind="notice",
            id=f"n{number % 3}",
            version=number // 3 + 1,
            schema_version=1,
            visibility="staff",
            before=f"sha256:{number - 3}" if number >= 3 else None,
            after=f"sha256:{number}",
        )
        entries.append(entry)
        last = Checkpoint(entry.sequence, entry.digest)
    return entries


def first_broken(entries: list[JournalEntry], *checkpoints: Checkpoint) -> int:
    with pytest.raises(JournalError) as broken:
        verify_journal(entries, checkpoints=checkpoints)
    return broken.value.sequence


ENTRIES = journal(9)
LAST = Checkpoint(9, ENTRIES[-1].digest)


def test_an_untouched_journal_verifies_and_tells_its_end() -> None:
    assert verify_journal(ENTRIES) == LAST
    assert verify_journal(ENTRIES, checkpoints=[LAST, Checkpoint(4, ENTRIES[3].digest)]) == LAST
    assert verify_journal([]) == BEGINNING


def test_a_journal_can_be_verified_from_a_trusted_checkpoint_on() -> None:
    since = Checkpoint(4, ENTRIES[3].digest)
    assert verify_journal(ENTRIES[4:], since=since) == LAST


@pytest.mark.parametrize("name", [each.name for each in fields(JournalEntry)])
@given(at=st.integers(0, 8))
def test_an_edited_entry_is_named(name: str, at: int) -> None:
    old = getattr(ENTRIES[at], name)
    new = (
        old + 1
        if isinstance(old, int)
        else old + timedelta(microseconds=1)
        if isinstance(old, datetime)
        else f"{old}x"
    )
    edited = evolve(ENTRIES[at], **{name: new})
    assert first_broken([*ENTRIES[:at], edited, *ENTRIES[at + 1 :]]) == at + 1


@given(at=st.integers(0, 7))
def test_a_removed_entry_is_named(at: int) -> None:
    assert first_broken(ENTRIES[:at] + ENTRIES[at + 1 :]) == at + 1


@given(at=st.integers(0, 7))
def test_an_entry_removed_and_the_rest_renumbered_is_named(at: int) -> None:
    rest = [evolve(each, sequence=each.sequence - 1) for each in ENTRIES[at + 1 :]]
    assert first_broken(ENTRIES[:at] + rest) == at + 1


@given(order=st.permutations(range(9)).filter(lambda order: order != list(range(9))))
def test_a_reordered_journal_is_named_at_the_first_in_the_wrong_place(order: list[int]) -> None:
    expected = next(place for place, each in enumerate(order) if place != each) + 1
    assert first_broken([ENTRIES[each] for each in order]) == expected


@given(at=st.integers(0, 9))
def test_an_entry_put_in_is_named(at: int) -> None:
    forged = evolve(ENTRIES[0], sequence=at + 1, why="forged")
    forged = evolve(forged, digest=entry_digest(forged))
    entries = [*ENTRIES[:at], forged, *ENTRIES[at:]]
    assert first_broken(entries) == (at + 2 if at == 0 else at + 1)


@given(length=st.integers(0, 8))
def test_a_journal_cut_off_at_its_end_is_found_against_a_checkpoint(length: int) -> None:
    assert verify_journal(ENTRIES[:length]).sequence == length
    assert first_broken(ENTRIES[:length], LAST) == length + 1


def test_a_journal_rewritten_as_a_whole_is_found_against_a_checkpoint() -> None:
    rewritten = journal(9, why="rewritten")
    assert verify_journal(rewritten).sequence == 9
    assert first_broken(rewritten, Checkpoint(5, ENTRIES[4].digest)) == 5


def test_the_digest_is_of_one_canonical_object_that_others_can_make() -> None:
    entry = asdict(ENTRIES[4])
    stated = entry.pop("digest")
    entry["at"] = "2026-03-02T04:04:00.000000+00:00"
    text = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert digest_text(text) == stated


def test_the_offset_of_an_instant_does_not_change_the_digest() -> None:
    shanghai = evolve(ENTRIES[0], at=NOON.astimezone(timezone(timedelta(hours=8))))
    assert entry_digest(shanghai) == ENTRIES[0].digest


def test_a_change_without_an_offset_is_refused() -> None:
    with pytest.raises(DataError, match="without an offset"):
        Change(who="a", role="b", why="c", at=datetime(2026, 1, 1))  # noqa: DTZ001

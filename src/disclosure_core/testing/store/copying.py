"""Copying: a whole store taken in by another, history, journal and deliveries intact."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import timedelta

import pytest
from attrs import evolve

from disclosure_core.errors import JournalError, NotFoundError, StoreError
from disclosure_core.records.contents import KeptVersion
from disclosure_core.records.store import Store
from disclosure_core.records.values import Checkpoint
from disclosure_core.store.sqlite import open_sqlite_store
from disclosure_core.testing.store.kinds import (
    DRAFT,
    NOON,
    NOTICE,
    PUBLIC,
    STAFF,
    Contract,
    MakeStore,
    change,
    found,
    put,
)


class CopyContract(Contract):
    """To and from a store of another make; :mod:`~disclosure_core.store.sqlite` is the other."""

    @pytest.fixture
    def other(self) -> Iterator[Store]:
        """An empty store in memory."""
        with closing(open_sqlite_store(":memory:", [NOTICE, DRAFT])) as opened:
            yield opened

    def test_a_copy_has_all_that_was_kept(self, store: Store, other: Store) -> None:
        _fill(store)
        last = store.verify()
        with store.contents() as contents:
            assert other.take_in(contents) == last
        _same(store, other)
        assert other.verify() == last

    def test_what_another_store_kept_is_taken_in(self, store: Store, other: Store) -> None:
        _fill(other)
        last = other.verify()
        with other.contents() as contents:
            assert store.take_in(contents) == last
        _same(other, store)
        assert store.verify() == last

    def test_work_goes_on_in_the_copy(self, store: Store, other: Store) -> None:
        _fill(other)
        with other.contents() as contents:
            last = store.take_in(contents)
        assert put(store, "n1", {"title": "决算"}, expected_version=2).version == 3
        assert found(store, search="决算") == ["n1"]
        claims = store.claim(now=NOON + timedelta(hours=1), lease_until=NOON, limit=9)
        assert [(each.key, each.number) for each in claims] == [("leased", 2), ("waiting", 1)]
        assert store.verify([last]).sequence == last.sequence + 1

    def test_a_store_that_is_not_empty_takes_nothing_in(self, store: Store, other: Store) -> None:
        put(store, "n9")
        _fill(other)
        with other.contents() as contents, pytest.raises(StoreError, match="not empty"):
            store.take_in(contents)
        assert found(store, STAFF) == ["n9"]
        assert store.verify().sequence == 1

    def test_nothing_is_taken_in_when_the_reading_breaks_off(
        self, store: Store, other: Store
    ) -> None:
        _fill(other)
        with other.contents() as contents, pytest.raises(ZeroDivisionError):
            store.take_in(evolve(contents, versions=_breaking_off(contents.versions)))
        assert found(store, STAFF) == []
        assert store.head() is None
        put(store, "n1")
        assert store.verify().sequence == 1

    def test_contents_that_differ_from_their_journal_are_refused(
        self, store: Store, other: Store
    ) -> None:
        _fill(other)
        with other.contents() as contents, pytest.raises(JournalError) as broken:
            store.take_in(evolve(contents, versions=map(_forged, contents.versions)))
        assert broken.value.sequence == 1
        assert store.head() is None

    def test_contents_whose_end_is_missing_are_refused(self, store: Store, other: Store) -> None:
        _fill(other)
        beyond = Checkpoint(other.verify().sequence + 1, "sha256:" + "0" * 64)
        with other.contents() as contents, pytest.raises(JournalError):
            store.take_in(evolve(contents, head=beyond))
        assert store.head() is None

    def test_an_empty_store_can_be_copied(self, store: Store, other: Store) -> None:
        with other.contents() as contents:
            assert store.take_in(contents) == Checkpoint(0, "")

    def test_records_of_kinds_that_are_away_are_copied_and_back_with_them(
        self, make_store: MakeStore, other: Store
    ) -> None:
        _fill(other)
        only_drafts = make_store(DRAFT)
        with other.contents() as contents:
            only_drafts.take_in(contents)
        assert only_drafts.verify() == other.verify()
        _same(other, make_store(NOTICE, DRAFT))

    def test_what_is_written_meanwhile_is_not_in_a_copy(
        self, make_store: MakeStore, other: Store
    ) -> None:
        one, writer = make_store(NOTICE, DRAFT), make_store(NOTICE, DRAFT)
        put(one, "n1")
        with one.contents() as contents:
            put(writer, "n2")
            assert other.take_in(contents).sequence == 1
        assert found(other) == ["n1"]


def _fill(store: Store) -> None:
    """Several versions, a removal, a hidden record, two kinds, deliveries in each state."""
    put(store, "n1", {"title": "预算", "agency": "财政局", "number": "长政办〔2020〕8号"})
    put(store, "n1", {"title": "预算公开\x00", "agency": "财政局", "items": ["b"], "n": 10**30})
    put(store, "n2", {"title": "低保", "year": 2026}, visibility="staff")
    put(store, "d1", {"title": "预算"}, kind=DRAFT, visibility="staff")
    put(store, "n3")
    with store.transaction(change(minutes=5)) as transaction:
        transaction.remove(NOTICE.name, "n3")
        for minutes, key in enumerate(("done", "leased", "waiting")):
            due_at = NOON + timedelta(minutes=minutes)
            transaction.enqueue(key, {"key": key}, release="r", due_at=due_at)
    done, _ = store.claim(
        now=NOON + timedelta(minutes=1), lease_until=NOON + timedelta(minutes=9), limit=2
    )
    with store.transaction(change(minutes=6)) as transaction:
        transaction.settle(done, {"key": "done", "receipt": "7"}, state="delivered")
        transaction.put(NOTICE.name, "n4", {"title": "公示"}, visibility="public")


def _same(one: Store, other: Store) -> None:
    assert list(other.journal()) == list(one.journal())
    assert other.deliveries() == one.deliveries()
    for kind, name in ((NOTICE, "n1"), (NOTICE, "n2"), (NOTICE, "n3"), (DRAFT, "d1")):
        assert other.history(kind.name, name, visible=STAFF) == one.history(
            kind.name, name, visible=STAFF
        )
    for asked in (
        {},
        {"search": "预算"},
        {"search": "低"},
        {"where": {"agency": "财政局"}},
        {"where": {"items": "b"}},
        {"sort": "year", "newest_first": False},
    ):
        for visible in (PUBLIC, STAFF):
            assert found(other, visible, **asked) == found(one, visible, **asked)
    with pytest.raises(NotFoundError):
        other.get(NOTICE.name, "n3", visible=STAFF)


def _forged(kept: KeptVersion) -> KeptVersion:
    return evolve(kept, body={"title": "forged"}) if kept.version == 1 and kept.id == "n1" else kept


def _breaking_off(versions: Iterable[KeptVersion]) -> Iterator[KeptVersion]:
    yield next(iter(versions))
    raise ZeroDivisionError

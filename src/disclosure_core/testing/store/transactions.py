"""Transactions: all or nothing, one at a time, several threads and programs."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from disclosure_core.errors import DataError, NotFoundError, StaleVersionError, StoreError
from disclosure_core.records.store import Store
from disclosure_core.testing.store.kinds import (
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


class TransactionContract(Contract):
    """One change: its records, journal entries and deliveries together, or nothing."""

    def test_nothing_is_kept_of_a_change_that_raises(self, store: Store) -> None:
        with pytest.raises(ZeroDivisionError):
            _half_a_change(store)
        assert found(store, STAFF) == []
        assert found(store, STAFF, search="预算") == []
        assert store.deliveries() == ()
        assert store.head() is None

    def test_a_refused_write_leaves_the_rest_of_the_change_standing(self, store: Store) -> None:
        with store.transaction(change()) as transaction:
            transaction.put(NOTICE.name, "n1", {"title": "1"}, visibility="public")
            with pytest.raises(StaleVersionError):
                transaction.put(
                    NOTICE.name, "n1", {"title": "2"}, visibility="public", expected_version=5
                )
            with pytest.raises(DataError):
                transaction.put(NOTICE.name, "n2", {"agency": {"a": 1}}, visibility="public")
        assert [each.body for each in store.history(NOTICE.name, "n1", visible=PUBLIC)] == [
            {"title": "1"}
        ]
        assert found(store, STAFF) == ["n1"]
        assert store.verify().sequence == 1

    def test_reads_inside_see_what_was_written(self, store: Store) -> None:
        with store.transaction(change()) as transaction:
            transaction.put(NOTICE.name, "n1", {"title": "预算"}, visibility="public")
            assert store.get(NOTICE.name, "n1", visible=PUBLIC).version == 1
            assert found(store, search="预算") == ["n1"]

    def test_others_see_a_change_only_when_it_is_whole(self, make_store: MakeStore) -> None:
        one, other = make_store(NOTICE), make_store(NOTICE)
        with one.transaction(change()) as transaction:
            transaction.put(NOTICE.name, "n1", {}, visibility="public")
            with pytest.raises(NotFoundError):
                other.get(NOTICE.name, "n1", visible=STAFF)
        assert other.get(NOTICE.name, "n1", visible=STAFF).version == 1

    def test_a_second_transaction_of_the_same_thread_is_refused(self, store: Store) -> None:
        with (
            store.transaction(change()),
            pytest.raises(StoreError, match="open in this thread"),
            store.transaction(change()),
        ):
            pass

    def test_nothing_can_be_written_after_the_end(self, store: Store) -> None:
        with store.transaction(change()) as transaction:
            pass
        with pytest.raises(StoreError, match="has ended"):
            transaction.put(NOTICE.name, "n1", {}, visibility="public")
        assert found(store, STAFF) == []

    def test_a_closed_store_says_so(self, store: Store) -> None:
        store.close()
        with pytest.raises(StoreError, match="closed"):
            store.get(NOTICE.name, "n1", visible=STAFF)

    def test_a_store_opened_again_has_everything(self, make_store: MakeStore) -> None:
        first = make_store(NOTICE)
        put(first, "n1", {"title": "预算"})
        first.close()
        again = make_store(NOTICE)
        assert found(again, search="预算") == ["n1"]
        assert again.verify().sequence == 1

    def test_threads_lose_no_update(self, store: Store) -> None:
        put(store, "counter", {"year": 0})
        start = threading.Barrier(4)

        def count_up() -> None:
            start.wait()
            _count_up(store, 10)

        with ThreadPoolExecutor(4) as pool:
            for done in [pool.submit(count_up) for _ in range(4)]:
                done.result()
        assert store.get(NOTICE.name, "counter", visible=PUBLIC).body == {"year": 40}
        assert store.verify().sequence == 41

    def test_two_openings_lose_no_update(self, make_store: MakeStore) -> None:
        stores = [make_store(NOTICE), make_store(NOTICE)]
        put(stores[0], "counter", {"year": 0})
        with ThreadPoolExecutor(2) as pool:
            for done in [pool.submit(_count_up, store, 15) for store in stores]:
                done.result()
        assert stores[0].get(NOTICE.name, "counter", visible=PUBLIC).body == {"year": 30}
        assert stores[1].verify().sequence == 31

    def test_readers_go_on_while_somebody_writes(self, store: Store) -> None:
        put(store, "n1")
        with store.transaction(change()) as transaction:
            transaction.put(NOTICE.name, "n2", {}, visibility="public")
            with ThreadPoolExecutor(1) as pool:
                seen = pool.submit(found, store).result(timeout=5)
        assert seen == ["n1"]


def _half_a_change(store: Store) -> None:
    with store.transaction(change()) as transaction:
        transaction.put(NOTICE.name, "n1", {"title": "预算"}, visibility="public")
        transaction.enqueue("k", {}, release="n1", due_at=NOON)
        raise ZeroDivisionError


def _count_up(store: Store, times: int) -> None:
    done = 0
    while done < times:
        read = store.get(NOTICE.name, "counter", visible=PUBLIC)
        try:
            put(store, "counter", {"year": read.body["year"] + 1}, expected_version=read.version)
        except StaleVersionError:
            continue
        done += 1

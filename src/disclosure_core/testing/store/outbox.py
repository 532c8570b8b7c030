"""The outbox: each delivery at least once, whoever is killed, by one worker at a time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from disclosure_core.errors import StaleVersionError
from disclosure_core.records.store import Store
from disclosure_core.records.values import Claim
from disclosure_core.testing.store.kinds import NOON, NOTICE, Contract, MakeStore, change

MINUTE = timedelta(minutes=1)


class OutboxContract(Contract):
    """Deliveries kept with the change that asks for them, claimed under a lease, settled."""

    def test_a_key_is_enqueued_once(self, store: Store) -> None:
        with store.transaction(change()) as transaction:
            assert transaction.enqueue("k", {"n": 1}, release="r", due_at=NOON) is True
            assert transaction.enqueue("k", {"n": 2}, release="r", due_at=NOON) is False
        with store.transaction(change()) as transaction:
            assert transaction.enqueue("k", {"n": 3}, release="r", due_at=NOON) is False
        assert [each.body for each in store.deliveries()] == [{"n": 1}]
        assert store.verify().sequence == 1

    def test_what_is_due_is_claimed_the_longest_due_first(self, store: Store) -> None:
        for key, minutes in (("late", 0), ("later", 5), ("first", -5), ("not yet", 60)):
            _enqueue(store, key, due_at=NOON + minutes * MINUTE)
        claims = _claim(store, NOON + 10 * MINUTE, limit=10)
        assert [each.key for each in claims] == ["first", "late", "later"]

    def test_a_claim_has_the_delivery_and_counts_the_attempts(self, store: Store) -> None:
        _enqueue(store, "k")
        (claim,) = _claim(store, NOON)
        assert claim == Claim(key="k", release="r", body={"key": "k"}, number=1)

    def test_no_more_is_claimed_than_asked_for(self, store: Store) -> None:
        for key in "abc":
            _enqueue(store, key)
        assert [len(_claim(store, NOON, limit=2)) for _ in range(3)] == [2, 1, 0]

    def test_a_claimed_delivery_is_nobody_elses_until_the_lease_ends(self, store: Store) -> None:
        _enqueue(store, "k")
        _claim(store, NOON, lease=5 * MINUTE)
        assert _claim(store, NOON + 4 * MINUTE) == ()
        (again,) = _claim(store, NOON + 5 * MINUTE)
        assert again.number == 2

    def test_a_delivery_of_a_killed_worker_is_claimed_again(self, make_store: MakeStore) -> None:
        killed = make_store(NOTICE)
        _enqueue(killed, "k")
        _claim(killed, NOON, lease=5 * MINUTE)
        killed.close()
        (again,) = _claim(make_store(NOTICE), NOON + 6 * MINUTE)
        assert (again.key, again.body) == ("k", {"key": "k"})

    def test_a_settled_delivery_is_not_claimed_again(self, store: Store) -> None:
        _enqueue(store, "k")
        (claim,) = _claim(store, NOON)
        _settle(store, claim, "delivered")
        assert _claim(store, NOON + 60 * MINUTE) == ()

    def test_a_delivery_that_is_pending_again_waits_until_it_is_due(self, store: Store) -> None:
        _enqueue(store, "k")
        (claim,) = _claim(store, NOON)
        _settle(store, claim, "pending", due_at=NOON + 30 * MINUTE)
        assert _claim(store, NOON + 29 * MINUTE) == ()
        (again,) = _claim(store, NOON + 30 * MINUTE)
        assert (again.number, again.body) == (2, {"settled": 1})

    def test_a_claim_taken_over_by_another_worker_is_void(self, store: Store) -> None:
        _enqueue(store, "k")
        (slow,) = _claim(store, NOON, lease=MINUTE)
        (quick,) = _claim(store, NOON + 2 * MINUTE)
        with pytest.raises(StaleVersionError):
            _settle(store, slow, "pending")
        _settle(store, quick, "delivered")
        with pytest.raises(StaleVersionError):
            _settle(store, slow, "dead")
        assert [each.state for each in store.deliveries()] == ["delivered"]

    def test_a_claim_whose_lease_ran_out_still_counts_while_nobody_took_over(
        self, store: Store
    ) -> None:
        _enqueue(store, "k")
        (claim,) = _claim(store, NOON, lease=MINUTE)
        _settle(store, claim, "delivered", minutes=30)
        assert [each.state for each in store.deliveries()] == ["delivered"]

    def test_settling_twice_is_refused(self, store: Store) -> None:
        _enqueue(store, "k")
        (claim,) = _claim(store, NOON)
        _settle(store, claim, "delivered")
        with pytest.raises(StaleVersionError):
            _settle(store, claim, "delivered")

    def test_many_workers_claim_each_delivery_once(self, make_store: MakeStore) -> None:
        stores = [make_store(NOTICE), make_store(NOTICE)]
        with stores[0].transaction(change()) as transaction:
            for number in range(40):
                transaction.enqueue(f"k{number:02}", {}, release="r", due_at=NOON)

        def work(store: Store) -> list[str]:
            taken: list[str] = []
            while claims := _claim(store, NOON, limit=3):
                taken += [each.key for each in claims]
            return taken

        with ThreadPoolExecutor(4) as pool:
            taken = [key for keys in pool.map(work, stores * 2) for key in keys]
        assert sorted(taken) == [f"k{number:02}" for number in range(40)]

    def test_deliveries_are_listed_by_release_and_state_oldest_first(self, store: Store) -> None:
        for key, release in (("a", "r1"), ("b", "r2"), ("c", "r1")):
            _enqueue(store, key, release=release)
        (claim,) = _claim(store, NOON)
        _settle(store, claim, "delivered", minutes=3)
        assert [each.key for each in store.deliveries()] == ["a", "b", "c"]
        assert [each.key for each in store.deliveries(release="r1")] == ["a", "c"]
        assert [each.key for each in store.deliveries(state="pending")] == ["b", "c"]
        (delivered,) = store.deliveries(release="r1", state="delivered")
        assert (delivered.key, delivered.claims, delivered.leased_until) == ("a", 1, None)
        assert delivered.changed_at == NOON + 3 * MINUTE

    def test_a_claimed_delivery_shows_its_lease(self, store: Store) -> None:
        _enqueue(store, "k")
        _claim(store, NOON, lease=5 * MINUTE)
        (entry,) = store.deliveries()
        assert (entry.state, entry.leased_until) == ("pending", NOON + 5 * MINUTE)


def _enqueue(store: Store, key: str, *, release: str = "r", due_at: datetime = NOON) -> None:
    with store.transaction(change()) as transaction:
        transaction.enqueue(key, {"key": key}, release=release, due_at=due_at)


def _claim(
    store: Store, now: datetime, *, lease: timedelta = 5 * MINUTE, limit: int = 1
) -> tuple[Claim, ...]:
    return store.claim(now=now, lease_until=now + lease, limit=limit)


def _settle(
    store: Store,
    claim: Claim,
    state: str,
    *,
    due_at: datetime | None = None,
    minutes: int = 0,
) -> None:
    with store.transaction(change(minutes=minutes)) as transaction:
        transaction.settle(claim, {"settled": claim.number}, state=state, due_at=due_at)

"""The journal: one chained entry for each change, in its transaction."""

import pytest

from disclosure_core.errors import JournalError
from disclosure_core.records.digest import digest
from disclosure_core.records.journal import delivery_digest, verify_journal
from disclosure_core.records.store import Store
from disclosure_core.records.values import OUTBOX, Change, Checkpoint
from disclosure_core.testing.store.kinds import NOON, NOTICE, PUBLIC, Contract, change, put


class JournalContract(Contract):
    """Who changed what, when and why, so that it can be proven."""

    def test_a_new_store_has_an_empty_journal_that_verifies(self, store: Store) -> None:
        assert list(store.journal()) == []
        assert store.head() is None
        assert store.verify() == Checkpoint(0, "")

    def test_a_change_is_journaled_with_who_and_why(self, store: Store) -> None:
        body = {"title": "预算"}
        asked = Change(who="王芳", role="publisher", why="到期公开", at=NOON)
        with store.transaction(asked) as transaction:
            transaction.put(NOTICE.name, "n1", body, visibility="public")
        (entry,) = store.journal()
        assert (entry.sequence, entry.previous) == (1, "")
        assert (entry.who, entry.role, entry.why, entry.at) == (
            "王芳",
            "publisher",
            "到期公开",
            NOON,
        )
        assert (entry.kind, entry.id, entry.version) == (NOTICE.name, "n1", 1)
        assert (entry.before, entry.after) == (None, digest(body))
        assert (entry.visibility, entry.schema_version) == ("public", 1)
        assert entry == store.head()

    def test_each_entry_says_what_stood_before_and_after(self, store: Store) -> None:
        one, two = put(store, "n1", {"title": "1"}), put(store, "n1", {"title": "2"})
        with store.transaction(change()) as transaction:
            transaction.remove(NOTICE.name, "n1")
        three = put(store, "n1", {"title": "3"})
        assert [(each.version, each.before, each.after) for each in store.journal()] == [
            (1, None, one.digest),
            (2, one.digest, two.digest),
            (3, two.digest, None),
            (4, None, three.digest),
        ]

    def test_several_changes_of_one_transaction_are_chained(self, store: Store) -> None:
        with store.transaction(change()) as transaction:
            for name in "abc":
                transaction.put(NOTICE.name, name, {}, visibility="public")
        put(store, "d")
        entries = list(store.journal())
        assert [each.sequence for each in entries] == [1, 2, 3, 4]
        assert [each.previous for each in entries[1:]] == [each.digest for each in entries[:3]]
        assert verify_journal(entries) == store.verify()

    def test_deliveries_are_journaled_but_their_claims_are_not(self, store: Store) -> None:
        with store.transaction(change()) as transaction:
            transaction.enqueue("k", {"n": 1}, release="r", due_at=NOON)
        (claim,) = store.claim(now=NOON, lease_until=NOON)
        with store.transaction(change()) as transaction:
            transaction.settle(claim, {"n": 2}, state="delivered")
        pending = delivery_digest(release="r", state="pending", due_at=NOON, body={"n": 1})
        delivered = delivery_digest(release="r", state="delivered", due_at=NOON, body={"n": 2})
        assert [
            (each.kind, each.id, each.version, each.before, each.after) for each in store.journal()
        ] == [
            (OUTBOX, "k", 1, None, pending),
            (OUTBOX, "k", 2, pending, delivered),
        ]

    def test_the_journal_can_be_read_from_a_place_on(self, store: Store) -> None:
        for name in "abcd":
            put(store, name)
        assert [each.id for each in store.journal(after=2)] == ["c", "d"]

    def test_checkpoints_hold_while_the_journal_grows(self, store: Store) -> None:
        kept = [store.verify()]
        for name in "abc":
            put(store, name)
            kept.append(store.verify())
        assert store.verify(kept) == kept[-1]

    def test_a_checkpoint_beyond_the_end_shows_that_entries_were_cut_off(
        self, store: Store
    ) -> None:
        put(store, "a")
        with pytest.raises(JournalError) as broken:
            store.verify([Checkpoint(3, "sha256:" + "0" * 64)])
        assert broken.value.sequence == 2

    def test_another_digest_at_a_checkpoint_shows_a_rewritten_journal(self, store: Store) -> None:
        for name in "abc":
            put(store, name)
        with pytest.raises(JournalError) as broken:
            store.verify([Checkpoint(2, "sha256:" + "0" * 64)])
        assert broken.value.sequence == 2

    def test_a_record_at_every_version_verifies(self, store: Store) -> None:
        for number in range(5):
            put(store, "a", {"title": f"第{number}版", "items": [str(number)]})
        assert store.verify().sequence == 5
        assert len(store.history(NOTICE.name, "a", visible=PUBLIC)) == 5

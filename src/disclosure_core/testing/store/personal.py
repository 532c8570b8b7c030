"""Personal fields: withheld from all who do not ask with the right, erased for good, provable."""

import random
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import timedelta
from operator import methodcaller
from typing import Any

import pytest
from attrs import evolve, frozen

from disclosure_core.errors import DataError, NotFoundError, StaleVersionError, StoreError
from disclosure_core.records.personal import (
    ERASED,
    WITHHELD,
    commitment_of,
    opens,
    reference_of,
)
from disclosure_core.records.store import Store, Transaction
from disclosure_core.records.values import (
    ERASE,
    HOLD,
    PURGE,
    UNHOLD,
    Query,
    Record,
    RecordKind,
    subject,
)
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
    put,
)

VISIT = RecordKind(
    name="contract:visit",
    value=dict,
    public=True,
    search_text=("matter",),
    columns=("place",),
    personal=("visitor", "contact.phone"),
)
"""A kind with personal fields: one at the top, one deeper."""

HANDLER = STAFF | {"personal"}
"""What somebody may see who asks for personal fields and has the right."""

NAME, PHONE = "欧阳若男", "13807314289"

BODY = {
    "matter": "查询低保政策",
    "place": "政务大厅",
    "visitor": NAME,
    "contact": {"phone": PHONE, "by": "电话"},
}

KEY = (VISIT.name, "v1")


def visit(store: Store, id: str = "v1", visibility: str = "staff", **changed: Any) -> Record:
    """Keep a visit."""
    return put(store, id, {**BODY, **changed}, kind=VISIT, visibility=visibility)


def act(store: Store, done: Callable[[Transaction], Any]) -> Any:
    """Do something in a transaction of its own."""
    with store.transaction(change("依法删除")) as transaction:
        return done(transaction)


class PersonalContract(Contract):
    """What is personal is kept apart, shown to few, and can be destroyed; the rest is proven."""

    @pytest.fixture
    def visits(self, make_store: MakeStore) -> Store:
        """The store with a kind that has personal fields open."""
        return make_store(NOTICE, DRAFT, VISIT)

    def test_who_does_not_ask_finds_personal_fields_withheld(self, visits: Store) -> None:
        kept = visit(visits, visibility="public")
        expected = {
            **BODY,
            "visitor": WITHHELD,
            "contact": {"phone": WITHHELD, "by": "电话"},
        }
        assert kept.body == expected
        for visible in (PUBLIC, STAFF):
            for read in _all_reads(visits, visible):
                assert read == kept

    def test_who_asks_with_the_right_reads_them(self, visits: Store) -> None:
        visit(visits)
        for read in _all_reads(visits, HANDLER):
            assert read.body == BODY

    def test_the_right_of_one_agency_opens_what_is_that_agencys(self, visits: Store) -> None:
        for agency in ("a", "b"):
            visit(visits, agency, visibility=f"agency:{agency}")
        visible = STAFF | {"agency:*", "personal:agency:a"}
        bodies = {each: visits.get(VISIT.name, each, visible=visible).body for each in "ab"}
        assert bodies["a"]["visitor"] == NAME
        assert bodies["b"]["visitor"] == WITHHELD

    def test_asking_for_personal_fields_shows_no_record_that_is_hidden(self, visits: Store) -> None:
        visit(visits)
        with pytest.raises(NotFoundError):
            visits.get(*KEY, visible=PUBLIC | {"personal"})
        with pytest.raises(NotFoundError):
            visits.get(*KEY, visible=frozenset({"personal"}))

    def test_no_record_has_the_label_of_personal_fields(self, visits: Store) -> None:
        with pytest.raises(StoreError, match="no visibility"):
            visit(visits, visibility="personal")

    def test_nothing_is_found_or_counted_by_a_personal_field(self, visits: Store) -> None:
        visit(visits)
        for words in (NAME, NAME[:2], PHONE, PHONE[:3], "hmac", "commitment"):
            asked = Query(kind=VISIT.name, search=words)
            assert visits.count(asked, visible=HANDLER) == 0
        assert visits.count(Query(kind=VISIT.name, search="低保"), visible=STAFF) == 1
        with pytest.raises(StoreError):
            visits.count(Query(kind=VISIT.name, where={"visitor": NAME}), visible=HANDLER)

    def test_the_journal_and_the_bodies_hold_commitments_only(self, visits: Store) -> None:
        visit(visits)
        with visits.contents() as contents:
            (kept,) = contents.versions
            fields = {each.field: each for each in contents.personal}
        body = kept.body or {}
        places = {"visitor": body["visitor"], "contact.phone": body["contact"]["phone"]}
        for field, value in (("visitor", NAME), ("contact.phone", PHONE)):
            reference = reference_of(places[field])
            assert reference is not None
            assert reference.key == fields[field].key
            assert opens(reference.commitment, fields[field].salt or b"", value)
        for text in (str(kept), *map(str, visits.journal())):
            assert NAME not in text
            assert PHONE not in text

    def test_equal_values_have_salts_and_commitments_of_their_own(self, visits: Store) -> None:
        visit(visits)
        visit(visits)
        visit(visits, "v2", contact={"phone": NAME})
        with visits.contents() as contents:
            fields = list(contents.personal)
        assert len(fields) == 6
        assert len({each.salt for each in fields}) == len({each.key for each in fields}) == 6
        assert {len(each.salt or b"") for each in fields} == {32}

    def test_an_odd_personal_value_comes_back_as_it_was_put(self, visits: Store) -> None:
        for value in ("a\x00b\x01 ", "   ", ["a", {"b": None}], 10**40, True, "\ufeff𠮷"):
            visit(visits, visitor=value)
            assert visits.get(*KEY, visible=HANDLER).body["visitor"] == value
        assert visits.verify().sequence == 6

    def test_a_field_with_nothing_in_it_is_no_secret(self, visits: Store) -> None:
        kept = visit(visits, visitor=None, contact=None)
        assert (kept.body["visitor"], kept.body["contact"]) == (None, None)
        assert act(visits, lambda transaction: transaction.erase(*KEY)) == 0

    def test_what_was_read_as_withheld_stays_when_it_is_put_back(self, visits: Store) -> None:
        read = visit(visits)
        put(visits, "v1", {**read.body, "place": "乡镇窗口"}, kind=VISIT, visibility="staff")
        for version, place in ((1, "政务大厅"), (2, "乡镇窗口")):
            kept = visits.get(*KEY, visible=HANDLER, version=version)
            assert kept.body == {**BODY, "place": place}
        assert visits.verify().sequence == 2

    def test_a_personal_field_that_was_never_there_cannot_stay(self, visits: Store) -> None:
        for mark in (WITHHELD, ERASED):
            with pytest.raises(DataError, match="visitor is to stay"):
                visit(visits, visitor=mark)
        visit(visits)
        with pytest.raises(DataError, match="visitor is to stay"):
            visit(visits, visitor=ERASED)
        assert visits.verify().sequence == 1

    def test_a_body_brings_no_commitment_of_its_own(self, visits: Store) -> None:
        forged = {"commitment": commitment_of(bytes(32), PHONE), "key": "0" * 32}
        for changed in ({"visitor": forged}, {"place": None, "more": [{"deep": forged}]}):
            with pytest.raises(DataError, match="commitment"):
                visit(visits, **changed)
        with pytest.raises(DataError, match="commitment"):
            put(visits, "n1", {"sections": forged})

    def test_a_personal_field_in_what_is_no_mapping_is_refused(self, visits: Store) -> None:
        with pytest.raises(DataError, match="no mapping") as refused:
            visit(visits, contact=[PHONE])
        assert PHONE not in str(refused.value)

    def test_erasing_leaves_the_record_and_says_erased(self, visits: Store) -> None:
        for _ in range(2):
            visit(visits, visibility="public")
        assert act(visits, lambda transaction: transaction.erase(*KEY)) == 4
        expected = {**BODY, "visitor": ERASED, "contact": {"phone": ERASED, "by": "电话"}}
        for visible in (PUBLIC, STAFF, HANDLER):
            for read in _all_reads(visits, visible):
                assert read.body == expected
        assert [each.version for each in visits.history(*KEY, visible=PUBLIC)] == [1, 2]
        with visits.contents() as contents:
            assert {(each.salt, each.value) for each in contents.personal} == {(None, None)}

    def test_an_erasure_is_an_entry_of_its_own_and_all_verifies(self, visits: Store) -> None:
        kept = visit(visits)
        before = visits.verify()
        act(visits, lambda transaction: transaction.erase(*KEY))
        *_, entry = visits.journal()
        assert (entry.kind, entry.id, entry.version) == (ERASE, subject(*KEY), 1)
        assert (entry.before, entry.after, entry.why) == (kept.digest, kept.digest, "依法删除")
        assert visits.verify([before]).sequence == 2
        assert visits.gone().values == 2

    def test_a_record_changed_since_it_was_looked_at_is_not_erased(self, visits: Store) -> None:
        visit(visits)
        visit(visits)
        with pytest.raises(StaleVersionError):
            act(visits, lambda transaction: transaction.erase(*KEY, expected_version=1))
        assert visits.get(*KEY, visible=HANDLER).body == BODY
        assert act(visits, lambda transaction: transaction.erase(*KEY, expected_version=2)) == 4

    def test_erasing_again_does_nothing(self, visits: Store) -> None:
        visit(visits)
        assert act(visits, lambda transaction: transaction.erase(*KEY)) == 2
        assert act(visits, lambda transaction: transaction.erase(*KEY)) == 0
        assert visits.verify().sequence == 2

    def test_what_was_erased_stays_erased_in_a_later_version(self, visits: Store) -> None:
        visit(visits)
        act(visits, lambda transaction: transaction.erase(*KEY))
        read = visits.get(*KEY, visible=HANDLER)
        later = put(visits, "v1", {**read.body, "place": "x"}, kind=VISIT, visibility="staff")
        withheld = {**read.body, "visitor": WITHHELD, "contact": {"phone": WITHHELD}}
        put(visits, "v1", withheld, kind=VISIT, visibility="staff")
        assert later.body["visitor"] == ERASED
        assert visits.get(*KEY, visible=HANDLER).body["contact"] == {"phone": ERASED}
        assert visits.verify().sequence == 4

    def test_a_new_value_may_be_put_after_an_erasure(self, visits: Store) -> None:
        visit(visits)
        act(visits, lambda transaction: transaction.erase(*KEY))
        visit(visits, visitor="新来访人")
        read = {
            each.version: each.body["visitor"] for each in visits.history(*KEY, visible=HANDLER)
        }
        assert read == {1: ERASED, 2: "新来访人"}
        assert visits.verify().sequence == 3

    def test_erasing_leaves_other_records_alone(self, visits: Store) -> None:
        visit(visits)
        visit(visits, "v2")
        act(visits, lambda transaction: transaction.erase(*KEY))
        assert visits.get(VISIT.name, "v2", visible=HANDLER).body == BODY

    def test_a_removed_record_is_erased_too(self, visits: Store) -> None:
        visit(visits)
        act(visits, lambda transaction: transaction.remove(*KEY))
        assert act(visits, lambda transaction: transaction.erase(*KEY)) == 2
        assert visits.verify().sequence == 3

    @pytest.mark.parametrize("done", ["erase", "purge", "hold", "unhold"])
    def test_what_never_was_is_not_found(self, visits: Store, done: str) -> None:
        with pytest.raises(NotFoundError):
            act(visits, lambda transaction: getattr(transaction, done)(*KEY))
        assert visits.head() is None

    def test_a_purged_record_is_in_no_answer(self, visits: Store) -> None:
        visit(visits, visibility="public")
        visit(visits, visibility="public")
        assert act(visits, lambda transaction: transaction.purge(*KEY)) == 2
        with pytest.raises(NotFoundError):
            visits.get(*KEY, visible=HANDLER)
        for asked in ({"version": 1}, {"as_of": NOON}):
            with pytest.raises(NotFoundError):
                visits.get(*KEY, visible=HANDLER, **asked)
        assert visits.history(*KEY, visible=HANDLER) == ()
        for search in (None, "低保"):
            asked_for = Query(kind=VISIT.name, search=search)
            assert visits.find(asked_for, visible=HANDLER).records == ()
            assert visits.count(asked_for, visible=HANDLER) == 0
        with visits.contents() as contents:
            assert {each.body for each in contents.versions} == {None}
        assert list(visits.retained(VISIT.name)) == []

    def test_a_purge_leaves_the_journal_and_all_verifies(self, visits: Store) -> None:
        kept = visit(visits)
        act(visits, lambda transaction: transaction.purge(*KEY))
        first, entry = visits.journal()
        assert first.after == kept.digest
        assert (entry.kind, entry.id, entry.version) == (PURGE, subject(*KEY), 1)
        assert (entry.before, entry.after) == (kept.digest, None)
        assert visits.verify().sequence == 2
        assert (visits.gone().values, visits.gone().records) == (2, 1)

    def test_a_purged_record_put_anew_goes_on_counting(self, visits: Store) -> None:
        visit(visits)
        act(visits, lambda transaction: transaction.purge(*KEY))
        assert visit(visits, place="乡镇窗口").version == 2
        assert [each.version for each in visits.history(*KEY, visible=HANDLER)] == [2]
        assert visits.get(*KEY, visible=HANDLER).body["visitor"] == NAME
        assert visits.verify().sequence == 3

    def test_a_record_changed_since_it_was_looked_at_is_not_purged(self, visits: Store) -> None:
        visit(visits)
        visit(visits)
        with pytest.raises(StaleVersionError):
            act(visits, lambda transaction: transaction.purge(*KEY, expected_version=1))
        assert visits.verify().sequence == 2

    def test_a_purge_happens_once(self, visits: Store) -> None:
        visit(visits)
        act(visits, lambda transaction: transaction.purge(*KEY))
        with pytest.raises(NotFoundError):
            act(visits, lambda transaction: transaction.purge(*KEY))

    def test_a_removed_record_is_purged_too(self, visits: Store) -> None:
        visit(visits)
        act(visits, lambda transaction: transaction.remove(*KEY))
        assert act(visits, lambda transaction: transaction.purge(*KEY)) == 1
        assert visits.verify().sequence == 3

    def test_a_kind_without_personal_fields_can_be_purged(self, visits: Store) -> None:
        put(visits, "n1", {"title": "预算", "agency": "财政局", "number": "长政办〔2020〕8号"})
        act(visits, lambda transaction: transaction.purge(NOTICE.name, "n1"))
        for search in ("预算", "长政办〔2020〕8号"):
            asked = Query(kind=NOTICE.name, search=search)
            assert visits.count(asked, visible=STAFF) == 0
        assert visits.verify().sequence == 2

    def test_what_is_on_hold_is_neither_erased_nor_purged(self, visits: Store) -> None:
        visit(visits)
        assert act(visits, lambda transaction: transaction.hold(*KEY)) is True
        assert act(visits, lambda transaction: transaction.hold(*KEY)) is False
        assert visits.on_hold(*KEY)
        for done in ("erase", "purge"):
            with pytest.raises(StoreError, match="on hold"):
                act(visits, methodcaller(done, *KEY))
        assert act(visits, lambda transaction: transaction.unhold(*KEY)) is True
        assert act(visits, lambda transaction: transaction.unhold(*KEY)) is False
        assert not visits.on_hold(*KEY)
        assert act(visits, lambda transaction: transaction.erase(*KEY)) == 2
        assert [each.kind for each in visits.journal()] == [VISIT.name, HOLD, UNHOLD, ERASE]
        assert visits.verify().sequence == 4

    def test_a_held_record_can_be_changed(self, visits: Store) -> None:
        visit(visits)
        act(visits, lambda transaction: transaction.hold(*KEY))
        assert visit(visits).version == 2
        assert visits.on_hold(*KEY)

    def test_a_hold_is_of_one_record(self, visits: Store) -> None:
        visit(visits)
        visit(visits, "v2")
        act(visits, lambda transaction: transaction.hold(*KEY))
        assert not visits.on_hold(VISIT.name, "v2")
        assert not visits.on_hold(NOTICE.name, "v1")

    def test_nothing_is_erased_by_a_change_that_raises(self, visits: Store) -> None:
        visit(visits)
        visit(visits, "v2")
        with pytest.raises(ZeroDivisionError):
            act(visits, _destroying_half)
        for name in ("v1", "v2"):
            assert visits.get(VISIT.name, name, visible=HANDLER).body == BODY
        assert visits.verify().sequence == 2

    def test_what_is_still_kept_is_listed_removed_records_too(self, visits: Store) -> None:
        visit(visits)
        visit(visits, place="乡镇窗口")
        visit(visits, "v2")
        act(visits, lambda transaction: transaction.erase(VISIT.name, "v2"))
        visit(visits, "v3")
        with visits.transaction(change(minutes=9)) as transaction:
            transaction.remove(VISIT.name, "v3")
            transaction.hold(VISIT.name, "v3")
        visit(visits, "v4")
        act(visits, lambda transaction: transaction.purge(VISIT.name, "v4"))
        kept = list(visits.retained(VISIT.name))
        assert [(each.id, each.version, each.personal, each.on_hold) for each in kept] == [
            ("v1", 2, 4, False),
            ("v2", 1, 0, False),
            ("v3", 2, 2, True),
        ]
        assert kept[0].body["place"] == "乡镇窗口"
        assert kept[0].body["visitor"] == WITHHELD
        assert kept[2].changed_at == NOON + timedelta(minutes=9)

    def test_more_records_than_are_read_at_once_are_all_listed(self, visits: Store) -> None:
        with visits.transaction(change()) as transaction:
            for number in range(1201):
                transaction.put(NOTICE.name, f"n{number:05}", {}, visibility="staff")
        listed = [each.id for each in visits.retained(NOTICE.name)]
        assert listed == [f"n{number:05}" for number in range(1201)]

    def test_commitments_are_opened_for_who_has_the_right(self, visits: Store) -> None:
        visit(visits)
        opened = visits.openings(*KEY, visible=HANDLER)
        assert {(each.version, each.field, each.value) for each in opened} == {
            (1, "visitor", NAME),
            (1, "contact.phone", PHONE),
        }
        assert all(opens(each.commitment, each.salt, each.value) for each in opened)
        assert visits.openings(*KEY, visible=STAFF) == ()
        assert visits.openings(*KEY, visible=PUBLIC | {"personal"}) == ()

    def test_what_was_erased_cannot_be_opened(self, visits: Store) -> None:
        visit(visits)
        act(visits, lambda transaction: transaction.erase(*KEY))
        assert visits.openings(*KEY, visible=HANDLER) == ()

    def test_a_copy_keeps_personal_fields_and_what_was_destroyed(
        self, visits: Store, other_visits: Store
    ) -> None:
        _fill(visits)
        last = visits.verify()
        with visits.contents() as contents:
            assert other_visits.take_in(contents) == last
        _same_visits(visits, other_visits)

    def test_personal_fields_of_another_store_are_taken_in(
        self, visits: Store, other_visits: Store
    ) -> None:
        _fill(other_visits)
        with other_visits.contents() as contents:
            visits.take_in(contents)
        _same_visits(other_visits, visits)
        put(visits, "v1", visits.get(*KEY, visible=STAFF).body, kind=VISIT, visibility="staff")
        assert visits.get(*KEY, visible=HANDLER).body == BODY

    @pytest.fixture
    def other_visits(self) -> Iterator[Store]:
        """An empty store in memory."""
        with closing(open_sqlite_store(":memory:", [NOTICE, DRAFT, VISIT])) as opened:
            yield opened

    def test_wiping_changes_nothing_that_is_kept(self, visits: Store, other_visits: Store) -> None:
        _fill(visits)
        with visits.contents() as contents:
            other_visits.take_in(contents)
        visits.wipe()
        _same_visits(visits, other_visits)

    def test_a_field_called_personal_later_is_withheld_from_then_on(
        self, make_store: MakeStore
    ) -> None:
        before = make_store(evolve(VISIT, personal=(), search_text=("matter", "visitor")))
        visit(before, visibility="public")
        before.close()
        visits = make_store(VISIT)
        for read in _all_reads(visits, PUBLIC):
            assert read.body["visitor"] == WITHHELD
        assert visits.get(*KEY, visible=HANDLER).body == BODY
        assert visits.count(Query(kind=VISIT.name, search=NAME), visible=HANDLER) == 0
        with pytest.raises(StoreError, match="purge the whole record"):
            act(visits, lambda transaction: transaction.erase(*KEY))
        assert act(visits, lambda transaction: transaction.purge(*KEY)) == 1
        assert visits.verify().sequence == 2

    def test_a_field_no_longer_called_personal_stays_withheld(self, make_store: MakeStore) -> None:
        visit(make_store(VISIT))
        later = make_store(evolve(VISIT, personal=(), columns=("place", "visitor")))
        read = later.get(*KEY, visible=STAFF)
        assert read.body["visitor"] == WITHHELD
        assert later.get(*KEY, visible=HANDLER).body == BODY
        assert later.verify().sequence == 1

    def test_an_upgrade_moves_personal_fields(self, make_store: MakeStore) -> None:
        visit(make_store(VISIT))
        newer = evolve(
            VISIT,
            schema_version=2,
            personal=("applicant.name", "contact.phone"),
            upgrades={1: _renamed},
        )
        store = make_store(newer)
        assert store.get(*KEY, visible=STAFF).body["applicant"] == {"name": WITHHELD}
        assert store.get(*KEY, visible=HANDLER).body["applicant"] == {"name": NAME}
        put(store, "v1", store.get(*KEY, visible=STAFF).body, kind=newer, visibility="staff")
        assert store.get(*KEY, visible=HANDLER).body["applicant"] == {"name": NAME}
        assert act(store, lambda transaction: transaction.erase(*KEY)) == 4
        assert store.get(*KEY, visible=HANDLER, version=1).body["applicant"] == {"name": ERASED}
        assert store.verify().sequence == 3

    @pytest.mark.parametrize("seed", range(10))
    def test_after_any_history_all_verifies_and_reads_as_it_should(
        self, visits: Store, seed: int
    ) -> None:
        chance = random.Random(seed)  # noqa: S311 - no secret
        steps = [
            (chance.choice("ab"), chance.choice(STEPS), f"来访人{number}") for number in range(30)
        ]
        check_history(visits, steps)


def _all_reads(store: Store, visible: frozenset[str]) -> list[Record]:
    """The last version of the visit by every way there is."""
    query = Query(kind=VISIT.name, search="低保", where={"place": "政务大厅"})
    return [
        store.get(*KEY, visible=visible),
        evolve(store.get(*KEY, visible=visible, version=1), **_of_last(store, visible)),
        store.get(*KEY, visible=visible, as_of=NOON),
        store.history(*KEY, visible=visible)[-1],
        store.find(query, visible=visible).records[0],
        next(store.each(Query(kind=VISIT.name), visible=visible)),
    ]


def _of_last(store: Store, visible: frozenset[str]) -> dict[str, Any]:
    last = store.get(*KEY, visible=visible)
    return {"version": last.version, "digest": last.digest}


def _destroying_half(transaction: Transaction) -> None:
    transaction.erase(*KEY)
    transaction.purge(VISIT.name, "v2")
    raise ZeroDivisionError


def _renamed(body: Any) -> Any:
    rest = {key: value for key, value in body.items() if key != "visitor"}
    return {**rest, "applicant": {"name": body["visitor"]}}


def _fill(store: Store) -> None:
    visit(store)
    for name in ("erased", "purged", "held"):
        visit(store, name)
        visit(store, name, place="乡镇窗口")
    act(store, lambda transaction: transaction.erase(VISIT.name, "erased"))
    act(store, lambda transaction: transaction.purge(VISIT.name, "purged"))
    act(store, lambda transaction: transaction.hold(VISIT.name, "held"))


def _same_visits(one: Store, other: Store) -> None:
    assert list(other.journal()) == list(one.journal())
    for name in ("v1", "erased", "purged", "held"):
        for visible in (PUBLIC, STAFF, HANDLER):
            history = one.history(VISIT.name, name, visible=visible)
            assert other.history(VISIT.name, name, visible=visible) == history
        assert other.openings(VISIT.name, name, visible=HANDLER) == one.openings(
            VISIT.name, name, visible=HANDLER
        )
    assert other.gone() == one.gone()
    assert list(other.retained(VISIT.name)) == list(one.retained(VISIT.name))
    assert other.verify() == one.verify()


@frozen
class _Model:
    """What should be read of a record: its versions since the last purge, and whether it stands."""

    versions: dict[int, Any]
    highest: int = 0
    stands: bool = False
    held: bool = False

    def shown(self) -> dict[int, Any]:
        return self.versions if self.stands else {}


STEPS = ("put", "keep", "remove", "erase", "purge", "hold", "unhold")
"""What can be done with a visit; ``keep`` puts what was read as withheld."""


def check_history(store: Store, steps: Iterable[tuple[str, str, str]]) -> None:
    """Take some steps, verify, and read everything.

    Args:
        store: Has the kind :data:`VISIT`.
        steps: A record's id, one of :data:`STEPS`, the visitor where one is put.
    """
    model: dict[str, _Model] = {}
    for name, done, value in steps:
        _do(store, model, name, done, value)
    store.verify()
    for name, expected in model.items():
        history = store.history(VISIT.name, name, visible=HANDLER)
        assert {each.version: each.body["visitor"] for each in history} == expected.shown()


def _do(store: Store, model: dict[str, _Model], id: str, done: str, value: str) -> None:
    """One step, in the store and in the model; what cannot be done is left."""
    now = model.get(id, _Model({}))
    last = now.versions.get(now.highest)
    if done == "put" or (done == "keep" and now.stands and last is not None):
        visit(store, id, visitor=WITHHELD if done == "keep" else value)
        version = now.highest + 1
        kept = last if done == "keep" else value
        now = evolve(now, versions={**now.versions, version: kept}, highest=version, stands=True)
    elif done in ("hold", "unhold") and now.highest:
        act(store, lambda transaction: getattr(transaction, done)(VISIT.name, id))
        now = evolve(now, held=done == "hold")
    elif done == "remove" and now.stands:
        act(store, lambda transaction: transaction.remove(VISIT.name, id))
        now = evolve(now, highest=now.highest + 1, stands=False)
    elif done == "erase" and now.highest and not now.held:
        act(store, lambda transaction: transaction.erase(VISIT.name, id))
        now = evolve(now, versions=dict.fromkeys(now.versions, ERASED))
    elif done == "purge" and now.versions and not now.held:
        act(store, lambda transaction: transaction.purge(VISIT.name, id))
        now = evolve(now, versions={}, stands=False)
    model[id] = now

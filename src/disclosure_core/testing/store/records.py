"""Records: versions, visibility, schemas."""

from datetime import timedelta, timezone
from typing import Any

import pytest
from attrs import evolve

from disclosure_core.errors import DataError, NotFoundError, StaleVersionError, StoreError
from disclosure_core.records.digest import digest
from disclosure_core.records.store import Store
from disclosure_core.records.values import Change, Query
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


class RecordContract(Contract):
    """Typed records by kind and id, with history; a hidden one answers as an absent one."""

    def test_a_record_comes_back_as_it_was_put(self, store: Store) -> None:
        body = {
            "title": "预算公开",
            "year": 2026,
            "sections": {"依据": "条例"},
            "items": ["a"],
            "n": None,
        }
        kept = put(store, "n1", body)
        assert store.get(NOTICE.name, "n1", visible=PUBLIC) == kept
        assert kept.body == body
        assert kept.version == 1
        assert kept.digest == digest(body)
        assert kept.changed_at == NOON

    def test_every_version_stays_as_it_was(self, store: Store) -> None:
        for title in ("一", "二", "三"):
            put(store, "n1", {"title": title})
        history = store.history(NOTICE.name, "n1", visible=PUBLIC)
        assert [(each.version, each.body["title"]) for each in history] == [
            (1, "一"),
            (2, "二"),
            (3, "三"),
        ]
        assert store.get(NOTICE.name, "n1", visible=PUBLIC) == history[2]
        assert store.get(NOTICE.name, "n1", visible=PUBLIC, version=2) == history[1]

    def test_a_record_is_read_as_it_stood_at_an_instant(self, store: Store) -> None:
        for minutes, title in ((0, "一"), (10, "二"), (20, "三")):
            _put_at(store, minutes, title)
        assert [_title_as_of(store, minutes) for minutes in (0, 9, 10, 19, 20, 999)] == list(
            "一一二二三三"
        )

    def test_before_its_first_version_a_record_is_absent(self, store: Store) -> None:
        _put_at(store, 0, "一")
        with pytest.raises(NotFoundError):
            _title_as_of(store, -1)

    def test_while_a_record_was_removed_it_is_absent(self, store: Store) -> None:
        _put_at(store, 0, "一")
        with store.transaction(change(minutes=10)) as transaction:
            transaction.remove(NOTICE.name, "n1")
        _put_at(store, 20, "二")
        assert _title_as_of(store, 9) == "一"
        with pytest.raises(NotFoundError):
            _title_as_of(store, 15)
        assert _title_as_of(store, 20) == "二"

    def test_a_version_that_was_hidden_then_is_hidden_now(self, store: Store) -> None:
        _put_at(store, 0, "一", visibility="staff")
        _put_at(store, 10, "二")
        with pytest.raises(NotFoundError):
            _title_as_of(store, 5)
        assert _title_as_of(store, 10) == "二"

    def test_a_record_hidden_now_is_hidden_as_of_any_instant(self, store: Store) -> None:
        _put_at(store, 0, "一")
        _put_at(store, 10, "二", visibility="staff")
        with pytest.raises(NotFoundError):
            _title_as_of(store, 5)

    def test_a_version_and_an_instant_are_not_asked_for_at_once(self, store: Store) -> None:
        put(store, "n1")
        with pytest.raises(StoreError, match="not by both"):
            store.get(NOTICE.name, "n1", visible=PUBLIC, version=1, as_of=NOON)

    def test_an_instant_says_its_offset(self, store: Store) -> None:
        put(store, "n1")
        with pytest.raises(DataError, match="offset"):
            store.get(NOTICE.name, "n1", visible=PUBLIC, as_of=NOON.replace(tzinfo=None))

    @pytest.mark.parametrize(
        "text",
        [
            "a\x00b\x00",
            "\x01\x00\x01",
            "\ufeff𠮷𰻞\U0010ffff",
            "e\u0301\u202e",
            "\\u0000\\",
            "'\"%s%%",
        ],
        ids=["NUL", "control", "rare", "marks", "backslash", "quotes"],
    )
    def test_odd_texts_come_back_as_they_were_put(self, store: Store, text: str) -> None:
        body = {"title": text, "agency": text, "items": [text], "sections": {text: text}}
        kept = put(store, "n1", body)
        assert store.get(NOTICE.name, "n1", visible=PUBLIC).body == body
        assert kept.digest == digest(body)
        assert found(store, where={"agency": text}) == ["n1"]
        assert found(store, where={"items": text}) == ["n1"]
        asked = Change(who=text, role=text, why=text, at=NOON)
        with store.transaction(asked) as transaction:
            transaction.enqueue("k", body, release="r", due_at=NOON)
        (delivery,) = store.deliveries()
        assert delivery.body == body
        *_, entry = store.journal()
        assert (entry.who, entry.role, entry.why) == (text, text, text)
        assert store.verify().sequence == 2

    def test_whole_numbers_of_any_size_come_back(self, store: Store) -> None:
        body = {"sections": {"n": [10**40, -(10**40), 0, True, 2**63]}}
        put(store, "n1", body)
        assert store.get(NOTICE.name, "n1", visible=PUBLIC).body == body
        assert store.verify().sequence == 1

    def test_kinds_have_ids_of_their_own(self, store: Store) -> None:
        put(store, "same", {"title": "notice"})
        put(store, "same", {"title": "draft"}, kind=DRAFT, visibility="staff")
        assert store.get(NOTICE.name, "same", visible=STAFF).body == {"title": "notice"}
        assert store.get(DRAFT.name, "same", visible=STAFF).body == {"title": "draft"}

    def test_a_writer_who_read_an_older_version_is_refused(self, store: Store) -> None:
        put(store, "n1", expected_version=0)
        put(store, "n1", expected_version=1)
        with pytest.raises(StaleVersionError):
            put(store, "n1", expected_version=1)
        assert len(store.history(NOTICE.name, "n1", visible=PUBLIC)) == 2

    def test_a_record_that_is_there_is_not_new(self, store: Store) -> None:
        put(store, "n1")
        with pytest.raises(StaleVersionError):
            put(store, "n1", expected_version=0)

    @pytest.mark.parametrize("version", [None, 1])
    def test_hidden_and_absent_answer_alike(self, store: Store, version: int | None) -> None:
        put(store, "hidden", visibility="staff")
        with pytest.raises(NotFoundError) as hidden:
            store.get(NOTICE.name, "hidden", visible=PUBLIC, version=version)
        with pytest.raises(NotFoundError) as absent:
            store.get(NOTICE.name, "absent", visible=PUBLIC, version=version)
        assert str(hidden.value).replace("hidden", "absent") == str(absent.value)
        assert store.history(NOTICE.name, "hidden", visible=PUBLIC) == ()

    def test_nobody_sees_anything_without_a_visibility(self, store: Store) -> None:
        put(store, "n1", {"title": "预算公开", "agency": "财政局"})
        assert found(store, frozenset()) == []
        assert found(store, frozenset(), search="预算") == []
        for asked in (Query(kind=NOTICE.name), Query(kind=NOTICE.name, search="预算")):
            assert store.count(asked, visible=frozenset()) == 0
        assert found(store, frozenset(), where={"agency": "财政局"}) == []
        with pytest.raises(NotFoundError):
            store.get(NOTICE.name, "n1", visible=frozenset())

    def test_hiding_a_record_hides_its_earlier_versions(self, store: Store) -> None:
        put(store, "n1", visibility="public")
        put(store, "n1", visibility="staff")
        assert store.history(NOTICE.name, "n1", visible=PUBLIC) == ()
        with pytest.raises(NotFoundError):
            store.get(NOTICE.name, "n1", visible=PUBLIC, version=1)
        assert len(store.history(NOTICE.name, "n1", visible=STAFF)) == 2

    def test_publishing_a_record_does_not_publish_its_earlier_versions(self, store: Store) -> None:
        put(store, "n1", {"title": "draft"}, visibility="staff")
        put(store, "n1", {"title": "final"}, visibility="public")
        assert [each.version for each in store.history(NOTICE.name, "n1", visible=PUBLIC)] == [2]
        with pytest.raises(NotFoundError):
            store.get(NOTICE.name, "n1", visible=PUBLIC, version=1)

    def test_a_removed_record_is_in_no_answer(self, store: Store) -> None:
        put(store, "n1", {"title": "预算公开", "agency": "财政局"})
        with store.transaction(change()) as transaction:
            transaction.remove(NOTICE.name, "n1", expected_version=1)
        with pytest.raises(NotFoundError):
            store.get(NOTICE.name, "n1", visible=STAFF)
        assert store.history(NOTICE.name, "n1", visible=STAFF) == ()
        assert found(store, STAFF) == []
        assert found(store, STAFF, search="预算") == []
        assert found(store, STAFF, where={"agency": "财政局"}) == []

    def test_removing_what_is_not_there_is_refused(self, store: Store) -> None:
        with pytest.raises(NotFoundError), store.transaction(change()) as transaction:
            transaction.remove(NOTICE.name, "n1")

    def test_removing_an_older_version_is_refused(self, store: Store) -> None:
        put(store, "n1")
        put(store, "n1")
        with pytest.raises(StaleVersionError), store.transaction(change()) as transaction:
            transaction.remove(NOTICE.name, "n1", expected_version=1)

    def test_a_removed_record_can_be_put_anew_and_goes_on_counting(self, store: Store) -> None:
        put(store, "n1")
        with store.transaction(change()) as transaction:
            transaction.remove(NOTICE.name, "n1")
        assert put(store, "n1", expected_version=0).version == 3
        history = store.history(NOTICE.name, "n1", visible=PUBLIC)
        assert [each.version for each in history] == [1, 3]

    def test_a_kind_of_the_offices_own_is_never_public(self, store: Store) -> None:
        with pytest.raises(StoreError, match="may not be public"):
            put(store, "d1", kind=DRAFT, visibility="public")

    def test_an_unknown_visibility_is_refused(self, store: Store) -> None:
        with pytest.raises(StoreError, match="no visibility"):
            put(store, "n1", visibility="everybody")

    def test_an_unknown_kind_is_refused(self, store: Store) -> None:
        with pytest.raises(StoreError, match="contract:notice"):
            store.get("contract:letter", "1", visible=STAFF)

    @pytest.mark.parametrize(
        "body",
        [{"share": 0.5}, {"on": NOON}, {1: "one"}, {"text": "half \ud83d"}, {"deep": [{"x": {1}}]}],
        ids=["float", "instant", "key", "half character", "set"],
    )
    def test_a_body_that_is_not_plain_json_is_refused(
        self, store: Store, body: dict[Any, Any]
    ) -> None:
        with pytest.raises(DataError):
            put(store, "n1", body)
        assert found(store, STAFF) == []

    @pytest.mark.parametrize("id", ["", "a\nb", "x" * 401], ids=["empty", "line end", "too long"])
    def test_an_impossible_id_is_refused(self, store: Store, id: str) -> None:
        with pytest.raises(DataError):
            put(store, id)

    @pytest.mark.parametrize("id", ["", "a\x00", "half \ud83d", "x" * 5000], ids=ascii)
    def test_an_impossible_id_is_absent(self, store: Store, id: str) -> None:
        with pytest.raises(NotFoundError):
            store.get(NOTICE.name, id, visible=STAFF)
        assert store.history(NOTICE.name, id, visible=STAFF) == ()
        assert store.bodies(NOTICE.name, id) == {}
        assert store.entries_about(NOTICE.name, id) == ()
        assert store.deliveries(release=id) == ()
        assert not store.on_hold(NOTICE.name, id)

    @pytest.mark.parametrize("done", ["remove", "erase", "purge", "hold", "unhold"])
    def test_nothing_is_done_to_an_impossible_id(self, store: Store, done: str) -> None:
        for impossible in ("", "a\x00", "half \ud83d", "x" * 5000):
            with pytest.raises(NotFoundError), store.transaction(change()) as transaction:
                getattr(transaction, done)(NOTICE.name, impossible)
        assert store.head() is None

    def test_an_impossible_version_is_absent(self, store: Store) -> None:
        put(store, "n1")
        for version in (0, -1, 2, 2**31, 10**30):
            with pytest.raises(NotFoundError):
                store.get(NOTICE.name, "n1", visible=PUBLIC, version=version)

    def test_the_caller_cannot_change_what_is_kept(self, store: Store) -> None:
        body = {"title": "预算", "items": ["a"]}
        kept = put(store, "n1", body)
        body["items"].append("b")  # type: ignore[attr-defined]
        kept.body["items"].append("c")
        assert store.get(NOTICE.name, "n1", visible=PUBLIC).body["items"] == ["a"]

    def test_instants_are_compared_whatever_their_offset(self, store: Store) -> None:
        shanghai = NOON.astimezone(_offset(8))
        with store.transaction(evolve(change(), at=shanghai)) as transaction:
            transaction.put(NOTICE.name, "n1", {}, visibility="public")
        assert store.get(NOTICE.name, "n1", visible=PUBLIC).changed_at == NOON

    def test_bodies_of_an_older_schema_are_read_in_the_present_one(
        self, make_store: MakeStore
    ) -> None:
        put(make_store(NOTICE), "n1", {"title": "预算", "office": "财政局"})
        newer = evolve(
            NOTICE,
            schema_version=2,
            upgrades={1: lambda body: {"title": body["title"], "agency": body["office"]}},
        )
        store = make_store(newer)
        upgraded = store.get(NOTICE.name, "n1", visible=PUBLIC)
        assert upgraded.body == {"title": "预算", "agency": "财政局"}
        assert upgraded.digest == digest({"title": "预算", "office": "财政局"})
        assert found(store, where={"agency": "财政局"}) == ["n1"]
        assert store.verify().sequence == 1

    def test_a_store_with_bodies_of_a_newer_schema_is_refused(self, make_store: MakeStore) -> None:
        make_store(evolve(NOTICE, schema_version=2))
        with pytest.raises(StoreError, match="schema 2"):
            make_store(NOTICE)

    def test_a_column_declared_later_finds_records_from_before(self, make_store: MakeStore) -> None:
        put(
            make_store(evolve(NOTICE, columns=(), search_text=())),
            "n1",
            {"agency": "财政局", "title": "预算"},
        )
        store = make_store(NOTICE)
        assert found(store, where={"agency": "财政局"}) == ["n1"]
        assert found(store, search="预算") == ["n1"]

    def test_records_of_a_kind_that_is_away_are_back_with_it(self, make_store: MakeStore) -> None:
        put(make_store(NOTICE, DRAFT), "n1", {"title": "预算"})
        put(make_store(evolve(DRAFT, columns=("title",))), "d1", kind=DRAFT, visibility="staff")
        assert found(make_store(NOTICE, DRAFT), search="预算") == ["n1"]


def _put_at(store: Store, minutes: int, title: str, *, visibility: str = "public") -> None:
    with store.transaction(change(minutes=minutes)) as transaction:
        transaction.put(NOTICE.name, "n1", {"title": title}, visibility=visibility)


def _title_as_of(store: Store, minutes: int) -> str:
    instant = NOON + timedelta(minutes=minutes)
    record = store.get(NOTICE.name, "n1", visible=PUBLIC, as_of=instant)
    return str(record.body["title"])


def _offset(hours: int) -> timezone:
    return timezone(timedelta(hours=hours))

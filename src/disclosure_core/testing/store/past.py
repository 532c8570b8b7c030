"""Lists and searches of records as they stood at an instant."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from attrs import evolve

from disclosure_core.errors import DataError, StoreError
from disclosure_core.records.store import Store
from disclosure_core.records.values import Between, Query
from disclosure_core.testing.store.kinds import (
    NOON,
    NOTICE,
    PUBLIC,
    STAFF,
    Contract,
    change,
    found,
)


def at(minutes: int) -> datetime:
    """Some minutes after noon."""
    return NOON + timedelta(minutes=minutes)


def keep(
    store: Store, id: str, minutes: int, body: dict[str, Any], *, visibility: str = "public"
) -> None:
    """Keep a version of a notice at that minute."""
    with store.transaction(change(minutes=minutes)) as transaction:
        transaction.put(NOTICE.name, id, body, visibility=visibility)


class PastContract(Contract):
    """What stood then, and is visible now."""

    @pytest.fixture
    def dated(self, store: Store) -> Store:
        """Three notices: of two versions, withdrawn later, published later."""
        keep(store, "two", 1, {"title": "预算草案", "year": 2024})
        keep(store, "hidden", 2, {"title": "预算", "year": 2024})
        keep(store, "late", 3, {"title": "预算", "year": 2024}, visibility="staff")
        keep(store, "two", 4, {"title": "决算", "year": 2025})
        keep(store, "hidden", 5, {"title": "预算", "year": 2024}, visibility="staff")
        keep(store, "late", 6, {"title": "预算", "year": 2024})
        return store

    @pytest.mark.parametrize(
        ("minutes", "public", "staff"),
        [
            (0, [], []),
            (1, ["two"], ["two"]),
            (3, ["two"], ["late", "hidden", "two"]),
            (4, ["two"], ["two", "late", "hidden"]),
            (6, ["late", "two"], ["late", "hidden", "two"]),
            (9, ["late", "two"], ["late", "hidden", "two"]),
        ],
    )
    @pytest.mark.parametrize("limit", [1, 50])
    def test_a_list_shows_what_stood_if_it_was_visible_and_is(
        self, dated: Store, minutes: int, public: list[str], staff: list[str], limit: int
    ) -> None:
        asked = {"as_of": at(minutes), "limit": limit}
        assert found(dated, PUBLIC, **asked) == public
        assert found(dated, PUBLIC, **asked, newest_first=False) == public[::-1]
        assert found(dated, STAFF, **asked) == staff
        query = Query(kind=NOTICE.name, as_of=at(minutes), count_to=2)
        assert dated.count(query, visible=STAFF) == len(staff)
        assert dated.find(query, visible=STAFF).total == min(2, len(staff))

    def test_every_record_is_the_one_that_get_gives(self, dated: Store) -> None:
        for minutes in range(8):
            query = Query(kind=NOTICE.name, as_of=at(minutes))
            for each in dated.each(query, visible=STAFF):
                assert each == dated.get(NOTICE.name, each.id, visible=STAFF, as_of=at(minutes))

    def test_words_and_filters_are_of_the_text_that_stood(self, dated: Store) -> None:
        assert found(dated, search="草案", as_of=at(3)) == ["two"]
        assert found(dated, search="草案", as_of=at(4)) == []
        assert found(dated, where={"year": 2024}, as_of=at(3)) == ["two"]
        assert found(dated, where={"year": Between(since=2025)}, as_of=at(3)) == []
        assert found(dated, where={"year": Between(since=2025)}, as_of=at(4)) == ["two"]
        query = Query(kind=NOTICE.name, search="预算", as_of=at(3))
        assert dated.count(query, visible=STAFF) == 3

    def test_a_removed_record_is_not_shown_any_more(self, dated: Store) -> None:
        with dated.transaction(change(minutes=9)) as transaction:
            transaction.remove(NOTICE.name, "two")
        assert found(dated, as_of=at(1)) == []

    def test_what_is_answered_from_the_past_is_neither_sorted_nor_ranked(
        self, dated: Store
    ) -> None:
        questions: tuple[dict[str, Any], ...] = (
            {"sort": "year"},
            {"search": "预算", "rank": "relevance"},
        )
        for asked in questions:
            with pytest.raises(StoreError, match="stood"):
                found(dated, as_of=at(3), **asked)

    def test_an_instant_without_an_offset_is_refused(self) -> None:
        with pytest.raises(DataError, match="as_of"):
            Query(kind=NOTICE.name, as_of=at(1).replace(tzinfo=None))

    def test_a_cursor_is_of_its_instant_only(self, dated: Store) -> None:
        query = Query(kind=NOTICE.name, as_of=at(9), limit=1)
        after = dated.find(query, visible=PUBLIC).next
        with pytest.raises(DataError):
            dated.find(evolve(query, as_of=at(8), after=after), visible=PUBLIC)

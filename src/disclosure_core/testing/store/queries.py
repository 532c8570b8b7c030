"""Queries: filters, sorting, pages, counts."""

from typing import Any

import pytest
from attrs import evolve

from disclosure_core.errors import DataError, StoreError
from disclosure_core.records.store import Store
from disclosure_core.records.values import Query
from disclosure_core.store.cursors import cursor
from disclosure_core.testing.store.kinds import (
    DRAFT,
    NOTICE,
    PUBLIC,
    STAFF,
    Contract,
    change,
    found,
    put,
)

QUERY = Query(kind=NOTICE.name)


class QueryContract(Contract):
    """Equality filters and sorting on declared columns; pages that stay in place."""

    def test_the_record_changed_last_comes_first(self, store: Store) -> None:
        for name in ("a", "b", "c", "a"):
            put(store, name)
        assert found(store) == ["a", "c", "b"]
        assert found(store, newest_first=False) == ["b", "c", "a"]

    @pytest.mark.parametrize(
        ("where", "answer"),
        [
            ({"agency": "财政局"}, ["3", "1"]),
            ({"agency": None}, ["4"]),
            ({"year": 2025}, ["2", "1"]),
            ({"year": "2025"}, []),
            ({"urgent": True}, ["1"]),
            ({"urgent": False}, ["2"]),
            ({"items": "budget"}, ["2", "1"]),
            ({"items": "final"}, ["2"]),
            ({"items": None}, ["4", "3"]),
            ({"agency": "财政局", "year": 2025}, ["1"]),
            ({"agency": "财政局", "items": "final"}, []),
            ({"agency": "x' OR '1'='1"}, []),
            ({"year": 10**30}, []),
            ({"agency": "half \ud83d"}, []),
            ({"agency": "财政局", "year": -(2**63)}, []),
        ],
        ids=ascii,
    )
    def test_filters_are_equality(self, store: Store, where: Any, answer: list[str]) -> None:
        put(store, "1", {"agency": "财政局", "year": 2025, "urgent": True, "items": ["budget"]})
        put(
            store,
            "2",
            {"agency": "民政局", "year": 2025, "urgent": False, "items": ["budget", "final"]},
        )
        put(store, "3", {"agency": "财政局", "year": 2026, "items": []})
        put(store, "4", {"year": 2024})
        assert found(store, where=where) == answer
        assert store.count(evolve(QUERY, where=where), visible=PUBLIC) == len(answer)

    def test_a_filter_sees_the_last_version_only(self, store: Store) -> None:
        put(store, "1", {"agency": "财政局"})
        put(store, "1", {"agency": "民政局"})
        assert found(store, where={"agency": "财政局"}) == []
        assert found(store, where={"agency": "民政局"}) == ["1"]

    @pytest.mark.parametrize(
        ("newest_first", "answer"),
        [
            (True, ["2027", "2026b", "2026a", "2025", "none"]),
            (False, ["none", "2025", "2026a", "2026b", "2027"]),
        ],
    )
    def test_sorting_by_a_column(self, store: Store, newest_first: bool, answer: list[str]) -> None:
        for name in ("2026a", "2025", "none", "2027", "2026b"):
            put(store, name, {"year": int(name[:4])} if name != "none" else {})
        for limit in (1, 2, 50):
            assert found(store, sort="year", newest_first=newest_first, limit=limit) == answer

    def test_sorting_texts_goes_by_code_points(self, store: Store) -> None:
        for name in ("é", "Z", "一", "a"):
            put(store, name, {"agency": name})
        assert found(store, sort="agency", newest_first=False) == ["Z", "a", "é", "一"]

    def test_nothing_comes_before_numbers_and_numbers_before_texts(self, store: Store) -> None:
        for name, value in (("text", "1"), ("two", 2), ("minus", -3), ("none", None), ("big", 10)):
            put(store, name, {"year": value})
        ascending = ["none", "minus", "two", "big", "text"]
        for limit in (1, 50):
            assert found(store, sort="year", newest_first=False, limit=limit) == ascending
            assert found(store, sort="year", limit=limit) == ascending[::-1]

    def test_long_texts_are_filtered_and_sorted_by(self, store: Store) -> None:
        long = "财政局" * 3000
        for name, value in (("b", "民政局" + long), ("a", "县" + long), ("c", "县" + long + "二")):
            put(store, name, {"agency": value})
        assert found(store, where={"agency": "县" + long}) == ["a"]
        assert found(store, where={"agency": "县" + long + "二"}) == ["c"]
        assert found(store, where={"agency": "县" + long[:-1]}) == []
        for limit in (1, 50):
            assert found(store, sort="agency", newest_first=False, limit=limit) == ["a", "c", "b"]

    def test_a_list_is_sorted_once_by_its_first_element(self, store: Store) -> None:
        put(store, "1", {"items": ["b", "a"]})
        put(store, "2", {"items": ["a", "z"]})
        assert found(store, sort="items", newest_first=False) == ["2", "1"]

    @pytest.mark.parametrize("query", [{"where": {"title": "x"}}, {"sort": "title"}, {"sort": "1"}])
    def test_other_columns_are_refused(self, store: Store, query: dict[str, Any]) -> None:
        with pytest.raises(StoreError, match="agency"):
            found(store, **query)

    @pytest.mark.parametrize("limit", [0, -1, 1001])
    def test_a_page_has_one_to_a_thousand_records(self, store: Store, limit: int) -> None:
        with pytest.raises(StoreError):
            found(store, limit=limit)

    def test_a_page_tells_the_whole_count_and_where_to_go_on(self, store: Store) -> None:
        for number in range(5):
            put(store, str(number))
        first = store.find(evolve(QUERY, limit=3, count_to=100), visible=PUBLIC)
        assert ([each.id for each in first.records], first.total) == (["4", "3", "2"], 5)
        last = store.find(evolve(QUERY, limit=3, after=first.next, count_to=100), visible=PUBLIC)
        assert ([each.id for each in last.records], last.total, last.next) == (["1", "0"], 5, None)

    def test_a_full_last_page_has_no_next(self, store: Store) -> None:
        for number in range(4):
            put(store, str(number))
        first = store.find(evolve(QUERY, limit=2), visible=PUBLIC)
        last = store.find(evolve(QUERY, limit=2, after=first.next), visible=PUBLIC)
        assert (len(last.records), last.next) == (2, None)

    @pytest.mark.parametrize("sort", [None, "year"])
    @pytest.mark.parametrize("newest_first", [True, False])
    def test_pages_stay_in_place_while_records_come(
        self, store: Store, sort: str | None, newest_first: bool
    ) -> None:
        query = evolve(QUERY, sort=sort, newest_first=newest_first, limit=3)
        before = [f"{year}-{copy}" for year in (2021, 2022, 2023) for copy in "ab"]
        for name in before:
            put(store, name, {"year": int(name[:4])})
        seen, page = [], store.find(query, visible=PUBLIC)
        while True:
            seen += [each.id for each in page.records]
            for year in (2020, 2022, 2024):
                put(store, f"new-{year}-{len(seen)}", {"year": year})
            if page.next is None or len(seen) > 20:
                break
            page = store.find(evolve(query, after=page.next), visible=PUBLIC)
        assert len(seen) == len(set(seen))
        assert [each for each in seen if each in before] == sorted(before, reverse=newest_first)

    @pytest.mark.parametrize("cursor", ["", "x", "W10", "WyJhIiwxLDJd", "é", "=" * 9, "W" * 5000])
    def test_a_damaged_cursor_is_refused(self, store: Store, cursor: str) -> None:
        with pytest.raises(DataError):
            found(store, after=cursor)

    @pytest.mark.parametrize(("value", "number"), [(None, 10**30), (10**30, 1)])
    def test_a_forged_cursor_is_refused(
        self, store: Store, value: str | int | None, number: int
    ) -> None:
        query = evolve(QUERY, sort="year")
        with pytest.raises(DataError):
            found(store, sort="year", after=cursor(query, value, number))

    def test_a_cursor_of_another_question_is_refused(self, store: Store) -> None:
        for number in range(3):
            put(store, str(number))
        page = store.find(evolve(QUERY, limit=1), visible=PUBLIC)
        with pytest.raises(DataError):
            found(store, sort="year", after=page.next)

    def test_lists_and_counts_keep_to_what_is_visible(self, store: Store) -> None:
        for number in range(6):
            body = {"title": "预算", "agency": "财政局", "items": ["budget"]}
            put(store, str(number), body, visibility="staff" if number % 2 else "public")
        for asked in ({}, {"search": "预算"}, {"where": {"items": "budget"}}, {"sort": "agency"}):
            query = evolve(QUERY, count_to=10, **asked)
            public = store.find(query, visible=PUBLIC)
            assert [each.id for each in public.records] == ["4", "2", "0"]
            assert public.total == store.count(query, visible=PUBLIC) == 3
            assert store.find(query, visible=STAFF).total == 6

    def test_each_kind_is_listed_alone(self, store: Store) -> None:
        put(store, "n1", {"title": "预算"})
        put(store, "d1", {"title": "预算"}, kind=DRAFT, visibility="staff")
        assert found(store, STAFF) == ["n1"]
        assert found(store, STAFF, search="预算") == ["n1"]

    def test_each_goes_through_all_pages(self, store: Store) -> None:
        with store.transaction(change()) as transaction:
            for number in range(25):
                transaction.put(NOTICE.name, f"{number:02}", {}, visibility="public")
        assert found(store, newest_first=False, limit=10) == [f"{n:02}" for n in range(25)]

"""Filters on columns: a value, one of several, a range; alone, together, and beside words."""

import random
from typing import Any

import pytest
from attrs import evolve

from disclosure_core.errors import StoreError
from disclosure_core.records.store import Store
from disclosure_core.records.values import AnyOf, Between, Condition, Query
from disclosure_core.store.conditions import answers
from disclosure_core.testing.store.kinds import (
    NOTICE,
    PUBLIC,
    STAFF,
    Contract,
    change,
    found,
    put,
)

QUERY = Query(kind=NOTICE.name)

BODIES: tuple[dict[str, Any], ...] = (
    {"agency": "财政局", "year": 2024, "urgent": True, "items": ["budget"], "title": "预算公示"},
    {"agency": "民政局", "year": 2025, "items": ["budget", "final"], "title": "低保公示 12"},
    {"agency": "民政局", "year": 2026, "urgent": False, "items": [], "title": "低保名单"},
    {"agency": "2025-03-02T09:00:00+08:00", "year": "2025", "title": "预算"},
    {"agency": "县" * 600 + "甲", "year": -1, "items": ["final"], "title": "公示"},
    {"agency": "", "year": 0, "title": ""},
    {"title": "没有一栏"},
)

WANTED: tuple[tuple[str, Any, set[str]], ...] = (
    ("year", Between(since=2025), {"1", "2"}),
    ("year", Between(before=2025), {"0", "4", "5"}),
    ("year", Between(since=2024, before=2026), {"0", "1"}),
    ("year", Between(since=2026, before=2026), set()),
    ("year", Between(since=-1, before=1), {"4", "5"}),
    ("year", Between(since="2025"), {"3"}),
    ("year", Between(before="2026"), {"3"}),
    ("agency", Between(since="2025-03-02", before="2025-03-03"), {"3"}),
    ("agency", Between(since="2025-03-03", before="2025-03-04"), set()),
    ("agency", Between(before="民政局"), {"3", "4", "5"}),
    ("agency", Between(since="县" * 600), {"0", "1", "2", "4"}),
    ("agency", Between(since="县" * 600 + "甲", before="县" * 600 + "甲\x00"), {"4"}),
    ("agency", Between(since="县" * 600 + "甲\x00"), {"0", "1", "2"}),
    ("items", Between(since="c", before="g"), {"1", "4"}),
    ("urgent", Between(since=0, before=2), {"0", "2"}),
    ("agency", AnyOf(["财政局", "民政局"]), {"0", "1", "2"}),
    ("agency", AnyOf("财政局"), {"0"}),
    ("agency", AnyOf([]), set()),
    ("agency", AnyOf([None, ""]), {"5", "6"}),
    ("year", AnyOf(["2025", 2026, 10**30]), {"2", "3"}),
    ("items", AnyOf(["budget", "final"]), {"0", "1", "4"}),
    ("items", AnyOf([None]), {"2", "3", "5", "6"}),
    ("urgent", AnyOf([True, False]), {"0", "2"}),
)


class FilterContract(Contract):
    """What columns must hold."""

    @pytest.fixture
    def filtered(self, store: Store) -> Store:
        """Records with every sort of value."""
        for number, body in enumerate(BODIES):
            put(store, str(number), body)
        return store

    @pytest.mark.parametrize(("column", "wanted", "ids"), WANTED, ids=map(str, range(len(WANTED))))
    def test_a_filter_finds_what_it_says(
        self, filtered: Store, column: str, wanted: Any, ids: set[str]
    ) -> None:
        where = {column: wanted}
        assert set(found(filtered, where=where)) == ids
        assert found(filtered, where=where, limit=1) == sorted(ids, reverse=True)
        assert filtered.count(evolve(QUERY, where=where), visible=PUBLIC) == len(ids)
        by_year = found(filtered, where=where, sort="year", limit=2)
        assert sorted(by_year) == sorted(ids)

    def test_filters_words_and_sorting_are_one_question(self, filtered: Store) -> None:
        for asked in _questions():
            answer = answers(NOTICE, Query(kind=NOTICE.name, **asked))
            expected = [str(n) for n, body in enumerate(BODIES) if answer(body)]
            query = Query(kind=NOTICE.name, **asked)
            assert sorted(found(filtered, **asked, limit=2)) == expected, asked
            assert filtered.count(query, visible=PUBLIC) == len(expected), asked

    def test_filters_keep_to_what_is_visible(self, filtered: Store) -> None:
        put(filtered, "1", BODIES[1], visibility="staff")
        for wanted in (Between(since=2025), AnyOf([2025, 2026]), 2025):
            public = found(filtered, PUBLIC, where={"year": wanted})
            assert "1" not in public
            assert set(found(filtered, STAFF, where={"year": wanted})) == {*public, "1"}
            assert filtered.count(evolve(QUERY, where={"year": wanted}), visible=PUBLIC) == len(
                public
            )

    def test_rare_and_common_values_are_found_among_many_records(self, store: Store) -> None:
        chance = random.Random(24)  # noqa: S311 - the same records each time
        bodies = [
            {
                "title": chance.choice(["低保公示", "预算公示", "预算"]),
                "agency": "民政局" if number % 97 == 0 else "财政局",
                "year": number % 1300,
                "items": chance.sample(["a", "b", "c"], k=2),
            }
            for number in range(1300)
        ]
        with store.transaction(change()) as transaction:
            for number, body in enumerate(bodies):
                transaction.put(NOTICE.name, f"{number:04}", body, visibility="public")
        asked: tuple[dict[str, Condition], ...] = (
            {"agency": "财政局"},
            {"agency": "民政局"},
            {"agency": "财政局", "items": "a"},
            {"agency": "民政局", "items": AnyOf(["a", "b"])},
            {"year": Between(since=300, before=1200)},
            {"year": Between(since=100, before=900), "agency": AnyOf(["财政局", "教育局"])},
            {"items": AnyOf(["a", "b"]), "agency": AnyOf(["财政局", "民政局"])},
        )
        for where in asked:
            for search in (None, "低保", "预算 公示"):
                query = Query(kind=NOTICE.name, where=where, search=search, limit=300)
                answer = answers(NOTICE, query)
                expected = [f"{n:04}" for n, body in enumerate(bodies) if answer(body)]
                answered = [each.id for each in store.each(query, visible=PUBLIC)]
                assert answered == expected[::-1], (where, search)
                assert store.count(query, visible=PUBLIC) == len(expected), (where, search)

    @pytest.mark.parametrize(
        "wanted",
        [
            Between(),
            Between(since=1, before="2"),
            Between(since=True),
            Between(since="half \ud83d"),
            Between(before=10**30),
            AnyOf([1.5]),  # type: ignore[list-item]
            AnyOf(range(1001)),
        ],
        ids=ascii,
    )
    def test_what_no_column_can_hold_is_refused(self, store: Store, wanted: Any) -> None:
        with pytest.raises(StoreError, match="year"):
            found(store, where={"year": wanted})
        with pytest.raises(StoreError, match="year"):
            store.count(evolve(QUERY, where={"year": wanted}), visible=PUBLIC)

    def test_a_cursor_is_of_its_filters_only(self, filtered: Store) -> None:
        page = filtered.find(
            evolve(QUERY, where={"year": Between(since=2024)}, limit=1), visible=PUBLIC
        )
        assert page.next is not None
        for other in (Between(since=2023), AnyOf([2024]), 2024):
            with pytest.raises(Exception, match="begin again"):
                found(filtered, where={"year": other}, limit=1, after=page.next)

    @pytest.mark.parametrize(("count_to", "total"), [(None, None), (0, 0), (3, 3), (7, 7), (9, 7)])
    def test_a_page_counts_as_far_as_it_is_asked(
        self, filtered: Store, count_to: int | None, total: int | None
    ) -> None:
        page = filtered.find(evolve(QUERY, limit=1, count_to=count_to), visible=PUBLIC)
        assert page.total == total
        assert filtered.count(evolve(QUERY, count_to=count_to), visible=PUBLIC) == 7


def _questions() -> list[dict[str, Any]]:
    """Two filters at a time, some with words and sorting, the same ones each time."""
    chance = random.Random(711)  # noqa: S311 - the same questions each time
    asked: list[dict[str, Any]] = []
    for _ in range(60):
        chosen = chance.sample(WANTED, k=2)
        question: dict[str, Any] = {"where": {column: wanted for column, wanted, _ in chosen}}
        if chance.random() < 0.5:
            question["search"] = chance.choice(["公示", "预算", "低保 公示", "1", "示"])
        if chance.random() < 0.3:
            question["sort"] = chance.choice(["year", "agency"])
        asked.append(question)
    return asked

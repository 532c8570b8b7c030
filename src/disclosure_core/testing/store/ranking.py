"""Relevance: the best among the newest 1,000 answers, weighed alike in every store."""

from typing import Any

import pytest
from attrs import evolve

from disclosure_core.errors import DataError, StoreError
from disclosure_core.records.bigrams import terms_of
from disclosure_core.records.relevance import relevance
from disclosure_core.records.store import Store
from disclosure_core.records.values import Query, Rank
from disclosure_core.testing.store.kinds import (
    NOTICE,
    PUBLIC,
    STAFF,
    Contract,
    change,
    found,
    put,
)

BEST = Query(kind=NOTICE.name, search="低保", rank=Rank.RELEVANCE)

BODIES: dict[str, dict[str, Any]] = {
    "title": {"title": "低保公示", "text": "名单见附件。" * 50},
    "often": {"title": "公示", "text": "低保，低保，低保。"},
    "once": {"title": "公示", "text": "低保。"},
    "long": {"title": "公示", "text": "低保。" + "名单。" * 900},
    "none": {"title": "公示", "text": "名单"},
}


class RankContract(Contract):
    """Ranking by relevance."""

    @pytest.fixture
    def ranked(self, store: Store) -> Store:
        """Records that answer better and worse."""
        for name, body in BODIES.items():
            put(store, name, body)
        return store

    @pytest.mark.parametrize("limit", [1, 2, 50])
    def test_titles_come_first_then_how_often_words_stand_for_the_length(
        self, ranked: Store, limit: int
    ) -> None:
        answered = found(ranked, search="低保", rank="relevance", limit=limit)
        assert answered == ["title", "often", "once", "long"]

    def test_equal_ones_come_newest_first(self, store: Store) -> None:
        for number in range(5):
            put(store, str(number), {"title": "低保", "text": "公示"})
        assert found(store, search="低保", rank="relevance", limit=2) == ["4", "3", "2", "1", "0"]

    def test_ranks_are_those_that_the_documentation_says(self, store: Store) -> None:
        bodies = {
            f"{number:03}": {
                "title": "低保Ａ" * (number % 3) + "公示",
                "text": "低保公示，ａ。" * (number % 7) + "名单" * (number * 13 % 700) + "低保示a",
            }
            for number in range(200)
        }
        with store.transaction(change()) as transaction:
            for name, body in bodies.items():
                transaction.put(NOTICE.name, name, body, visibility="public")
        for search in ("低保", "低保 公示", "A", "a 示"):
            weights = {
                name: relevance(body["title"], "\n".join(body.values()), terms_of(search))
                for name, body in bodies.items()
            }
            expected = sorted(bodies, key=lambda name: (weights[name], name), reverse=True)
            assert found(store, search=search, rank="relevance", limit=30) == expected

    def test_only_the_newest_thousand_are_ranked(self, store: Store) -> None:
        with store.transaction(change()) as transaction:
            for number in range(1003):
                title = "低保低保" if number in (1, 5) else "公示"
                body = {"title": title, "text": "低保"}
                transaction.put(NOTICE.name, f"{number:04}", body, visibility="public")
        answered = found(store, search="低保", rank="relevance", limit=400)
        assert answered[0] == "0005"
        assert sorted(answered) == [f"{number:04}" for number in range(3, 1003)]
        assert store.count(BEST, visible=PUBLIC) == 1003

    def test_what_is_written_meanwhile_moves_nothing(self, ranked: Store) -> None:
        first = ranked.find(evolve(BEST, limit=2), visible=PUBLIC)
        put(ranked, "new", BODIES["title"])
        put(ranked, "once", BODIES["title"])
        second = ranked.find(evolve(BEST, limit=2, after=first.next), visible=PUBLIC)
        assert [each.id for each in (*first.records, *second.records)] == [
            "title",
            "often",
            "long",
        ]
        assert second.next is None

    def test_hidden_records_are_not_ranked(self, ranked: Store) -> None:
        put(ranked, "title", BODIES["title"], visibility="staff")
        assert found(ranked, PUBLIC, search="低保", rank="relevance") == ["often", "once", "long"]
        assert found(ranked, STAFF, search="低保", rank="relevance")[0] == "title"

    def test_filters_hold_too(self, ranked: Store) -> None:
        put(ranked, "often", {**BODIES["often"], "agency": "民政局"})
        answered = found(ranked, search="低保", rank="relevance", where={"agency": "民政局"})
        assert answered == ["often"]

    def test_a_document_number_can_be_ranked(self, store: Store) -> None:
        put(store, "own", {"title": "长政办〔2020〕8号", "text": "通知"})
        put(store, "named", {"title": "通知", "text": "见长政办〔2020〕8号"})
        assert found(store, search="长政办[2020]8号", rank="relevance") == ["own", "named"]

    def test_punctuation_ranks_nothing(self, ranked: Store) -> None:
        assert found(ranked, search="，。", rank="relevance") == []

    def test_relevance_without_words_is_refused(self, ranked: Store) -> None:
        for search in (None, " "):
            with pytest.raises(StoreError, match="relevance"):
                found(ranked, search=search, rank="relevance")

    def test_a_cursor_of_another_order_is_refused(self, ranked: Store) -> None:
        newest = ranked.find(evolve(BEST, rank=Rank.NEWEST, limit=1), visible=PUBLIC).next
        best = ranked.find(evolve(BEST, limit=1), visible=PUBLIC).next
        with pytest.raises(DataError):
            found(ranked, search="低保", rank="relevance", after=newest)
        with pytest.raises(DataError):
            found(ranked, search="低保", after=best)

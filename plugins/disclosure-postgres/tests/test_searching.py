"""Any text, any question: PostgreSQL and SQLite find the same, which is what stands there."""

import random
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_core import Query
from disclosure_core.records.bigrams import cut, matches, terms_of
from disclosure_core.records.values import AnyOf, Between
from disclosure_core.store.sqlite import open_sqlite_store
from disclosure_core.testing.store.kinds import NOTICE, PUBLIC, change, found
from disclosure_postgres.projection import column_id
from disclosure_postgres.queries import selection
from disclosure_postgres.searching import numbers_asked, numbers_of
from disclosure_postgres.store import PostgresStore, open_postgres_store
from disclosure_postgres.testing import Server

Sql = Callable[..., list[Any]]

MIXED = '低保民政局公示预算𠮷〇aB12０ 　\n。，〔〕号-_"*%\\\u200b①é\x00\x01'

texts = st.lists(st.text(MIXED, max_size=20), min_size=1, max_size=6)
words = st.text(MIXED, min_size=1, max_size=5)


@pytest.fixture(scope="module")
def emptied(server: Server) -> Iterator[PostgresStore]:
    """One store for all examples, which begin by hiding what came before."""
    address = server.address(server.new_schema())
    with closing(open_postgres_store(address, [NOTICE])) as store:
        yield store


@given(texts=texts, questions=st.lists(words, min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_both_stores_find_the_texts_with_every_word(
    emptied: PostgresStore, texts: list[str], questions: list[str]
) -> None:
    with closing(open_sqlite_store(":memory:", [NOTICE])) as other:
        _hide_all(emptied)
        for store in (emptied, other):
            with store.transaction(change()) as transaction:
                for number, text in enumerate(texts):
                    transaction.put(NOTICE.name, str(number), {"text": text}, visibility="public")
        for question in [*questions, " ".join(questions)]:
            if question.strip():
                expected = [str(n) for n, text in enumerate(texts) if matches(text, question)]
                for store in (emptied, other):
                    assert found(store, search=question, newest_first=False) == expected
                    query = Query(kind=NOTICE.name, search=question)
                    assert store.count(query, visible=PUBLIC) == len(expected)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_both_stores_give_the_same_answers_in_the_same_order(
    emptied: PostgresStore, seed: int
) -> None:
    chance = random.Random(seed)
    bodies = [_chance_body(chance) for _ in range(150)]
    with closing(open_sqlite_store(":memory:", [NOTICE])) as other:
        _hide_all(emptied)
        for store in (emptied, other):
            with store.transaction(change()) as transaction:
                for number, body in enumerate(bodies):
                    transaction.put(NOTICE.name, f"{number:03}", body, visibility="public")
        answered = 0
        for _ in range(150):
            asked = _chance_question(chance)
            ours, theirs = (found(store, **asked) for store in (emptied, other))
            assert ours == theirs, asked
            query = Query(kind=NOTICE.name, **asked)
            assert emptied.count(query, visible=PUBLIC) == other.count(query, visible=PUBLIC)
            answered += bool(ours)
        assert answered > 50


def _chance_body(chance: random.Random) -> dict[str, object]:
    return {
        "title": "".join(chance.choices("低保民政公示预算aＢ1 ", k=chance.randrange(1, 9))),
        "text": "".join(chance.choices("低保民政局公示预算12。，", k=chance.randrange(60))),
        "number": f"长政办〔20{chance.randrange(10, 13)}〕{chance.randrange(1, 9)}号",
        "agency": chance.choice(["财政局", "民政局", "县" * 501, None]),
        "year": chance.choice([2020, 2021, "2021", None, chance.randrange(100)]),
        "items": chance.sample(["a", "b", "c"], k=chance.randrange(3)),
    }


def _chance_question(chance: random.Random) -> dict[str, Any]:
    wanted: dict[str, list[Any]] = {
        "agency": ["财政局", AnyOf(["财政局", None]), Between(since="县", before="民政局")],
        "year": [2020, Between(since=10, before=2021), Between(since="2"), AnyOf([2021, "2021"])],
        "items": ["a", AnyOf(["a", "b"]), Between(since="b"), None],
    }
    asked: dict[str, Any] = {
        "where": {name: chance.choice(wanted[name]) for name in chance.sample(list(wanted), k=1)},
        "limit": chance.choice([3, 50]),
    }
    if chance.random() < 0.7:
        words = ["低保", "民政", "公", "预算 示", "长政办[2011]3号", "b", "公示 长政办〔2012〕5 号"]
        asked["search"] = chance.choice(words)
        asked["rank"] = chance.choice(["newest", "relevance"])
    if asked.get("rank") != "relevance" and chance.random() < 0.5:
        asked["sort"] = chance.choice(["agency", "year"])
        asked["newest_first"] = chance.random() < 0.5
    return asked


def _hide_all(store: PostgresStore) -> None:
    present = found(store)
    with store.transaction(change()) as transaction:
        for name in present:
            transaction.remove(NOTICE.name, name)


def test_only_the_last_public_version_is_among_the_tables_of_search(
    store: PostgresStore, sql: Sql
) -> None:
    for text, visibility in (("旧文", "public"), ("涉密草稿", "staff"), ("公开稿", "public")):
        with store.transaction(change()) as transaction:
            transaction.put(NOTICE.name, "n1", {"text": text}, visibility=visibility)
    assert sql("SELECT folded FROM search") == [("公开稿",)]


def test_pages_go_along_an_index(store: PostgresStore, sql: Sql) -> None:
    with store.transaction(change()) as transaction:
        for number in range(1500):
            text = f"预算公开{number} 长政办〔2020〕{number}号"
            body = {"text": text, "agency": f"{number % 300}所", "year": number}
            transaction.put(NOTICE.name, str(number), body, visibility="public")
    sql("VACUUM ANALYZE")
    assert "search_by_pairs" in _plan(store, search="预算公开1437")
    assert "document_numbers_pkey" in _plan(store, search="长政办〔2020〕8号")
    assert "columns_by_value" in _plan(store, where={"agency": "77所"})
    for plan in (_plan(store), _plan(store, sort="year"), _plan(store, newest_first=False)):
        assert "Sort" not in plan


def _plan(store: PostgresStore, **asked: object) -> str:
    query = Query(kind=NOTICE.name, **asked)  # type: ignore[arg-type]
    with store._connections.lend() as connection:
        made = selection(
            NOTICE,
            query,
            PUBLIC,
            lambda name: column_id(connection, NOTICE.name, name),
            ordered=True,
        )
        rows = connection.execute(
            f"EXPLAIN SELECT r.number {made.source} {made.order(query)} LIMIT 5", made.values
        ).fetchall()
    return "\n".join(row[0] for row in rows)


def test_a_question_asks_for_no_more_numbers_than_the_text_has() -> None:
    kept = set(numbers_of(cut("城关镇𠮷野家 2025年 第三季度Ａ")))
    for question in ("城关镇", "𠮷野", "镇", "2025", "年 第", "度a", "家2025"):
        if matches("城关镇𠮷野家 2025年 第三季度Ａ", question):
            assert kept.issuperset(numbers_asked(terms_of(question)))

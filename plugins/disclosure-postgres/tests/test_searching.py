"""Any text, any question: PostgreSQL and SQLite find the same, which is what stands there."""

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_core import Query
from disclosure_core.records.bigrams import cut, matches, terms_of
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

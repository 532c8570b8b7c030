"""Any text, any question: the index answers as a brute-force search does."""

from contextlib import closing

from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_core.records.bigrams import matches
from disclosure_core.records.values import Query
from disclosure_core.store.sqlite import open_sqlite_store
from disclosure_core.testing.store.kinds import NOTICE, PUBLIC, change, found, put

CHINESE = "低保民政局公示预算𠮷〇"
MIXED = CHINESE + 'aB12０ 　\n。，〔〕号-_"*\u200b①é'

texts = st.lists(st.text(MIXED, max_size=20), min_size=1, max_size=6)
words = st.text(MIXED, min_size=1, max_size=5)


@given(texts=texts, questions=st.lists(words, min_size=1, max_size=4))
@settings(max_examples=150, deadline=None)
def test_hits_are_the_texts_with_every_word(texts: list[str], questions: list[str]) -> None:
    with closing(open_sqlite_store(":memory:", [NOTICE])) as store:
        with store.transaction(change()) as transaction:
            for number, text in enumerate(texts):
                transaction.put(NOTICE.name, str(number), {"text": text}, visibility="public")
        for question in [*questions, " ".join(questions)]:
            if question.strip():
                expected = [str(n) for n, text in enumerate(texts) if matches(text, question)]
                assert found(store, search=question, newest_first=False) == expected
                query = Query(kind=NOTICE.name, search=question)
                assert store.count(query, visible=PUBLIC) == len(expected)


@given(
    texts=st.lists(st.text(CHINESE, max_size=15), min_size=1, max_size=6),
    word=st.text(CHINESE, min_size=1, max_size=4),
)
@settings(max_examples=100, deadline=None)
def test_a_chinese_word_is_found_where_python_finds_it(texts: list[str], word: str) -> None:
    with closing(open_sqlite_store(":memory:", [NOTICE])) as store:
        for number, text in enumerate(texts):
            put(store, str(number), {"text": text})
        expected = [str(number) for number, text in enumerate(texts) if word in text]
        assert found(store, search=word, newest_first=False) == expected


@given(
    texts=st.lists(st.text(MIXED, max_size=12), min_size=2, max_size=8),
    question=words,
)
@settings(max_examples=100, deadline=None)
def test_only_the_last_version_and_its_visibility_count(texts: list[str], question: str) -> None:
    with closing(open_sqlite_store(":memory:", [NOTICE])) as store:
        last: dict[str, tuple[str, str]] = {}
        for number, text in enumerate(texts):
            name, visibility = f"n{number % 3}", ("public", "staff")[number % 2]
            put(store, name, {"text": text}, visibility=visibility)
            last[name] = text, visibility
        expected = {
            name
            for name, (text, visibility) in last.items()
            if visibility == "public" and matches(text, question)
        }
        if question.strip():
            assert set(found(store, search=question)) == expected

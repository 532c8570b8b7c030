"""Phrases of bigrams find exactly what a search for substrings finds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_core.errors import DataError
from disclosure_core.records.bigrams import (
    bigrams,
    document_number_key,
    document_number_keys,
    fold,
    matches,
    phrase,
    terms_of,
)

LETTERS = "低保民政局公示预算𠮷〇々"
MIXED = LETTERS + "aBé12０９ 　\n。，〔〕-_\u200b①㎡"

chinese = st.text(LETTERS, max_size=12)
mixed = st.text(MIXED, max_size=24)
anything = st.text(max_size=40)


def found_by_phrase(text: str, term: str) -> bool:
    """What an index with positions answers: the tokens of the term, one after another."""
    tokens, looked_up = bigrams(text).split(), phrase(term)
    *whole, last = looked_up.tokens
    return any(
        tokens[at : at + len(whole)] == whole
        and (
            tokens[at + len(whole)].startswith(last)
            if looked_up.open_ended
            else tokens[at + len(whole)] == last
        )
        for at in range(len(tokens) - len(whole))
    )


@given(text=chinese, word=st.text(LETTERS, min_size=1, max_size=5))
def test_a_chinese_word_is_found_just_where_it_is_a_substring(text: str, word: str) -> None:
    assert found_by_phrase(text, word) == (word in text)


@given(text=mixed, question=st.text(MIXED, min_size=1, max_size=6))
def test_mixed_words_are_found_just_where_they_are_substrings(text: str, question: str) -> None:
    for term in terms_of(question):
        assert found_by_phrase(text, term) == (term in fold(text))


@given(text=anything, start=st.integers(0, 39), length=st.integers(1, 8))
def test_every_piece_of_any_text_is_found_in_it(text: str, start: int, length: int) -> None:
    for term in terms_of(text[start : start + length]):
        assert found_by_phrase(text, term)


@given(text=anything)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(text=mixed, serial=st.integers(1, 999), issuer=st.text(LETTERS + "〕 8", max_size=6))
def test_document_numbers_by_key_are_those_by_substring(
    text: str, serial: int, issuer: str
) -> None:
    body = f"{text}{issuer}〔2020〕{serial}号{text}〔2020〕8号"
    for asked in (f"民〔2020〕{serial}号", "政局〔2020〕8号", f"{issuer}〔2020〕8号"):
        for term in terms_of(asked):
            key = document_number_key(term)
            if key is not None:
                by_key = any(each.startswith(key) for each in document_number_keys(body))
                assert by_key == (term in fold(body))


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("县民政局", "县民 民政 政局 局"),
        ("民政发〔2024〕8号", "民政 政发 发 20 02 24 4 8号 号"),
        ("低 保", "低 保"),
        ("A股", "a股 股"),
        ("。！", ""),
        ("", ""),
        ("𠮷野", "𠮷野 野"),
    ],
)
def test_text_is_cut_into_pairs(text: str, tokens: str) -> None:
    assert bigrams(text) == tokens


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("低保 公示", ("低保", "公示")),
        ("低保　低保", ("低保",)),
        ("长政务办〔2020〕8号", ("长政务办 2020 8号",)),
        ("长政务办 [2020] 8 号", ("长政务办 2020 8号",)),
        ("长政务办（２０２０）第 8 号", ("长政务办 2020 第8号",)),
        ("预算 [2020]", ("预算", "2020")),
        ("国令第711号", ("国令第711号",)),
        ("，。", ()),
        ("低\u200b保", ("低保",)),
    ],
)
def test_a_question_is_parted_into_words(question: str, terms: tuple[str, ...]) -> None:
    assert terms_of(question) == terms


@pytest.mark.parametrize(
    "term",
    [
        "2020 8号",
        "办 2020 8",
        "办 2020 8号文",
        "办 20 8号",
        "甲 乙 2020 8号",
        "办" * 41 + " 2020 8号",
    ],
)
def test_only_a_whole_number_with_its_issuer_has_a_key(term: str) -> None:
    assert document_number_key(term) is None


def test_a_question_without_words_matches_nothing() -> None:
    assert not matches("，。", "，")


def test_too_long_a_question_is_refused() -> None:
    with pytest.raises(DataError, match="501"):
        terms_of("长" * 501)

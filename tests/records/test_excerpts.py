"""What a search found can be shown where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_core.records.bigrams import fold, terms_of
from disclosure_core.records.excerpts import excerpt, marked

MIXED = "低保民政公示aB12０９ 　\n。〔〕\u200b①"
texts = st.text(MIXED, max_size=30)
questions = st.text(MIXED, max_size=8)


@given(text=texts, question=questions)
def test_the_pieces_are_the_whole_text(text: str, question: str) -> None:
    assert "".join(piece.text for piece in marked(text, question)) == text


@given(text=texts, question=questions)
def test_something_is_marked_just_where_a_word_stands(text: str, question: str) -> None:
    stands = any(term in fold(text) for term in terms_of(question))
    assert any(piece.found for piece in marked(text, question)) == stands


@given(text=texts, question=questions)
def test_no_piece_is_empty(text: str, question: str) -> None:
    assert all(piece.text for piece in marked(text, question))


@pytest.mark.parametrize(
    ("text", "question", "found"),
    [
        ("县民政局低保公示", "低保 民政", ["民政", "低保"]),
        ("ＷＴＯ通报", "wto", ["ＷＴＯ"]),
        ("长政务办〔2020〕8号", "长政务办[2020]8号", ["长政务办〔2020〕8号"]),
        ("低\u200b保", "低保", ["低\u200b保"]),
        ("民政局", "民政 政局", ["民政局"]),
        ("公示", "预算", []),
        ("保保保", "保", ["保保保"]),
    ],
)
def test_words_are_marked_as_printed(text: str, question: str, found: list[str]) -> None:
    assert [piece.text for piece in marked(text, question) if piece.found] == found


def test_an_excerpt_shows_the_first_word_found() -> None:
    text = "前言。" * 100 + "最低生活保障名单公示" + "后文。" * 100
    pieces = excerpt(text, "低保 名单", length=60)
    shown = "".join(piece.text for piece in pieces)
    assert [piece.text for piece in pieces if piece.found] == ["名单"]
    assert len(shown) == 62
    assert shown[0] == shown[-1] == "…"


def test_a_short_text_is_shown_whole() -> None:
    assert "".join(piece.text for piece in excerpt("低保公示", "预算")) == "低保公示"

"""What search promises, held against reading every text: recall and precision 1.000.

The texts are real tables; the oracle here knows nothing of bigrams. It takes a text to pieces
character by character: width and case levelled (NFKC, small letters), what is no letter, digit or
mark parts words, what nobody sees is left out.
"""

import random
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from itertools import product
from pathlib import Path

import pytest
from attrs import frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_core.records.bigrams import bigrams
from disclosure_core.store.sqlite import SqliteStore, open_sqlite_store
from disclosure_core.testing.store.kinds import NOTICE, change, found, put

HERE = Path(__file__).parents[1] / "data" / "catalogues"
BESIDE = Path(__file__).parents[3] / "shared" / "data" / "catalogues" / "raw"
"""More tables of the same sort, where they lie beside the project."""

SIGNS = ("长政务办", "务办", "ABC办")
BRACKETS = (
    "〔{}〕",
    "[{}]",
    "［{}］",
    "（{}）",
    "({})",
    "【{}】",
    "〈{}〉",
    "﹝{}﹞",
    " 〔 {} 〕 ",
)


def seen(text: str) -> str:
    """A text as the oracle compares it."""
    made = []
    for character in text:
        for each in unicodedata.normalize("NFKC", character).lower():
            category = unicodedata.category(each)
            if category == "Cf":
                continue
            made.append(each if category[0] in "LNM" or category in {"Co", "Cn"} else " ")
    return " ".join("".join(made).split())


def oracle(texts: list[str], words: list[str]) -> set[str]:
    """Where every one of the words stands."""
    wanted = [seen(each) for each in words]
    return {
        str(number)
        for number, text in enumerate(map(seen, texts))
        if all(wanted) and all(each in text for each in wanted)
    }


@frozen
class Archive:
    """A store of real texts, one a record, and the texts."""

    store: SqliteStore
    texts: list[str]


@pytest.fixture(scope="module")
def archive() -> Iterator[Archive]:
    paths = [*sorted(HERE.glob("*.txt")), *sorted(BESIDE.glob("*.txt"))]
    texts = [
        part
        for path in paths
        for part in path.read_text("utf-8").replace("|", "\n").split("\n\n")
        if part.strip()
    ]
    with closing(open_sqlite_store(":memory:", [NOTICE])) as store:
        with store.transaction(change()) as transaction:
            for number, text in enumerate(texts):
                transaction.put(NOTICE.name, str(number), {"text": text}, visibility="public")
        yield Archive(store, texts)


def pieces(texts: list[str], length: int, count: int) -> list[str]:
    """Pieces of the texts, without spaces and signs in them, the same ones each time."""
    chance = random.Random(length)
    made = set()
    for _ in range(count * 20):
        text = chance.choice(texts)
        start = chance.randrange(max(1, len(text) - length))
        piece = text[start : start + length]
        if len(piece) == length and seen(piece) == piece.lower() and " " not in piece:
            made.add(piece)
    return sorted(made)[:count]


@pytest.mark.parametrize("length", [1, 2, 3, 4, 6, 9])
def test_every_word_is_found_just_where_it_stands(archive: Archive, length: int) -> None:
    words = pieces(archive.texts, length, 60)
    assert len(words) > 20
    for word in words:
        expected = oracle(archive.texts, [word])
        assert set(found(archive.store, search=word)) == expected != set(), word


def test_words_of_all_lengths_are_found_together_just_where_all_stand(archive: Archive) -> None:
    chance = random.Random(711)
    by_length = [pieces(archive.texts, length, 80) for length in (1, 2, 3, 4)]
    hits = 0
    for _ in range(150):
        words = [chance.choice(chance.choice(by_length)) for _ in range(chance.choice((2, 2, 3)))]
        expected = oracle(archive.texts, words)
        assert set(found(archive.store, search=" ".join(words))) == expected, words
        hits += bool(expected)
    assert hits > 15


def test_words_that_stand_nowhere_find_nothing(archive: Archive) -> None:
    for word in pieces(archive.texts, 3, 60):
        turned = word[::-1]
        assert set(found(archive.store, search=turned)) == oracle(archive.texts, [turned]), turned


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("公開，辦事指南；「兩公開」：《條例》。", "兩公開"),
        ("公開，辦事指南；「兩公開」：《條例》。", "條例"),
        ("「公開」﹏辦事︿指南﹀", "辦事"),
        ("ＷＴＯ／ＴＢＴ　通報", "wto tbt"),
        ("wto/tbt 通報", "ＷＴＯ ＴＢＴ"),
        ("第１２３号", "123号"),
        ("第123号", "１２３"),
        ("ｶﾀｶﾅ", "カタカナ"),
        ("Disclosure", "DISCLOS"),
        ("H5N1禽流感", "h5n1"),
        ("H5N1禽流感", "5n1禽"),
        ("G0401京港澳", "401京"),
        ("统一社会信用代码91430121MA4L0000XR", "430121ma"),
        ("电话0731-84011234", "4011"),
        ("1,204.50万元", "204.50万"),
        ("民\u200b政局", "民政局"),
        ("é", "É"),
    ],
)
def test_width_case_marks_and_numbers_in_longer_numbers_are_found(text: str, question: str) -> None:
    with closing(open_sqlite_store(":memory:", [NOTICE])) as store:
        put(store, "0", {"text": text})
        put(store, "1", {"text": "别的文字"})
        assert found(store, search=question) == ["0"]
        assert oracle([text], question.split()) == {"0"}


def test_traditional_and_simplified_characters_are_not_taken_for_each_other() -> None:
    with closing(open_sqlite_store(":memory:", [NOTICE])) as store:
        put(store, "0", {"text": "公開"})
        assert found(store, search="公开") == []


@pytest.fixture(scope="module")
def numbered() -> Iterator[SqliteStore]:
    """A document for each sign, two years and numbers that contain each other."""
    with closing(open_sqlite_store(":memory:", [NOTICE])) as store:
        with store.transaction(change()) as transaction:
            for sign, year, serial in product(SIGNS, (2020, 2024), (8, 18, 80)):
                number = f"{sign}〔{year}〕{serial}号"
                body = {"number": number, "title": "通知"}
                transaction.put(NOTICE.name, number, body, visibility="public")
        yield store


@pytest.mark.parametrize("bracket", BRACKETS)
@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("space", ["", " "])
def test_a_document_number_is_its_own_in_every_way_of_writing(
    numbered: SqliteStore, bracket: str, wide: bool, space: str
) -> None:
    for sign, year, serial in product(SIGNS, (2020, 2024), (8, 18, 80)):
        written = f"{bracket.format(year)}{space}{serial}{space}号"
        if wide:
            written = written.translate({ord("0") + n: ord("０") + n for n in range(10)})
        issuers = [each for each in SIGNS if each.endswith(sign)]
        expected = {f"{each}〔{year}〕{serial}号" for each in issuers}
        assert set(found(numbered, search=f"{sign}{written}")) == expected
        assert set(found(numbered, search=f"{sign.lower()}{written} 通知")) == expected


letters = st.sampled_from("低保民政局公示预算𠮷〇長aB12Ａ０9")
marks = st.sampled_from(" 　\n。，「」〔〕（）-_/.：\u200b①é")
texts_of_any_sort = st.lists(
    st.lists(st.one_of(letters, letters, marks), max_size=30).map("".join), min_size=1, max_size=6
)


@given(
    texts=texts_of_any_sort, words=st.lists(st.text(letters, min_size=1, max_size=4), max_size=3)
)
@settings(max_examples=60)
def test_any_words_are_found_in_any_texts_as_by_the_oracle(
    texts: list[str], words: list[str]
) -> None:
    with closing(open_sqlite_store(":memory:", [NOTICE])) as store:
        with store.transaction(change()) as transaction:
            for number, text in enumerate(texts):
                transaction.put(NOTICE.name, str(number), {"text": text}, visibility="public")
        for asked in ([word] for word in words):
            assert set(found(store, search=asked[0])) == oracle(texts, asked)
        if words:
            assert set(found(store, search=" ".join(words))) == oracle(texts, words)


# What is in the index


def tokens_by_scope(path: Path) -> dict[str, set[str]]:
    """The pairs in the tables of the index, by the scope word that stands beside them."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'search', 'instance')"
        )
        scopes: dict[int, str] = {}
        pairs: dict[int, set[str]] = {}
        for term, number, column in connection.execute("SELECT term, doc, col FROM words"):
            if column == "scope":
                scopes[number] = term
            else:
                pairs.setdefault(number, set()).add(term)
    found: dict[str, set[str]] = {}
    for number, terms in pairs.items():
        found.setdefault(scopes[number], set()).update(terms)
    return found


def test_under_public_there_are_just_the_pairs_of_public_texts(path: Path) -> None:
    public, secret = "低保名单公示", "身份证号码430121199001010000"
    with closing(open_sqlite_store(path, [NOTICE])) as store:
        put(store, "draft", {"text": f"{public}，{secret}"}, visibility="staff")
        put(store, "release", {"text": f"{public}，{secret}"}, visibility="staff")
        put(store, "release", {"text": f"{public}，████"}, visibility="public")
    by_scope = tokens_by_scope(path)
    shown = set(bigrams(public).split())
    assert shown in by_scope.values()
    assert len(by_scope) == 2
    assert sum(terms == shown for terms in by_scope.values()) == 1

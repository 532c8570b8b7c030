"""A printed basis finds its text in the controlled list, whatever a table did to it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_core.catalogue.bases.keys import article_number, number_key, title_keys
from disclosure_core.catalogue.bases.resolving import BasisState, LegalList, resolve_basis
from disclosure_core.catalogue.tables.items import legal_basis_of
from disclosure_core.legal import LegalArticle, LegalBasis, LegalDocument, Period

ON = date(2026, 11, 24)
REGULATIONS = "政府信息公开条例"
OLD = LegalDocument(
    title=REGULATIONS,
    number="国令第492号",
    in_force=Period(since=date(2008, 5, 1), until=date(2019, 5, 14)),
    replaced_by=REGULATIONS,
    last_article=38,
    articles=(LegalArticle(number=9, about="应当主动公开的基本要求", went_to=(19,)),),
)
NEW = LegalDocument(
    title=REGULATIONS,
    number="国令第711号",
    in_force=Period(since=date(2019, 5, 15)),
    last_article=56,
    articles=(LegalArticle(number=14, about="国家秘密等不予公开的信息", instead=(19, 20)),),
)
MARRIAGE = LegalDocument(
    title="婚姻法", in_force=Period(until=date(2020, 12, 31)), replaced_by="民法典"
)
CODE = LegalDocument(title="民法典", in_force=Period(since=date(2021, 1, 1)), last_article=1260)
OPINION = LegalDocument(
    title="关于全面推进政务公开工作的意见",
    number="中办发〔2016〕8号",
    issuer="中共中央办公厅、国务院办公厅",
)
DETAILS = LegalDocument(
    title="关于全面推进政务公开工作的意见实施细则",
    number="国办发〔2016〕80号",
    issuer="国务院办公厅",
)
PROCEDURE = LegalDocument(title="地方预决算公开操作规程", number="财预〔2016〕143号")
TRIAL = LegalDocument(title="协议出让国有土地使用权规范（试行）")
HOUSING = LegalDocument(title="住房城乡建设部关于做好住房保障信息公开工作的通知")
FINANCE = LegalDocument(title="财政部关于做好住房保障信息公开工作的通知")
LIST = LegalList(
    (OLD, NEW, MARRIAGE, CODE, OPINION, DETAILS, PROCEDURE, TRIAL),
    characters={"條": "条", "開": "开"},
)


def found(printed: str, on: date = ON) -> LegalDocument | None:
    return resolve_basis(legal_basis_of(printed), LIST, on).text


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("《政府信息公开条例》", NEW),
        ("《中华人民共和国政府信息公开条例》", NEW),
        ("政府信息公开条例", NEW),
        ("《政府信息公開條例》", NEW),
        ("《中华人民共和国 政府信息公开条例》（中华人民共和国国务院令第711号）", NEW),
        ("《政府信息公开条例》(国务院令第711)", NEW),
        ("《政府信息公开条例》（国令第492号）", OLD),
        ("《关于全面推进政务公开工作的意见》(中办发﹝2016﹞8号)", OPINION),
        ("《关于全面推进政务公开工作的意见》(中办发[2016]8号)", OPINION),
        ("《关于全面推进政务公开工作的意见》(中办发20168号)", OPINION),
        ("《中共中央办公厅 国务院办公厅关于全面推进政务公开工作的意见》", OPINION),
        (
            "国务院办公厅印发《关于全面推进政务公开工作的意见》实施细则的通知(国办发〔2016〕80号)",
            DETAILS,
        ),
        ("《财政部关于印发<地方预决算公开操作规程>的通知》(财预〔2016〕143号)", PROCEDURE),
        ("《关于印发〈地方预决算公开操作规程〉的通知》", PROCEDURE),
        ("财预〔2016〕143号", PROCEDURE),
        ("《协议出让国有土地使用权规范》(试行)", TRIAL),
        ("《政府信息公开条例》(2019年修订)", NEW),
    ],
)
def test_a_printed_basis_finds_its_text(printed: str, text: LegalDocument) -> None:
    assert found(printed) == text


def test_the_day_decides_which_text_of_a_title_is_meant() -> None:
    assert found("《政府信息公开条例》", date(2019, 5, 14)) == OLD
    assert found("《政府信息公开条例》", date(2019, 5, 15)) == NEW


def test_a_basis_that_has_ended_names_what_came_after() -> None:
    reading = resolve_basis(LegalBasis(document="婚姻法"), LIST, ON)
    assert reading.state is BasisState.ENDED
    assert reading.successor == CODE


def test_the_number_of_an_older_text_means_that_text() -> None:
    reading = resolve_basis(LegalBasis(document=REGULATIONS, number="国令第492号"), LIST, ON)
    assert (reading.state, reading.successor) == (BasisState.ENDED, NEW)


def test_successors_are_followed_until_one_is_in_force() -> None:
    first = LegalDocument(title="甲", in_force=Period(until=date(2000, 1, 1)), replaced_by="乙")
    second = LegalDocument(title="乙", in_force=Period(until=date(2010, 1, 1)), replaced_by="丙")
    third = LegalDocument(title="丙")
    reading = resolve_basis(LegalBasis(document="甲"), LegalList((first, second, third)), ON)
    assert reading.successor == third


def test_texts_said_to_replace_each_other_have_no_successor() -> None:
    first = LegalDocument(title="甲", in_force=Period(until=date(2000, 1, 1)), replaced_by="乙")
    second = LegalDocument(title="乙", in_force=Period(until=date(2010, 1, 1)), replaced_by="甲")
    assert (
        resolve_basis(LegalBasis(document="甲"), LegalList((first, second)), ON).successor is None
    )


def test_a_text_not_yet_in_force_says_so() -> None:
    assert (
        resolve_basis(LegalBasis(document="民法典"), LIST, date(2020, 6, 1)).state
        is BasisState.NOT_YET
    )


def test_an_unknown_title_names_the_one_it_is_like() -> None:
    reading = resolve_basis(LegalBasis(document="政府信息公开条列"), LIST, ON)
    assert (reading.state, reading.near) == (BasisState.UNKNOWN, REGULATIONS)


def test_a_rule_of_a_province_is_not_taken_for_the_law_it_is_named_after() -> None:
    assert resolve_basis(LegalBasis(document="湖南省政府信息公开条例"), LIST, ON).near is None


def test_two_titles_that_differ_in_their_issuer_only_stay_open() -> None:
    documents = LegalList((HOUSING, FINANCE))
    basis = LegalBasis(document="关于做好住房保障信息公开工作的通知")
    reading = resolve_basis(basis, documents, ON)
    assert (reading.state, reading.candidates) == (BasisState.SEVERAL, (HOUSING, FINANCE))


def test_the_issuer_before_a_title_says_which_is_meant() -> None:
    documents = LegalList((HOUSING, FINANCE))
    basis = LegalBasis(document="财政部 关于做好住房保障信息公开工作的通知")
    assert resolve_basis(basis, documents, ON).text == FINANCE


def test_words_without_any_character_are_no_title() -> None:
    documents = LegalList((LegalDocument(title="——"),))
    assert resolve_basis(LegalBasis(document="《》"), documents, ON).state is BasisState.UNKNOWN


def test_a_number_that_is_another_documents_is_told() -> None:
    reading = resolve_basis(LegalBasis(document=REGULATIONS, number="财预〔2016〕143号"), LIST, ON)
    assert (reading.text, reading.number_fits, reading.number_of) == (NEW, False, PROCEDURE)


def test_an_article_beyond_the_last_is_told() -> None:
    reading = resolve_basis(LegalBasis(document=REGULATIONS, article="第五十七条"), LIST, ON)
    assert (reading.article, reading.beyond) == (57, True)
    assert not resolve_basis(
        LegalBasis(document=REGULATIONS, article="第五十六条"), LIST, ON
    ).beyond


def test_what_an_article_is_about_is_told() -> None:
    reading = resolve_basis(LegalBasis(document=REGULATIONS, article="第十四条"), LIST, ON)
    assert reading.about is not None
    assert reading.about.instead == (19, 20)


@pytest.mark.parametrize(
    ("printed", "number"),
    [("第二十条", 20), ("第二十条第（六）项", 20), ("第20条", 20), ("二十一条", 21), (None, None)],
)
def test_an_articles_number(printed: str | None, number: int | None) -> None:
    assert article_number(printed) == number


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("国务院令第711号", "国令第711号"),
        ("中华人民共和国主席令 第二十一号", "主席令第21号"),
        ("国务院令2016年第617号", "国令第617号"),
        ("税总发〔201744号", "税总发〔2017〕44号"),
        ("国办发[2017]97号", "国办发〔2017〕97号"),
        ("国家发展改革委2017年第10号令", "国家发展改革委令2017年第10号"),
    ],
)
def test_one_number_however_it_is_printed(first: str, second: str) -> None:
    assert number_key(first, {}) == number_key(second, {})


@given(st.text(alphabet="政务公开信息条例办法关于印发的通知2019", min_size=1, max_size=20))
def test_quotes_brackets_and_spaces_do_not_change_what_is_found(title: str) -> None:
    documents = LegalList((LegalDocument(title=title),))
    printed = f" 《{title[:1]} {title[1:]}》 "
    assert resolve_basis(LegalBasis(document=printed), documents, ON).text == documents.documents[0]


@given(st.text(max_size=40), st.text(max_size=20), st.text(max_size=20))
def test_any_words_can_be_looked_up(title: str, number: str, article: str) -> None:
    basis = LegalBasis(document=title or "x", number=number or None, article=article or None)
    assert resolve_basis(basis, LIST, ON).basis == basis


@given(st.text(max_size=40))
def test_the_most_exact_key_of_a_title_is_its_first(title: str) -> None:
    keys = title_keys(title, {})
    assert keys[0] == max(keys, key=len)

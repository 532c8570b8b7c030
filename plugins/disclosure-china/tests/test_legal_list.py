"""The controlled list of legal bases: dated, consistent, and honest about what was not checked."""

from collections import defaultdict
from datetime import date

import pytest

from disclosure_china.data_files import legal_documents
from disclosure_core import LegalBasis, LegalDocument
from disclosure_core.catalogue.bases.resolving import BasisState, LegalList, resolve_basis
from disclosure_core.catalogue.tables.items import legal_basis_of

ON = date(2026, 11, 24)
DOCUMENTS = legal_documents()
LIST = LegalList(DOCUMENTS)


def test_the_regulations_have_an_old_and_a_new_text() -> None:
    texts = [each for each in DOCUMENTS if each.title == "政府信息公开条例"]
    assert [(each.number, each.last_article) for each in texts] == [
        ("国令第492号", 38),
        ("国令第711号", 56),
    ]
    assert [each.in_force.covers(date(2019, 5, 14)) for each in texts] == [True, False]
    assert [each.in_force.covers(date(2019, 5, 15)) for each in texts] == [False, True]


def test_article_14_of_the_new_text_is_about_secrets() -> None:
    reading = resolve_basis(legal_basis_of("《政府信息公开条例》第十四条"), LIST, ON)
    assert reading.about is not None
    assert reading.about.instead == (19, 20, 21)


def test_every_article_of_the_old_text_says_where_it_went() -> None:
    old, new = (each for each in DOCUMENTS if each.title == "政府信息公开条例")
    assert [each.number for each in old.articles] == list(range(1, 39))
    went = {number for each in old.articles for number in each.went_to}
    assert went <= {each.number for each in new.articles}


@pytest.mark.parametrize(
    ("title", "successor"),
    [
        ("城市规划法", "城乡规划法"),
        ("合同法", "民法典"),
        ("物权法", "民法典"),
        ("婚姻法", "民法典"),
        ("收养法", "民法典"),
        ("城市房屋拆迁管理条例", "国有土地上房屋征收与补偿条例"),
        ("环境噪声污染防治法", "噪声污染防治法"),
        ("执业医师法", "医师法"),
    ],
)
def test_a_repealed_law_names_what_came_after(title: str, successor: str) -> None:
    reading = resolve_basis(LegalBasis(document=title), LIST, ON)
    assert reading.state is BasisState.ENDED
    assert reading.successor is not None
    assert reading.successor.title == successor


def test_the_food_safety_law_of_2009_is_another_text_than_that_of_2015() -> None:
    old = resolve_basis(LegalBasis(document="食品安全法", number="主席令第9号"), LIST, ON)
    new = resolve_basis(LegalBasis(document="食品安全法", number="主席令第二十一号"), LIST, ON)
    assert (old.state, new.state) == (BasisState.ENDED, BasisState.IN_FORCE)
    assert old.successor == new.text


def test_no_two_texts_of_one_title_are_in_force_on_one_day() -> None:
    by_title: defaultdict[str, list[LegalDocument]] = defaultdict(list)
    for each in DOCUMENTS:
        by_title[each.title].append(each)
    for texts in by_title.values():
        for at, first in enumerate(texts):
            assert not any(first.in_force.overlaps(each.in_force) for each in texts[at + 1 :])


def test_every_successor_is_in_the_list() -> None:
    titles = {each.title for each in DOCUMENTS}
    assert {each.replaced_by for each in DOCUMENTS} - {None} <= titles


def test_only_what_has_ended_is_replaced() -> None:
    assert [each.title for each in DOCUMENTS if each.replaced_by and not each.in_force.until] == []


def test_what_was_not_checked_says_so() -> None:
    for each in DOCUMENTS:
        assert each.source
        assert not each.unverified or "未核实" in each.source

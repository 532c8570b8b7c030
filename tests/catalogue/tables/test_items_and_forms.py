"""Rows as catalogue items, and the words of several plugins as one form."""

import pytest

from disclosure_core.catalogue.phrases.time_limit import parse_time_limit
from disclosure_core.catalogue.tables.forms import form_from
from disclosure_core.catalogue.tables.items import item_of, legal_basis_of
from disclosure_core.catalogue.tables.values import PrintedRow, TableForm, merge_forms
from disclosure_core.catalogue.values import Audience, ChannelKind, DisclosureMode, Level
from disclosure_core.errors import DataError


def test_a_row_becomes_an_item_with_all_it_says(form: TableForm) -> None:
    row = PrintedRow(
        level1="行政处罚",
        level2="处罚结果",
        content=("处罚决定书",),
        basis=("《行政处罚法》第四十八条",),
        time_limit=parse_time_limit("7个工作日内", form),
        agency="青禾县应急管理局",
        audience=("特定群体",),
        audience_detail="当事人",
        mode=("主动", "依申请"),
        levels=("州级", "市级", "县级"),
    )
    item = item_of(row, "penalty-results", "work-safety", source="https://www.example.gov.cn/1")
    assert item.path == ("行政处罚", "处罚结果")
    assert (item.time_limit.days, item.audience) == (7, (Audience.SPECIFIC_GROUP,))
    assert item.modes == (DisclosureMode.PROACTIVE, DisclosureMode.ON_REQUEST)
    assert item.levels == (Level.CITY, Level.COUNTY)
    assert item.bases[0].article == "第四十八条"


def test_a_row_without_a_first_level_is_named_by_its_next() -> None:
    item = item_of(PrintedRow(level2="处罚结果"), "penalty-results", "work-safety")
    assert (item.level1, item.level2) == ("处罚结果", None)


@pytest.mark.parametrize(
    ("words", "document", "number", "article"),
    [
        ("《甲条例》(国令第711号)", "甲条例", "国令第711号", None),
        ("《甲通知》(甲发〔2017〕44号)", "甲通知", "甲发〔2017〕44号", None),
        ("《甲法》第十条第二款", "甲法", None, "第十条第二款"),
        ("《关于印发<甲办法>的通知》", "关于印发<甲办法>的通知", None, None),
        ("信息公开规定", "信息公开规定", None, None),
    ],
)
def test_a_printed_basis_is_parted_into_document_number_and_article(
    words: str, document: str, number: str | None, article: str | None
) -> None:
    basis = legal_basis_of(words)
    assert (basis.document, basis.number, basis.article, basis.printed) == (
        document,
        number,
        article,
        words,
    )


def test_merged_forms_know_the_words_of_all_in_order() -> None:
    first = TableForm(id="a", checked=("■",), columns={"seq": ("序号",)})
    second = TableForm(id="b", checked=("▲", "■"), columns={"seq": ("编号",), "basis": ("依据",)})
    merged = merge_forms([first, second])
    assert merged.checked == ("■", "▲")
    assert dict(merged.columns) == {"seq": ("序号", "编号"), "basis": ("依据",)}


def test_no_forms_merge_to_an_empty_one() -> None:
    assert merge_forms([]).checked == ()


def test_a_form_keeps_its_kinds_of_channels() -> None:
    form = form_from({"id": "a", "channels": {"website": ["网站"]}})
    assert form.channels == {ChannelKind.WEBSITE: ("网站",)}


def test_all_wrong_keys_of_a_form_are_told_together() -> None:
    data = {"id": "a", "colums": {}, "time": {"weeks": []}, "channels": {"fax": ["传真"]}}
    with pytest.raises(DataError) as caught:
        form_from(data, file="form.toml")
    assert [mistake.place for mistake in caught.value.mistakes] == [
        "colums",
        "time.weeks",
        "channels.fax",
    ]


def test_characters_must_stand_in_pairs() -> None:
    with pytest.raises(DataError, match="2 traditional characters stand against 1"):
        form_from({"id": "a"}, characters={"traditional": "務廣", "simplified": "务"})

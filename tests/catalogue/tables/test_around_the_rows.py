"""What stands around the rows of a table: section headings, page feet, furniture, a glued title."""

from collections.abc import Sequence

import pytest

from disclosure_core.catalogue.tables.grid import PastedText
from disclosure_core.catalogue.tables.reading import read_tables
from disclosure_core.catalogue.tables.values import TableForm, TableReading

TITLE = "救灾领域基层政务公开标准目录"
TOP = ("序号", "公开事项", "公开内容", "公开依据", "公开时限", "公开主体", "公开渠道", "公开对象")
BENEATH = ("一级事项", "二级事项", "全社会", "特定群体")
LAW = "《自然灾害救助条例》"
FIRST = (
    "1",
    "灾害救助",
    "救助标准",
    "救助对象;救助金额",
    LAW,
    "实时公开",
    "青禾县民政局",
    "■政府网站",
)
SECOND = (
    "2",
    "款物管理",
    "款物发放",
    "发放数量;批次",
    LAW,
    "及时公开",
    "青禾县民政局",
    "■政府网站",
)
THIRD = ("1", "公共服务", "避难场所", "场所名称;地址", LAW, "长期公开", "青禾县民政局", "■政府网站")


def _read(form: TableForm, *lines: str) -> TableReading:
    text = PastedText(lines=tuple("\n".join(lines).split("\n")))
    return read_tables([text], file="table.txt", form=form)


def _line(cells: Sequence[str], *ticks: str) -> str:
    return " | ".join([*cells, *ticks]) + " |"


def _names(reading: TableReading) -> list[tuple[str | None, str | None]]:
    return [(row.seq, row.level2) for row in reading.rows]


@pytest.mark.parametrize("sections", [("一、救助", "二、服务"), ("(一)救助", "(二)服务")])
def test_a_heading_over_a_section_of_rows_is_no_row_and_is_told(
    form: TableForm, sections: tuple[str, str]
) -> None:
    first, second = sections
    reading = _read(
        form, TITLE, _line(TOP), _line(BENEATH), f"{first} |", _line(FIRST, "√", ""),
        _line(SECOND, "√", ""), f"{second} |", _line(THIRD, "√", ""),
    )  # fmt: skip
    assert _names(reading) == [("1", "救助标准"), ("2", "款物发放"), ("1", "避难场所")]
    assert [each.printed for table in reading.tables for each in table.unread] == [
        (first,), (second,),
    ]  # fmt: skip


@pytest.mark.parametrize("foot", ["— 1 —", "- 12 -", "第 1 页 共 3 页", "续表", "— 1 —\n续表"])
def test_the_foot_of_a_page_is_no_cell(form: TableForm, foot: str) -> None:
    head = (_line(TOP), _line(BENEATH))
    reading = _read(
        form, TITLE, *head, _line(FIRST, "√", ""), foot, *head, _line(SECOND, "", "√"), foot
    )
    assert _names(reading) == [("1", "救助标准"), ("2", "款物发放")]
    assert [row.audience for row in reading.rows] == [("全社会",), ("特定群体",)]


@pytest.mark.parametrize(
    "furniture",
    [
        ("打印", "关闭"),
        ("【字体:大 中 小】【打印】【关闭】",),
        ("浏览量：12", "【关闭】"),
        ("附件：", "1.目录.xlsx", "2.填表说明.docx"),
        ("上一篇：公开指南", "下一篇：没有了"),
    ],
)
def test_furniture_below_the_table_is_no_cell(form: TableForm, furniture: tuple[str, ...]) -> None:
    cells = (TITLE, *TOP, *BENEATH, *FIRST, "√", *SECOND, "√", *furniture)
    reading = _read(form, "\n\n".join(cells))
    assert [(row.channels, row.audience_detail) for row in reading.rows] == [
        (("政府网站",), None), (("政府网站",), None),
    ]  # fmt: skip


def test_a_name_that_holds_a_word_of_furniture_is_a_name(form: TableForm) -> None:
    row = ("2", "行政处罚", "对擅自关闭设施的处罚", *SECOND[3:])
    reading = _read(form, "\n\n".join((TITLE, *TOP, *BENEATH, *FIRST, *row)))
    assert reading.rows[-1].level2 == "对擅自关闭设施的处罚"


def test_a_header_run_onto_the_title_is_found(form: TableForm) -> None:
    rows = ("".join(FIRST) + "□两微一端√", "".join(SECOND) + "□两微一端√")
    reading = _read(form, TITLE + "".join(TOP) + "".join(BENEATH), *rows)
    assert reading.tables[0].title == TITLE
    assert [row.channels for row in reading.rows] == [("政府网站",), ("政府网站",)]


def test_an_agency_broken_over_paragraphs_is_not_part_of_the_limit(form: TableForm) -> None:
    limit = ("信息形成之日起", "20个工作日内")
    rows = [(*row[:5], *limit, "青禾县应急", "管理局", row[7]) for row in (FIRST, SECOND)]
    reading = _read(form, "\n\n".join((TITLE, *TOP, *BENEATH, *rows[0], *rows[1])))
    assert [(row.time_limit_text, row.agency) for row in reading.rows] == [
        ("信息形成之日起20个工作日内", "青禾县应急管理局")
    ] * 2


def test_a_spanned_first_cell_does_not_say_that_empty_ticks_were_kept(form: TableForm) -> None:
    """Leading bars leave an empty piece before each line; the ticks are still collapsed."""
    head = [f"| {_line((*TOP, '公开方式'))}|||", f"| {_line((*BENEATH, '主动', '依申请'))}"]
    first = f"| {_line(FIRST, '√', '√')}||"
    second = f"| {_line(SECOND[2:], '受灾户', '√')}||"
    reading = _read(form, TITLE, *head, first, second)
    assert [(row.audience, row.mode) for row in reading.rows] == [
        (("全社会",), ("主动",)), (("特定群体",), ("主动",)),
    ]  # fmt: skip


def test_a_header_that_comes_again_with_other_breaks_goes_on_with_the_table(
    form: TableForm,
) -> None:
    """So that a name spanned over the page end is still known."""
    again = [_line(("序 号", *TOP[1:])), _line(("一级 事项", *BENEATH[1:]))]
    second = ("2", "", *SECOND[2:])
    reading = _read(
        form, TITLE, _line(TOP), _line(BENEATH), _line(FIRST, "√", ""), *again,
        _line(second, "√", ""),
    )  # fmt: skip
    assert [row.level1 for row in reading.rows] == ["灾害救助", "灾害救助"]

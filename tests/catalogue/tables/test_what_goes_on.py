"""Text that goes on over a line end or a space is one cell: lists by number, titles, brackets."""

from collections.abc import Sequence

import pytest

from disclosure_core.catalogue.tables.grid import PastedText
from disclosure_core.catalogue.tables.reading import read_tables
from disclosure_core.catalogue.tables.values import PrintedRow, TableForm

HEADER = ("序号", "公开事项", "公开内容", "公开依据", "公开时限", "公开主体", "公开渠道和载体")
LEVELS = ("一级事项", "二级事项")
LAW = "《自然灾害救助条例》"
LIMIT = "信息形成之日起20个工作日内"
REST = (LIMIT, "青禾县民政局", "■政府网站")


def _rows(form: TableForm, cells: Sequence[str], between: str) -> tuple[PrintedRow, ...]:
    text = PastedText(lines=tuple(between.join(cells).split("\n")))
    return read_tables([text], file="table.txt", form=form).rows


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("marks", ["1.,2.,3.", "(1),(2),(3)", "①,②,③", "●,●,●"])
def test_a_list_goes_on_in_its_cell_where_the_basis_is_spanned(
    form: TableForm, between: str, marks: str
) -> None:
    elements = ["救助对象", "救助金额", "受理单位"]
    listed = [mark + each for mark, each in zip(marks.split(","), elements, strict=True)]
    first = ("1", "灾害救助", "救助标准", *listed, LAW, *REST)
    second = ("2", "款物发放", *listed, *REST)
    rows = _rows(form, (*HEADER, *LEVELS, *first, *second), between)
    assert [(row.content, row.basis) for row in rows] == [(tuple(elements), (LAW,))] * 2


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_the_first_element_of_a_list_is_no_item(form: TableForm, between: str) -> None:
    first = ("1", "灾害救助", "1.救助对象", "2.救助金额", LAW, *REST)
    second = ("2", "款物发放", "1.发放数量", "2.发放批次", LAW, *REST)
    rows = _rows(form, (*HEADER, *LEVELS, *first, *second), between)
    assert [row.content for row in rows] == [("救助对象", "救助金额"), ("发放数量", "发放批次")]


@pytest.mark.parametrize(
    "title",
    ["《甲部 乙部 丙部关于加强灾害救助工作若干问题的通知》", "《救助站服务标准》(GB T 32939—2016)"],
)
def test_a_space_inside_a_title_or_a_bracket_ends_no_cell(form: TableForm, title: str) -> None:
    row = ("1", "灾害救助", "救助标准", "救助对象、救助金额等", title, *REST)
    text = "\n".join([" ".join(HEADER), " ".join(LEVELS), " ".join(row)])
    (read,) = _rows(form, [text], "")
    assert [each.replace(" ", "") for each in read.basis] == [title.replace(" ", "")]


def test_a_title_that_is_never_closed_ends_with_its_line(form: TableForm) -> None:
    row = ("1", "灾害救助", "救助标准", "救助对象、救助金额等", "《自然灾害救助条例", *REST)
    (read,) = _rows(form, (*HEADER, *LEVELS, *row), "\n")
    assert (read.time_limit_text, read.agency) == (LIMIT, "青禾县民政局")


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("特定群体(申请人)", "申请人"),
        ("特定群体：受灾户", "受灾户"),
        ("特定群体代表", "特定群体代表"),
    ],
)
def test_the_name_of_a_group_is_what_the_words_for_groups_introduce(
    form: TableForm, printed: str, meant: str
) -> None:
    row = ("1", "灾害救助", "救助标准", "救助对象、救助金额等", LAW, *REST, printed)
    (read,) = _rows(form, (*HEADER, "公开对象", *LEVELS, *row), " |\n")
    assert (read.audience, read.audience_detail) == (("特定群体",), meant)

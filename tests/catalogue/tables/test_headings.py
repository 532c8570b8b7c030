"""Which columns a header names: broken headings joined, unknown ones kept at their place."""

import pytest

from disclosure_core.catalogue.tables.grid import Cell, Grid, PastedText
from disclosure_core.catalogue.tables.reading import read_tables
from disclosure_core.catalogue.tables.values import PrintedTable, TableForm

ROW = (
    "1",
    "履职依据",
    "规范性文件",
    "本机关制定的规范性文件",
    "条目化展示",
    "信息形成之日起20个工作日内",
    "青禾县民政局",
    "■政府网站",
)


def _table(form: TableForm, part: PastedText | Grid) -> PrintedTable:
    return read_tables([part], file="table.txt", form=form).tables[0]


def _paragraphs(*cells: str) -> PastedText:
    return PastedText(lines=tuple("\n\n".join(cells).split("\n")))


@pytest.mark.parametrize("unknown", ["公开要求", "展示样式"])
def test_an_unknown_heading_does_not_swallow_the_headings_beside_it(
    form: TableForm, unknown: str
) -> None:
    header = ("序号", "公开事项", "公开内容", unknown, "公开时限", "公开主体", "公开渠道和载体")
    text = _paragraphs(*header, "一级事项", "二级事项", *ROW)
    table = _table(form, text)
    assert {"content", "time_limit", "agency", "channels"}.isdisjoint(table.absent_columns)


def test_two_headings_of_levels_are_two_columns(form: TableForm) -> None:
    header = ("序号", "公开事项", "公开内容", "公开时限", "公开主体", "公开渠道", "公开层级")
    cells = (*ROW[:4], *ROW[5:], "县级", "乡级")
    table = _table(form, _paragraphs(*header, "一级事项", "二级事项", "县级", "乡级", *cells))
    assert table.rows[0].levels == ("县级", "乡级")


def test_a_heading_broken_over_paragraphs_is_one_column(form: TableForm) -> None:
    header = (
        "序号",
        "公开事项",
        "公开内容",
        "(要素)",
        "公开时限",
        "公开",
        "主体",
        "公开渠道",
        "和载体",
    )
    cells = (*ROW[:4], *ROW[5:])
    row = _table(form, _paragraphs(*header, "一级", "事项", "二级", "事项", *cells)).rows[0]
    assert (row.level2, row.agency) == ("规范性文件", "青禾县民政局")


def _grid(*rows: tuple[str, ...]) -> Grid:
    return Grid(
        rows=tuple(
            tuple(Cell(text=text, row=at, column=place) for place, text in enumerate(row))
            for at, row in enumerate(rows)
        )
    )


def test_a_second_header_row_may_name_the_item_levels_only(form: TableForm) -> None:
    """A sheet saved as CSV whose columns of ticks were left out."""
    header = ("序号", "公开事项", "", "公开内容", "公开时限", "公开主体", "公开渠道和载体")
    beneath = ("", "一级事项", "二级事项", "", "", "", "")
    cells = (*ROW[:4], *ROW[5:])
    table = _table(form, _grid(header, beneath, cells))
    assert [(row.level1, row.level2) for row in table.rows] == [("履职依据", "规范性文件")]


def test_headings_cut_to_their_first_word_are_named_by_their_order(form: TableForm) -> None:
    """Copies that keep only the first line of a cell leave 公开 for 公开时限 and 公开主体."""
    header = ("序号", "公开事项", "公开内容", "公开依据", "公开", "公开", "公开渠道和")
    cells = (*ROW[:4], "《行政许可法》", *ROW[5:])
    row = _table(form, _paragraphs(*header, "一级事项", "二级事项", *cells)).rows[0]
    assert (row.time_limit_text, row.agency) == (ROW[5], ROW[6])

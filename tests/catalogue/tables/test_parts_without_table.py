"""Parts of a file that hold no catalogue table: told where somebody may miss them."""

from disclosure_core.catalogue.tables.grid import Cell, Grid
from disclosure_core.catalogue.tables.reading import read_tables

HEADER = ("序号", "一级事项", "公开内容", "公开依据", "公开时限", "公开主体", "公开渠道")
ROW = ("1", "政策文件", "文件名称", "《政府信息公开条例》", "及时公开", "县教育局", "■政府网站")
MENU = ("首页", "新闻", "互动")


def grid(*rows, name=None):
    cells = tuple(
        tuple(Cell(text=text, row=r, column=c) for c, text in enumerate(row))
        for r, row in enumerate(rows)
    )
    return Grid(rows=cells, name=name, heading="义务教育领域基层政务公开标准目录")


def without_table(form, *parts):
    reading = read_tables(parts, file="目录.html", form=form)
    return [each.place for each in reading.all_problems if each.code == "no-table"]


def test_the_layout_of_a_page_beside_a_table_is_no_problem(form):
    assert without_table(form, grid(MENU), grid(HEADER, ROW)) == []


def test_a_sheet_without_table_is_named_even_beside_one_that_has_it(form):
    assert without_table(form, grid(MENU, name="说明"), grid(HEADER, ROW, name="目录")) == ["说明"]


def test_a_file_without_any_table_says_so(form):
    assert without_table(form, grid(MENU)) == ["line 1"]

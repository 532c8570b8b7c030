"""HTML pages come out as a browser shows their tables."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_core.catalogue.tables.grid import Cell, Grid
from disclosure_core.catalogue.tables.readers.files import read_bytes
from disclosure_core.errors import UnreadableFileError

NAME = "目录.html"


def grids(page):
    return read_bytes(NAME, page.encode())


def cells(content):
    """The texts of a table with this content."""
    (grid,) = grids(f"<html><body><table>{content}</table></body></html>")
    return [[cell and cell.text for cell in row] for row in grid.rows]


@pytest.mark.parametrize(
    ("content", "read"),
    [
        pytest.param("<tr><td>a<td>b<tr><td>c<td>d", [["a", "b"], ["c", "d"]], id="no end tags"),
        pytest.param("<tr><td rowspan=2>a<td>b<tr><td>c", [["a", "b"], ["a", "c"]], id="row span"),
        pytest.param(
            "<tr><td colspan=2>a<tr><td>b<td>c", [["a", "a"], ["b", "c"]], id="column span"
        ),
        pytest.param(
            "<tr><td rowspan=9>a<td>b<tr><td>c", [["a", "b"], ["a", "c"]], id="span past the end"
        ),
        pytest.param(
            "<tbody><tr><td rowspan=0>a<td>b<tr><td>c</tbody><tbody><tr><td>d<td>e</tbody>",
            [["a", "b"], ["a", "c"], ["d", "e"]],
            id="span to the end of its group",
        ),
        pytest.param(
            "<tr><td rowspan='x' colspan=-1>a<td>b", [["a", "b"]], id="spans that are none"
        ),
        pytest.param("<tr><td>a<td>b<tr><td>c", [["a", "b"], ["c", None]], id="short row"),
        pytest.param("<tr><td>甲<br>乙<p>丙</p><p>丁", [["甲\n乙\n丙\n丁"]], id="lines"),
        pytest.param("<tr><td> a \n b\t&amp;&nbsp;c ", [["a b &\u00a0c"]], id="white space"),
        pytest.param("<tr><td>政府\n   网站", [["政府网站"]], id="line end inside Chinese"),
        pytest.param(
            "<tr><td>a<script>b</script><style>c</style><!-- d --><span style='display: none'>e"
            "</span>f",
            [["af"]],
            id="not displayed",
        ),
        pytest.param("<tr><td><del>旧</del><ins>新</ins>", [["新"]], id="tracked changes"),
        pytest.param(
            "<tr><td><input type=checkbox checked>网站<input type=checkbox>公报",
            [["☑网站☐公报"]],
            id="check boxes",
        ),
        pytest.param(
            "<tr><td class=MsoNormal><p class=MsoNormal><span lang=EN-US>1<o:p></o:p></span></p>"
            "<tr height=0><td width=10></td></tr>",
            [["1"]],
            id="Word",
        ),
    ],
)
def test_a_table_reads_as_it_shows(content, read):
    assert cells(content) == read


def test_only_the_innermost_data_tables_are_read():
    page = """<table><tr><td>首页 <a>导航</a></td><td>
      <p>安全生产领域目录</p>
      <table><tr><td>序号<td>事项<tr><td>1<td>政策文件与法律法规</table>
      </td></tr></table>"""
    (grid,) = grids(page)
    assert [cell.text for cell in grid.rows[1]] == ["1", "政策文件与法律法规"]
    assert grid.heading.endswith("安全生产领域目录")


def test_a_page_of_much_navigation_is_still_layout():
    navigation = "".join(f"<a>栏目{number}的名称</a>" for number in range(200))
    rows = "".join(f"<tr><td>{number}<td>事项" for number in range(20))
    (grid,) = grids(f"<table><tr><td>{navigation}<td><table>{rows}</table></table>")
    assert len(grid.rows) == 20


def test_caption_and_text_above_are_the_heading():
    (grid,) = grids("<h2>第二章</h2><table><caption>税收管理</caption><tr><td>a</table>")
    assert grid.heading == "第二章\n税收管理"


def test_several_tables_keep_their_order():
    page = "<p>一<table><tr><td>a</table><p>二<table><tr><td>b</table>"
    assert [(grid.heading, grid.rows[0][0].text) for grid in grids(page)] == [
        ("一", "a"),
        ("二", "b"),
    ]


def test_the_place_of_a_cell_is_its_row_and_cell():
    (grid,) = grids("<table><tr><td rowspan=2>a<td>b<tr><td>c</table>")
    assert grid.rows[1][1].place == "row 2, cell 1"


def test_a_page_without_a_table_is_refused():
    with pytest.raises(UnreadableFileError, match=r"目录\.html.*there is no table"):
        grids("<html><body><p>公告</p></body></html>")


def test_a_page_nested_too_deep_is_refused_instead_of_cut():
    with pytest.raises(UnreadableFileError, match="nested too deep"):
        grids("<div>" * 3000 + "<table><tr><td>a</table>")


@st.composite
def tilings(draw):
    """A grid of cells with any spans, some of its places without a cell at a row's end."""
    height, width = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    free = [[True] * width for _ in range(height)]
    placed = [[None] * width for _ in range(height)]
    texts = st.text("政府网站公开■□abc1 。", min_size=1, max_size=6).map(
        lambda t: " ".join(t.split())
    )
    for row in range(height):
        counter = 0
        for column in range(width):
            if not free[row][column]:
                continue
            right = column
            while right + 1 < width and free[row][right + 1]:
                right += 1
            columns = draw(st.integers(1, right - column + 1))
            rows = draw(st.integers(1, height - row))
            counter += 1
            cell = Cell(
                text=draw(texts) or "x",
                row=row,
                column=column,
                rows=rows,
                columns=columns,
                place=f"row {row + 1}, cell {counter}",
            )
            for r in range(row, row + rows):
                for c in range(column, column + columns):
                    free[r][c] = False
                    placed[r][c] = cell
    return Grid(rows=tuple(map(tuple, placed)))


def as_html(grid):
    rows = []
    for number, row in enumerate(grid.rows):
        own = {id(cell): cell for cell in row if cell is not None and cell.row == number}
        rows.append(
            "<tr>"
            + "".join(
                f"<td rowspan={cell.rows} colspan={cell.columns}>{escape(cell.text)}</td>"
                for cell in own.values()
            )
            + "</tr>"
        )
    return f"<table>{''.join(rows)}</table>"


@given(tilings())
def test_any_grid_written_as_html_comes_back(grid):
    assert grids(as_html(grid)) == (grid,)

"""Grids that lost their spans, and rows in them that are none."""

from disclosure_core.catalogue.tables.grid import Cell, Grid
from disclosure_core.catalogue.tables.reading import read_tables
from disclosure_core.catalogue.tables.values import TableForm, TableReading

HEADER = (
    "序号",
    "一级事项",
    "二级事项",
    "公开内容",
    "公开依据",
    "公开时限",
    "公开主体",
    "公开渠道",
)
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


def _read(form: TableForm, *rows: tuple[str, ...], tall: bool = False) -> TableReading:
    """Read a grid of single cells; ``tall``: it is of a file that keeps spans."""
    cells = [
        [Cell(text=text, row=at, column=place) for place, text in enumerate(row)]
        for at, row in enumerate(rows)
    ]
    if tall:
        cells.append([Cell(text="", row=len(rows), column=0, rows=2)])
    return read_tables(
        [Grid(rows=tuple(map(tuple, cells)))], file="table.csv", form=form
    )  # fmt: skip


def test_where_spans_were_lost_blank_cells_go_on_from_the_row_above(form: TableForm) -> None:
    reading = _read(form, HEADER, FIRST, ("2", "", "款物发放", "发放数量", "", "", "", ""))
    row = reading.rows[1]
    assert (row.level1, row.basis, row.time_limit_text, row.agency, row.channels) == (
        "灾害救助", (LAW,), "实时公开", "青禾县民政局", ("政府网站",),
    )  # fmt: skip
    assert {"basis", "time_limit", "agency", "channels"} <= set(row.inherited)


def test_what_is_taken_from_the_row_above_is_told(form: TableForm) -> None:
    reading = _read(form, HEADER, FIRST, ("2", "", "款物发放", "发放数量", "", "", "", ""))
    told = {each.column for each in reading.all_problems if each.code == "inherited"}
    assert {"basis", "time_limit", "agency", "channels"} <= told


def test_one_blank_basis_is_an_empty_basis(form: TableForm) -> None:
    second = ("2", "灾害救助", "款物发放", "发放数量", "", "及时公开", "青禾县民政局", "■政府网站")
    assert _read(form, HEADER, FIRST, second).rows[1].basis == ()


def test_where_spans_are_kept_blank_cells_are_empty(form: TableForm) -> None:
    second = ("2", "灾害救助", "款物发放", "发放数量", "", "", "", "")
    assert _read(form, HEADER, FIRST, second, tall=True).rows[1].agency is None


def test_a_row_that_heads_a_section_is_kept_as_printed(form: TableForm) -> None:
    reading = _read(form, HEADER, ("一、救助类", *[""] * 7), FIRST)
    (table,) = reading.tables
    assert [row.seq for row in table.rows] == ["1"]
    assert [each.read for each in reading.all_problems if each.code == "unread-row"] == [
        "一、救助类"
    ]

"""What copies leave between cells: drawn bars, ruling lines, <br>, quotes of a sheet's cells."""

import pytest

from disclosure_core.catalogue.tables.grid import PastedText
from disclosure_core.catalogue.tables.reading import read_tables
from disclosure_core.catalogue.tables.values import PrintedRow, TableForm

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
LAW = "《自然灾害救助条例》(国务院令第577号)"
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
    "灾害救助",
    "款物发放",
    "发放数量;发放批次",
    LAW,
    "及时公开",
    "青禾县民政局",
    "■便民服务站",
)


def _rows(form: TableForm, *lines: str) -> tuple[PrintedRow, ...]:
    text = PastedText(lines=tuple("\n".join(lines).split("\n")))
    return read_tables([text], file="table.txt", form=form).rows


def _is_read(rows: tuple[PrintedRow, ...]) -> bool:
    names = [(row.seq, row.level2, row.agency, row.channels) for row in rows]
    return names == [
        ("1", "救助标准", "青禾县民政局", ("政府网站",)),
        ("2", "款物发放", "青禾县民政局", ("便民服务站",)),
    ]


def test_the_ruling_line_of_a_markdown_table_is_no_row(form: TableForm) -> None:
    lines = [f"| {' | '.join(cells)} |" for cells in (HEADER, FIRST, SECOND)]
    assert _is_read(_rows(form, lines[0], "|---" * len(HEADER) + "|", *lines[1:]))


@pytest.mark.parametrize("bar", ["│", "┃", "｜"])
def test_drawn_bars_part_cells(form: TableForm, bar: str) -> None:
    rule = "├" + "┼".join(["──"] * len(HEADER)) + "┤"
    lines = [f"{bar}{bar.join(cells)}{bar}" for cells in (HEADER, FIRST, SECOND)]
    assert _is_read(_rows(form, lines[0], rule, lines[1], rule, lines[2], rule))


def test_a_line_break_tag_is_no_word(form: TableForm) -> None:
    cells = (*FIRST[:3], "1.救助对象<br>2.救助金额", *FIRST[4:])
    (row,) = _rows(form, " | ".join(HEADER) + " |", " | ".join(cells) + " |")
    assert row.content == ("救助对象", "救助金额")


def test_quotes_around_the_lines_of_a_sheet_cell_are_no_words(form: TableForm) -> None:
    cells = (*FIRST[:3], '"●救助对象\n●救助金额"', *FIRST[4:])
    (row,) = _rows(form, "\t".join(HEADER), "\t".join(cells))
    assert row.content == ("救助对象", "救助金额")


def test_a_bar_in_a_table_parted_by_tabs_is_a_character(form: TableForm) -> None:
    lines = ["\t".join(cells) for cells in (HEADER, FIRST, SECOND)]
    assert _is_read(_rows(form, "首页 | 政务公开", *lines))

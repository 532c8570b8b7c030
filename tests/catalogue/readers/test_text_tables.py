"""CSV, Markdown and pasted text."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_core.catalogue.tables.grid import PastedText
from disclosure_core.catalogue.tables.readers.files import read_bytes
from disclosure_core.errors import UnreadableFileError


def rows_of(text, name="目录.csv"):
    (grid,) = read_bytes(name, text.encode())
    return [[cell and cell.text for cell in row] for row in grid.rows]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        pytest.param("序号,事项\n1,甲\n", [["序号", "事项"], ["1", "甲"]], id="comma"),
        pytest.param("序号\t事项\n1\t甲,乙\n", [["序号", "事项"], ["1", "甲,乙"]], id="tab"),
        pytest.param(
            "序号;事项\r\n1;甲,乙\r\n", [["序号", "事项"], ["1", "甲,乙"]], id="semicolon"
        ),
        pytest.param("序号，事项\n1，甲\n", [["序号", "事项"], ["1", "甲"]], id="Chinese comma"),
        pytest.param("sep=;\n序号;a,b\n", [["序号", "a,b"]], id="announced delimiter"),
        pytest.param('1,"甲,""乙""\n丙"\n', [["1", '甲,"乙"\n丙']], id="quoted"),
        pytest.param(
            "1,'甲,乙'\n2,'丙,丁'\n", [["1", "甲,乙"], ["2", "丙,丁"]], id="single quotes"
        ),
        pytest.param("1,甲,乙\n2,丙\n", [["1", "甲", "乙"], ["2", "丙", None]], id="short line"),
        pytest.param("序号\n1\n", [["序号"], ["1"]], id="one column"),
        pytest.param("1,2\n\n\n", [["1", "2"]], id="empty lines at the end"),
        pytest.param(
            "序号,依据\n1,甲、乙；丙；丁\n2,戊；己\n",
            [["序号", "依据"], ["1", "甲、乙；丙；丁"], ["2", "戊；己"]],
            id="other marks inside",
        ),
    ],
)
def test_delimiter_and_quotation_mark_are_found_out(text, rows):
    assert rows_of(text) == rows


def test_the_place_of_a_field_is_its_line_and_field():
    (grid,) = read_bytes("目录.csv", b'"a\nb",c\nd,e\n')
    assert grid.rows[1][1].place == "line 3, field 2"


def test_a_quotation_mark_that_is_never_closed_is_refused_with_its_line():
    with pytest.raises(UnreadableFileError, match=r"目录\.csv, line 2: the fields cannot be told"):
        read_bytes("目录.csv", '序号,事项\n1,"甲\n2,乙\n'.encode())


@given(
    st.lists(
        st.lists(st.text("政务公开,;\t\"'| \nab1", max_size=8), min_size=3, max_size=3),
        min_size=2,
        max_size=6,
    ),
    st.sampled_from([",", "\t", ";", "|"]),
)
def test_what_a_spreadsheet_program_writes_comes_back(rows, delimiter):
    target = io.StringIO()
    writer = csv.writer(target, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([["序号", "公开事项", "依据"], *rows, ["末", "末", "末"]])
    assert rows_of(target.getvalue())[1:-1] == rows


def test_a_pipe_table_is_a_grid_with_its_heading(texts):
    page = (
        "# 安全生产\n\n说明。\n\n| 序号 | 公开事项 |\n| --- | :-: |\n"
        "| 1 | 甲\\|乙<br>**丙** |\n\n完\n"
    )
    (grid,) = read_bytes("目录.md", page.encode())
    assert grid.heading == "安全生产\n说明。"
    assert texts(grid) == [["序号", "公开事项"], ["1", "甲|乙\n丙"]]
    assert (grid.first_line, grid.rows[1][0].place) == (5, "line 7, cell 1")


def test_every_pipe_table_is_read_and_code_is_not():
    page = "|a|b|\n|-|-|\n|1|2|\n\n```\n|c|d|\n|-|-|\n```\n\n|e|f|\n|-|-|\n"
    assert [grid.rows[0][0].text for grid in read_bytes("目录.md", page.encode())] == ["a", "e"]


def test_a_row_that_is_too_long_keeps_its_cells(texts):
    (grid,) = read_bytes("目录.md", b"|a|b|\n|-|-|\n|1|2|3|\n|4|\n")
    assert texts(grid) == [["a", "b", None], ["1", "2", "3"], ["4", None, None]]


def test_markdown_without_a_table_is_refused():
    with pytest.raises(UnreadableFileError, match=r"目录\.md: there is no table.*pipe table"):
        read_bytes("目录.md", "# 标题\n\n正文\n".encode())


def test_an_html_table_in_markdown_is_read():
    (grid,) = read_bytes("目录.md", "# 标题\n\n<table><tr><td>甲</table>\n".encode())
    assert grid.rows[0][0].text == "甲"


def test_pasted_text_is_its_lines_and_its_notes():
    text = "# source: http://example.gov.cn/a\r\n# domain: 安全生产\r\n序号\r\n\r\n1\r\n"
    assert read_bytes("目录.txt", text.encode()) == (
        PastedText(
            lines=("序号", "", "1"),
            notes={"source": "http://example.gov.cn/a", "domain": "安全生产"},
            first_line=3,
        ),
    )


def test_notes_stand_at_the_top_only():
    (pasted,) = read_bytes("-", "序号\n# domain: 安全生产\n".encode())
    assert (pasted.notes, pasted.lines) == ({}, ("序号", "# domain: 安全生产"))


def test_text_without_a_name_is_pasted_text():
    assert read_bytes("-", "序号 | 事项\n1 | 甲".encode()) == (
        PastedText(lines=("序号 | 事项", "1 | 甲")),
    )


@given(st.lists(st.text(st.characters(exclude_characters="\r\n\x00", codec="utf-8")), min_size=1))
def test_no_line_of_pasted_text_is_lost(lines):
    text = "表头政务\n" + "\n".join(lines) + "\n末行"
    (pasted,) = read_bytes("目录.txt", ("﻿" + text).encode())
    assert "\n".join(pasted.lines) == text

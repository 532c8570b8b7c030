"""Two items of one table may not share a number without a word."""

import pytest

from disclosure_core.catalogue.tables.grid import PastedText
from disclosure_core.catalogue.tables.reading import read_tables

HEADER = "序号 | 一级事项 | 二级事项 | 公开内容 | 公开依据 | 公开时限 | 公开主体 | 公开渠道 |"
REST = "文件名称 | 《政府信息公开条例》 | 及时公开 | 县教育局 | ■政府网站 |"


@pytest.fixture
def repeated(form):
    def problems(*rows):
        lines = ("义务教育领域基层政务公开标准目录", HEADER, *rows)
        reading = read_tables([PastedText(lines=lines)], file="目录.txt", form=form)
        found = [each for each in reading.all_problems if each.code == "repeated-number"]
        return reading, found

    return problems


def test_two_rows_of_one_number_are_both_kept_and_named(repeated):
    reading, found = repeated(
        f"1 | 政策文件 | 法律法规 | {REST}", f"1 | 政策文件 | 部门规章 | {REST}"
    )
    assert [row.level2 for row in reading.rows] == ["法律法规", "部门规章"]
    assert [(each.row, each.column, each.made) for each in found] == [
        ("1", "seq", "法律法规; 部门规章")
    ]


def test_numbers_that_only_skip_are_no_problem(repeated):
    _, found = repeated(f"1 | 政策文件 | 法律法规 | {REST}", f"4 | 政策文件 | 部门规章 | {REST}")
    assert found == []

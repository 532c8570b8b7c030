"""One table, written in every format that is read, gives the same rows."""

from datetime import date

import docx
import openpyxl
import pytest

from disclosure_core.catalogue.tables.catalogue_files import read_catalogue_file
from disclosure_core.catalogue.tables.values import TableForm
from disclosure_core.catalogue.values import TimeLimitKind
from disclosure_core.extensions.collecting import load_registry
from disclosure_core.extensions.discovery import installed_names
from disclosure_core.settings import Settings

pytest.importorskip("disclosure_china", reason="the words of Chinese tables are a plugin's")

PLAIN = ["公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体"]
BASIS = "《中华人民共和国政府信息公开条例》"
REST = [BASIS, "20个工作日", "应急管理局", "■政府网站 □政府公报"]


@pytest.fixture(scope="module")
def words() -> TableForm:
    """The words of printed tables as the national plugin knows them."""
    others = [name for name in installed_names() if name != "china"]
    return load_registry(Settings(), on=date(2026, 11, 24), without=others).table_form


AUDIENCE_AND_MODE = [["公开对象", ""], ["公开方式", ""]]
GROUPED = [["序号"], ["公开事项", ""], *([each] for each in PLAIN), *AUDIENCE_AND_MODE]
"""A header of two rows: a name over several columns, and the columns' own names below."""

ABOVE = [text for group in GROUPED for text in group]
BELOW = ["", "一级事项", "二级事项", *[""] * 5, "全社会", "特定群体", "主动", "依申请公开"]
ROWS = [
    ["1", "政策文件", "法律法规", "法律；法规；规章", *REST, "√", "", "√", ""],
    ["2", "", "标准规范", "国家标准；行业标准", *REST, "√", "", "", "√"],
]
TITLE = "安全生产领域基层政务公开标准目录"


def as_workbook(path):
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.append([TITLE])
    for row in (ABOVE, BELOW, *ROWS):
        sheet.append([text or None for text in row])
    for merged in ("A1:L1", "B2:C2", "I2:J2", "K2:L2", "B4:B5", "A2:A3"):
        sheet.merge_cells(merged)
    for column in "DEFGH":
        sheet.merge_cells(f"{column}2:{column}3")
    made.save(path)


def as_document(path):
    made = docx.Document()
    made.add_paragraph(TITLE)
    table = made.add_table(4, 12)
    for cells, row in zip(table.rows, (ABOVE, BELOW, *ROWS), strict=True):
        for cell, text in zip(cells.cells, row, strict=True):
            cell.text = text
    for top, left, bottom, right in (
        *((0, 1, 0, 2), (0, 8, 0, 9), (0, 10, 0, 11), (2, 1, 3, 1)),
        *((0, column, 1, column) for column in (0, 3, 4, 5, 6, 7)),
    ):
        text = table.cell(top, left).text
        table.cell(top, left).merge(table.cell(bottom, right)).text = text
    made.save(path)


def as_page(path):
    tall = "".join(
        f"<td {'colspan' if len(group) > 1 else 'rowspan'}=2>{group[0]}" for group in GROUPED
    )
    below = "".join(f"<td>{text}" for text in BELOW if text)
    first = "".join(
        f"<td rowspan={2 if column == 1 else 1}>{text}" for column, text in enumerate(ROWS[0])
    )
    second = "".join(f"<td>{text}" for column, text in enumerate(ROWS[1]) if column != 1)
    page = f"<h1>{TITLE}</h1><table><tr>{tall}<tr>{below}<tr>{first}<tr>{second}</table>"
    path.write_text(page, encoding="gb18030")


def flat_rows():
    header = ["序号", *BELOW[1:3], *PLAIN, *BELOW[8:]]
    return [header, ROWS[0], [ROWS[1][0], "政策文件", *ROWS[1][2:]]]


def as_delimited(path):
    lines = [",".join(f'"{text}"' for text in row) for row in flat_rows()]
    path.write_text("\n".join(lines), encoding="utf-16")


def as_markdown(path):
    header, *rows = ["|" + "|".join(row) + "|" for row in flat_rows()]
    path.write_text("\n".join([f"# {TITLE}", "", header, "|" + "-|" * 12, *rows]))


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("目录.xlsx", as_workbook),
        ("目录.docx", as_document),
        ("目录.html", as_page),
        ("目录.csv", as_delimited),
        ("目录.md", as_markdown),
    ],
)
def test_one_table_reads_alike_in_every_format(tmp_path, words, name, write):
    write(tmp_path / name)
    first, second = read_catalogue_file(tmp_path / name, form=words).rows
    assert (first.level1, first.level2, second.level1, second.level2) == (
        "政策文件",
        "法律法规",
        "政策文件",
        "标准规范",
    )
    assert second.content == ("国家标准", "行业标准")
    assert (first.time_limit.kind, first.time_limit.days) == (TimeLimitKind.WORKING_DAYS, 20)
    assert first.channels == ("政府网站",)
    assert (first.audience, first.mode, second.mode) == (*(("全社会",), ("主动",), ("依申请",)),)

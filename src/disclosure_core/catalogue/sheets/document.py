"""A catalogue as a .docx document: the official form, one table a domain, on A3 landscape.

Number, reason and 不适用 stand in the last columns of each table; what else tells a row apart
stands in a second table below it, by the same number, so that the form stays readable on paper.
Needs python-docx (``disclosure-core[export]``).
"""

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from disclosure_core.catalogue.sheets.columns import ID, Column
from disclosure_core.catalogue.sheets.layout import CatalogueExport, Sheet, laid_out
from disclosure_core.catalogue.sheets.needed import needed

if TYPE_CHECKING:
    from docx.table import Table, _Cell

_IN_FORM: Final = frozenset({"id", "reason", "dropped"})
_SUPPLEMENT: Final = "附表：事项编号与附加信息（供读回使用，请勿删改编号）"
_WIDTH_CM: Final = 39.0
_LATIN: Final = "Times New Roman"


def as_document(export: CatalogueExport) -> bytes:
    """The bytes of the document.

    Raises:
        DataError: texts that no table can hold.
        MissingExportError: python-docx is not installed.
    """
    sheets = laid_out(export)
    docx = needed("docx", "python-docx", "docx")
    document = docx.Document()
    _set_page(document)
    for number, sheet in enumerate(sheets):
        if number:
            document.add_page_break()
        _heading(document, sheet.title, 18)
        _add_form(document, sheet)
        _heading(document, _SUPPLEMENT, 10)
        _add_supplement(document, sheet)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _set_page(document: Any) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(42.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(1.5)


def _heading(document: Any, text: str, size: int) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(paragraph, text, "黑体", size)


def _run(paragraph: Any, text: str, font: str, size: float) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.font.name = _LATIN
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _add_form(document: Any, sheet: Sheet) -> None:
    columns = [column for column in sheet.columns if not column.own or column.key in _IN_FORM]
    table = _table(document, 2 + len(sheet.rows), columns)
    grid = _cells_of(table)
    for at, column in enumerate(columns):
        if column.group is None:
            grid[0][at].merge(grid[1][at])
        else:
            _fill(grid[1][at], column.header, "黑体")
    for at, column in enumerate(columns):
        if column.group is None:
            _fill(grid[0][at], column.header, "黑体")
        elif at == 0 or columns[at - 1].group != column.group:
            end = max(i for i, each in enumerate(columns) if each.group == column.group)
            _fill(grid[0][at].merge(grid[0][end]), column.group, "黑体")
    _repeat(table, 2)
    level1 = [column.key for column in columns].index("level1")
    for number, row in enumerate(sheet.rows):
        for at, column in enumerate(columns):
            if at != level1 or _begins(sheet.rows, number):
                _fill(grid[number + 2][at], row.get(column.key, ""), "宋体")
    _merge_down(grid, sheet.rows, level1)


def _begins(rows: Sequence[Mapping[str, str]], number: int) -> bool:
    """Whether a row prints its first-level name, and is not merged with the one above."""
    name = rows[number].get("level1", "")
    return number == 0 or not name or rows[number - 1].get("level1") != name


def _merge_down(grid: list[list["_Cell"]], rows: Sequence[Mapping[str, str]], column: int) -> None:
    first = 0
    for number in range(1, len(rows) + 1):
        if number == len(rows) or _begins(rows, number):
            if number - first > 1:
                grid[first + 2][column].merge(grid[number + 1][column])
            first = number


def _add_supplement(document: Any, sheet: Sheet) -> None:
    columns = [
        ID,
        *(column for column in sheet.columns if column.own and column.key not in _IN_FORM),
    ]
    rows = [row for row in sheet.rows if row.get("id")]
    table = _table(document, 1 + len(rows), columns)
    grid = _cells_of(table)
    for at, column in enumerate(columns):
        _fill(grid[0][at], column.header, "黑体")
    _repeat(table, 1)
    for number, row in enumerate(rows, start=1):
        for at, column in enumerate(columns):
            _fill(grid[number][at], row.get(column.key, ""), "宋体")


def _table(document: Any, rows: int, columns: Sequence[Column]) -> "Table":
    from docx.shared import Cm

    table: Table = document.add_table(rows, len(columns))
    table.style = "Table Grid"
    table.autofit = False
    share = _WIDTH_CM / sum(column.width for column in columns)
    for at, column in enumerate(columns):
        table.columns[at].width = Cm(column.width * share)
    return table


def _cells_of(table: "Table") -> list[list["_Cell"]]:
    """All cells, looked up once: each look-up walks through the table."""
    from docx.table import _Cell

    return [[_Cell(cell, table) for cell in row._tr.tc_lst] for row in table.rows]


def _fill(cell: "_Cell", text: str, font: str) -> None:
    paragraph = cell.paragraphs[0]
    for line in text.split("\n"):
        if paragraph.runs:
            paragraph = cell.add_paragraph()
        paragraph.paragraph_format.space_after = 0
        if line:
            _run(paragraph, line, font, 8 if font == "宋体" else 9)


def _repeat(table: "Table", rows: int) -> None:
    """Let the first rows stand at the top of every page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for row in table.rows[:rows]:
        mark = OxmlElement("w:tblHeader")
        mark.set(qn("w:val"), "true")
        row._tr.get_or_add_trPr().append(mark)

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
    from docx.table import Table

_IN_FORM: Final = frozenset({"id", "reason", "dropped"})
_SUPPLEMENT: Final = "附表：事项编号与附加信息（供读回使用，请勿删改编号）"
_WIDTH_CM: Final = 39.0
_LATIN: Final = "Times New Roman"
_HEAD, _TEXT, _CENTRED = "TableHead", "TableText", "TableTick"
_STYLES: Final = {
    _HEAD: ("黑体", 9, True),
    _TEXT: ("宋体", 8, False),
    _CENTRED: ("宋体", 8, True),
}
_NARROW: Final = 5


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
    _add_styles(document)
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


def _add_styles(document: Any) -> None:
    """The styles of cells: one each, so that a cell needs to name no font."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt

    for name, (font, size, centred) in _STYLES.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.font.name, style.font.size = _LATIN, Pt(size)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
        style.paragraph_format.space_after = Pt(0)
        if centred:
            style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _add_form(document: Any, sheet: Sheet) -> None:
    columns = [column for column in sheet.columns if not column.own or column.key in _IN_FORM]
    table = _table(document, 2 + len(sheet.rows), columns)
    grid = _cells_of(table)
    for at, column in enumerate(columns):
        _fill(grid[0 if column.group is None else 1][at], column.header, _HEAD)
        if column.group is None:
            _merge_down(grid[0][at], grid[1][at])
        elif columns[at - 1].group != column.group:
            _fill(grid[0][at], column.group, _HEAD)
    level1 = [column.key for column in columns].index("level1")
    for number, row in enumerate(sheet.rows):
        cells = grid[number + 2]
        for at, column in enumerate(columns):
            if at != level1 or _begins(sheet.rows, number):
                _fill(
                    cells[at], row.get(column.key, ""), _CENTRED if _is_centred(column) else _TEXT
                )
            else:
                _merge_down(grid[number + 1][at], cells[at])
    _join_groups(table, columns)
    _repeat(table, 2)


def _is_centred(column: Column) -> bool:
    return column.key == "seq" or (column.group is not None and column.width <= _NARROW)


def _begins(rows: Sequence[Mapping[str, str]], number: int) -> bool:
    """Whether a row prints its first-level name, and is not merged with the one above."""
    name = rows[number].get("level1", "")
    return number == 0 or not name or rows[number - 1].get("level1") != name


def _join_groups(table: "Table", columns: Sequence[Column]) -> None:
    """Let each header that stands over several columns be one cell; from the right."""
    for at in range(len(columns) - 1, -1, -1):
        group = columns[at].group
        if group is None or (at and columns[at - 1].group == group):
            continue
        end = max(place for place, each in enumerate(columns) if each.group == group)
        row: Any = table.rows[0]._tr
        cells = list(row.tc_lst)
        cells[at].grid_span = end - at + 1
        cells[at].width = sum(int(each.width or 0) for each in cells[at : end + 1])
        for cell in cells[at + 1 : end + 1]:
            row.remove(cell)


def _add_supplement(document: Any, sheet: Sheet) -> None:
    columns = [
        ID,
        *(column for column in sheet.columns if column.own and column.key not in _IN_FORM),
    ]
    rows = [row for row in sheet.rows if row.get("id")]
    table = _table(document, 1 + len(rows), columns)
    grid = _cells_of(table)
    for at, column in enumerate(columns):
        _fill(grid[0][at], column.header, _HEAD)
    _repeat(table, 1)
    for number, row in enumerate(rows, start=1):
        for at, column in enumerate(columns):
            _fill(grid[number][at], row.get(column.key, ""), _TEXT)


def _table(document: Any, rows: int, columns: Sequence[Column]) -> "Table":
    from docx.shared import Cm

    table: Table = document.add_table(rows, len(columns))
    table.style = "Table Grid"
    table.autofit = False
    share = _WIDTH_CM / sum(column.width for column in columns)
    widths = [Cm(column.width * share) for column in columns]
    for at, width in enumerate(widths):
        table.columns[at].width = width
    return table


def _cells_of(table: "Table") -> list[list[Any]]:
    """The elements of all cells, looked up once: each look-up walks through the table."""
    return [list(row._tr.tc_lst) for row in table.rows]


def _fill(cell: Any, text: str, style: str) -> None:
    """Put lines into an empty cell, a paragraph each; the elements themselves, for speed."""
    from docx.oxml.ns import qn
    from lxml import etree

    for line in text.split("\n"):
        paragraph = cell.p_lst[0] if not len(cell.p_lst[0]) else etree.SubElement(cell, qn("w:p"))
        named = etree.SubElement(etree.SubElement(paragraph, qn("w:pPr")), qn("w:pStyle"))
        named.set(qn("w:val"), style)
        if line:
            shown = etree.SubElement(etree.SubElement(paragraph, qn("w:r")), qn("w:t"))
            shown.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            shown.text = line


def _merge_down(above: Any, cell: Any) -> None:
    """Let a cell go on from the one above it."""
    if above.vMerge is None:
        above.vMerge = "restart"
    cell.vMerge = "continue"


def _repeat(table: "Table", rows: int) -> None:
    """Let the first rows stand at the top of every page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for row in list(table.rows)[:rows]:
        mark = OxmlElement("w:tblHeader")
        mark.set(qn("w:val"), "true")
        row._tr.get_or_add_trPr().append(mark)

"""A catalogue as an .xlsx workbook that looks and prints as the official form.

One sheet a domain: title, header of two rows with merged cells, first-level names merged down,
boxes for channels, landscape A3 with the header on every page. The columns by which we know the
rows again stand to the right, outside the print area. A last sheet says how to fill it in.
Needs XlsxWriter (``disclosure-core[export]``).
"""

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeAlias

from disclosure_core.catalogue.sheets.columns import DROPPED, NO, TICK, YES, Column
from disclosure_core.catalogue.sheets.layout import CatalogueExport, Sheet, laid_out
from disclosure_core.catalogue.sheets.needed import needed
from disclosure_core.catalogue.sheets.notes import NOTES, NOTES_NAME

# XlsxWriter has no types of its own.
Format: TypeAlias = Any
Workbook: TypeAlias = Any
Worksheet: TypeAlias = Any

_HEADER_ROW: Final = 1
_FIRST_ROW: Final = 3
_A3: Final = 8
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME: Final = 31
_LONGEST_LIST: Final = 255
_LINE: Final = 13.5
_TALLEST: Final = 409
_FROZEN: Final = ("seq", "level1", "level2", "level3")
_CENTRED: Final = frozenset({"seq", "society", "proactive", "on_request", "dropped", "service"})

_SONG, _HEI = "宋体", "黑体"
_STYLES: Final[Mapping[str, dict[str, Any]]] = {
    "title": {"font_name": _HEI, "font_size": 18, "align": "center", "valign": "vcenter"},
    "header": {"font_name": _HEI, "font_size": 10, "align": "center", "bg_color": "#E7E6E6"},
    "own header": {"font_name": _HEI, "font_size": 9, "align": "center", "bg_color": "#F8F3E6"},
    "cell": {"font_name": _SONG, "font_size": 9, "align": "left"},
    "centred": {"font_name": _SONG, "font_size": 9, "align": "center"},
    "own cell": {"font_name": _SONG, "font_size": 8, "align": "left", "font_color": "#595959"},
    "note": {"font_name": _SONG, "font_size": 11, "align": "left"},
    "note head": {"font_name": _HEI, "font_size": 11, "align": "left"},
}
_FRAMED: Final = frozenset({"header", "own header", "cell", "centred", "own cell"})


def as_workbook(export: CatalogueExport) -> bytes:
    """The bytes of the workbook.

    Raises:
        DataError: texts that no cell can hold.
        MissingExportError: XlsxWriter is not installed.
    """
    sheets = laid_out(export)
    xlsxwriter = needed("xlsxwriter", "XlsxWriter", "xlsx")
    target = io.BytesIO()
    book: Workbook = xlsxwriter.Workbook(
        target,
        {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False},
    )
    book.set_properties({"title": f"{export.place}基层政务公开标准目录"})
    styles = {
        name: book.add_format(
            {"text_wrap": True, "valign": "vcenter", **({"border": 1} if name in _FRAMED else {})}
            | given
        )
        for name, given in _STYLES.items()
    }
    names = sheet_names(sheets)
    for sheet, name in zip(sheets, names, strict=True):
        _write(book.add_worksheet(name), sheet, styles, export)
    _write_notes(book, styles)
    book.close()
    return target.getvalue()


def sheet_names(sheets: tuple[Sheet, ...]) -> tuple[str, ...]:
    """The names of the sheets: the domains, as short as the format asks, none twice."""
    taken = {NOTES_NAME.lower(), "history"}
    names = []
    for sheet in sheets:
        plain = _shortened(_FORBIDDEN.sub(" ", sheet.domain).strip(), _LONGEST_NAME) or "目录"
        name, number = plain, 2
        while name.lower() in taken:
            name = f"{_shortened(plain, _LONGEST_NAME - 4)} {number}"
            number += 1
        taken.add(name.lower())
        names.append(name)
    return tuple(names)


def _shortened(name: str, length: int) -> str:
    """At most ``length`` units of a sheet's name; a rare character (𬭎) counts as two of them."""
    return name.encode("utf-16-le")[: 2 * length].decode("utf-16-le", "ignore").strip()


def _write(
    page: Worksheet, sheet: Sheet, styles: Mapping[str, Format], export: CatalogueExport
) -> None:
    official = [column for column in sheet.columns if not column.own]
    last = _FIRST_ROW + max(len(sheet.rows), 1) - 1
    page.merge_range(0, 0, 0, len(official) - 1, sheet.title, styles["title"])
    page.set_row(0, 36)
    _write_header(page, sheet.columns, styles)
    for number, row in enumerate(sheet.rows, start=_FIRST_ROW):
        page.set_row(number, _height(sheet.columns, row))
        for at, column in enumerate(sheet.columns):
            page.write_string(number, at, row.get(column.key, ""), _style(column, styles))
    at = [column.key for column in sheet.columns].index("level1")
    for first, end in _runs(sheet.rows):
        page.merge_range(
            _FIRST_ROW + first,
            at,
            _FIRST_ROW + end,
            at,
            sheet.rows[first]["level1"],
            styles["cell"],
        )
    _offer_choices(page, sheet.columns, last, export)
    _set_print(page, sheet, len(official), last)


def _write_header(
    page: Worksheet, columns: tuple[Column, ...], styles: Mapping[str, Format]
) -> None:
    page.set_row(_HEADER_ROW, 20)
    page.set_row(_HEADER_ROW + 1, 30)
    begun: dict[str, int] = {}
    for at, column in enumerate(columns):
        page.set_column(at, at, column.width, None, {"level": 1} if column.own else {})
        style = styles["own header" if column.own else "header"]
        if column.group is None:
            page.merge_range(_HEADER_ROW, at, _HEADER_ROW + 1, at, column.header, style)
            continue
        page.write_string(_HEADER_ROW + 1, at, column.header, style)
        start = begun.setdefault(column.group, at)
        follows = columns[at + 1].group if at + 1 < len(columns) else None
        if follows == column.group:
            continue
        if start == at:
            page.write_string(_HEADER_ROW, at, column.group, style)
        else:
            page.merge_range(_HEADER_ROW, start, _HEADER_ROW, at, column.group, style)


def _style(column: Column, styles: Mapping[str, Format]) -> Format:
    if column.own and column.key not in _CENTRED:
        return styles["own cell"]
    centred = column.key in _CENTRED or column.group == "公开层级"
    return styles["centred" if centred else "cell"]


def _runs(rows: tuple[Mapping[str, str], ...]) -> Iterator[tuple[int, int]]:
    """First and last of the rows below each other that print the same first-level name."""
    first = 0
    for at in range(1, len(rows) + 1):
        name = rows[first].get("level1", "")
        if at < len(rows) and name and rows[at].get("level1") == name:
            continue
        if at - first > 1:
            yield first, at - 1
        first = at


def _height(columns: tuple[Column, ...], row: Mapping[str, str]) -> float:
    """Height of a row in points, by its longest official cell: no program fits merged rows."""
    lines = 1
    for column in columns:
        if column.own or column.key == "level1":
            continue
        text = row.get(column.key, "")
        needed_lines = sum(
            -(-_columns_of(line) // (column.width - 1)) or 1 for line in text.split("\n")
        )
        lines = max(lines, needed_lines)
    return min(max(18.0, lines * _LINE), _TALLEST)


def _columns_of(text: str) -> int:
    return sum(1 if each.isascii() else 2 for each in text)


def _offer_choices(
    page: Worksheet, columns: tuple[Column, ...], last: int, export: CatalogueExport
) -> None:
    """Lists to choose from; what a list cannot say may still be written."""
    types = [each.name for each in export.wording.item_types]
    offered = {
        "service": [YES, NO],
        "dropped": [DROPPED],
        "item_type": types if len(",".join(types)) <= _LONGEST_LIST else [],
    }
    for at, column in enumerate(columns):
        ticked = column.group in ("公开方式", "公开层级") or column.key == "society"
        choices = [TICK] if ticked else offered.get(column.key, [])
        if choices:
            page.data_validation(
                _FIRST_ROW,
                at,
                last + 200,
                at,
                {"validate": "list", "source": choices, "error_type": "warning"},
            )


def _set_print(page: Worksheet, sheet: Sheet, official: int, last: int) -> None:
    frozen = sum(column.key in _FROZEN for column in sheet.columns)
    page.freeze_panes(_FIRST_ROW, frozen)
    page.set_landscape()
    page.set_paper(_A3)
    page.fit_to_pages(1, 0)
    page.repeat_rows(_HEADER_ROW, _HEADER_ROW + 1)
    page.print_area(0, 0, last, official - 1)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.center_horizontally()
    page.set_footer("&C第 &P 页，共 &N 页")


def _write_notes(book: Workbook, styles: Mapping[str, Format]) -> None:
    page = book.add_worksheet(NOTES_NAME)
    page.set_column(0, 0, 22)
    page.set_column(1, 1, 96)
    page.merge_range(0, 0, 0, 1, NOTES_NAME, styles["title"])
    page.set_row(0, 36)
    for number, (head, text) in enumerate(NOTES, start=1):
        page.write_string(number, 0, head, styles["note head"])
        page.write_string(number, 1, text, styles["note"])
        page.set_row(number, max(20.0, 16.0 * -(-_columns_of(text) // 92)))
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)

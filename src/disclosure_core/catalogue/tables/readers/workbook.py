"""Spreadsheets (.xlsx, .xls) to grids: one grid a sheet, merged cells, values as printed.

python-calamine reads them. It opens zips by itself and reserves memory for whole rectangles, so
it is only ever given parts that were unpacked and looked through here before. Hidden sheets are
read too and say so. Formulas are not calculated: the result that was saved counts.
"""

import gc
import io
import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import repeat
from typing import TypeGuard, TypeVar

from attrs import frozen
from lxml import etree
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from disclosure_core.catalogue.tables.grid import Cell, Grid
from disclosure_core.catalogue.tables.readers.limits import ReadingLimits
from disclosure_core.catalogue.tables.readers.number_formats import GENERAL, Value, as_printed
from disclosure_core.catalogue.tables.readers.old_sheets import look_through_records
from disclosure_core.catalogue.tables.readers.packages import Package, repacked
from disclosure_core.catalogue.tables.readers.plain_sheets import plain_facts
from disclosure_core.catalogue.tables.readers.refusals import damaged, too_large, without_table
from disclosure_core.catalogue.tables.readers.sheets import (
    Position,
    SheetFacts,
    TextLengths,
    letters_of,
    look_through,
    number_formats,
    place_of,
)
from disclosure_core.catalogue.tables.values import Problem
from disclosure_core.messages import Message

Result = TypeVar("Result")

_SHEET, _TEXTS, _STYLES = "worksheet", "sharedStrings", "styles"
_HANDED_ON = (_SHEET, _TEXTS, _STYLES)
_COUNTED = range(1 << 14)
_cell = partial(tuple.__new__, Cell)  # as Cell._make, without a call of Python for each cell


@frozen(kw_only=True)
class Workbook:
    """What a spreadsheet gave: a grid a sheet, and what its reader should know."""

    grids: tuple[Grid, ...]
    problems: tuple[Problem, ...] = ()


def read_xlsx(package: Package, *, file: str, limits: ReadingLimits) -> Workbook:
    """The filled sheets of an .xlsx, in their order.

    Raises:
        UnreadableFileError: no filled cell in it, damaged, or beyond ``limits``.
    """
    main = package.main_part() or "xl/workbook.xml"
    if main not in package.names:
        raise damaged(file, what=Message("part {part} is missing.", part=main))
    contents = _contents(package, main, file)
    facts = plain_facts(contents.sheets, contents.shared_texts, file=file, limits=limits)
    if facts is None:
        facts = _looked_through(contents, file, limits)
    forms = number_formats(contents.styles)
    workbook = _opened(repacked(contents.parts), file)
    with _uncollected():
        return _read(workbook, facts, forms, file, limits)


def _looked_through(
    contents: "_Contents", file: str, limits: ReadingLimits
) -> dict[str, SheetFacts]:
    texts = TextLengths(contents.shared_texts, file=file, limits=limits)
    return {
        name: look_through(data, texts=texts, file=file, limits=limits)
        for name, data in contents.sheets.items()
    }


def read_xls(data: bytes, stream: bytes, *, file: str, limits: ReadingLimits) -> Workbook:
    """The filled sheets of an old .xls file; ``stream`` is its workbook stream.

    Number formats are not known here: numbers are written plainly, dates as ISO.

    Raises:
        UnreadableFileError: no filled cell in it, damaged, or beyond ``limits``.
    """
    look_through_records(stream, file=file, limits=limits)
    return _read(_opened(data, file), {}, (), file, limits)


@frozen(kw_only=True)
class _Contents:
    """The parts of an .xlsx that are read, unpacked; ``sheets`` by the sheet's name."""

    parts: Mapping[str, bytes]
    sheets: Mapping[str, bytes]
    shared_texts: bytes | None
    styles: etree._Element | None


@contextmanager
def _uncollected() -> Iterator[None]:
    """Spare the collector of garbage: it would walk through all cells again and again.

    None of them is garbage, and their number is bounded. Where several readings overlap, the one
    that found the collector running starts it again.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _contents(package: Package, main: str, file: str) -> _Contents:
    folder, _, name = main.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels".lstrip("/")
    if relations not in package.names:
        raise damaged(file, what=Message("part {part} is missing.", part=relations))
    parts = {
        each: package.part(each)
        for each in ("[Content_Types].xml", "_rels/.rels", main, relations)
        if each in package.names
    }
    sheets: dict[str, str] = {}
    others: dict[str, str] = {}
    for relation in package.tree(relations):
        kind = str(relation.get("Type", "")).rpartition("/")[2]
        part = _target(folder, str(relation.get("Target", "")))
        if kind not in _HANDED_ON or part not in package.names:
            continue
        if part in parts or kind in others:  # read once here, and who knows how often there
            raise damaged(file, what=Message("part {part} is listed twice.", part=part))
        parts[part] = package.part(part)
        if kind == _SHEET:
            sheets[str(relation.get("Id"))] = part
        else:
            others[kind] = part
    listed = list(_sheet_names(package.tree(main)))
    if any(len(set(column)) != len(listed) for column in zip(*listed, strict=True)):
        raise damaged(file, what=Message("it lists a sheet twice."))
    return _Contents(
        parts=parts,
        sheets={sheet: parts[sheets[key]] for sheet, key in listed if key in sheets},
        shared_texts=parts[others[_TEXTS]] if _TEXTS in others else None,
        styles=package.tree(others[_STYLES]) if _STYLES in others else None,
    )


def _target(folder: str, target: str) -> str:
    path = target.replace("\\", "/")
    return posixpath.normpath(path if path.startswith("/") else f"{folder}/{path}").lstrip("/")


def _sheet_names(workbook: etree._Element) -> Iterator[tuple[str, str]]:
    for sheet in workbook.iterfind("{*}sheets/{*}sheet"):
        for key, value in sheet.attrib.items():
            if str(key).endswith("}id"):
                yield str(sheet.get("name")), str(value)


def _opened(data: bytes, file: str) -> CalamineWorkbook:
    return _guarded(lambda: CalamineWorkbook.from_filelike(io.BytesIO(data)), file)


def _read(
    workbook: CalamineWorkbook,
    facts: Mapping[str, SheetFacts],
    forms: tuple[str, ...],
    file: str,
    limits: ReadingLimits,
) -> Workbook:
    found: list[Grid] = []
    problems: list[Problem] = []
    budget = limits.cells
    for index, metadata in enumerate(workbook.sheets_metadata):
        if metadata.typ is not SheetTypeEnum.WorkSheet:
            continue
        sheet = _guarded(partial(workbook.get_sheet_by_index, index), file)
        if sheet.start is None:
            continue
        budget -= sheet.height * sheet.width
        if budget < 0:
            raise too_large(
                file, what=Message("its sheets have too many cells"), limit=limits.cells
            )
        known = facts.get(metadata.name, SheetFacts())
        grid = _grid(sheet, metadata, known, forms, file, limits)
        if any(cell is not None and cell.text.strip() for row in grid.rows for cell in row):
            found.append(grid)
            problems.extend(_problems(metadata, known, file))
    if not found:
        raise without_table(file, expected=Message("a sheet with filled cells"))
    return Workbook(grids=tuple(found), problems=tuple(problems))


def _grid(
    sheet: CalamineSheet,
    metadata: SheetMetadata,
    facts: SheetFacts,
    forms: tuple[str, ...],
    file: str,
    limits: ReadingLimits,
) -> Grid:
    top, left = sheet.start or (0, 0)
    columns = [letters_of(left + c) for c in range(sheet.width)]
    rows: list[list[Cell | None]] = []
    for r, values in enumerate(_guarded(sheet.to_python, file)):
        texts = values if _is_plain(values) else _texts(values, (top + r, left), facts, forms)
        number = str(top + r + 1)
        places = [letters + number for letters in columns]
        made = zip(texts, repeat(r), _COUNTED, repeat(1), repeat(1), places, strict=False)
        rows.append(list(map(_cell, made)))
    ranges = [
        ((first[0] - top, first[1] - left), (last[0] - top, last[1] - left))
        for first, last in sheet.merged_cell_ranges or ()
    ]
    _merge(rows, ranges, file, limits)
    return Grid(
        rows=tuple(map(tuple, rows)),
        name=metadata.name,
        first_line=top + 1,
        hidden=metadata.visible is not SheetVisibleEnum.Visible,
    )


def _is_plain(values: Sequence[Value]) -> TypeGuard[Sequence[str]]:
    """Whether a row holds nothing but texts that are printed as they are."""
    try:
        joined = "".join(values)  # type: ignore[arg-type]
    except TypeError:
        return False
    return "\r" not in joined and "_x000D_" not in joined


def _texts(
    values: Sequence[Value], first: Position, facts: SheetFacts, forms: tuple[str, ...]
) -> Iterator[str]:
    """What the cells of a row print; ``first`` is where its first one stands in the sheet."""
    row, left = first
    for column, value in enumerate(values, start=left):
        if isinstance(value, str):
            yield _line_ends(value)
        else:
            style = facts.styles.get((row, column), -1)
            yield as_printed(value, forms[style] if 0 <= style < len(forms) else GENERAL)


def _merge(
    rows: list[list[Cell | None]],
    ranges: Iterable[tuple[Position, Position]],
    file: str,
    limits: ReadingLimits,
) -> None:
    """Let the first cell of each merged range stand at all its places; clipped to filled cells."""
    budget = limits.cells
    for (first_row, first_column), (last_row, last_column) in ranges:
        top, left = max(first_row, 0), max(first_column, 0)
        height = min(last_row, len(rows) - 1) - top + 1
        width = min(last_column, len(rows[0]) - 1 if rows else -1) - left + 1
        if height < 1 or width < 1 or height * width == 1:
            continue
        budget -= height * width
        if budget < 0:
            raise too_large(file, what=Message("too many cells are merged"), limit=limits.cells)
        corner = rows[top][left]
        if corner is None or (corner.rows, corner.columns) != (1, 1):
            continue  # ranges that overlap: the first stands
        inside_corner = top == first_row and left == first_column
        text = corner.text if inside_corner else ""
        cell = corner._replace(text=text, rows=height, columns=width)
        for r in range(top, top + height):
            rows[r][left : left + width] = [cell] * width


def _problems(metadata: SheetMetadata, facts: SheetFacts, file: str) -> Iterator[Problem]:
    sheet = metadata.name
    if metadata.visible is not SheetVisibleEnum.Visible:
        yield Problem(
            code="hidden-sheet",
            file=file,
            place=sheet,
            message=Message("sheet {sheet} is hidden; it was read all the same", sheet=sheet),
        )
    for row, column in facts.without_result:
        place = f"{sheet}!{place_of(row, column)}"
        yield Problem(
            code="formula-without-result",
            file=file,
            place=place,
            message=Message(
                "cell {place} holds a formula whose result was not saved; it was read as empty "
                "(save the file in a spreadsheet program and read it again)",
                place=place,
            ),
        )


def _line_ends(text: str) -> str:
    if "\r" in text or "_x000D_" in text:
        return text.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
    return text


def _guarded(work: Callable[[], Result], file: str) -> Result:
    """Run the foreign reader; whatever it stumbles over means that the file is damaged."""
    try:
        return work()
    except (CalamineError, ValueError, OSError, OverflowError) as error:
        what = Message("its workbook cannot be read ({reason}).", reason=str(error))
        raise damaged(file, what=what) from error
    except BaseException as error:
        if type(error).__module__ != "pyo3_runtime":  # a panic in Rust is no Exception
            raise
        what = Message("its workbook cannot be read ({reason}).", reason=str(error))
        raise damaged(file, what=what) from error

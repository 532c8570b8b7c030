"""Read the table of a grid: its header rows to columns, its other rows to cells by column.

Spans are known here, so a cell that reaches down is the row's own. Only where cells do not hold
what their columns promise (a copy that lost its empty cells) are they aligned like pasted text.
"""

import re
from collections.abc import Collection, Mapping, Sequence

from attrs import evolve

from disclosure_core.catalogue.phrases.folding import one_line, simplified, without_pinyin
from disclosure_core.catalogue.tables.evidence import evidence_of, fit
from disclosure_core.catalogue.tables.grid import Cell, Grid
from disclosure_core.catalogue.tables.headers import (
    Column,
    columns_by_place,
)
from disclosure_core.catalogue.tables.pasted import RawReading, RawTable, is_traditional, tables_of
from disclosure_core.catalogue.tables.pieces import Boundary, Layout, Piece
from disclosure_core.catalogue.tables.raw import RawRow
from disclosure_core.catalogue.tables.values import TableForm
from disclosure_core.catalogue.tables.vocabulary import Vocabulary, heading_word, vocabulary

_ENOUGH = 4
_WRONG, _MOST_WRONG = 3.0, 0.1
_LONGEST_NUMBER = 3
_SCRIPT = re.compile(r"[\u3400-\u9fff]")
_REACHING_DOWN = ("content", "basis", "time_limit", "agency", "channels")


def raw_grid(grid: Grid, form: TableForm, domains: frozenset[str]) -> RawReading:
    """The tables of a grid (a header that comes again begins another one)."""
    grid, converted = _in_simplified(grid, form)
    reading = _read(grid, form, domains)
    return evolve(reading, converted=converted)


def _in_simplified(grid: Grid, form: TableForm) -> tuple[Grid, bool]:
    texts = (cell.text for row in grid.rows for cell in row if cell)
    if not is_traditional("\n".join(texts), form):
        return grid, False
    rows = tuple(
        tuple(
            cell and cell._replace(text=simplified(without_pinyin(cell.text), form.simplified))
            for cell in row
        )
        for row in grid.rows
    )
    return evolve(grid, rows=rows, heading=simplified(grid.heading, form.simplified)), True


def _read(grid: Grid, form: TableForm, domains: frozenset[str]) -> RawReading:
    words = vocabulary(form)
    starts = [row for row in range(len(grid.rows)) if _is_header(grid.rows[row], words)]
    blocks = [_with_names_beneath(block, grid, words) for block in _header_blocks(starts)]
    if not blocks:
        return _realigned(grid, form, domains)
    tables: list[RawTable] = []
    outside: list[str] = []
    before = 0
    for order, (start, end) in enumerate(blocks):
        title, texts = _title(grid, before, start, words)
        outside += texts
        stop = blocks[order + 1][0] if order + 1 < len(blocks) else len(grid.rows)
        before = _last_filled(grid, end, stop, words)
        columns = columns_by_place(
            [[_text(cell) for cell in row] for row in grid.rows[start:end]], words
        )
        rows = tuple(_raw_row(grid.rows[row], row, grid, columns) for row in range(end, before))
        rows = _with_lost_spans(rows, columns, grid)
        if not _fits(rows, columns, form, domains):
            return _realigned(grid, form, domains)
        tables.append(
            RawTable(columns=columns, rows=rows, title=title or one_line(grid.heading) or None)
        )
    return RawReading(tables=tuple(tables), outside=tuple(outside))


def _with_lost_spans(
    rows: Sequence[RawRow], columns: Sequence[Column], grid: Grid
) -> tuple[RawRow, ...]:
    """Rows of a grid that lost its spans (CSV, Markdown), blank cells under a span taken out.

    A limit or an agency is not left empty on purpose: where one of them and another cell are
    blank, they go on from the row above.
    """
    if any(cell.rows > 1 for row in grid.rows for cell in row if cell):
        return tuple(rows)
    return (*rows[:1], *(_without_spanned(row, columns) for row in rows[1:]))


def _without_spanned(row: RawRow, columns: Sequence[Column]) -> RawRow:
    blank = {
        place
        for place, text in row.cells.items()
        if columns[place].field in _REACHING_DOWN and not text.strip()
    }
    fields = {columns[place].field for place in blank}
    filled = any(text.strip() for text in row.cells.values())
    if fields.isdisjoint({"time_limit", "agency"}) or len(fields) < 2 or not filled:
        return row
    cells = {place: text for place, text in row.cells.items() if place not in blank}
    return evolve(row, cells=cells)


def _text(cell: Cell | None) -> str:
    return cell.text if cell else ""


def _is_header(row: Sequence[Cell | None], words: Vocabulary) -> bool:
    fields = set()
    for cell in row:
        found = words.headings_of(_text(cell)) if cell and len(cell.text) <= 60 else ()
        if found and found[0].cost < 0.7:
            fields.add((found[0].field, found[0].values))
    return len(fields) >= _ENOUGH


def _header_blocks(starts: Sequence[int]) -> list[tuple[int, int]]:
    """Header rows that stand together: from the first to after the last."""
    blocks: list[tuple[int, int]] = []
    for row in starts:
        if blocks and row <= blocks[-1][1]:
            blocks[-1] = (blocks[-1][0], row + 1)
        else:
            blocks.append((row, row + 1))
    return blocks


def _with_names_beneath(block: tuple[int, int], grid: Grid, words: Vocabulary) -> tuple[int, int]:
    """The header rows with the one below them, where that holds nothing but headings."""
    start, end = block
    if end >= len(grid.rows):
        return block
    texts = [cell.text for cell in grid.rows[end] if cell and cell.row == end and cell.text.strip()]
    named = len(texts) > 1 and all(heading_word(text) in words.headings for text in texts)
    return (start, end + 1) if named else block


def _title(grid: Grid, start: int, end: int, words: Vocabulary) -> tuple[str | None, list[str]]:
    texts = []
    for row in grid.rows[start:end]:
        texts += list(
            dict.fromkeys(one_line(cell.text) for cell in row if cell and cell.text.strip())
        )
    titles = [text for text in texts if words.is_title(text)]
    title = titles[-1] if titles else None
    return title, [text for text in texts if text != title]


def _last_filled(grid: Grid, start: int, end: int, words: Vocabulary) -> int:
    """Where the rows end: before titles, notes and furniture that close the block."""
    while end > start:
        texts = {cell.text.strip() for cell in grid.rows[end - 1] if cell and cell.text.strip()}
        closing = len(texts) == 1 and any(
            words.is_title(text) or words.is_note(text) or words.is_furniture(text)
            for text in texts
        )
        if texts and not closing:
            break
        end -= 1
    return end


def _fits(
    rows: Sequence[RawRow], columns: Sequence[Column], form: TableForm, domains: frozenset[str]
) -> bool:
    """Whether the cells hold what their columns promise, as they do unless cells went missing."""
    cells = [
        (columns[place], text) for row in rows for place, text in row.cells.items() if text.strip()
    ]
    wrong = sum(fit(column, evidence_of(text, form, domains)) >= _WRONG for column, text in cells)
    return wrong <= _MOST_WRONG * len(cells)


def _realigned(grid: Grid, form: TableForm, domains: frozenset[str]) -> RawReading:
    """The tables of a grid whose cells do not stand under their headers, read like pasted text."""
    sheet = f"{grid.name} " if grid.name else ""
    pieces = [piece for row in range(len(grid.rows)) for piece in _pieces(grid, row)]
    reading = tables_of(pieces, Layout.PIPES, form, domains, place=f"{sheet}row {{line}}")
    return evolve(reading, realigned=bool(reading.tables))


def _pieces(grid: Grid, row: int) -> list[Piece]:
    cells = [
        cell
        for column, cell in enumerate(grid.rows[row])
        if cell is not None and cell.row == row and cell.column == column
    ]
    return [
        Piece(cell.text.strip(), Boundary.PIPE, grid.first_line + row, opens_line=order == 0)
        for order, cell in enumerate(cells)
    ]


def _raw_row(
    cells: Sequence[Cell | None], row: int, grid: Grid, columns: Sequence[Column]
) -> RawRow:
    texts: dict[int, str] = {}
    places: dict[int, str] = {}
    spanned = set()
    place = ""
    for column, cell in enumerate(cells[: len(columns)]):
        if cell is None:
            continue
        own = cell.row == row
        if cell.column != column and own:
            continue
        texts[column] = cell.text
        if cell.place:
            places[column] = cell.place
        if not own:
            spanned.add(column)
        elif not place:
            place = cell.place
    heading = _section_heading(texts, spanned, columns)
    sheet = f"{grid.name} " if grid.name else ""
    return RawRow(
        cells={} if heading else texts,
        spanned=frozenset(spanned),
        unread=(heading,) if heading else (),
        place=f"{sheet}{place or f'row {grid.first_line + row}'}",
        places={column: f"{sheet}{each}" for column, each in places.items()},
        printed=tuple(cell.text for cell in cells if cell is not None and cell.row == row),
    )


def _section_heading(
    texts: Mapping[int, str], spanned: Collection[int], columns: Sequence[Column]
) -> str | None:
    """The words of a row that only heads a section: no number stands where the numbers do."""
    filled = [place for place, text in texts.items() if text.strip()]
    if spanned or len(filled) != 1 or columns[filled[0]].field != "seq":
        return None
    text = texts[filled[0]].strip()
    return text if _SCRIPT.search(text) and len(text) > _LONGEST_NUMBER else None

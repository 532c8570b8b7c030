"""Put printed cells with their spans where they stand, and tables inside tables in order.

The readers of formats that write tables row by row (HTML, Word) give a :class:`Printed` table;
this makes :class:`~disclosure_core.catalogue.tables.grid.Grid` values of it by the rules of the
HTML table model: a cell takes the next free place of its row, and covers those its spans reach.
"""

from collections.abc import Iterable, Iterator

from attrs import evolve, field, frozen

from disclosure_core.catalogue.tables.grid import Cell, Grid
from disclosure_core.catalogue.tables.readers.limits import ReadingLimits
from disclosure_core.catalogue.tables.readers.refusals import too_large
from disclosure_core.messages import Message

HEADING_LINES = 5
"""Lines above a table that are taken for its heading, those nearest to it."""

HEADING_CHARACTERS = 500
"""Characters of a heading at most; the nearest are kept."""


@frozen(kw_only=True)
class PrintedCell:
    """A cell as its format writes it: text and tables in print order, spans, fixed column.

    ``rows`` 0 means to the end of its group of rows, as HTML has it. ``column`` is given by
    formats that count columns themselves.
    """

    content: tuple["str | Printed", ...] = ()
    rows: int = 1
    columns: int = 1
    column: int | None = None


@frozen(kw_only=True)
class Printed:
    """A table as its format writes it. ``groups`` are row counts of head, bodies and foot."""

    rows: tuple[tuple[PrintedCell, ...], ...]
    heading: str = ""
    groups: tuple[int, ...] = ()
    first_line: int = 1
    row_names: tuple[str, ...] = field(default=())


def grids(tables: Iterable[Printed], *, file: str, limits: ReadingLimits) -> tuple[Grid, ...]:
    """Grids of all data tables, in print order.

    A table that only lays out a page, holding other tables and little text of its own, gives way
    to the tables in it. A small table inside a cell of a data table is part of that cell's text.

    Raises:
        UnreadableFileError: a span or the whole goes beyond ``limits``.
    """
    budget = limits.cells
    found: list[Grid] = []
    for table in tables:
        for data_table in innermost(table):
            grid = place(data_table, number=len(found) + 1, file=file, limits=limits, budget=budget)
            budget -= sum(len(row) for row in grid.rows)
            if any(cell is not None and cell.text.strip() for row in grid.rows for cell in row):
                found.append(grid)
    return tuple(found)


def innermost(table: Printed) -> Iterator[Printed]:
    """The data tables of ``table``: itself, or those it lays out."""
    nested = [part for part in _parts(table) if isinstance(part, Printed)]
    if not nested or not _lays_out(table, nested):
        yield table
        return
    lines: list[str] = [table.heading]
    for part in _parts(table):
        if isinstance(part, str):
            lines.append(part)
            continue
        inner = list(innermost(part))
        first = inner[0]
        yield evolve(first, heading=heading_of([*lines, first.heading]))
        yield from inner[1:]
        lines = []


def heading_of(lines: Iterable[str]) -> str:
    """The last lines above a table, the empty ones left out."""
    kept = [line.strip() for text in lines for line in text.split("\n") if line.strip()]
    return "\n".join(kept[-HEADING_LINES:])[-HEADING_CHARACTERS:]


def flat(content: Iterable["str | Printed"]) -> str:
    """The text of a cell, tables in it line by line."""
    return "\n".join(
        part if isinstance(part, str) else "\n".join(text for text in map(_line, part.rows) if text)
        for part in content
    ).strip("\n")


def place(table: Printed, *, number: int, file: str, limits: ReadingLimits, budget: int) -> Grid:
    """The grid of one table; ``number`` counts tables from 1, ``budget`` is cells left.

    Raises:
        UnreadableFileError: a span or the table goes beyond ``limits``.
    """
    if len(table.rows) > limits.rows:
        raise _refused(
            file, number, Message("it has {count} rows", count=len(table.rows)), limits.rows
        )
    taken: list[dict[int, Cell]] = [{} for _ in table.rows]
    width = 0
    for row, cells in enumerate(table.rows):
        last = _end_of_group(table, row)
        column = 0
        for index, printed in enumerate(cells):
            column = printed.column if printed.column is not None else column
            while column in taken[row]:
                column += 1
            cell = _cell(table, printed, row, column, index, last)
            width = max(width, column + cell.columns)
            _check_cell(cell, number, file, limits)
            budget -= cell.rows * cell.columns
            if budget < 0:
                raise _refused(file, number, Message("it has too many cells"), limits.cells)
            _cover(taken, cell)
            column += cell.columns
    if width * len(table.rows) > limits.cells:
        raise _refused(file, number, Message("it has too many cells"), limits.cells)
    return Grid(
        rows=tuple(tuple(map(row_cells.get, range(width))) for row_cells in taken),
        heading=table.heading,
        first_line=table.first_line,
    )


def _cell(
    table: Printed, printed: PrintedCell, row: int, column: int, index: int, last: int
) -> Cell:
    name = table.row_names[row] if table.row_names else f"row {row + 1}"
    return Cell(
        text=flat(printed.content),
        row=row,
        column=column,
        rows=min(printed.rows or last - row, last - row),
        columns=max(printed.columns, 1),
        place=f"{name}, cell {index + 1}",
    )


def _cover(taken: list[dict[int, Cell]], cell: Cell) -> None:
    for row in range(cell.row, cell.row + cell.rows):
        for column in range(cell.column, cell.column + cell.columns):
            taken[row].setdefault(column, cell)


def _end_of_group(table: Printed, row: int) -> int:
    end = 0
    for count in table.groups:
        end += count
        if row < end:
            return end
    return len(table.rows)


def _check_cell(cell: Cell, number: int, file: str, limits: ReadingLimits) -> None:
    if cell.column + cell.columns > limits.columns:
        what = Message(
            "{place} reaches to column {column}",
            place=cell.place,
            column=f"{cell.column + cell.columns:,}",
        )
        raise _refused(file, number, what, limits.columns)


def _refused(file: str, number: int, what: Message, limit: int) -> Exception:
    return too_large(
        file, what=Message("table {number}: {what}", number=number, what=what), limit=limit
    )


def _parts(table: Printed) -> Iterator["str | Printed"]:
    for row in table.rows:
        for cell in row:
            yield from cell.content


def _lays_out(table: Printed, nested: list[Printed]) -> bool:
    """Whether the tables of several rows and columns in ``table`` outweigh it, in text or cells."""
    inside = [each for each in nested if _is_tabular(each)]
    if not inside:
        return False
    text = sum(len(flat((each,))) for each in inside)
    cells = sum(len(row) for each in inside for row in each.rows)
    own_cells = sum(len(row) for row in table.rows)
    return text * 2 >= len(flat(_parts(table))) or cells > 2 * own_cells


def _is_tabular(table: Printed) -> bool:
    return any(_is_tabular(part) for part in _parts(table) if isinstance(part, Printed)) or (
        len(table.rows) > 1 and max(len(row) for row in table.rows) > 1
    )


def _line(row: tuple[PrintedCell, ...]) -> str:
    return " ".join(text for cell in row if (text := flat(cell.content)))

"""Find our own tables in a file that came back, and their rows.

Columns are known by their headers, in any order; merged, split, sorted and filtered sheets are all
the same to it. Cells are only cleaned here: what they mean is ``returning``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from attrs import evolve, field, frozen

from disclosure_core.catalogue.phrases.folding import folded
from disclosure_core.catalogue.sheets.columns import (
    GROUPS,
    ID,
    LEVEL_GROUP,
    OWN_HEADERS,
    PRINTED,
    TITLE,
    column_headed,
    plain_header,
)
from disclosure_core.catalogue.sheets.notes import NOTES_NAME
from disclosure_core.catalogue.sheets.plain import without_guard
from disclosure_core.catalogue.sheets.texts import clean
from disclosure_core.catalogue.tables.grid import Cell, Grid
from disclosure_core.catalogue.tables.readers.files import FileContents
from disclosure_core.catalogue.tables.readers.formats import FileFormat
from disclosure_core.errors import Mistake
from disclosure_core.messages import Message

_LOOKED_AT: Final = 30
"""Rows in which a header is looked for; titles and notes may stand above it."""

_NEEDED: Final = 2
"""Headers of our own that make a table ours; an official form has none of them."""

_NAMELESS: Final = '"level1":'
"""In the exact values of a row whose first-level name is empty: it was exported so."""

Place = str | Message


@frozen(kw_only=True)
class ReturnedRow:
    """A row of one of our tables as it came back (返回行).

    ``cells`` are its texts by column, only of columns that the table has; ``printed`` the cells
    they stand in. ``split`` is true of a row whose first-level name was taken from the row above.
    """

    cells: dict[str, str]
    printed: dict[str, Cell]
    sheet: str | None
    at: int
    split: bool = False

    @property
    def id(self) -> str:
        """The item's number; empty in a new row."""
        return self.cells.get("id", "")

    def place_of(self, key: str) -> Place:
        """Where a cell of the row stands; its first cell where it has no such column."""
        cell = self.printed.get(key) or next(iter(self.printed.values()), None)
        return "" if cell is None else _placed(self.sheet, _own_place(cell, self.at))

    @property
    def place(self) -> Place:
        """Where the row begins."""
        return self.place_of("id")


@frozen(kw_only=True)
class ReturnedTable:
    """One of our tables as it came back (返回表).

    ``domain`` is what its title names, ``absent`` the headers of columns that were taken out.
    """

    sheet: str | None
    domain: str
    domain_place: Place
    rows: tuple[ReturnedRow, ...]
    fields: tuple[tuple[str, ...], ...]
    absent: tuple[str, ...] = ()
    mistakes: tuple[Mistake, ...] = ()


@frozen(kw_only=True)
class ReturnedFile:
    """Our tables of a file, and its other parts, which are not ours."""

    tables: tuple[ReturnedTable, ...]
    others: FileContents


def returned_tables(contents: FileContents, *, file: str) -> ReturnedFile:
    """Our tables among the parts of a file.

    Args:
        contents: What the file holds.
        file: Its name, for mistakes.
    """
    tables: list[ReturnedTable] = []
    others = []
    extra: dict[str, ReturnedRow] = {}
    guarded = contents.format is FileFormat.CSV
    for part in contents.parts:
        found = _header(part) if isinstance(part, Grid) else None
        if found is None or not isinstance(part, Grid):
            if not (isinstance(part, Grid) and part.name == NOTES_NAME):
                others.append(part)
            continue
        if "level1" not in found.keys and "content" not in found.keys:
            extra |= {row.id: row for row in _rows(part, found, guarded=guarded)}
            continue
        tables.append(_table(part, found, file, guarded=guarded))
    whole = (_with_extra(table, extra) for table in tables)
    joined = tuple(evolve(each, rows=tuple(_joined_down(each.rows))) for each in whole)
    return ReturnedFile(tables=joined, others=evolve(contents, parts=tuple(others)))


@frozen
class _Header:
    """Where a table's header stands, and which column each place is."""

    first: int
    last: int
    keys: Mapping[str, int]
    unknown_levels: tuple[Cell, ...] = field(default=())


def _header(grid: Grid) -> _Header | None:
    for at, row in enumerate(grid.rows[:_LOOKED_AT]):
        own = {plain_header(cell.text) for cell in row if cell} & _OWN
        if len(own) >= _NEEDED:
            return _header_at(grid, at)
    return None


_OWN: Final = frozenset(map(plain_header, OWN_HEADERS))


def _header_at(grid: Grid, at: int) -> _Header:
    """The header that begins in a row: that row, and the one below where it holds headers too."""
    below = grid.rows[at + 1] if at + 1 < len(grid.rows) else ()
    spanned = any(cell and cell.rows > 1 and cell.row == at for cell in grid.rows[at])
    headed = sum(cell is not None and column_headed(cell.text) is not None for cell in below)
    groups = any(cell and plain_header(cell.text) in GROUPS for cell in grid.rows[at])
    last = at + 1 if spanned or (groups and headed > 1) else at
    keys: dict[str, int] = {}
    unknown = []
    for place in range(len(grid.rows[at])):
        standing = (row[place] for row in grid.rows[at : last + 1] if place < len(row))
        cells = [cell for cell in standing if cell]
        found = [column for cell in reversed(cells) if (column := column_headed(cell.text))]
        if found:
            keys.setdefault(found[0].key, place)
        elif len(cells) > 1 and plain_header(cells[0].text) == LEVEL_GROUP:
            unknown.append(cells[-1])
    return _Header(at, last, keys, tuple(unknown))


def _table(grid: Grid, header: _Header, file: str, *, guarded: bool) -> ReturnedTable:
    title = _title(grid, header)
    mistakes = [
        Mistake(
            file,
            _place(grid, cell),
            Message("there is no level of government “{found}”", found=folded(cell.text)),
        )
        for cell in header.unknown_levels
    ]
    if ID.key not in header.keys:
        first = grid.rows[header.first][0]
        mistakes.append(
            Mistake(
                file,
                _place(grid, first) if first else grid.name or "",
                Message(
                    "the column {column} is missing: rows cannot be told apart without it; export "
                    "the table again, or put the column back",
                    column=ID.header,
                ),
            )
        )
    present = header.keys
    fields = tuple(names for names, columns in PRINTED if _is_whole(names, columns, present))
    gone = [names for names, columns in PRINTED if names not in fields and names != ("level3",)]
    return ReturnedTable(
        sheet=grid.name,
        domain=title[0],
        domain_place=title[1],
        rows=tuple(_rows(grid, header, guarded=guarded)),
        fields=fields,
        absent=tuple(name for names in gone for name in names),
        mistakes=tuple(mistakes),
    )


def _is_whole(names: tuple[str, ...], columns: tuple[str, ...], present: Mapping[str, int]) -> bool:
    """Whether a table has the columns of a group of fields; of levels it may have fewer."""
    wanted = ("county", "town", "village") if names == ("levels",) else columns
    return all(column in present for column in wanted)


def _title(grid: Grid, header: _Header) -> tuple[str, Place]:
    """The words above the header that end as our titles do, without the ending."""
    for row in reversed(grid.rows[: header.first]):
        for cell in row:
            if cell and TITLE in folded(cell.text):
                return folded(cell.text).partition(TITLE)[0], _place(grid, cell)
    text = folded(grid.heading)
    return (text.rpartition(TITLE)[0] if TITLE in text else ""), grid.heading


def _rows(grid: Grid, header: _Header, *, guarded: bool) -> Iterator[ReturnedRow]:
    """The rows below the header, those without any words left out."""
    for at, row in enumerate(grid.rows[header.last + 1 :], start=header.last + 1):
        cells: dict[str, str] = {}
        printed: dict[str, Cell] = {}
        for key, place in header.keys.items():
            cell = row[place] if place < len(row) else None
            if cell is None:
                cells[key] = ""
                continue
            printed[key] = cell
            text = without_guard(cell.text) if guarded else cell.text
            covers = key == "level1" or cell.row == at
            cells[key] = clean(text) if covers else ""
        if _says_something(cells) or (cells.get("level1") and _begins_here(row, header, at)):
            yield ReturnedRow(cells=cells, printed=printed, sheet=grid.name, at=at)


def _says_something(cells: Mapping[str, str]) -> bool:
    """Whether a row is filled in: a number, a domain and a merged name alone are the form's."""
    return any(text for key, text in cells.items() if key not in ("seq", "domain", "level1"))


def _begins_here(row: Sequence[Cell | None], header: _Header, at: int) -> bool:
    cell = row[header.keys["level1"]] if header.keys["level1"] < len(row) else None
    return cell is not None and cell.row == at


def _own_place(cell: Cell, at: int) -> str:
    """Where a cell stands in its own row, though it may be merged with cells above."""
    letters = cell.place.rstrip("0123456789")
    if cell.row == at or not letters.isalpha() or not letters.isupper():
        return cell.place
    return f"{letters}{int(cell.place[len(letters) :]) + at - cell.row}"


def _joined_down(rows: Iterable[ReturnedRow]) -> Iterator[ReturnedRow]:
    """Rows with the first-level name of the row above where a merged cell was split by hand."""
    above = ""
    for row in rows:
        name = row.cells.get("level1", "")
        if name or not above or _NAMELESS in row.cells.get("exact", ""):
            above = name
            yield row
        else:
            yield evolve(row, cells={**row.cells, "level1": above}, split=True)


def _place(grid: Grid, cell: Cell) -> Place:
    return _placed(grid.name, cell.place)


def _placed(sheet: str | None, place: str) -> Place:
    if sheet is None:
        return place
    return Message("sheet {sheet}, cell {cell}", sheet=sheet, cell=place)


def _with_extra(table: ReturnedTable, extra: Mapping[str, ReturnedRow]) -> ReturnedTable:
    """A table with what a second table says of its rows, by their number."""
    if not extra:
        return table
    rows = [_with_more(row, extra[row.id]) if row.id in extra else row for row in table.rows]
    keys = {key for row in extra.values() for key in row.cells}
    added = tuple(
        names
        for names, columns in PRINTED
        if names not in table.fields and all(key in keys for key in columns)
    )
    gained = {name for names in added for name in names}
    return evolve(
        table,
        rows=tuple(rows),
        fields=table.fields + added,
        absent=tuple(name for name in table.absent if name not in gained),
    )


def _with_more(row: ReturnedRow, more: ReturnedRow) -> ReturnedRow:
    return evolve(row, cells=more.cells | row.cells, printed=more.printed | row.printed)

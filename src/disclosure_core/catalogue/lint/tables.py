"""What there is to look at in the tables of a file: rows as items, each with its cells.

A row says where it stands, and where each of its cells does, filled in or not. What the reader took
from the row above because the cell of a workbook is empty is told: an officer who emptied a cell
did not mean the words above it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve

from disclosure_core.catalogue.imports import domain_named
from disclosure_core.catalogue.lint.matters import LintGround
from disclosure_core.catalogue.lint.values import (
    AbsentColumn,
    LintedItem,
    LintFinding,
    LintMatter,
)
from disclosure_core.catalogue.sheets.notes import NOTES_NAME
from disclosure_core.catalogue.tables.items import item_of
from disclosure_core.catalogue.tables.values import PrintedRow, PrintedTable, TableReading
from disclosure_core.catalogue.values import Domain
from disclosure_core.messages import Message

ID_HEADERS = frozenset({"事项编号", "编号", "标识", "id", "ID"})
"""Headers of a column that gives the ids of items."""

_FIELDS = {"basis": "bases", "mode": "modes"}
"""Columns whose field of an item has another name."""

_CELL = re.compile(r"(?P<sheet>.* )?(?P<column>[A-Z]{1,3})(?P<row>\d+)")
_LETTER = re.compile(r"[A-Za-z]")
_FROM_ABOVE = frozenset({"blank", "inherited"})
"""Problems of a cell that is empty and was read as the row above says."""

_ONCE_FOR_SEVERAL = frozenset({"domain", "seq", "level1"})
"""Columns that tables fill in once for several rows, merged or not."""


def matter_of_table(
    reading: TableReading, ground: LintGround, *, domain: Domain | None = None
) -> LintMatter:
    """The rows of the tables of a file as items, and what its tables do not say.

    Args:
        reading: The tables as read.
        ground: What the lint rests on.
        domain: The domain of all rows, where the caller knows better than the table.
    """
    items: list[LintedItem] = []
    absent: list[AbsentColumn] = []
    unread: list[LintFinding] = []
    blank: list[LintFinding] = []
    for table in reading.tables:
        if _explains_how_to_fill_in(table):
            continue
        known = domain or domain_named(ground.domains, table.domain)
        place = table.rows[0].place if table.rows else ""
        columns = _columns(table)
        rows = [_of_row(row, table, known, reading.source, columns) for row in table.rows]
        told = list(_blank(table, rows, first=len(items))) if columns else []
        rows = _without(rows, told, first=len(items))
        missing = [_FIELDS.get(name, name) for name in table.absent_columns]
        if known is None and not table.domain:
            missing.insert(0, "domain")
        absent += (AbsentColumn(field=each, file=reading.source, place=place) for each in missing)
        unread += (_unread(row.place, row.printed, reading.source) for row in table.unread)
        blank += told
        items += rows
    return evolve(
        ground.matter(items),
        guideline=ground.guideline(),
        whole=False,
        absent=tuple(absent),
        unread=tuple(unread),
        blank=tuple(blank),
    )


def _explains_how_to_fill_in(table: PrintedTable) -> bool:
    """Whether it is the sheet of notes that our own exports carry, which holds no items."""
    return bool(table.rows) and all(row.place.startswith(f"{NOTES_NAME} ") for row in table.rows)


def _columns(table: PrintedTable) -> Mapping[str, str]:
    """Field to the letter of its column, for tables whose cells have places (``E7``)."""
    letters: dict[str, str] = {}
    for row in table.rows:
        for name, place in row.places.items():
            if name not in letters and (cell := _CELL.fullmatch(place)):
                letters[name] = cell["column"]
    return letters


def _of_row(
    row: PrintedRow,
    table: PrintedTable,
    domain: Domain | None,
    source: str,
    columns: Mapping[str, str],
) -> LintedItem:
    item = item_of(row, id=_printed_id(row), domain=domain.id if domain else "", source=source)
    doubtful = (*row.uncertain, *table.absent_columns)
    unsettled = {_FIELDS.get(name, name) for name in doubtful}
    return LintedItem(
        item=item,
        file=source,
        place=row.place,
        places={_field(name): cell for name, cell in _cells(row, columns).items()},
        unsettled=frozenset(unsettled if domain else {*unsettled, "domain"}),
    )


def _field(name: str) -> str:
    """The field of an item that a column fills."""
    return "id" if name in ID_HEADERS else _FIELDS.get(name, name)


def _printed_id(row: PrintedRow) -> str:
    """The id in a column of its own; a number with letters in it is one too."""
    for header, text in row.extra.items():
        if header in ID_HEADERS:
            return text
    return row.seq if row.seq and _LETTER.search(row.seq) else ""


def _cells(row: PrintedRow, columns: Mapping[str, str]) -> dict[str, str]:
    """Where each field's cell of a row stands, also where the file has no cell there."""
    begins = _CELL.fullmatch(row.place)
    if begins is None:
        return dict(row.places)
    sheet = begins["sheet"] or ""
    return {name: f"{sheet}{letter}{begins['row']}" for name, letter in columns.items()}


def _blank(table: PrintedTable, rows: Sequence[LintedItem], *, first: int) -> Iterator[LintFinding]:
    by_place = {each.place: (number, each) for number, each in enumerate(rows, start=first)}
    for problem in table.problems:
        if problem.code not in _FROM_ABOVE or problem.place not in by_place:
            continue
        if problem.column in _ONCE_FOR_SEVERAL:
            continue
        number, each = by_place[problem.place]
        name = _FIELDS.get(problem.column or "", problem.column)
        finding = each.finding(
            name,
            Message(
                "the cell is empty and was read as the row above says: {words}", words=problem.made
            ),
            Message("fill it in, or merge it with the cell above if that is meant"),
        )
        yield evolve(finding, number=number)


def _without(
    rows: Sequence[LintedItem], told: Sequence[LintFinding], *, first: int
) -> list[LintedItem]:
    """The rows with their empty cells set apart: nothing else is said of words from above."""
    empty: dict[int, set[str]] = {}
    for each in told:
        empty.setdefault((each.number or 0) - first, set()).add(each.field or "")
    return [
        evolve(each, unsettled=each.unsettled | empty[at]) if at in empty else each
        for at, each in enumerate(rows)
    ]


def _unread(place: str, printed: Sequence[str], source: str) -> LintFinding:
    return LintFinding(
        what=Message(
            "a row could not be understood and was not looked at: {words}",
            words=" ".join(" ".join(printed).split())[:60],
        ),
        fix=Message("`disclosure catalogue read` shows how the table was read"),
        file=source,
        place=place,
    )

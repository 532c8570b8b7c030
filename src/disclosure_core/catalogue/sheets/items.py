"""The items that the rows of a returned table say, and every mistake in them.

Needs no catalogue to compare with: that is ``changes``.
"""

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from disclosure_core.catalogue.sheets.as_json import catalogue_file
from disclosure_core.catalogue.sheets.cells import Wording
from disclosure_core.catalogue.sheets.columns import KEYS, columns_of
from disclosure_core.catalogue.sheets.exact import (
    exact_values,
    still_printed,
    unprinted_fields,
)
from disclosure_core.catalogue.sheets.returned import ReturnedRow, ReturnedTable, returned_tables
from disclosure_core.catalogue.sheets.returning import UnfitCellError, read_fields
from disclosure_core.catalogue.sheets.texts import LONGEST_CELL
from disclosure_core.catalogue.tables.readers.files import contents_of
from disclosure_core.catalogue.tables.readers.limits import DEFAULT_LIMITS, ReadingLimits
from disclosure_core.catalogue.values import DisclosureItem
from disclosure_core.errors import DataError, Mistake, UnreadableFileError
from disclosure_core.messages import Message


@frozen(kw_only=True)
class RowReading:
    """What a row says: values by field, for the fields whose columns it has, and its mistakes."""

    row: ReturnedRow
    values: dict[str, Any]
    mistakes: tuple[Mistake, ...] = ()


Readings = dict[tuple[tuple[str, ...], tuple[str | None, ...]], dict[str, Any]]
"""What cells of this file were read as, so that the same words are read once."""


def read_row(
    row: ReturnedRow,
    fields: tuple[tuple[str, ...], ...],
    wording: Wording,
    *,
    file: str,
    seen: Readings,
) -> RowReading:
    """The values of the fields of a row.

    Args:
        row: The row.
        fields: The groups of fields to read.
        wording: The names and words it was printed with.
        file: The file's name, for mistakes.
        seen: What cells of the file were read as so far; added to.
    """
    mistakes: list[Mistake] = []
    values: dict[str, Any] = {}
    exact: dict[str, Any] = {}
    try:
        exact = exact_values(row.cells.get("exact", ""))
    except UnfitCellError as error:
        mistakes.append(Mistake(file, row.place_of(error.key), error.what))
    mistakes += _too_long(row, file)
    for names in fields:
        if still_printed(names, exact, row.cells, wording):
            values |= {name: exact[name] for name in names}
            continue
        try:
            values |= _read(names, row, wording, seen)
        except UnfitCellError as error:
            mistakes.append(unfit(row, error, file))
    for name, default in unprinted_fields().items():
        values[name] = exact.get(name, default)
    return RowReading(row=row, values=values, mistakes=tuple(mistakes))


def _read(
    names: tuple[str, ...], row: ReturnedRow, wording: Wording, seen: Readings
) -> dict[str, Any]:
    key = (names, tuple(row.cells.get(column) for column in columns_of(names)))
    found = seen.get(key)
    if found is None:
        found = seen[key] = read_fields(names, row.cells, wording)
    return found


def unfit(row: ReturnedRow, error: UnfitCellError, file: str) -> Mistake:
    """The mistake of a cell that cannot be meant: its place, its column, what was expected."""
    header = KEYS[error.key].header
    what = Message("{column}: {what}", column=header, what=error.what)
    return Mistake(file, row.place_of(error.key), what)


def _too_long(row: ReturnedRow, file: str) -> Iterator[Mistake]:
    for key, text in row.cells.items():
        if len(text) > LONGEST_CELL:
            what = Message(
                "{column}: the text has {count} characters; at most {most} are taken",
                column=KEYS[key].header,
                count=f"{len(text):,}",
                most=f"{LONGEST_CELL:,}",
            )
            yield Mistake(file, row.place_of(key), what)


def domain_of(row: ReturnedRow, table: ReturnedTable, wording: Wording) -> str:
    """What a row says of its domain: its own column, else the table's title; an id where known."""
    if text := row.cells.get("domain", ""):
        try:
            return str(read_fields(("domain",), {"domain": text}, wording)["domain"])
        except DataError:  # several domains have the name; the row may keep which one is meant
            if (kept := _kept_domain(row, wording)) is None:
                raise
            return kept
    return domain_titled(table, wording)


def _kept_domain(row: ReturnedRow, wording: Wording) -> str | None:
    """The domain that the column for programs keeps, where the row still prints its name."""
    try:
        exact = exact_values(row.cells.get("exact", ""))
    except UnfitCellError:
        return None
    if not still_printed(("domain",), exact, row.cells, wording):
        return None
    return str(exact["domain"])


def domain_titled(table: ReturnedTable, wording: Wording) -> str:
    """The domain that the title of a table names; an id where it is known."""
    named = [name for each in wording.domains for name in (each.name, *each.names)]
    text = max((name for name in named if name in table.domain), key=len, default=table.domain)
    return str(read_fields(("domain",), {"domain": text}, wording)["domain"])


def read_exported(
    name: str, data: bytes, wording: Wording, *, limits: ReadingLimits = DEFAULT_LIMITS
) -> tuple[DisclosureItem, ...]:
    """The items of a file that was exported here, in any of its formats, as they were.

    Args:
        name: The file's name.
        data: Its bytes.
        wording: The names and words it was written with.
        limits: How much is read at most.

    Raises:
        UnreadableFileError: the file cannot be read, or holds no table of ours.
        DataError: mistakes in it, all of them, each with its cell.
    """
    if (held := catalogue_file(name, data)) is not None:
        return held.items
    returned = returned_tables(contents_of(name, data, limits), file=name)
    if not returned.tables:
        raise UnreadableFileError(
            Message("{file} holds no table that was exported here.", file=name), file=name
        )
    items: list[DisclosureItem] = []
    mistakes: list[Mistake] = []
    seen: Readings = {}
    for table in returned.tables:
        mistakes += table.mistakes
        for row in table.rows:
            reading = read_row(row, table.fields, wording, file=name, seen=seen)
            mistakes += reading.mistakes
            if not reading.mistakes:
                domain = reading.values.get("domain") or domain_of(row, table, wording)
                items.append(
                    DisclosureItem(
                        **{"level1": ""} | reading.values | {"id": row.id, "domain": domain}
                    )
                )
    if mistakes:
        raise DataError(
            Message("{file} has {count} mistakes.", file=name, count=len(mistakes)), mistakes
        )
    return tuple(items)

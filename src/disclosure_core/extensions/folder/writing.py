"""Write rows of a folder plugin so that reading them gives the same: a table, and the rest.

Each value is written as a clerk would write it and read back at once; only a row of which every
cell comes back the same, and is no formula to a spreadsheet, goes into the table. The others go,
whole, into a TOML file beside it.
Makes texts; writes no files.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from attrs import evolve, fields, frozen

from disclosure_core.catalogue.tables.values import TableForm
from disclosure_core.catalogue.values import DisclosureItem, ItemChannel, Refinement, TimeLimit
from disclosure_core.catalogue.values import TimeLimitKind as Limit
from disclosure_core.codec import unstructure
from disclosure_core.errors import DataError
from disclosure_core.extensions.folder.labels import MEMBERS, headers
from disclosure_core.extensions.folder.rows import Entry
from disclosure_core.extensions.folder.toml_text import toml_tables, without_empty
from disclosure_core.extensions.folder.words import read_entry
from disclosure_core.legal import ALWAYS, LegalBasis, Period

_BYTE_ORDER_MARK = "\ufeff"  # by which spreadsheets know that a .csv is UTF-8

_FORMULA = ("=", "+", "-", "@")


@frozen(kw_only=True)
class WrittenRows:
    """The files of one section (表格文件): texts by name, and the names in their order."""

    files: Mapping[str, str]
    in_table: int
    exact: int

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the files."""
        return tuple(self.files)


def written_rows(
    section: str, rows: Sequence[DisclosureItem | Refinement], form: TableForm
) -> WrittenRows:
    """The files that hold ``rows``: ``items.csv``, and ``items-exact.toml`` where needed.

    Rows keep their order within each of the files.

    Args:
        section: ``items`` or ``refinements``.
        rows: Values of one class, their ids as the folder is to have them.
        form: The words by which the table will be read.
    """
    table: list[dict[str, str]] = []
    exact: list[Any] = []
    for row in rows:
        cells = _cells(row)
        if _comes_back(row, cells, form):
            table.append(cells)
        else:
            exact.append(row)
    files: dict[str, str] = {}
    if table:
        files[f"{section}.csv"] = _csv(table, type(rows[0]))
    if exact:
        data = [_exactly(each) for each in exact]
        files[f"{section}-exact.toml"] = toml_tables(section, data)
    return WrittenRows(files=files, in_table=len(table), exact=len(exact))


def _exactly(row: DisclosureItem | Refinement) -> dict[str, Any]:
    """All a row says. A refinement that empties a list says so; an item need not."""
    data = unstructure(row)
    emptied: dict[str, Any] = {key: [] for key, each in data.items() if each == []}
    said: dict[str, Any] = without_empty(data)
    return said | emptied if isinstance(row, Refinement) else said


def _comes_back(row: Any, cells: Mapping[str, str], form: TableForm) -> bool:
    if any(map(_harmful, cells.values())):
        return False
    data = {key: cell.strip() for key, cell in cells.items() if cell.strip()}
    entry = Entry(data=data, file="", row=1)
    try:
        read = read_entry(entry, type(row), form)
    except DataError:
        return False
    return bool(_without_print(read) == _without_print(row))


def _harmful(cell: str) -> bool:
    """Whether a spreadsheet would calculate it, or a table would lose characters of it."""
    return cell.startswith(_FORMULA) or not cell.replace("\n", "").isprintable()


def _without_print(row: Any) -> Any:
    """A row without the words that a table used for what it holds as values."""
    changes: dict[str, Any] = {}
    if row.bases is not None:
        changes["bases"] = tuple(evolve(each, printed=None) for each in row.bases)
    if row.time_limit is not None:
        changes["time_limit"] = evolve(row.time_limit, printed="")
    return evolve(row, **changes)


def _cells(row: Any) -> dict[str, str]:
    cells: dict[str, str] = {}
    for attribute in fields(type(row)):
        value = getattr(row, attribute.name)
        if attribute.name == "in_force":
            cells |= _days(value)
        elif value is not None:
            cells[attribute.name] = _cell(value)
    return cells


def _days(period: Period) -> dict[str, str]:
    days = {"since": period.since, "until": period.until} if period != ALWAYS else {}
    return {key: day.isoformat() for key, day in days.items() if day is not None}


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, TimeLimit):
        return value.printed or (str(value.days or "") if value.kind is Limit.WORKING_DAYS else "")
    if isinstance(value, LegalBasis):
        return f"{value} {value.url}" if value.url else str(value)
    if isinstance(value, ItemChannel):
        return value.printed
    if isinstance(value, StrEnum):
        return next(word for word, member in MEMBERS[type(value)].items() if member == value)
    if isinstance(value, tuple):
        return "\n".join(_cell(each) for each in value)
    return str(value)


def _csv(rows: Sequence[Mapping[str, str]], cls: type) -> str:
    """A table under its Chinese headers, columns without a cell left out."""
    words = {key: word for word, key in reversed(headers(cls).items()) if not word.isascii()}
    used = {key for row in rows for key, cell in row.items() if cell}
    columns = [key for key in words if key in used]
    columns.sort(key=[*(each.name for each in fields(cls)), "since", "until"].index)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([words[key] for key in columns])
    writer.writerows([[row.get(key, "") for key in columns] for row in rows])
    return _BYTE_ORDER_MARK + out.getvalue()

"""CSV and TSV to a grid: which delimiter and which quotation mark, found out from the lines."""

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from disclosure_core.catalogue.tables.grid import Cell, Grid
from disclosure_core.catalogue.tables.readers.limits import ReadingLimits
from disclosure_core.catalogue.tables.readers.refusals import too_large, without_table
from disclosure_core.errors import UnreadableFileError
from disclosure_core.messages import Message

DELIMITERS: Final = (",", "\t", ";", "|", "，")
"""Delimiters that are tried; the earlier wins where two fit as well."""

_QUOTES: Final = ('"', "'")
_SAMPLE_LINES: Final = 200
_ANNOUNCED: Final = "sep="  # a first line that spreadsheet programs write and hide


def read_delimited(text: str, *, file: str, limits: ReadingLimits) -> tuple[Grid, ...]:
    """The one table of a delimited file. A short line ends in places without a cell.

    Raises:
        UnreadableFileError: nothing in it, a quotation mark that is never closed, or beyond
            ``limits``; with the line.
    """
    text, skipped, announced = _without_announcement(text)
    delimiter, quote = (announced, '"') if announced else sniffed(text)
    rows: list[tuple[int, list[str]]] = []
    cells = 0
    lines = csv.reader(
        io.StringIO(text, newline=""), delimiter=delimiter, quotechar=quote, strict=True
    )
    start = 1
    try:
        for values in lines:
            rows.append((start + skipped, values))
            start = lines.line_num + 1
            cells += len(values)
            _check(len(rows), len(values), cells, start, file, limits)
    except csv.Error as error:
        raise _unquoted(file, start + skipped, quote) from error
    while rows and not any(value.strip() for value in rows[-1][1]):
        rows.pop()
    if not rows:
        raise without_table(file, expected=Message("lines of fields"))
    width = max(len(values) for _, values in rows)
    if width * len(rows) > limits.cells:
        raise too_large(file, what=Message("it has too many cells"), limit=limits.cells)
    return (
        Grid(
            rows=tuple(_cells(line, values, row, width) for row, (line, values) in enumerate(rows)),
            first_line=rows[0][0],
        ),
    )


def sniffed(text: str) -> tuple[str, str]:
    """Delimiter and quotation mark that cut most lines into the same number of fields."""
    sample = "\n".join(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[:_SAMPLE_LINES])
    return max(
        ((delimiter, quote) for delimiter in DELIMITERS for quote in _QUOTES),
        key=lambda each: _fit(sample, *each),
    )


def is_delimited(text: str) -> bool:
    """Whether text is plainly a delimited table: nearly all lines have the same several fields."""
    return _fit(text[:65536].rpartition("\n")[0] or text, *sniffed(text)) >= 1.9


def _fit(sample: str, delimiter: str, quote: str) -> float:
    """How even the lines are: share of lines with the commonest number of fields, over one.

    One more than that share where there are several fields. Single quotation marks count only
    where fields stand in them.
    """
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter, quotechar=quote)
    try:
        widths = [len(values) for values in reader if values]
    except csv.Error:
        return 0.0
    if not widths:
        return 0.0
    several = Counter(width for width in widths if width > 1)
    if not several:
        return 0.1
    _, count = several.most_common(1)[0]
    if quote == '"':
        return 1 + count / len(widths)
    return count / len(widths) + (1.001 if _is_quoted(sample, delimiter) else 0.5)


def _is_quoted(sample: str, delimiter: str) -> bool:
    """Whether whole fields stand in single quotation marks, and none in double ones."""
    mark = re.escape(delimiter)
    field = re.compile(f"(?:^|{mark})'[^'\n]*'(?:{mark}|$)", re.M)
    return '"' not in sample and field.search(sample) is not None


def _without_announcement(text: str) -> tuple[str, int, str | None]:
    first, _, rest = text.partition("\n")
    stripped = first.rstrip("\r")
    if stripped.lower().startswith(_ANNOUNCED) and len(stripped) == len(_ANNOUNCED) + 1:
        return rest, 1, stripped[-1]
    return text, 0, None


def _cells(line: int, values: Sequence[str], row: int, width: int) -> tuple[Cell | None, ...]:
    found: list[Cell | None] = [
        Cell(
            text=value.replace("\r\n", "\n").replace("\r", "\n"),
            row=row,
            column=column,
            place=f"line {line}, field {column + 1}",
        )
        for column, value in enumerate(values)
    ]
    return tuple(found + [None] * (width - len(found)))


def _check(
    rows: int, columns: int, cells: int, line: int, file: str, limits: ReadingLimits
) -> None:
    if rows > limits.rows:
        raise too_large(file, what=Message("it has too many lines"), limit=limits.rows)
    if columns > limits.columns:
        what = Message("line {line} has {count} fields", line=line - 1, count=columns)
        raise too_large(file, what=what, limit=limits.columns)
    if cells > limits.cells:
        raise too_large(file, what=Message("it has too many cells"), limit=limits.cells)


def _unquoted(file: str, line: int, quote: str) -> UnreadableFileError:
    return UnreadableFileError(
        Message(
            "{file}, line {line}: the fields cannot be told apart: a field is longer than a cell "
            "can be, or a quotation mark ({quote}) is not closed or not doubled.",
            file=file,
            line=line,
            quote=quote,
        ),
        file=file,
        fix=Message(
            "write a quotation mark inside a quoted field twice, or save the table as .xlsx."
        ),
    )

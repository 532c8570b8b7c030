"""Our tables as CSV and Markdown: one line a header, every row with all its cells.

CSV is UTF-8 with a byte order mark, so that spreadsheet programs open it right. A cell that they
would take for a formula gets an apostrophe before it, which :func:`without_guard` takes away again.
"""

import csv
import io
import re
from collections.abc import Sequence
from typing import Final

from disclosure_core.catalogue.sheets.columns import Column, columns_for
from disclosure_core.catalogue.sheets.layout import CatalogueExport, Sheet, laid_out

_FORMULA: Final = re.compile(r"'*[=+\-@＝＋－＠]")
_GUARDED: Final = re.compile(r"'+[=+\-@＝＋－＠]")
_MARKS: Final = re.compile(r"([\\`*_{}\[\]<>|&#~])")


def as_csv(export: CatalogueExport) -> bytes:
    """All items in one table.

    Raises:
        DataError: texts that no table can hold.
    """
    sheets = laid_out(export)
    columns = _all_columns(export, sheets)
    target = io.StringIO(newline="")
    lines = csv.writer(target, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    lines.writerow([column.header for column in columns])
    for sheet in sheets:
        for row in sheet.rows:
            lines.writerow([guarded(row.get(column.key, "")) for column in columns])
    return b"\xef\xbb\xbf" + target.getvalue().encode()


def as_markdown(export: CatalogueExport) -> bytes:
    """A table a domain, under its title.

    Raises:
        DataError: texts that no table can hold.
    """
    return "\n".join(_section(sheet) for sheet in laid_out(export)).encode()


def _section(sheet: Sheet) -> str:
    lines = [f"## {_escaped(sheet.title)}", ""]
    lines.append(_pipe_row([column.header for column in sheet.columns]))
    lines.append("|" + " --- |" * len(sheet.columns))
    lines += [_pipe_row(sheet.texts(row)) for row in sheet.rows]
    return "\n".join([*lines, ""])


def _pipe_row(texts: Sequence[str]) -> str:
    return "|" + "".join(f" {_escaped(text)} |" for text in texts)


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\1", text).replace("\n", " <br>")


def _all_columns(export: CatalogueExport, sheets: Sequence[Sheet]) -> tuple[Column, ...]:
    return sheets[0].columns if len(sheets) == 1 else columns_for(export.items)


def guarded(text: str) -> str:
    """``text`` so that no spreadsheet program takes it for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def without_guard(text: str) -> str:
    """``text`` as it was before :func:`guarded`."""
    return text[1:] if _GUARDED.match(text) else text

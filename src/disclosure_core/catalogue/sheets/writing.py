"""Write a catalogue to a file: the format by its name, all of it or nothing."""

import os
import tempfile
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Final

from disclosure_core.catalogue.sheets.as_json import as_json
from disclosure_core.catalogue.sheets.document import as_document
from disclosure_core.catalogue.sheets.layout import CatalogueExport
from disclosure_core.catalogue.sheets.plain import as_csv, as_markdown
from disclosure_core.catalogue.sheets.workbook import as_workbook
from disclosure_core.errors import DataError
from disclosure_core.messages import Message


class ExportFormat(StrEnum):
    """A format that catalogues are written in (导出格式)."""

    XLSX = "xlsx"
    DOCX = "docx"
    CSV = "csv"
    MARKDOWN = "md"
    JSON = "json"


_WRITERS: Final[Mapping[ExportFormat, Callable[[CatalogueExport], bytes]]] = {
    ExportFormat.XLSX: as_workbook,
    ExportFormat.DOCX: as_document,
    ExportFormat.CSV: as_csv,
    ExportFormat.MARKDOWN: as_markdown,
    ExportFormat.JSON: as_json,
}


def exported(export: CatalogueExport, format: ExportFormat) -> bytes:
    """The bytes of a catalogue in a format.

    Raises:
        DataError: texts that the format cannot hold.
        MissingExportError: the library of the format is not installed.
    """
    return _WRITERS[format](export)


def format_named(path: Path) -> ExportFormat:
    """The format that a file's name asks for.

    Raises:
        DataError: its suffix names none.
    """
    suffix = path.suffix.lower().removeprefix(".")
    if suffix == "markdown":
        return ExportFormat.MARKDOWN
    try:
        return ExportFormat(suffix)
    except ValueError as error:
        raise DataError(
            Message("{file}: its name says no format that is written.", file=path.name),
            fix=Message(
                "end it in one of {formats}, or name the format",
                formats=tuple(f".{each}" for each in ExportFormat),
            ),
        ) from error


def check_free(path: Path, *, force: bool) -> None:
    """Refuse to write over a file that stands already.

    Raises:
        DataError: it stands and ``force`` is not given.
    """
    if not force and path.exists():
        raise DataError(
            Message("{file} stands already.", file=path.name),
            fix=Message("give another name, or replace it with --force."),
        )


def write_file(path: Path, data: bytes, *, force: bool = False) -> None:
    """Put ``data`` in the place of a file at once: never half of it.

    Raises:
        DataError: the file stands already and ``force`` is not given, or it cannot be written.
    """
    check_free(path, force=force)
    try:
        number, temporary = tempfile.mkstemp(dir=path.parent, prefix=".export-")
        try:
            with os.fdopen(number, "wb") as opened:
                opened.write(data)
                opened.flush()
                os.fsync(opened.fileno())
            Path(temporary).chmod(_mode_of(path))
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise DataError(
            Message(
                "{file} cannot be written ({reason}).", file=str(path), reason=error.strerror or ""
            ),
            fix=Message("check the folder, and that no other program holds the file."),
        ) from error


def _mode_of(path: Path) -> int:
    """The permissions of the file that stands there, else those a new file gets here."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask

"""Which format a file really has: decided by its content, compared with its name.

Offices rename files, and programs export HTML or CSV as ``.xls``. What the bytes say counts; the
name only chooses between kinds of plain text.
"""

import re
from enum import StrEnum
from pathlib import PurePosixPath, PureWindowsPath
from typing import Final

from disclosure_core.catalogue.tables.readers.delimited import is_delimited
from disclosure_core.catalogue.tables.readers.markdown import has_pipe_table
from disclosure_core.catalogue.tables.readers.refusals import another_format
from disclosure_core.errors import UnreadableFileError
from disclosure_core.messages import Message


class FileFormat(StrEnum):
    """A format that tables are read from."""

    XLSX = "xlsx"
    XLS = "xls"
    DOCX = "docx"
    HTML = "html"
    MARKDOWN = "md"
    CSV = "csv"
    TEXT = "txt"


SUFFIXES: Final = {
    ".xlsx": FileFormat.XLSX,
    ".xlsm": FileFormat.XLSX,
    ".xltx": FileFormat.XLSX,
    ".xls": FileFormat.XLS,
    ".et": FileFormat.XLS,
    ".docx": FileFormat.DOCX,
    ".docm": FileFormat.DOCX,
    ".html": FileFormat.HTML,
    ".htm": FileFormat.HTML,
    ".shtml": FileFormat.HTML,
    ".xhtml": FileFormat.HTML,
    ".md": FileFormat.MARKDOWN,
    ".markdown": FileFormat.MARKDOWN,
    ".csv": FileFormat.CSV,
    ".tsv": FileFormat.CSV,
    ".tab": FileFormat.CSV,
    ".txt": FileFormat.TEXT,
    ".text": FileFormat.TEXT,
}
"""What a file's name says it is."""

ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
"""First bytes of a zip package, of an empty one too."""

_FOREIGN: Final = (
    (b"%PDF", Message("a PDF document")),
    (b"{\\rtf", Message("a Rich Text document")),
    (b"\x89PNG", Message("a picture")),
    (b"\xff\xd8\xff", Message("a picture")),
    (b"GIF8", Message("a picture")),
    (b"BM", Message("a picture")),
    (b"II*\x00", Message("a picture")),
    (b"MM\x00*", Message("a picture")),
    (b"Rar!", Message("a packed archive")),
    (b"7z\xbc\xaf\x27\x1c", Message("a packed archive")),
    (b"\x1f\x8b", Message("a packed archive")),
    (b"\x7fELF", Message("a program")),
    (b"MZ", Message("a program")),
    (b"SQLite format 3\x00", Message("a database")),
)
_HTML: Final = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|title|table|div|p|span|style|script|center|h[1-6]|"
    r"tbody|tr|section|article|main|br|b|font|link)\b",
    re.I,
)
_TABLE_TAG: Final = re.compile(r"<table[\s>]", re.I)
_TEXT_TABLES: Final = frozenset((FileFormat.CSV, FileFormat.MARKDOWN, FileFormat.TEXT))


def suffix_of(name: str) -> str:
    """The last suffix of a file name, in lower case; empty where there is none."""
    return PurePosixPath(PureWindowsPath(name).name).suffix.lower()


def check_not_foreign(data: bytes, *, file: str) -> None:
    """Refuse formats that are known and hold no table that is read here.

    Raises:
        UnreadableFileError: a PDF, a picture, an archive, a program, …
    """
    for signature, found in _FOREIGN:
        if data.startswith(signature) and not (signature in (b"BM", b"MZ") and b"\x00" not in data):
            raise _foreign(file, found)


def format_of_text(text: str, *, file: str) -> FileFormat:
    """The format of a file that is text.

    Raises:
        UnreadableFileError: a kind of text file that is not read (a spreadsheet as XML, a web
            archive), or plain words named as a workbook.
    """
    named = SUFFIXES.get(suffix_of(file))
    head = text[:65536]
    _check_not_foreign_text(head, file)
    is_markdown = named is FileFormat.MARKDOWN and has_pipe_table(text)
    if not is_markdown and _HTML.match(head, _after_prologue(head)):
        return FileFormat.HTML
    if named is FileFormat.MARKDOWN:
        is_html = not has_pipe_table(text) and _TABLE_TAG.search(text)
        return FileFormat.HTML if is_html else FileFormat.MARKDOWN
    if named in _TEXT_TABLES:
        return named
    if named is FileFormat.HTML:
        return FileFormat.HTML
    if named is None or named is FileFormat.DOCX:
        return FileFormat.TEXT
    if is_delimited(text):
        return FileFormat.CSV
    raise another_format(file, found=Message("plain text without fields, whatever its name says"))


def _after_prologue(head: str) -> int:
    """Where the first element may begin: after XML declaration, comments and white space."""
    place = 0
    while True:
        while place < len(head) and head[place].isspace():
            place += 1
        if head.startswith("<!--", place):
            end = head.find("-->", place)
        elif head.startswith("<?", place):
            end = head.find(">", place)
        else:
            return place
        if end < 0:
            return len(head)
        place = head.index(">", end) + 1


def _check_not_foreign_text(head: str, file: str) -> None:
    if "urn:schemas-microsoft-com:office:spreadsheet" in head[:4096] and "<Workbook" in head:
        raise another_format(file, found=Message("a spreadsheet saved as XML"))
    if "schemas.microsoft.com/office/word/2003/wordml" in head or "<pkg:package" in head[:4096]:
        raise another_format(file, found=Message("a Word document saved as XML"))
    if re.match(r"\s*(?:MIME-Version:|From:\s|Content-Type:\s*multipart)", head, re.I):
        raise another_format(file, found=Message("a web page saved as a single file (.mht)"))


def _foreign(file: str, found: Message) -> UnreadableFileError:
    return another_format(
        file,
        found=found,
        fix=Message(
            "ask for the document it was made from, or copy its table into a spreadsheet and save "
            "that as .xlsx."
        ),
    )

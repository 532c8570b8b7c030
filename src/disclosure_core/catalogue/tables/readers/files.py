"""Read the tables of a file, whatever format it has.

The one door to the readers of this folder. Bytes are read up to the limit and no further, the
format is decided by content, and what differs from the file's name is said as a problem. Does not
understand what it reads: that is ``catalogue.tables.reading``.
"""

from pathlib import Path
from typing import Final

from attrs import frozen

from disclosure_core.catalogue.tables.grid import Grid, PastedText
from disclosure_core.catalogue.tables.readers.compound import SIGNATURE, CompoundFile
from disclosure_core.catalogue.tables.readers.delimited import read_delimited
from disclosure_core.catalogue.tables.readers.encodings import declared_encoding, decode
from disclosure_core.catalogue.tables.readers.formats import (
    SUFFIXES,
    ZIP,
    FileFormat,
    check_not_foreign,
    format_of_text,
    suffix_of,
)
from disclosure_core.catalogue.tables.readers.html import read_html
from disclosure_core.catalogue.tables.readers.limits import DEFAULT_LIMITS, ReadingLimits
from disclosure_core.catalogue.tables.readers.markdown import read_markdown
from disclosure_core.catalogue.tables.readers.packages import Package, protected
from disclosure_core.catalogue.tables.readers.pasted import read_pasted
from disclosure_core.catalogue.tables.readers.refusals import another_format, empty, too_large
from disclosure_core.catalogue.tables.readers.word import read_docx
from disclosure_core.catalogue.tables.readers.workbook import Workbook, read_xls, read_xlsx
from disclosure_core.catalogue.tables.values import Problem
from disclosure_core.errors import UnreadableFileError
from disclosure_core.messages import Message

_XLS_STREAMS: Final = ("Workbook", "Book")
_FORMAT_NAMES: Final = {
    FileFormat.XLSX: Message("an Excel workbook (.xlsx)"),
    FileFormat.XLS: Message("an old Excel workbook (.xls)"),
    FileFormat.DOCX: Message("a Word document (.docx)"),
    FileFormat.HTML: Message("an HTML page"),
    FileFormat.MARKDOWN: Message("a Markdown file"),
    FileFormat.CSV: Message("delimited text (CSV)"),
    FileFormat.TEXT: Message("plain text"),
}


@frozen(kw_only=True)
class FileContents:
    """What a file held: its tables or pasted text, its real format, and what was odd about it.

    ``encoding`` is the Python codec a text file was read in, ``None`` for other files.
    """

    parts: tuple[Grid | PastedText, ...]
    format: FileFormat
    encoding: str | None = None
    problems: tuple[Problem, ...] = ()


def read_file(path: Path, limits: ReadingLimits = DEFAULT_LIMITS) -> tuple[Grid | PastedText, ...]:
    """The tables of a file, or the text pasted into it.

    Raises:
        UnreadableFileError: it cannot be read, is empty, has no table, goes beyond ``limits`` or
            is in a format that is not read; with the file and what to do.
    """
    return read_contents(path, limits).parts


def read_bytes(
    name: str, data: bytes, limits: ReadingLimits = DEFAULT_LIMITS
) -> tuple[Grid | PastedText, ...]:
    """As :func:`read_file`, of bytes that are already here. ``name`` is used for its suffix."""
    return contents_of(name, data, limits).parts


def read_contents(
    path: Path, limits: ReadingLimits = DEFAULT_LIMITS, *, name: str | None = None
) -> FileContents:
    """As :func:`read_file`, with format, encoding and problems.

    ``name`` is what the file is called in errors and problems; its path where not given.
    """
    shown = name or str(path)
    return contents_of(shown, bytes_of(path, limits, name=shown), limits)


def bytes_of(
    path: Path, limits: ReadingLimits = DEFAULT_LIMITS, *, name: str | None = None
) -> bytes:
    """The bytes of a file, one more than allowed at most.

    Raises:
        UnreadableFileError: it cannot be opened.
    """
    try:
        with path.open("rb") as opened:
            # one byte more than allowed tells a file that is too large, however large it is
            return opened.read(limits.file_bytes + 1)
    except OSError as error:
        raise _not_opened(name or str(path), error) from error


def contents_of(name: str, data: bytes, limits: ReadingLimits = DEFAULT_LIMITS) -> FileContents:
    """As :func:`read_contents`, of bytes that are already here."""
    if len(data) > limits.file_bytes:
        raise too_large(
            name, what=Message("it is larger than allowed (in bytes)"), limit=limits.file_bytes
        )
    if not data.strip():
        raise empty(name)
    if data.startswith(ZIP):
        contents = _of_package(name, data, limits)
    elif data.startswith(SIGNATURE):
        contents = _of_compound(name, data, limits)
    else:
        check_not_foreign(data, file=name)
        contents = _of_text(name, data, limits)
    return _with_naming(name, contents)


def _of_package(name: str, data: bytes, limits: ReadingLimits) -> FileContents:
    package = Package(data, file=name, limits=limits)
    main = package.main_part() or ""
    names = frozenset(package.names)
    if main.endswith(".bin") or "xl/workbook.bin" in names:
        raise another_format(name, found=Message("a binary Excel workbook (.xlsb)"))
    if main.startswith("xl/") or "xl/workbook.xml" in names:
        return _of_workbook(read_xlsx(package, file=name, limits=limits), FileFormat.XLSX)
    if main.startswith("word/") or "word/document.xml" in names:
        return FileContents(
            parts=read_docx(package, file=name, limits=limits), format=FileFormat.DOCX
        )
    if "content.xml" in names and "mimetype" in names:
        raise another_format(name, found=Message("an OpenDocument file"))
    if "OFD.xml" in names:
        raise another_format(name, found=Message("an OFD document"))
    raise another_format(
        name,
        found=Message("a packed archive"),
        fix=Message("unpack it and read the files in it one by one."),
    )


def _of_compound(name: str, data: bytes, limits: ReadingLimits) -> FileContents:
    compound = CompoundFile(data, file=name)
    streams = compound.streams
    if "EncryptedPackage" in streams:
        raise protected(name)
    for stream in _XLS_STREAMS:
        if stream in streams:
            records = compound.stream(stream)
            return _of_workbook(read_xls(data, records, file=name, limits=limits), FileFormat.XLS)
    if "WordDocument" in streams:
        raise another_format(
            name,
            found=Message("an old Word document (.doc)"),
            fix=Message("open it in a word processor and save it as .docx."),
        )
    raise another_format(name, found=Message("a file of an office program, without a workbook"))


def _of_workbook(workbook: Workbook, found: FileFormat) -> FileContents:
    return FileContents(parts=workbook.grids, format=found, problems=workbook.problems)


def _of_text(name: str, data: bytes, limits: ReadingLimits) -> FileContents:
    if len(data) > limits.text_bytes:
        what = Message("it is larger than a text file may be (in bytes)")
        raise too_large(name, what=what, limit=limits.text_bytes)
    decoded = decode(data, file=name, declared=declared_encoding(data))
    if not decoded.text.strip():
        raise empty(name)
    found = format_of_text(decoded.text, file=name)
    return FileContents(
        parts=_parts(found, decoded.text, name, limits), format=found, encoding=decoded.encoding
    )


def _parts(
    found: FileFormat, text: str, name: str, limits: ReadingLimits
) -> tuple[Grid | PastedText, ...]:
    if found is FileFormat.TEXT:
        return (read_pasted(text, file=name, limits=limits),)
    if found is FileFormat.HTML:
        return read_html(text, file=name, limits=limits)
    if found is FileFormat.MARKDOWN:
        lines = text.replace("\r\n", "\n").replace("\r", "\n")
        return read_markdown(lines, file=name, limits=limits)
    return read_delimited(text, file=name, limits=limits)


def _with_naming(name: str, contents: FileContents) -> FileContents:
    """``contents`` with a problem where the file's name says another format."""
    named = SUFFIXES.get(suffix_of(name))
    if named is None or named is contents.format:
        return contents
    problem = Problem(
        code="other-format",
        file=name,
        read=suffix_of(name),
        made=contents.format.value,
        message=Message(
            "the file is named {suffix} but is {found}; it was read as what it is",
            suffix=suffix_of(name),
            found=_FORMAT_NAMES[contents.format],
        ),
    )
    return FileContents(
        parts=contents.parts,
        format=contents.format,
        encoding=contents.encoding,
        problems=(problem, *contents.problems),
    )


def _not_opened(name: str, error: OSError) -> UnreadableFileError:
    if isinstance(error, FileNotFoundError):
        return UnreadableFileError(
            Message("{file}: there is no such file.", file=name),
            file=name,
            fix=Message("check the name and the folder."),
        )
    if isinstance(error, IsADirectoryError):
        return UnreadableFileError(
            Message("{file}: this is a folder; expected a file.", file=name),
            file=name,
            fix=Message("name the files in it."),
        )
    return UnreadableFileError(
        Message("{file}: it cannot be opened ({reason}).", file=name, reason=error.strerror or ""),
        file=name,
        fix=Message("check that you may read it and that no other program holds it."),
    )

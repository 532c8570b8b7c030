"""Builders that several files of tests share."""

import io
import struct
from collections.abc import Callable, Iterable

import docx
import openpyxl
import pytest
from docx.document import Document
from openpyxl.workbook import Workbook

from disclosure_core.catalogue.tables.grid import Grid


@pytest.fixture
def texts() -> Callable[[Grid], list[list[str | None]]]:
    """The texts of a grid, position by position; ``None`` where there is no cell."""
    return lambda grid: [[cell and cell.text for cell in row] for row in grid.rows]


@pytest.fixture
def saved() -> Callable[[Workbook | Document], bytes]:
    """The bytes of a workbook or document."""

    def save(made: Workbook | Document) -> bytes:
        target = io.BytesIO()
        made.save(target)
        return target.getvalue()

    return save


@pytest.fixture
def workbook() -> Workbook:
    """A new workbook with one empty sheet."""
    return openpyxl.Workbook()


@pytest.fixture
def document() -> Document:
    """A new, empty Word document."""
    return docx.Document()


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _text(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def compound_file(name: str, stream: bytes) -> bytes:
    """A compound file with one stream of 4,096 bytes or more: header, FAT, directory, stream."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\x00")
    count = len(stream) // 512
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, count + 2), 0xFFFFFFFE]
    fat = b"".join(struct.pack("<I", each) for each in chain).ljust(512, b"\xff")
    assert len(fat) == 512

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        encoded = (name + "\x00").encode("utf-16-le")
        return (
            encoded.ljust(64, b"\x00")
            + struct.pack("<HBBIII", len(encoded), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
            + bytes(36)
            + struct.pack("<IQ", start, size)
        )

    directory = (
        entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry(name, 2, 0xFFFFFFFF, 2, len(stream))
    ).ljust(512, b"\x00")
    header = (
        bytes.fromhex("d0cf11e0a1b11ae1")
        + bytes(16)
        + struct.pack("<HHHHH6xII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1)
        + struct.pack("<II", 1, 0)
        + struct.pack("<IIIII", 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
        + struct.pack("<I", 0)
    ).ljust(512, b"\xff")
    return header + fat + directory + stream


def old_workbook_stream(
    cells: Iterable[tuple[int, int, str | int]], *, sheets: int = 1, shared: Iterable[str] = ()
) -> bytes:
    """The records of an .xls with one sheet, listed ``sheets`` times.

    A text cell whose text is in ``shared`` refers to it there.
    """
    shared = list(shared)
    bof = struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0)
    names = ["目录"] * sheets

    def globals_(start: int) -> bytes:
        listed = b"".join(
            _record(
                0x85, struct.pack("<IBBBB", start, 0, 0, len(name), 1) + name.encode("utf-16-le")
            )
            for name in names
        )
        texts = struct.pack("<II", len(shared), len(shared)) + b"".join(map(_text, shared))
        return (
            _record(0x809, bof)
            + _record(0x42, struct.pack("<H", 1200))
            + listed
            + _record(0xFC, texts)
            + _record(0x0A, b"")
        )

    sheet = _record(0x809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    for row, column, value in cells:
        place = struct.pack("<HHH", row, column, 0)
        if isinstance(value, int):
            sheet += _record(0x203, place + struct.pack("<d", value))
        elif value in shared:
            sheet += _record(0xFD, place + struct.pack("<I", shared.index(value)))
        else:
            sheet += _record(0x204, place + _text(value))
    sheet += _record(0x0A, b"")
    return globals_(len(globals_(0))) + sheet


@pytest.fixture
def old_workbook() -> Callable[[list[list[str | int]]], bytes]:
    """The bytes of an .xls with these rows."""

    def make(rows: list[list[str | int]]) -> bytes:
        cells = [(r, c, value) for r, row in enumerate(rows) for c, value in enumerate(row)]
        return compound_file("Workbook", old_workbook_stream(cells))

    return make


@pytest.fixture
def old_workbook_of() -> Callable[..., bytes]:
    """The bytes of an .xls with these cells; see :func:`old_workbook_stream`."""
    return lambda *arguments, **options: compound_file(
        "Workbook", old_workbook_stream(*arguments, **options)
    )


@pytest.fixture
def compound() -> Callable[[str, bytes], bytes]:
    """A compound file with one stream."""
    return compound_file

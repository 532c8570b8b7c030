"""Look through the records of an old workbook (.xls) before it is read: how far it reaches.

Walks the records as the reader does, from the workbook's list of sheets, and refuses what would
make that reader reserve too much: far cells, sheets listed twice, one long text in a million
cells. Follows [MS-XLS] as far as that needs.
"""

import struct
from collections.abc import Iterator
from typing import Final

from disclosure_core.catalogue.tables.readers.limits import ReadingLimits
from disclosure_core.catalogue.tables.readers.packages import protected
from disclosure_core.catalogue.tables.readers.refusals import damaged, too_large
from disclosure_core.catalogue.tables.readers.sheets import check_extent
from disclosure_core.messages import Message

_END: Final = 0x000A
_FILE_PASSWORD: Final = 0x002F
_CONTINUE: Final = 0x003C
_SHEET: Final = 0x0085
_MANY_NUMBERS: Final = 0x00BD
_SHARED_TEXTS: Final = 0x00FC
_SHARED_TEXT_CELL: Final = 0x00FD
_CELLS: Final = frozenset(
    (
        *(0x0003, 0x0004, 0x0005, 0x0006, 0x00D6, 0x0203, 0x0204, 0x0205, 0x0206, 0x027E, 0x0406),
        *(_MANY_NUMBERS, _SHARED_TEXT_CELL),
    )
)


def look_through_records(stream: bytes, *, file: str, limits: ReadingLimits) -> None:
    """Check the workbook stream of an .xls file against ``limits``.

    Raises:
        UnreadableFileError: beyond them, damaged, or protected by a password.
    """
    try:
        _look_through(stream, file, limits)
    except (struct.error, IndexError) as error:
        raise damaged(file, what=Message("its records end too early.")) from error


def _look_through(stream: bytes, file: str, limits: ReadingLimits) -> None:
    sheets: list[int] = []
    texts: list[bytes] = []
    previous = 0
    for kind, body in _records(stream, 0):
        if kind == _FILE_PASSWORD:
            raise protected(file)
        if kind == _SHEET:
            sheets.append(struct.unpack_from("<I", body)[0])
        elif kind == _SHARED_TEXTS or (kind == _CONTINUE and previous == _SHARED_TEXTS):
            texts.append(body)
            kind = _SHARED_TEXTS
        previous = kind
    if len(set(sheets)) != len(sheets):
        raise damaged(file, what=Message("it lists a sheet twice."))
    lengths = _lengths(texts)
    area = characters = 0
    for start in sheets:
        sheet_area, sheet_characters = _measured(stream, start, lengths, file, limits)
        area += sheet_area
        characters += sheet_characters
        if area > limits.cells:
            raise too_large(
                file, what=Message("its sheets have too many cells"), limit=limits.cells
            )
        if characters > limits.characters:
            what = Message("its cells hold too much text")
            raise too_large(file, what=what, limit=limits.characters)


def _measured(
    stream: bytes, start: int, lengths: list[int], file: str, limits: ReadingLimits
) -> tuple[int, int]:
    """Positions from the first filled cell to the last, and characters of shared texts."""
    corners: list[int] | None = None
    characters = 0
    for kind, body in _records(stream, start):
        if kind not in _CELLS:
            continue
        row, column = struct.unpack_from("<HH", body)
        last = struct.unpack_from("<H", body, len(body) - 2)[0] if kind == _MANY_NUMBERS else column
        if kind == _SHARED_TEXT_CELL:
            index = struct.unpack_from("<I", body, 6)[0]
            characters += lengths[index] if index < len(lengths) else 0
        corners = corners or [row, column, row, column]
        corners[:] = (
            min(corners[0], row),
            min(corners[1], column),
            max(corners[2], row),
            max(corners[3], column, last),
        )
        check_extent(corners, (row, last), file=file, limits=limits)
    if corners is None:
        return 0, characters
    return (corners[2] - corners[0] + 1) * (corners[3] - corners[1] + 1), characters


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Records from ``start`` to the end of that part of the stream."""
    place = start
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        if kind == _END:
            return
        yield kind, stream[place + 4 : place + 4 + length]
        place += 4 + length


def _lengths(texts: list[bytes]) -> list[int]:
    """Characters of each shared text; a text may run over into the next record."""
    reader = _SharedTexts(texts)
    return list(reader.lengths())


class _SharedTexts:
    """Reads the shared texts of an .xls, whose records are cut at 8,224 bytes anywhere."""

    def __init__(self, records: list[bytes]) -> None:
        self._records = records
        self._record = 0
        self._place = 8  # after the two counts

    def lengths(self) -> Iterator[int]:
        while self._has_more():
            characters, flags = struct.unpack("<HB", self._take(3))
            runs = struct.unpack("<H", self._take(2))[0] if flags & 0x08 else 0
            extra = struct.unpack("<I", self._take(4))[0] if flags & 0x04 else 0
            self._skip_characters(characters, 2 if flags & 0x01 else 1)
            self._take(4 * runs + extra)
            yield characters

    def _has_more(self) -> bool:
        while self._record < len(self._records):
            if self._place < len(self._records[self._record]):
                return True
            self._record += 1
            self._place = 0
        return False

    def _take(self, count: int) -> bytes:
        taken = b""
        while len(taken) < count and self._has_more():
            record = self._records[self._record]
            piece = record[self._place : self._place + count - len(taken)]
            self._place += len(piece)
            taken += piece
        return taken

    def _skip_characters(self, count: int, width: int) -> None:
        while count > 0 and self._has_more():
            if self._place == 0:  # a text that runs over says its width again
                width = 2 if self._take(1)[0] & 0x01 else 1
            here = min(count, (len(self._records[self._record]) - self._place) // width)
            self._place += here * width if here else 1
            count -= here

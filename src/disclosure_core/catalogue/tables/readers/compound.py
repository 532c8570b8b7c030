"""The container beneath .xls, .doc and password-protected files (OLE compound file).

Lists its streams and reads one of them, following the sector chains with a step for each sector
at most, so that a chain that runs in a circle ends. Follows [MS-CFB] as far as that needs.
"""

import struct
import sys
from array import array
from collections.abc import Mapping, Sequence
from typing import Final

from attrs import frozen

from disclosure_core.catalogue.tables.readers.refusals import damaged
from disclosure_core.errors import UnreadableFileError
from disclosure_core.messages import Message

SIGNATURE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
"""First bytes of every compound file."""

_HEADER: Final = 512
_LAST_SECTOR: Final = 0xFFFFFFFA
_ENTRY: Final = 128
_ENTRIES: Final = 10_000
_STREAM, _ROOT = 2, 5
_MINI_SECTOR: Final = 64


@frozen
class Stream:
    """A stream of a compound file: where it starts and how long it is."""

    start: int
    size: int


class CompoundFile:
    """Streams of a compound file by name.

    Raises:
        UnreadableFileError: when made, if the structure is broken.
    """

    def __init__(self, data: bytes, *, file: str) -> None:
        self._data = data
        self._file = file
        try:
            self._open()
        except (struct.error, IndexError, ValueError) as error:
            raise self._damaged() from error

    def _open(self) -> None:
        shift = struct.unpack_from("<H", self._data, 30)[0]
        if shift not in (9, 12):
            raise ValueError(shift)
        self._sector = 1 << shift
        first_directory, self._mini_cutoff = struct.unpack_from("<I4xI", self._data, 48)
        first_mini = struct.unpack_from("<I", self._data, 60)[0]
        self._next = self._allocation()
        self._mini_next = _numbers(self._chain(first_mini, self._next))
        self.streams, root = _entries(self._chain(first_directory, self._next))
        self._mini = self._chain(root.start, self._next)[: root.size]

    def stream(self, name: str) -> bytes:
        """The bytes of a stream.

        Raises:
            KeyError: there is none of that name.
            UnreadableFileError: its chain of sectors is broken.
        """
        found = self.streams[name]
        try:
            if found.size >= self._mini_cutoff:
                return self._chain(found.start, self._next)[: found.size]
            return self._mini_chain(found.start)[: found.size]
        except (struct.error, IndexError, ValueError) as error:
            raise self._damaged() from error

    def _allocation(self) -> Sequence[int]:
        """The file allocation table: for each sector the one that follows it."""
        places = list(struct.unpack_from("<109I", self._data, 76))
        following, count = struct.unpack_from("<II", self._data, 68)
        for _ in range(min(count, len(self._data) // self._sector)):
            if following >= _LAST_SECTOR:
                break
            *more, following = _numbers(self._bytes_of(following))
            places.extend(more)
        sectors = [place for place in places if place < _LAST_SECTOR]
        # each names as many sectors as fit in it; a file with more is made to take memory
        if len(sectors) > len(self._data) // self._sector // (self._sector // 4) + 2:
            raise ValueError("more allocation sectors than sectors to allocate")
        return _numbers(b"".join(map(self._bytes_of, sectors)))

    def _chain(self, start: int, following: Sequence[int]) -> bytes:
        pieces: list[bytes] = []
        sector = start
        for _ in range(len(following) + 1):
            if sector >= _LAST_SECTOR:
                return b"".join(pieces)
            pieces.append(self._bytes_of(sector))
            sector = following[sector]
        raise ValueError("a chain of sectors has no end")

    def _mini_chain(self, start: int) -> bytes:
        pieces: list[bytes] = []
        sector = start
        for _ in range(len(self._mini_next) + 1):
            if sector >= _LAST_SECTOR:
                return b"".join(pieces)
            pieces.append(self._mini[sector * _MINI_SECTOR : (sector + 1) * _MINI_SECTOR])
            sector = self._mini_next[sector]
        raise ValueError("a chain of sectors has no end")

    def _bytes_of(self, sector: int) -> bytes:
        start = max(_HEADER, self._sector) + sector * self._sector
        if start >= len(self._data):
            raise ValueError("a sector lies beyond the end")
        # the last sector of a file may be cut short
        return self._data[start : start + self._sector].ljust(self._sector, b"\x00")

    def _damaged(self) -> UnreadableFileError:
        return damaged(self._file, what=Message("its chain of sectors is broken."))


def _numbers(data: bytes) -> Sequence[int]:
    numbers = array("I", data[: len(data) // 4 * 4])
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _entries(directory: bytes) -> tuple[Mapping[str, Stream], Stream]:
    streams: dict[str, Stream] = {}
    root = Stream(_LAST_SECTOR, 0)
    if len(directory) > _ENTRIES * _ENTRY:
        raise ValueError("too many streams")
    for offset in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        length, kind = struct.unpack_from("<HB", directory, offset + 64)
        start, size = struct.unpack_from("<II", directory, offset + 116)
        if kind == _ROOT:
            root = Stream(start, size)
        elif kind == _STREAM and 2 <= length <= 64:
            name = directory[offset : offset + length - 2].decode("utf-16-le", "replace")
            streams.setdefault(name, Stream(start, size))
    return streams, root

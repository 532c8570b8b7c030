"""Lines of a stream, one at a time, however long or broken they are.

A line is handed on as soon as it is there, so that a command can answer while its input goes on.
"""

from collections.abc import Iterator
from typing import IO

from attrs import frozen

LONGEST_LINE = 8192
"""Bytes of a line that are kept."""

_PIECE = 65536


@frozen(kw_only=True)
class Line:
    """A line without its end; what is wrong with it, if anything."""

    text: str
    too_long: bool = False
    not_utf8: bool = False


def lines_of(stream: IO[bytes]) -> Iterator[Line]:
    """The lines of a stream of UTF-8 text; of one that is too long its beginning only.

    Bytes that are no UTF-8 become U+FFFD. A byte order mark at the beginning is dropped.
    """
    first = True
    while piece := stream.readline(LONGEST_LINE + 1):
        too_long = not piece.endswith(b"\n") and len(piece) > LONGEST_LINE
        if too_long:
            _skip_line(stream)
            piece = piece[:LONGEST_LINE]
        piece = piece.rstrip(b"\r\n")
        yield _line(piece.removeprefix(b"\xef\xbb\xbf") if first else piece, too_long=too_long)
        first = False


def _skip_line(stream: IO[bytes]) -> None:
    while (piece := stream.readline(_PIECE)) and not piece.endswith(b"\n"):
        pass


def _line(data: bytes, *, too_long: bool) -> Line:
    text = data.decode("utf-8", errors="ignore" if too_long else "replace")
    try:
        data.decode("utf-8")
        broken = False
    except UnicodeDecodeError as error:
        # A cut through a character at the end of a line that is too long is our own doing.
        broken = not (too_long and error.end == len(data))
    return Line(text=text, too_long=too_long, not_utf8=broken)

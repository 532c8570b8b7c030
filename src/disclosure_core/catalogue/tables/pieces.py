"""Cut pasted text into pieces: runs of text with what stood between them.

Does not know columns. Whether two pieces are one cell is decided later, by what they hold; a
boundary only says how likely it is.
"""

import re
from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

from attrs import evolve, frozen

from disclosure_core.catalogue.tables.grid import PastedText


class Layout(StrEnum):
    """How a table was pasted (排版)."""

    PIPES = "pipes"
    """cells end with | (or a tab), also where each stands on a line of its own"""
    PARAGRAPHS = "paragraphs"
    """one cell per paragraph, blank lines between"""
    LOOSE = "loose"
    """line ends, runs of spaces or nothing at all between cells"""


class Boundary(StrEnum):
    """What stands before a piece."""

    PIPE = "pipe"
    BLANK = "blank"
    LINE = "line"
    GAP = "gap"
    SPACE = "space"
    NONE = "none"


@frozen
class Piece:
    """A run of text, what stands before it, and the file's line it begins at.

    ``opens_line`` tells pieces that begin a printed line: rows begin there.
    """

    text: str
    boundary: Boundary
    line: int
    opens_line: bool = True

    @property
    def blank(self) -> bool:
        """Whether nothing is printed in it."""
        return not self.text


_ROW_NUMBER = re.compile(r"\d{1,4}$")
_QUOTED = re.compile(r'"(?:[^"]|"")*\n(?:[^"]|"")*"')
_GAPS = re.compile(r"([ \t\u3000\xa0]+)")


_RULE = re.compile(r"[\s|+:\-─━┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋═╔╗╚╝╠╣╦╩╬]*")
_OTHER_BARS = str.maketrans("│┃｜║", "||||")
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def with_plain_bars(text: PastedText) -> PastedText:
    """The text with drawn bars as |, without ruling lines, with a space for <br>.

    Ruling lines are those between bars (|---|, ├──┼); where there are no bars nothing changes.
    """
    lines = tuple(line.translate(_OTHER_BARS) for line in text.lines)
    barred = any("|" in line for line in lines)
    ruled = [bool(barred and _is_rule(line)) for line in lines]
    if lines == text.lines and not any(ruled) and not any(map(_LINE_BREAK.search, lines)):
        return text
    kept = ("" if rule else line for rule, line in zip(ruled, lines, strict=True))
    return evolve(text, lines=tuple(_LINE_BREAK.sub(" ", line) for line in kept))


def _is_rule(line: str) -> bool:
    return bool(_RULE.fullmatch(line)) and any(each in line for each in ("---", "──", "━━", "══"))


def layout_of(text: PastedText) -> Layout:
    """How the table was pasted, by what separates most of it."""
    filled = [line for line in text.lines if line.strip()]
    if not filled:
        return Layout.LOOSE
    marked_off = sum(line.count("|") + line.strip().count("\t") for line in filled)
    if marked_off * 3 >= len(filled):
        return Layout.PIPES
    return Layout.PARAGRAPHS if _parted_by_blanks(text) * 2 >= len(filled) else Layout.LOOSE


def _parted_by_blanks(text: PastedText) -> int:
    """How many printed lines have a blank line before them."""
    return sum(
        bool(line.strip()) and not before.strip() for before, line in pairwise(("", *text.lines))
    )


def pieces_of(text: PastedText, layout: Layout) -> list[Piece]:
    """The pieces of ``text`` in printed order; blank ones only where a cell was marked off."""
    if layout is Layout.PIPES:
        return _piped(text)
    if layout is Layout.PARAGRAPHS:
        return _paragraphs(text)
    return _loose(text)


def _piped(text: PastedText) -> list[Piece]:
    whole = "\n".join(text.lines)
    separator = "|" if whole.count("|") >= whole.count("\t") else "\t"
    pieces: list[Piece] = []
    line = text.first_line
    cells = whole.split(separator)
    for order, cell in enumerate(cells):
        first = line + len(cell[: len(cell) - len(cell.lstrip())].split("\n")) - 1
        opens = order == 0 or "\n" in cell[: len(cell) - len(cell.lstrip())]
        if cell.strip() or order < len(cells) - 1:
            pieces += _cell_pieces(cell.strip(), first, opens=opens)
        line += cell.count("\n")
    return pieces


def _cell_pieces(cell: str, line: int, *, opens: bool) -> list[Piece]:
    """A marked-off cell; in parts where a row number or a paragraph was run onto its end."""
    if _QUOTED.fullmatch(cell):
        cell = cell[1:-1].replace('""', '"').strip()
    lines = cell.split("\n")
    if len(lines) > 1 and _ROW_NUMBER.match(lines[-1].strip()):
        head = "\n".join(lines[:-1]).strip()
        return [
            Piece(head, Boundary.PIPE, line, opens),
            Piece(lines[-1].strip(), Boundary.LINE, line + len(lines) - 1),
        ]
    paragraphs = re.split(r"\n\s*\n", cell)
    pieces = []
    for order, paragraph in enumerate(paragraphs):
        boundary = Boundary.PIPE if order == 0 else Boundary.BLANK
        pieces.append(Piece(paragraph.strip(), boundary, line, opens or order > 0))
        line += paragraph.count("\n") + 2
    return pieces


def _paragraphs(text: PastedText) -> list[Piece]:
    pieces: list[Piece] = []
    boundary = Boundary.BLANK
    for number, line in enumerate(text.lines, text.first_line):
        if not line.strip():
            boundary = Boundary.BLANK
            continue
        pieces.append(Piece(line.strip(), boundary, number))
        boundary = Boundary.LINE
    return pieces


def _loose(text: PastedText) -> list[Piece]:
    pieces: list[Piece] = []
    boundary = Boundary.BLANK
    for number, line in enumerate(text.lines, text.first_line):
        if not line.strip():
            boundary = Boundary.BLANK
            continue
        for part in _GAPS.split(line.strip()):
            if not part.strip():
                boundary = Boundary.GAP if len(part) > 1 or part == "\t" else Boundary.SPACE
            else:
                opens = boundary in (Boundary.BLANK, Boundary.LINE)
                pieces.append(Piece(part, boundary, number, opens))
        boundary = Boundary.LINE
    return pieces


def joined(pieces: Sequence[Piece]) -> str:
    """The text of pieces that are one cell: line ends where they stood, nothing else added."""
    text = ""
    for order, piece in enumerate(pieces):
        if order == 0 or piece.boundary is Boundary.NONE:
            text += piece.text
        elif piece.boundary in (Boundary.SPACE, Boundary.GAP):
            text += " " + piece.text
        else:
            text += "\n" + piece.text
    return text

"""Look through the XML of a worksheet before it is read: how far it reaches, how cells print.

The reader of workbooks reserves room for every position between the first cell and the last, so
one stray cell at the far corner would ask for gigabytes. This finds the corners, refuses what goes
too far, and notes what that reader does not tell: number formats, and formulas without a result.
"""

import re
from functools import lru_cache
from typing import Final
from xml.parsers import expat

from attrs import field, frozen
from lxml import etree

from disclosure_core.catalogue.tables.readers.limits import ReadingLimits
from disclosure_core.catalogue.tables.readers.number_formats import BUILT_IN
from disclosure_core.catalogue.tables.readers.packages import (
    broken_xml,
    with_document_type,
)
from disclosure_core.catalogue.tables.readers.refusals import too_large
from disclosure_core.errors import UnreadableFileError
from disclosure_core.messages import Message

_LETTERS: Final = re.compile(r"[A-Za-z]{1,7}")
_DIGITS: Final = 12

Position = tuple[int, int]
"""Row and column of a cell, from 0."""


@frozen
class SheetFacts:
    """What the XML of a sheet says and its reader does not.

    ``styles`` is the style index of cells with one, ``without_result`` cells whose formula has no
    saved result.
    """

    styles: dict[Position, int] = field(factory=dict)
    without_result: tuple[Position, ...] = ()


class TextLengths:
    """Lengths of the shared texts of a workbook, and how much of them its cells use so far.

    A text is stored once and may stand in a million cells; what counts is what the reader will
    write out.

    Raises:
        UnreadableFileError: when made, if the part is not well-formed.
    """

    def __init__(self, part: bytes | None, *, file: str, limits: ReadingLimits) -> None:
        self._file = file
        self._limits = limits
        self._elements = 0
        self._used = 0
        self._lengths: list[int] = []
        if part is not None:
            parser = _parser(file)
            parser.StartElementHandler = self._start
            parser.CharacterDataHandler = self._characters
            _run(parser, part, file)

    def use(self, index: str) -> None:
        """Count the text with this number, as a cell names it."""
        number = _whole(index)
        if number is not None and number < len(self._lengths):
            self._used += self._lengths[number]
        if self._used > self._limits.characters:
            what = Message("its cells hold too much text")
            raise too_large(self._file, what=what, limit=self._limits.characters)

    def _start(self, name: str, _: dict[str, str]) -> None:
        self._elements += 1
        check_elements(self._elements, file=self._file, limits=self._limits)
        if name.rpartition(":")[2] == "si":
            self._lengths.append(0)

    def _characters(self, text: str) -> None:
        if self._lengths:
            self._lengths[-1] += len(text)


def look_through(
    data: bytes, *, texts: TextLengths, file: str, limits: ReadingLimits
) -> SheetFacts:
    """Check a sheet's XML against ``limits`` and note its facts.

    Raises:
        UnreadableFileError: not well-formed, a document type, or a cell too far out.
    """
    scan = _Scan(texts, file, limits)
    parser = _parser(file)
    parser.StartElementHandler = scan.start
    parser.CharacterDataHandler = scan.characters
    _run(parser, data, file)
    scan.end_of_cell()
    return SheetFacts(scan.styles, tuple(scan.without_result))


def _parser(file: str) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def document_type(*_: object) -> None:
        raise with_document_type(file)

    parser.StartDoctypeDeclHandler = document_type
    return parser


def _run(parser: expat.XMLParserType, data: bytes, file: str) -> None:
    try:
        parser.Parse(data, True)
    except UnreadableFileError:
        raise
    except (expat.ExpatError, LookupError, ValueError) as error:  # an encoding nobody knows
        raise broken_xml(file) from error


class _Scan:
    """Counts cells and corners while a sheet's elements go by."""

    def __init__(self, texts: TextLengths, file: str, limits: ReadingLimits) -> None:
        self.styles: dict[Position, int] = {}
        self.without_result: list[Position] = []
        self._texts = texts
        self._file = file
        self._limits = limits
        self._row = self._column = -1
        self._row_digits = ""
        self._cells = self._elements = 0
        self._corners: list[int] | None = None
        self._is_shared = self._in_value = self._formula = self._filled = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        if self._elements > 4 * self._limits.elements:
            check_elements(self._elements, file=self._file, limits=self._limits)
        local = _local(name)
        self._in_value = False
        if local == "c":
            self._begin_cell(attributes)
        elif local in {"v", "is", "f"}:
            self._reach()
            self._in_value = local == "v"
            self._filled = self._filled or local == "is"
            self._formula = self._formula or local == "f"
        elif local == "row":
            number = _whole(attributes.get("r", ""))
            self._row = self._row + 1 if number is None else number - 1
            self._row_digits = ""
            self._column = -1
        elif local == "mergeCell":
            self._count()

    def characters(self, text: str) -> None:
        if self._in_value and (value := text.strip()):
            self._filled = True
            if self._is_shared:
                self._texts.use(value)

    def end_of_cell(self) -> None:
        if self._formula and not self._filled:
            self.without_result.append((self._row, self._column))
        self._formula = self._filled = False

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self.end_of_cell()
        self._count()
        self._move_to(attributes.get("r", ""))
        kind = attributes.get("t", "n")
        self._is_shared = kind == "s"
        if kind == "n" and (style := _whole(attributes.get("s", "0"))):
            self.styles[self._row, self._column] = style

    def _move_to(self, reference: str) -> None:
        letters = reference.rstrip("0123456789")
        digits = reference[len(letters) :]
        column = _column(letters)
        if column is None or not digits or len(digits) > _DIGITS:
            self._column += 1
            return
        if digits != self._row_digits:
            self._row, self._row_digits = int(digits) - 1, digits
        self._column = column

    def _reach(self) -> None:
        """Widen the corners to the cell at hand, which is not an empty one."""
        row, column = self._row, self._column
        corners = self._corners
        if corners is None:
            self._corners = [row, column, row, column]
            return
        if corners[0] <= row <= corners[2] and corners[1] <= column <= corners[3]:
            return
        corners[:] = (
            min(corners[0], row),
            min(corners[1], column),
            max(corners[2], row),
            max(corners[3], column),
        )
        check_extent(corners, (row, column), file=self._file, limits=self._limits)

    def _count(self) -> None:
        self._cells += 1
        if self._cells > self._limits.cells:
            what = Message("a sheet has too many cells")
            raise too_large(self._file, what=what, limit=self._limits.cells)


def check_elements(count: int, *, file: str, limits: ReadingLimits) -> None:
    """Refuse a part with too many elements.

    Raises:
        UnreadableFileError: beyond ``limits``.
    """
    if count > 4 * limits.elements:
        what = Message("it has too many elements")
        raise too_large(file, what=what, limit=4 * limits.elements)


def check_extent(corners: list[int], cell: Position, *, file: str, limits: ReadingLimits) -> None:
    """Refuse a sheet whose filled cells lie too far apart.

    Args:
        corners: First row and column, last row and column, from 0.
        cell: The cell that reaches farthest, for the error.
        file: The file's name.
        limits: Rows, columns and cells at most.

    Raises:
        UnreadableFileError: beyond ``limits``.
    """
    height, width = corners[2] - corners[0] + 1, corners[3] - corners[1] + 1
    if height <= limits.rows and width <= limits.columns and height * width <= limits.cells:
        return
    raise _too_far(file, place_of(*cell), height, width, limits)


def place_of(row: int, column: int) -> str:
    """The name of a cell as a sheet shows it: ``C7`` for row 6, column 2 from 0."""
    return f"{letters_of(column)}{row + 1}"


def letters_of(column: int) -> str:
    """The letters of a column, counted from 0: ``A``, …, ``Z``, ``AA``."""
    letters = ""
    number = column + 1
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """Number of a column from 0: ``A`` is 0, ``AB`` 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


@lru_cache(maxsize=20_000)
def _column(letters: str) -> int | None:
    return column_index(letters) if _LETTERS.fullmatch(letters) else None


def number_formats(styles: etree._Element | None) -> tuple[str, ...]:
    """Number format of each style index; empty without a style part."""
    if styles is None:
        return ()
    own = {
        str(each.get("numFmtId")): str(each.get("formatCode"))
        for each in styles.iterfind("{*}numFmts/{*}numFmt")
    }
    known = {str(number): form for number, form in BUILT_IN.items()} | own
    return tuple(
        known.get(str(each.get("numFmtId")), "General")
        for each in styles.iterfind("{*}cellXfs/{*}xf")
    )


@lru_cache(maxsize=1024)
def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _whole(text: str) -> int | None:
    return int(text) if len(text) <= _DIGITS and text.isdecimal() else None


def _too_far(
    file: str, place: str, height: int, width: int, limits: ReadingLimits
) -> UnreadableFileError:
    what = Message(
        "a sheet reaches to cell {place}: {height} rows and {width} columns, which are too many",
        place=place,
        height=f"{height:,}",
        width=f"{width:,}",
    )
    return too_large(
        file,
        what=what,
        limit=limits.cells if height <= limits.rows else limits.rows,
        fix=Message("delete what stands in that cell, if nothing is meant to be there."),
    )

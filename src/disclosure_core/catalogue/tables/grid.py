"""A table as a grid of cells with their spans, whatever file it came from.

The file readers make grids; the row reader understands them. A grid says where each cell stood in
its file, so that every problem can name the place.
"""

from typing import NamedTuple

from attrs import field, frozen


class Cell(NamedTuple):
    """One printed cell: its text as printed (line ends kept), top left corner, span, place.

    ``row`` and ``column`` count from 0 in the grid; ``place`` is how its reader would find it
    (``C7`` in a sheet, ``row 3, cell 2`` in a document). A tuple, because a workbook has hundreds
    of thousands of them and a frozen attrs value takes four times as long to make.
    """

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    place: str = ""


@frozen(kw_only=True)
class Grid:
    """A table of a file (表格).

    ``rows[r][c]`` is the cell that covers row r and column c; a spanned cell stands at each
    position it covers, and ``None`` where the file has no cell at all. ``heading`` is the text
    just above the table (its title), ``name`` the sheet's name, ``first_line`` the row or line of
    the file the grid begins at, from 1. ``hidden`` is true of a sheet that its file does not show.
    """

    rows: tuple[tuple[Cell | None, ...], ...]
    heading: str = ""
    name: str | None = None
    first_line: int = 1
    hidden: bool = False

    @property
    def width(self) -> int:
        """Number of columns."""
        return max((len(row) for row in self.rows), default=0)


@frozen(kw_only=True)
class PastedText:
    """Text in which a table was pasted: lines without their ends, and notes put above it.

    A file may begin with ``# key: value`` lines (``# source:``, ``# domain:``); they are ``notes``
    and not among ``lines``. ``first_line`` is the file's line number of ``lines[0]``.
    """

    lines: tuple[str, ...]
    notes: dict[str, str] = field(factory=dict)
    first_line: int = 1

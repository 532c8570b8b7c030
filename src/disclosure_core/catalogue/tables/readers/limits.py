"""How much of a file is read at most: one value, given to every reader.

The figures are many times what a county's largest catalogue needs, and small enough that a file
made to exhaust memory is refused before it does. They are counted while reading; what a file says
about its own size is never believed.
"""

from attrs import frozen

MEBIBYTE = 1024 * 1024


@frozen(kw_only=True)
class ReadingLimits:
    """Upper bounds of a file that is read (读取上限).

    Attributes:
        file_bytes: Size of the file itself.
        text_bytes: Size of a file that is text (HTML, CSV, Markdown, plain).
        member_bytes: Uncompressed size of one part of an .xlsx or .docx.
        unpacked_bytes: Uncompressed size of all its parts that are read.
        tree_bytes: Uncompressed size of a part that is held as a tree (styles, relations).
        compression_ratio: Uncompressed to compressed size of a part, counted once a part has
            given ``compression_floor`` bytes.
        compression_floor: Bytes a part may give before its ratio is looked at.
        members: Parts of an .xlsx or .docx, read or not.
        cells: Cells of all tables of a file, each counted as often as the positions it covers.
        characters: Text of all cells of a workbook, a shared text counted in each cell.
        rows: Rows of one table, or lines of pasted text.
        columns: Columns of one table.
        paragraphs: Paragraphs and cells of a Word document, each counted.
        elements: Elements of an HTML page; of a sheet or Word document four times as many.
        depth: Levels of tables inside tables.
    """

    file_bytes: int = 64 * MEBIBYTE
    text_bytes: int = 24 * MEBIBYTE
    member_bytes: int = 96 * MEBIBYTE
    unpacked_bytes: int = 192 * MEBIBYTE
    tree_bytes: int = 16 * MEBIBYTE
    compression_ratio: int = 200
    compression_floor: int = MEBIBYTE
    members: int = 4_000
    cells: int = 1_000_000
    characters: int = 64 * MEBIBYTE
    rows: int = 200_000
    columns: int = 2_000
    paragraphs: int = 500_000
    elements: int = 1_000_000
    depth: int = 16


DEFAULT_LIMITS = ReadingLimits()
"""The limits every reader uses unless told others."""

"""Word documents (.docx) to grids: merged cells, nested tables, tracked changes as if accepted.

Reads the document part only, element by element, and throws away what it has read. Tracked
insertions count, deletions and text that is not printed are left out. Symbols of the Wingdings
fonts and form check boxes become the marks a reader sees. Pictures and text boxes are not read.
"""

import io
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from lxml import etree

from disclosure_core.catalogue.tables.grid import Grid
from disclosure_core.catalogue.tables.readers.layout import (
    Printed,
    PrintedCell,
    grids,
    heading_of,
)
from disclosure_core.catalogue.tables.readers.limits import ReadingLimits
from disclosure_core.catalogue.tables.readers.numbering import NO_NUMBERING, Numbering, numbering_of
from disclosure_core.catalogue.tables.readers.packages import (
    Package,
    broken_xml,
    check_no_document_type,
)
from disclosure_core.catalogue.tables.readers.refusals import damaged, too_large, without_table
from disclosure_core.messages import Message

_NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",  # "Strict Open XML"
)
_LEFT_OUT: Final = frozenset(
    ("del", "moveFrom", "Fallback", "txbxContent", "pict", "drawing", "object", "instrText")
)
_WRAPPERS: Final = frozenset(
    ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "AlternateContent", "Choice")
)
_CELLS: Final = frozenset(f"{{{space}}}tc" for space in _NAMESPACES)
_INSIDE: Final = _CELLS.union(
    (f"{{{space}}}{name}" for space in _NAMESPACES for name in ("tbl", "txbxContent", "del")),
    ("{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",),
)
_COUNTED: Final = re.compile(rb"<(?:\w+:)?(?:p|tc)[\s/>]")
_SYMBOLS: Final = {
    ("wingdings", 0x6E): "■",
    ("wingdings", 0x6F): "□",
    ("wingdings", 0x71): "□",
    ("wingdings", 0x72): "□",
    ("wingdings", 0xA8): "□",
    ("wingdings", 0xFB): "×",
    ("wingdings", 0xFC): "√",
    ("wingdings", 0xFD): "☒",
    ("wingdings", 0xFE): "☑",
    ("wingdings 2", 0x4F): "×",
    ("wingdings 2", 0x50): "√",
    ("wingdings 2", 0x51): "☒",
    ("wingdings 2", 0x52): "☑",
    ("wingdings 2", 0x53): "☒",
    ("wingdings 2", 0x54): "☒",
    ("wingdings 2", 0xA2): "■",
    ("wingdings 2", 0xA3): "□",
}


def read_docx(package: Package, *, file: str, limits: ReadingLimits) -> tuple[Grid, ...]:
    """The data tables of a document, in its order.

    Raises:
        UnreadableFileError: no table in it, damaged, or beyond ``limits``.
    """
    main = package.main_part() or "word/document.xml"
    if main not in package.names:
        raise damaged(file, what=Message("part {part} is missing.", part=main))
    folder = main.rpartition("/")[0]
    numbering = NO_NUMBERING
    if (part := f"{folder}/numbering.xml") in package.names:
        numbering = numbering_of(package.tree(part))
    document = _Document(numbering, file, limits)
    found = grids(document.tables(package.part(main)), file=file, limits=limits)
    if not found:
        raise without_table(file, expected=Message("a table in the document"))
    return found


class _Document:
    """The walk through a document's body; knows the text above the next table."""

    def __init__(self, numbering: Numbering, file: str, limits: ReadingLimits) -> None:
        self._counters = numbering.counters()
        self._file = file
        self._limits = limits
        self._elements = 0

    def tables(self, data: bytes) -> Iterator[Printed]:
        above: list[str] = []
        for block in self._blocks(data):
            if _local(block) == "p":
                above.append(self._paragraph(block))
                del above[:-64]
            elif _local(block) == "tbl":
                yield self._table(block, heading=heading_of(above), depth=1)
                above = []

    def _blocks(self, data: bytes) -> Iterator[etree._Element]:
        """Paragraphs and tables of the body, each cleared after use."""
        check_no_document_type(data, file=self._file)
        if data.count(b"<") > 8 * self._limits.elements:  # start tags and end tags
            what = Message("it has too many elements")
            raise too_large(self._file, what=what, limit=4 * self._limits.elements)
        self._count(sum(1 for _ in _COUNTED.finditer(data)))
        self._elements = 0  # the parser's count holds, whatever the encoding of the part
        tags = [f"{{{space}}}{name}" for space in _NAMESPACES for name in ("p", "tbl", "tc")]
        events = etree.iterparse(
            io.BytesIO(data),
            events=("end",),
            tag=tags,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        )
        try:
            for _, element in events:
                self._count(1)
                if _is_in_table(element):
                    continue
                yield element
                _forget(element)
        except etree.XMLSyntaxError as error:
            raise broken_xml(self._file) from error

    def _count(self, found: int) -> None:
        self._elements += found
        if self._elements > self._limits.paragraphs:
            what = Message("it has too many paragraphs and cells")
            raise too_large(self._file, what=what, limit=self._limits.paragraphs)

    def _table(self, table: etree._Element, *, heading: str, depth: int) -> Printed:
        if depth > self._limits.depth:
            what = Message("tables are nested too deep")
            raise too_large(self._file, what=what, limit=self._limits.depth)
        rows = [self._row(row, depth) for row in _children(table, "tr") if not _is_deleted(row)]
        return Printed(rows=tuple(map(tuple, _with_row_spans(rows))), heading=heading)

    def _row(self, row: etree._Element, depth: int) -> list["_WordCell"]:
        column = _whole(_properties(row, "trPr").get("gridBefore"), 0)
        cells: list[_WordCell] = []
        for element in _children(row, "tc"):
            properties = _properties(element, "tcPr")
            columns = max(_whole(properties.get("gridSpan"), 1), 1)
            if properties.get("hMerge") == "continue" and cells:
                cells[-1].columns += columns
            else:
                cells.append(
                    _WordCell(
                        column=column,
                        columns=columns,
                        goes_on=properties.get("vMerge") == "continue",
                        content=tuple(self._content(element, depth)),
                    )
                )
            column += columns
        return cells

    def _content(self, cell: etree._Element, depth: int) -> Iterator[str | Printed]:
        lines: list[str] = []
        for block in _children(cell, "p", "tbl"):
            if _local(block) == "p":
                lines.append(self._paragraph(block))
                continue
            if lines:
                yield "\n".join(lines).strip("\n")
                lines = []
            yield self._table(block, heading="", depth=depth + 1)
        if text := "\n".join(lines).strip("\n"):
            yield text

    def _paragraph(self, paragraph: etree._Element) -> str:
        text = "".join(_printed_text(paragraph)).strip(" ")
        number = self._counters.next(paragraph)
        return f"{number}{text}" if number else text


class _WordCell:
    """A cell of a row as Word writes it: ``goes_on`` where it belongs to the cell above."""

    def __init__(
        self, *, column: int, columns: int, goes_on: bool, content: tuple[str | Printed, ...]
    ) -> None:
        self.column = column
        self.columns = columns
        self.goes_on = goes_on
        self.content = content
        self.rows = 1


def _with_row_spans(rows: list[list[_WordCell]]) -> Iterator[list[PrintedCell]]:
    """Rows with each vertically merged cell written once, at its top."""
    tops: dict[int, _WordCell] = {}
    kept: list[list[_WordCell]] = []
    for row in rows:
        below: dict[int, _WordCell] = {}
        starting = []
        for cell in row:
            top = tops.get(cell.column) if cell.goes_on else None
            if top is not None and top.columns == cell.columns:
                top.rows += 1
                top.content += cell.content
            else:
                top = cell
                starting.append(cell)
            below[cell.column] = top
        tops = below
        kept.append(starting)
    for row in kept:
        yield [
            PrintedCell(
                content=cell.content, rows=cell.rows, columns=cell.columns, column=cell.column
            )
            for cell in row
        ]


def _printed_text(element: etree._Element) -> Iterator[str]:
    """The text of a paragraph or run that is printed."""
    for child in element:
        name = _local(child)
        if name in _LEFT_OUT:
            continue
        if name == "t":
            yield child.text or ""
        elif name in {"br", "cr"}:
            yield "\n"
        elif name == "tab" and _local(element) == "r":
            yield "\t"
        elif name == "noBreakHyphen":
            yield "-"
        elif name == "sym":
            yield _symbol(child)
        elif name == "checkBox":
            yield "☑" if _is_checked(child) else "□"
        elif name != "r" or not _is_vanished(child):
            yield from _printed_text(child)


def _symbol(element: etree._Element) -> str:
    try:
        code = int(_attribute(element, "char") or "", 16)
    except ValueError:
        return ""
    font = (_attribute(element, "font") or "").lower()
    known = _SYMBOLS.get((font, code & 0xFF if code >= 0xF000 else code))
    return known or (chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0x110000 else "")


def _is_checked(box: etree._Element) -> bool:
    for name in ("checked", "default"):
        if (state := next(_children(box, name), None)) is not None:
            return (_attribute(state, "val") or "1") not in {"0", "false", "off"}
    return False


def _is_vanished(run: etree._Element) -> bool:
    state = _find(run, "rPr/vanish")
    return state is not None and (_attribute(state, "val") or "1") not in {"0", "false", "off"}


def _is_deleted(row: etree._Element) -> bool:
    return _find(row, "trPr/del") is not None


def _is_in_table(element: etree._Element) -> bool:
    return element.tag in _CELLS or any(
        ancestor.tag in _INSIDE for ancestor in element.iterancestors()
    )


def _forget(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Children with these names, also those inside content controls and tracked insertions."""
    for child in element:
        name = _local(child)
        if name in names:
            yield child
        elif name in _WRAPPERS:
            yield from _children(child, *names)


def _local(element: etree._Element) -> str:
    return _local_name(element.tag)


@lru_cache(maxsize=1024)
def _local_name(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""  # a comment's tag is no text


def _find(element: etree._Element, path: str) -> etree._Element | None:
    found = element
    for name in path.split("/"):
        for child in found:
            if _local(child) == name:
                found = child
                break
        else:
            return None
    return found


def _attribute(element: etree._Element, name: str) -> str | None:
    for space in _NAMESPACES:
        value = element.get(f"{{{space}}}{name}")
        if value is not None:
            return str(value)
    return None


def _properties(element: etree._Element, name: str) -> dict[str, str]:
    """``w:val`` of each property of a row or cell; ``continue`` for those without one."""
    found = _find(element, name)
    if found is None:
        return {}
    return {_local(each): _attribute(each, "val") or "continue" for each in found}


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else default

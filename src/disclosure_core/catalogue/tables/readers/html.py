"""HTML pages to grids: row and column spans, tables that lay out a page, pages made by Word.

One pass over the page. The text of a cell is what a browser shows: white space folded, ``<br>``
and blocks as line ends; scripts, styles, deletions and what is not displayed are left out. Check
boxes become ☑ and ☐. Nothing is run or fetched.
"""

import re
from typing import Any

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from disclosure_core.catalogue.tables.grid import Grid
from disclosure_core.catalogue.tables.readers.layout import (
    Printed,
    PrintedCell,
    grids,
    heading_of,
)
from disclosure_core.catalogue.tables.readers.limits import ReadingLimits
from disclosure_core.catalogue.tables.readers.refusals import damaged, too_large, without_table
from disclosure_core.messages import Message

_LEFT_OUT = frozenset(
    ("script", "style", "head", "template", "noscript", "del", "select", "textarea", "object")
)
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt"),
        *("fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header"),
        *("hr", "li", "main", "nav", "ol", "p", "pre", "section", "ul"),
    )
)
_GROUPS = frozenset(("thead", "tbody", "tfoot"))
_SPACE = re.compile(r"[ \t\r\n\f]+")
_LINE_END_IN_CHINESE = re.compile(
    r"(?<=[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60])[ \t]*[\r\n]+[ \t]*"
    r"(?=[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60])"
)
_NOT_DISPLAYED = re.compile(r"(?:^|;)\s*display\s*:\s*none", re.I)
_LINE_END = "\n"


def read_html(text: str, *, file: str, limits: ReadingLimits) -> tuple[Grid, ...]:
    """The data tables of a page, in its order.

    Raises:
        UnreadableFileError: no table in it, or it goes beyond ``limits``.
    """
    if text.count("<") > limits.elements:
        raise too_large(file, what=Message("it has too many elements"), limit=limits.elements)
    page = _Page(file, limits)
    page.walk(_parsed(text, file))
    found = grids(page.tables, file=file, limits=limits)
    if not found:
        raise without_table(file, expected=Message("an HTML table"))
    return found


def _parsed(text: str, file: str) -> etree._Element:
    parser = HTMLParser(encoding="utf-8", remove_comments=True, no_network=True)
    try:
        root: etree._Element = document_fromstring(text.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise without_table(file, expected=Message("an HTML table")) from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        # the parser gives up there and would return half a page
        raise damaged(file, what=Message("its elements are nested too deep or are too long."))
    return root


class _Table:
    """A table while its page is walked."""

    def __init__(self, heading: str) -> None:
        self.heading = heading
        self.caption: _Text | None = None
        self.rows: list[list[PrintedCell]] = []
        self.groups: list[int] = []
        self.cell: _Text | None = None
        self.spans = (1, 1)
        self.open_text: _Text | None = None

    def begin_row(self) -> None:
        self.rows.append([])
        if self.groups:
            self.groups[-1] += 1
        else:
            self.groups.append(1)

    def begin_cell(self, element: etree._Element) -> None:
        self.end_cell()
        if not self.rows:
            self.begin_row()
        self.cell = self.open_text = _Text()
        self.spans = (_span(element, "rowspan", least=0), _span(element, "colspan", least=1))

    def end_cell(self) -> None:
        if self.cell is not None:
            rows, columns = self.spans
            content = self.cell.content()
            self.rows[-1].append(PrintedCell(content=content, rows=rows, columns=columns))
        self.cell = self.open_text = None

    def printed(self) -> Printed:
        self.end_cell()
        caption = self.caption.content() if self.caption else ()
        lines = [self.heading, *(part for part in caption if isinstance(part, str))]
        return Printed(
            rows=tuple(map(tuple, self.rows)), heading=heading_of(lines), groups=tuple(self.groups)
        )


class _Text:
    """Text that is being gathered: words, line ends, and tables among them."""

    def __init__(self) -> None:
        self._parts: list[str | Printed] = []

    def add(self, text: str | None, *, kept: bool = False) -> None:
        if text:
            folded = text if kept else _SPACE.sub(" ", _LINE_END_IN_CHINESE.sub("", text))
            self._parts.append(folded)

    def end_line(self, *, always: bool = False) -> None:
        if always or (self._parts and self._parts[-1] != _LINE_END):
            self._parts.append(_LINE_END)

    def add_table(self, table: Printed) -> None:
        self._parts.append(table)

    def content(self) -> tuple[str | Printed, ...]:
        """Runs of text as one string each, blank lines at either end left out."""
        found: list[str | Printed] = []
        run: list[str] = []
        for part in [*self._parts, None]:
            if isinstance(part, str):
                run.append(part)
                continue
            if text := _tidy("".join(run)):
                found.append(text)
            run = []
            if part is not None:
                found.append(part)
        return tuple(found)


class _Page:
    """The walk over a page: where text goes depends on the innermost open cell."""

    def __init__(self, file: str, limits: ReadingLimits) -> None:
        self.tables: list[Printed] = []
        self._file = file
        self._limits = limits
        self._open: list[_Table] = []
        self._outside = _Text()

    def walk(self, root: etree._Element) -> None:
        walker = etree.iterwalk(root, events=("start", "end", "pi"))
        for event, element in walker:
            tag = element.tag
            if event == "start" and isinstance(tag, str):
                if tag in _LEFT_OUT or _is_hidden(element, tag):
                    walker.skip_subtree()
                else:
                    self._start(element, tag)
            elif event == "end" and isinstance(tag, str):
                self._end(element, tag)
            else:
                self._text.add(element.tail)

    @property
    def _text(self) -> _Text:
        """Where text goes now. Text between the cells of a table belongs above it."""
        for table in reversed(self._open):
            if table.open_text is not None:
                return table.open_text
        return self._outside

    def _start(self, element: etree._Element, tag: str) -> None:
        table = self._open[-1] if self._open else None
        if tag == "table":
            self._begin_table()
        elif table is not None and tag == "tr":
            table.end_cell()
            table.begin_row()
        elif table is not None and tag in _GROUPS:
            table.end_cell()
            table.groups.append(0)
        elif table is not None and tag in {"td", "th"}:
            table.begin_cell(element)
        elif table is not None and tag == "caption":
            table.caption = table.open_text = _Text()
        else:
            self._inside(element, tag)
            return
        if tag != "table":
            self._text.add(element.text)

    def _inside(self, element: etree._Element, tag: str) -> None:
        text = self._text
        if tag == "br":
            text.end_line(always=True)
        elif tag in _BLOCKS:
            text.end_line()
        elif tag == "input" and (element.get("type") or "").lower() in {"checkbox", "radio"}:
            text.add("☑" if element.get("checked") is not None else "☐")
        text.add(element.text, kept=tag == "pre")

    def _end(self, element: etree._Element, tag: str) -> None:
        table = self._open[-1] if self._open else None
        if tag == "table" and table is not None:
            self._end_table()
        elif table is not None and tag in {"td", "th"}:
            table.end_cell()
        elif table is not None and tag == "caption":
            table.open_text = None
        elif table is not None and tag == "tr":
            self._end_row(element, table)
        elif tag in _BLOCKS and not _skipped(element, tag):
            self._text.end_line()
        self._text.add(element.tail, kept=_in_pre(element))

    def _begin_table(self) -> None:
        if len(self._open) >= self._limits.depth:
            raise too_large(
                self._file, what=Message("tables are nested too deep"), limit=self._limits.depth
            )
        heading = ""
        if not self._open:
            above = self._outside.content()
            heading = heading_of(part for part in above if isinstance(part, str))
            self._outside = _Text()
        self._open.append(_Table(heading))

    def _end_table(self) -> None:
        printed = self._open.pop().printed()
        if self._open:
            self._text.add_table(printed)
        else:
            self.tables.append(printed)

    def _end_row(self, element: etree._Element, table: _Table) -> None:
        table.end_cell()
        # Word closes a table with a row of no height, only to fix the widths of its columns
        if (
            element.get("height") == "0"
            and table.rows
            and not any(c.content for c in table.rows[-1])
        ):
            table.rows.pop()
            table.groups[-1] -= 1


def _tidy(text: str) -> str:
    lines = [_SPACE.sub(" ", line).strip(" ") for line in text.split(_LINE_END)]
    return _LINE_END.join(lines).strip(_LINE_END)


def _span(element: etree._Element, name: str, *, least: int) -> int:
    found = re.match(r"\s*\+?(\d{1,12})", str(element.get(name) or ""))
    number = int(found[1]) if found else 1
    return number if number >= least else 1


def _is_hidden(element: etree._Element, tag: str) -> bool:
    style: Any = element.get("style")
    if not style or tag in {"table", "tr", "td", "th", *_GROUPS}:
        return False
    return _NOT_DISPLAYED.search(style) is not None


def _skipped(element: etree._Element, tag: str) -> bool:
    return tag in _LEFT_OUT or _is_hidden(element, tag)


def _in_pre(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == "pre"

"""Look through worksheets that are written as office programs write them, without a parser of ours.

Answers the same questions as :mod:`~disclosure_core.catalogue.tables.readers.sheets`, many times
faster: counting and finding in the bytes instead of walking through the elements. That is only
sound where the bytes can mean one thing: well-formed XML in UTF-8 without document type, comments
or prefixes, every cell with its reference. Where anything is otherwise, or a bound might be
reached, the answer is ``None`` and the slower way decides.
"""

import re
from collections.abc import Mapping
from typing import Final
from xml.parsers import expat

from disclosure_core.catalogue.tables.readers.limits import ReadingLimits
from disclosure_core.catalogue.tables.readers.packages import broken_xml
from disclosure_core.catalogue.tables.readers.sheets import Position, SheetFacts, column_index

_CELL: Final = re.compile(
    rb'<c r="([A-Z]{1,3}[1-9][0-9]{0,6})"(?: s="[0-9]{1,6}")?(?: t="[a-zA-Z]+")?/?>'
)
_STYLED_NUMBER: Final = re.compile(
    rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})" s="([0-9]{1,6})"(?: t="n")?><v>'
)
_DECLARED: Final = re.compile(rb"""^<\?xml[^>]*?encoding=["']([\w.:-]+)["']""")
_DIGITS: Final = b"0123456789"
_LETTERS: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ODD_CELL: Final = re.compile(rb"<c[\t\n\r/>]")
_FORMULA: Final = re.compile(rb"<f[\s/>]")
_PREFIXED: Final = re.compile(rb"<[^\s<>:]+:")


def plain_facts(
    sheets: Mapping[str, bytes], shared_texts: bytes | None, *, file: str, limits: ReadingLimits
) -> dict[str, SheetFacts] | None:
    """The facts of all sheets, by name; ``None`` where they must be looked through with care.

    Raises:
        UnreadableFileError: a part is not well-formed.
    """
    texts = b"" if shared_texts is None else shared_texts
    if texts and not _is_plain(texts, file):
        return None
    longest = _longest(texts, limits)
    if longest is None:
        return None
    facts: dict[str, SheetFacts] = {}
    characters = 0
    for name, data in sheets.items():
        found = _facts(data, file, limits)
        if found is None:
            return None
        facts[name] = found
        characters += data.count(b't="s"') * longest
    return facts if characters <= limits.characters else None


def _is_plain(data: bytes, file: str) -> bool:
    """Whether each ``<`` of the bytes begins a tag whose name stands in the bytes as it is."""
    start = data.removeprefix(b"\xef\xbb\xbf")
    declared = _DECLARED.match(start[:200])
    if not start.startswith(b"<") or (declared and declared[1].lower() not in (b"utf-8", b"utf8")):
        return False
    if b"<!" in data or b"\x00" in data or _PREFIXED.search(data):
        return False
    try:
        expat.ParserCreate().Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise broken_xml(file) from error
    return True


def _longest(texts: bytes, limits: ReadingLimits) -> int | None:
    """The bytes of the longest shared text, which are at least its characters."""
    if texts.count(b"<") > limits.elements or texts.count(b"<si") != texts.count(b"<si>"):
        return None
    return max(map(len, texts.split(b"<si>")))


def _facts(data: bytes, file: str, limits: ReadingLimits) -> SheetFacts | None:
    if not _is_plain(data, file) or (b"<f" in data and _FORMULA.search(data)):
        return None
    cells = _CELL.findall(data)
    if len(cells) != data.count(b"<c ") or _ODD_CELL.search(data):
        return None
    if not _is_within(cells, data, limits):
        return None
    if data.count(b"<v>") == data.count(b't="s"><v>'):  # nothing but texts
        return SheetFacts()
    styles: dict[Position, int] = {
        (int(row) - 1, column_index(letters.decode())): int(style)
        for letters, row, style in _STYLED_NUMBER.findall(data)
        if style.strip(b"0")
    }
    return SheetFacts(styles)


def _is_within(cells: list[bytes], data: bytes, limits: ReadingLimits) -> bool:
    """Whether the sheet keeps all bounds even if each of its cells were filled."""
    if data.count(b"<") > 4 * limits.elements:
        return False
    if len(cells) + data.count(b"<mergeCell ") > limits.cells:
        return False
    if not cells:
        return True
    listed = b" ".join(cells)
    columns = [column_index(each.decode()) for each in set(listed.translate(None, _DIGITS).split())]
    rows = [int(each) for each in set(listed.translate(None, _LETTERS).split())]
    height, width = max(rows) - min(rows) + 1, max(columns) - min(columns) + 1
    return height <= limits.rows and width <= limits.columns and height * width <= limits.cells

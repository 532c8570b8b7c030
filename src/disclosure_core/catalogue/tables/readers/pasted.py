"""Text into which a table was pasted: its lines, and the notes somebody put on top."""

import re
from typing import Final

from disclosure_core.catalogue.tables.grid import PastedText
from disclosure_core.catalogue.tables.readers.limits import ReadingLimits
from disclosure_core.catalogue.tables.readers.refusals import empty, too_large
from disclosure_core.messages import Message

_NOTE: Final = re.compile(r"#\s*([a-z][a-z0-9_-]*)\s*[:：](.*)")


def read_pasted(text: str, *, file: str, limits: ReadingLimits) -> PastedText:
    """The lines of pasted text, ``# key: value`` lines at the top taken off as notes.

    A key that is noted twice keeps both values, one a line.

    Raises:
        UnreadableFileError: nothing but white space in it, or beyond ``limits``.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    notes: dict[str, str] = {}
    first = 0
    for line in lines:
        found = _NOTE.fullmatch(line)
        if found is None:
            break
        key, value = found[1], found[2].strip()
        notes[key] = f"{notes[key]}\n{value}" if key in notes else value
        first += 1
    body = lines[first:]
    if body and not body[-1]:
        body.pop()
    if not any(line.strip() for line in body):
        raise empty(file)
    if len(body) > limits.rows * 10:
        raise too_large(file, what=Message("it has too many lines"), limit=limits.rows * 10)
    return PastedText(lines=tuple(body), notes=notes, first_line=first + 1)

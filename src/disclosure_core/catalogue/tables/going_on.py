"""Tell that a piece of pasted text goes on with what stands before it: a list, a title, a bracket.

Looks at the text alone; what it costs to part such pieces is for ``weights`` to say.
"""

import re
from collections.abc import Sequence
from itertools import groupby

from disclosure_core.catalogue.tables.pieces import Piece

_LIST_NUMBER = re.compile(r"([(（]?)([0-9]{1,2}|[①-⑳])([.、．)）]?)(?![0-9])")
_BULLETS = tuple("●•◆▪·○")
_PAIRS = ("《》", "()", "（）")


def goes_on(before: str, here: str) -> bool:
    """Whether a text is the next element of the list in the text before it (1. … / 2. …)."""
    if here.startswith(_BULLETS):
        return before[:1] == here[:1]
    found = _LIST_NUMBER.match(here)
    if not found or not (found[1] or found[3] or not found[2].isascii()):
        return False
    last = str(int(found[2]) - 1) if found[2].isascii() else chr(ord(found[2]) - 1)
    return any(
        each.groups() == (found[1], last, found[3])
        for each in _LIST_NUMBER.finditer(before)
        if not (each.start() and before[each.start() - 1].isdigit())
    )


def inside_pairs(pieces: Sequence[Piece]) -> list[bool]:
    """Which pieces go on with a title or a bracket that closes later on the same printed line."""
    return [any(each) for each in zip(*(_inside(pieces, pair) for pair in _PAIRS), strict=True)]


def _inside(pieces: Sequence[Piece], pair: str) -> list[bool]:
    inside: list[bool] = []
    for _, group in groupby(pieces, key=lambda piece: piece.line):
        texts = [piece.text for piece in group]
        closes, ahead = False, []
        for text in reversed(texts):
            first, closed = text.find(pair[0]), text.find(pair[1])
            if first >= 0 or closed >= 0:
                closes = closed >= 0 and (first < 0 or closed < first)
            ahead.append(closes)
        opened = False
        for text, closes in zip(texts, reversed(ahead), strict=True):
            inside.append(opened and closes)
            last, closed = text.rfind(pair[0]), text.rfind(pair[1])
            opened = last > closed or (opened and closed < 0)
    return inside

"""Find where cells may end in text that was pasted with nothing between them.

Only proposes places; which of them really part two cells is decided by the alignment.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from attrs import frozen

from disclosure_core.catalogue.phrases.folding import NUMERAL
from disclosure_core.catalogue.tables.marks import marked_parts
from disclosure_core.catalogue.tables.pieces import Boundary, Piece
from disclosure_core.catalogue.tables.values import TableForm

_ROW_NUMBER = re.compile(r"(\d{1,3})(?=[\u3400-\u9fff《])(?![个日天年月号工])")
_FIRST_OF_LIST = re.compile(r"(?<=[\u3400-\u9fff》)）。;；])(?:1[.、．]|①|[(（]1[)）])")
_SHORTEST = 12


@frozen
class _Anchors:
    """Patterns of one form that tell where a cell may begin or end."""

    limit: re.Pattern[str]
    name_end: re.Pattern[str]
    title: re.Pattern[str]


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or r"(?!)"


@lru_cache(maxsize=8)
def _anchors(form: TableForm) -> _Anchors:
    time = form.time
    opens = _either([*time.starts, *time.whole, *time.events])
    unit = _either([*time.working_days, *time.days])
    word = _either([*time.immediate, *time.realtime, *time.standing])
    after = r"(?:之?内|以内)?(?:予以|及时|主动)?(?:公开|公布|公示)?[。;；]?"
    limit = rf"(?:(?:{opens})[^。;；《》]{{0,40}}?)?(?:{NUMERAL})(?:{unit})(?:之?内|以内){after}"
    worded = rf"(?:{word})公开[。;；]?"
    endings = _either(form.name_endings)
    return _Anchors(
        limit=re.compile(rf"{limit}|{worded}"),
        name_end=re.compile(rf"(?:{endings})+(?!{endings}|[、,，的和及与或等)）;；。:：])"),
        title=re.compile(r"(?<![、和及与“<〈(（发《.．)）;；,，\d●•◆▪])《"),
    )


def parted(pieces: Iterable[Piece], form: TableForm) -> list[Piece]:
    """The pieces, long ones in parts where a cell may end inside them."""
    return [part for piece in pieces for part in _parts(piece, form)]


def _parts(piece: Piece, form: TableForm) -> Iterator[Piece]:
    cuts = sorted(place for place in set(_cuts(piece, form)) if 0 < place < len(piece.text))
    if not cuts:
        yield piece
        return
    for order, (start, end) in enumerate(zip([0, *cuts], [*cuts, len(piece.text)], strict=True)):
        text = piece.text[start:end].strip()
        if text:
            boundary = piece.boundary if order == 0 else Boundary.NONE
            yield Piece(text, boundary, piece.line, piece.opens_line and order == 0)


def _trailing_ticks(text: str, form: TableForm) -> int:
    """How many ticks (√, not letters) were run onto the end of a text."""
    signs = "".join(tick for tick in form.ticks if len(tick) == 1 and not tick.isalnum())
    return len(text) - len(text.rstrip(signs))


def _cuts(piece: Piece, form: TableForm) -> Iterator[int]:
    text = piece.text
    number = _ROW_NUMBER.match(text) if piece.opens_line else None
    if number:
        yield number.end()
    ticks = _trailing_ticks(text, form)
    yield from range(len(text) - ticks, len(text))
    marked = marked_parts(text, form)
    place = 0
    for part in marked[:-1]:
        place += len(part.text) + (part.checked is not None)
        yield place
    body = text[: len(marked[0].text)] if marked[0].checked is None else ""
    if len(body) < _SHORTEST:
        return
    anchors = _anchors(form)
    first_limit = len(body)
    for limit in anchors.limit.finditer(body):
        first_limit = min(first_limit, limit.start())
        yield limit.start()
        yield limit.end()
    for pattern in (_FIRST_OF_LIST, anchors.title):
        yield from (found.start() for found in pattern.finditer(body))
    if not number and first_limit == len(body):
        return
    first_title = body.find("《")
    names = body[: min(first_title if first_title >= 0 else len(body), first_limit)]
    yield from (found.end() for found in anchors.name_end.finditer(names))

"""Where a question's words stand in a text, for showing what a search found (检索摘录).

Finds by the same folding as the search itself, so that what was found can always be shown. Answers
pieces of text, not markup: who shows them escapes them.
"""

from collections.abc import Iterator

from attrs import frozen

from disclosure_core.records.bigrams import fold_character, terms_of

EXCERPT_LENGTH = 120
"""Characters of an excerpt, unless another length is asked for."""


@frozen
class Piece:
    """A piece of text; ``found`` where it is a word of the question."""

    text: str
    found: bool


def marked(text: str, question: str) -> tuple[Piece, ...]:
    """The whole text in pieces, its places of the question's words found.

    >>> [piece.text for piece in marked("县民政局低保公示", "低保 民政") if piece.found]
    ['民政', '低保']

    Raises:
        DataError: the question is longer than a search may be.
    """
    pieces: list[Piece] = []
    end = 0
    for start, stop in _places(text, question):
        if start > end:
            pieces.append(Piece(text[end:start], found=False))
        pieces.append(Piece(text[start:stop], found=True))
        end = stop
    if end < len(text):
        pieces.append(Piece(text[end:], found=False))
    return tuple(pieces)


def excerpt(text: str, question: str, *, length: int = EXCERPT_LENGTH) -> tuple[Piece, ...]:
    """A part of the text around the first word found, ``…`` where it was cut.

    The beginning of the text, where no word of the question stands in it.

    Raises:
        DataError: the question is longer than a search may be.
    """
    flat = " ".join(text.split())
    first = next(iter(_places(flat, question)), (0, 0))[0]
    start = max(0, min(first - length // 4, len(flat) - length))
    part = flat[start : start + length]
    before = "…" if start > 0 else ""
    after = "…" if start + length < len(flat) else ""
    return marked(f"{before}{part}{after}", question)


def _places(text: str, question: str) -> list[tuple[int, int]]:
    """Places of all words, in order, joined where they overlap or touch."""
    folded, origins = _folded_with_origins(text)
    found = sorted(
        (origins[at], origins[at + len(term) - 1] + 1)
        for term in terms_of(question)
        for at in _occurrences(folded, term)
    )
    joined: list[tuple[int, int]] = []
    for start, stop in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(stop, joined[-1][1]))
        else:
            joined.append((start, stop))
    return joined


def _occurrences(folded: str, term: str) -> Iterator[int]:
    at = folded.find(term)
    while at >= 0:
        yield at
        at = folded.find(term, at + len(term))


def _folded_with_origins(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters where it came from."""
    folded: list[str] = []
    origins: list[int] = []
    for place, character in enumerate(text):
        for each in fold_character(character):
            if each.isspace():
                if not folded or folded[-1] == " ":
                    continue
                each = " "
            folded.append(each)
            origins.append(place)
    return "".join(folded), origins

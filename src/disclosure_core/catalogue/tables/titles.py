"""Part the title of a table, and its header, from text that was run onto them."""

from collections.abc import Sequence

from attrs import evolve

from disclosure_core.catalogue.tables.headers import split_headings
from disclosure_core.catalogue.tables.pieces import Boundary, Piece
from disclosure_core.catalogue.tables.vocabulary import Vocabulary

_LONGEST_HEADER, _ENOUGH_HEADINGS = 200, 5


def titles_parted(pieces: Sequence[Piece], words: Vocabulary) -> list[Piece]:
    """Pieces of several lines in parts, where a line is a title or the header's first word."""
    out: list[Piece] = []
    for piece in pieces:
        title, header = _title_and_header(piece.text, words)
        if header:
            out.append(evolve(piece, text=title))
            out.append(Piece(header, Boundary.LINE, piece.line, opens_line=True))
            continue
        lines = piece.text.split("\n")
        cut = next(
            (
                number
                for number in range(len(lines) - 1, 0, -1)
                if words.is_title(lines[number - 1]) or _opens_header(lines, number, words)
            ),
            None,
        )
        if cut is None:
            out.append(piece)
            continue
        head, tail = "\n".join(lines[:cut]).strip(), "\n".join(lines[cut:]).strip()
        out.append(evolve(piece, text=head))
        out.append(Piece(tail, Boundary.PIPE, piece.line + cut, opens_line=True))
    return out


def _title_and_header(text: str, words: Vocabulary) -> tuple[str, str]:
    """The two parts of a text in which a header was run onto the title; no header otherwise."""
    if len(text) > _LONGEST_HEADER or "\n" in text:
        return text, ""
    for word in words.form.titles:
        title, found, rest = text.rpartition(word)
        if found and len(split_headings(rest, words)) >= _ENOUGH_HEADINGS:
            return title + found, rest.strip()
    return text, ""


def _opens_header(lines: Sequence[str], number: int, words: Vocabulary) -> bool:
    rest = words.headings_of("".join(lines[number:]))
    whole = words.headings_of("".join(lines))
    return bool(rest) and rest[0].field == "seq" and rest[0].cost == 0 and not whole

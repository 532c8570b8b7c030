"""Read the tables of pasted text: find headers, align what follows, understand each row."""

import re
from collections.abc import Sequence
from itertools import pairwise

from attrs import evolve, frozen

from disclosure_core.catalogue.phrases.folding import one_line, simplified, without_pinyin
from disclosure_core.catalogue.tables.alignment import AlignedCell, AlignedRow, align
from disclosure_core.catalogue.tables.evidence import evidence_of
from disclosure_core.catalogue.tables.grid import PastedText
from disclosure_core.catalogue.tables.headers import (
    Column,
    Header,
    columns_of,
    find_headers,
)
from disclosure_core.catalogue.tables.pieces import (
    Layout,
    Piece,
    joined,
    layout_of,
    pieces_of,
    with_plain_bars,
)
from disclosure_core.catalogue.tables.raw import RawRow
from disclosure_core.catalogue.tables.runon import parted
from disclosure_core.catalogue.tables.ticked import tick_runs
from disclosure_core.catalogue.tables.titles import titles_parted
from disclosure_core.catalogue.tables.values import TableForm, Words
from disclosure_core.catalogue.tables.vocabulary import Vocabulary, vocabulary

_LONE_LINE = 4
_SECTION = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）、.．]")
_ENOUGH_TO_SEE = 400
_TRADITIONAL_SHARE = 0.05
_SCRIPT = re.compile(r"[\u3400-\u9fff]")


@frozen(kw_only=True)
class RawTable:
    """A table whose rows have found their columns (原始表)."""

    columns: tuple[Column, ...]
    rows: tuple[RawRow, ...]
    title: str | None = None


@frozen(kw_only=True)
class RawReading:
    """The tables of one part of a file.

    ``converted``: it was in traditional characters. ``assumed``: no header was found and the
    standard one taken. ``realigned``: cells did not stand under their headers.
    """

    tables: tuple[RawTable, ...]
    converted: bool = False
    assumed: bool = False
    realigned: bool = False
    advertising: Words = ()
    outside: Words = ()


def raw_tables(text: PastedText, form: TableForm, domains: frozenset[str]) -> RawReading:
    """The tables of pasted text, rows aligned to columns; none where no header is found."""
    text, converted = _in_simplified(text, form)
    text, advertising = _without_advertising(text, form)
    text = with_plain_bars(text)
    layout = layout_of(text)
    reading = tables_of(pieces_of(text, layout), layout, form, domains)
    return evolve(reading, converted=converted, advertising=advertising)


def tables_of(
    pieces: Sequence[Piece],
    layout: Layout,
    form: TableForm,
    domains: frozenset[str],
    *,
    place: str = "line {line}",
) -> RawReading:
    """The tables that pieces make. ``place`` is how a row's place is written, {line} its line."""
    words = vocabulary(form)
    pieces = titles_parted(pieces, words)
    headers = find_headers(pieces, layout, words)
    assumed = not headers and _looks_like_rows(pieces, form)
    if assumed:
        headers = [Header(columns=columns_of(form.standard, words), start=0, end=0)]
    tables: list[RawTable] = []
    outside: list[str] = []
    end_before = 0
    for order, header in enumerate(headers):
        title, before = _before_header(pieces[end_before : header.start], words, first=order == 0)
        outside += before
        end = headers[order + 1].start if order + 1 < len(headers) else len(pieces)
        end_before = _end_of_data(pieces, header.end, end, words)
        header = _with_unnamed_numbers(header, pieces[header.end : end_before])
        rows = _aligned(pieces[header.end : end_before], header, layout, form, domains, place=place)
        tables.append(RawTable(columns=header.columns, rows=tuple(rows), title=title))
    if headers:
        outside += [piece.text for piece in pieces[end_before:] if piece.text]
    return RawReading(tables=tuple(_continued(tables)), assumed=assumed, outside=tuple(outside))


def _looks_like_rows(pieces: Sequence[Piece], form: TableForm) -> bool:
    """Whether text without a header holds what rows of a catalogue hold."""
    seen = [evidence_of(piece.text, form) for piece in pieces[:_ENOUGH_TO_SEE] if piece.text]
    limits = sum(each.limit for each in seen)
    others = sum(bool(each.marks) or each.opens_title for each in seen)
    return limits >= 1 and others >= 2 and bool(form.standard)


def _in_simplified(text: PastedText, form: TableForm) -> tuple[PastedText, bool]:
    """The text in simplified characters, where it was converted as a whole; pinyin left out."""
    if not is_traditional("\n".join(text.lines), form):
        return text, False
    lines = tuple(simplified(without_pinyin(line), form.simplified) for line in text.lines)
    return evolve(text, lines=lines), True


def _without_advertising(text: PastedText, form: TableForm) -> tuple[PastedText, Words]:
    """The text without bracketed advertising that a copy put in, and what was taken out."""
    if not form.advertising:
        return text, ()
    words = "|".join(map(re.escape, form.advertising))
    bracketed = re.compile(rf"[【\[]\s*(?:{words})[^】\]]{{0,20}}[】\]]")
    found = tuple(each for line in text.lines for each in bracketed.findall(line))
    if not found:
        return text, ()
    return evolve(text, lines=tuple(bracketed.sub("", line) for line in text.lines)), found


def is_traditional(whole: str, form: TableForm) -> bool:
    """Whether a text as a whole is in traditional characters, not just a name in it."""
    script = _SCRIPT.findall(whole)
    traditional = sum(character in form.simplified for character in script)
    return traditional > _TRADITIONAL_SHARE * len(script)


def _before_header(
    pieces: Sequence[Piece], words: Vocabulary, *, first: bool
) -> tuple[str | None, list[str]]:
    """The title nearest to the header, and the texts that are neither title nor table."""
    lines = [line for piece in pieces for line in piece.text.split("\n")]
    texts = [one_line(line) for line in lines if line.strip()]
    titles = [text for text in texts if words.is_title(text)]
    title = titles[-1] if titles else (texts[-1] if texts and first and len(texts) < 3 else None)
    return title, [text for text in texts if text != title]


def _end_of_data(pieces: Sequence[Piece], start: int, end: int, words: Vocabulary) -> int:
    """Where the rows end: before the next table's title, and before furniture below the table."""
    for at in range(start, end):
        if words.is_title(pieces[at].text) and len(pieces[at].text) < 60:
            return at
    below = end
    while below > start:
        piece = pieces[below - 1]
        if piece.text and not (words.is_furniture(piece.text) or words.is_note(piece.text)):
            break
        below -= 1
        end = below if piece.text else end
    return end


def _aligned(
    pieces: Sequence[Piece],
    header: Header,
    layout: Layout,
    form: TableForm,
    domains: frozenset[str],
    *,
    place: str,
) -> list[RawRow]:
    """The rows of a table's pieces under its header, with lines that go on with a row between."""
    words = vocabulary(form)
    more: list[tuple[int, RawRow]] = []
    if layout is Layout.PIPES:
        pieces, more = _lines_of_content(pieces, header, words)
    kept = layout is Layout.PIPES and _ticks_kept(pieces, words, numbered=header.has("seq"))
    if not kept:
        pieces = [piece for piece in pieces if piece.text]
    if layout is Layout.LOOSE:
        pieces = parted(pieces, form)
    aligned = align(pieces, header.columns, layout, form, domains, ticks_kept=kept)
    rows = [
        (
            pieces[_first(row)].line,
            _raw_row(row, pieces, header.columns, words, kept=kept, place=place),
        )
        for row in aligned
        if row.cells or row.unread
    ]
    return [row for _, row in sorted([*rows, *more], key=lambda each: each[0])]


def _with_unnamed_numbers(header: Header, pieces: Sequence[Piece]) -> Header:
    """The header with a column for row numbers it does not name, where rows begin with them."""
    opening = [piece.text for piece in pieces if piece.text and piece.opens_line]
    numbered = opening[:1] and opening[0].isdigit() and sum(map(str.isdigit, opening)) > 0
    if header.has("seq") or not numbered:
        return header
    return evolve(header, columns=(Column("seq", certain=False), *header.columns))


def _first(row: AlignedRow) -> int:
    return min([cell.start for cell in row.cells] + list(row.unread))


def _lines_of_content(
    pieces: Sequence[Piece], header: Header, words: Vocabulary
) -> tuple[list[Piece], list[tuple[int, RawRow]]]:
    """Printed lines that hold one cell and else empty ones: more content of the row above.

    Only where rows are numbered; elsewhere such a line may be a row of its own. A heading over a
    section of rows (一、…) is kept as printed.
    """
    content = [at for at, column in enumerate(header.columns) if column.field == "content"]
    if not content or not header.has("seq"):
        return list(pieces), []
    opening = [at for at, piece in enumerate(pieces) if piece.opens_line] + [len(pieces)]
    kept, more = list(pieces[: opening[0]]), []
    wide = len(pieces) >= _LONE_LINE * len(opening)
    for start, end in pairwise(opening):
        line = pieces[start:end]
        filled = [piece for piece in line if piece.text]
        if wide and len(filled) == 1 and _SECTION.match(filled[0].text):
            text = filled[0].text
            row = RawRow(cells={}, place=f"line {filled[0].line}", printed=(text,), unread=(text,))
            more.append((filled[0].line, row))
            continue
        lone = len(filled) == 1 and len(line) >= _LONE_LINE and start > 0
        text = filled[0].text if filled else ""
        if lone and not (text.isdigit() or words.is_tick(text) or words.is_title(text)):
            row = RawRow(cells={content[0]: text}, place=f"line {filled[0].line}", printed=(text,))
            more.append((filled[0].line, row))
        else:
            kept += line
    return kept, more


def _ticks_kept(pieces: Sequence[Piece], words: Vocabulary, *, numbered: bool) -> bool:
    """Whether empty tick cells were kept: empty cells stand inside rows, not only at their ends.

    An empty cell is inside a row when a tick follows it or, where rows are numbered, any text that
    is no number; where lines hold several cells, on the same line.
    """
    ticks, inside, after_blank, begun = 0, 0, False, False
    several = 2 * len(pieces) > 3 * sum(piece.opens_line for piece in pieces)
    for piece in pieces:
        begun = begun and not (several and piece.opens_line)
        if piece.blank:
            after_blank = True
            continue
        tick = words.is_tick(piece.text)
        ticks += tick
        inside += after_blank and (tick or (numbered and begun and not piece.text.isdigit()))
        after_blank, begun = False, True
    return inside * 4 >= ticks > 0


def _raw_row(
    row: AlignedRow,
    pieces: Sequence[Piece],
    columns: Sequence[Column],
    words: Vocabulary,
    *,
    kept: bool,
    place: str,
) -> RawRow:
    cells: dict[int, str] = {}
    loose: dict[int, int] = {}
    doubtful: set[int] = set()
    runs = {place: run[0] for run in tick_runs(columns) for place in run}
    for cell in row.cells:
        text = joined(pieces[cell.start : cell.end])
        if not kept and columns[cell.column].ticked and words.is_tick(text):
            run = runs[cell.column]
            loose[run] = loose.get(run, 0) + 1
        else:
            cells[cell.column] = text
        if text and not words.is_tick(text):
            doubtful |= _doubtful(cell, columns)
    first = _first(row)
    last = max([cell.end for cell in row.cells] + [at + 1 for at in row.unread])
    return RawRow(
        cells=cells,
        ticks_kept=kept,
        loose_ticks=loose,
        doubtful=frozenset(doubtful),
        place=place.format(line=pieces[first].line),
        printed=tuple(piece.text for piece in pieces[first:last]),
        unread=tuple(pieces[at].text for at in row.unread),
    )


def _doubtful(cell: AlignedCell, columns: Sequence[Column]) -> set[int]:
    """The columns that a doubtful cell may belong to; ticks have doubts of their own."""
    if not cell.rivals:
        return set()
    places = {cell.column, *cell.rivals}
    return {place for place in places if not columns[place].ticked}


def _continued(tables: Sequence[RawTable]) -> list[RawTable]:
    """Tables with one that only repeats the header of the one before joined to it."""
    whole: list[RawTable] = []
    for table in tables:
        if whole and not table.title and _same_columns(table, whole[-1]):
            whole[-1] = evolve(whole[-1], rows=whole[-1].rows + table.rows)
        else:
            whole.append(table)
    return whole


def _same_columns(table: RawTable, other: RawTable) -> bool:
    """Whether two tables have the same columns, however their headings are broken."""
    ours, theirs = ([(each.field, each.values) for each in part.columns] for part in (table, other))
    return ours == theirs

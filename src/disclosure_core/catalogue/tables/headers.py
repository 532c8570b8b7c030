"""Find the header of a table and say what each column holds.

A header may stand over two rows, be broken over lines, cut short, or hold columns nobody knows.
What cannot be named is kept as an *extra* column at its place.
"""

from collections.abc import Sequence

from attrs import field, frozen

from disclosure_core.catalogue.phrases.folding import folded
from disclosure_core.catalogue.tables.pieces import Boundary, Layout, Piece, joined
from disclosure_core.catalogue.tables.values import FIELDS, Words
from disclosure_core.catalogue.tables.vocabulary import Heading, Vocabulary, heading_word

_TICKED = ("audience", "mode", "levels")
_ITEM = ("level1", "level2", "level3")
_ENOUGH = 4
_WINDOW, _LONGEST_HEADER = 16, 150
_LONGEST_GAP = 3
_MOST_JOINED = 4
_NEARLY, _JOINED_TO_NOTHING = 0.2, 0.9
_SWALLOWED = 0.6
_ORDER = ("seq", "domain", "level1", *FIELDS[4:])


Hit = tuple[str, Words, bool]
"""What a header word means: its field, the words a tick stands for, whether it is a group's."""


@frozen
class Column:
    """A printed column: the field it fills (or ``extra``), what a tick in it says, its header."""

    field: str
    values: Words = ()
    header: str = ""
    certain: bool = True

    @property
    def ticked(self) -> bool:
        """Whether its cells are ticks: it stands for fixed words."""
        return bool(self.values)


@frozen
class Header:
    """A recognised header: its columns and the pieces (from, to) it was read from."""

    columns: tuple[Column, ...]
    start: int
    end: int
    texts: tuple[str, ...] = field(default=())

    def has(self, name: str) -> bool:
        """Whether a column fills the field."""
        return any(column.field == name for column in self.columns)


def find_headers(pieces: Sequence[Piece], layout: Layout, words: Vocabulary) -> list[Header]:
    """All headers of the text, in order."""
    hits = [_heading_fields(piece.text, words) for piece in pieces]
    headers: list[Header] = []
    at = 0
    while at < len(pieces):
        end = _header_end(pieces, hits, at) if hits[at] else None
        if end is None:
            at += 1
            continue
        cells = _header_cells(pieces[at:end], layout, words)
        headers.append(
            Header(
                columns=columns_of(cells, words),
                start=at,
                end=end,
                texts=tuple(cell for cell in cells),
            )
        )
        at = end
    return headers


def _heading_fields(text: str, words: Vocabulary) -> frozenset[Hit]:
    """What a piece may be the header of; several where words are run together."""
    if not text or len(text) > 200:
        return frozenset()
    found = words.headings_of(text)
    if found and found[0].cost < 0.7:
        return frozenset((_hit(found[0]),))
    return frozenset(
        _hit(heading) for cell in split_headings(text, words) for heading in cell[1][:1]
    )


def _hit(heading: Heading) -> Hit:
    return (heading.field, heading.values, heading.group)


def split_headings(text: str, words: Vocabulary) -> list[tuple[str, tuple[Heading, ...]]]:
    """The header words of a text in which they are run together; empty where it is no such text."""
    plain = folded(text)
    cells: list[tuple[str, tuple[Heading, ...]]] = []
    at = 0
    while at < len(plain):
        found = next(
            (
                plain[at : at + size]
                for size in range(min(14, len(plain) - at), 1, -1)
                if heading_word(plain[at : at + size]) in words.headings
                and not plain[at : at + size].startswith(("(", "及"))
            ),
            None,
        )
        if found is None:
            if cells and plain[at] in "()（）要素及求、和":
                at += 1
                continue
            return []
        cells.append((found, words.headings_of(found)))
        at += len(found)
    return cells if len(cells) > 1 else []


def _header_end(pieces: Sequence[Piece], hits: Sequence[frozenset[Hit]], start: int) -> int | None:
    """Where the header that begins at ``start`` ends; ``None`` where none begins there.

    After words that are no header, a header word that was there before is a cell of a row.
    """
    seen: set[Hit] = set()
    last, gap = start, 0
    for at in range(start, len(pieces)):
        text = pieces[at].text
        if hits[at] and gap and hits[at] <= seen:
            break
        if hits[at]:
            seen |= hits[at]
            last, gap = at, 0
        elif text.isdigit():
            break
        elif text:
            gap += 1
            if gap > _LONGEST_GAP or len(text) > 60:
                break
        too_few = at - start > _WINDOW and len(seen) < _ENOUGH
        if too_few or at - start > _LONGEST_HEADER:
            break
    fields = {name for name, _, _ in seen}
    return last + 1 if len(fields & set(_ORDER)) >= _ENOUGH else None


def _header_cells(pieces: Sequence[Piece], layout: Layout, words: Vocabulary) -> list[str]:
    """The header's cells: pieces broken over lines joined, words run together parted."""
    filled = [piece for piece in pieces if piece.text]
    best: list[tuple[float, list[str]]] = [(0.0, [])]
    for end in range(1, len(filled) + 1):
        options = []
        for size in range(1, min(_MOST_JOINED, end) + 1):
            part = filled[end - size : end]
            if size > 1 and not _may_join(part, layout):
                break
            cost, cells = best[end - size]
            text = joined(part)
            own, parted = _cell_cost(text, words)
            own += _SWALLOWED * _headings_swallowed(part, text, words)
            if size > 1 and own >= _NEARLY and len(parted) == 1:
                own += _JOINED_TO_NOTHING * (size - 1)
            options.append((cost + own + 0.05 * (size - 1), [*cells, *parted]))
        best.append(min(options, key=lambda option: option[0]))
    return best[-1][1]


def _headings_swallowed(part: Sequence[Piece], text: str, words: Vocabulary) -> int:
    """How many pieces are headings of their own, though joined they are none that is listed."""
    if len(part) == 1 or heading_word(text) in words.headings:
        return 0
    return sum(heading_word(piece.text) in words.headings for piece in part[1:])


def _may_join(part: Sequence[Piece], layout: Layout) -> bool:
    if layout is Layout.PIPES:
        return all(piece.boundary is not Boundary.PIPE for piece in part[1:])
    return True


def _cell_cost(text: str, words: Vocabulary) -> tuple[float, list[str]]:
    found = words.headings_of(text)
    parted = [] if found and found[0].cost < 0.1 else split_headings(text, words)
    if len(parted) > 1:
        return 0.1 * len(parted) + 0.02, [cell for cell, _ in parted]
    return (found[0].cost + 0.1 if found else 1.0), [text]


def columns_of(cells: Sequence[str], words: Vocabulary) -> tuple[Column, ...]:
    """The columns of header cells in printed order: those over several, then those beneath them."""
    readings = _readings(cells, words)
    beneath = {name: [] for name in ("item", *_TICKED)}  # type: dict[str, list[Column]]
    tops: list[tuple[str, Heading | None]] = []
    groups = {
        each.field for options in readings for each in options if each.group and each.cost < 0.7
    }
    last = {options[0].field: at for at, options in enumerate(readings) if options}
    for at, (text, options) in enumerate(zip(cells, readings, strict=True)):
        choice = options[0] if options else None
        if choice and choice.field in _ITEM and last[choice.field] != at:
            choice = None
        if choice and choice.field in _ITEM and "item" in groups:
            beneath["item"].append(Column(choice.field, header=text))
        elif choice and choice.values and choice.field in groups:
            beneath[choice.field].append(Column(choice.field, choice.values, text))
        else:
            tops.append((text, choice))
    under = {column.field for column in beneath["item"]}
    columns: list[Column] = []
    for text, choice in tops:
        if choice and choice.field in under:
            choice = None
        columns += _top_columns(text, choice, beneath)
    return _without_repeats(columns)


def _readings(cells: Sequence[str], words: Vocabulary) -> list[tuple[Heading, ...]]:
    """What each cell means; words cut short take the fields that the others leave, in order."""
    found = [words.headings_of(cell) for cell in cells]
    taken = {
        (options[0].field, options[0].values, options[0].group)
        for options in found
        if options and options[0].cost < 0.1
    }
    readings = []
    passed = -1
    for options in found:
        if options and options[0].cost >= 0.1:
            left = [
                each
                for each in options
                if (each.field, each.values, each.group) not in taken
                and not (each.field in {field for field, _, _ in taken} and not each.values)
            ]
            left.sort(key=lambda each: _likeness(each, passed))
            options = tuple(left[:1])
            taken |= {(each.field, each.values, each.group) for each in options}
        readings.append(options)
        if options and options[0].field in _ORDER:
            passed = _rank(options[0].field)
    return readings


def _likeness(heading: Heading, passed: int) -> tuple[float, bool, int]:
    """How likely a cut word means a heading: by its cost, then in the order of the columns."""
    rank = _rank(heading.field)
    return round(heading.cost, 1), rank <= passed, rank


def _rank(name: str) -> int:
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)


def _top_columns(
    text: str, choice: Heading | None, beneath: dict[str, list[Column]]
) -> list[Column]:
    if choice is None or choice.field == "extra":
        return [Column("extra", header=text, certain=choice is not None)]
    if choice.group:
        under = beneath[choice.field]
        if under:
            beneath[choice.field] = []
            return under
        return [Column("level1" if choice.field == "item" else choice.field, header=text)]
    return [Column(choice.field, choice.values, text, choice.cost < 0.1)]


def _without_repeats(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Each field once: a second header for the same field is an extra column."""
    seen: set[tuple[str, Words]] = set()
    kept = []
    for column in columns:
        key = (column.field, column.values)
        if column.field != "extra" and key in seen:
            column = Column("extra", header=column.header, certain=False)
        seen.add(key)
        kept.append(column)
    return tuple(kept)


def columns_by_place(rows: Sequence[Sequence[str]], words: Vocabulary) -> tuple[Column, ...]:
    """The columns of a header whose cells stand at known places, one or two rows of it.

    The lowest word that says more than the one above it names the column.
    """
    width = max((len(row) for row in rows), default=0)
    stacks = [
        list(dict.fromkeys(row[place] for row in rows if place < len(row) and row[place]))
        for place in range(width)
    ]
    columns = [_column_of(cells, words) for cells in stacks]
    grouped = [_stands_under_items(cells, words) for cells in stacks]
    under = {column.field for column, each in zip(columns, grouped, strict=True) if each}
    return _without_repeats(
        [
            Column("extra", header=column.header, certain=False)
            if column.field in _ITEM and column.field in under and not each
            else column
            for column, each in zip(columns, grouped, strict=True)
        ]
    )


def _stands_under_items(cells: Sequence[str], words: Vocabulary) -> bool:
    """Whether a column's header stands under one for items as a whole (公开事项)."""
    over = [each for cell in cells[:-1] for each in words.headings_of(cell)]
    return any(each.group and each.field == "item" for each in over)


def _column_of(cells: Sequence[str], words: Vocabulary) -> Column:
    text = "\n".join(cells)
    options = [(cell, words.headings_of(cell)) for cell in cells]
    for cell, found in reversed(options):
        own = next((each for each in found if not each.group), None)
        if own and own.field != "extra":
            return Column(own.field, own.values, cell, own.cost < 0.1)
    groups = [(cell, each) for cell, found in options for each in found if each.group]
    if groups and len(cells) == 1:
        cell, group = groups[0]
        return Column("level1" if group.field == "item" else group.field, header=cell)
    known = any(found and found[0].field == "extra" for _, found in options)
    return Column("extra", header=text, certain=known)

"""What it costs to leave a column out, to join pieces, to begin a row.

Numbers of the alignment's own making; only differences count. They say what is usual in printed
catalogues: names reach over rows, an item has a name of its own, cells end where text was parted.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from disclosure_core.catalogue.tables.evidence import IMPOSSIBLE, Evidence, evidence_of
from disclosure_core.catalogue.tables.going_on import goes_on, inside_pairs
from disclosure_core.catalogue.tables.headers import Column
from disclosure_core.catalogue.tables.pieces import Boundary, Layout, Piece, joined
from disclosure_core.catalogue.tables.values import TableForm
from disclosure_core.catalogue.tables.vocabulary import vocabulary

_SKIP = {
    "seq": 1.2,
    "domain": 0.3,
    "level1": 0.5,
    "level2": 0.7,
    "level3": 0.7,
    "content": 2.5,
    "basis": 2.0,
    "time_limit": 2.0,
    "agency": 2.0,
    "channels": 1.5,
    "audience": 0.6,
    "mode": 0.6,
    "levels": 0.6,
    "extra": 0.9,
}
NAMES = ("level1", "level2", "level3")
_TICK_SKIP, _KEPT_TICK_SKIP = 0.05, 1.2
_BREAK, _BREAK_INSIDE_LINE = 0.4, 4.0
_UNREAD, _UNREAD_MARK, _UNREAD_BLANK, _SPARE_BLANK = 7.0, 4.0, 0.9, 0.25
_UNREAD_FURNITURE = 1.5
_LOWEST_NAME, _UNUSED_NAME = 2.6, 0.2
_MORE_CONTENT = 1.0
_NOTHING_ABOVE = 3.0
_WHOLE_ROW_SPANNED, _SPANS_ARE_USUAL = 3.5, 2.0
_NEW_NAME_WITHOUT_NUMBER, _NUMBER_WITHOUT_NAME = 4.5, 2.5
NAMED_AGAIN = 1.5
_BROKEN_OFF = 6
_LIST_GOES_ON, _TITLE_GOES_ON = 4.0, 6.0
_CONTENT_SPANNED_TOO = 0.7
_REPEATED_LOWEST, _REPEATED_HIGHER = 1.2, -0.4
LONGEST = {Layout.PIPES: 4, Layout.PARAGRAPHS: 16, Layout.LOOSE: 30}


class Costs:
    """The costs of one table, asked many times."""

    def __init__(
        self,
        pieces: Sequence[Piece],
        columns: Sequence[Column],
        layout: Layout,
        form: TableForm,
        domains: frozenset[str],
        *,
        ticks_kept: bool,
    ) -> None:
        self.pieces, self.columns, self.layout = pieces, columns, layout
        self.form, self.domains = form, domains
        self.numbers_groups = False
        self.names = {at for at, each in enumerate(columns) if each.field in NAMES}
        self.depth, self.lowest_name = 0, -1
        tick_skip = _KEPT_TICK_SKIP if ticks_kept else _TICK_SKIP
        self.usual = [tick_skip if each.ticked else _SKIP[each.field] for each in columns]
        self.weigh_names(sum(each.field in NAMES for each in columns))
        fields = [each.field for each in columns]
        self.numbered_name = (
            fields.index("level1") if fields[0] == "seq" and "level1" in fields else None
        )
        self.content = fields.index("content") if {"content", "seq"} <= set(fields) else None
        self.singles = [evidence_of(piece.text, form, domains) for piece in pieces]
        self.named_again = [False] + [
            _names_again(name, content) for name, content in pairwise(self.singles)
        ]
        words = vocabulary(form)
        self.unreads = [
            _UNREAD_FURNITURE
            if words.is_furniture(piece.text)
            else (_UNREAD_MARK if each.blank else _UNREAD)
            for piece, each in zip(pieces, self.singles, strict=True)
        ]
        self.inner = _inner_boundary(pieces, self.singles)
        self.lists_on = [False] + [
            goes_on(before.text, here.text) and not (first.marks or second.marks)
            for (before, here), (first, second) in zip(
                pairwise(pieces), pairwise(self.singles), strict=True
            )
        ]
        self.in_title = inside_pairs(pieces)
        self.repeated = _repeated(pieces)
        self.numbers = _row_number_costs(self.singles)

    def weigh_names(self, depth: int) -> None:
        """Set what leaving out costs, when ``depth`` item levels are in use.

        The lowest level in use names the row and is left out least.
        """
        self.depth, self.lowest_name = depth, -1
        self.skips = list(self.usual)
        names = [at for at, each in enumerate(self.columns) if each.field in NAMES]
        for order, at in enumerate(names, 1):
            if order > depth:
                self.skips[at] = _UNUSED_NAME
            elif order == depth > 1:
                self.skips[at] = _LOWEST_NAME
                self.lowest_name = at
        self.tails = [self._tail(column) for column in range(len(self.columns) + 1)]

    def count_groups(self) -> None:
        """Set that numbers stand for groups of rows, so that cells reach over rows as a rule."""
        self.numbers_groups = True
        self.weigh_names(self.depth)

    def _tail(self, column: int) -> float:
        """The cost of ending a row there: what is left out beneath a row span has a limit."""
        left = zip(self.columns[column:], self.skips[column:], strict=True)
        names, others = 0.0, 0.0
        for each, skip in left:
            if each.field in NAMES:
                names += skip
            else:
                others += skip
        most = _SPANS_ARE_USUAL if self.numbers_groups else _WHOLE_ROW_SPANNED
        if any(each.field == "content" for each in self.columns[column:]):
            most += _CONTENT_SPANNED_TOO
        return names + min(others, most)

    def seen(self, start: int, end: int) -> Evidence:
        """What the pieces from ``start`` up to ``end`` hold as one cell."""
        if end == start + 1:
            return self.singles[start]
        return evidence_of(joined(self.pieces[start:end]), self.form, self.domains)

    def breaks(self, at: int) -> float:
        """The cost of beginning a row at this piece."""
        piece = self.pieces[at]
        if self.layout is not Layout.LOOSE and not piece.opens_line:
            return _BREAK_INSIDE_LINE
        if self.layout is Layout.LOOSE and piece.boundary is Boundary.NONE:
            return _BREAK_INSIDE_LINE
        return _BREAK

    def unread(self, at: int, column: int) -> float:
        """The cost of putting this piece into no column, ``column`` columns being passed."""
        if self.pieces[at].text:
            return self.unreads[at]
        return _SPARE_BLANK if column in (0, len(self.columns)) else _UNREAD_BLANK

    def repeats(self, at: int, end: int, column: int) -> float:
        """What it says of a column that the pieces stand more than once.

        Names over several items repeat, the lowest names do not.
        """
        if column not in self.names or not all(self.repeated[at:end]):
            return 0.0
        return _REPEATED_LOWEST if column == self.lowest_name else _REPEATED_HIGHER

    def opens(self, at: int) -> float:
        """The cost of a new cell at this piece."""
        boundary = self.pieces[at].boundary
        if boundary is not Boundary.PIPE and (self.lists_on[at] or self.in_title[at]):
            return _TITLE_GOES_ON if self.in_title[at] else _LIST_GOES_ON
        if self.layout is Layout.PIPES:
            return 0.0 if boundary is Boundary.PIPE or self.singles[at].number else 2.0
        if self.layout is Layout.PARAGRAPHS:
            return 0.0 if boundary is Boundary.BLANK else 1.0
        if boundary is self.inner:
            return 0.5
        return 0.3 if boundary is Boundary.NONE else 0.0

    def joins(self, at: int, column: Column) -> float:
        """The cost of putting this piece into the same cell as the one before it."""
        boundary = self.pieces[at].boundary
        before, here = self.singles[at - 1], self.singles[at]
        if boundary is Boundary.PIPE or here.blank or before.blank:
            return IMPOSSIBLE
        if column.field == "seq" or here.number or before.number:
            return IMPOSSIBLE
        if column.ticked or column.field in ("mode", "levels"):
            return 3.0
        if self.in_title[at]:
            return 0.0
        if self.lists_on[at] and column.field == "content":
            return 0.1
        if self.layout is Layout.PIPES:
            return 0.1 if boundary is Boundary.BLANK else 1.0
        soft = {Boundary.LINE: 0.3, Boundary.SPACE: 0.8, Boundary.NONE: 0.3, Boundary.GAP: 0.8}
        scale = 0.3 if boundary is self.inner else soft.get(boundary, 1.0)
        if self.layout is Layout.LOOSE and boundary is Boundary.LINE:
            scale = 0.7
        if self.layout is Layout.PARAGRAPHS and boundary is Boundary.LINE:
            scale = 0.1
        return scale * _join_cost(column, before, here)


def _join_cost(column: Column, before: Evidence, here: Evidence) -> float:
    if here.ditto or before.ditto:
        return 6.0
    join = _JOINS.get(column.field)
    return join(before, here) if join else 1.2


def _join_channels(before: Evidence, here: Evidence) -> float:
    listed = here.channel > 0.4 and before.channel > 0.4
    return 0.05 if here.marks or listed else 2.0


def _join_name(before: Evidence, here: Evidence) -> float:
    if here.text == before.text:
        return 0.1
    return 0.3 if before.size <= 3 and here.size <= 3 else 2.2


def _join_content(before: Evidence, here: Evidence) -> float:
    goes_on = before.text.endswith((";", ":", "、", ",", "。"))
    return 0.3 if goes_on or (here.opens_list and before.opens_list) else 1.8


def _join_basis(before: Evidence, here: Evidence) -> float:
    if before.text.endswith("。"):
        return 1.6
    if not before.cited:
        return 2.0
    return 0.5 if here.opens_title or here.titles else 1.5


def _join_agency(before: Evidence, here: Evidence) -> float:
    if here.agency and before.agency:
        return 0.5
    return 1.0 if here.agency and before.size <= _BROKEN_OFF else 2.0


def _join_limit(before: Evidence, here: Evidence) -> float:
    if before.cited or before.agency or here.agency:
        return 3.0
    return 2.5 if before.limit and not here.limit and here.size <= _BROKEN_OFF else 1.2


_JOINS = {
    "channels": _join_channels,
    "level1": _join_name,
    "level2": _join_name,
    "level3": _join_name,
    "domain": _join_name,
    "content": _join_content,
    "basis": _join_basis,
    "agency": _join_agency,
    "time_limit": _join_limit,
}


def _inner_boundary(pieces: Sequence[Piece], seen: Sequence[Evidence]) -> Boundary | None:
    """Which of one space and several stands inside cells, where the other one parts them."""
    counts = Counter(
        piece.boundary for piece, each in zip(pieces, seen, strict=True) if not each.marks
    )
    spaces, gaps = counts[Boundary.SPACE], counts[Boundary.GAP]
    if spaces > 2 * gaps > 0:
        return Boundary.GAP
    return Boundary.SPACE if gaps > 2 * spaces > 0 else None


def _repeated(pieces: Sequence[Piece]) -> list[bool]:
    """Which pieces stand in the table more than once."""
    counts = Counter(piece.text for piece in pieces)
    return [len(piece.text) > 1 and counts[piece.text] > 1 for piece in pieces]


def _names_again(name: Evidence, content: Evidence) -> bool:
    """Whether a text repeats most of the name before it, as the content of an item does."""
    pairs = [name.text[at : at + 2] for at in range(name.size - 1)]
    again = sum(pair in content.text for pair in pairs)
    return 2 <= name.size < content.size and again * 3 >= len(pairs) * 2 > 0


def _row_number_costs(seen: Sequence[Evidence]) -> list[float]:
    """How unlikely each number is to be the next row's, by the number before it."""
    costs, last = [], None
    for each in seen:
        cost = 0.0
        digits = "".join(filter(str.isdigit, each.text)) if each.number else ""
        if digits:
            value = int(digits)
            if last is not None and value <= last:
                cost = 0.6 if value == 1 else 2.5
            elif last is not None and value > last + 30:
                cost = 2.0
            last = value
        costs.append(cost)
    return costs


def edges_of(costs: Costs, *, later: bool) -> list[list[float]]:
    """For each column, the cost of coming to it from each one before: what is left out between.

    In the first row a name left out has no row to come from; ``later`` rows have one above them.
    """
    sums = [0.0]
    for each, skip in zip(costs.columns, costs.skips, strict=True):
        missed = _NOTHING_ABOVE if not later and each.field == "level1" else 0.0
        sums.append(sums[-1] + skip + missed)
    edges = [
        [sums[column] - sums[before] for before in range(column + 1)]
        for column in range(len(costs.columns))
    ]
    if costs.numbered_name is not None:
        _weigh_numbers(edges, costs, costs.numbered_name, later=later)
    if later and costs.content is not None:
        edges[costs.content][0] -= _MORE_CONTENT
    return edges


def _weigh_numbers(edges: list[list[float]], costs: Costs, name: int, *, later: bool) -> None:
    """Weigh what a row number says of names; ``name`` is the highest one's column.

    A numbered row has a name. A row without a number goes on with the item above, so its highest
    name is not new. Where numbers count groups of rows, a numbered row begins a group.
    """
    last_name = max(at for at, each in enumerate(costs.columns) if each.field in NAMES)
    numbered = range(1, name + 1)
    for column in range(last_name + 1, len(edges)):
        for before in numbered:
            edges[column][before] += _NUMBER_WITHOUT_NAME
    if not later:
        return
    edges[name][0] += _NEW_NAME_WITHOUT_NUMBER
    if costs.numbers_groups:
        edges[name][0] += _NEW_NAME_WITHOUT_NUMBER
        for column in range(name + 1, len(edges)):
            for before in numbered:
                edges[column][before] += _NOTHING_ABOVE

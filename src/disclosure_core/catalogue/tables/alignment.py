"""Put pieces into rows and columns: the reading of a table that costs least.

One pass of dynamic programming over the whole table decides together where rows begin, which
pieces are one cell, and which column each cell stands in, with cells left out by row spans. It
weighs what a text holds (``evidence``), what stood between pieces, and how usual it is to leave a
column out.
"""

from collections.abc import Sequence
from itertools import pairwise

from attrs import frozen

from disclosure_core.catalogue.tables.evidence import IMPOSSIBLE, Evidence, evidence_of, fit
from disclosure_core.catalogue.tables.headers import Column
from disclosure_core.catalogue.tables.pieces import Boundary, Layout, Piece, joined
from disclosure_core.catalogue.tables.values import TableForm

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
_NAMES = ("level1", "level2", "level3")
_TICK_SKIP, _KEPT_TICK_SKIP = 0.05, 1.2
_BREAK, _BREAK_INSIDE_LINE = 0.4, 4.0
_UNREAD, _UNREAD_MARK, _UNREAD_BLANK, _SPARE_BLANK = 7.0, 2.0, 0.9, 0.25
_LOWEST_NAME, _UNUSED_NAME = 2.6, 0.2
_MORE_CONTENT = 1.0
_NOTHING_ABOVE = 3.0
_WHOLE_ROW_SPANNED = 3.5
_NEW_NAME_WITHOUT_NUMBER = 4.5
_NAMED_AGAIN = 1.5
_FAR = float("inf")
_WORTHLESS = 9.0
_LONGEST = {Layout.PIPES: 4, Layout.PARAGRAPHS: 16, Layout.LOOSE: 30}


@frozen
class AlignedCell:
    """A cell: the pieces from ``start`` up to ``end``, and the column it stands in."""

    column: int
    start: int
    end: int


@frozen
class AlignedRow:
    """The cells of one row in printed order, and pieces in it that fit no column."""

    cells: tuple[AlignedCell, ...]
    unread: tuple[int, ...] = ()


State = tuple[int, int, int]
"""Whether the first row is done (0 or 1), pieces consumed, columns of the row passed."""


@frozen
class _Step:
    """How a state was reached: from which, and what was done."""

    before: State
    kind: str
    start: int = 0


class _Costs:
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
        depth: int,
        numbers_groups: bool = False,
    ) -> None:
        self.pieces, self.columns, self.layout = pieces, columns, layout
        self.form, self.domains, self.numbers_groups = form, domains, numbers_groups
        tick_skip = _KEPT_TICK_SKIP if ticks_kept else _TICK_SKIP
        self.skips = [tick_skip if each.ticked else _SKIP[each.field] for each in columns]
        self._weigh_names(depth)
        fields = [each.field for each in columns]
        self.numbered_name = (
            fields.index("level1") if fields[0] == "seq" and "level1" in fields else None
        )
        self.content = fields.index("content") if {"content", "seq"} <= set(fields) else None
        self.tails = [self._tail(column) for column in range(len(columns) + 1)]
        self.singles = [evidence_of(piece.text, form, domains) for piece in pieces]
        self.named_again = [False] + [
            _names_again(name, content) for name, content in pairwise(self.singles)
        ]
        self.numbers = _row_number_costs(self.singles)

    def _tail(self, column: int) -> float:
        """The cost of ending a row there: what is left out beneath a row span has a limit."""
        left = zip(self.columns[column:], self.skips[column:], strict=True)
        names, others = 0.0, 0.0
        for each, skip in left:
            if each.field in _NAMES:
                names += skip
            else:
                others += skip
        return names + min(others, _WHOLE_ROW_SPANNED)

    def seen(self, start: int, end: int) -> Evidence:
        if end == start + 1:
            return self.singles[start]
        return evidence_of(joined(self.pieces[start:end]), self.form, self.domains)

    def breaks(self, at: int) -> float:
        piece = self.pieces[at]
        if self.layout is not Layout.LOOSE and not piece.opens_line:
            return _BREAK_INSIDE_LINE
        if self.layout is Layout.LOOSE and piece.boundary is Boundary.NONE:
            return _BREAK_INSIDE_LINE
        return _BREAK

    def unread(self, at: int, column: int) -> float:
        if self.pieces[at].text:
            return _UNREAD_MARK if self.singles[at].blank else _UNREAD
        return _SPARE_BLANK if column in (0, len(self.columns)) else _UNREAD_BLANK

    def _weigh_names(self, depth: int) -> None:
        """The lowest of the ``depth`` item levels in use names the row and is left out least."""
        names = [at for at, each in enumerate(self.columns) if each.field in _NAMES]
        for order, at in enumerate(names, 1):
            if order > depth:
                self.skips[at] = _UNUSED_NAME
            elif order == depth > 1:
                self.skips[at] = _LOWEST_NAME

    def opens(self, at: int) -> float:
        """The cost of a new cell at this piece."""
        boundary = self.pieces[at].boundary
        if self.layout is Layout.PIPES:
            return 0.0 if boundary is Boundary.PIPE or self.singles[at].number else 2.0
        if self.layout is Layout.PARAGRAPHS:
            return 0.0 if boundary is Boundary.BLANK else 1.0
        return {Boundary.SPACE: 0.1, Boundary.NONE: 0.3}.get(boundary, 0.0)

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
        if self.layout is Layout.PIPES:
            return 0.1 if boundary is Boundary.BLANK else 1.0
        soft = {Boundary.LINE: 0.3, Boundary.SPACE: 0.8, Boundary.NONE: 0.3, Boundary.GAP: 0.8}
        scale = soft.get(boundary, 1.0)
        if self.layout is Layout.LOOSE and boundary is Boundary.LINE:
            scale = 0.7
        if self.layout is Layout.PARAGRAPHS and boundary is Boundary.LINE:
            scale = 0.1
        return scale * _join_cost(column, before, here)


def _join_cost(column: Column, before: Evidence, here: Evidence) -> float:
    if here.ditto or before.ditto:
        return 6.0
    if column.field == "channels":
        return 0.05 if here.marks or (here.channel > 0.4 and before.channel > 0.4) else 2.0
    if column.field in ("level1", "level2", "level3", "domain"):
        if here.text == before.text:
            return 0.1
        return 0.3 if before.size <= 3 and here.size <= 3 else 2.2
    if column.field == "content":
        goes_on = before.text.endswith((";", ":", "、", ",", "。")) or here.opens_list
        return 0.3 if goes_on else 1.8
    if column.field == "basis":
        if before.text.endswith("。"):
            return 1.6
        return 0.5 if here.opens_title or here.titles else 1.5
    if column.field == "agency":
        return 0.5 if here.agency and before.agency else 2.0
    return 1.2


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


def align(
    pieces: Sequence[Piece],
    columns: Sequence[Column],
    layout: Layout,
    form: TableForm,
    domains: frozenset[str] = frozenset(),
    *,
    ticks_kept: bool = False,
) -> list[AlignedRow]:
    """The rows that ``pieces`` make under ``columns``, at least cost."""
    if not pieces or not columns:
        return []
    levels = sum(column.field in _NAMES for column in columns)
    rows: list[AlignedRow] = []
    for depth in range(max(levels, 1), 0, -1):
        costs = _Costs(pieces, columns, layout, form, domains, ticks_kept=ticks_kept, depth=depth)
        rows = _rows(_Search(costs))
        if _names_in(rows[0], columns) >= depth:
            break
    if _numbers_count_groups(rows, columns):
        costs.numbers_groups = True
        rows = _rows(_Search(costs))
    return rows


def _numbers_count_groups(rows: Sequence[AlignedRow], columns: Sequence[Column]) -> bool:
    """Whether rows with a name but no number follow numbered ones."""
    if columns[0].field != "seq":
        return False
    fields = [{columns[cell.column].field for cell in row.cells} for row in rows[1:]]
    return any("seq" not in each and each & set(_NAMES) for each in fields)


def _names_in(row: AlignedRow, columns: Sequence[Column]) -> int:
    """How many item levels a row prints; the first row prints all that the table uses."""
    return sum(columns[cell.column].field in _NAMES for cell in row.cells)


class _Search:
    """The cheapest way to each state, and the step that reached it."""

    def __init__(self, costs: _Costs) -> None:
        self.costs = costs
        self.count, self.width = len(costs.pieces), len(costs.columns)
        self.best = [[[_FAR] * (self.width + 1) for _ in range(self.count + 1)] for _ in range(2)]
        self.steps: dict[State, _Step] = {}
        self.edges = [_edges(costs, later=False), _edges(costs, later=True)]
        self.best[0][0][0] = 0.0
        for at in range(self.count):
            if at:
                self._break_row(at)
            for later in (0, 1):
                if min(self.best[later][at]) < _FAR:
                    self._leave_unread(later, at)
                    self._take_cells(later, at, *self._reach(later, at))

    def end(self) -> State:
        """The cheapest state in which all pieces are consumed."""
        return min(
            ((later, self.count, column) for later in (0, 1) for column in range(self.width + 1)),
            key=lambda state: self.best[state[0]][state[1]][state[2]] + self.costs.tails[state[2]],
        )

    def _reached(self, state: State, cost: float, step: _Step) -> None:
        later, at, column = state
        if cost < self.best[later][at][column]:
            self.best[later][at][column] = cost
            self.steps[state] = step

    def _break_row(self, at: int) -> None:
        breaks, tails = self.costs.breaks(at), self.costs.tails
        for later in (0, 1):
            here = self.best[later][at]
            cost, column = min(
                (here[column] + tails[column], column) for column in range(1, self.width + 1)
            )
            self._reached((1, at, 0), cost + breaks, _Step((later, at, column), "break"))

    def _leave_unread(self, later: int, at: int) -> None:
        for column, value in enumerate(self.best[later][at]):
            cost = value + self.costs.unread(at, column)
            self._reached((later, at + 1, column), cost, _Step((later, at, column), "unread", at))

    def _reach(self, later: int, at: int) -> tuple[list[float], list[int]]:
        """The cost of passing on to each column, and the column it is passed on from."""
        here = self.best[later][at]
        origins = [column for column in range(self.width) if here[column] < _FAR]
        reach, origin = [_FAR] * self.width, [0] * self.width
        for column, edges in enumerate(self.edges[later]):
            for before in origins:
                if before > column:
                    break
                cost = here[before] + edges[before]
                if cost < reach[column]:
                    reach[column], origin[column] = cost, before
        return reach, origin

    def _take_cells(self, later: int, at: int, reach: list[float], origin: list[int]) -> None:
        costs = self.costs
        opens = costs.opens(at)
        joins = [0.0] * self.width
        for end in range(at + 1, min(at + _LONGEST[costs.layout], self.count) + 1):
            if end > at + 1:
                joins = [
                    cost + costs.joins(end - 1, column)
                    for cost, column in zip(joins, costs.columns, strict=True)
                ]
                if min(joins) > _WORTHLESS:
                    break
            seen = costs.seen(at, end)
            for column, described in enumerate(costs.columns):
                if joins[column] > _WORTHLESS or reach[column] >= _FAR:
                    continue
                cost = reach[column] + opens + joins[column] + fit(described, seen)
                if described.field == "seq" and seen.number:
                    cost += costs.numbers[at]
                elif described.field == "content" and costs.named_again[at] and end == at + 1:
                    cost -= _NAMED_AGAIN
                step = _Step((later, at, origin[column]), "cell", at)
                self._reached((later, end, column + 1), cost, step)


def _edges(costs: _Costs, *, later: bool) -> list[list[float]]:
    """For each column, the cost of coming to it from each one before: what is left out between.

    In the first row a name left out has no row to come from. A row without a number goes on with
    the item above, so its highest name is not new, and it may begin with its content. Where
    numbers count groups of rows, a numbered row begins a group: its highest name is new.
    """
    sums = [0.0]
    for column, skip in zip(costs.columns, costs.skips, strict=True):
        missed = _NOTHING_ABOVE if not later and column.field == "level1" else 0.0
        sums.append(sums[-1] + skip + missed)
    edges = [
        [sums[column] - sums[before] for before in range(column + 1)]
        for column in range(len(costs.columns))
    ]
    if not later:
        return edges
    if (name := costs.numbered_name) is not None:
        edges[name][0] += _NEW_NAME_WITHOUT_NUMBER
        if costs.numbers_groups:
            for column in range(name + 1, len(edges)):
                for before in range(1, name + 1):
                    edges[column][before] += _NOTHING_ABOVE
    if costs.content is not None:
        edges[costs.content][0] -= _MORE_CONTENT
    return edges


def _rows(search: _Search) -> list[AlignedRow]:
    state = search.end()
    rows: list[AlignedRow] = []
    cells: list[AlignedCell] = []
    unread: list[int] = []
    while step := search.steps.get(state):
        if step.kind == "break":
            rows.append(AlignedRow(tuple(reversed(cells)), tuple(reversed(unread))))
            cells, unread = [], []
        elif step.kind == "cell":
            cells.append(AlignedCell(state[2] - 1, step.start, state[1]))
        elif search.costs.pieces[step.start].text:
            unread.append(step.start)
        state = step.before
    rows.append(AlignedRow(tuple(reversed(cells)), tuple(reversed(unread))))
    return list(reversed(rows))

"""Put pieces into rows and columns: the reading of a table that costs least.

One pass of dynamic programming over the whole table decides together where rows begin, which
pieces are one cell, and which column each cell stands in, with cells left out by row spans. It
weighs what a text holds (``evidence``), what stood between pieces, and how usual it is to leave a
column out.
"""

from collections.abc import Sequence

from attrs import frozen

from disclosure_core.catalogue.tables.evidence import IMPOSSIBLE, Evidence, evidence_of, fit
from disclosure_core.catalogue.tables.headers import Column
from disclosure_core.catalogue.tables.pieces import Boundary, Layout, Piece, joined
from disclosure_core.catalogue.tables.values import TableForm

_SKIP = {
    "seq": 3.0,
    "domain": 0.3,
    "level1": 0.5,
    "level2": 1.0,
    "level3": 1.2,
    "content": 2.5,
    "basis": 2.0,
    "time_limit": 2.0,
    "agency": 2.0,
    "channels": 1.5,
    "audience": 0.6,
    "mode": 0.6,
    "levels": 0.6,
    "extra": 0.6,
}
_TICK_SKIP, _KEPT_TICK_SKIP = 0.05, 1.2
_BREAK, _BREAK_INSIDE_LINE = 0.4, 4.0
_UNREAD, _UNREAD_BLANK, _SPARE_BLANK = 7.0, 0.9, 0.25
_NOTHING_ABOVE = 3.0
_WHOLE_ROW_SPANNED = 4.5
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


@frozen
class _Step:
    """How a state was reached: from which, and what was done."""

    before: tuple[int, int]
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
    ) -> None:
        self.pieces, self.columns, self.layout = pieces, columns, layout
        self.form, self.domains = form, domains
        tick_skip = _KEPT_TICK_SKIP if ticks_kept else _TICK_SKIP
        self.skips = [tick_skip if each.ticked else _SKIP[each.field] for each in columns]
        self.tails = [self._tail(column) for column in range(len(columns) + 1)]
        self.singles = [evidence_of(piece.text, form, domains) for piece in pieces]
        self.numbers = _row_number_costs(self.singles)

    def _tail(self, column: int) -> float:
        """The cost of ending a row there: what is left out beneath a row span has a limit."""
        left = zip(self.columns[column:], self.skips[column:], strict=True)
        names, others = 0.0, 0.0
        for each, skip in left:
            if each.field in ("level1", "level2", "level3"):
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
        if not self.singles[at].blank:
            return _UNREAD
        return _SPARE_BLANK if column in (0, len(self.columns)) else _UNREAD_BLANK

    def nothing_above(self, column: int) -> float:
        """The cost of beginning the first row there: a name left out has no row to come from."""
        return _NOTHING_ABOVE * any(each.field == "level1" for each in self.columns[:column])

    def opens(self, at: int) -> float:
        """The cost of a new cell at this piece."""
        boundary = self.pieces[at].boundary
        if self.layout is Layout.PIPES:
            return 0.0 if boundary is Boundary.PIPE or self.singles[at].number else 2.0
        if self.layout is Layout.PARAGRAPHS:
            return 0.0 if boundary is Boundary.BLANK else 1.0
        return {Boundary.SPACE: 0.4, Boundary.NONE: 0.3}.get(boundary, 0.0)

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
        soft = {Boundary.LINE: 0.3, Boundary.SPACE: 0.3, Boundary.NONE: 0.3, Boundary.GAP: 0.7}
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
        return 0.05 if here.marks or (here.channel > 0.4 and before.channel > 0.4) else 1.2
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
    costs = _Costs(pieces, columns, layout, form, domains, ticks_kept=ticks_kept)
    steps = _best_steps(costs)
    return _rows(steps, len(pieces), len(columns), costs)


def _best_steps(costs: _Costs) -> list[list[_Step | None]]:
    """For each state (pieces consumed, last column filled; 0 is none yet), how best to reach it."""
    count, width = len(costs.pieces), len(costs.columns)
    longest = _LONGEST[costs.layout]
    far = float("inf")
    before_skip = [0.0]
    for skip in costs.skips:
        before_skip.append(before_skip[-1] + skip)
    best = [[far] * (width + 1) for _ in range(count + 1)]
    steps: list[list[_Step | None]] = [[None] * (width + 1) for _ in range(count + 1)]
    best[0][0] = 0.0
    for at in range(count):
        here = best[at]
        _break_row(costs, at, here, steps)
        _leave_unread(costs, at, best, steps)
        reach, origin, low, low_at = [far] * width, [0] * width, far, 0
        for column in range(width):
            value = here[column] - before_skip[column]
            if value < low:
                low, low_at = value, column
            reach[column], origin[column] = low + before_skip[column], low_at
        if at == 0:
            reach = [cost + costs.nothing_above(column) for column, cost in enumerate(reach)]
        _take_cells(costs, at, best, steps, reach, origin, longest)
    final = best[count]
    end = min(
        range(width + 1),
        key=lambda column: final[column] + before_skip[width] - before_skip[column],
    )
    steps.append([_Step((count, end), "end")])
    return steps


def _break_row(
    costs: _Costs,
    at: int,
    here: list[float],
    steps: list[list[_Step | None]],
) -> None:
    if at == 0:
        return
    broken, source = min(
        (here[column] + costs.tails[column], column) for column in range(1, len(here))
    )
    broken += costs.breaks(at)
    if broken < here[0]:
        here[0] = broken
        steps[at][0] = _Step((at, source), "break")


def _leave_unread(
    costs: _Costs, at: int, best: list[list[float]], steps: list[list[_Step | None]]
) -> None:
    for column, value in enumerate(best[at]):
        cost = costs.unread(at, column)
        if value + cost < best[at + 1][column]:
            best[at + 1][column] = value + cost
            steps[at + 1][column] = _Step((at, column), "unread", at)


def _take_cells(
    costs: _Costs,
    at: int,
    best: list[list[float]],
    steps: list[list[_Step | None]],
    reach: list[float],
    origin: list[int],
    longest: int,
) -> None:
    opens = costs.opens(at)
    joins = [0.0] * len(costs.columns)
    for end in range(at + 1, min(at + longest, len(costs.pieces)) + 1):
        if end > at + 1:
            joins = [
                cost + costs.joins(end - 1, column)
                for cost, column in zip(joins, costs.columns, strict=True)
            ]
            if min(joins) > WORTHLESS:
                break
        seen = costs.seen(at, end)
        target, target_steps = best[end], steps[end]
        for column, described in enumerate(costs.columns):
            if joins[column] > WORTHLESS:
                continue
            cost = reach[column] + opens + joins[column] + fit(described, seen)
            if described.field == "seq" and seen.number:
                cost += costs.numbers[at]
            if cost < target[column + 1]:
                target[column + 1] = cost
                target_steps[column + 1] = _Step((at, origin[column]), "cell", at)


WORTHLESS = 9.0
"""Joins that cost more than this are never part of the best reading."""


def _rows(
    steps: list[list[_Step | None]], count: int, width: int, costs: _Costs
) -> list[AlignedRow]:
    final = steps[count + 1][0]
    assert final is not None  # noqa: S101 - the end state is always written
    at, column = final.before
    rows: list[AlignedRow] = []
    cells: list[AlignedCell] = []
    unread: list[int] = []
    while at > 0 or column > 0:
        step = steps[at][column]
        assert step is not None  # noqa: S101 - every state on the best path was reached
        if step.kind == "break":
            rows.append(AlignedRow(tuple(reversed(cells)), tuple(reversed(unread))))
            cells, unread = [], []
        elif step.kind == "cell":
            cells.append(AlignedCell(column - 1, step.start, at))
        elif costs.pieces[step.start].text:
            unread.append(step.start)
        at, column = step.before
    rows.append(AlignedRow(tuple(reversed(cells)), tuple(reversed(unread))))
    return list(reversed(rows))

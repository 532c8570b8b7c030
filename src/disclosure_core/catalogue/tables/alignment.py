"""Put pieces into rows and columns: the reading of a table that costs least.

One pass of dynamic programming over the whole table decides together where rows begin, which
pieces are one cell, and which column each cell stands in, with cells left out by row spans. It
weighs what a text holds (``evidence``) and what is usual (``weights``). A second pass, from the
end, tells which cells another reading would put elsewhere at almost the same cost: those are
doubtful.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import evolve, frozen

from disclosure_core.catalogue.tables.evidence import fit
from disclosure_core.catalogue.tables.headers import Column
from disclosure_core.catalogue.tables.pieces import Layout, Piece
from disclosure_core.catalogue.tables.values import TableForm
from disclosure_core.catalogue.tables.weights import LONGEST, NAMED_AGAIN, NAMES, Costs, edges_of

_FAR = float("inf")
_WORTHLESS, _HOPELESS = 5.0, 9.5
_ENOUGH_TO_SEE = 6
_CLOSE = 1.2
_BEAM = 20.0
_FIRST_ROW_REACHES, _FIRST_PIECES = 240, 80
_LONGEST_PART = 3000
_MANY = 1_000_000_000


@frozen
class AlignedCell:
    """A cell: the pieces from ``start`` up to ``end``, and the column it stands in.

    ``rivals`` are columns that fit it almost as well.
    """

    column: int
    start: int
    end: int
    rivals: tuple[int, ...] = ()


@frozen
class AlignedRow:
    """The cells of one row in printed order, and pieces in it that fit no column."""

    cells: tuple[AlignedCell, ...]
    unread: tuple[int, ...] = ()


State = tuple[int, int, int]
"""Whether the first row is done (0 or 1), pieces consumed, columns of the row passed."""


Step = tuple[State, str, int]
"""How a state was reached: from which, by a ``cell``, ``break`` or ``unread``, and its piece."""

Move = tuple[int, int, int, int, float]
"""A cell that could be taken: first row done, first piece, end, column, cost up to its end."""


def align(
    pieces: Sequence[Piece],
    columns: Sequence[Column],
    layout: Layout,
    form: TableForm,
    domains: frozenset[str] = frozenset(),
    *,
    ticks_kept: bool = False,
) -> list[AlignedRow]:
    """The rows that ``pieces`` make under ``columns``, at least cost.

    A long table is aligned part by part, each beginning at a row number, so that memory stays
    small; its beginning shows how many item levels it uses and what its numbers count.
    """
    if not pieces or not columns:
        return []
    rows: list[AlignedRow] = []
    depth, groups = 0, False
    for start, end in pairwise(_parts(pieces)):
        costs = Costs(pieces[start:end], columns, layout, form, domains, ticks_kept=ticks_kept)
        if start == 0:
            depth = _depth(costs)
        costs.weigh_names(depth)
        if groups:
            costs.count_groups()
        search = _Search(costs, first=start == 0)
        found = search.rows()
        if not groups and _numbers_count_groups(found, columns):
            groups = True
            costs.count_groups()
            search = _Search(costs, first=start == 0)
            found = search.rows()
        rivals = search.rivals()
        rows += [_shifted(_with_rivals(row, rivals), start) for row in found]
    return rows


def _depth(costs: Costs) -> int:
    """How many item levels the table uses: as many as its first row prints."""
    for depth in range(len(costs.names), 1, -1):
        costs.weigh_names(depth)
        first, *_ = _Search(costs, limit=_FIRST_PIECES).rows()
        if sum(cell.column in costs.names for cell in first.cells) >= depth:
            return depth
    return 1


def _parts(pieces: Sequence[Piece]) -> list[int]:
    """Where to cut a long table: at row numbers that open a line, well apart."""
    cuts = [0]
    for at, piece in enumerate(pieces):
        if at - cuts[-1] >= _LONGEST_PART and piece.opens_line and piece.text.isdigit():
            cuts.append(at)
    return [*cuts, len(pieces)]


def _shifted(row: AlignedRow, start: int) -> AlignedRow:
    cells = [evolve(cell, start=cell.start + start, end=cell.end + start) for cell in row.cells]
    return AlignedRow(tuple(cells), tuple(at + start for at in row.unread))


def _numbers_count_groups(rows: Sequence[AlignedRow], columns: Sequence[Column]) -> bool:
    """Whether rows with a name but no number follow numbered ones."""
    if columns[0].field != "seq":
        return False
    fields = [{columns[cell.column].field for cell in row.cells} for row in rows[1:]]
    return any("seq" not in each and each & set(NAMES) for each in fields)


def _with_rivals(row: AlignedRow, rivals: Sequence[dict[int, float]]) -> AlignedRow:
    cells = []
    for cell in row.cells:
        close = {
            column
            for at in range(cell.start, cell.end)
            for column in rivals[at]
            if column != cell.column
        }
        cells.append(AlignedCell(cell.column, cell.start, cell.end, tuple(sorted(close))))
    return AlignedRow(tuple(cells), row.unread)


class _Search:
    """The cheapest way to each state, and the step that reached it."""

    def __init__(self, costs: Costs, *, first: bool = True, limit: int = _MANY) -> None:
        self.costs = costs
        self.count, self.width = min(len(costs.pieces), limit), len(costs.columns)
        self.best = [[[_FAR] * (self.width + 1) for _ in range(self.count + 1)] for _ in range(2)]
        self.steps: dict[State, Step] = {}
        self.moves: list[Move] = []
        self.cells: list[list[tuple[int, int, float]]] = []
        self.edges = [edges_of(costs, later=False), edges_of(costs, later=True)]
        self.best[0 if first else 1][0][0] = 0.0
        for at in range(self.count):
            if at:
                self._break_row(at)
            taken = list(self._possible_cells(at))
            self.cells.append(taken)
            most = min(*self.best[0][at], *self.best[1][at]) + _BEAM
            for later in (0, 1) if at < _FIRST_ROW_REACHES else (1,):
                self._leave_unread(later, at, most)
                self._take_cells(later, at, taken, most)

    def _end_cost(self, state: State) -> float:
        later, at, column = state
        return self.best[later][at][column] + self.costs.tails[column]

    def end(self) -> State:
        """The cheapest state in which all pieces are consumed."""
        ends = [(later, self.count, column) for later in (0, 1) for column in range(self.width + 1)]
        return min(ends, key=self._end_cost)

    def _reached(self, state: State, cost: float, step: Step) -> None:
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
            if cost < _FAR:
                self._reached((1, at, 0), cost + breaks, ((later, at, column), "break", at))

    def _leave_unread(self, later: int, at: int, most: float) -> None:
        usual, spare = self.costs.unread(at, 1), self.costs.unread(at, 0)
        for column, value in enumerate(self.best[later][at]):
            if value <= most:
                cost = value + (spare if column in (0, self.width) else usual)
                step = ((later, at, column), "unread", at)
                self._reached((later, at + 1, column), cost, step)

    def _possible_cells(self, at: int) -> Iterator[tuple[int, int, float]]:
        """Cells that may begin at a piece: end, column, and cost without what is left out."""
        costs = self.costs
        opens = costs.opens(at)
        joins = dict.fromkeys(range(self.width), 0.0)
        for end in range(at + 1, min(at + LONGEST[costs.layout], self.count) + 1):
            if end > at + 1:
                joins = {
                    column: cost + costs.joins(end - 1, costs.columns[column])
                    for column, cost in joins.items()
                    if cost <= _WORTHLESS
                }
            if not joins:
                return
            seen = costs.seen(at, min(end, at + _ENOUGH_TO_SEE))
            for column, join in joins.items():
                described = costs.columns[column]
                cost = opens + join + fit(described, seen)
                if cost > _HOPELESS:
                    continue
                cost += costs.repeats(at, end, column)
                if described.field == "seq" and seen.number:
                    cost += costs.numbers[at]
                elif described.field == "content" and end == at + 1 and costs.named_again[at]:
                    cost -= NAMED_AGAIN
                yield end, column, cost

    def _take_cells(
        self, later: int, at: int, taken: Sequence[tuple[int, int, float]], most: float
    ) -> None:
        here = self.best[later][at]
        origins = [column for column in range(self.width) if here[column] <= most]
        if not origins:
            return
        reach = [self._reach(later, here, origins, column) for column in range(self.width)]
        for end, column, cost in taken:
            before, origin = reach[column]
            if before < _FAR:
                step = ((later, at, origin), "cell", at)
                self._reached((later, end, column + 1), before + cost, step)
                self.moves.append((later, at, end, column, before + cost))

    def _reach(
        self, later: int, here: Sequence[float], origins: Sequence[int], column: int
    ) -> tuple[float, int]:
        """The least cost of coming to a column, and the column it is come from."""
        edges = self.edges[later][column]
        least, origin = _FAR, 0
        for before in origins:
            if before > column:
                break
            cost = here[before] + edges[before]
            if cost < least:
                least, origin = cost, before
        return least, origin

    def rows(self) -> list[AlignedRow]:
        """The rows of the cheapest reading."""
        state = self.end()
        rows: list[AlignedRow] = []
        cells: list[AlignedCell] = []
        unread: list[int] = []
        while step := self.steps.get(state):
            before, kind, start = step
            if kind == "break":
                rows.append(AlignedRow(tuple(reversed(cells)), tuple(reversed(unread))))
                cells, unread = [], []
            elif kind == "cell":
                cells.append(AlignedCell(state[2] - 1, start, state[1]))
            elif self.costs.pieces[start].text:
                unread.append(start)
            state = before
        rows.append(AlignedRow(tuple(reversed(cells)), tuple(reversed(unread))))
        return list(reversed(rows))

    def rivals(self) -> list[dict[int, float]]:
        """For each piece, columns it could stand in at almost no more cost, and how much more."""
        onward = self._onward()
        least = self._end_cost(self.end())
        rivals: list[dict[int, float]] = [{} for _ in range(self.count)]
        for later, start, end, column, cost in self.moves:
            more = cost + onward[later][end][column + 1] - least
            if more >= _CLOSE:
                continue
            for at in range(start, end):
                if more < rivals[at].get(column, _FAR):
                    rivals[at][column] = more
        return rivals

    def _onward(self) -> list[list[list[float]]]:
        """The least cost from each state to the end."""
        costs = self.costs
        onward = [[[_FAR] * (self.width + 1) for _ in range(self.count + 1)] for _ in range(2)]
        for later in (0, 1):
            onward[later][self.count] = list(costs.tails)
        for at in range(self.count - 1, -1, -1):
            taken = self.cells[at]
            for later in (1, 0) if at < _FIRST_ROW_REACHES else (1,):
                best = self._from_cells(later, taken, onward)
                after = onward[later][at + 1]
                usual, spare = costs.unread(at, 1), costs.unread(at, 0)
                for column in range(self.width + 1):
                    cost = after[column] + (spare if column in (0, self.width) else usual)
                    if cost < best[column]:
                        best[column] = cost
                again = costs.breaks(at) + (best[0] if later else onward[1][at][0])
                for column in range(1, self.width + 1) if at else ():
                    cost = costs.tails[column] + again
                    if cost < best[column]:
                        best[column] = cost
                onward[later][at] = best
        return onward

    def _from_cells(
        self,
        later: int,
        taken: Sequence[tuple[int, int, float]],
        onward: Sequence[Sequence[Sequence[float]]],
    ) -> list[float]:
        """The least cost from each column passed, taking a cell next."""
        by_column = [_FAR] * self.width
        for end, column, cost in taken:
            by_column[column] = min(by_column[column], cost + onward[later][end][column + 1])
        best = [_FAR] * (self.width + 1)
        for column, cost in enumerate(by_column):
            if cost == _FAR:
                continue
            for before, edge in enumerate(self.edges[later][column]):
                if edge + cost < best[before]:
                    best[before] = edge + cost
        return best

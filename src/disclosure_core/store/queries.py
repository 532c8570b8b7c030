"""Questions to the store as SQL: conditions, order, cursors.

Every value is a parameter. Names of columns come from the kind's declaration, and even they are
kept as values. Conditions are joined by "and"; the asker's visibilities are one of them, in count,
search and page alike.

Pages go on from the last record's place in the order (keyset), not from a count of rows.
"""

from collections.abc import Callable
from typing import Any

from attrs import define, field

from disclosure_core.access.values import EVERY_AGENCY
from disclosure_core.records.bigrams import document_number_key, phrase, terms_of
from disclosure_core.records.values import Query, RecordKind
from disclosure_core.store.cursors import read_cursor
from disclosure_core.store.projection import scope
from disclosure_core.store.rules import check_column, check_value, findable

_LAST_CHARACTER = "\U0010ffff"


@define
class Selection:
    """A statement in the making: where it reads, what must hold, the values of both."""

    tables: list[str] = field(factory=list)
    conditions: list[str] = field(factory=list)
    values: dict[str, Any] = field(factory=dict)
    sorted_by: str | None = None
    number: str = "r.number"

    def bind(self, value: object) -> str:
        """The name of a parameter with this value."""
        name = f"p{len(self.values)}"
        self.values[name] = value
        return f":{name}"

    def require(self, condition: str) -> None:
        """Add a condition."""
        self.conditions.append(condition)

    @property
    def source(self) -> str:
        """``FROM … WHERE …``; tables are read in the order they were added."""
        return f"FROM {' CROSS JOIN '.join(self.tables)} WHERE {' AND '.join(self.conditions)}"


@define
class _Builder:
    """Puts a question together. ``column_id`` gives the number of a declared column."""

    kind: RecordKind
    query: Query
    visible: frozenset[str]
    column_id: Callable[[str], int]
    made: Selection = field(factory=Selection)

    def build(self, *, ordered: bool) -> Selection:
        self._search()
        wanted = [self._equal(name, value) for name, value in self.query.where.items()]
        sorting = self.query.sort if ordered else None
        if not self.made.tables:
            for add in wanted[:1]:
                add()
            wanted = wanted[1:]
        if sorting is not None and not self.made.tables:
            self._sort(sorting)
            sorting = None
        if ordered or "search" not in self.made.tables:
            self._records()  # the index by words knows kind and visibility itself
        for add in wanted:
            add()
        if sorting is not None:
            self._sort(sorting)
        return self.made

    def _drive(self, table: str, number: str) -> None:
        """Add a table, tied by its number to the first one."""
        if self.made.tables:
            self.made.require(f"{number} = {self.made.number}")
        else:
            self.made.number = number
        self.made.tables.append(table)

    def _search(self) -> None:
        if self.query.search is None or not self.query.search.strip():
            return
        terms = terms_of(self.query.search)
        if not terms:  # punctuation only: no text has such a word
            self.made.require("0")
        numbers = {term: document_number_key(term) for term in terms}
        words = [term for term in terms if numbers[term] is None]
        for key in filter(None, numbers.values()):
            self._document_number(key)
        if words:
            self._drive("search", "search.rowid")
            scopes = [scope(self.kind.name, each) for each in sorted(self.visible)]
            self.made.require(f"search MATCH {self.made.bind(match(words, scopes))}")

    def _document_number(self, key: str) -> None:
        name = f"d{len(self.made.tables)}"
        lowest, beyond = self.made.bind(key), self.made.bind(key + _LAST_CHARACTER)
        self._drive(
            "(SELECT DISTINCT number FROM document_numbers"  # noqa: S608 - values are parameters
            f" WHERE key >= {lowest} AND key < {beyond}) AS {name}",
            f"{name}.number",
        )

    def _equal(self, name: str, value: object) -> Callable[[], None]:
        column = self._declared(name)
        check_value(self.kind, name, value)
        if not findable(value):
            self.made.require("0")
            value = None

        def add() -> None:
            table = f"w{len(self.made.tables)}"
            self._drive(f"columns AS {table}", f"{table}.number")
            plain_value = int(value) if isinstance(value, bool) else value
            self.made.require(f'{table}."column" = {self.made.bind(column)}')
            self.made.require(f"{table}.value IS {self.made.bind(plain_value)}")

        return add

    def _sort(self, name: str) -> None:
        column = self._declared(name)
        self._drive("columns AS o", "o.number")
        self.made.sorted_by = "o.value"
        self.made.require(f'o."column" = {self.made.bind(column)}')
        self.made.require("o.position = 0")

    def _declared(self, name: str) -> int:
        check_column(self.kind, name)
        return self.column_id(name)

    def _records(self) -> None:
        drives = not self.made.tables
        self._drive("records AS r", "r.number")
        self.made.require(f"r.kind = {self.made.bind(self.kind.name)}")
        allowed = ", ".join(self.made.bind(str(each)) for each in sorted(self.visible))
        # several visibilities: the unary plus has the index by time used, which needs no sorting
        column = "+r.visibility" if drives and len(self.visible) > 1 else "r.visibility"
        allowing = f"{column} IN ({allowed})"
        if EVERY_AGENCY in self.visible:
            allowing = f"({allowing} OR {any_agency(column)})"
        self.made.require(allowing)


def selection(
    kind: RecordKind,
    query: Query,
    visible: frozenset[str],
    column_id: Callable[[str], int],
    *,
    ordered: bool,
) -> Selection:
    """Where the answers to a question are found.

    Args:
        kind: The question's kind.
        query: The question.
        visible: Visibilities the asker may see.
        column_id: Gives the number of a declared column.
        ordered: Whether the answers are to be sorted, or only counted.

    Raises:
        StoreError: a column the kind does not declare.
        DataError: a search too long.
    """
    return _Builder(kind, query, visible, column_id).build(ordered=ordered)


def any_agency(column: str) -> str:
    """What holds where a visibility is an agency's: it begins with ``agency:``."""
    return f"({column} >= 'agency:' AND {column} < 'agency;')"


def match(words: list[str], scopes: list[str]) -> str:
    """A question to the search index: all the words, in one of the scopes.

    >>> match(["民政局", "局"], ["a1"])
    'scope : ("a1") AND pairs : ("民政 政局" AND "局" *)'
    """
    phrases = []
    for word in words:
        looked_up = phrase(word)
        phrases.append(f'"{" ".join(looked_up.tokens)}"{" *" if looked_up.open_ended else ""}')
    allowed = " OR ".join(f'"{each}"' for each in scopes) or '"none"'  # what no scope is called
    return f"scope : ({allowed}) AND pairs : ({' AND '.join(phrases)})"


def order_of(made: Selection, query: Query) -> str:
    """``ORDER BY …``; records with equal values come by time of change."""
    terms = [each for each in (made.sorted_by, made.number) if each]
    return "ORDER BY " + ", ".join(f"{term} {direction_of(query)}" for term in terms)


def direction_of(query: Query) -> str:
    """``DESC`` for newest or largest first, else ``ASC``."""
    return "DESC" if query.newest_first else "ASC"


def go_on_after(made: Selection, query: Query) -> None:
    """Require a place behind the cursor's.

    Raises:
        DataError: the cursor is damaged or belongs to another question.
    """
    if query.after is None:
        return
    value, number = read_cursor(query.after, query)
    beyond = "<" if query.newest_first else ">"
    place = f"{made.number} {beyond} {made.bind(number)}"
    if made.sorted_by is not None:
        bound = made.bind(value)
        same = f"({made.sorted_by} IS {bound} AND {place})"
        if value is None:  # nothing is the least: last when descending, first when ascending
            place = same if query.newest_first else f"({same} OR {made.sorted_by} IS NOT NULL)"
        else:
            nothing = f" OR {made.sorted_by} IS NULL" if query.newest_first else ""
            place = f"({same} OR {made.sorted_by} {beyond} {bound}{nothing})"
    made.require(place)

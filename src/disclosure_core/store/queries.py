"""Questions to the store as SQL: conditions, order, cursors.

Every value is a parameter. Names of columns come from the kind's declaration, and even they are
kept as values. Conditions are joined by "and"; the asker's visibilities are one of them, in count,
search and page alike.

Pages go on from the last record's place in the order (keyset), not from a count of rows. Where the
reading begins is chosen by what is rare: a condition that only few records meet is read first, and
the others are looked up for each of them; else the newest records, or the newest that have the
words, are read one after the other until the page is full.
"""

from typing import Any, Protocol

from attrs import define, field, frozen

from disclosure_core.access.values import EVERY_AGENCY
from disclosure_core.records.bigrams import document_number_key, phrase, terms_of
from disclosure_core.records.values import AnyOf, Between, Condition, Query, RecordKind, Scalar
from disclosure_core.store.cursors import read_cursor
from disclosure_core.store.projection import scope
from disclosure_core.store.rules import findable

FEW = 500
"""Records that can be read and sorted for a page, however rare what else is asked."""

MANY = 100_000
"""Records in a range that are still gathered and sorted: they may all be old ones. Of more, enough
are among the newest."""

_LAST_CHARACTER = "\U0010ffff"
_LOWEST = -(2**63)


class Asked(Protocol):
    """What the building of a statement asks the database."""

    def column_id(self, name: str) -> int:
        """The number of a declared column."""

    def more_than(self, most: int, source: str, values: dict[str, Any]) -> bool:
        """Whether ``FROM … WHERE …`` has more than so many rows."""


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


@frozen
class _Filter:
    """What a column must hold, as SQL about a ``{row}`` of ``columns`` and its ``{value}``."""

    condition: str
    is_one_value: bool
    is_range: bool

    def on(self, row: str) -> str:
        """The condition, about a row of this name."""
        return self.condition.format(row=row, value=f"{row}.value")

    @property
    def source(self) -> str:
        """Where the rows that meet it are, read along the index of values."""
        return f"FROM columns AS w WHERE {self.on('w')}"

    def met_by(self, number: str) -> str:
        """Whether the record of this number meets it, looked up by the number, not by the value."""
        value = "w.value" if self.is_one_value else "+w.value"  # a range's rows may be very many
        condition = self.condition.format(row="w", value=value)
        return f"EXISTS (SELECT 1 FROM columns AS w WHERE w.number = {number} AND {condition})"  # noqa: S608 - values are parameters


@define
class _Builder:
    """Puts a question together."""

    kind: RecordKind
    query: Query
    visible: frozenset[str]
    asked: Asked
    made: Selection = field(factory=Selection)

    def build(self, *, ordered: bool) -> Selection:
        terms = self._terms()
        numbers = {term: document_number_key(term) for term in terms}
        words = [term for term in terms if numbers[term] is None]
        filters = [self._filter(*each) for each in self.query.where.items()]
        for key in filter(None, numbers.values()):
            self._document_number(key)
        sorting = self.query.sort if ordered else None
        self._begin_with_the_rare(filters, has_words=bool(words), sorting=sorting)
        if words:
            self._words(words, filters)
        if sorting is not None and not self.made.tables:
            self._sort(sorting)
            sorting = None
        if ordered or not words:
            self._records()  # the index by words knows kind and visibility itself
        for each in filters:
            self.made.require(each.met_by(self.made.number))
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

    def _terms(self) -> tuple[str, ...]:
        if self.query.search is None or not self.query.search.strip():
            return ()
        terms = terms_of(self.query.search)
        if not terms:  # punctuation only: no text has such a word
            self.made.require("0")
        return terms

    def _document_number(self, key: str) -> None:
        name = f"d{len(self.made.tables)}"
        lowest, beyond = self.made.bind(key), self.made.bind(key + _LAST_CHARACTER)
        self._drive(
            "(SELECT DISTINCT number FROM document_numbers"  # noqa: S608 - values are parameters
            f" WHERE key >= {lowest} AND key < {beyond}) AS {name}",
            f"{name}.number",
        )

    def _begin_with_the_rare(
        self, filters: list[_Filter], *, has_words: bool, sorting: str | None
    ) -> None:
        """Read first what few records meet, and take its filter from the list."""
        if not filters or self.made.tables:
            return
        values = [each for each in filters if each.is_one_value]
        if len(filters) == len(values) == 1 and not has_words and sorting is None:
            self._in_order(filters, values[0])
            return
        for each in filters:
            if not self._more_than(FEW, each):
                self._gather(filters, each)
                return
        if has_words or sorting is not None:
            return
        if values:
            rarer = (each for each in values if not self._more_than(20 * FEW, each))
            self._in_order(filters, next(rarer, values[0]))
            return
        for each in filters:
            if not self._more_than(MANY if each.is_range else 20 * FEW, each):
                self._gather(filters, each)
                return

    def _more_than(self, most: int, wanted: _Filter) -> bool:
        return self.asked.more_than(most, wanted.source, self.made.values)

    def _in_order(self, filters: list[_Filter], first: _Filter) -> None:
        """Read the records that hold one value, by time, along their index."""
        filters.remove(first)
        self._drive("columns AS c", "c.number")
        self.made.require(first.on("c"))

    def _gather(self, filters: list[_Filter], first: _Filter) -> None:
        """Read all records that meet a condition."""
        filters.remove(first)
        self._drive(f"(SELECT DISTINCT number {first.source}) AS f", "f.number")

    def _words(self, words: list[str], filters: list[_Filter]) -> None:
        drives = not self.made.tables
        self._drive("search", "search.rowid")
        scopes = [scope(self.kind.name, each) for each in sorted(self.visible)]
        self.made.require(f"search MATCH {self.made.bind(match(words, scopes))}")
        for each in filters:
            if drives and each.is_range and not self._more_than(MANY, each):
                self.made.require(
                    f"search.rowid >= (SELECT min(number) {each.source})"
                    f" AND search.rowid <= (SELECT max(number) {each.source})"
                )

    def _filter(self, name: str, wanted: Condition) -> _Filter:
        column = self.made.bind(self.asked.column_id(name))
        return _Filter(
            f'{{row}}."column" = {column} AND {self._holds(wanted)}',
            is_one_value=not isinstance(wanted, AnyOf | Between),
            is_range=isinstance(wanted, Between),
        )

    def _holds(self, wanted: Condition) -> str:
        if isinstance(wanted, Between):
            return self._is_between(wanted)
        if isinstance(wanted, AnyOf):
            return self._is_any_of(wanted)
        if not findable(wanted):
            return "0"
        return f"{{value}} IS {self.made.bind(_plain(wanted))}"

    def _is_any_of(self, wanted: AnyOf) -> str:
        bound = [
            self.made.bind(_plain(each))
            for each in wanted.values
            if each is not None and findable(each)
        ]
        listed = f"{{value}} IN ({', '.join(bound)})"
        return f"({listed} OR {{value}} IS NULL)" if None in wanted.values else listed

    def _is_between(self, wanted: Between) -> str:
        """Numbers come before texts, texts before blobs: so each sort of value has both bounds."""
        if isinstance(wanted.since, int) or isinstance(wanted.before, int):
            since = _LOWEST if wanted.since is None else wanted.since
            before: str | int | bytes = "" if wanted.before is None else wanted.before
        else:
            since = wanted.since or ""
            before = b"" if wanted.before is None else wanted.before
        lowest, beyond = self.made.bind(since), self.made.bind(before)
        return f"{{value}} >= {lowest} AND {{value}} < {beyond}"

    def _sort(self, name: str) -> None:
        column = self.asked.column_id(name)
        self._drive("columns AS o", "o.number")
        self.made.sorted_by = "o.value"
        self.made.require(f'o."column" = {self.made.bind(column)}')
        self.made.require("o.position = 0")

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


def _plain(value: Scalar) -> str | int | None:
    return int(value) if isinstance(value, bool) else value


def selection(
    kind: RecordKind,
    query: Query,
    visible: frozenset[str],
    asked: Asked,
    *,
    ordered: bool,
) -> Selection:
    """Where the answers to a question are found.

    Args:
        kind: The question's kind.
        query: The question.
        visible: Visibilities the asker may see.
        asked: Answers what the building asks the database.
        ordered: Whether the answers are to be sorted, or only counted.

    Raises:
        StoreError: a column the kind does not declare.
        DataError: a search too long.
    """
    return _Builder(kind, query, visible, asked).build(ordered=ordered)


def any_agency(column: str) -> str:
    """What holds where a visibility is an agency's: it begins with ``agency:``."""
    return f"({column} >= 'agency:' AND {column} < 'agency;')"


def match(words: list[str], scopes: list[str]) -> str:
    """A question to the search index: all the words, in one of the scopes.

    The words first: SQLite goes from one place of what it reads first to the next, and fewer
    records have the words than are in the scope.

    >>> match(["民政局", "局"], ["a1"])
    'pairs : ("民政 政局" AND "局" *) AND scope : ("a1")'
    """
    phrases = []
    for word in words:
        looked_up = phrase(word)
        phrases.append(f'"{" ".join(looked_up.tokens)}"{" *" if looked_up.open_ended else ""}')
    allowed = " OR ".join(f'"{each}"' for each in scopes) or '"none"'  # what no scope is called
    return f"pairs : ({' AND '.join(phrases)}) AND scope : ({allowed})"


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

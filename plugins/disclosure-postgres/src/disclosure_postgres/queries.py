"""Questions to the store as SQL: conditions, order, where a page goes on.

Every value is a parameter. Conditions are joined by "and"; the asker's visibilities are one of
them, in count, search and page alike. Pages go on from the last record's place in the order.
"""

from collections.abc import Callable
from typing import Any

from attrs import define, field

from disclosure_core import Query, RecordKind
from disclosure_core.access.values import EVERY_AGENCY
from disclosure_core.records.bigrams import document_number_key, terms_of
from disclosure_core.records.values import AnyOf, Between, Condition, Scalar
from disclosure_core.store.cursors import read_cursor
from disclosure_core.store.queries import any_agency
from disclosure_core.store.rules import findable
from disclosure_postgres.columns import WHOLE, kept
from disclosure_postgres.searching import left_to_the_text, numbers_asked
from disclosure_postgres.texts import kept_text

_LAST_CHARACTER = "\U0010ffff"


@define
class Selection:
    """A statement in the making: where it reads, what must hold, the values of both."""

    tables: list[str] = field(factory=lambda: ["records AS r"])
    conditions: list[str] = field(factory=list)
    values: dict[str, Any] = field(factory=dict)
    sorted: bool = False

    def bind(self, value: object) -> str:
        """The placeholder of a parameter with this value."""
        name = f"p{len(self.values)}"
        self.values[name] = value
        return f"%({name})s"

    def require(self, *conditions: str) -> None:
        """Add conditions."""
        self.conditions += conditions

    @property
    def source(self) -> str:
        """``FROM … WHERE …``."""
        return f"FROM {', '.join(self.tables)} WHERE {' AND '.join(self.conditions)}"

    @property
    def sorted_by(self) -> str:
        """The columns of a value that is sorted by."""
        return "o.sort, o.whole, o.beginning" if self.sorted else "0::smallint, 0::bigint, ''::text"

    def order(self, query: Query) -> str:
        """``ORDER BY …``; records with equal values come by time of change."""
        terms = "o.sort o.whole o.beginning o.number" if self.sorted else "r.number"
        direction = "DESC" if query.newest_first else "ASC"
        return "ORDER BY " + ", ".join(f"{term} {direction}" for term in terms.split())


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
    made = Selection()
    made.require(f"r.kind = {made.bind(kind.name)}")
    allowing = f"r.visibility = ANY ({made.bind(sorted(map(str, visible)))}::text[])"
    if EVERY_AGENCY in visible:
        allowing = f"({allowing} OR {any_agency('r.visibility')})"
    made.require(allowing)
    _search(made, query)
    for name, wanted in query.where.items():
        _filter(made, column_id(name), wanted)
    if ordered and query.sort is not None:
        made.sorted = True
        made.tables.append("columns AS o")
        made.require(
            "o.number = r.number",
            f'o."column" = {made.bind(column_id(query.sort))}',
            "o.position = 0",
        )
    return made


def _search(made: Selection, query: Query) -> None:
    if query.search is None or not query.search.strip():
        return
    terms = terms_of(query.search)
    if not terms:  # punctuation only: no text has such a word
        made.require("false")
    words = []
    for term in terms:
        key = document_number_key(term)
        if key is None:
            words.append(term)
        else:
            _document_number(made, key)
    if words:
        made.tables.append("search AS s")
        made.require(
            "s.number = r.number",
            f"s.pairs OPERATOR(pg_catalog.@>) {made.bind(numbers_asked(words))}::bigint[]",
            *(f"strpos(s.folded, {made.bind(word)}) > 0" for word in left_to_the_text(words)),
        )


def _document_number(made: Selection, key: str) -> None:
    lowest, beyond = made.bind(key), made.bind(key + _LAST_CHARACTER)
    made.require(
        "r.number IN (SELECT number FROM document_numbers"  # noqa: S608 - values are parameters
        f" WHERE key >= {lowest} AND key < {beyond})"
    )


def _filter(made: Selection, column: int, wanted: Condition) -> None:
    """Require that one of the values of a column is wanted."""
    made.require(
        "EXISTS (SELECT 1 FROM columns AS w WHERE w.number = r.number"  # noqa: S608 - values are parameters
        f' AND w."column" = {made.bind(column)} AND {_holds(made, wanted)})'
    )


def _holds(made: Selection, wanted: Condition) -> str:
    if isinstance(wanted, Between):
        return _is_between(made, wanted)
    values = wanted.values if isinstance(wanted, AnyOf) else (wanted,)
    rows = ", ".join(_row(made, each) for each in values if findable(each))
    return f"(w.sort, w.whole, w.beginning, w.rest) IN ({rows})" if rows else "false"


def _row(made: Selection, value: Scalar) -> str:
    sort, whole, beginning, rest = map(made.bind, kept(value).row)
    return f"({sort}::smallint, {whole}::bigint, {beginning}::text, {rest}::text)"


def _is_between(made: Selection, wanted: Between) -> str:
    """In a range; of a text whose rest is kept apart, only a bound as long can ask for the rest."""
    conditions = []
    for end, beyond in ((wanted.since, ">="), (wanted.before, "<")):
        if end is None:
            continue
        of = kept(end)
        conditions.append(f"w.sort = {made.bind(of.sort)}::smallint")
        if of.sort == WHOLE:
            conditions.append(f"w.whole {beyond} {made.bind(of.whole)}::bigint")
        elif not of.rest:
            conditions.append(f"w.beginning {beyond} {made.bind(of.beginning)}::text")
        else:
            whole = made.bind(of.beginning + of.rest)
            conditions.append(f"w.beginning || w.rest {beyond} {whole}::text")
    return " AND ".join(conditions)


def go_on_after(made: Selection, query: Query) -> None:
    """Require a place behind the cursor's.

    Raises:
        DataError: the cursor is damaged or belongs to another question.
    """
    if query.after is None:
        return
    value, number = read_cursor(query.after, query)
    beyond = "<" if query.newest_first else ">"
    if not made.sorted:
        made.require(f"r.number {beyond} {made.bind(number)}")
        return
    sort, whole, beginning, _ = kept(value).row
    place = ", ".join(map(made.bind, (sort, whole, beginning, number)))
    made.require(f"(o.sort, o.whole, o.beginning, o.number) {beyond} ({place})")


def placed(id: str) -> str | None:
    """An id as it is looked up; ``None`` where no record can have it."""
    return kept_text(id) if findable(id) else None

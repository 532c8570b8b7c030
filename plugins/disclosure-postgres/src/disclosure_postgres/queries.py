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
from disclosure_core.store.cursors import read_cursor
from disclosure_core.store.queries import any_agency
from disclosure_core.store.rules import check_column, check_value, findable
from disclosure_postgres.columns import kept
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
    for number, (name, value) in enumerate(query.where.items()):
        check_column(kind, name)
        check_value(kind, name, value)
        _equal(made, f"w{number}", column_id(name), value)
    if ordered and query.sort is not None:
        check_column(kind, query.sort)
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


def _equal(made: Selection, table: str, column: int, value: str | int | None) -> None:
    if not findable(value):
        made.require("false")
        return
    made.tables.append(f"columns AS {table}")
    made.require(f"{table}.number = r.number", f'{table}."column" = {made.bind(column)}')
    for name, part in zip(("sort", "whole", "beginning", "rest"), kept(value).row, strict=True):
        made.require(f"{table}.{name} = {made.bind(part)}")


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

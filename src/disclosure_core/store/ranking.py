"""A page of answers by relevance, the same in every store: the newest are read, weighed, sorted.

The cursor keeps which record was the newest when the first page was read: what is written meanwhile
moves nothing, and no record comes twice.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from attrs import frozen

from disclosure_core.records.bigrams import joined_text, terms_of
from disclosure_core.records.relevance import relevance
from disclosure_core.records.values import Query, RecordKind
from disclosure_core.store.cursors import bad_cursor, cursor, read_cursor
from disclosure_core.store.lookups import searched_text


@frozen
class Candidate:
    """A record that answers: the number of its version, and what it may be found by."""

    number: int
    body: Mapping[str, Any]


Newest = Callable[[int | None], Iterable[Candidate]]
"""Gives the newest 1,000 answers; of those up to a number, where one is given."""


def ranked_page(kind: RecordKind, query: Query, newest: Newest) -> tuple[list[int], str | None]:
    """The numbers of the best, in order, and the cursor of the next page.

    Raises:
        DataError: a cursor that is not this question's, or a search too long.
    """
    top, place = (None, None) if query.after is None else _read_place(query)
    terms = terms_of(query.search or "")
    weighed = sorted(
        ((_weight(kind, each.body, terms), each.number) for each in newest(top)), reverse=True
    )
    if top is None:
        top = max((number for _, number in weighed), default=0)
    left = [each for each in weighed if place is None or each < place]
    shown = left[: query.limit]
    after = None
    if len(left) > query.limit:
        weight, number = shown[-1]
        after = cursor(query, f"{top}/{weight}", number)
    return [number for _, number in shown], after


def _weight(kind: RecordKind, body: Mapping[str, Any], terms: tuple[str, ...]) -> int:
    title = joined_text(body.get(key) for key in kind.search_text[:1])
    return relevance(title, searched_text(kind, body), terms)


def _read_place(query: Query) -> tuple[int, tuple[int, int]]:
    value, number = read_cursor(query.after or "", query)
    top, _, weight = str(value).partition("/")
    if not (top.isdecimal() and weight.isdecimal() and len(top) + len(weight) < 30):
        raise bad_cursor()
    return int(top), (int(weight), number)

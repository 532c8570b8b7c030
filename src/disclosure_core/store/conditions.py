"""What a column must hold, the same in every store: what can be asked, and what answers.

:func:`answers` is the whole of a question without an index; a store asks it of what it has no index
for, which is the past.
"""

from collections.abc import Callable, Mapping
from typing import Any

from disclosure_core.errors import StoreError
from disclosure_core.messages import Message
from disclosure_core.records.bigrams import matches
from disclosure_core.records.values import AnyOf, Between, Condition, Query, Rank, RecordKind
from disclosure_core.store.lookups import column_values, searched_text
from disclosure_core.store.rules import check_column, check_limit, check_value, findable

MOST_VALUES = 1_000
"""Values of which a column may be asked to have one."""


def check_query(kind: RecordKind, query: Query) -> None:
    """Refuse a question that no store can answer.

    Raises:
        StoreError: a limit out of range, a column the kind does not declare, what no column can
            hold; relevance without words; a sorted or ranked question to the past.
    """
    check_limit(query.limit)
    for name, wanted in query.where.items():
        check_condition(kind, name, wanted)
    if query.sort is not None:
        check_column(kind, query.sort)
    if query.rank is Rank.RELEVANCE and not (query.search or "").strip():
        raise StoreError(
            Message("Only the answers to a search can be ranked by relevance."),
            fix=Message("search for words, or ask for the newest."),
        )
    if query.as_of is not None and (query.sort is not None or query.rank is Rank.RELEVANCE):
        raise StoreError(
            Message("Records as they stood at an instant come by the time of their change only."),
            fix=Message("leave the sorting out."),
        )


def check_condition(kind: RecordKind, name: str, wanted: Condition) -> None:
    """Refuse what no column can hold.

    Raises:
        StoreError: it is no condition, or the kind declares no such column.
    """
    check_column(kind, name)
    if isinstance(wanted, AnyOf):
        if len(wanted.values) > MOST_VALUES:
            raise StoreError(
                Message(
                    "The column {column} is asked for any of {count} values; {most} are allowed.",
                    column=name,
                    count=len(wanted.values),
                    most=MOST_VALUES,
                )
            )
        for each in wanted.values:
            check_value(kind, name, each)
    elif isinstance(wanted, Between):
        _check_range(kind, name, wanted)
    else:
        check_value(kind, name, wanted)


def _check_range(kind: RecordKind, name: str, wanted: Between) -> None:
    ends = [each for each in (wanted.since, wanted.before) if each is not None]
    alike = all(isinstance(each, str) for each in ends) or all(
        isinstance(each, int) and not isinstance(each, bool) for each in ends
    )
    if not ends or not alike or not all(map(findable, ends)):
        raise StoreError(
            Message(
                "The column {column} of {kind} cannot be searched from {since} to {before}.",
                column=name,
                kind=kind.name,
                since=repr(wanted.since),
                before=repr(wanted.before),
            ),
            fix=Message("give texts or whole numbers, both ends of one sort."),
        )


def answers(kind: RecordKind, query: Query) -> Callable[[Mapping[str, Any]], bool]:
    """Whether a body answers a question, by reading all of it."""
    asks_words = bool((query.search or "").strip())

    def answer(body: Mapping[str, Any]) -> bool:
        held: dict[str, list[str | int | None]] = {}
        for name, _, value in column_values(kind, body):
            held.setdefault(name, []).append(value)
        return all(
            any(_holds(value, wanted) for value in held[name])
            for name, wanted in query.where.items()
        ) and (not asks_words or matches(searched_text(kind, body), query.search or ""))

    return answer


def _holds(value: str | int | None, wanted: Condition) -> bool:
    if isinstance(wanted, AnyOf):
        return any(_holds(value, each) for each in wanted.values)
    if isinstance(wanted, Between):
        return _is_between(value, wanted)
    return value == wanted and type(value) is (int if isinstance(wanted, bool) else type(wanted))


def _is_between(value: str | int | None, wanted: Between) -> bool:
    since, before = wanted.since, wanted.before
    sort = type(before if since is None else since)
    if not isinstance(value, sort):
        return False
    return (since is None or value >= since) and (before is None or value < before)  # type: ignore[operator]

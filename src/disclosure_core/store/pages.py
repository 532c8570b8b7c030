"""Pages of answers out of a SQLite store, and their counts.

Every read carries the asker's visibilities into the SQL; nothing is filtered afterwards but the
past, of which there is no index: its versions are read one by one.
"""

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from attrs import frozen
from sqlite_utils import Database

from disclosure_core.access.values import EVERY_AGENCY
from disclosure_core.records.journal import instant_text
from disclosure_core.records.relevance import NEWEST_WEIGHED
from disclosure_core.records.values import Query, Rank, Record, RecordKind
from disclosure_core.store.conditions import answers, check_query
from disclosure_core.store.cursors import cursor, read_cursor
from disclosure_core.store.personal import found_by, marked
from disclosure_core.store.projection import column_id
from disclosure_core.store.queries import (
    Selection,
    any_agency,
    direction_of,
    go_on_after,
    order_of,
    selection,
)
from disclosure_core.store.ranking import Candidate, ranked_page
from disclosure_core.store.reading import VERSION, records_out

Found = tuple[tuple[Record, ...], str | None]
"""The records of a page, and the cursor of the next one."""


@frozen
class _Asked:
    """Answers what the building of a statement asks; an :class:`~.queries.Asked`."""

    database: Database
    kind: RecordKind

    def column_id(self, name: str) -> int:
        return column_id(self.database.conn, self.kind.name, name)

    def more_than(self, most: int, source: str, values: dict[str, Any]) -> bool:
        statement = f"SELECT 1 {source} LIMIT 1 OFFSET {most}"
        return self.database.conn.execute(statement, values).fetchone() is not None


def page_of(database: Database, kind: RecordKind, query: Query, visible: frozenset[str]) -> Found:
    """A page of answers.

    Raises:
        StoreError: a question that no store can answer.
        DataError: a cursor that is not this question's, or a search too long.
    """
    check_query(kind, query)
    if query.as_of is not None:
        return _page_of_the_past(database, kind, query, visible)
    made = selection(kind, query, visible, _Asked(database, kind), ordered=True)
    if query.rank is Rank.RELEVANCE:
        return _best(database, kind, query, visible, made)
    go_on_after(made, query)
    direction = direction_of(query)
    rows = database.conn.execute(
        f"""
        WITH found AS (
            SELECT {made.number} AS number, {made.sorted_by or "NULL"} AS value
            {made.source} {order_of(made, query)} LIMIT {query.limit + 1}
        )
        SELECT {VERSION}, found.value, found.number
        FROM found CROSS JOIN versions AS v ON v.number = found.number
        ORDER BY found.value {direction}, found.number {direction}
        """,  # noqa: S608 - values are parameters
        made.values,
    ).fetchall()
    shown = rows[: query.limit]
    records = records_out(database, kind, (row[:-2] for row in shown), visible)
    return records, cursor(query, *shown[-1][-2:]) if len(rows) > query.limit else None


def _best(
    database: Database,
    kind: RecordKind,
    query: Query,
    visible: frozenset[str],
    made: Selection,
) -> Found:
    def newest(top: int | None) -> Iterator[Candidate]:
        if top is not None:
            made.require(f"{made.number} <= {made.bind(top)}")
        rows = database.conn.execute(
            f"""
            WITH found AS (
                SELECT {made.number} AS number {made.source}
                ORDER BY {made.number} DESC LIMIT {NEWEST_WEIGHED}
            )
            SELECT v.number, v.schema_version, v.body
            FROM found CROSS JOIN versions AS v ON v.number = found.number
            """,  # noqa: S608 - values are parameters
            made.values,
        )
        for number, schema, body in rows:
            yield Candidate(number, found_by(kind, json.loads(body), schema, marked=marked(body)))

    numbers, after = ranked_page(kind, query, newest)
    rows = database.conn.execute(
        f"SELECT {VERSION}, v.number FROM versions AS v"  # noqa: S608 - values are parameters
        " WHERE v.number IN (SELECT value FROM json_each(?))",
        (json.dumps(numbers),),
    )
    by_number = {number: row for *row, number in rows}
    return records_out(database, kind, (tuple(by_number[n]) for n in numbers), visible), after


def count_of(
    database: Database,
    kind: RecordKind,
    query: Query,
    visible: frozenset[str],
    at_most: int | None,
) -> int:
    """How many records answer a question, counted up to ``at_most``.

    Raises:
        StoreError: a question that no store can answer.
        DataError: a search too long.
    """
    check_query(kind, query)
    if query.as_of is not None:
        return sum(1 for _ in islice(_past(database, kind, query, visible, None), at_most))
    made = selection(kind, query, visible, _Asked(database, kind), ordered=False)
    if at_most is None:
        statement = f"SELECT count(*) {made.source}"
    else:
        statement = f"SELECT count(*) FROM (SELECT 1 {made.source} LIMIT {int(at_most)})"  # noqa: S608 - values are parameters
    (total,) = database.conn.execute(statement, made.values).fetchone()
    return int(total)


def _page_of_the_past(
    database: Database, kind: RecordKind, query: Query, visible: frozenset[str]
) -> Found:
    place = None if query.after is None else read_cursor(query.after, query)[1]
    rows = list(islice(_past(database, kind, query, visible, place), query.limit + 1))
    shown = rows[: query.limit]
    records = records_out(database, kind, (row[:-1] for row in shown), visible)
    return records, cursor(query, None, shown[-1][-1]) if len(rows) > query.limit else None


def _past(
    database: Database, kind: RecordKind, query: Query, visible: frozenset[str], place: int | None
) -> Iterator[tuple[Any, ...]]:
    """Versions that stood at the instant and answer, with their numbers, as they are read."""
    answer = answers(kind, query)
    beyond = "<" if query.newest_first else ">"
    assert query.as_of is not None  # noqa: S101 - asked by the caller
    rows = database.conn.execute(
        f"""
        SELECT {VERSION}, v.number
        FROM versions AS v CROSS JOIN records AS r ON r.kind = v.kind AND r.id = v.id
        WHERE v.kind = :kind AND v.body IS NOT NULL AND v.changed_at <= :instant
          AND (:place IS NULL OR v.number {beyond} :place)
          AND (r.visibility IN (SELECT value FROM json_each(:visible))
               OR :every AND {any_agency("r.visibility")})
          AND (v.visibility IN (SELECT value FROM json_each(:visible))
               OR :every AND {any_agency("v.visibility")})
          AND v.version = (
              SELECT max(version) FROM versions
              WHERE kind = v.kind AND id = v.id AND changed_at <= :instant
          )
        ORDER BY v.number {direction_of(query)}
        """,  # noqa: S608 - the conditions are our own
        {
            "kind": kind.name,
            "instant": instant_text(query.as_of),
            "place": place,
            "visible": json.dumps(sorted(visible)),
            "every": EVERY_AGENCY in visible,
        },
    )
    for row in rows:
        body, schema = row[5], row[2]
        if answer(found_by(kind, json.loads(body), schema, marked=marked(body))):
            yield row

"""Pages of answers out of a PostgreSQL store, and their counts.

Every read carries the asker's visibilities into the SQL; nothing is filtered afterwards but the
past, of which there is no index: its versions are read one by one.
"""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from disclosure_core import Query, Record, RecordKind
from disclosure_core.access.values import EVERY_AGENCY
from disclosure_core.records.relevance import NEWEST_WEIGHED
from disclosure_core.records.values import Rank
from disclosure_core.store.conditions import answers, check_query
from disclosure_core.store.cursors import cursor, read_cursor
from disclosure_core.store.personal import found_by
from disclosure_core.store.queries import any_agency
from disclosure_core.store.ranking import Candidate, ranked_page
from disclosure_postgres.columns import place_of
from disclosure_postgres.connections import Connection
from disclosure_postgres.keeping import kept_row
from disclosure_postgres.projection import column_id
from disclosure_postgres.queries import Selection, go_on_after, selection
from disclosure_postgres.reading import VERSION, records_out

_CHUNK = 500

Found = tuple[tuple[Record, ...], str | None]
"""The records of a page, and the cursor of the next one."""


def page_of(
    connection: Connection, kind: RecordKind, query: Query, visible: frozenset[str]
) -> Found:
    """A page of answers.

    Raises:
        StoreError: a question that no store can answer.
        DataError: a cursor that is not this question's, or a search too long.
    """
    check_query(kind, query)
    if query.as_of is not None:
        return _page_of_the_past(connection, kind, query, visible)
    made = selection(kind, query, visible, _column_ids(connection, kind), ordered=True)
    if query.rank is Rank.RELEVANCE:
        return _best(connection, kind, query, visible, made)
    go_on_after(made, query)
    direction = "DESC" if query.newest_first else "ASC"
    rows = connection.execute(
        f"""
        WITH found (number, sort, whole, beginning) AS (
            SELECT r.number, {made.sorted_by} {made.source} {made.order(query)}
            LIMIT {made.bind(query.limit + 1)}
        )
        SELECT {VERSION}, f.sort, f.whole, f.beginning, f.number
        FROM found AS f JOIN versions AS v ON v.number = f.number
        ORDER BY f.sort {direction}, f.whole {direction}, f.beginning COLLATE "C" {direction},
            f.number {direction}
        """,  # noqa: S608 - values are parameters
        made.values,
    ).fetchall()
    shown = rows[: query.limit]
    records = records_out(connection, kind, (row[:-4] for row in shown), visible)
    if len(rows) <= query.limit:
        return records, None
    *place, number = shown[-1][-4:]
    return records, cursor(query, place_of(*place) if made.sorted else None, number)


def _best(
    connection: Connection,
    kind: RecordKind,
    query: Query,
    visible: frozenset[str],
    made: Selection,
) -> Found:
    read: dict[int, tuple[Any, ...]] = {}

    def newest(top: int | None) -> Iterator[Candidate]:
        if top is not None:
            made.require(f"r.number <= {made.bind(top)}")
        rows = connection.execute(
            f"""
            WITH found AS (
                SELECT r.number {made.source} ORDER BY r.number DESC LIMIT {NEWEST_WEIGHED}
            )
            SELECT {VERSION}, v.number FROM found JOIN versions AS v ON v.number = found.number
            """,  # noqa: S608 - values are parameters
            made.values,
        )
        for *row, number in rows:
            read[number] = tuple(row)
            kept = kept_row(read[number])
            body = found_by(kind, kept.body, kept.schema_version, marked=kept.marked)
            yield Candidate(number, body)

    numbers, after = ranked_page(kind, query, newest)
    return records_out(connection, kind, (read[number] for number in numbers), visible), after


def count_of(
    connection: Connection,
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
        return sum(1 for _ in islice(_past(connection, kind, query, visible, None), at_most))
    made = selection(kind, query, visible, _column_ids(connection, kind), ordered=False)
    if at_most is None:
        statement = f"SELECT count(*) {made.source}"
    else:
        most = made.bind(at_most)
        statement = f"SELECT count(*) FROM (SELECT 1 {made.source} LIMIT {most}) AS counted"  # noqa: S608 - values are parameters
    found = connection.execute(statement, made.values).fetchone()
    return int(found[0]) if found else 0


def _page_of_the_past(
    connection: Connection, kind: RecordKind, query: Query, visible: frozenset[str]
) -> Found:
    place = None if query.after is None else read_cursor(query.after, query)[1]
    rows = list(islice(_past(connection, kind, query, visible, place), query.limit + 1))
    shown = rows[: query.limit]
    records = records_out(connection, kind, (row[:-1] for row in shown), visible)
    return records, cursor(query, None, shown[-1][-1]) if len(rows) > query.limit else None


def _past(
    connection: Connection,
    kind: RecordKind,
    query: Query,
    visible: frozenset[str],
    place: int | None,
) -> Iterator[tuple[Any, ...]]:
    """Versions that stood at the instant and answer, with their numbers, as they are read."""
    answer = answers(kind, query)
    beyond, direction = ("<", "DESC") if query.newest_first else (">", "ASC")
    while True:
        rows = connection.execute(
            f"""
            SELECT {VERSION}, v.number
            FROM versions AS v JOIN records AS r ON r.kind = v.kind AND r.id = v.id
            WHERE v.kind = %(kind)s AND v.body IS NOT NULL AND v.changed_at <= %(instant)s
              AND (%(place)s::bigint IS NULL OR v.number {beyond} %(place)s)
              AND (r.visibility = ANY (%(visible)s::text[])
                   OR %(every)s AND {any_agency("r.visibility")})
              AND (v.visibility = ANY (%(visible)s::text[])
                   OR %(every)s AND {any_agency("v.visibility")})
              AND v.version = (
                  SELECT max(version) FROM versions
                  WHERE kind = v.kind AND id = v.id AND changed_at <= %(instant)s
              )
            ORDER BY v.number {direction} LIMIT {_CHUNK}
            """,  # noqa: S608 - the conditions are our own
            {
                "kind": kind.name,
                "instant": query.as_of,
                "place": place,
                "visible": sorted(map(str, visible)),
                "every": EVERY_AGENCY in visible,
            },
        ).fetchall()
        for row in rows:
            kept = kept_row(row[:-1])
            if answer(found_by(kind, kept.body, kept.schema_version, marked=kept.marked)):
                yield row
        if len(rows) < _CHUNK:
            return
        place = rows[-1][-1]


def _column_ids(connection: Connection, kind: RecordKind) -> Callable[[str], int]:
    return lambda name: column_id(connection, kind.name, name)

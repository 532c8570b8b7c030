"""Records out of a SQLite store: versions of one, pages of many, counts.

Every read carries the asker's visibilities into the SQL; nothing is filtered afterwards.
"""

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from disclosure_core.access.values import EVERY_AGENCY
from disclosure_core.records.journal import instant_text
from disclosure_core.records.values import Query, Record, RecordKind
from disclosure_core.store.cursors import cursor
from disclosure_core.store.keeping import fields_under, kept_row
from disclosure_core.store.personal import records_of
from disclosure_core.store.projection import column_id
from disclosure_core.store.queries import (
    any_agency,
    direction_of,
    go_on_after,
    order_of,
    selection,
)
from disclosure_core.store.rules import check_limit, findable

_VERSION = "v.id, v.version, v.schema_version, v.visibility, v.changed_at, v.body, v.digest"


def last_version(
    database: Database, kind: RecordKind, id: str, visible: frozenset[str]
) -> Record | None:
    """The last version of a record, if it may be seen."""
    return next(iter(_versions(database, kind, id, visible, "v.number = r.number")), None)


def one_version(
    database: Database, kind: RecordKind, id: str, visible: frozenset[str], version: int
) -> Record | None:
    """A version of a record, if both may be seen."""
    return next(iter(_versions(database, kind, id, visible, "v.version = ?", version)), None)


def version_as_of(
    database: Database, kind: RecordKind, id: str, visible: frozenset[str], instant: datetime
) -> Record | None:
    """The version of a record that stood at an instant, if both may be seen."""
    condition = """v.version = (
        SELECT max(version) FROM versions WHERE kind = r.kind AND id = r.id AND changed_at <= ?
    )"""
    return next(
        iter(_versions(database, kind, id, visible, condition, instant_text(instant))), None
    )


def all_versions(
    database: Database, kind: RecordKind, id: str, visible: frozenset[str]
) -> tuple[Record, ...]:
    """The versions of a record that may be seen, oldest first."""
    return _versions(database, kind, id, visible, "v.body IS NOT NULL")


def _versions(
    database: Database,
    kind: RecordKind,
    id: str,
    visible: frozenset[str],
    condition: str,
    *values: object,
) -> tuple[Record, ...]:
    if not all(findable(each) for each in (id, *values) if isinstance(each, str | int)):
        return ()
    allowed = json.dumps(sorted(visible))
    every = EVERY_AGENCY in visible
    rows = database.conn.execute(
        f"""
        SELECT {_VERSION}
        FROM records AS r JOIN versions AS v ON v.kind = r.kind AND v.id = r.id
        WHERE r.kind = ? AND r.id = ? AND v.body IS NOT NULL
          AND (r.visibility IN (SELECT value FROM json_each(?))
               OR ? AND {any_agency("r.visibility")})
          AND (v.visibility IN (SELECT value FROM json_each(?))
               OR ? AND {any_agency("v.visibility")})
          AND {condition}
        ORDER BY v.version
        """,  # noqa: S608 - the conditions are our own
        (kind.name, id, allowed, every, allowed, every, *values),
    )
    return _records(database, kind, rows, visible)


def _records(
    database: Database, kind: RecordKind, rows: Iterable[tuple[Any, ...]], visible: frozenset[str]
) -> tuple[Record, ...]:
    kept = [kept_row(row) for row in rows]
    return records_of(kind, kept, visible, lambda keys: fields_under(database.conn, keys))


def page_of(
    database: Database, kind: RecordKind, query: Query, visible: frozenset[str]
) -> tuple[tuple[Record, ...], str | None]:
    """The records of a page, and the cursor of the next one.

    Raises:
        StoreError: a column the kind does not declare, or a limit out of range.
        DataError: a cursor that is not this question's, or a search too long.
    """
    check_limit(query.limit)
    made = selection(kind, query, visible, _column_ids(database, kind), ordered=True)
    go_on_after(made, query)
    direction = direction_of(query)
    rows = database.conn.execute(
        f"""
        WITH found AS (
            SELECT {made.number} AS number, {made.sorted_by or "NULL"} AS value
            {made.source} {order_of(made, query)} LIMIT {query.limit + 1}
        )
        SELECT {_VERSION}, found.value, found.number
        FROM found CROSS JOIN versions AS v ON v.number = found.number
        ORDER BY found.value {direction}, found.number {direction}
        """,  # noqa: S608 - values are parameters
        made.values,
    ).fetchall()
    shown = rows[: query.limit]
    records = _records(database, kind, (row[:-2] for row in shown), visible)
    return records, cursor(query, *shown[-1][-2:]) if len(rows) > query.limit else None


def count_of(database: Database, kind: RecordKind, query: Query, visible: frozenset[str]) -> int:
    """How many records answer a question."""
    made = selection(kind, query, visible, _column_ids(database, kind), ordered=False)
    (total,) = database.conn.execute(f"SELECT count(*) {made.source}", made.values).fetchone()
    return int(total)


def _column_ids(database: Database, kind: RecordKind) -> Callable[[str], int]:
    return lambda name: column_id(database.conn, kind.name, name)

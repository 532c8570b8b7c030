"""Records out of a PostgreSQL store: versions of one, pages of many, counts.

Every read carries the asker's visibilities into the SQL; nothing is filtered afterwards.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from disclosure_core import Query, Record, RecordKind
from disclosure_core.access.values import EVERY_AGENCY
from disclosure_core.store.cursors import cursor
from disclosure_core.store.personal import records_of
from disclosure_core.store.queries import any_agency
from disclosure_core.store.rules import check_limit
from disclosure_postgres.columns import place_of
from disclosure_postgres.connections import Connection
from disclosure_postgres.keeping import fields_under, kept_row
from disclosure_postgres.projection import column_id
from disclosure_postgres.queries import go_on_after, placed, selection

_VERSION = "v.id, v.version, v.schema_version, v.visibility, v.changed_at, v.body::text, v.digest"


def last_version(
    connection: Connection, kind: RecordKind, id: str, visible: frozenset[str]
) -> Record | None:
    """The last version of a record, if it may be seen."""
    return _one(_versions(connection, kind, id, visible, "v.number = r.number"))


def one_version(
    connection: Connection, kind: RecordKind, id: str, visible: frozenset[str], version: int
) -> Record | None:
    """A version of a record, if both may be seen."""
    condition = "v.version = %(version)s"
    return _one(_versions(connection, kind, id, visible, condition, version=version))


def version_as_of(
    connection: Connection, kind: RecordKind, id: str, visible: frozenset[str], instant: datetime
) -> Record | None:
    """The version of a record that stood at an instant, if both may be seen."""
    condition = """v.version = (
        SELECT max(version) FROM versions
        WHERE kind = r.kind AND id = r.id AND changed_at <= %(instant)s
    )"""
    return _one(_versions(connection, kind, id, visible, condition, instant=instant))


def all_versions(
    connection: Connection, kind: RecordKind, id: str, visible: frozenset[str]
) -> tuple[Record, ...]:
    """The versions of a record that may be seen, oldest first."""
    return _versions(connection, kind, id, visible, "true")


def _one(found: tuple[Record, ...]) -> Record | None:
    return found[0] if found else None


def _versions(
    connection: Connection,
    kind: RecordKind,
    id: str,
    visible: frozenset[str],
    condition: str,
    **values: object,
) -> tuple[Record, ...]:
    name = placed(id)
    if name is None:
        return ()
    rows = connection.execute(
        f"""
        SELECT {_VERSION}
        FROM records AS r JOIN versions AS v ON v.kind = r.kind AND v.id = r.id
        WHERE r.kind = %(kind)s AND r.id = %(id)s AND v.body IS NOT NULL
          AND (r.visibility = ANY (%(visible)s::text[])
               OR %(every)s AND {any_agency("r.visibility")})
          AND (v.visibility = ANY (%(visible)s::text[])
               OR %(every)s AND {any_agency("v.visibility")})
          AND {condition}
        ORDER BY v.version
        """,  # noqa: S608 - the conditions are our own
        {
            "kind": kind.name,
            "id": name,
            "visible": sorted(map(str, visible)),
            "every": EVERY_AGENCY in visible,
            **values,
        },
    )
    return _records(connection, kind, rows, visible)


def _records(
    connection: Connection,
    kind: RecordKind,
    rows: Iterable[tuple[Any, ...]],
    visible: frozenset[str],
) -> tuple[Record, ...]:
    kept = [kept_row(row) for row in rows]
    return records_of(kind, kept, visible, lambda keys: fields_under(connection, keys))


def page_of(
    connection: Connection, kind: RecordKind, query: Query, visible: frozenset[str]
) -> tuple[tuple[Record, ...], str | None]:
    """The records of a page, and the cursor of the next one.

    Raises:
        StoreError: a column the kind does not declare, or a limit out of range.
        DataError: a cursor that is not this question's, or a search too long.
    """
    check_limit(query.limit)
    made = selection(kind, query, visible, _column_ids(connection, kind), ordered=True)
    go_on_after(made, query)
    direction = "DESC" if query.newest_first else "ASC"
    rows = connection.execute(
        f"""
        WITH found (number, sort, whole, beginning) AS (
            SELECT r.number, {made.sorted_by} {made.source} {made.order(query)}
            LIMIT {made.bind(query.limit + 1)}
        )
        SELECT {_VERSION}, f.sort, f.whole, f.beginning, f.number
        FROM found AS f JOIN versions AS v ON v.number = f.number
        ORDER BY f.sort {direction}, f.whole {direction}, f.beginning COLLATE "C" {direction},
            f.number {direction}
        """,  # noqa: S608 - values are parameters
        made.values,
    ).fetchall()
    shown = rows[: query.limit]
    records = _records(connection, kind, (row[:-4] for row in shown), visible)
    if len(rows) <= query.limit:
        return records, None
    *place, number = shown[-1][-4:]
    return records, cursor(query, place_of(*place) if made.sorted else None, number)


def count_of(
    connection: Connection, kind: RecordKind, query: Query, visible: frozenset[str]
) -> int:
    """How many records answer a question."""
    made = selection(kind, query, visible, _column_ids(connection, kind), ordered=False)
    found = connection.execute(f"SELECT count(*) {made.source}", made.values).fetchone()
    return int(found[0]) if found else 0


def _column_ids(connection: Connection, kind: RecordKind) -> Callable[[str], int]:
    return lambda name: column_id(connection, kind.name, name)

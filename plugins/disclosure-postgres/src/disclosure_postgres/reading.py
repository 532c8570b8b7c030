"""Records out of a PostgreSQL store: versions of one, pages of many, counts.

Every read carries the asker's visibilities into the SQL; nothing is filtered afterwards.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from disclosure_core import Record, RecordKind
from disclosure_core.access.values import EVERY_AGENCY
from disclosure_core.records.personal import Opening
from disclosure_core.store.personal import openings_of, records_of
from disclosure_core.store.queries import any_agency
from disclosure_postgres.connections import Connection
from disclosure_postgres.keeping import fields_under, kept_row
from disclosure_postgres.queries import placed

VERSION = "v.id, v.version, v.schema_version, v.visibility, v.changed_at, v.body::text, v.digest"
"""The columns of a version that is read out."""


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


def openings(
    connection: Connection, kind: RecordKind, id: str, visible: frozenset[str]
) -> tuple[Opening, ...]:
    """What opens the commitments of those versions, where personal fields may be seen."""
    rows = [kept_row(row) for row in _rows(connection, kind, id, visible, "true")]
    return openings_of(rows, visible, lambda keys: fields_under(connection, keys))


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
    rows = _rows(connection, kind, id, visible, condition, **values)
    return records_out(connection, kind, rows, visible)


def _rows(
    connection: Connection,
    kind: RecordKind,
    id: str,
    visible: frozenset[str],
    condition: str,
    **values: object,
) -> Iterable[tuple[Any, ...]]:
    name = placed(id)
    if name is None:
        return ()
    return connection.execute(
        f"""
        SELECT {VERSION}
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


def records_out(
    connection: Connection,
    kind: RecordKind,
    rows: Iterable[tuple[Any, ...]],
    visible: frozenset[str],
) -> tuple[Record, ...]:
    """Versions as the asker may read them, from rows of :data:`VERSION`."""
    kept = [kept_row(row) for row in rows]
    return records_of(kind, kept, visible, lambda keys: fields_under(connection, keys))

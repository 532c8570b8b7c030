"""Records out of a SQLite store: versions of one, pages of many, counts.

Every read carries the asker's visibilities into the SQL; nothing is filtered afterwards.
"""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from disclosure_core.access.values import EVERY_AGENCY
from disclosure_core.records.journal import instant_text
from disclosure_core.records.personal import Opening
from disclosure_core.records.values import Record, RecordKind
from disclosure_core.store.keeping import fields_under, kept_row
from disclosure_core.store.personal import openings_of, records_of
from disclosure_core.store.queries import (
    any_agency,
)
from disclosure_core.store.rules import findable

VERSION = "v.id, v.version, v.schema_version, v.visibility, v.changed_at, v.body, v.digest"
"""The columns of a version that is read out."""


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


def openings(
    database: Database, kind: RecordKind, id: str, visible: frozenset[str]
) -> tuple[Opening, ...]:
    """What opens the commitments of those versions, where personal fields may be seen."""
    rows = [kept_row(row) for row in _rows(database, kind, id, visible, "v.body IS NOT NULL")]
    return openings_of(rows, visible, lambda keys: fields_under(database.conn, keys))


def _versions(
    database: Database,
    kind: RecordKind,
    id: str,
    visible: frozenset[str],
    condition: str,
    *values: object,
) -> tuple[Record, ...]:
    rows = _rows(database, kind, id, visible, condition, *values)
    return records_out(database, kind, rows, visible)


def _rows(
    database: Database,
    kind: RecordKind,
    id: str,
    visible: frozenset[str],
    condition: str,
    *values: object,
) -> Iterable[tuple[Any, ...]]:
    if not all(findable(each) for each in (id, *values) if isinstance(each, str | int)):
        return ()
    allowed = json.dumps(sorted(visible))
    every = EVERY_AGENCY in visible
    return database.conn.execute(
        f"""
        SELECT {VERSION}
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


def records_out(
    database: Database, kind: RecordKind, rows: Iterable[tuple[Any, ...]], visible: frozenset[str]
) -> tuple[Record, ...]:
    """Versions as the asker may read them, from rows of :data:`VERSION`."""
    kept = [kept_row(row) for row in rows]
    return records_of(kind, kept, visible, lambda keys: fields_under(database.conn, keys))

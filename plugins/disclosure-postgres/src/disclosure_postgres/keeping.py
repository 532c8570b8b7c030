"""Personal fields, holds and what is still kept of records, in PostgreSQL's tables.

Erasing makes a new row without the value; the old one is gone from the table's file when it was
vacuumed, which :func:`wipe` does.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, LiteralString

from disclosure_core import RecordKind
from disclosure_core.records.contents import Gone, KeptPersonal, Retained
from disclosure_core.records.personal import PersonalField
from disclosure_core.records.values import ERASE, HOLD, PURGE, UNHOLD, subject
from disclosure_core.store.personal import KeptRow, found_by, marked, padded, unpadded
from disclosure_postgres.connections import Connection
from disclosure_postgres.queries import placed
from disclosure_postgres.texts import read_body

_CHUNK = 500

_PERSONAL = "key, kind, id, version, field, salt, value"

_WIPED = ("personal", "versions", "records", "columns", "search", "document_numbers")
"""Tables that hold what was erased and purged, or what it was looked up by."""


def kept_row(row: tuple[Any, ...]) -> KeptRow:
    """A version from its columns: id, version, schema, visibility, instant, body, digest."""
    name, version, schema, visibility, changed_at, body, digest = row
    return KeptRow(
        name, version, schema, visibility, changed_at, read_body(body), digest, marked(body)
    )


def rows_of_record(connection: Connection, kind: str, id: str) -> list[KeptRow]:
    """All versions of a record that have a body, oldest first, whoever may see them."""
    rows = connection.execute(
        """
        SELECT id, version, schema_version, visibility, changed_at, body::text, digest
        FROM versions WHERE kind = %s AND id = %s AND body IS NOT NULL ORDER BY version
        """,
        (kind, placed(id)),
    )
    return [kept_row(row) for row in rows]


def row_numbered(connection: Connection, number: int) -> KeptRow:
    """The version in a row."""
    (row,) = connection.execute(
        """
        SELECT id, version, schema_version, visibility, changed_at, body::text, digest
        FROM versions WHERE number = %s
        """,
        (number,),
    )
    return kept_row(row)


def fields_under(connection: Connection, keys: Sequence[str]) -> dict[str, PersonalField]:
    """The personal fields under some keys."""
    rows = connection.execute(
        "SELECT key, field, salt, value FROM personal WHERE key = ANY (%s::text[])", (list(keys),)
    )
    return {key: _field(key, *rest) for key, *rest in rows}


def _field(key: str, field: str, salt: bytes | None, value: bytes | None) -> PersonalField:
    return PersonalField(key, field, salt, None if value is None else unpadded(value))


def add_fields(
    connection: Connection, kind: str, id: str, version: int, fields: Iterable[PersonalField]
) -> None:
    """Keep the personal fields of a version."""
    rows = [
        (each.key, kind, id, version, each.field, each.salt, padded(each.value or ""))
        for each in fields
    ]
    if rows:
        connection.cursor().executemany(
            f"INSERT INTO personal ({_PERSONAL}) VALUES (%s, %s, %s, %s, %s, %s, %s)",  # noqa: S608 - our own names
            rows,
        )


def personal_row(kept: KeptPersonal) -> tuple[Any, ...]:
    """The row of a field of any version, for :data:`PERSONAL_COPY`."""
    value = None if kept.value is None else padded(kept.value)
    return (kept.key, kept.kind, kept.id, kept.version, kept.field, kept.salt, value)


PERSONAL_COPY = f"COPY personal ({_PERSONAL}) FROM STDIN"


def personal_of(connection: Connection) -> Iterator[KeptPersonal]:
    """The personal fields of all versions, in the order they were written."""
    after = 0
    while True:
        rows = connection.execute(
            f"SELECT number, {_PERSONAL} FROM personal WHERE number > %s ORDER BY number LIMIT %s",  # noqa: S608 - our own names
            (after, _CHUNK),
        ).fetchall()
        if not rows:
            return
        for _, key, kind, name, version, field, salt, value in rows:
            yield KeptPersonal(
                key=key,
                kind=kind,
                id=name,
                version=version,
                field=field,
                salt=salt,
                value=None if value is None else unpadded(value),
            )
        after = rows[-1][0]


def erase_fields(connection: Connection, kind: str, id: str) -> int:
    """Destroy salts and values of all versions of a record; how many were kept."""
    return _count_of(
        connection,
        """
        WITH done AS (
            UPDATE personal SET salt = NULL, value = NULL
            WHERE kind = %s AND id = %s AND value IS NOT NULL RETURNING 1
        )
        SELECT count(*) FROM done
        """,
        (kind, placed(id)),
    )


def purge_bodies(connection: Connection, kind: str, id: str) -> int:
    """Destroy the bodies of all versions of a record; how many there were."""
    return _count_of(
        connection,
        """
        WITH done AS (
            UPDATE versions SET body = NULL
            WHERE kind = %s AND id = %s AND body IS NOT NULL RETURNING 1
        )
        SELECT count(*) FROM done
        """,
        (kind, placed(id)),
    )


def _count_of(connection: Connection, statement: LiteralString, values: tuple[Any, ...]) -> int:
    """What a statement counts; asked for, as a pipeline does not tell how many rows it changed."""
    found = connection.execute(statement, values).fetchone()
    return int(found[0]) if found else 0


def on_hold(connection: Connection, kind: str, id: str) -> bool:
    """Whether the last entry that holds a record or lets it go holds it."""
    name = placed(id)
    if name is None:
        return False
    found = connection.execute(
        """
        SELECT kind FROM journal WHERE kind = ANY (%s::text[]) AND id = %s
        ORDER BY sequence DESC LIMIT 1
        """,
        ([HOLD, UNHOLD], subject(kind, name)),
    ).fetchone()
    return found is not None and found[0] == HOLD


def retained(connection: Connection, kind: RecordKind, after: str) -> list[Retained]:
    """Some records of a kind of which a body is still kept, by id, those beyond ``after``."""
    rows = connection.execute(
        """
        WITH kept AS (
            SELECT id, max(version) AS last, max(version) FILTER (WHERE body IS NOT NULL) AS bodied
            FROM versions WHERE kind = %(kind)s AND id > %(after)s
            GROUP BY id HAVING bool_or(body IS NOT NULL) ORDER BY id LIMIT %(limit)s
        )
        SELECT kept.id, last, l.changed_at, b.schema_version, b.body::text, (
            SELECT count(*) FROM personal AS p
            WHERE p.kind = %(kind)s AND p.id = kept.id AND p.value IS NOT NULL
        )
        FROM kept
        JOIN versions AS l ON l.kind = %(kind)s AND l.id = kept.id AND l.version = last
        JOIN versions AS b ON b.kind = %(kind)s AND b.id = kept.id AND b.version = bodied
        ORDER BY kept.id
        """,
        {"kind": kind.name, "after": after, "limit": _CHUNK},
    ).fetchall()
    return [
        Retained(
            kind=kind.name,
            id=name,
            version=last,
            changed_at=changed_at,
            body=found_by(kind, read_body(body), schema, marked=marked(body)),
            personal=personal,
            on_hold=on_hold(connection, kind.name, name),
        )
        for name, last, changed_at, schema, body, personal in rows
    ]


def gone(connection: Connection) -> Gone:
    """How much was erased and purged."""
    found = connection.execute(
        """
        SELECT (SELECT count(*) FROM personal WHERE value IS NULL),
            (SELECT count(DISTINCT id) FROM journal WHERE kind = %s)
        """,
        (PURGE,),
    ).fetchone()
    values, records = found or (0, 0)
    return Gone(values=values, records=records)


def destroyed_by_acts(connection: Connection) -> list[tuple[str, str, int]]:
    """What the journal says was erased or purged: act, subject, up to which version."""
    rows: list[Any] = connection.execute(
        """
        SELECT kind, id, max(version) FROM journal WHERE kind = ANY (%s::text[]) GROUP BY kind, id
        """,
        ([ERASE, PURGE],),
    ).fetchall()
    return rows


def wipe(connection: Connection) -> None:
    """Write the tables anew without what was destroyed in them; others wait meanwhile."""
    for table in _WIPED:
        connection.execute(f"VACUUM (FULL) {table}")

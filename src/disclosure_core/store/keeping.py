"""Personal fields, holds and what is still kept of records, in SQLite's tables.

An erased value is overwritten where it lies, by as many zeros, and its row never moves: with
``secure_delete`` nothing of it stays in the file.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from disclosure_core.records.contents import Gone, KeptPersonal, Retained
from disclosure_core.records.personal import PersonalField
from disclosure_core.records.values import ERASE, HOLD, PURGE, UNHOLD, RecordKind, subject
from disclosure_core.store.personal import KeptRow, found_by, marked, padded, unpadded

_CHUNK = 500


def kept_row(row: tuple[Any, ...]) -> KeptRow:
    """A version from its columns: id, version, schema, visibility, instant, body, digest."""
    name, version, schema, visibility, changed_at, body, digest = row
    return KeptRow(
        name,
        version,
        schema,
        visibility,
        datetime.fromisoformat(changed_at),
        json.loads(body),
        digest,
        marked(body),
    )


def rows_of_record(connection: sqlite3.Connection, kind: str, id: str) -> list[KeptRow]:
    """All versions of a record that have a body, oldest first, whoever may see them."""
    return [
        kept_row(row)
        for row in connection.execute(
            """
            SELECT id, version, schema_version, visibility, changed_at, body, digest
            FROM versions WHERE kind = ? AND id = ? AND body IS NOT NULL ORDER BY version
            """,
            (kind, id),
        )
    ]


def row_numbered(connection: sqlite3.Connection, number: int) -> KeptRow:
    """The version in a row."""
    return kept_row(
        connection.execute(
            """
            SELECT id, version, schema_version, visibility, changed_at, body, digest
            FROM versions WHERE number = ?
            """,
            (number,),
        ).fetchone()
    )


def fields_under(connection: sqlite3.Connection, keys: Sequence[str]) -> dict[str, PersonalField]:
    """The personal fields under some keys."""
    return {
        key: _field(key, field, erased, salt, value)
        for key, field, erased, salt, value in connection.execute(
            """
            SELECT key, field, erased, CAST(salt AS BLOB), CAST(value AS BLOB) FROM personal
            WHERE key IN (SELECT value FROM json_each(?))
            """,
            (json.dumps(list(keys)),),
        )
    }


def _field(key: str, field: str, erased: int, salt: bytes, value: bytes) -> PersonalField:
    if erased:
        return PersonalField(key, field, None, None)
    return PersonalField(key, field, salt, unpadded(value))


def add_fields(
    connection: sqlite3.Connection,
    kind: str,
    id: str,
    version: int,
    fields: Iterable[PersonalField],
) -> None:
    """Keep the personal fields of a version."""
    add_personal(
        connection,
        (
            KeptPersonal(
                kind=kind,
                id=id,
                version=version,
                key=each.key,
                field=each.field,
                salt=each.salt,
                value=each.value,
            )
            for each in fields
        ),
    )


def add_personal(connection: sqlite3.Connection, fields: Iterable[KeptPersonal]) -> None:
    """Keep personal fields of any versions."""
    connection.executemany(
        """
        INSERT INTO personal (key, kind, id, version, field, erased, salt, value)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            (
                each.key,
                each.kind,
                each.id,
                each.version,
                each.field,
                each.value is None,
                each.salt or b"",
                padded(each.value or ""),
            )
            for each in fields
        ),
    )


def personal_of(connection: sqlite3.Connection) -> Iterator[KeptPersonal]:
    """The personal fields of all versions, in the order they were written."""
    for key, kind, name, version, field, erased, salt, value in connection.execute(
        """
        SELECT key, kind, id, version, field, erased, CAST(salt AS BLOB), CAST(value AS BLOB)
        FROM personal ORDER BY number
        """
    ):
        read = _field(key, field, erased, salt, value)
        yield KeptPersonal(
            key=key,
            kind=kind,
            id=name,
            version=version,
            field=field,
            salt=read.salt,
            value=read.value,
        )


def erase_fields(connection: sqlite3.Connection, kind: str, id: str) -> int:
    """Destroy salts and values of all versions of a record; how many were kept."""
    return connection.execute(
        """
        UPDATE personal
        SET erased = 1, salt = zeroblob(length(salt)), value = zeroblob(length(value))
        WHERE kind = ? AND id = ? AND erased = 0
        """,
        (kind, id),
    ).rowcount


def purge_bodies(connection: sqlite3.Connection, kind: str, id: str) -> int:
    """Destroy the bodies of all versions of a record; how many there were."""
    return connection.execute(
        "UPDATE versions SET body = NULL WHERE kind = ? AND id = ? AND body IS NOT NULL", (kind, id)
    ).rowcount


def on_hold(connection: sqlite3.Connection, kind: str, id: str) -> bool:
    """Whether the last entry that holds a record or lets it go holds it."""
    found = connection.execute(
        """
        SELECT kind, max(sequence) FROM journal WHERE kind IN (?, ?) AND id = ?
        """,
        (HOLD, UNHOLD, subject(kind, id)),
    ).fetchone()
    return bool(found[0] == HOLD)


def retained(database: Database, kind: RecordKind, after: str) -> list[Retained]:
    """Some records of a kind of which a body is still kept, by id, those beyond ``after``."""
    connection = database.conn
    rows = connection.execute(
        """
        WITH kept AS (
            SELECT id, max(version) AS last,
                max(CASE WHEN body IS NOT NULL THEN version END) AS with_body
            FROM versions WHERE kind = :kind AND id > :after
            GROUP BY id HAVING with_body IS NOT NULL ORDER BY id LIMIT :limit
        )
        SELECT kept.id, last, l.changed_at, b.schema_version, b.body, (
            SELECT count(*) FROM personal AS p
            WHERE p.kind = :kind AND p.id = kept.id AND p.erased = 0
        )
        FROM kept
        JOIN versions AS l ON l.kind = :kind AND l.id = kept.id AND l.version = last
        JOIN versions AS b ON b.kind = :kind AND b.id = kept.id AND b.version = with_body
        ORDER BY kept.id
        """,
        {"kind": kind.name, "after": after, "limit": _CHUNK},
    ).fetchall()
    return [
        Retained(
            kind=kind.name,
            id=name,
            version=last,
            changed_at=datetime.fromisoformat(changed_at),
            body=found_by(kind, json.loads(body), schema, marked=marked(body)),
            personal=personal,
            on_hold=on_hold(connection, kind.name, name),
        )
        for name, last, changed_at, schema, body, personal in rows
    ]


def gone(connection: sqlite3.Connection) -> Gone:
    """How much was erased and purged."""
    (values,) = connection.execute("SELECT count(*) FROM personal WHERE erased").fetchone()
    (records,) = connection.execute(
        "SELECT count(DISTINCT id) FROM journal WHERE kind = ?", (PURGE,)
    ).fetchone()
    return Gone(values=values, records=records)


def destroyed_by_acts(connection: sqlite3.Connection) -> list[tuple[str, str, int]]:
    """What the journal says was erased or purged: act, subject, up to which version."""
    return connection.execute(
        """
        SELECT kind, id, max(version) FROM journal WHERE kind IN (?, ?) GROUP BY kind, id
        """,
        (ERASE, PURGE),
    ).fetchall()

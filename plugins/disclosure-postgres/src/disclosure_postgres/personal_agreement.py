"""Whether the personal fields in PostgreSQL agree with bodies and journal (个人信息核验)."""

from collections.abc import Iterator

from disclosure_core.records.personal import Reference, references_in
from disclosure_core.store.destruction import (
    Destroyed,
    FieldRow,
    Place,
    compare_personal,
    require_no_references,
)
from disclosure_core.store.personal import unpadded
from disclosure_postgres.connections import Connection
from disclosure_postgres.keeping import destroyed_by_acts
from disclosure_postgres.texts import read_body

_CHUNK = 1000


def destroyed_of(connection: Connection) -> Destroyed:
    """What the journal's acts destroyed."""
    return Destroyed.by_acts(destroyed_by_acts(connection))


def verify_personal(connection: Connection, destroyed: Destroyed) -> None:
    """Check every personal field.

    Raises:
        JournalError: one is not what was written, or was not destroyed as the journal says.
    """

    def sequence_of(place: Place) -> int:
        found = connection.execute(
            "SELECT max(sequence) FROM journal WHERE kind = %s AND id = %s AND version = %s", place
        ).fetchone()
        return int((found and found[0]) or 0)

    compare_personal(_rows(connection), destroyed, sequence_of)
    for kind, name, version, body in connection.execute(
        """
        SELECT kind, id, version, body::text FROM versions AS v
        WHERE strpos(body::text, '"commitment": "') > 0 AND NOT EXISTS (
            SELECT 1 FROM personal AS p
            WHERE p.kind = v.kind AND p.id = v.id AND p.version = v.version
        )
        """
    ):
        require_no_references((kind, name, version), _references(body), sequence_of)


def _rows(connection: Connection) -> Iterator[FieldRow]:
    last: Place = ("", "", 0)
    references: dict[str, Reference] | None = None
    field = ""
    while True:
        rows = connection.execute(
            """
            SELECT p.kind, p.id, p.version, p.field, p.key, p.salt, p.value, v.body::text
            FROM (
                SELECT * FROM personal
                WHERE (kind, id, version, field) > (%s, %s, %s, %s)
                ORDER BY kind, id, version, field LIMIT %s
            ) AS p
            LEFT JOIN versions AS v ON v.kind = p.kind AND v.id = p.id AND v.version = p.version
            ORDER BY p.kind, p.id, p.version, p.field
            """,
            (*last, field, _CHUNK),
        ).fetchall()
        if not rows:
            return
        for kind, name, version, field, key, salt, value, body in rows:
            place = (kind, name, version)
            if place != last:
                last, references = place, None if body is None else _references(body)
            yield FieldRow(
                place,
                field,
                key,
                salt,
                None if value is None else unpadded(value),
                salt is None and value is None,
                references,
            )


def _references(body: str) -> dict[str, Reference]:
    return dict(references_in(read_body(body)))

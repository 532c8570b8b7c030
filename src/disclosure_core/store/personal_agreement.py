"""Whether the personal fields in a SQLite store agree with bodies and journal (个人信息核验)."""

import json
import sqlite3
from collections.abc import Iterator

from disclosure_core.records.personal import Reference, references_in
from disclosure_core.store.destruction import (
    Destroyed,
    FieldRow,
    Place,
    compare_personal,
    require_no_references,
)
from disclosure_core.store.keeping import destroyed_by_acts
from disclosure_core.store.personal import unpadded


def destroyed_of(connection: sqlite3.Connection) -> Destroyed:
    """What the journal's acts destroyed."""
    return Destroyed.by_acts(destroyed_by_acts(connection))


def verify_personal(connection: sqlite3.Connection, destroyed: Destroyed) -> None:
    """Check every personal field.

    Raises:
        JournalError: one is not what was written, or was not destroyed as the journal says.
    """

    def sequence_of(place: Place) -> int:
        found = connection.execute(
            "SELECT max(sequence) FROM journal WHERE kind = ? AND id = ? AND version = ?", place
        ).fetchone()
        return int(found[0] or 0)

    compare_personal(_rows(connection), destroyed, sequence_of)
    # a body is text, and what it is compared with stands in it as it is written there
    for *place, body in connection.execute(
        """
        SELECT kind, id, version, body FROM versions AS v
        WHERE instr(body, '{"commitment":"') AND NOT EXISTS (
            SELECT 1 FROM personal AS p
            WHERE p.kind = v.kind AND p.id = v.id AND p.version = v.version
        )
        """
    ):
        kind, name, version = place
        require_no_references((kind, name, version), _references(body), sequence_of)


def _rows(connection: sqlite3.Connection) -> Iterator[FieldRow]:
    last: Place | None = None
    references: dict[str, Reference] | None = None
    for kind, name, version, field, key, erased, salt, value, blank, body in connection.execute(
        """
        SELECT p.kind, p.id, p.version, p.field, p.key, p.erased,
            CAST(p.salt AS BLOB), CAST(p.value AS BLOB),
            p.salt = zeroblob(length(p.salt)) AND p.value = zeroblob(length(p.value)), v.body
        FROM personal AS p
        LEFT JOIN versions AS v ON v.kind = p.kind AND v.id = p.id AND v.version = p.version
        ORDER BY p.kind, p.id, p.version
        """
    ):
        place = (kind, name, version)
        if place != last:
            last, references = place, None if body is None else _references(body)
        yield FieldRow(
            place,
            field,
            key,
            None if erased else salt,
            None if erased else unpadded(value),
            bool(blank),
            references,
        )


def _references(body: str) -> dict[str, Reference]:
    return dict(references_in(json.loads(body)))

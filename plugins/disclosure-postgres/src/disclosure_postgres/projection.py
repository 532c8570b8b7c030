"""What is looked up by: each record's last version, its columns, search pairs, document numbers.

All of it follows from ``versions`` and the kinds' declarations, is written in the transaction of
the version, and is made anew when a kind's declaration changes.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from disclosure_core import Message, RecordKind, StoreError
from disclosure_core.records.bigrams import cut
from disclosure_core.store.lookups import (
    column_values,
    newer_schema,
    searched_text,
)
from disclosure_core.store.personal import found_by, marked
from disclosure_core.store.transactions import Shown
from disclosure_postgres.columns import kept
from disclosure_postgres.connections import Connection
from disclosure_postgres.searching import numbers_of
from disclosure_postgres.texts import kept_text, read_body

_CHUNK = 500

_RECORD = "INSERT INTO records (number, kind, id, version, visibility) VALUES (%s, %s, %s, %s, %s)"
_COLUMN = """
INSERT INTO columns (number, "column", position, sort, whole, beginning, rest)
VALUES (%s, %s, %s, %s, %s, %s, %s)
"""
_SEARCH = "INSERT INTO search (number, pairs, folded) VALUES (%s, %s, %s)"
_NUMBER = "INSERT INTO document_numbers (number, key) VALUES (%s, %s)"


class Projection:
    """Writes and takes back what a record is looked up by."""

    def __init__(
        self,
        connection: Connection,
        kinds: Mapping[str, RecordKind],
        declarations: Mapping[str, str],
    ) -> None:
        self._connection = connection
        self._kinds = kinds
        self._declarations = declarations
        self._column_ids: dict[tuple[str, str], int] = {}

    def add(self, shown: Iterable[Shown]) -> None:
        """Make versions the ones that are found."""
        records, columns, texts, numbers = [], [], [], []
        for each in shown:
            number = each.number
            records.append((number, each.kind.name, each.id, each.version, each.visibility))
            for name, position, value in each.values:
                column = self._column_id(each.kind.name, name)
                columns.append((number, column, position, *kept(value).row))
            text = searched_text(each.kind, each.body)
            if text:
                indexed = cut(text)
                texts.append((number, numbers_of(indexed), indexed.folded))
                numbers += [(number, kept_text(key)) for key in indexed.document_numbers]
        for statement, rows in (
            (_RECORD, records),
            (_COLUMN, columns),
            (_SEARCH, texts),
            (_NUMBER, numbers),
        ):
            if rows:
                self._connection.cursor().executemany(statement, rows)

    def take_back(self, number: int) -> None:
        """Make a version one that is not found any more."""
        self._connection.execute("DELETE FROM records WHERE number = %s", (number,))

    def _column_id(self, kind: str, name: str) -> int:
        known = self._column_ids.get((kind, name))
        if known is None:
            known = self._column_ids[kind, name] = column_id(self._connection, kind, name)
        return known

    def require_current(self) -> None:
        """Refuse to write by declarations that another program has replaced meanwhile.

        Raises:
            StoreError: a kind is now declared otherwise.
        """
        made = {name: declaration for name, _, declaration in self._made()}
        for name, declaration in self._declarations.items():
            if made.get(name) != declaration:
                raise StoreError(
                    Message(
                        "The kind {kind} is declared otherwise in the store by now.", kind=name
                    ),
                    why=Message("Another program with other plugins or versions opened the store."),
                    fix=Message("use the same plugins and versions everywhere, then restart."),
                )

    def changed_kinds(self) -> list[RecordKind]:
        """Kinds that are declared otherwise than when what they are looked up by was made.

        Raises:
            StoreError: records of a kind were written in a newer schema.
        """
        made = {name: (schema, declaration) for name, schema, declaration in self._made()}
        for kind in self._kinds.values():
            if made.get(kind.name, (0, ""))[0] > kind.schema_version:
                raise newer_schema(kind, made[kind.name][0])
        return [
            kind
            for kind in self._kinds.values()
            if made.get(kind.name, (0, ""))[1] != self._declarations[kind.name]
        ]

    def _made(self) -> list[tuple[Any, ...]]:
        return self._connection.execute(
            "SELECT name, schema_version, declaration FROM kinds"
        ).fetchall()

    def rebuild(self, kinds: Iterable[RecordKind]) -> None:
        """Make anew what some kinds are looked up by, and note their declarations."""
        for kind in kinds:
            for column in kind.columns:
                self._connection.execute(
                    "INSERT INTO column_names (kind, name) VALUES (%s, %s) ON CONFLICT DO NOTHING",
                    (kind.name, column),
                )
            self._connection.execute("DELETE FROM records WHERE kind = %s", (kind.name,))
            self._add_all(kind)
            self._connection.execute(
                """
                INSERT INTO kinds (name, schema_version, declaration) VALUES (%s, %s, %s)
                ON CONFLICT (name) DO UPDATE SET
                    schema_version = excluded.schema_version, declaration = excluded.declaration
                """,
                (kind.name, kind.schema_version, self._declarations[kind.name]),
            )

    def rebuild_all(self) -> None:
        """Make anew what all kinds are looked up by."""
        self.rebuild(self._kinds.values())

    def _add_all(self, kind: RecordKind) -> None:
        after = 0
        while True:
            rows = self._connection.execute(
                """
                SELECT number, id, version, schema_version, visibility, body::text
                FROM versions AS v
                WHERE kind = %s AND body IS NOT NULL AND number > %s AND version = (
                    SELECT max(version) FROM versions WHERE kind = v.kind AND id = v.id
                )
                ORDER BY number LIMIT %s
                """,
                (kind.name, after, _CHUNK),
            ).fetchall()
            if not rows:
                return
            self.add(_shown(kind, *row) for row in rows)
            after = rows[-1][0]

    def note_other_kinds(self) -> None:
        """Show records of kinds that are not registered, in a store that was just filled.

        What they are looked up by is made when their kind comes back: its declaration is unknown.
        """
        known = sorted(self._kinds)
        self._connection.execute(
            """
            INSERT INTO kinds (name, schema_version, declaration)
            SELECT kind, max(schema_version), '' FROM versions
            WHERE kind <> ALL (%s::text[]) GROUP BY kind
            ON CONFLICT (name) DO UPDATE SET
                schema_version = excluded.schema_version, declaration = excluded.declaration
            """,
            (known,),
        )
        self._connection.execute(
            """
            INSERT INTO records (number, kind, id, version, visibility)
            SELECT number, kind, id, version, visibility FROM versions AS v
            WHERE kind <> ALL (%s::text[]) AND body IS NOT NULL
              AND version = (SELECT max(version) FROM versions WHERE kind = v.kind AND id = v.id)
            """,
            (known,),
        )


def _shown(
    kind: RecordKind, number: int, id: str, version: int, schema: int, visibility: str, body: str
) -> Shown:
    present = found_by(kind, read_body(body), schema, marked=marked(body))
    return Shown(
        number=number,
        kind=kind,
        id=id,
        version=version,
        visibility=visibility,
        body=present,
        values=column_values(kind, present),
    )


def column_id(connection: Connection, kind: str, name: str) -> int:
    """The number under which the values of a kind's declared column are kept.

    Raises:
        StoreError: another program declared the kind otherwise.
    """
    found = connection.execute(
        "SELECT id FROM column_names WHERE kind = %s AND name = %s", (kind, name)
    ).fetchone()
    if found is None:
        raise StoreError(
            Message("The kind {kind} is declared otherwise in the store by now.", kind=kind)
        )
    return int(found[0])

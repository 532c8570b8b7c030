"""What is looked up by: each record's last version, its columns, search pairs, document numbers.

All of it follows from ``versions`` and the kinds' declarations, is written in the transaction of
the version, and is made anew when a declaration changes.
"""

import hashlib
import json
import sqlite3
from collections.abc import Mapping

from sqlite_utils import Database

from disclosure_core.access.values import EVERY_AGENCY, agency_of
from disclosure_core.errors import StoreError
from disclosure_core.messages import Message
from disclosure_core.records.bigrams import bigrams, cut
from disclosure_core.records.values import RecordKind
from disclosure_core.store.lookups import (
    column_values,
    newer_schema,
    searched_text,
)
from disclosure_core.store.personal import found_by, marked
from disclosure_core.store.transactions import Shown


def scope(kind: str, visibility: str) -> str:
    """The word that stands in the search index for a kind and a visibility."""
    return hashlib.sha256(f"{kind}\n{visibility}".encode()).hexdigest()[:16]


def scopes(kind: str, visibility: str) -> str:
    """The words a record is found under: what is an agency's, also as what is any agency's."""
    labels = [visibility] if agency_of(visibility) is None else [visibility, EVERY_AGENCY]
    return " ".join(scope(kind, each) for each in labels)


class Projection:
    """Writes and takes back what a record is looked up by."""

    def __init__(
        self, database: Database, kinds: Mapping[str, RecordKind], declarations: Mapping[str, str]
    ) -> None:
        self._connection = database.conn
        self._kinds = kinds
        self._declarations = declarations
        self._column_ids: dict[tuple[str, str], int] = {}

    def add(self, shown: Shown) -> None:
        """Make a version the one that is found."""
        number, kind = shown.number, shown.kind
        self._connection.execute(
            "INSERT INTO records (number, kind, id, version, visibility) VALUES (?, ?, ?, ?, ?)",
            (number, kind.name, shown.id, shown.version, shown.visibility),
        )
        self._connection.executemany(
            'INSERT INTO columns (number, "column", position, value) VALUES (?, ?, ?, ?)',
            [(number, self._column_id(kind.name, name), *rest) for name, *rest in shown.values],
        )
        text = searched_text(kind, shown.body)
        if text:
            indexed = cut(text)
            self._connection.execute(
                "INSERT INTO search (rowid, scope, pairs) VALUES (?, ?, ?)",
                (number, scopes(kind.name, shown.visibility), indexed.pairs),
            )
            self._connection.executemany(
                "INSERT INTO document_numbers (key, number) VALUES (?, ?)",
                [(key, number) for key in indexed.document_numbers],
            )

    def take_back(self, number: int, kind: RecordKind, visibility: str) -> None:
        """Make a version one that is not found any more.

        The search index keeps no text, so it is told again what it was given.
        """
        if kind.search_text:
            written_in, body = self._connection.execute(
                "SELECT schema_version, body FROM versions WHERE number = ?", (number,)
            ).fetchone()
            kept = found_by(kind, json.loads(body), written_in, marked=marked(body))
            text = searched_text(kind, kept)
            if text:
                self._connection.execute(
                    "INSERT INTO search (search, rowid, scope, pairs) VALUES ('delete', ?, ?, ?)",
                    (number, scopes(kind.name, visibility), bigrams(text)),
                )
        self._connection.execute("DELETE FROM records WHERE number = ?", (number,))

    def _column_id(self, kind: str, name: str) -> int:
        known = self._column_ids.get((kind, name))
        if known is None:
            known = self._column_ids[kind, name] = column_id(self._connection, kind, name)
        return known

    def is_current(self) -> bool:
        """Whether all that is looked up by was made by the present declarations."""
        made = dict(self._connection.execute("SELECT name, declaration FROM kinds").fetchall())
        return all(made.get(name) == each for name, each in self._declarations.items())

    def require_current(self) -> None:
        """Refuse to write by declarations that another program has replaced meanwhile.

        Raises:
            StoreError: a kind is now declared otherwise.
        """
        made = dict(self._connection.execute("SELECT name, declaration FROM kinds").fetchall())
        for name, declaration in self._declarations.items():
            if made.get(name) != declaration:
                raise StoreError(
                    Message(
                        "The kind {kind} is declared otherwise in the store by now.", kind=name
                    ),
                    why=Message("Another program with other plugins or versions opened the store."),
                    fix=Message("use the same plugins and versions everywhere, then restart."),
                )

    def rebuild_where_declared_otherwise(self) -> None:
        """Make anew what is looked up by, if a kind is declared otherwise than when it was made.

        Raises:
            StoreError: records of a kind were written in a newer schema.
        """
        made = {
            name: (schema, declaration)
            for name, schema, declaration in self._connection.execute(
                "SELECT name, schema_version, declaration FROM kinds"
            )
        }
        for kind in self._kinds.values():
            if made.get(kind.name, (0, ""))[0] > kind.schema_version:
                raise newer_schema(kind, made[kind.name][0])
        changed = [
            kind
            for kind in self._kinds.values()
            if made.get(kind.name, (0, ""))[1] != self._declarations[kind.name]
        ]
        self._connection.executemany(
            "INSERT OR IGNORE INTO column_names (kind, name) VALUES (?, ?)",
            [(kind.name, column) for kind in changed for column in kind.columns],
        )
        if any(kind.name in made for kind in changed):
            self.rebuild()
        for kind in changed:
            self._connection.execute(
                "INSERT OR REPLACE INTO kinds (name, schema_version, declaration) VALUES (?, ?, ?)",
                (kind.name, kind.schema_version, self._declarations[kind.name]),
            )

    def note_other_kinds(self) -> None:
        """Show records of kinds that are not registered, in a store that was just filled.

        What they are looked up by is made when their kind comes back: its declaration is unknown.
        """
        known = json.dumps(sorted(self._kinds))
        self._connection.execute(
            """
            INSERT OR REPLACE INTO kinds (name, schema_version, declaration)
            SELECT kind, max(schema_version), '' FROM versions
            WHERE kind NOT IN (SELECT value FROM json_each(?)) GROUP BY kind
            """,
            (known,),
        )
        self._connection.execute(
            """
            INSERT INTO records (number, kind, id, version, visibility)
            SELECT number, kind, id, version, visibility FROM versions AS v
            WHERE kind NOT IN (SELECT value FROM json_each(?)) AND body IS NOT NULL
              AND version = (SELECT max(version) FROM versions WHERE kind = v.kind AND id = v.id)
            """,
            (known,),
        )

    def rebuild(self) -> None:
        """Make anew what all kinds are looked up by.

        All at once: single texts cannot be taken out once their cutting has changed.
        """
        self._connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
        self._connection.execute("UPDATE kinds SET declaration = ''")
        for kind in self._kinds.values():
            self._connection.execute("DELETE FROM records WHERE kind = ?", (kind.name,))
            for number, record, version, schema, visibility, body in self._connection.execute(
                """
                SELECT number, id, version, schema_version, visibility, body
                FROM versions AS v
                WHERE kind = ? AND body IS NOT NULL AND version = (
                    SELECT max(version) FROM versions WHERE kind = v.kind AND id = v.id
                )
                """,
                (kind.name,),
            ):
                present = found_by(kind, json.loads(body), schema, marked=marked(body))
                shown = Shown(
                    number=number,
                    kind=kind,
                    id=record,
                    version=version,
                    visibility=visibility,
                    body=present,
                    values=column_values(kind, present),
                )
                self.add(shown)
            self._connection.execute(
                "UPDATE kinds SET declaration = ? WHERE name = ?",
                (self._declarations[kind.name], kind.name),
            )


def column_id(connection: sqlite3.Connection, kind: str, name: str) -> int:
    """The number under which the values of a kind's declared column are kept."""
    (found,) = connection.execute(
        "SELECT id FROM column_names WHERE kind = ? AND name = ?", (kind, name)
    ).fetchone()
    return int(found)

"""The tables of a SQLite store, and the way forward from older ones.

``versions`` holds every version of every record; ``personal`` the personal fields of their bodies,
apart; ``journal`` the chain, ``outbox`` the deliveries. What is kept is never overwritten but by a
lawful erasure, which the journal states. The rest can be made again from these: ``records`` (each
record's last version), ``columns`` (values to filter and sort by), ``search`` (bigrams) and
``document_numbers``; ``kinds`` says by which declaration that was done.

The file's ``user_version`` counts the steps taken; ``application_id`` says that it is ours.
"""

from collections.abc import Callable
from types import MappingProxyType

from sqlite_utils import Database

from disclosure_core.errors import StoreError
from disclosure_core.messages import Message
from disclosure_core.records.digest import canonical
from disclosure_core.records.journal import STATED_FIELDS
from disclosure_core.store.rules import check_store_version

APPLICATION_ID = 0x6469_7363  # "disc"


def _first_tables(database: Database) -> None:
    for statement in (
        """
        CREATE TABLE versions (
            number INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            id TEXT NOT NULL,
            version INTEGER NOT NULL,
            schema_version INTEGER NOT NULL,
            visibility TEXT NOT NULL,
            changed_at TEXT NOT NULL,
            body TEXT,
            digest TEXT,
            UNIQUE (kind, id, version)
        )
        """,
        """
        CREATE TABLE records (
            number INTEGER PRIMARY KEY REFERENCES versions (number),
            kind TEXT NOT NULL,
            id TEXT NOT NULL,
            version INTEGER NOT NULL,
            visibility TEXT NOT NULL,
            UNIQUE (kind, id)
        )
        """,
        "CREATE INDEX records_by_time ON records (kind, number)",
        "CREATE INDEX records_by_visibility ON records (kind, visibility, number)",
        """
        CREATE TABLE journal (
            sequence INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            who TEXT NOT NULL,
            role TEXT NOT NULL,
            why TEXT NOT NULL,
            kind TEXT NOT NULL,
            id TEXT NOT NULL,
            version INTEGER NOT NULL,
            schema_version INTEGER NOT NULL,
            visibility TEXT NOT NULL,
            before TEXT,
            after TEXT,
            previous TEXT NOT NULL,
            digest TEXT NOT NULL
        )
        """,
        "CREATE INDEX journal_by_record ON journal (kind, id, version)",
        """
        CREATE TABLE outbox (
            number INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE,
            release TEXT NOT NULL,
            version INTEGER NOT NULL,
            state TEXT NOT NULL,
            due_at TEXT NOT NULL,
            claims INTEGER NOT NULL,
            leased_until TEXT,
            changed_at TEXT NOT NULL,
            body TEXT NOT NULL,
            digest TEXT NOT NULL
        )
        """,
        "CREATE INDEX outbox_by_state ON outbox (state, due_at)",
        "CREATE INDEX outbox_by_release ON outbox (release)",
        """
        CREATE TABLE kinds (
            name TEXT PRIMARY KEY,
            schema_version INTEGER NOT NULL,
            declaration TEXT NOT NULL
        )
        """,
        """
        CREATE TABLE column_names (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            name TEXT NOT NULL,
            UNIQUE (kind, name)
        )
        """,
        # value has no type, so that 1 and "1" stay apart
        """
        CREATE TABLE columns (
            number INTEGER NOT NULL REFERENCES records (number) ON DELETE CASCADE,
            "column" INTEGER NOT NULL REFERENCES column_names (id),
            position INTEGER NOT NULL,
            value,
            PRIMARY KEY (number, "column", position)
        ) WITHOUT ROWID
        """,
        'CREATE INDEX columns_by_value ON columns ("column", value, number)',
        # "ascii" takes every letter beyond ASCII as part of a word: no table of Unicode that ages
        "CREATE VIRTUAL TABLE search USING fts5 (scope, pairs, content='', tokenize='ascii')",
        """
        CREATE TABLE document_numbers (
            key TEXT NOT NULL,
            number INTEGER NOT NULL REFERENCES records (number) ON DELETE CASCADE,
            PRIMARY KEY (key, number)
        ) WITHOUT ROWID
        """,
        "CREATE INDEX document_numbers_by_record ON document_numbers (number)",
    ):
        database.conn.execute(statement)


def _personal_fields(database: Database) -> None:
    # rows come one after the other and are overwritten where they lie, never moved or deleted: so
    # no copy of an erased value stays behind in the free space of another page
    database.conn.execute(
        """
        CREATE TABLE personal (
            number INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL,
            id TEXT NOT NULL,
            version INTEGER NOT NULL,
            field TEXT NOT NULL,
            erased INTEGER NOT NULL DEFAULT 0,
            salt BLOB NOT NULL,
            value BLOB NOT NULL,
            UNIQUE (kind, id, version, field)
        )
        """
    )


def _stated_texts(database: Database) -> None:
    """Keep of each journal entry the text that its digest is of, instead of its fields."""
    connection = database.conn
    connection.execute("ALTER TABLE journal RENAME TO journal_by_fields")
    connection.execute("DROP INDEX journal_by_record")
    connection.execute(
        """
        CREATE TABLE journal (
            sequence INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            id TEXT NOT NULL,
            version INTEGER NOT NULL,
            stated TEXT NOT NULL,
            digest TEXT NOT NULL
        )
        """
    )
    fields = ", ".join(STATED_FIELDS)
    connection.executemany(
        "INSERT INTO journal (sequence, kind, id, version, stated, digest)"
        " VALUES (:sequence, :kind, :id, :version, :stated, :digest)",
        (
            {**entry, "stated": canonical(entry), "digest": digest}
            for *values, digest in connection.execute(
                f"SELECT {fields}, digest FROM journal_by_fields ORDER BY sequence"  # noqa: S608 - our own names
            )
            for entry in [dict(zip(STATED_FIELDS, values, strict=True))]
        ),
    )
    connection.execute("DROP TABLE journal_by_fields")
    connection.execute("CREATE INDEX journal_by_record ON journal (kind, id, version)")


STEPS: MappingProxyType[int, Callable[[Database], None]] = MappingProxyType(
    {1: _first_tables, 2: _personal_fields, 3: _stated_texts}
)
"""What takes a store to each version, from the one before. Only ever added to."""

NEWEST = max(STEPS)


def take_steps(database: Database, name: str) -> None:
    """Take the steps that are left; within the caller's write transaction.

    Raises:
        StoreError: the file is another program's, or a newer version of this library wrote it.
    """
    present = version_of(database, name)
    for step in range(present + 1, NEWEST + 1):
        STEPS[step](database)
    if present < NEWEST:
        database.conn.execute(f"PRAGMA application_id={APPLICATION_ID}")
        database.conn.execute(f"PRAGMA user_version={NEWEST}")


def version_of(database: Database, name: str) -> int:
    """The last step taken; 0 for an empty file.

    Raises:
        StoreError: the file is another program's, or a newer version of this library wrote it.
    """
    # tables first: another program may be making them, and commits them with the rest
    (tables,) = database.conn.execute("SELECT count(*) FROM sqlite_master").fetchone()
    (application,) = database.conn.execute("PRAGMA application_id").fetchone()
    (version,) = database.conn.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID and tables:
        raise StoreError(
            Message("{name} is another program's database, not an office's store.", name=name),
            fix=Message("name another file."),
        )
    check_store_version(name, version, NEWEST)
    return int(version)

"""The tables of a store in PostgreSQL, and the way forward from older ones.

``versions`` holds every version of every record; ``personal`` the personal fields of their bodies,
apart, without salt and value once they are erased; ``journal`` the chain, ``outbox`` the
deliveries, ``chain`` where the journal ends: who writes holds its one row. What is kept is never
overwritten but by a lawful erasure, which the journal states. The rest can be made again from
these: ``records`` (each record's last version), ``columns`` (values to filter and sort by),
``search`` and ``document_numbers``; ``kinds`` says by which declaration that was done.

Every step is taken in one transaction with its row in ``disclosure_migrations``. Texts that are
compared have the collation ``C``: by code points, whatever the server's language.
"""

from collections.abc import Callable
from types import MappingProxyType
from typing import Any

from disclosure_core import Message, StoreError
from disclosure_core.records.journal import STATED_FIELDS, stated_text
from disclosure_core.records.values import JournalEntry
from disclosure_core.store.rules import check_store_version
from disclosure_postgres.addresses import PACKAGE
from disclosure_postgres.connections import Connection
from disclosure_postgres.entries import add_entry
from disclosure_postgres.texts import read_text

_FIRST_TABLES = (
    """
    CREATE TABLE versions (
        number bigint PRIMARY KEY,
        kind text COLLATE "C" NOT NULL,
        id text COLLATE "C" NOT NULL,
        version integer NOT NULL,
        schema_version integer NOT NULL,
        visibility text COLLATE "C" NOT NULL,
        changed_at timestamptz NOT NULL,
        body jsonb,
        digest text COLLATE "C",
        UNIQUE (kind, id, version)
    )
    """,
    """
    CREATE TABLE records (
        number bigint PRIMARY KEY REFERENCES versions (number),
        kind text COLLATE "C" NOT NULL,
        id text COLLATE "C" NOT NULL,
        version integer NOT NULL,
        visibility text COLLATE "C" NOT NULL,
        UNIQUE (kind, id)
    )
    """,
    "CREATE INDEX records_by_time ON records (kind, number)",
    "CREATE INDEX records_by_visibility ON records (kind, visibility, number)",
    """
    CREATE TABLE journal (
        sequence bigint PRIMARY KEY,
        at timestamptz NOT NULL,
        who text NOT NULL,
        role text NOT NULL,
        why text NOT NULL,
        kind text COLLATE "C" NOT NULL,
        id text COLLATE "C" NOT NULL,
        version integer NOT NULL,
        schema_version integer NOT NULL,
        visibility text NOT NULL,
        before text,
        after text,
        previous text NOT NULL,
        digest text NOT NULL
    )
    """,
    "CREATE INDEX journal_by_record ON journal (kind, id, version)",
    """
    CREATE TABLE chain (
        only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
        sequence bigint NOT NULL,
        digest text NOT NULL,
        number bigint NOT NULL
    )
    """,
    "INSERT INTO chain (sequence, digest, number) VALUES (0, '', 0)",
    """
    CREATE TABLE outbox (
        number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        key text COLLATE "C" NOT NULL UNIQUE,
        release text COLLATE "C" NOT NULL,
        version integer NOT NULL,
        state text COLLATE "C" NOT NULL,
        due_at timestamptz NOT NULL,
        claims integer NOT NULL,
        leased_until timestamptz,
        changed_at timestamptz NOT NULL,
        body jsonb NOT NULL,
        digest text NOT NULL
    )
    """,
    "CREATE INDEX outbox_by_state ON outbox (state, due_at, key)",
    "CREATE INDEX outbox_by_release ON outbox (release)",
    """
    CREATE TABLE kinds (
        name text COLLATE "C" PRIMARY KEY,
        schema_version integer NOT NULL,
        declaration text NOT NULL
    )
    """,
    """
    CREATE TABLE column_names (
        id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        kind text COLLATE "C" NOT NULL,
        name text COLLATE "C" NOT NULL,
        UNIQUE (kind, name)
    )
    """,
    # a value is sorted by what sort of value it is, its number, the beginning of its text; an index
    # cannot hold more of a text, the rest of it is only compared
    """
    CREATE TABLE columns (
        number bigint NOT NULL REFERENCES records (number) ON DELETE CASCADE,
        "column" integer NOT NULL REFERENCES column_names (id),
        position integer NOT NULL,
        sort smallint NOT NULL,
        whole bigint NOT NULL,
        beginning text COLLATE "C" NOT NULL,
        rest text COLLATE "C" NOT NULL,
        PRIMARY KEY (number, "column", position)
    )
    """,
    'CREATE INDEX columns_by_value ON columns ("column", sort, whole, beginning, number)',
    """
    CREATE TABLE search (
        number bigint PRIMARY KEY REFERENCES records (number) ON DELETE CASCADE,
        pairs bigint[] NOT NULL,
        folded text COLLATE "C" NOT NULL
    )
    """,
    "CREATE INDEX search_by_pairs ON search USING gin (pairs array_ops)",
    """
    CREATE TABLE document_numbers (
        key text COLLATE "C" NOT NULL,
        number bigint NOT NULL REFERENCES records (number) ON DELETE CASCADE,
        PRIMARY KEY (key, number)
    )
    """,
    "CREATE INDEX document_numbers_by_record ON document_numbers (number)",
)

_PERSONAL_FIELDS = (
    """
    CREATE TABLE personal (
        number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        key text COLLATE "C" NOT NULL UNIQUE,
        kind text COLLATE "C" NOT NULL,
        id text COLLATE "C" NOT NULL,
        version integer NOT NULL,
        field text COLLATE "C" NOT NULL,
        salt bytea,
        value bytea,
        UNIQUE (kind, id, version, field)
    )
    """,
)

_JOURNAL_OF_TEXTS = """
CREATE TABLE journal (
    sequence bigint PRIMARY KEY,
    kind text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    version integer NOT NULL,
    stated text COLLATE "C" NOT NULL,
    digest text COLLATE "C" NOT NULL
)
"""


def _state_texts(connection: Connection) -> None:
    """Write of each journal entry the text that its digest is of, instead of its fields."""
    fields = ", ".join(STATED_FIELDS)
    after = -(2**63)
    while True:
        rows = connection.execute(
            f"SELECT {fields}, digest FROM journal_by_fields"  # noqa: S608 - our own names
            " WHERE sequence > %s ORDER BY sequence LIMIT 1000",
            (after,),
        ).fetchall()
        if not rows:
            return
        for row in rows:
            *values, digest = (read_text(each) if isinstance(each, str) else each for each in row)
            stated: dict[str, Any] = dict(zip(STATED_FIELDS, values, strict=True))
            entry = JournalEntry(**stated, digest=digest)
            add_entry(connection, entry, stated_text(entry))
        after = rows[-1][0]


_STATED_TEXTS = (
    "DROP INDEX journal_by_record",
    "ALTER TABLE journal RENAME TO journal_by_fields",
    _JOURNAL_OF_TEXTS,
    _state_texts,
    "DROP TABLE journal_by_fields",
    "CREATE INDEX journal_by_record ON journal (kind, id, version)",
)

Statement = str | Callable[[Connection], None]

STEPS: MappingProxyType[int, tuple[Statement, ...]] = MappingProxyType(
    {1: _FIRST_TABLES, 2: _PERSONAL_FIELDS, 3: _STATED_TEXTS}
)
"""What takes a store to each version, from the one before. Only ever added to."""

NEWEST = max(STEPS)

_MIGRATIONS = """
CREATE TABLE disclosure_migrations (
    step integer PRIMARY KEY,
    taken_at timestamptz NOT NULL DEFAULT current_timestamp
)
"""

_ONE_AT_A_TIME = """
SELECT pg_advisory_xact_lock(hashtextextended('disclosure_migrations ' || current_schema(), 0))
"""

_FACTS = ("versions", "journal", "outbox", "personal")
"""Tables whose rows are facts; no step adds or takes away one of them."""

_OURS = "disclosure_migrations"
_TABLES = ("versions", "records", "journal", "chain", "outbox", "kinds", "columns", "search")


def bring_up_to_date(
    connection: Connection, name: str, check: Callable[[Connection], object]
) -> None:
    """Take a store's tables to the newest version, or make them; all steps or none.

    One program at a time does so. What is there is held against its journal once more before it
    is committed; a database takes back its tables like its rows.

    Args:
        connection: Outside a transaction.
        name: What the store is called in errors.
        check: Raises what is wrong with a store of the newest version.

    Raises:
        StoreError: the tables are another program's, or a newer version of this plugin wrote them.
        JournalError: what is kept does not agree with its journal; nothing was changed.
    """
    if _version(connection, name) == NEWEST:
        return
    connection.execute("BEGIN")
    connection.execute(_ONE_AT_A_TIME)
    present = _version(connection, name)
    if present == 0:
        connection.execute(_MIGRATIONS)
    if present < NEWEST:
        before = _holdings(connection) if present else {}
        _take_steps(connection, present)
        if present:
            _require_same(before, _holdings(connection), name)
            check(connection)
    connection.execute("COMMIT")


def _take_steps(connection: Connection, present: int) -> None:
    for step in range(present + 1, NEWEST + 1):
        for statement in STEPS[step]:
            if isinstance(statement, str):
                connection.execute(statement)
            else:
                statement(connection)
        connection.execute("INSERT INTO disclosure_migrations (step) VALUES (%s)", (step,))


def _holdings(connection: Connection) -> dict[str, object]:
    """How many rows of each table of facts there are, and where the journal ends."""
    present = _tables(connection)
    held: dict[str, object] = {
        table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - our own names
        for table in _FACTS
        if table in present
    }
    held["journal's end"] = connection.execute(
        "SELECT sequence, digest FROM journal ORDER BY sequence DESC LIMIT 1"
    ).fetchone()
    return held


def _require_same(before: dict[str, object], after: dict[str, object], name: str) -> None:
    differing = tuple(each for each, held in before.items() if after.get(each) != held)
    if differing:
        raise StoreError(
            Message(
                "The steps forward would change what {name} holds: {tables}. Nothing was changed.",
                package=PACKAGE,
                name=name,
                tables=differing,
            ),
            fix=Message(
                "go on with the version of the plugin that wrote it, and report this error.",
                package=PACKAGE,
            ),
        )


def _version(connection: Connection, name: str) -> int:
    """The last step taken; 0 where there are no tables."""
    tables = _tables(connection)
    if _OURS not in tables:
        if tables.intersection(_TABLES):
            raise StoreError(
                Message(
                    "{name} has another program's tables, not an office's store.",
                    package=PACKAGE,
                    name=name,
                ),
                fix=Message("name another database or schema.", package=PACKAGE),
            )
        return 0
    found = connection.execute("SELECT max(step) FROM disclosure_migrations").fetchone()
    version = int(found[0] or 0) if found else 0
    check_store_version(name, version, NEWEST)
    return version


def _tables(connection: Connection) -> frozenset[str]:
    return frozenset(
        table
        for (table,) in connection.execute(
            "SELECT table_name::text FROM information_schema.tables"
            " WHERE table_schema = current_schema()"
        )
    )

"""The PostgreSQL store against what one would write by hand, in one run, on its own server.

``pytest benchmarks/test_postgres.py`` prints medians. The documents and questions are those of
``test_store``; commits wait for the disk. The peers keep no versions, no columns and no journal:
``executemany`` and ``COPY`` into one bare table, with no text index or with the same pairs in a GIN
index; for search a ``LIKE`` scan.
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from statistics import median

import psycopg
import pytest
from benchmarks.test_store import (
    CHANGE,
    DOCUMENTS,
    KIND,
    NEWEST,
    PUBLIC,
    QUESTIONS,
    ROUNDS,
    Document,
    Tell,
    documents,
    searched,
    tell,
    timed,
)

from disclosure_core.records.bigrams import cut, matches
from disclosure_core.records.values import Query
from disclosure_postgres.searching import numbers_of
from disclosure_postgres.store import PostgresStore, open_postgres_store
from disclosure_postgres.testing import Server, server_programs, temporary_server

__all__ = ["documents", "tell"]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    programs = server_programs()
    if programs is None:
        pytest.skip("needs a PostgreSQL server, which is not installed")
    with temporary_server(programs, durable=True) as running:
        yield running


def fill_store(address: str, listed: list[Document]) -> None:
    with (
        closing(open_postgres_store(address, [KIND])) as store,
        store.transaction(CHANGE) as writing,
    ):
        for number, each in enumerate(listed):
            body = {
                "title": each.title,
                "document_number": each.number,
                "text": each.text,
                "agency": each.agency,
                "published_at": f"2025-01-{number % 28 + 1:02}",
                "items": [f"china:item-{number % 40}"],
            }
            writing.put(KIND.name, f"r{number}", body, visibility="public", expected_version=0)


COLUMNS = "(id, title, document_number, body, agency, pairs)"


def fill_bare(address: str, listed: list[Document], *, copied: bool, indexed: bool) -> None:
    rows = [
        (f"r{n}", d.title, d.number, d.text, d.agency, _pairs(d) if indexed else None)
        for n, d in enumerate(listed)
    ]
    with psycopg.connect(address) as bare, bare.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE documents (number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
            " id text UNIQUE, title text, document_number text, body text, agency text,"
            " pairs bigint[])"
        )
        if indexed:
            cursor.execute("CREATE INDEX ON documents USING gin (pairs)")
        if copied:
            with cursor.copy(f"COPY documents {COLUMNS} FROM STDIN") as copying:
                for row in rows:
                    copying.write_row(row)
        else:
            values = "(%s, %s, %s, %s, %s, %s)"
            cursor.executemany(f"INSERT INTO documents {COLUMNS} VALUES {values}", rows)


def _pairs(document: Document) -> list[int]:
    return numbers_of(cut(searched(document)))


def test_ingest(server: Server, documents: list[Document], tell: Tell) -> None:
    jobs: dict[str, Callable[[str], None]] = {
        "store: versions, columns, journal, pairs": lambda at: fill_store(at, documents),
        "bare executemany, no text index": lambda at: fill_bare(
            at, documents, copied=False, indexed=False
        ),
        "bare executemany, the same pairs": lambda at: fill_bare(
            at, documents, copied=False, indexed=True
        ),
        "bare COPY, the same pairs": lambda at: fill_bare(at, documents, copied=True, indexed=True),
    }
    seconds: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(ROUNDS):
        for name, job in jobs.items():
            address = server.address(server.new_schema())
            seconds[name].append(timed(partial(job, address)))
    tell(f"\n{DOCUMENTS} documents")
    for name in jobs:
        tell(f"{DOCUMENTS / median(seconds[name]):9,.0f} documents/s  {name}")
    ours, _, bare, copied = (median(seconds[name]) for name in jobs)
    tell(f"{bare / ours:9.2f} of the bare executemany with the same text index")
    tell(f"{copied / ours:9.2f} of the bare COPY with the same text index")
    assert bare / ours > 0.2


@pytest.fixture(scope="module")
def schema(server: Server, documents: list[Document]) -> str:
    """A schema with both: the store, and a bare table."""
    name = server.new_schema()
    fill_store(server.address(name), documents)
    fill_bare(server.address(name), documents, copied=True, indexed=False)
    server.sql("VACUUM ANALYZE")
    return name


@pytest.fixture(scope="module")
def store(server: Server, schema: str) -> Iterator[PostgresStore]:
    with closing(open_postgres_store(server.address(schema), [KIND])) as opened:
        yield opened


def ask_store(store: PostgresStore, word: str) -> int:
    query = Query(kind=KIND.name, search=word, limit=NEWEST)
    store.find(query, visible=PUBLIC)
    return store.count(query, visible=PUBLIC)


def ask_like(bare: psycopg.Connection[tuple[int, ...]], word: str) -> int:
    found = "FROM documents WHERE title || chr(10) || document_number || chr(10) || body LIKE %s"
    bare.execute(f"SELECT * {found} ORDER BY number DESC LIMIT {NEWEST}", (f"%{word}%",)).fetchall()
    row = bare.execute(f"SELECT count(*) {found}", (f"%{word}%",)).fetchone()
    return row[0] if row else 0


def test_search(
    documents: list[Document], store: PostgresStore, server: Server, schema: str, tell: Tell
) -> None:
    with psycopg.connect(server.address(schema), autocommit=True) as bare:
        peers: dict[str, Callable[[str], int]] = {
            "store": partial(ask_store, store),
            "LIKE": partial(ask_like, bare),
        }
        tell("\ncharacters  " + "".join(f"{name:>12} ms  right" for name in peers))
        for length, words in QUESTIONS.items():
            truth = {word: sum(matches(searched(d), word) for d in documents) for word in words}
            assert all(ask_store(store, word) == truth[word] for word in words)
            told = f"{length:>10}  "
            for ask in peers.values():
                seconds = [timed(partial(ask, w)) for _ in range(ROUNDS) for w in words]
                right = sum(ask(word) == truth[word] for word in words)
                told += f"{median(seconds) * 1000:12.2f} ms  {right}/{len(words)} "
            tell(told)


def test_verification(store: PostgresStore, tell: Tell) -> None:
    seconds = [timed(store.verify) for _ in range(ROUNDS)]
    tell(f"\n{DOCUMENTS / median(seconds):,.0f} entries/s verified, each with its record's text")
    assert store.verify().sequence == DOCUMENTS

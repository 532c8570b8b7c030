"""Verifying a journal of 300,000 entries, beside hashing the same texts and nothing else.

``pytest benchmarks/test_journal.py -s`` prints entries a second and ratios. The peer is the least
that anybody who verifies must do: a plain loop of ``hashlib`` over the texts, which lie in memory;
ours reads them out of the database as well, and checks that each follows the one before. Processor
time on SQLite, so that other programs of the machine count less; a server works beside us, so there
it is the clock. A change is timed in a journal of 10,000 entries and in one of 1,000,000.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

import pytest
from sqlite_utils import Database

from disclosure_core.records.digest import canonical, digest_text
from disclosure_core.records.journal import BEGINNING, instant_text, next_entry
from disclosure_core.records.values import Change, Checkpoint, JournalEntry
from disclosure_core.store.sqlite import open_sqlite_store
from disclosure_core.testing.store.kinds import NOTICE, put

ENTRIES = 300_000
ROUNDS = 3
BEGUN = datetime(2026, 3, 2, tzinfo=UTC)

Kept = tuple[JournalEntry, str, str]
"""An entry, the text of what it states, and the body of the version it speaks of."""


def written(count: int) -> Iterator[Kept]:
    """The entries that so many first versions of notices make."""
    last = BEGINNING
    for number in range(count):
        body = canonical({"title": f"第{number}件", "number": f"长政办〔2026〕{number}号"})
        change = Change(
            who="李敏", role="publisher", why="按期公开", at=BEGUN + timedelta(seconds=number)
        )
        entry, text = next_entry(
            last,
            change,
            kind=NOTICE.name,
            id=f"01m85dmb{number:018d}",
            version=1,
            schema_version=1,
            visibility="public",
            before=None,
            after=digest_text(body),
        )
        last = Checkpoint(entry.sequence, entry.digest)
        yield entry, text, body


def fill_sqlite(path: Path, count: int) -> list[bytes]:
    """Put entries, versions and records into a new store; the texts of the entries."""
    with closing(open_sqlite_store(path, [NOTICE])):
        pass
    texts = []
    with closing(Database(path)) as database, database.conn as connection:
        for entry, text, body in written(count):
            found_by = (entry.kind, entry.id, entry.version)
            connection.execute(
                "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?)",
                (entry.sequence, *found_by, text, entry.digest),
            )
            at = instant_text(entry.at)
            connection.execute(
                "INSERT INTO versions VALUES (?, ?, ?, ?, 1, 'public', ?, ?, ?)",
                (entry.sequence, *found_by, at, body, entry.after),
            )
            connection.execute(
                "INSERT INTO records VALUES (?, ?, ?, ?, 'public')", (entry.sequence, *found_by)
            )
            texts.append(text.encode())
    return texts


def hash_all(texts: list[bytes]) -> int:
    return len([f"sha256:{hashlib.sha256(text).hexdigest()}" for text in texts])


def quickest(clock: Callable[[], float], job: Callable[[], Any]) -> float:
    """The shortest of a few rounds, in seconds."""
    times = []
    for _ in range(ROUNDS):
        begun = clock()
        job()
        times.append(clock() - begun)
    return min(times)


def told(capsys: pytest.CaptureFixture[str], where: str, **seconds: float) -> None:
    peer = seconds.pop("peer")
    rates = ", ".join(
        f"{name} {ENTRIES / taken:,.0f} a second ({taken / peer:.1f} × the loop)"
        for name, taken in seconds.items()
    )
    with capsys.disabled():
        print(f"\n{ENTRIES:,} entries on {where}: {rates}; loop {ENTRIES / peer:,.0f}")  # noqa: T201


def test_a_journal_on_sqlite_against_a_plain_loop(tmp_path, capsys):
    texts = fill_sqlite(tmp_path / "office.db", ENTRIES)
    with closing(open_sqlite_store(tmp_path / "office.db", [NOTICE])) as store:
        assert store.verify_journal() == store.verify()
        assert store.head().sequence == ENTRIES
        peer = quickest(process_time, lambda: hash_all(texts))
        chain = quickest(process_time, store.verify_journal)
        whole = quickest(process_time, store.verify)
    told(capsys, "SQLite", peer=peer, chain=chain, whole=whole)
    assert chain <= 5 * peer
    assert whole <= 20 * peer


def test_a_journal_on_postgresql_against_a_plain_loop(capsys):
    testing = pytest.importorskip("disclosure_postgres.testing")
    from disclosure_postgres.store import open_postgres_store

    programs = testing.server_programs()
    if programs is None:
        pytest.skip("needs a PostgreSQL server, which is not installed")
    with testing.temporary_server(programs) as server:
        schema = server.new_schema()
        with closing(open_postgres_store(server.address(schema), [NOTICE])) as store:
            texts = fill_postgres(server.address(schema))
            assert store.verify_journal() == store.verify()
            assert store.head().sequence == ENTRIES
            peer = quickest(perf_counter, lambda: hash_all(texts))
            chain = quickest(perf_counter, store.verify_journal)
            whole = quickest(perf_counter, store.verify)
    told(capsys, "PostgreSQL", peer=peer, chain=chain, whole=whole)
    assert chain <= 10 * peer
    assert whole <= 80 * peer


def fill_postgres(address: str) -> list[bytes]:
    import psycopg

    kept = list(written(ENTRIES))
    last = kept[-1][0]
    with psycopg.connect(address) as connection, connection.cursor() as cursor:
        with cursor.copy("COPY journal FROM STDIN") as rows:
            for entry, text, _ in kept:
                rows.write_row(
                    (entry.sequence, entry.kind, entry.id, entry.version, text, entry.digest)
                )
        columns = "number, kind, id, version, schema_version, visibility, changed_at, body, digest"
        with cursor.copy(f"COPY versions ({columns}) FROM STDIN") as rows:
            for entry, _, body in kept:
                row = (entry.sequence, entry.kind, entry.id, 1, 1, "public", entry.at, body)
                rows.write_row((*row, entry.after))
        with cursor.copy("COPY records (number, kind, id, version, visibility) FROM STDIN") as rows:
            for entry, _, _ in kept:
                rows.write_row((entry.sequence, entry.kind, entry.id, 1, "public"))
        end = (last.sequence, last.digest, last.sequence)
        cursor.execute("UPDATE chain SET sequence = %s, digest = %s, number = %s", end)
        connection.commit()
        connection.autocommit = True
        cursor.execute("ANALYZE")
    return [text.encode() for _, text, _ in kept]


def test_a_change_costs_the_same_in_a_long_journal(tmp_path, capsys):
    """The journal only: what is looked up by is another matter, see ``million.py``."""
    lengths = (10_000, 1_000_000)
    taken: dict[int, list[float]] = {length: [] for length in lengths}
    stores = {}
    for length in lengths:
        path = tmp_path / f"{length}.db"
        fill_journal(path, length)
        stores[length] = open_sqlite_store(path, [NOTICE])
    for number in range(200):
        for length, store in stores.items():
            begun = process_time()
            put(store, f"new{number}", {"title": "新"})
            taken[length].append(process_time() - begun)
    for length, store in stores.items():
        assert store.head().sequence == length + 200
        store.close()
    short, long = (median(taken[length]) for length in lengths)
    with capsys.disabled():
        print(  # noqa: T201
            f"\na change: {short * 1e6:.0f} µs of processor time after 10,000 entries,"
            f" {long * 1e6:.0f} µs after 1,000,000; ratio {long / short:.2f}"
        )
    assert long <= 1.5 * short


def fill_journal(path: Path, count: int) -> None:
    with closing(open_sqlite_store(path, [NOTICE])):
        pass
    with closing(Database(path)) as database, database.conn as connection:
        connection.executemany(
            "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?)",
            (
                (each.sequence, each.kind, each.id, each.version, text, each.digest)
                for each, text, _ in written(count)
            ),
        )

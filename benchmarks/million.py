"""A million documents in a store: built once, then asked.

No test: building takes a quarter of an hour and some five gigabytes. ::

    python -m benchmarks.million build /tmp/million.db
    python -m benchmarks.million ask /tmp/million.db

Asked are pages of 20, each question once before it is timed, so that the file's pages are in the
system's memory as they are in a running office. Words are phrases and names that documents were
made of, chosen by how often they stand there, so common ones are asked often, and the 40 commonest
besides. "Any piece" is six characters cut out of a document at any place: mostly no word, and the
hardest that can be asked, for its pairs are common and it is rare. Times include the reading of the
records. What must hold: the 95th of 100 pages of the newest in a millisecond, of the best in 50, a
document number in one.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise
from operator import itemgetter
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from attrs import evolve
from benchmarks.texts import DOMAINS, Document, documents, phrases

from disclosure_core.records.values import (
    AnyOf,
    Between,
    Change,
    Condition,
    Query,
    RecordKind,
)
from disclosure_core.store.sqlite import open_sqlite_store

MILLION = 1_000_000
CHARACTERS = 330
BATCH = 2_000

KIND = RecordKind(
    name="release",
    value=dict,
    public=True,
    search_text=("title", "document_number", "text"),
    columns=("agency", "domain", "region", "published_on"),
)
PUBLIC = frozenset({"public"})


def build(path: Path, count: int = MILLION) -> None:
    """Fill a new store, in transactions of 2,000 documents."""
    begun = datetime(2026, 1, 1, tzinfo=UTC)
    started, written = perf_counter(), 0
    made = documents(count, characters=CHARACTERS)
    with closing(open_sqlite_store(path, [KIND])) as store:
        while batch := list(islice(made, BATCH)):
            change = Change(
                who="评测",
                role="administrator",
                why="benchmark",
                at=begun + timedelta(seconds=written),
            )
            with store.transaction(change) as writing:
                for each in batch:
                    writing.put(
                        KIND.name, each.id, each.body, visibility="public", expected_version=0
                    )
            written += len(batch)
            if written % 50_000 == 0:
                speed = written / (perf_counter() - started)
                size = path.stat().st_size / 1e9
                print(f"{written:,} documents, {speed:,.0f}/s, {size:.2f} GB")  # noqa: T201


WORDS = 240
PAGE = 20


def questions(chance: Random) -> dict[str, list[Query]]:
    """What is asked, by what it shows."""
    sample = list(islice(documents(MILLION, characters=CHARACTERS), 3_000))
    common = phrases()[:40]

    said = Counter(found for each in sample for found in _known_in(each.text, set(phrases())))

    def word(length: int) -> str:
        fitting = [each for each in said if length <= len(each) < length + 2]
        return chance.choices(fitting, [said[each] for each in fitting])[0]

    def words(length: int) -> list[str]:
        return [*(word(length) for _ in range(WORDS)), *(each[:length] for each in common)]

    def piece(length: int) -> str:
        text = chance.choice(sample).text
        start = chance.randrange(len(text) - length)
        return text[start : start + length]

    def searches(asked: Iterable[str], **more: Any) -> list[Query]:
        return [Query(kind=KIND.name, search=each, limit=PAGE, **more) for each in asked]

    def filtered(**more: Any) -> list[Query]:
        return [
            Query(kind=KIND.name, limit=PAGE, **more, where=where)
            for each in chance.sample(sample, WORDS)
            for where in [_filters(chance, each)]
        ]

    two = [f"{word(2)} {word(2)}" for _ in range(WORDS)]
    two += [f"{each[:2]} {other[:2]}" for each, other in pairwise(common)]
    mixed = [word(length) for length in (2, 3, 4, 6) for _ in range(WORDS // 4)] + two[::4] + common
    return {
        "newest, no words": [Query(kind=KIND.name, limit=PAGE)] * WORDS,
        "newest, 2 characters": searches(words(2)),
        "newest, 3 characters": searches(words(3)),
        "newest, 4 characters": searches(words(4)),
        "newest, 6 characters": searches(words(6)),
        "newest, two words": searches(two),
        "newest, all of these": searches(mixed),
        "newest, any piece": searches(piece(6) for _ in range(WORDS)),
        "newest, 1 character": searches(piece(1) for _ in range(WORDS)),
        "document number": searches(each.number for each in chance.sample(sample, WORDS)),
        "best, 2 characters": searches(words(2), rank="relevance"),
        "best, 4 characters": searches(words(4), rank="relevance"),
        "best, all of these": searches(mixed, rank="relevance"),
        "newest, filters": filtered(),
        "newest, filters and a word": [
            evolve(query, search=asked) for query, asked in zip(filtered(), mixed, strict=False)
        ],
        "counted to 1,000": searches(mixed, count_to=1_000),
        "counted to 10,000": searches(mixed, count_to=10_000),
    }


def _known_in(text: str, known: set[str]) -> Iterator[str]:
    """The phrases and names that a text was made of, as far as phrases part them."""
    for sentence in text.split("。"):
        start = 0
        while start < len(sentence):
            length = next(
                (n for n in range(16, 1, -1) if sentence[start : start + n] in known), None
            )
            if length is None:
                start += 1
                continue
            yield sentence[start : start + length]
            start += length


def _filters(chance: Random, document: Document) -> dict[str, Condition]:
    year = int(document.published_on[:4])
    all_filters: dict[str, Condition] = {
        "agency": document.agency,
        "domain": AnyOf(f"domain-{chance.randrange(DOMAINS)}" for _ in range(3)),
        "region": document.region,
        "published_on": Between(since=f"{year}-03-01", before=f"{year + chance.choice((0, 1))}-06"),
    }
    names = chance.sample(sorted(all_filters), chance.choice((1, 1, 2)))
    return {name: all_filters[name] for name in names}


def ask(path: Path, only: str = "") -> None:
    """Print how long pages take: half of them, 95 of 100, the worst."""
    with closing(open_sqlite_store(path, [KIND])) as store:
        print(f"{'ms':>30} {'p50':>9} {'p95':>9} {'worst':>9}")  # noqa: T201
        for name, asked in questions(Random(24)).items():
            if only not in name:
                continue
            seconds = []
            for query in asked:
                store.find(query, visible=PUBLIC)
                begun = perf_counter()
                store.find(query, visible=PUBLIC)
                seconds.append((perf_counter() - begun, query))
            seconds.sort(key=itemgetter(0))
            half, most = (seconds[int(len(seconds) * part)][0] for part in (0.5, 0.95))
            worst, query = seconds[-1]
            told = f"{name:>30} {half * 1e3:9.2f} {most * 1e3:9.2f} {worst * 1e3:9.2f}"
            print(f"{told}  {len(seconds)} asked, worst {query.search or ''} {dict(query.where)}")  # noqa: T201


if __name__ == "__main__":
    verb, name, *more = sys.argv[1:]
    if verb == "build":
        build(Path(name), *map(int, more))
    else:
        ask(Path(name), *more)

"""A million documents in a store: built once, then asked.

No test: building takes a quarter of an hour and some six gigabytes. ::

    python -m benchmarks.million build /tmp/million.db
    python -m benchmarks.million ask /tmp/million.db
"""

import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from time import perf_counter

from benchmarks.texts import documents

from disclosure_core.records.values import Change, RecordKind
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


if __name__ == "__main__":
    verb, name, *more = sys.argv[1:]
    if verb == "build":
        build(Path(name), *map(int, more))

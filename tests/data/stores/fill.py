"""Fill a store with a little of everything, by whichever code runs it (旧版存储样本).

The files beside this one were each made once, by the code of the commit that README.md names, and
are never made again: what an old library wrote cannot be written by a new one. Only what the first
version of the store had is used here, so that any of them can run it.
"""

import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from disclosure_core.records.store import Store
from disclosure_core.records.values import Change, RecordKind

NOTICE = RecordKind(
    name="sample:notice",
    value=dict,
    public=True,
    search_text=("title", "number"),
    columns=("agency", "year"),
)
DRAFT = RecordKind(name="sample:draft", value=dict, search_text=("title",))
NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def fill(store: Store) -> None:
    """Two notices of which one changed, a removed one, a draft; deliveries in every state."""

    def change(minutes: int) -> Change:
        at = NOON + timedelta(minutes=minutes)
        return Change(who="李敏", role="drafter", why="样本", at=at)

    with store.transaction(change(0)) as writing:
        writing.put(
            NOTICE.name,
            "budget",
            {
                "title": "2026年部门预算公开",
                "number": "长政务办〔2026〕8号",
                "agency": "财政局",
                "year": 2026,
            },
            visibility="public",
        )
        for number in range(6):
            writing.put(
                NOTICE.name,
                f"aid-{number}",
                {"title": f"临时救助名单第{number}批", "agency": "民政局", "year": 2025},
                visibility="public",
            )
        for key in ("delivered", "pending", "leased"):
            writing.enqueue(key, {"channel": "portal"}, release="budget", due_at=NOON)
    with store.transaction(change(1)) as writing:
        writing.put(
            NOTICE.name,
            "budget",
            {"title": "2026年部门决算公开", "agency": "财政局", "year": 2026},
            visibility="public",
            expected_version=1,
        )
        writing.remove(NOTICE.name, "aid-3", expected_version=1)
        writing.put(DRAFT.name, "plan", {"title": "义务教育招生方案"}, visibility="staff")
    (first,) = store.claim(now=NOON, lease_until=NOON + timedelta(minutes=5))
    with store.transaction(change(2)) as writing:
        writing.settle(first, {"channel": "portal", "receipt": "一"}, state="delivered")
    store.claim(now=NOON, lease_until=NOON + timedelta(minutes=5))


def main() -> None:
    """Write a SQLite file: ``python fill.py FILE``."""
    from disclosure_core.store.sqlite import open_sqlite_store

    path = Path(sys.argv[1])
    scratch = path.with_name(f"{path.name}.scratch")
    with closing(open_sqlite_store(scratch, [NOTICE, DRAFT])) as store:
        fill(store)
        store.backup(path)
    scratch.unlink()


if __name__ == "__main__":
    main()

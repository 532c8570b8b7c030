"""Pages are read along an index, whatever the size of the store."""

from typing import Any

import pytest
from attrs import frozen
from sqlite_utils import Database

from disclosure_core.records.values import AnyOf, Between, Query
from disclosure_core.store.projection import column_id
from disclosure_core.store.queries import go_on_after, order_of, selection
from disclosure_core.store.sqlite import SqliteStore
from disclosure_core.testing.store.kinds import NOTICE, PUBLIC, STAFF, put


@frozen
class Large:
    """Answers for a store in which every condition is met by very many records."""

    database: Database

    def column_id(self, name: str) -> int:
        return column_id(self.database.conn, NOTICE.name, name)

    def more_than(self, most: int, source: str, values: dict[str, Any]) -> bool:
        self.database.conn.execute(f"SELECT 1 {source} LIMIT 1 OFFSET {most}", values)
        return True


def plan(store: SqliteStore, visible: frozenset[str], **asked: Any) -> str:
    query = Query(kind=NOTICE.name, **asked)
    with store._connections.lend() as database:
        made = selection(NOTICE, query, visible, Large(database), ordered=True)
        go_on_after(made, query)
        page = f"SELECT {made.number} {made.source} {order_of(made, query)} LIMIT 5"
        rows = database.conn.execute(f"EXPLAIN QUERY PLAN {page}", made.values).fetchall()
    return "; ".join(row[3] for row in rows)


@pytest.mark.parametrize("visible", [PUBLIC, STAFF], ids=["public", "staff"])
@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"search": "预算"},
        {"search": "预"},
        {"search": "预算 公开"},
        {"where": {"agency": "财政局"}},
        {"where": {"agency": "财政局", "year": 2025}},
        {"search": "预算", "where": {"agency": "财政局"}},
        {"where": {"year": Between(since=2020)}},
        {"where": {"agency": AnyOf(["财政局", "民政局"])}},
        {"search": "预算", "where": {"year": Between(since=2020)}},
        {"sort": "year"},
        {"sort": "year", "newest_first": False},
    ],
    ids=str,
)
def test_a_page_is_neither_sorted_nor_scanned_for(
    store: SqliteStore, visible: frozenset[str], asked: dict[str, Any]
) -> None:
    for number in range(3):
        put(store, str(number), {"title": "预算公开", "agency": "财政局", "year": 2025})
    asked_on = {**asked, "limit": 1}
    cursor = store.find(Query(kind=NOTICE.name, **asked_on), visible=visible).next
    for question in (asked_on, {**asked_on, "after": cursor}):
        steps = plan(store, visible, **question)
        assert "TEMP B-TREE" not in steps
        assert "SCAN r" not in steps.replace("SCAN search", "")


def test_a_document_number_is_looked_up_in_its_own_index(store: SqliteStore) -> None:
    steps = plan(store, PUBLIC, search="长政务办〔2020〕8号")
    assert "document_numbers USING PRIMARY KEY (key>? AND key<?)" in steps
    assert "search" not in steps

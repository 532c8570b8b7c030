"""What all parts of the store's contract share: kinds, changes, a store with both kinds open."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

import pytest

from disclosure_core.records.store import Store
from disclosure_core.records.values import Change, Query, Record, RecordKind

NOTICE = RecordKind(
    name="contract:notice",
    value=dict,
    public=True,
    search_text=("title", "number", "text", "sections"),
    columns=("agency", "year", "urgent", "items"),
)
"""A kind that may be public, is searched, and has columns of every sort."""

DRAFT = RecordKind(name="contract:draft", value=dict, search_text=("title",))
"""A kind of the office's own."""

PUBLIC = frozenset({"public"})
STAFF = frozenset({"public", "staff"})

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


class MakeStore(Protocol):
    """Opens the test's store once more, with these kinds."""

    def __call__(self, *kinds: RecordKind) -> Store: ...


class Contract:
    """A part of the contract; the fixture ``make_store`` comes from who is tested."""

    @pytest.fixture
    def store(self, make_store: MakeStore) -> Store:
        """The store with both kinds open."""
        return make_store(NOTICE, DRAFT)


def change(why: str = "test", *, minutes: int = 0) -> Change:
    """A change by a drafter, some minutes after noon in Asia/Shanghai."""
    return Change(who="李敏", role="drafter", why=why, at=NOON + timedelta(minutes=minutes))


def put(
    store: Store,
    id: str,
    body: Mapping[str, Any] | None = None,
    *,
    kind: RecordKind = NOTICE,
    visibility: str = "public",
    expected_version: int | None = None,
) -> Record:
    """Keep one record in a transaction of its own."""
    with store.transaction(change()) as transaction:
        return transaction.put(
            kind.name,
            id,
            body or {"title": id},
            visibility=visibility,
            expected_version=expected_version,
        )


def found(store: Store, visible: frozenset[str] = PUBLIC, **query: Any) -> list[str]:
    """Ids of the notices that answer a query, all of its pages."""
    return [record.id for record in store.each(Query(kind=NOTICE.name, **query), visible=visible)]

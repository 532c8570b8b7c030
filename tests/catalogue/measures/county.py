"""A small county to measure: items, events and releases made with few words."""

from datetime import date
from typing import Any

from disclosure_core.calendar.working_days import Calendar
from disclosure_core.catalogue.values import (
    DisclosureItem,
    Domain,
    Formation,
    Fulfilment,
    TimeLimit,
    TimeLimitKind,
)

ON = date(2026, 11, 24)
SAFETY = Domain(id="china:safety", name="安全生产", number=5)

HOLIDAYS = Calendar(
    days_off=frozenset(date(2020, 10, day) for day in (1, 2, 5, 6, 7, 8)),
    make_up_days=frozenset({date(2020, 9, 27), date(2020, 10, 10)}),
    years=frozenset(range(2019, 2027)),
)
"""The autumn of 2020, and weeks as they are in all other years to 2026."""


def item(id: str = "a", limit: TimeLimit | None = None, **more: Any) -> DisclosureItem:
    given = {"domain": SAFETY.id, "level1": "政策文件", "agency": "应急管理局"} | more
    if limit is not None:
        given["time_limit"] = limit
    return DisclosureItem(id=id, **given)


def working(days: int, **more: Any) -> TimeLimit:
    kind = TimeLimitKind.WORKING_DAYS
    return TimeLimit(kind=kind, days=days, printed=f"{days}个工作日内", **more)


def limit(kind: TimeLimitKind, days: int | None = None, **more: Any) -> TimeLimit:
    return TimeLimit(kind=kind, days=days, **{"printed": "印出的话"} | more)


def formed(on: date, item: str = "a", reference: str = "甲1号", **more: Any) -> Formation:
    return Formation(item=item, on=on, reference=reference, **more)


def release(on: date, item: str = "a", id: str = "r-1", **more: Any) -> Fulfilment:
    return Fulfilment(item=item, release=id, published_on=on, **{"channel": "core:portal"} | more)

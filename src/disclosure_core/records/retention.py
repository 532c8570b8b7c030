"""How long records are kept, and what is done then (保存期限). Pure.

A period begins on the day after the one it is counted from and ends with the day of the same number
in the last month, or that month's last day where it has no such day (民法典, 第二百零一条 and
第二百零二条): what is kept three years from 2021-03-01 is kept through 2024-03-01 and is due on
2024-03-02. Decides nothing about holds, and does nothing.
"""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from typing import Any

from attrs import field, frozen, validators

from disclosure_core.errors import DataError
from disclosure_core.legal import LegalBasis
from disclosure_core.messages import Message

LONGEST_YEARS = 200


class RetentionEnd(StrEnum):
    """What is done with a record when its time is over (到期处理)."""

    KEEP = "keep"
    """it is kept for good"""
    ERASE = "erase"
    """its personal fields are erased, the rest is kept"""
    PURGE = "purge"
    """the whole record is purged: all versions, all it is looked up by"""


@frozen(kw_only=True)
class Retention:
    """How long records of a kind are kept (保存期限), and on what basis.

    Attributes:
        end: What is done when the time is over.
        basis: What says so.
        years: Years of the period, added to months and days.
        months: Months of it.
        days: Calendar days of it.
        counted_from: The key of the body, dotted where it lies deeper, that holds the date or
            instant it is counted from; the last change where none is named. A record without it
            is not due.
    """

    end: RetentionEnd = field(converter=RetentionEnd)
    basis: LegalBasis
    years: int = field(default=0, validator=[validators.ge(0), validators.le(LONGEST_YEARS)])
    months: int = field(default=0, validator=[validators.ge(0), validators.le(12 * LONGEST_YEARS)])
    days: int = field(default=0, validator=[validators.ge(0), validators.le(366 * LONGEST_YEARS)])
    counted_from: str | None = None

    def __attrs_post_init__(self) -> None:
        if (self.end == RetentionEnd.KEEP) == bool(self.years or self.months or self.days):
            raise DataError(
                Message("A record is kept for some years, months or days, or for good."),
                fix=Message('give a period, or end = "keep" without one.'),
            )


def last_day(retention: Retention, counted_from: date) -> date | None:
    """The last day on which a record must be kept; ``None`` where it is kept for good.

    A period that ends after the year 9999 does not end.

    >>> three = Retention(years=3, end="purge", basis=LegalBasis(document="民法典"))
    >>> last_day(three, date(2024, 2, 29))
    datetime.date(2027, 2, 28)
    """
    if retention.end == RetentionEnd.KEEP:
        return None
    months = counted_from.month - 1 + retention.months
    year, month = counted_from.year + retention.years + months // 12, months % 12 + 1
    try:
        day = min(counted_from.day, monthrange(year, month)[1])
        return date(year, month, day) + timedelta(days=retention.days)
    except (ValueError, OverflowError):
        return None


def due_since(retention: Retention, counted_from: date) -> date | None:
    """The first day on which its time is over; ``None`` where it never is."""
    last = last_day(retention, counted_from)
    return None if last is None or last == date.max else last + timedelta(days=1)


def day_counted_from(
    retention: Retention, body: Mapping[str, Any], changed_at: datetime, timezone: tzinfo
) -> date | None:
    """The day a record's period is counted from; ``None`` where it does not say.

    Args:
        retention: How long records of the kind are kept.
        body: The record's last body.
        changed_at: When it was last changed, its removal included.
        timezone: A day is the local date here.
    """
    if retention.counted_from is None:
        return changed_at.astimezone(timezone).date()
    value: Any = body
    for name in retention.counted_from.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return _day(value, timezone) if isinstance(value, str) else None


def _day(text: str, timezone: tzinfo) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return None
    return instant.astimezone(timezone).date() if instant.tzinfo else None

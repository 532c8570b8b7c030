"""When an item must be public: time limits as values, beside the words as printed."""

from collections.abc import Mapping
from enum import StrEnum

from attrs import frozen


class TimeLimitKind(StrEnum):
    """How a time limit is counted (公开时限)."""

    WORKING_DAYS = "working_days"
    """个工作日内"""
    CALENDAR_DAYS = "calendar_days"
    """日内, 天内"""
    IMMEDIATE = "immediate"
    """及时、立即: without delay, no number of days"""
    REALTIME = "realtime"
    """实时"""
    WITH_EVENT = "with_event"
    """随事件: at the same time as the event itself"""
    ANNUAL = "annual"
    """每年, by a date where one is printed"""
    QUARTERLY = "quarterly"
    """每季度"""
    MONTHLY = "monthly"
    """每月"""
    FIXED_DATES = "fixed_dates"
    """printed dates"""
    UNSPECIFIED = "unspecified"
    """长期、永久、常年公开 (note ``standing``), or words that set no limit"""


LONGEST_DAYS: Mapping[TimeLimitKind, int] = {
    TimeLimitKind.WORKING_DAYS: 260,
    TimeLimitKind.CALENDAR_DAYS: 366,
}
"""Days of a year by kind: a longer limit is a slip of the pen, or no limit at all."""


@frozen(kw_only=True)
class TimeLimitClause:
    """One part of a limit of several parts: what it applies to, and its limit."""

    applies_to: str
    kind: TimeLimitKind
    days: int | None = None
    note: str | None = None


@frozen(kw_only=True)
class TimeLimit:
    """When an item must be public (公开时限), as a value beside the words as printed.

    ``days`` is a number of working or calendar days by ``kind``; ``None`` for the other kinds.
    Where the limit has several parts, ``clauses`` holds them and the first printed number counts
    as the main one. ``note`` says what the kind does not (``standing``, ``before the event``).
    """

    kind: TimeLimitKind
    days: int | None = None
    clauses: tuple[TimeLimitClause, ...] = ()
    printed: str = ""
    note: str | None = None


UNSPECIFIED_LIMIT = TimeLimit(kind=TimeLimitKind.UNSPECIFIED)
"""The table says nothing that sets a limit."""

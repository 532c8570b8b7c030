"""A day, month or year as people write it, to the span of days it means (统计时点)."""

import re
from calendar import monthrange
from datetime import date

from disclosure_core.codec.words import unfit
from disclosure_core.legal import Period
from disclosure_core.messages import Message

_WRITTEN = re.compile(r"(\d{4})(?:年(?:(\d{1,2})月(?:(\d{1,2})日)?)?)?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")


def span_of(text: str, _: object = None) -> Period:
    """``2020年11月`` or ``2020-11``: the days from the first to the thirtieth of November.

    Raises:
        UnfitError: no year, month or day.

    >>> span_of("2020-11").until
    datetime.date(2020, 11, 30)
    """
    matched = _WRITTEN.fullmatch(text.strip()) or _ISO.fullmatch(text.strip())
    if matched is None:
        raise unfit(Message("a day, month or year such as 2020-11 or 2020年11月"), text)
    year, month, day = (int(part) if part else None for part in matched.groups())
    try:
        since = date(year or 0, month or 1, day or 1)
    except ValueError:
        raise unfit(Message("a day, month or year such as 2020-11 or 2020年11月"), text) from None
    if day:
        return Period(since=since, until=since)
    last = month or 12
    return Period(since=since, until=date(since.year, last, monthrange(since.year, last)[1]))

"""Dates as people write them: 2020-09-25, 20200925, 2020/9/25, 2020.9.25, 2020年9月25日.

The order is year, month, day, the only one in use for official Chinese dates. Nothing is guessed:
a date without a year, or one that no calendar has, is an error that says what is wrong.
"""

import re
import unicodedata
from calendar import monthrange
from datetime import date

from disclosure_core.errors import DataError
from disclosure_core.messages import Message

_WRITTEN = re.compile(
    r"(\d{4})(?:"
    r"(\d{2})(\d{2})"
    r"|([-/.])(\d{1,2})\4(\d{1,2})"
    r"|年(\d{1,2})月(\d{1,2})[日号]"
    r")(?:[T ]00:00(?::00(?:\.0+)?)?)?"
)
_LONGEST = 40
_MONTHS = 12


def date_from(text: str) -> date:
    """The date that ``text`` writes; full-width digits and midnight after it are understood.

    Raises:
        DataError: it is no date, or no such day exists.
    """
    plain = unicodedata.normalize("NFKC", text[: _LONGEST + 1]).strip()
    written = _WRITTEN.fullmatch(plain) if len(text) <= _LONGEST else None
    if written is None:
        raise DataError(
            Message(
                "{found} is no date; write 2020-09-25, 20200925, 2020/9/25 or 2020年9月25日.",
                found=_shown(text),
            )
        )
    year, *parts = (int(each) for each in written.groups() if each and each.isdigit())
    return _existing(year, *parts, text=text)


def _existing(year: int, month: int, day: int, *, text: str) -> date:
    if year == 0 or not 1 <= month <= _MONTHS:
        raise DataError(
            Message("{found} is no date: there is no month {month}.", found=text, month=month)
            if year
            else Message("{found} is no date: there is no year 0.", found=text)
        )
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise DataError(
            Message(
                "{found} is no date: that month has the days 1 to {last}.", found=text, last=last
            )
        )
    return date(year, month, day)


def _shown(text: str) -> str:
    kept = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
    return "".join(each if each.isprintable() else " " for each in kept)

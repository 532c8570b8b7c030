"""Numbers and dates of a spreadsheet as their cell prints them (单元格格式).

Covers the formats office tables use: General, fixed places, leading zeros, thousands, percent,
words around a number (``0"个工作日"``), dates and times with or without 年月日. Anything else is
written plainly: a number with at most 15 digits, a date as ISO. Colours, conditions and the
sections for negative numbers are not followed.
"""

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

Value = str | bool | int | float | date | datetime | time | timedelta

GENERAL: Final = "General"

BUILT_IN: Final = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    14: "yyyy/m/d",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
"""Formats that files name by number only, as a Chinese office program shows them."""

_LONGEST: Final = 255  # characters of a format, as spreadsheet programs allow
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[\$[^\]]*\]|\[[A-Za-z]+\d*\]|_.|\*.', re.S)
_NUMBER = re.compile(r"(?P<digits>[#0,]*[#0])(?:\.(?P<places>0+))?(?P<percent>%?)")
_DATE_PART = re.compile(r"y+|m+|d+|h+|s+", re.I)
_SECTION = re.compile(r'(?:"[^"]*"|\\.|[^;"\\])*', re.S)
_NOT_A_DATE = re.compile(r"[a-ce-gi-ln-rt-xz0#]", re.I)
_KEPT = re.compile("\ue000(\\d+)\ue001")


def as_printed(value: Value, form: str = GENERAL) -> str:
    """``value`` as a cell with the number format ``form`` prints it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    section = _SECTION.match(form) if len(form) <= _LONGEST else None
    code = section[0] if section else GENERAL
    if isinstance(value, int | float):
        return _number(value, code)
    if isinstance(value, timedelta):
        return _duration(value)
    return _date(value, code)


def _number(value: int | float, code: str) -> str:
    exact = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")
    if not exact.is_finite():
        return str(value)
    pattern, literals = _without_literals(code)
    found = _NUMBER.fullmatch(_KEPT.sub("", pattern).strip())
    whole = _NUMBER.search(pattern)
    if found is None or whole is None:
        return _plain(exact)
    places = len(found["places"] or "")
    scaled = exact * 100 if found["percent"] else exact
    rounded = scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    digits = f"{abs(rounded):,f}" if "," in found["digits"] else f"{abs(rounded):f}"
    least = found["digits"].replace(",", "").count("0") + (places + 1 if places else 0)
    text = ("-" if rounded < 0 else "") + digits.rjust(least, "0") + found["percent"]
    return _with_literals(pattern.replace(whole[0], text, 1), literals).strip()


def _plain(exact: Decimal) -> str:
    text = f"{exact:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _duration(value: timedelta) -> str:
    minutes, seconds = divmod(int(value.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}" + (f":{seconds:02d}" if seconds else "")


def _date(value: date | datetime | time, code: str) -> str:
    pattern, literals = _without_literals(code)
    if _NOT_A_DATE.search(_KEPT.sub("", pattern)):
        return _iso(value)
    parts: list[str] = []
    before = ""
    end = 0
    for found in _DATE_PART.finditer(pattern):
        parts.append(pattern[end : found.start()])
        end = found.end()
        seconds_follow = re.match(r"[^ymdhs]*s", pattern[end:], re.I) is not None
        shown = _part(value, found[0].lower(), is_minute=before == "h" or seconds_follow)
        if shown is None:
            return _iso(value)
        parts.append(shown)
        before = found[0][0].lower()
    parts.append(pattern[end:])
    return _with_literals("".join(parts), literals).strip()


def _part(value: date | datetime | time, token: str, *, is_minute: bool) -> str | None:
    name = {"y": "year", "m": "minute" if is_minute else "month", "d": "day", "h": "hour"}.get(
        token[0], "second"
    )
    number = getattr(value, name, None)
    if number is None or (token[0] in "md" and len(token) > 2):
        return None
    if token[0] == "y":
        return f"{number:04d}" if len(token) > 2 else f"{number % 100:02d}"
    return f"{number:02d}" if len(token) > 1 else str(number)


def _iso(value: date | datetime | time) -> str:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes" if not value.second else "seconds")
    if isinstance(value, time):
        return value.isoformat(timespec="minutes" if not value.second else "seconds")
    return value.isoformat()


def _without_literals(code: str) -> tuple[str, list[str]]:
    """``code`` with its fixed words taken out and numbered, so that they are not read as digits."""
    literals: list[str] = []

    def keep(found: re.Match[str]) -> str:
        text = found[1] if found[1] is not None else (found[2] or "")
        if not text:
            return ""
        literals.append(text)
        return f"\ue000{len(literals) - 1}\ue001"

    return _LITERAL.sub(keep, code), literals


def _with_literals(text: str, literals: list[str]) -> str:
    return _KEPT.sub(lambda found: literals[int(found[1])], text)

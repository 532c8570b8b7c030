"""Read single values strictly: text, numbers, days, instants, members of enumerations.

Exact numbers are text of bounded length, so that no short text stands for an endless number.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from fractions import Fraction
from pathlib import Path
from typing import Any

from disclosure_core.codec.words import UnfitError, suggestion, unfit
from disclosure_core.messages import Message

Hook = Callable[[Any, Any], Any]

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_EXACT = re.compile(r"-?\d{1,100}(?:\.\d{1,100})?")
_RATIO = re.compile(r"-?\d{1,100}(?:/\d{1,100}|\.\d{1,100})?")


def _text(value: object, _: object) -> str:
    if not isinstance(value, str):
        raise unfit(Message("text"), value)
    return str(value)


def _flag(value: object, _: object) -> bool:
    if not isinstance(value, bool):
        raise unfit(Message("true or false"), value)
    return value


def _whole(value: object, _: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise unfit(Message("a whole number"), value)
    return value


def _number(value: object, _: object) -> float:
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        raise unfit(Message("a number"), value)
    return float(value)


def _decimal(value: object, _: object) -> Decimal:
    if isinstance(value, Decimal) or (isinstance(value, int) and not isinstance(value, bool)):
        return Decimal(value)
    if not isinstance(value, str) or not _EXACT.fullmatch(value):
        raise unfit(Message('an exact number as text, such as "12.50"'), value)
    return Decimal(value)


def _fraction(value: object, _: object) -> Fraction:
    if isinstance(value, (Fraction, Decimal)) or (
        isinstance(value, int) and not isinstance(value, bool)
    ):
        return Fraction(value)
    if not isinstance(value, str) or not _RATIO.fullmatch(value) or value.endswith("/0"):
        raise unfit(Message('an exact number as text, such as "2/3" or "12.5"'), value)
    try:
        return Fraction(value)
    except ZeroDivisionError:
        raise unfit(Message('an exact number as text, such as "2/3" or "12.5"'), value) from None


def _day(value: object, _: object) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise unfit(Message("a day such as 2026-11-24"), value)


def _instant(value: object, _: object) -> datetime:
    try:
        instant = datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        instant = None
    if not isinstance(instant, datetime):
        raise unfit(Message("an instant such as 2026-11-24T09:00:00+08:00"), value)
    if instant.tzinfo is None:
        raise unfit(Message("an instant with its offset, such as +08:00"), value)
    return instant


def _member(value: object, cls: type[Enum]) -> Enum:
    if isinstance(value, cls):
        return value
    for each in cls:
        if type(value) is type(each.value) and value == each.value:
            return each
    known = tuple(str(each.value) for each in cls)
    meant = suggestion(value, known) if isinstance(value, str) else None
    if meant is not None:
        raise UnfitError(
            Message("{found} is not known here; did you mean {meant}?", found=value, meant=meant)
        )
    raise unfit(Message("one of {known}", known=known), value)


SCALARS: dict[type, Hook] = {
    str: _text,
    bool: _flag,
    int: _whole,
    float: _number,
    Decimal: _decimal,
    Fraction: _fraction,
    date: _day,
    datetime: _instant,
    Enum: _member,
    StrEnum: _member,
    IntEnum: _member,
    Path: lambda value, _: Path(_text(value, str)),
}
"""How each kind of single value is read: from the value and the class it should be."""

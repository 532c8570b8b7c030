"""The converter that writes values as plain JSON data."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from fractions import Fraction
from functools import cache, partial
from math import isfinite
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_origin

from cattrs import Converter
from cattrs.gen import make_dict_unstructure_fn

from disclosure_core.codec.families import (
    TAG,
    is_base,
    is_choice,
    is_class,
    members,
    tag_of,
    tagged_classes,
)
from disclosure_core.errors import DataError
from disclosure_core.messages import Message

Write = Callable[[Any], Any]

_LISTS = (list, tuple)
_SETS = (set, frozenset)
_TEXTS = (Decimal, Fraction, date, datetime, Path)


@cache
def writer() -> Converter:
    """The converter, built when first needed."""
    converter = Converter()
    for kind, hook in _SCALARS.items():
        converter.register_unstructure_hook(kind, hook)
    converter.register_unstructure_hook_func(lambda _: True, _refuse)
    converter.register_unstructure_hook_func(lambda cls: cls in (Any, object), _whatever)
    converter.register_unstructure_hook_factory(_is_list, _list)
    converter.register_unstructure_hook_factory(_is_mapping, _mapping)
    converter.register_unstructure_hook_factory(is_class, _class)
    converter.register_unstructure_hook_factory(_is_optional, _optional)
    converter.register_unstructure_hook_factory(is_base, _choice)
    converter.register_unstructure_hook_factory(is_choice, _choice)
    converter.register_unstructure_hook_func(lambda cls: hasattr(cls, "as_text"), _own_text)
    converter.register_unstructure_hook_func(lambda cls: cls is Message, _message)
    return converter


def _finite(value: float) -> float:
    if not isfinite(value):
        raise DataError(Message("{value} is not a number that can be kept.", value=value))
    return value


def _decimal(value: Decimal) -> str:
    if not value.is_finite() or abs(value.adjusted()) > 99 or len(value.as_tuple().digits) > 99:
        raise DataError(Message("{value} is not a number that can be kept.", value=value))
    return format(value, "f")


def _day(value: date) -> str:
    if isinstance(value, datetime):
        raise DataError(Message("expected a day, found the instant {value}", value=value))
    return value.isoformat()


def _instant(value: datetime) -> str:
    if value.tzinfo is None:
        raise DataError(
            Message("The instant {value} has no offset.", value=value.isoformat()),
            why=Message("without its offset nobody can tell when it was."),
            fix=Message("make it with a time zone, such as ZoneInfo('Asia/Shanghai')."),
        )
    return value.isoformat()


_SCALARS: dict[Any, Write] = {
    str: str,
    bool: lambda value: value,
    int: lambda value: value,
    float: _finite,
    NoneType: lambda _: None,
    Decimal: _decimal,
    Fraction: str,
    date: _day,
    datetime: _instant,
    Enum: lambda member: member.value,
    StrEnum: lambda member: member.value,
    IntEnum: lambda member: member.value,
    Path: lambda path: path.as_posix(),
}


def _refuse(value: object) -> Any:
    raise DataError(Message("A {kind} cannot be written as plain data.", kind=type(value).__name__))


def _whatever(value: object) -> Any:
    return _refuse(value) if type(value) is object else writer().unstructure(value)


def _own_text(value: Any) -> str:
    return str(value.as_text())


def _message(message: Message) -> dict[str, Any]:
    return {
        "message_id": message.message_id,
        "facts": {name: writer().unstructure(fact) for name, fact in message.facts.items()},
        "package": message.package,
    }


def _is_list(cls: Any) -> bool:
    return isinstance(kind := get_origin(cls) or cls, type) and issubclass(kind, (*_LISTS, *_SETS))


def _list(cls: Any, converter: Converter) -> Write:
    kinds = get_args(cls)
    if (get_origin(cls) or cls) is tuple and kinds and kinds[1:] != (...,):
        return lambda values: [
            converter.unstructure(each, kind) for each, kind in zip(values, kinds, strict=True)
        ]
    item = kinds[0] if kinds else object
    hook: list[Write] = []

    def write(values: Any) -> list[Any]:
        if not hook:
            hook.append(converter.get_unstructure_hook(item))
        written = list(map(hook[0], values))
        return sorted(written, key=repr) if isinstance(values, _SETS) else written

    return write


def _is_mapping(cls: Any) -> bool:
    return isinstance(kind := get_origin(cls) or cls, type) and issubclass(kind, Mapping)


def _mapping(cls: Any, converter: Converter) -> Write:
    key_kind, value_kind = get_args(cls) or (str, object)

    def write(mapping: Mapping[Any, Any]) -> dict[str, Any]:
        return {
            str(converter.unstructure(key, key_kind)): converter.unstructure(value, value_kind)
            for key, value in mapping.items()
        }

    return write


def _class(cls: Any, converter: Converter) -> Write:
    write: Write = make_dict_unstructure_fn(cls, converter, _cattrs_use_alias=True)
    return write


def _is_optional(cls: Any) -> bool:
    return NoneType in get_args(cls) and len(get_args(cls)) == 2


def _optional(cls: Any, converter: Converter) -> Write:
    (kind,) = (each for each in get_args(cls) if each is not NoneType)

    def write(value: object) -> Any:
        return None if value is None else converter.unstructure(value, kind)

    return write


def _choice(cls: Any, converter: Converter) -> Write:
    """A union or a base class: what its data alone does not tell apart gets a tag."""
    kinds = members(cls)
    classes = tagged_classes(cls)
    # Built when met: a class may hold itself through the base.
    hook = cache(partial(_class, converter=converter))
    texts = [each for each in kinds if _is_text(each)]

    def write(value: object) -> Any:
        kind: Any = type(value)
        if kind in classes:
            data = hook(kind)(value)
            return data if len(classes) == 1 else {TAG: tag_of(kind), **data}
        data = converter.unstructure(value)
        if len(texts) > 1 and kind is not str and kind in texts:
            return {TAG: tag_of(kind), "value": data}
        return data

    return write


def _is_text(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, (str, Enum, *_TEXTS))

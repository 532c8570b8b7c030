"""Canonical JSON and digests that name their algorithm (规范化文本与摘要).

The canonical text of a value is JSON with sorted keys, no spaces and UTF-8 letters; for the values
allowed here it is the form of RFC 8785. A digest is ``sha256:`` and 64 hexadecimal digits.

Floats are refused: they have no one exact text. So are dates and other objects: what is digested
is what is written, nothing converted on the way.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from disclosure_core.errors import DataError
from disclosure_core.messages import Message

ALGORITHM = "sha256"

_encode = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
).encode

_DEEPEST = 64


def plain(value: object, place: str = "body", depth: int = 0) -> Any:
    """``value`` as fresh plain JSON: mappings to dicts, tuples to lists.

    Args:
        value: What is to be written.
        place: How an error names it.
        depth: How deep it lies; 64 levels at most.

    Raises:
        DataError: something in it is not plain JSON, with its place.
    """
    if value is None or value is True or value is False:
        return value
    if isinstance(value, str):
        return _text(value, place)
    if isinstance(value, int):
        return int(value)
    if depth >= _DEEPEST:
        raise DataError(
            Message("{place}: nested deeper than {most} levels.", place=place, most=_DEEPEST)
        )
    if isinstance(value, Mapping):
        return {
            _key(key, place): plain(each, f"{place}.{key}", depth + 1)
            for key, each in value.items()
        }
    if isinstance(value, list | tuple):
        return [plain(each, f"{place}[{index}]", depth + 1) for index, each in enumerate(value)]
    raise DataError(
        Message(
            "{place}: {type} is not a plain JSON value.", place=place, type=type(value).__name__
        ),
        fix=Message("write decimals, dates and instants as text."),
    )


def _text(value: str, place: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise DataError(
            Message(
                "{place}: the text has a half character at {at} that cannot be written.",
                place=place,
                at=error.start,
            )
        ) from None
    return str(value)


def _key(key: object, place: str) -> str:
    if not isinstance(key, str):
        raise DataError(
            Message(
                "{place}: the key {key} is {type}, not text.",
                place=place,
                key=repr(key),
                type=type(key).__name__,
            )
        )
    return _text(key, place)


def canonical(value: object) -> str:
    """The canonical JSON text of a value.

    >>> canonical({"title": "预算", "items": ("b", "a"), "pages": 3})
    '{"items":["b","a"],"pages":3,"title":"预算"}'

    Raises:
        DataError: it is not plain JSON.
    """
    return canonical_plain(plain(value))


def canonical_plain(value: Any) -> str:
    """The canonical text of what :func:`plain` returned."""
    return _encode(value)


def digest_text(text: str) -> str:
    """The digest of a text's UTF-8 bytes.

    >>> digest_text("abc")[:23]
    'sha256:ba7816bf8f01cfea'
    """
    return f"{ALGORITHM}:{hashlib.sha256(text.encode()).hexdigest()}"


def digest(value: object) -> str:
    """The digest of a value's canonical JSON.

    Raises:
        DataError: it is not plain JSON.
    """
    return digest_text(canonical(value))

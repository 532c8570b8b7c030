"""Texts and bodies as PostgreSQL can hold them: it has no place for the character NUL.

Neither ``text`` nor ``jsonb`` takes NUL, and text out of files may have it. So NUL is written as
two characters U+0001, and U+0001 as U+0001 U+0002: nothing is lost, and texts sort as before.
"""

import json
from collections.abc import Callable
from typing import Any

_MARK, _NUL, _ITSELF = "\x01", "\x01\x01", "\x01\x02"
_IN_JSON = ("\\u0000", "\\u0001")


def kept_text(text: str) -> str:
    r"""A text as it is kept.

    >>> kept_text("a\x00")
    'a\x01\x01'
    """
    if "\x00" in text or _MARK in text:
        return text.replace(_MARK, _ITSELF).replace("\x00", _NUL)
    return text


def read_text(kept: str) -> str:
    r"""The text that was kept.

    >>> read_text("a\x01\x01")
    'a\x00'
    """
    if _MARK not in kept:
        return kept
    first, *marked = kept.split(_MARK + _MARK)
    return "\x00".join(each.replace(_ITSELF, _MARK) for each in (first, *marked))


def kept_body(body: Any, text: str) -> str:
    """A body as ``jsonb`` takes it; ``text`` is its canonical text."""
    if not any(each in text for each in _IN_JSON):
        return text
    return json.dumps(_everywhere(body, kept_text), ensure_ascii=False)


def read_body(kept: str) -> Any:
    """The body that was kept."""
    body = json.loads(kept)
    return _everywhere(body, read_text) if _IN_JSON[1] in kept else body


def _everywhere(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_everywhere(each, change) for each in value]
    if isinstance(value, dict):
        return {change(key): _everywhere(each, change) for key, each in value.items()}
    return value

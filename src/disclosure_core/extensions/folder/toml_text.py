"""Plain data to TOML text, for the files that a folder plugin is made of.

Knows what :func:`disclosure_core.codec.unstructure` gives: text, whole numbers, truth values, lists
and tables. ``None`` is left out. TOML that a person wrote is read, never rewritten.
"""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def toml_lines(data: Mapping[str, Any]) -> str:
    """A table's own keys, one a line; tables within it stand in braces."""
    lines = [f"{_key(name)} = {_value(each)}" for name, each in data.items() if each is not None]
    return "\n".join([*lines, ""])


def toml_tables(section: str, entries: Iterable[Mapping[str, Any]]) -> str:
    """An array of tables: ``[[items]]`` and the keys of each."""
    return "\n".join(f"[[{section}]]\n{toml_lines(each)}" for each in entries)


def without_empty(data: Any) -> Any:
    """Data without what is absent or empty, however deep; an empty text stays."""
    if isinstance(data, Mapping):
        inner = {name: without_empty(each) for name, each in data.items()}
        return {name: each for name, each in inner.items() if each not in (None, [], {})}
    if isinstance(data, (list, tuple)):
        return [without_empty(each) for each in data]
    return data


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _text(name)


def _text(value: str) -> str:
    """JSON's text is TOML's, but for the character DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        inner = [
            f"{_key(name)} = {_value(each)}" for name, each in value.items() if each is not None
        ]
        return "{ " + ", ".join(inner) + " }" if inner else "{}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_value(each) for each in value) + "]"
    return str(int(value))

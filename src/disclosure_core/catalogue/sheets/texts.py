"""Texts as a cell of any format can hold them, and how two of them are compared.

A cell of our tables holds lines without white space at their ends, none of them empty. What that
form cannot say of a value stands in the column 机读值, so nothing is lost by it.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from disclosure_core.errors import Mistake
from disclosure_core.messages import Message

LONGEST_CELL: Final = 32_767
"""Characters of a cell, as spreadsheet programs allow."""

_LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"\s+")
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_PACKED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def clean(text: str) -> str:
    """``text`` as a cell holds it.

    ``_x0041_`` would be taken for a character by spreadsheet programs and gets a space.
    """
    if "_x" not in text and text.split() in ([], [text]):
        return text.strip()
    return _cleaned(text)


@lru_cache(maxsize=4096)
def _cleaned(text: str) -> str:
    lines = (_SPACES.sub(" ", line.strip()) for line in _LINE_ENDS.split(text))
    return _PACKED.sub("_ ", "\n".join(line for line in lines if line))


def same(one: str, other: str) -> bool:
    """Whether two cells print the same: white space and line ends do not count."""
    return one == other or "".join(one.split()) == "".join(other.split())


def unwritable(item: str, value: Any, name: str = "") -> Iterator[Mistake]:
    """A mistake for each text of an item that no table can hold.

    Args:
        item: The item's name, for the mistake.
        value: Its fields as plain data.
        name: The field that ``value`` belongs to.
    """
    if isinstance(value, str):
        found = _REFUSED.search(value)
        if found is not None:
            yield Mistake(
                "",
                Message("{item}, field {field}", item=_REFUSED.sub(" ", item), field=name),
                Message(
                    "the text holds the character {code}, which no table can hold; take it out",
                    code=f"U+{ord(found[0]):04X}",
                ),
            )
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from unwritable(item, each, name or str(key))
    elif isinstance(value, list | tuple):
        for each in value:
            yield from unwritable(item, each, name)

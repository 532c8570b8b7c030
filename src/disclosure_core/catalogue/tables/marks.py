"""Find the marks in a cell of channels: which are chosen (■), which are not (□).

Some marks are also ordinary characters (口, t): they count as marks only where a name can begin.
"""

import re
from functools import lru_cache

from attrs import frozen

from disclosure_core.catalogue.tables.values import TableForm

_BEFORE_MARK = re.compile(r"[\s;；,，.。:：、/|)）】\]]")
_BOXED = re.compile(r"[\[(（【]\s*(\S)\s*[\])）】](?=\s*[\u3400-\u9fff])")
_EMPTY_BOX = re.compile(r"[\[(（【]\s*[\])）】](?=\s*[\u3400-\u9fff])")
_NAME_OPENS = re.compile(r"[\w(（“\"]")
_SCRIPT = re.compile(r"[\u3400-\u9fff]")
_NAME = 40
_FIRST_HAN = "\u3400"


@frozen
class MarkedPart:
    """A part of a cell: its text, and whether its mark says chosen; ``None`` without a mark."""

    text: str
    checked: bool | None = None


@lru_cache(maxsize=16)
def _marks(form: TableForm) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset("".join(form.checked)), frozenset("".join(form.unchecked))


@lru_cache(maxsize=65536)
def marked_parts(text: str, form: TableForm) -> tuple[MarkedPart, ...]:
    """``text`` cut before each mark; the part before the first mark has none."""
    checked, unchecked = _marks(form)
    text = _unboxed(text, form)
    places = [
        place
        for place, character in enumerate(text)
        if (character in checked or character in unchecked) and _is_mark(text, place, form)
    ]
    if not places:
        return (MarkedPart(text),)
    parts = [MarkedPart(text[: places[0]])] if text[: places[0]].strip() else []
    for place, end in zip(places, [*places[1:], len(text)], strict=True):
        parts.append(MarkedPart(text[place + 1 : end], text[place] in checked))
    return tuple(parts)


def _unboxed(text: str, form: TableForm) -> str:
    """``text`` with marks in brackets ([√], [ ]) as plain marks; as it is without such a check."""
    checked, unchecked = _marks(form)
    if not unchecked or not any(each in checked for each in _BOXED.findall(text)):
        return text
    plain = _BOXED.sub(lambda each: each[1] if each[1] in checked | unchecked else each[0], text)
    return _EMPTY_BOX.sub(min(unchecked), plain)


def _is_mark(text: str, place: int, form: TableForm) -> bool:
    mark = text[place]
    after = text[place + 1 : place + _NAME].lstrip()
    before = text[place - 1] if place else ""
    if mark < _FIRST_HAN and not (mark.isascii() and mark.isalnum()):
        return bool(_NAME_OPENS.match(after))
    if not _SCRIPT.match(after):
        return False
    if before and (before.isascii() and before.isalnum()):
        return False
    opens = not before or bool(_BEFORE_MARK.match(before)) or before in _all_marks(form)
    return opens or _opens_channel(after, form)


def _all_marks(form: TableForm) -> frozenset[str]:
    checked, unchecked = _marks(form)
    return checked | unchecked


def _opens_channel(text: str, form: TableForm) -> bool:
    """Whether a channel's name begins here, so that a mark may stand before it."""
    return any(
        text.startswith(word) for words in form.channels.values() for word in words if len(word) > 2
    )

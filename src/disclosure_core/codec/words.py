"""What is said of data that does not fit: expected, found, did you mean."""

import json
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from disclosure_core.messages import Message

SHOWN = 40
"""Characters of a wrong value that a message repeats."""


class UnfitError(Exception):
    """A value that is not what was expected; ``structure`` tells it as a mistake."""

    def __init__(self, what: Message) -> None:
        super().__init__(what)
        self.what = what


def unfit(expected: Message, value: object) -> UnfitError:
    """``value`` was found where ``expected`` should be."""
    return UnfitError(
        Message("expected {expected}, found {found}", expected=expected, found=shown(value))
    )


def shown(value: object) -> object:
    """A value as a message repeats it: short, in JSON's words."""
    if value is None:
        return Message("nothing")
    if isinstance(value, Mapping):
        return Message("a table of keys")
    if isinstance(value, (list, tuple, set, frozenset)):
        return Message("a list")
    if isinstance(value, str) and len(value) > SHOWN:
        return json.dumps(value[:SHOWN] + "…", ensure_ascii=False)
    if isinstance(value, (str, int, float, bool)):
        return json.dumps(value, ensure_ascii=False)[: SHOWN + 3]
    return str(value)[:SHOWN]


def suggestion(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant; ``None`` where none is near."""
    near = get_close_matches(word.lower(), list(known), n=1, cutoff=0.6)
    return near[0] if near else None


def not_known(word: str, known: Iterable[str]) -> Message:
    """That a word is none of those known: which was probably meant, or else all of them."""
    listed = tuple(known)
    meant = suggestion(word, listed)
    if meant is None:
        return Message("{found} is not known here; known are {known}", found=word, known=listed)
    return Message("{found} is not known here; did you mean {meant}?", found=word, meant=meant)


def count_of(count: int) -> Message:
    """``1 mistake``, ``3 mistakes``."""
    return Message("1 mistake") if count == 1 else Message("{count} mistakes", count=count)

"""Numbers as people print them: digits in groups, full-width or not, parted by spaces or hyphens.

Cuts a text into runs of groups and offers the stretches of whole groups that have a wanted number
of characters. What such a stretch means is for the rules. A group is never cut, so a number inside
a longer one is not found; characters that show nothing do not part a group. Linear in the text.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from unicodedata import decimal, normalize

from attrs import frozen

LETTERS = "A-Za-zＡ-Ｚａ-ｚ×ΧχХх"
"""Letters that make a code of the digits beside them; the last five pass for an X."""

X_LETTERS = frozenset("XxＸｘ×ΧχХх")

SPACES = "\u0020\u00a0\u2000-\u200a\u202f\u205f\u3000"
"""Spaces of any width. Not tabs or line ends: those part the cells of a table."""

INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
"""Characters that show nothing and can hide a number from a plain search."""

HYPHENS = "\\-\u2010-\u2015\u2212\ufe63\uff0d"

GAP = 3
"""Characters at most between two groups of one number, as in ``138 - 1234``."""

_GROUP = rf"\d[\d{LETTERS}{INVISIBLE}]*"
_LONE_X = rf"[XxＸｘ×ΧχХх](?![\d{LETTERS}])"
_GAP = rf"[{SPACES}{HYPHENS}]{{1,{GAP}}}"
_RUN = re.compile(rf"(?<![\d{LETTERS}])[{LETTERS}]{{0,8}}{_GROUP}(?:{_GAP}(?:{_GROUP}|{_LONE_X}))*")
_TOKEN = re.compile(rf"[\d{LETTERS}][\d{LETTERS}{INVISIBLE}]*")
_HYPHEN = re.compile(f"[{HYPHENS}]")
_LABEL = re.compile(rf"[{LETTERS}]*(?=\d)")
_INVISIBLE = re.compile(f"[{INVISIBLE}]")


@frozen
class Group:
    """One unbroken group of a run.

    ``label`` are letters before its first digit (``tel``); ``characters`` the rest in plain digits
    and capitals, and ``places`` where each of them stands in the text; ``joined`` whether a hyphen
    joins it to the group before.
    """

    label: str
    characters: str
    places: Sequence[int]
    joined: bool


@frozen
class Stretch:
    """Whole groups one after the other that have a wanted number of characters together.

    ``before`` and ``after`` are the groups that hyphens join to it.
    """

    groups: tuple[Group, ...]
    before: Group | None
    after: Group | None

    @property
    def characters(self) -> str:
        """The number in plain digits and capitals, without what parts its groups."""
        return "".join(group.characters for group in self.groups)

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many characters each group has."""
        return tuple(len(group.characters) for group in self.groups)

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.groups[0].places[0]

    @property
    def end(self) -> int:
        """Where it ends in the text, that place not included."""
        return self.groups[-1].places[-1] + 1


def stretches(text: str, lengths: Collection[int]) -> Iterator[Stretch]:
    """Stretches of one of ``lengths`` in ``text``, by their beginning; they may overlap."""
    for run in runs(text, at_least=min(lengths)):
        for first in range(len(run)):
            for last in _last_groups(run, first, lengths):
                after = run[last + 1] if last + 1 < len(run) else None
                yield Stretch(
                    groups=tuple(run[first : last + 1]),
                    before=run[first - 1] if run[first].joined else None,
                    after=after if after is not None and after.joined else None,
                )


def runs(text: str, *, at_least: int = 1) -> Iterator[list[Group]]:
    """The runs of ``text`` of ``at_least`` characters: groups that only spaces and hyphens part."""
    for run in _RUN.finditer(text):
        if run.end() - run.start() < at_least:
            continue
        groups: list[Group] = []
        ended = run.start()
        for token in _TOKEN.finditer(text, run.start(), run.end()):
            joined = _HYPHEN.search(text, ended, token.start()) is not None
            groups.append(_group(text, token.start(), token.end(), joined=joined))
            ended = token.end()
        yield groups


def _last_groups(run: Sequence[Group], first: int, lengths: Collection[int]) -> Iterator[int]:
    longest = max(lengths)
    total = 0
    for last in range(first, len(run)):
        total += len(run[last].characters)
        if total > longest:
            return
        if total in lengths:
            yield last


def _group(text: str, start: int, end: int, *, joined: bool) -> Group:
    label = _LABEL.match(text, start, end)
    begin = label.end() if label else start
    printed = text[begin:end]
    places: Sequence[int] = range(begin, end)
    if printed.isascii():
        characters = printed.upper()
    else:
        places = [place for place in places if not _INVISIBLE.match(text, place)]
        characters = "".join(_plain(text[place]) for place in places)
    return Group(
        label=normalize("NFKC", text[start:begin]).lower(),
        characters=characters,
        places=places,
        joined=joined,
    )


def _plain(character: str) -> str:
    if character in X_LETTERS:
        return "X"
    value = decimal(character, None)
    return normalize("NFKC", character).upper() if value is None else str(value)

"""Read a printed channel (公开渠道) to its kind.

The words come from the form. A channel's kind is what its name ends in (社区文化站公示栏 is a
notice board, 信用中国网站 the platform it names); a name written by hand after 其他 stays *other*,
unless it is a platform.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from attrs import frozen

from disclosure_core.catalogue.phrases.folding import folded, simplified, without_pinyin
from disclosure_core.catalogue.tables.values import TableForm
from disclosure_core.catalogue.values import ChannelKind, ItemChannel

LONGEST_NAME = 200
"""Characters of a channel's name; what is longer names none."""

_BRACKETS = re.compile(r"[(（〔\[【][^()（）〔〕\[\]【】]*[)）〕\]】]")
_BLANK_LINE = re.compile(r"[_＿…\-—\s:：.。;；,，、]+$")
_SEPARATOR = re.compile(r"^[\s:：\-—_,，(（]+")
_NUMBERING = re.compile(r"^[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[.、)）．]\s*|^[①-⑳]\s*")
_PHONE_NUMBER = re.compile(r"\+?\d[\d\-()（）]{3,}\d")
_CARRIERS: Mapping[ChannelKind, tuple[ChannelKind, ...]] = {
    ChannelKind.PLATFORM: (
        ChannelKind.WEBSITE,
        ChannelKind.NEW_MEDIA,
        ChannelKind.BROADCAST,
        ChannelKind.TARGETED_PUSH,
        ChannelKind.HOTLINE,
    ),
    ChannelKind.TARGETED_PUSH: (ChannelKind.HOUSEHOLD_ONSITE,),
}
"""What stays itself with a general word of the kind after it (短信平台, 热线平台, 上门告知)."""

_LEAST_MISREAD = 4
"""Characters of a name that is known with one of them wrong."""


@frozen(kw_only=True)
class ChannelReading:
    """What a printed channel is, and why where that is not plain.

    ``checked`` is ``None`` where no mark stands before it. ``named`` is the kind of a name inside
    其他, which stays ``other``.
    """

    kind: ChannelKind
    checked: bool | None = None
    named: ChannelKind | None = None

    @property
    def note(self) -> str | None:
        """What the kind does not say: the mark, a name inside 其他, or that no word fits."""
        parts = []
        if self.checked is not None:
            parts.append("checked" if self.checked else "not checked")
        if self.kind is ChannelKind.OTHER and self.named is not None:
            parts.append(f"named inside other: {self.named}")
        return "; ".join(parts) or None


def parse_channel(text: str, form: TableForm, *, required: bool = True) -> ItemChannel:
    """The kind of a printed channel, its words kept; ``other`` where no word of the form fits."""
    return ItemChannel(kind=read_channel(text, form).kind, printed=text.strip(), required=required)


def channel_kind(text: str, form: TableForm) -> ChannelKind:
    """The kind of a text that may be a channel, by the words that nothing else ends in.

    Its mark (■, □) may still stand before it.
    """
    return _read(text, form, known=False).kind


def read_channel(text: str, form: TableForm) -> ChannelReading:
    """A text that is a channel: its kind, its mark, and what is named inside 其他."""
    return _read(text, form, known=True)


@lru_cache(maxsize=4096)
def _read(text: str, form: TableForm, *, known: bool) -> ChannelReading:
    if len(text) > LONGEST_NAME:
        return ChannelReading(kind=ChannelKind.OTHER)
    words = _words(form, known=known)
    written = simplified(without_pinyin(text), form.simplified).strip()
    name = _NUMBERING.sub("", written)
    bare = name.lstrip("".join(form.checked + form.unchecked)).strip()
    mark = name[: len(name) - len(name.lstrip("".join(form.checked + form.unchecked)))]
    checked = (mark[-1] in form.checked) if mark else None
    name = _NUMBERING.sub("", bare)
    other = next(
        (word for word in form.channels.get(ChannelKind.OTHER, ()) if name.startswith(word)), None
    )
    if other is None:
        return ChannelReading(kind=_named(name, words) or ChannelKind.OTHER, checked=checked)
    rest = name.removeprefix(other)
    named = _named(_SEPARATOR.sub("", rest), words)
    by_hand = rest[:1].isspace() or not rest
    apart = by_hand or (named is not ChannelKind.PLATFORM and bool(_SEPARATOR.match(rest)))
    kind = ChannelKind.OTHER if named is None or apart else named
    return ChannelReading(kind=kind, checked=checked, named=named)


_Words = tuple[tuple[str, ChannelKind], ...]


@lru_cache(maxsize=16)
def _words(form: TableForm, *, known: bool) -> _Words:
    tables = (form.channels, form.channel_endings) if known else (form.channels,)
    return tuple(
        (word.upper(), kind) for table in tables for kind, words in table.items() for word in words
    )


def _named(name: str, words: _Words) -> ChannelKind | None:
    """The kind of the word that stands last in the name; of two that end together, the longer."""
    plain = folded(name)
    bare = _BLANK_LINE.sub("", _BRACKETS.sub("", plain)) or plain
    bare = bare.upper()
    kind, start = _last_word(bare, words)
    if kind is not None and kind in _CARRIERS and start > 0:
        carrier, _ = _last_word(bare[:start], words, at_end=True)
        if carrier in _CARRIERS[kind]:
            return carrier
    if kind is ChannelKind.WEBSITE and start > 0:
        named, _ = _last_word(bare[:start], words)
        if named is ChannelKind.PLATFORM:  # the site of a platform (公示系统网站)
            return named
    if kind is None and _PHONE_NUMBER.fullmatch(bare):
        return ChannelKind.HOTLINE
    return kind or _misread(bare, words)


def _misread(name: str, words: _Words) -> ChannelKind | None:
    """The kind of a name of which one character is wrong (两徽一端); none where two would fit."""
    kinds = {
        kind
        for word, kind in words
        if len(word) >= _LEAST_MISREAD
        and len(word) <= len(name)
        and sum(a != b for a, b in zip(word, name[-len(word) :], strict=True)) == 1
    }
    return kinds.pop() if len(kinds) == 1 else None


def _last_word(name: str, words: _Words, *, at_end: bool = False) -> tuple[ChannelKind | None, int]:
    """Kind and place of the last word in a name; a word of one character counts at its end only."""
    best: tuple[int, int] = (-1, 0)
    kind = None
    for word, each in words:
        place = name.rfind(word)
        end = place + len(word)
        if place < 0 or ((at_end or len(word) == 1) and end != len(name)):
            continue
        if (end, len(word)) > best:
            best, kind = (end, len(word)), each
    return kind, best[0] - best[1]

"""Read a printed channel (公开渠道) to its kind.

The words come from the form. A channel's kind is what its name ends in (社区文化站公示栏 is a
notice board, 信用中国网站 the platform it names); a name written by hand after 其他 stays *other*,
unless it is a platform.
"""

import re
from functools import lru_cache

from disclosure_core.catalogue.phrases.folding import folded, simplified, without_pinyin
from disclosure_core.catalogue.tables.values import TableForm
from disclosure_core.catalogue.values import ChannelKind, ItemChannel

_BRACKETS = re.compile(r"[(（〔\[【][^()（）〔〕\[\]【】]*[)）〕\]】]")
_BLANK_LINE = re.compile(r"[_＿…\-—\s:：.。;；,，、]+$")
_SEPARATOR = re.compile(r"^[\s:：\-—_,，(（]+")


def parse_channel(text: str, form: TableForm, *, required: bool = True) -> ItemChannel:
    """The kind of a printed channel, its words kept; ``other`` where no word of the form fits."""
    return ItemChannel(kind=channel_kind(text, form), printed=text.strip(), required=required)


@lru_cache(maxsize=4096)
def channel_kind(text: str, form: TableForm) -> ChannelKind:
    """The kind of a printed channel; its mark (■, □) may still stand before it."""
    name = simplified(without_pinyin(text), form.simplified).strip()
    name = name.lstrip("".join(form.checked + form.unchecked)).strip()
    other = next(
        (word for word in form.channels.get(ChannelKind.OTHER, ()) if name.startswith(word)), None
    )
    if other is None:
        return _named(name, form) or ChannelKind.OTHER
    rest = name.removeprefix(other)
    named = _named(_SEPARATOR.sub("", rest), form)
    by_hand = rest[:1].isspace() or not rest
    if named is None or by_hand:
        return ChannelKind.OTHER
    return (
        named if named is ChannelKind.PLATFORM or not _SEPARATOR.match(rest) else ChannelKind.OTHER
    )


def _named(name: str, form: TableForm) -> ChannelKind | None:
    """The kind of the word that stands last in the name; of two that end together, the longer."""
    plain = folded(name)
    bare = _BLANK_LINE.sub("", _BRACKETS.sub("", plain)) or plain
    best: tuple[int, int] = (-1, 0)
    kind = None
    for each, words in form.channels.items():
        for word in words:
            place = bare.rfind(word)
            if place >= 0 and (place + len(word), len(word)) > best:
                best, kind = (place + len(word), len(word)), each
    return kind

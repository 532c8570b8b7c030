"""How well a text fits a column: costs by what the text holds, not by where it stands.

A cost is a number of the alignment's own making: 0 fits, 1 is odd, 5 is wrong, negative speaks
for the column. Only differences count.
"""

import re
from functools import lru_cache

from attrs import frozen

from disclosure_core.catalogue.phrases.channel import channel_kind
from disclosure_core.catalogue.phrases.folding import folded
from disclosure_core.catalogue.phrases.time_limit import sets_limit
from disclosure_core.catalogue.tables.headers import Column
from disclosure_core.catalogue.tables.marks import marked_parts
from disclosure_core.catalogue.tables.values import TableForm
from disclosure_core.catalogue.tables.vocabulary import vocabulary
from disclosure_core.catalogue.values import ChannelKind

IMPOSSIBLE = 50.0
_NO_PLACE = (ChannelKind.OTHER, ChannelKind.HOTLINE, ChannelKind.MEETING)
_ALSO_AGENCIES = (
    ChannelKind.OTHER,
    ChannelKind.SERVICE_CENTER,
    ChannelKind.CONVENIENCE_STATION,
    ChannelKind.READING_POINT,
)
_LONGEST_WORDED = 12
_BOXES, _SHORT_NAME = ("■", "□", "☑", "☐"), 16

_NUMBER = re.compile(r"^[(（]?(?:\d{1,4}|[一二三四五六七八九十]{1,3})[)）.、．]?$")
_DOCUMENT_NUMBER = re.compile(
    r"[〔\[【﹝(（]?(?:19|20)\d\d[〕\]】﹞)）]?\d{1,4}号|令第?\d+号|第\d+号"
)
_LIST_MARK = re.compile(r"[;；。●•◆▪]|\d[.、．)）]|[①-⑳]|[:：]")
_LIST_OPENING = re.compile(r"[●•◆▪·\-]|[(（]?(?:\d{1,2}|[一二三四五六七八九十])[.、．)）]|[①-⑳]")
_PHONE = re.compile(r"\d{3,4}[-—]?\d{7,8}|1\d{10}|https?://|www\.")
_SCRIPT = re.compile(r"[\u3400-\u9fff]")


@frozen
class Evidence:
    """What a text holds, found once and asked by every column."""

    text: str
    size: int
    number: bool
    tick: bool
    blank: bool
    ditto: bool
    marks: int
    channel: float
    titles: int
    opens_title: bool
    cited: bool
    limit: bool
    agency: bool
    group: bool
    listed: int
    opens_list: bool
    commas: int
    level: bool
    mode: bool
    audience: bool
    phone: bool
    domain: bool


@lru_cache(maxsize=65536)
def evidence_of(text: str, form: TableForm, domains: frozenset[str] = frozenset()) -> Evidence:
    """What ``text`` holds. ``domains`` are known names of domains."""
    words = vocabulary(form)
    plain = folded(text)
    size = len(plain)
    marks = _channel_marks(text, form) if size > 1 else 0
    bare = re.sub(r"\([^()]*\)", "", plain).rstrip("。;,、.") or plain
    channel = _channel_share(bare, words.channel_words)
    titles = plain.count("《")
    cited = titles > 0 or bool(_DOCUMENT_NUMBER.search(plain))
    return Evidence(
        text=plain,
        size=size,
        number=bool(_NUMBER.match(plain)),
        tick=words.is_tick(text),
        blank=words.is_blank(text),
        ditto=words.is_ditto(text),
        marks=marks,
        channel=channel,
        titles=titles,
        opens_title=plain.startswith(("《", "1.《", "1、《", "〈", "<")),
        cited=cited or bare.rstrip("等").endswith(form.basis_words),
        limit=size <= 120 and not titles and _is_limit(plain, form),
        agency=size <= 60
        and not titles
        and bool(words.endings.search(bare.rstrip("等")))
        and not (channel >= 0.5 and channel_kind(bare, form) not in _ALSO_AGENCIES),
        group=size <= 24 and bare.endswith(form.group_endings) and not _LIST_MARK.search(plain),
        listed=len(_LIST_MARK.findall(plain)),
        opens_list=bool(_LIST_OPENING.match(plain)),
        commas=plain.count("、") + plain.count(","),
        level=size <= 12 and words.level_of(plain) is not None,
        mode=size <= 12 and any(plain in each for each in form.modes.values()),
        audience=size <= 12 and any(plain in each for each in form.audiences.values()),
        phone=bool(_PHONE.search(plain)),
        domain=plain in domains,
    )


def _is_limit(plain: str, form: TableForm) -> bool:
    """Whether a text is a time limit, not a name or content that holds a number of days."""
    if not sets_limit(plain, form):
        return False
    if any(character.isdigit() for character in plain) or len(plain) > _LONGEST_WORDED:
        return len(plain) <= _LONGEST_WORDED or any(word in plain for word in form.time.limit_words)
    return True


def _channel_marks(text: str, form: TableForm) -> int:
    """How many marks stand before a channel; 0 where most stand before something else (● lists).

    A box before a short name speaks for a channel that nobody listed.
    """
    marked = [part for part in marked_parts(text, form) if part.checked is not None]
    if text.lstrip().startswith(_BOXES) and all(len(part.text) <= _SHORT_NAME for part in marked):
        return len(marked)
    names = [part.text.strip().partition("\n")[0] for part in marked]
    known = sum(channel_kind(name, form) not in _NO_PLACE for name in names)
    known += sum(_is_other(name, form) for name in names)
    return len(marked) if known * 2 >= len(marked) else 0


def _is_other(text: str, form: TableForm) -> bool:
    """Whether a marked text is 其他, alone or with a name after it; not 其他政策 in a list."""
    others = form.channels.get(ChannelKind.OTHER, ())
    rest = next((text.removeprefix(word) for word in others if text.startswith(word)), None)
    return rest is not None and not _SCRIPT.match(rest)


def _channel_share(text: str, words: tuple[str, ...]) -> float:
    """The share of the text that channel words cover."""
    if not text or len(text) > 200:
        return 0.0
    left = text
    for word in words:
        left = left.replace(word, "")
    return 1 - len(_SCRIPT.findall(left)) / max(1, len(_SCRIPT.findall(text)))


def fit(column: Column, seen: Evidence) -> float:
    """The cost of putting the text into the column."""
    if column.ticked:
        return _fit_tick(column, seen)
    return _FITS[column.field](seen)


def _fit_tick(column: Column, seen: Evidence) -> float:
    if seen.tick:
        return -1.0
    if seen.blank:
        return 0.0
    if seen.marks or seen.titles or seen.limit or seen.number:
        return 12.0
    if column.field == "audience":
        if seen.audience:
            return -0.6
        specific = not column.header.startswith("全")
        base = -0.6 if seen.group else 0.8 + seen.size / 40
        return base + (0.0 if specific else 0.8)
    if column.field == "levels":
        return -0.8 if seen.level else 4.0 + seen.size / 10
    return -0.8 if seen.mode else 4.0 + seen.size / 10


def _common(seen: Evidence, *, blank: float, ditto: float = 0.2) -> float | None:
    """Costs that hold for every column of words."""
    if seen.blank:
        return blank
    if seen.ditto:
        return ditto
    if seen.number:
        return 9.0
    if seen.tick:
        return 9.0
    if seen.phone:
        return 4.0
    return None


def _fit_seq(seen: Evidence) -> float:
    if seen.number:
        return -2.0
    if seen.blank:
        return 9.0 if seen.text else 4.0
    return IMPOSSIBLE


def _fit_name(seen: Evidence) -> float:
    common = _common(seen, blank=1.0, ditto=0.6)
    if common is not None:
        return common
    cost = 0.0
    cost += 9.0 if seen.marks else 0.0
    cost += 3.0 if seen.opens_title else (0.4 if seen.titles else 0.0)
    cost += 4.0 if seen.limit else 0.0
    cost += 2.5 if seen.level or seen.mode or seen.audience else 0.0
    cost += 3.0 * seen.channel if seen.channel > 0.4 else 0.0
    cost += max(0, seen.size - 30) * 0.05 + (0.25 if seen.size <= 2 else 0.0)
    cost += min(seen.listed, 3) * 0.8 + max(0, seen.commas - 1) * 0.5
    cost += 1.5 if seen.text.endswith(("等", "。", ";", "等。")) else 0.0
    return cost


def _fit_content(seen: Evidence) -> float:
    common = _common(seen, blank=2.5)
    if common is not None:
        return common
    cost = 0.2
    cost += 9.0 if seen.marks else 0.0
    cost += 1.0 if seen.opens_title else 0.0
    cost += 4.0 if seen.limit and seen.size < 40 else 0.0
    cost += 3.0 if seen.channel > 0.9 else 0.0
    cost += 1.0 if seen.agency and seen.size < 16 else 0.0
    cost += 0.6 if seen.size <= 4 else 0.0
    cost -= 0.5 if seen.listed else 0.0
    cost -= 0.3 if seen.commas else 0.0
    cost -= 0.3 if seen.size > 12 else 0.0
    return cost


def _fit_basis(seen: Evidence) -> float:
    common = _common(seen, blank=1.5)
    if common is not None:
        return common
    cost = 9.0 if seen.marks else 0.0
    cost += 5.0 if seen.limit else 0.0
    if seen.titles:
        return cost - (2.0 if seen.opens_title else 1.0)
    if seen.cited:
        return cost + 1.2
    return cost + 4.0


def _fit_limit(seen: Evidence) -> float:
    common = _common(seen, blank=2.0)
    if common is not None:
        return common
    if seen.marks or seen.titles:
        return 9.0
    return -2.0 if seen.limit else 5.0


def _fit_agency(seen: Evidence) -> float:
    common = _common(seen, blank=2.0)
    if common is not None:
        return common
    if seen.marks or seen.titles or seen.limit:
        return 9.0
    cost = -1.5 if seen.agency else 3.0
    return cost + max(0, seen.size - 30) * 0.06 + seen.listed * 0.5


def _fit_channels(seen: Evidence) -> float:
    common = _common(seen, blank=1.5)
    if common is not None:
        return common
    if seen.marks:
        return -3.0
    if seen.titles or seen.limit:
        return 9.0
    return 3.5 - 5.5 * seen.channel


def _fit_audience(seen: Evidence) -> float:
    common = _common(seen, blank=1.0)
    if common is not None:
        return common
    if seen.marks or seen.titles or seen.limit:
        return 9.0
    if seen.audience:
        return -2.0
    return (-0.5 if seen.group else 2.0) + seen.size / 30


def _fit_mode(seen: Evidence) -> float:
    common = _common(seen, blank=1.0)
    if common is not None:
        return common
    return -2.0 if seen.mode else 4.0 + seen.size / 20


def _fit_levels(seen: Evidence) -> float:
    common = _common(seen, blank=1.0)
    if common is not None:
        return common
    return -2.0 if seen.level or ("级" in seen.text and seen.size < 12) else 4.0 + seen.size / 20


def _fit_domain(seen: Evidence) -> float:
    common = _common(seen, blank=0.8)
    if common is not None:
        return common
    if seen.marks or seen.titles or seen.limit:
        return 9.0
    return -1.5 if seen.domain else 0.4 + max(0, seen.size - 12) * 0.1


def _fit_extra(seen: Evidence) -> float:
    if seen.blank:
        return 0.2
    if seen.ditto or seen.tick:
        return 0.8
    cost = 0.8
    cost += 4.0 if seen.marks else 0.0
    cost += 0.5 if seen.limit else 0.0
    return cost - (1.0 if seen.phone else 0.0)


_FITS = {
    "seq": _fit_seq,
    "level1": _fit_name,
    "level2": _fit_name,
    "level3": _fit_name,
    "content": _fit_content,
    "basis": _fit_basis,
    "time_limit": _fit_limit,
    "agency": _fit_agency,
    "channels": _fit_channels,
    "audience": _fit_audience,
    "mode": _fit_mode,
    "levels": _fit_levels,
    "domain": _fit_domain,
    "extra": _fit_extra,
}

"""The keys by which a printed title or number finds its document, whatever its punctuation.

Titles and numbers are compared without brackets, spaces and quotation marks, because tables lose
them: 〔2017〕44号, [2017]44号 and 201744号 are one number. Keys are for comparing only.
"""

import re
from collections.abc import Iterator, Mapping

from disclosure_core.catalogue.phrases.folding import NUMERAL, folded, number_of, simplified

SHORTEST = 4
"""Characters that are left of a loosened title at least; fewer would fit too much."""

_MARKS = re.compile(r"[\W_]+")
_COUNTRY = "中华人民共和国"
_REVISED = re.compile(r"\(?\d{4}年?\d*月?\d*日?(?:修订|修正|修改|版)本?\)?$")
_ISSUED = re.compile(r"(?:印发|转发|发布|公布)(.+?)(?:的?通知|的?函|的?公告)?$")
_ORDER_NUMBER = re.compile(rf"第({NUMERAL})号?")
_ORDER_YEAR = re.compile(r"\d{4}年")
_COUNTER = re.compile(r"[第号令年]")
_ARTICLE = re.compile(rf"第?({NUMERAL})条")


def title_keys(title: str, characters: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of a title, the most exact first.

    Loosened step by step: without the year of a revision, without the issuer before 关于, and the
    title inside 印发…的通知.

    Args:
        title: The title, with or without 《》.
        characters: Traditional characters and their simplified forms.
    """
    return tuple(dict.fromkeys(_keys(folded(simplified(title, characters)))))


def _keys(title: str) -> Iterator[str]:
    plain = _REVISED.sub("", title)
    exact = _bare(plain)
    yield exact
    issuer, about, rest = exact.partition("关于")
    if issuer and len(rest) >= SHORTEST:
        yield about + rest
    issued = _ISSUED.search(exact)
    if issued and len(issued[1]) >= SHORTEST:
        yield issued[1].removeprefix(_COUNTRY)


def _bare(title: str) -> str:
    return _MARKS.sub("", title).removeprefix(_COUNTRY)


def number_key(number: str, characters: Mapping[str, str]) -> str:
    """The key of a document number; the year of a national order is left out."""
    text = folded(simplified(number, characters)).replace(_COUNTRY, "")
    text = re.split(r"[,;、]", text)[0]
    text = text.replace("国务院令", "国令").replace("国家主席令", "主席令")
    if text.startswith(("国令", "主席令")):
        text = _ORDER_YEAR.sub("", text)
    text = _ORDER_NUMBER.sub(lambda found: str(number_of(found[1])), text)
    return _COUNTER.sub("", _MARKS.sub("", text))


def article_number(article: str | None) -> int | None:
    """The number of an article (``第二十条第（六）项`` is 20); ``None`` where none is printed."""
    found = _ARTICLE.search(folded(article)) if article else None
    return number_of(found[1]) if found else None

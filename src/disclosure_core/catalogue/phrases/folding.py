"""Bring printed Chinese to the one form that words are compared in.

Folding is for comparing only: what a row keeps are the words as printed, joined to one line.
"""

import re
import unicodedata
from collections.abc import Mapping
from itertools import pairwise

_SPACES = re.compile(r"[\s\u200b\u200c\u200d\ufeff\u00ad\u2060]+")
_PINYIN = re.compile(r"(?<=[\u3400-\u9fff])[(（]([a-z\u00e0-\u00ff\u0101-\u01dc\u0261]{1,7})[)）]")
_WIDE = re.compile(r"[\u3400-\u9fff\u2010-\u303f\uff00-\uffef%,;:.()0-9]")
_DIGITS = {
    character: value
    for numerals in ("〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖")
    for value, character in enumerate(numerals)
} | {"两": 2}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100}
_SCORES = {"廿": 20, "卅": 30}
_CHINESE = "".join((*_DIGITS, *_TENS, *_SCORES))

NUMERAL = rf"(?<!\d)\d{{1,9}}|(?<![{_CHINESE}])[{_CHINESE}]{{1,9}}"
"""A pattern for a whole number in digits or Chinese numerals, of nine characters at most."""

_MISREAD = re.compile(r"(?<![A-Za-z\d])[\dOoIlZz|]*\d[\dOoIlZz|]*(?=[个個工日天周月年小時时])")
_MEANT = str.maketrans("OoIl|Zz", "0011122")


def folded(text: str) -> str:
    """``text`` without any white space, full-width forms made half-width."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", text))


def one_line(text: str) -> str:
    """``text`` joined to one line: no space beside Chinese characters, digits or punctuation.

    A space between words of other scripts is kept as one space.
    """
    parts = [part for part in _SPACES.split(text) if part]
    line = "".join(parts[:1])
    for before, part in pairwise(parts):
        glued = _WIDE.match(part[0]) or _WIDE.match(before[-1])
        line += part if glued else f" {part}"
    return line


def without_pinyin(text: str) -> str:
    """``text`` without the pinyin that a mirror put in brackets after characters (務(wù))."""
    return _PINYIN.sub("", text)


def simplified(text: str, table: Mapping[str, str]) -> str:
    """``text`` with each traditional character made simple, by ``table``."""
    return "".join([table.get(character, character) for character in text])


def with_digits(text: str) -> str:
    """``text`` with digits for letters that a scan made of them before a unit (2O个 is 20个)."""
    return _MISREAD.sub(lambda found: found[0].translate(_MEANT), text)


def number_of(numeral: str) -> int:
    """The value of a numeral in digits or Chinese (二十 is 20, 一百二十 is 120)."""
    if numeral.isdigit():
        return int(numeral)
    total, pending = 0, 0
    for character in numeral:
        if character in _SCORES:
            total += _SCORES[character]
        elif character in _TENS:
            total += (pending or 1) * _TENS[character]
            pending = 0
        else:
            pending = pending * 10 + _DIGITS[character]
    return total + pending

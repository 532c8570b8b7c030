"""Mobile phone numbers in a draft (手机号码).

A number holds the draft for a person: an office may publish an official's duty phone, nobody may
publish a villager's. A masked number (138****1234) passes. Fixed lines are not looked for here.
"""

import re
from collections.abc import Iterable, Iterator

from disclosure_core import Draft, Finding, LegalBasis, Message, ReviewRule, Severity
from disclosure_review_zh.digit_runs import Group, Stretch, stretches
from disclosure_review_zh.findings import PACKAGE, Sighting, findings, masked

LENGTH = 11

LENGTHS = (11, 13, 15)
"""With and without a country code."""

COUNTRY_CODES = ("86", "0086")
"""Country code without a space after it; the short one needs its plus sign."""

GROUPINGS = frozenset({(11,), (3, 4, 4), (3, 8), (7, 4), (1,) * 11})
"""How people part a mobile number."""

HYPHENATED = frozenset({(3, 3, 5), (3, 5, 3), (4, 3, 4), (4, 4, 3), (5, 6), (6, 5)})
"""Further ways, where hyphens join the groups; with spaces they would be figures of a table."""

LABELS = frozenset({"", "tel", "phone", "mobile", "mob", "wx", "vx", "weixin", "wechat"})
"""Letters that may stand before a number without a space."""

_MOBILE = re.compile(r"1[3-9]\d{9}")
_LEAD = re.compile(r"0|(?:00|0)?86|0\d{2,3}")
_AMOUNT_BEFORE = re.compile(r"(?:[¥￥$＄]|(?<!\d)0[.．])\s?$")
_AMOUNT_AFTER = re.compile(r"[.．]\d|\s?[元万亿]")
_NUMBERED_BEFORE = re.compile(r"[〕］\]】）)第]\s?$")
_NUMBERED_AFTER = re.compile(r"\s?号")

WHAT = Message("A mobile phone number stands here.", package=PACKAGE)
MEND = Message(
    "Take the number out or mask its middle, unless it is an office's own duty number.",
    package=PACKAGE,
)


def find_mobile_numbers(draft: Draft) -> Iterator[Finding]:
    """Mobile numbers in every part of ``draft``; see the module for what is found."""
    for part, text in draft.parts:
        yield from findings(part, text, _sightings(text))


def _sightings(text: str) -> Iterable[Sighting]:
    ended = 0
    for stretch in stretches(text, LENGTHS):
        code = _country_code(stretch, text)
        characters = stretch.characters[len(code) :]
        start = stretch.groups[0].places[len(code)]
        if start < ended or not _MOBILE.fullmatch(characters):
            continue
        if not _is_grouped_like_one(stretch, code) or not _stands_alone(stretch):
            continue
        if _is_amount_or_document_number(text, start, stretch.end):
            continue
        ended = stretch.end
        yield Sighting(
            kind="mobile",
            severity=Severity.HOLD,
            what=WHAT,
            mend=MEND,
            start=start,
            end=stretch.end,
            excerpt=masked(characters, first=3, last=4),
        )


def _country_code(stretch: Stretch, text: str) -> str:
    """The country code that begins the stretch's first group; empty where there is none."""
    surplus = len(stretch.characters) - LENGTH
    first = stretch.groups[0].characters
    short, long = COUNTRY_CODES
    if surplus == len(short) and first.startswith(short) and len(first) > surplus:
        return short if text[stretch.start - 1 : stretch.start] in ("+", "＋") else ""
    if surplus == len(long) and first.startswith(long) and len(first) > surplus:
        return long
    return ""


def _is_grouped_like_one(stretch: Stretch, code: str) -> bool:
    if stretch.groups[0].label not in LABELS:
        return False
    first, *rest = stretch.sizes
    sizes = (first - len(code), *rest)
    hyphenated = all(group.joined for group in stretch.groups[1:])
    return sizes in GROUPINGS or (hyphenated and sizes in HYPHENATED)


def _stands_alone(stretch: Stretch) -> bool:
    """Whether hyphens join nothing to it but a country or area code, or another mobile number."""
    return (
        stretch.before is None
        or _LEAD.fullmatch(stretch.before.characters) is not None
        or _is_mobile(stretch.before)
    ) and (stretch.after is None or _is_mobile(stretch.after))


def _is_mobile(group: Group) -> bool:
    return _MOBILE.fullmatch(group.characters) is not None


def _is_amount_or_document_number(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 4) : start]
    if _AMOUNT_BEFORE.search(before) or _AMOUNT_AFTER.match(text, end):
        return True
    return bool(_NUMBERED_BEFORE.search(before) and _NUMBERED_AFTER.match(text, end))


MOBILE_NUMBER = ReviewRule(
    id="mobile-number",
    name=Message("No mobile phone numbers", package=PACKAGE),
    check=find_mobile_numbers,
    basis=LegalBasis(document="个人信息保护法", number="主席令第91号", article="第二十五条"),
)
"""The rule as the office runs it."""

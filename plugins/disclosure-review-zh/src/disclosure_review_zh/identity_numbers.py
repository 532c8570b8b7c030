"""Resident identity numbers of 18 characters in a draft (居民身份证号码).

A number is in ID form when its first six digits can be a region and the next eight a day of birth.
With a right check character it blocks the draft; with a wrong one it is held for a person, since a
mistyped number still points at somebody. So is one that the text calls a permit or project number
just before: one such number in eleven has the right check character by chance. Numbers of 15 digits
are not looked for here.

The form and the check character follow GB 11643 (公民身份号码).
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from disclosure_core import Draft, Finding, LegalBasis, Message, ReviewRule, Severity
from disclosure_review_zh.credit_codes import is_credit_code
from disclosure_review_zh.digit_runs import Stretch, stretches
from disclosure_review_zh.findings import PACKAGE, Sighting, findings, masked

LENGTH = 18

PROVINCES = frozenset(
    str(number)
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71))
    for number in range(first, last + 1)
) | {"81", "82", "83"}
"""First two digits of a region code; the last three are residence permits for 港澳台居民."""

FIRST_YEAR = 1900

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"

NATURAL_CUTS = frozenset({1, 2, 3, 4, 5, 6, 10, 12, 14, 15, 16, 17})
"""Where people part the number: within the region, after year, month and day, within the serial."""

LABELS = frozenset({"", "id", "idno", "no", "sfz", "sfzh"})
"""Letters that may stand before a number without a space."""

CREDIT_CODE = "信用代码"
CREDIT_CODE_DISTANCE = 12
"""Characters before a number among which the words are looked for."""

OTHER_NAMES = re.compile(
    r"(?:许可证|备案|项目|合同|工程|证书|批准|单元|宗地|发票|票据|订单)[^，。；,;\n]{0,4}[号码]"
    r"(?:[(（][^)）\n]{0,4}[)）])?[:：]?\s*$"
)
"""What a number is called that only looks like one: 施工许可证号, 项目代码, 合同编号."""

WHAT = Message("A resident ID number stands here.", package=PACKAGE)
MEND = Message(
    "Take the number out. Where two people must be told apart, keep the last four at most.",
    package=PACKAGE,
)
WHAT_CALLED_OTHERWISE = Message(
    "This could be a resident ID number; the text calls it otherwise.", package=PACKAGE
)
WHAT_UNVERIFIED = Message(
    "18 characters in the form of a resident ID number; the check character does not fit.",
    package=PACKAGE,
)
MEND_UNVERIFIED = Message(
    "See what the number is. Take it out if it is somebody's ID number with a slip in it.",
    package=PACKAGE,
)


def find_identity_numbers(draft: Draft) -> Iterator[Finding]:
    """Resident ID numbers in every part of ``draft``; see the module for what is found."""
    for part, text in draft.parts:
        yield from findings(part, text, _sightings(text, draft.on))


def is_identity_number(characters: str, on: date) -> bool:
    """Whether ``characters`` are in ID form on ``on`` and their check character is right."""
    return in_identity_form(characters, on) and check_character(characters) == characters[-1]


def in_identity_form(characters: str, on: date) -> bool:
    """Whether 17 digits and a last digit or X begin with a region and a day of birth by ``on``."""
    digits, last = characters[:-1], characters[-1:]
    return (
        len(characters) == LENGTH
        and digits.isdecimal()
        and (last.isdecimal() or last == "X")
        and characters[:2] in PROVINCES
        and _is_birthday(characters[6:14], on)
    )


def check_character(characters: str) -> str:
    """The 18th character that the first 17 digits ask for (ISO 7064, MOD 11-2)."""
    total = sum(w * int(digit) for w, digit in zip(WEIGHTS, characters[:17], strict=True))
    return CHECK_CHARACTERS[total % 11]


def _is_birthday(digits: str, on: date) -> bool:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return born.year >= FIRST_YEAR and born <= on


def _sightings(text: str, on: date) -> Iterable[Sighting]:
    ended = 0
    for stretch in stretches(text, (LENGTH,)):
        characters = stretch.characters
        if stretch.start < ended or not in_identity_form(characters, on):
            continue
        if not _is_grouped_like_one(stretch):
            continue
        right = check_character(characters) == characters[-1]
        if not right and (_is_part_of_a_code(stretch) or _is_called_credit_code(stretch, text)):
            continue
        ended = stretch.end
        otherwise = right and _is_called_otherwise(stretch, text)
        certain = right and not otherwise
        yield Sighting(
            kind="id18" if certain else "id_unverified",
            severity=Severity.BLOCK if certain else Severity.HOLD,
            what=WHAT if certain else WHAT_CALLED_OTHERWISE if otherwise else WHAT_UNVERIFIED,
            mend=MEND if certain else MEND_UNVERIFIED,
            start=stretch.start,
            end=stretch.end,
            excerpt=masked(characters, first=2, last=2),
        )


def _is_grouped_like_one(stretch: Stretch) -> bool:
    """Whether somebody may have parted one number so; figures of a table row are not one."""
    sizes = stretch.sizes
    if len(sizes) == 1:
        return True
    if _is_part_of_a_code(stretch):
        return False
    return len(sizes) == 2 or len(set(sizes[:-1])) == 1 or _cuts(sizes) <= NATURAL_CUTS


def _cuts(sizes: tuple[int, ...]) -> frozenset[int]:
    return frozenset(sum(sizes[:n]) for n in range(1, len(sizes)))


def _is_part_of_a_code(stretch: Stretch) -> bool:
    """Whether letters or hyphens join more to it, as in a serial number."""
    joined = stretch.before is not None or stretch.after is not None
    return joined or stretch.groups[0].label not in LABELS


def _is_called_otherwise(stretch: Stretch, text: str) -> bool:
    """Whether the text just before calls it a number of a thing, and nowhere there of a person."""
    before = text[max(0, stretch.start - CREDIT_CODE_DISTANCE) : stretch.start]
    return "身份" not in before and OTHER_NAMES.search(before) is not None


def _is_called_credit_code(stretch: Stretch, text: str) -> bool:
    """Whether the text says so just before and the code's own check character agrees."""
    before = text[max(0, stretch.start - CREDIT_CODE_DISTANCE) : stretch.start]
    return CREDIT_CODE in before and is_credit_code(stretch.characters)


RESIDENT_ID_NUMBER = ReviewRule(
    id="resident-id-number",
    name=Message("No resident ID numbers", package=PACKAGE),
    check=find_identity_numbers,
    basis=LegalBasis(document="政府信息公开条例", number="国令第711号", article="第十五条"),
)
"""The rule as the office runs it."""

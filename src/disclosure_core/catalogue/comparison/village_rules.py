"""How often a village has to publish, and how time limits compare in strictness (村务公开时限).

The rule is that of 村民委员会组织法 第三十条: general matters at least each quarter; the accounts
each month where a village has many dealings; matters of great interest to the villagers at any
time, which is at once. The law does not list which matters are of great interest: the words here
are this project's reading of 第二十四条 and 第三十条, and a caller gives its own.
"""

from enum import StrEnum
from fractions import Fraction

from attrs import frozen

from disclosure_core.catalogue.values import (
    DisclosureItem,
    TimeLimit,
    TimeLimitKind,
)
from disclosure_core.legal import LegalBasis
from disclosure_core.messages import Message

VILLAGE_LAW = LegalBasis(document="村民委员会组织法", article="第三十条")
"""What asks a village to publish, and how often."""


class Matter(StrEnum):
    """What kind of matter of village affairs an item is (村务类别)."""

    GENERAL = "general"
    """一般事项: at least each quarter"""
    ACCOUNTS = "accounts"
    """财务收支: each month where there are many dealings, else each quarter"""
    MAJOR = "major"
    """涉及村民利益的重大事项: at once"""


ASKED = {
    Matter.GENERAL: Message("a general matter: at least each quarter"),
    Matter.ACCOUNTS: Message("accounts: at least each quarter, each month with many dealings"),
    Matter.MAJOR: Message("a matter of great interest to the villagers: at once"),
}
"""What the law asks for each kind of matter, in words."""

LONGEST = {Matter.GENERAL: 92, Matter.ACCOUNTS: 92, Matter.MAJOR: 0}
"""Days that may pass: the longest quarter has 92, a month 31."""

LONGEST_MONTH = 31

_DAYS = {
    TimeLimitKind.REALTIME: 0,
    TimeLimitKind.IMMEDIATE: 0,
    TimeLimitKind.WITH_EVENT: 0,
    TimeLimitKind.MONTHLY: LONGEST_MONTH,
    TimeLimitKind.QUARTERLY: 92,
    TimeLimitKind.ANNUAL: 366,
}
_WEEK, _WORKED = 7, 5


@frozen(kw_only=True)
class VillageWords:
    """Words by which the kind of a matter, and elements that are figures, are known (村务用语)."""

    accounts: tuple[str, ...] = ("财务", "收支", "账目", "集体资金", "往来款")
    major: tuple[str, ...] = (
        "征地补偿",
        "征收补偿",
        "宅基地",
        "土地承包",
        "承包经营",
        "集体财产",
        "集体资产",
        "集体经济",
        "误工补贴",
        "一事一议",
        "救灾",
    )
    figures: tuple[str, ...] = (
        "金额",
        "资金",
        "经费",
        "标准",
        "数额",
        "数量",
        "人数",
        "户数",
        "面积",
        "补助",
        "补贴",
        "名单",
        "收入",
        "支出",
    )


VILLAGE_WORDS = VillageWords()


def matter_of(item: DisclosureItem, words: VillageWords = VILLAGE_WORDS) -> Matter:
    """What kind of matter an item of village affairs is, by its names."""
    names = "".join(item.path)
    if any(word in names for word in words.accounts):
        return Matter.ACCOUNTS
    if any(word in names for word in words.major):
        return Matter.MAJOR
    return Matter.GENERAL


def longest_days(limit: TimeLimit) -> Fraction | None:
    """Calendar days that may pass by a limit; ``None`` where it does not say.

    Working days count seven fifths of a day, only to be compared with others.
    """
    if limit.kind is TimeLimitKind.WORKING_DAYS and limit.days is not None:
        return Fraction(limit.days * _WEEK, _WORKED)
    if limit.kind is TimeLimitKind.CALENDAR_DAYS and limit.days is not None:
        return Fraction(limit.days)
    days = _DAYS.get(limit.kind)
    return None if days is None else Fraction(days)


def at_least_as_strict(limit: TimeLimit, than: TimeLimit) -> bool | None:
    """Whether a limit leaves no more time than another; ``None`` where either does not say."""
    ours, theirs = longest_days(limit), longest_days(than)
    if ours is None or theirs is None:
        return None
    return ours <= theirs


def meets_the_law(limit: TimeLimit, matter: Matter, *, many_dealings: bool = False) -> bool | None:
    """Whether a village's limit is as strict as the law asks; ``None`` where it does not say.

    Args:
        limit: The limit of the village's item.
        matter: What kind of matter it is.
        many_dealings: Whether the village has many dealings (集体财务往来较多), so that its
            accounts are due each month.

    Source:
        村民委员会组织法 第三十条.
    """
    days = longest_days(limit)
    if days is None:
        return None
    monthly = many_dealings and matter is Matter.ACCOUNTS
    return days <= (LONGEST_MONTH if monthly else LONGEST[matter])

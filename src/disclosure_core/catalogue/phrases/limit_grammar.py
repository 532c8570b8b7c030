"""The words of a form as the patterns that printed time limits are read by (公开时限文法).

Made once for a form. A unit of working days is known by one wrong, lost or doubled character too
(20个工作口内): nothing else follows a number that way.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from attrs import frozen

from disclosure_core.catalogue.phrases.folding import NUMERAL
from disclosure_core.catalogue.tables.values import TimeLimitWords
from disclosure_core.catalogue.values import TimeLimitKind

_ENDS = r"(?=[内以之前后)(;；,，。]|$)"
"""What may stand after a misread unit, so that a word that only begins alike is none."""

_ALONE = r"(?<![\d一二三四五六七八九十首末当本半])"
"""Before a word of what recurs, so that the end of a date (12月底) is none."""

_LEAST_MISREAD = 3
"""Characters of a unit that is known with one of them wrong."""


@frozen
class Grammar:
    """The patterns of one form."""

    words: TimeLimitWords
    working: re.Pattern[str]
    misread: re.Pattern[str]
    days: re.Pattern[str]
    hours: re.Pattern[str]
    minutes: re.Pattern[str]
    standing_time: re.Pattern[str]
    consultation: re.Pattern[str]
    every: re.Pattern[str]
    so_often: re.Pattern[str]
    proviso: re.Pattern[str]
    bracketed_proviso: re.Pattern[str]
    before: re.Pattern[str]
    uncounted_before: re.Pattern[str]
    not_before: re.Pattern[str]
    subject_end: re.Pattern[str]
    units: Mapping[str, int]
    every_word: re.Pattern[str]
    recurring_word: re.Pattern[str]
    recurring: Mapping[str, tuple[int, TimeLimitKind, int]]


@lru_cache(maxsize=16)
def grammar_of(words: TimeLimitWords) -> Grammar:
    """The patterns of ``words``."""
    bare_units = {unit.removeprefix("个"): days for unit, days in words.days.items()}
    units, often = _either(words.days), _either({**words.days, **bare_units})
    working, provisos = _either(words.working_days), _either(words.provisos)
    before, recurring = _either(words.before_event), _recurring(words)
    return Grammar(
        words=words,
        working=re.compile(
            rf"({NUMERAL})(?:{working})|({NUMERAL})[日天个]*内?\((?:{working})\)"
            rf"|(?:{working})({NUMERAL})[日天]"
        ),
        misread=re.compile(rf"({NUMERAL})((?:{_nearly(words.working_days)}){_ENDS})"),
        days=re.compile(rf"(半|{NUMERAL})({units})"),
        hours=re.compile(rf"(半|{NUMERAL})(?:{_either(words.hours)})"),
        minutes=re.compile(rf"({NUMERAL})(?:{_either(words.minutes)})"),
        standing_time=_time_of(words.notices, rf"{working}|{units}"),
        consultation=_time_of(words.consultations, rf"{working}|{units}"),
        every=re.compile(rf"(?:{_either(words.each)})(?:隔|满|间隔)?({NUMERAL})({often})"),
        so_often=re.compile(rf"({NUMERAL})({often})[^\d;；。,，]{{0,4}}(?:{NUMERAL})次"),
        proviso=re.compile(provisos),
        bracketed_proviso=re.compile(rf"\([^()]*(?:{provisos})[^()]*\)"),
        before=re.compile(
            rf"(?:{before})(?:至少|不少于|不低于)?(?:半|{NUMERAL})"
            rf"|(?:半|{NUMERAL})(?:{working}|{units}|{_either(words.hours)})(?:{before})"
        ),
        uncounted_before=re.compile(rf"(?:{before})(?:[公发告通预予向对于在]|$|[;；,，。)、])"),
        not_before=re.compile(_either(words.not_before)),
        subject_end=re.compile(_subject_end(words)),
        units={**words.days, **bare_units},
        every_word=re.compile(
            _ALONE + f"(?:{_either(word for word in recurring if word.startswith(words.each))})"
        ),
        recurring_word=re.compile(_ALONE + f"(?:{_either(recurring)})"),
        recurring=recurring,
    )


def recurring_word(phrase: str, grammar: Grammar) -> tuple[str, TimeLimitKind, int] | None:
    """The word by which a phrase recurs, what it makes of it, and days between (0: by its kind).

    A word that says *every* goes before one that names an end or beginning (每季度首月底), and the
    more frequent before the rarer (每年每季度).
    """
    found = grammar.every_word.findall(phrase) or grammar.recurring_word.findall(phrase)
    if not found:
        return None
    word = min(found, key=grammar.recurring.__getitem__)
    _, kind, days = grammar.recurring[word]
    return word, kind, days


def _recurring(words: TimeLimitWords) -> dict[str, tuple[int, TimeLimitKind, int]]:
    """Each word of what recurs: its rank, the more frequent first, its kind, days between."""
    kinds = (
        *((word, TimeLimitKind.CALENDAR_DAYS, days) for word, days in words.recurring.items()),
        *((word, TimeLimitKind.MONTHLY, 0) for word in words.monthly),
        *((word, TimeLimitKind.QUARTERLY, 0) for word in words.quarterly),
        *((word, TimeLimitKind.ANNUAL, 0) for word in words.annual),
    )
    return {word: (rank, kind, days) for rank, (word, kind, days) in enumerate(kinds)}


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or r"(?!)"


def _nearly(units: Iterable[str]) -> str:
    """Each unit with one character wrong, lost or doubled."""
    variants: list[str] = []
    for unit in units:
        if len(unit) < _LEAST_MISREAD:
            continue
        for at in range(len(unit)):
            head, tail = re.escape(unit[:at]), re.escape(unit[at + 1 :])
            variants += [f"{head}[^\\d,，;；。]{tail}", head + unit[at] * 2 + tail]
            if len(unit) > _LEAST_MISREAD:
                variants.append(head + tail)
    return "|".join(sorted(set(variants), key=len, reverse=True)) or r"(?!)"


def _time_of(notices: Iterable[str], units: str) -> re.Pattern[str]:
    """How long a notice stands: the number after its name, but for one within which it is due."""
    return re.compile(
        rf"(?:{_either(notices)})(?:期间|期限|时间|时限|天数|期)?"
        r"(?:一般|原则上|应当|应|须|为|是|满|不得|不|少于|低于|至少)*"
        rf"(?:半|{NUMERAL})(?:{units})(?![内前]|[之以][内前])"
    )


def _subject_end(words: TimeLimitWords) -> str:
    """Where the subject of a part ends: at what opens its limit, or at the event it runs from."""
    opening = (
        *words.starts,
        *words.immediate,
        *words.realtime,
        *words.standing,
        *words.with_event,
        *words.annual,
        *words.quarterly,
        *words.monthly,
        *words.recurring,
        *words.next_days,
        *(word for word in words.before_event if len(word) > 1),
    )
    limit = _either((*words.working_days, *words.days, *words.hours, *words.minutes))
    after = _either(words.after_event)
    return (
        rf"{_either(opening)}|(?:{_either(words.events)})(?=$|{after}|{NUMERAL}|{_either(opening)})"
        rf"|(?:半|{NUMERAL})(?:{limit})"
    )

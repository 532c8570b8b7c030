"""Read a printed time limit (公开时限) to a value.

The words come from the form; the grammar is here: what recurs beats a number, a number with a unit
beats a word, and of several parts the first printed number is the main one. Words that set no
limit give ``unspecified``; nothing is guessed.
"""

import re
from functools import lru_cache

from attrs import frozen

from disclosure_core.catalogue.phrases.folding import (
    NUMERAL,
    folded,
    number_of,
    simplified,
    without_pinyin,
)
from disclosure_core.catalogue.tables.values import TableForm, TimeLimitWords, Words
from disclosure_core.catalogue.values import TimeLimit, TimeLimitClause, TimeLimitKind

STANDING = "standing"
BEFORE_THE_EVENT = "before the event"
WHOLE = "main"
"""What a clause applies to that names nothing of its own."""

_MOST_DAYS = 400
_PARTS = re.compile(r"[;；。,，]+|(?<!\d)[(（]?\d{1,2}[.、)）](?!\d)|[①-⑳]")
_BREAKS = re.compile(r"(?<=[;；。,，])")
_DATE = re.compile(r"(?:\d{4}年)?(\d{1,2})月(?:份)?(?:(\d{1,2})[日号]|底|末)")
_YEAR = re.compile(r"\d{4}年")
_DAY_OF_MONTH = re.compile(r"(\d{1,2})[日号]")


def parse_time_limit(text: str, form: TableForm) -> TimeLimit:
    """The value of a printed limit, its words kept as ``printed``.

    Numerals may be Chinese, full-width or broken by spaces; traditional characters and pinyin in
    brackets are understood. Several parts give ``clauses``. Months and quarters count 30 and 90
    days, and say so in the note.
    """
    grammar = _grammar(form.time)
    phrase = _plain(text, form)
    clauses = _clauses(phrase, grammar)
    main = _single(phrase, grammar) if len(clauses) < 2 else _main(clauses)
    return TimeLimit(
        kind=main.kind,
        days=main.days,
        note=main.note,
        clauses=clauses if len(clauses) > 1 else (),
        printed=text,
    )


def sets_limit(text: str, form: TableForm) -> bool:
    """Whether ``text`` names a number of days, a date, or a word such as 及时 or 长期."""
    limit = _single(_plain(text, form), _grammar(form.time))
    return limit.kind is not TimeLimitKind.UNSPECIFIED or limit.note == STANDING


def _plain(text: str, form: TableForm) -> str:
    return simplified(folded(without_pinyin(text)), form.simplified)


@frozen
class _Grammar:
    """The words of a form as patterns, made once."""

    words: TimeLimitWords
    working: re.Pattern[str]
    days: re.Pattern[str]
    hours: re.Pattern[str]
    proviso: re.Pattern[str]
    bracketed_proviso: re.Pattern[str]
    before: re.Pattern[str]
    subject_end: re.Pattern[str]


def _either(words: Words) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or r"(?!)"


@lru_cache(maxsize=16)
def _grammar(words: TimeLimitWords) -> _Grammar:
    units, provisos, before = (
        _either(tuple(words.days)),
        _either(words.provisos),
        _either(words.before_event),
    )
    working = _either(words.working_days)
    return _Grammar(
        words=words,
        working=re.compile(
            rf"({NUMERAL})(?:{working})|({NUMERAL})[日天个]*\((?:{working})\)|(?:{working})({NUMERAL})[日天]"
        ),
        days=re.compile(rf"(半|{NUMERAL})({units})"),
        hours=re.compile(rf"({NUMERAL})(?:{_either(words.hours)})"),
        proviso=re.compile(provisos),
        bracketed_proviso=re.compile(rf"\([^()]*(?:{provisos})[^()]*\)"),
        before=re.compile(
            rf"(?:{before})(?:至少|不少于|不低于)?(?:半|{NUMERAL})"
            rf"|(?:半|{NUMERAL})(?:{working}|{units})(?:{before})"
        ),
        subject_end=re.compile(
            rf"[:：]|{_either(words.starts + words.events + words.immediate + words.realtime)}"
        ),
    )


def _without_provisos(phrase: str, grammar: _Grammar) -> str:
    """The phrase without parts such as 法律另有规定的，从其规定; a part with a number stays."""
    bare = grammar.bracketed_proviso.sub("", phrase)
    parts = _BREAKS.split(bare)
    return "".join(
        part
        for part in parts
        if not grammar.proviso.search(part)
        or grammar.working.search(part)
        or grammar.days.search(part)
    )


def _single(phrase: str, grammar: _Grammar) -> TimeLimitClause:
    phrase = _without_provisos(phrase, grammar)
    for read in (_recurring, _dated, _counted, _worded):
        if limit := read(phrase, grammar):
            return limit
    return _limit(TimeLimitKind.UNSPECIFIED)


def _limit(
    kind: TimeLimitKind, days: int | None = None, note: str | None = None
) -> TimeLimitClause:
    return TimeLimitClause(applies_to=WHOLE, kind=kind, days=days, note=note)


def _recurring(phrase: str, grammar: _Grammar) -> TimeLimitClause | None:
    words = grammar.words
    for kind, named in (
        (TimeLimitKind.ANNUAL, words.annual),
        (TimeLimitKind.QUARTERLY, words.quarterly),
        (TimeLimitKind.MONTHLY, words.monthly),
    ):
        if word := next((word for word in named if word in phrase), None):
            return _limit(kind, note=_when(phrase.replace(word, ""), grammar))
    for word, days in words.recurring.items():
        if word in phrase:
            return _limit(TimeLimitKind.CALENDAR_DAYS, days, f"every {days} days")
    return None


def _when(phrase: str, grammar: _Grammar) -> str | None:
    """When in the year, quarter or month: a date, a day, or days after its end."""
    if dates := _DATE.findall(phrase):
        return ", ".join(
            f"{int(month):02d}-{int(day):02d}" if day else f"end of month {int(month)}"
            for month, day in dates
        )
    if counted := _counted(phrase, grammar):
        if counted.note == BEFORE_THE_EVENT and (day := _DAY_OF_MONTH.search(phrase)):
            return f"day {int(day[1])}"
        return f"{counted.days} {counted.kind.value.replace('_', ' ')}"
    return None


def _dated(phrase: str, grammar: _Grammar) -> TimeLimitClause | None:
    dates = _DATE.findall(phrase)
    if not dates or grammar.working.search(phrase):
        return None
    return _limit(TimeLimitKind.FIXED_DATES, note=_when(phrase, grammar))


def _counted(phrase: str, grammar: _Grammar) -> TimeLimitClause | None:
    before = BEFORE_THE_EVENT if grammar.before.search(phrase) else None
    if found := grammar.working.search(phrase):
        days = number_of(found[1] or found[2] or found[3])
        return _limit(TimeLimitKind.WORKING_DAYS, days, before)
    if found := grammar.hours.search(phrase):
        hours = number_of(found[1])
        return _limit(TimeLimitKind.CALENDAR_DAYS, -(-hours // 24), before or f"{hours} hours")
    for found in grammar.days.finditer(_YEAR.sub("", phrase)):
        each = grammar.words.days[found[2]]
        days = (each + 1) // 2 if found[1] == "半" else number_of(found[1]) * each
        if 0 < days <= max(_MOST_DAYS, each):
            note = found[0] if each > 7 else None
            return _limit(TimeLimitKind.CALENDAR_DAYS, days, before or note)
    return None


def _worded(phrase: str, grammar: _Grammar) -> TimeLimitClause | None:
    words = grammar.words
    named = (
        (TimeLimitKind.REALTIME, words.realtime, None),
        (TimeLimitKind.WITH_EVENT, words.with_event, None),
        (TimeLimitKind.IMMEDIATE, words.immediate, None),
        (TimeLimitKind.UNSPECIFIED, words.standing, STANDING),
    )
    found = [
        (phrase.index(word), order)
        for order, (_, each, _) in enumerate(named)
        for word in each
        if word in phrase
    ]
    if not found:
        return None
    kind, _, note = named[min(found)[1]]
    return _limit(kind, note=note)


def _clauses(phrase: str, grammar: _Grammar) -> tuple[TimeLimitClause, ...]:
    """The parts that set a limit each, in printed order."""
    clauses = []
    for part in _PARTS.split(_without_provisos(phrase, grammar)):
        limit = _single(part, grammar)
        if limit.kind is TimeLimitKind.UNSPECIFIED and limit.note is None:
            continue
        clauses.append(
            TimeLimitClause(
                applies_to=_subject(part, grammar),
                kind=limit.kind,
                days=limit.days,
                note=limit.note,
            )
        )
    numbered = any(clause.days for clause in clauses)
    return tuple(each for each in clauses if not numbered or not _says_no_more(each))


def _says_no_more(clause: TimeLimitClause) -> bool:
    """Whether a part such as 及时公开 only repeats that the number beside it is a limit."""
    return clause.applies_to == WHOLE and clause.kind in (
        TimeLimitKind.IMMEDIATE,
        TimeLimitKind.REALTIME,
    )


def _subject(part: str, grammar: _Grammar) -> str:
    end = grammar.subject_end.search(part)
    subject = part[: end.start()] if end else ""
    if subject in grammar.words.whole or any(each.isdigit() for each in subject):
        return WHOLE
    return subject or WHOLE


def _main(clauses: tuple[TimeLimitClause, ...]) -> TimeLimitClause:
    return next((clause for clause in clauses if clause.days is not None), clauses[0])

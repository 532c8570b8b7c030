"""Read a printed time limit (公开时限) to a value.

The words come from the form; what one part says is ``single_limit``. Of several parts the first
that prints a number is the main one; how long a notice stands is none where another is printed.
Words that set no limit give ``unspecified``; nothing is guessed. A number is given as it is
printed, however odd; whether an item may have such a limit is looked at elsewhere.
"""

import re
from functools import lru_cache

from disclosure_core.catalogue.phrases.folding import (
    folded,
    simplified,
    with_digits,
    without_pinyin,
)
from disclosure_core.catalogue.phrases.limit_grammar import Grammar, grammar_of
from disclosure_core.catalogue.phrases.single_limit import (
    BEFORE_THE_EVENT,
    STANDING,
    STANDING_TIME,
    WHOLE,
    single_limit,
    without_provisos,
)
from disclosure_core.catalogue.tables.values import TableForm
from disclosure_core.catalogue.values import TimeLimit, TimeLimitClause, TimeLimitKind

__all__ = [
    "BEFORE_THE_EVENT",
    "LONGEST_PHRASE",
    "STANDING",
    "WHOLE",
    "parse_time_limit",
    "sets_limit",
]

LONGEST_PHRASE = 2000
"""Characters of a phrase that is read; what is longer is a text, and sets no limit."""

_PARTS = re.compile(
    r"[;；。,，]+|(?<!\d)[(（]?\d{1,2}[.、)）](?!\d)|(?<![一-龥])[(（]?[一二三四五六七八九十]{1,3}[、)）]"
)
_CIRCLED = re.compile(r"[①-⑳]")
_COLON = re.compile(r"([^:：\d]{1,60})[:：]")
_SIZED = (
    TimeLimitKind.ANNUAL,
    TimeLimitKind.QUARTERLY,
    TimeLimitKind.MONTHLY,
    TimeLimitKind.FIXED_DATES,
)


@lru_cache(maxsize=4096)
def parse_time_limit(text: str, form: TableForm) -> TimeLimit:
    """The value of a printed limit, its words kept as ``printed``.

    Numerals may be Chinese, full-width or broken by spaces; traditional characters, pinyin in
    brackets and a misread unit are understood. Several parts give ``clauses``. Months and quarters
    count 30 and 90 days, and say so in the note. Text longer than :data:`LONGEST_PHRASE` is not
    read and says so.
    """
    if len(text) > LONGEST_PHRASE:
        return TimeLimit(kind=TimeLimitKind.UNSPECIFIED, printed=text, note="too long to be read")
    grammar = grammar_of(form.time)
    phrase = _plain(text, form)
    parts = _clauses(phrase, grammar)
    main = single_limit(phrase, grammar) if len(parts) < 2 else _main(parts)
    aside = [each for each in parts if _stands(each) and each.applies_to == WHOLE]
    clauses = tuple(each for each in parts if each not in aside or len(aside) == len(parts))
    note = main.note
    if len(aside) < len(parts) and aside:
        length = f"the notice stands for {aside[0].days} {aside[0].kind.value.replace('_', ' ')}"
        note = "; ".join(each for each in (note, length) if each)
    return TimeLimit(
        kind=main.kind,
        days=main.days,
        note=note,
        clauses=clauses if len(clauses) > 1 else (),
        printed=text,
    )


@lru_cache(maxsize=4096)
def sets_limit(text: str, form: TableForm) -> bool:
    """Whether ``text`` names a number of days, a date, or a word such as 及时 or 长期."""
    if len(text) > LONGEST_PHRASE:
        return False
    limit = single_limit(_plain(text, form), grammar_of(form.time))
    if limit.kind is TimeLimitKind.WITH_EVENT:
        return limit.note is None
    return limit.kind is not TimeLimitKind.UNSPECIFIED or limit.note == STANDING


def _plain(text: str, form: TableForm) -> str:
    numbered = _CIRCLED.sub(lambda found: f"({ord(found[0]) - ord('①') + 1})", text)
    return with_digits(simplified(folded(without_pinyin(numbered)), form.simplified))


def _clauses(phrase: str, grammar: Grammar) -> tuple[TimeLimitClause, ...]:
    """The parts that set a limit each, in printed order; one that repeats another is left out."""
    clauses: dict[tuple[str, TimeLimitKind, int | None], TimeLimitClause] = {}
    for part in _PARTS.split(without_provisos(phrase, grammar)):
        limit = single_limit(part, grammar)
        if limit.kind is TimeLimitKind.UNSPECIFIED and limit.note is None:
            continue
        clause = TimeLimitClause(
            applies_to=_subject(part, grammar),
            kind=limit.kind,
            days=limit.days,
            note=limit.note,
        )
        clauses.setdefault((clause.applies_to, clause.kind, clause.days), clause)
    numbered = any(clause.days and not _stands(clause) for clause in clauses.values())
    return tuple(each for each in clauses.values() if not numbered or not _says_no_more(each))


def _stands(clause: TimeLimitClause) -> bool:
    """Whether a part says only how long a notice stands, not by when it is due."""
    return clause.note == STANDING_TIME


def _says_no_more(clause: TimeLimitClause) -> bool:
    """Whether a part such as 及时公开 only repeats that the number beside it is a limit."""
    return clause.applies_to == WHOLE and clause.kind in (
        TimeLimitKind.IMMEDIATE,
        TimeLimitKind.REALTIME,
    )


def _subject(part: str, grammar: Grammar) -> str:
    named = _COLON.match(part)
    end = grammar.subject_end.search(part)
    subject = named[1] if named else part[: end.start()] if end else ""
    if subject in grammar.words.whole or any(each.isdigit() for each in subject):
        return WHOLE
    return subject or WHOLE


def _main(clauses: tuple[TimeLimitClause, ...]) -> TimeLimitClause:
    """The first that prints a number, of days or in a date; else the first.

    How long a notice stands is the main thing only where nothing else is said.
    """
    due = [each for each in clauses if not _stands(each)] or clauses
    return next((each for each in due if _prints_number(each)), due[0])


def _prints_number(clause: TimeLimitClause) -> bool:
    return clause.days is not None or (
        clause.kind in _SIZED and any(each.isdigit() for each in clause.note or "")
    )

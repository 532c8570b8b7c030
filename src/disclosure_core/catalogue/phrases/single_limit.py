"""What one part of a printed time limit says, by the grammar of its form.

What recurs beats a number, a number with a unit beats a word; of several numbers the first. Parts,
their subjects and which of them counts are ``time_limit``.
"""

import re
from calendar import monthrange
from collections.abc import Iterator

from disclosure_core.catalogue.phrases.folding import NUMERAL, number_of
from disclosure_core.catalogue.phrases.limit_grammar import Grammar, recurring_word
from disclosure_core.catalogue.values import TimeLimitClause, TimeLimitKind

STANDING = "standing"
STANDING_TIME = "how long the notice stands"
"""The number of a limit that says only how long a notice stands (公示期不少于7日)."""
CONSULTATION = "how long a consultation lasts, no publication limit"
HALF_YEARLY = "every half year"
ANY_TIME = "at any time"
BEFORE_THE_EVENT = "before the event"
WHOLE = "main"
"""What a clause applies to that names nothing of its own."""

UNUSUAL_DAYS = 400
"""From so many days on, and at 0, a limit is noted as unusual."""

MONTHS, LEAP_YEAR = 12, 2000

_BREAKS = re.compile(r"(?<=[;；。,，])")
_DATE = re.compile(
    rf"(?:\d{{4}}年)?({NUMERAL})月(?:份)?(?:({NUMERAL})[日号]|底|末|初|上旬|中旬|下旬)"
    r"|\d{4}年年?[底末终初]|\d{4}[-./]\d{1,2}[-./]\d{1,2}"
)
_MONTHS = re.compile(rf"({NUMERAL})月(?:份)?(?=[前公发更完、,，和及]|$)")
_BY_DATE = re.compile(r"[之以]?前")
_YEAR = re.compile(r"\d{4}年度?")
_DAY_OF_MONTH = re.compile(rf"({NUMERAL})[日号]")
_TIMES = re.compile(rf"({NUMERAL})次")
_DOTTED = re.compile(r"\d{4}[-./]\d{1,2}[-./]\d{1,2}")
_BY_DAYS = {30: TimeLimitKind.MONTHLY, 90: TimeLimitKind.QUARTERLY, 365: TimeLimitKind.ANNUAL}


def without_provisos(phrase: str, grammar: Grammar) -> str:
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


def single_limit(phrase: str, grammar: Grammar) -> TimeLimitClause:
    """What a phrase says, taken as one limit of the whole item; ``unspecified`` where nothing."""
    phrase = without_provisos(phrase, grammar)
    if grammar.consultation.search(phrase):
        return _limit(TimeLimitKind.UNSPECIFIED, note=CONSULTATION)
    for read in (_recurring, _dated, _counted, _in_months, _worded):
        if limit := read(phrase, grammar):
            return limit
    return _limit(TimeLimitKind.UNSPECIFIED)


def _limit(
    kind: TimeLimitKind, days: int | None = None, note: str | None = None
) -> TimeLimitClause:
    return TimeLimitClause(applies_to=WHOLE, kind=kind, days=days, note=note)


def _recurring(phrase: str, grammar: Grammar) -> TimeLimitClause | None:
    for often in (grammar.every, grammar.so_often):
        if found := often.search(phrase):
            days = number_of(found[1]) * grammar.units[found[2]]
            if kind := _BY_DAYS.get(days):
                return _limit(kind, note=_when(phrase.replace(found[0], ""), grammar))
            return _limit(TimeLimitKind.CALENDAR_DAYS, days, f"every {days} days")
    if any(word in phrase for word in grammar.words.half_yearly):
        return _limit(TimeLimitKind.UNSPECIFIED, note=HALF_YEARLY)
    if recurring := recurring_word(phrase, grammar):
        word, kind, days = recurring
        if days:
            return _limit(kind, days, f"every {days} days")
        return _limit(kind, note=_when(phrase.replace(word, "", 1), grammar))
    return None


def _when(phrase: str, grammar: Grammar) -> str | None:
    """When in the year, quarter or month: a date, a day, days after its end, or how often."""
    if dates := [each for each in _dates(phrase) if each[1]]:
        return ", ".join(
            f"{number_of(each[1]):02d}-{number_of(each[2]):02d}"
            if each[2]
            else f"end of month {number_of(each[1])}"
            for each in dates
        )
    if dotted := _DOTTED.search(phrase):
        return dotted[0]
    if counted := _counted(phrase, grammar):
        if counted.note == BEFORE_THE_EVENT and (day := _DAY_OF_MONTH.search(phrase)):
            return f"day {number_of(day[1])}"
        return f"{counted.days} {counted.kind.value.replace('_', ' ')}"
    if months := _months(phrase):
        return ", ".join(f"month {each}" for each in months)
    if (times := _TIMES.search(phrase)) and number_of(times[1]) > 1:
        return f"{number_of(times[1])} times"
    return None


def _dates(phrase: str) -> list[re.Match[str]]:
    """The dates in a phrase that a calendar has: no 30 February, no month 13."""
    return [each for each in _DATE.finditer(phrase) if not each[1] or _exists(each)]


def _exists(found: re.Match[str]) -> bool:
    month, day = number_of(found[1]), number_of(found[2] or "1")
    return 0 < month <= MONTHS and 0 < day <= monthrange(LEAP_YEAR, month)[1]


def _months(phrase: str) -> list[int]:
    found = (number_of(each) for each in _MONTHS.findall(phrase))
    return [month for month in found if 0 < month <= MONTHS]


def _dated(phrase: str, grammar: Grammar) -> TimeLimitClause | None:
    """A date to be met; one that a number of days runs from is none (自1月1日起20个工作日)."""
    dates = _dates(phrase)
    if not dates or grammar.working.search(phrase):
        return None
    met = any(_BY_DATE.match(phrase, each.end()) for each in dates)
    if not met and _counted(phrase, grammar):
        return None
    return _limit(TimeLimitKind.FIXED_DATES, note=_when(phrase, grammar))


def _in_months(phrase: str, grammar: Grammar) -> TimeLimitClause | None:
    """Months without a day (6月、12月)."""
    if not _months(phrase):
        return None
    return _limit(TimeLimitKind.FIXED_DATES, note=_when(phrase, grammar))


def _counted(phrase: str, grammar: Grammar) -> TimeLimitClause | None:
    """The number that is printed first; days of a date are none."""
    before = BEFORE_THE_EVENT if grammar.before.search(phrase) else None
    undated = _YEAR.sub("", _DATE.sub("", phrase))
    found = sorted(_counts(undated, grammar), key=lambda each: each[:2])
    if not found:
        return None
    _, _, kind, days, note = found[0]
    unusual = f"unusual: {days} days" if not 0 < days < _most_days(kind) else None
    stands = STANDING_TIME if grammar.standing_time.search(undated) else None
    return _limit(kind, days, before or unusual or stands or note)


def _most_days(kind: TimeLimitKind) -> int:
    return UNUSUAL_DAYS if kind is TimeLimitKind.WORKING_DAYS else 100 * UNUSUAL_DAYS


_Count = tuple[int, int, TimeLimitKind, int, str | None]


def _counts(phrase: str, grammar: Grammar) -> Iterator[_Count]:
    """Place, order among those of one place, kind, days and note of every count in a phrase."""
    working, calendar = TimeLimitKind.WORKING_DAYS, TimeLimitKind.CALENDAR_DAYS
    if found := grammar.working.search(phrase):
        yield found.start(), 0, working, number_of(found[1] or found[2] or found[3]), None
    if found := grammar.misread.search(phrase):
        yield found.start(), 1, working, number_of(found[1]), f"printed {found[0]}"
    at_all_hours = any(word in phrase for word in grammar.words.realtime)
    if not at_all_hours and (found := grammar.hours.search(phrase)):
        hours = 1 if found[1] == "半" else number_of(found[1])
        yield found.start(), 2, calendar, -(-hours // 24), f"{hours} hours"
    if found := grammar.minutes.search(phrase):
        minutes = number_of(found[1])
        yield found.start(), 3, calendar, -(-minutes // 1440), f"{minutes} minutes"
    if found := grammar.days.search(phrase):
        each = grammar.words.days[found[2]]
        days = (each + 1) // 2 if found[1] == "半" else number_of(found[1]) * each
        yield found.start(), 4, calendar, days, found[0] if each > 7 else None
    for word, days in grammar.words.next_days.items():
        if word in phrase and not grammar.days.search(phrase):
            yield len(phrase) + phrase.index(word), 5, calendar, days, None


def _worded(phrase: str, grammar: Grammar) -> TimeLimitClause | None:
    words = grammar.words
    named = (
        (TimeLimitKind.REALTIME, words.realtime, None),
        (TimeLimitKind.WITH_EVENT, words.with_event, None),
        (TimeLimitKind.IMMEDIATE, words.immediate, None),
        (TimeLimitKind.UNSPECIFIED, words.standing, STANDING),
        (TimeLimitKind.UNSPECIFIED, words.any_time, ANY_TIME),
    )
    found = [
        (phrase.index(word), order)
        for order, (_, each, _) in enumerate(named)
        for word in each
        if word in phrase
    ]
    if found:
        kind, _, note = named[min(found)[1]]
        return _limit(kind, note=note)
    if grammar.uncounted_before.search(grammar.not_before.sub("", phrase)):
        return _limit(TimeLimitKind.WITH_EVENT, note=BEFORE_THE_EVENT)
    return None

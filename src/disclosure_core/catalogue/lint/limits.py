"""Rules of the time limit: there, possible, and not longer than the law allows."""

from collections.abc import Iterator

from disclosure_core.catalogue.bases.keys import title_keys
from disclosure_core.catalogue.bases.rank import is_law_or_regulation
from disclosure_core.catalogue.bases.resolving import BasisReading
from disclosure_core.catalogue.lint.law import ELEMENTS, IN_TIME, REGULATIONS
from disclosure_core.catalogue.lint.values import (
    LintedItem,
    LintFinding,
    LintMatter,
    LintRule,
    LintSeverity,
)
from disclosure_core.catalogue.values import (
    LONGEST_DAYS,
    TimeLimit,
    TimeLimitClause,
    TimeLimitKind,
)
from disclosure_core.messages import Message

FIELD = "time_limit"
WORKING_DAYS = 20
"""Working days within which information is disclosed proactively (article 26)."""
CALENDAR_DAYS = 28
"""Calendar days that hold 20 working days where no holiday lies between."""


def _absent(matter: LintMatter) -> Iterator[LintFinding]:
    for each in _settled(matter):
        limit = each.item.time_limit
        sets_one = limit.kind is not TimeLimitKind.UNSPECIFIED or limit.note is not None
        if sets_one:
            continue
        if limit.printed:
            what = Message("“{words}” sets no time limit", words=limit.printed)
        else:
            what = Message("no time limit is given")
        yield each.finding(
            FIELD,
            what,
            Message("write it, such as: within 20 working days of forming or change"),
            severity=LintSeverity.ADVICE if limit.printed else each.gap,
        )


def impossible(limit: TimeLimit) -> Iterator[Message]:
    """What is wrong with each part of a limit that is no number of days from 1 to a year."""
    for part in _parts(limit):
        longest = LONGEST_DAYS.get(part.kind)
        if longest is None or part.days is None or 0 < part.days <= longest:
            continue
        yield Message(
            "{days} days is no time limit: expected 1 to {longest}", days=part.days, longest=longest
        )


def _impossible(matter: LintMatter) -> Iterator[LintFinding]:
    for each in _settled(matter):
        for what in impossible(each.item.time_limit):
            yield each.finding(
                FIELD, what, Message("look at the number; if it is at once, write so (及时公开)")
            )


def _too_long(matter: LintMatter) -> Iterator[LintFinding]:
    """Only a law or regulation may set a longer limit (法律、法规另有规定: article 26)."""
    for each in _settled(matter):
        limit = each.item.time_limit
        longer = [part for part in _parts(limit) if _is_longer(part)]
        if not longer or not each.proactive:
            continue
        if not any(_may_set_a_limit(matter.readings[basis]) for basis in each.item.bases):
            yield each.finding(
                FIELD,
                Message(
                    "{days} days is longer than 20 working days, and no law or regulation is cited "
                    "that says otherwise",
                    days=longer[0].days,
                ),
                Message("shorten it, or cite the law or regulation that sets it"),
            )


def _calendar_days(matter: LintMatter) -> Iterator[LintFinding]:
    for each in _settled(matter):
        if any(
            part.kind is TimeLimitKind.CALENDAR_DAYS and part.days == WORKING_DAYS
            for part in _parts(each.item.time_limit)
        ):
            yield each.finding(
                FIELD,
                Message("20 days are written; article 26 says 20 working days"),
                Message("write 20个工作日 if that is meant; 20 calendar days are shorter"),
            )


def _settled(matter: LintMatter) -> Iterator[LintedItem]:
    return (each for each in matter.items if FIELD not in each.unsettled)


def _parts(limit: TimeLimit) -> tuple[TimeLimit | TimeLimitClause, ...]:
    return limit.clauses or (limit,)


def _is_longer(part: TimeLimit | TimeLimitClause) -> bool:
    if part.days is None or part.days > LONGEST_DAYS.get(part.kind, 0):
        return False
    if part.kind is TimeLimitKind.WORKING_DAYS:
        return part.days > WORKING_DAYS
    return part.days > CALENDAR_DAYS


def _may_set_a_limit(reading: BasisReading) -> bool:
    """Whether a law or regulation besides the Regulations on disclosure is cited."""
    title = reading.text.title if reading.text else reading.basis.document
    return title_keys(title, {})[0] != REGULATIONS and is_law_or_regulation(reading)


LIMIT_RULES = (
    LintRule(
        code="time_limit_none",
        name=Message("Every item has a time limit"),
        check=_absent,
        basis=ELEMENTS,
    ),
    LintRule(
        code="time_limit_range",
        name=Message("A time limit is at least one day and no longer than a year"),
        check=_impossible,
        severity=LintSeverity.ERROR,
        basis=IN_TIME,
    ),
    LintRule(
        code="time_limit_long",
        name=Message("A time limit is no longer than the law allows"),
        check=_too_long,
        basis=IN_TIME,
    ),
    LintRule(
        code="time_limit_calendar_days",
        name=Message("Working days are called working days"),
        check=_calendar_days,
        severity=LintSeverity.ADVICE,
        basis=IN_TIME,
    ),
)
"""The rules of the time limit."""

"""A request's clock as JSON data (计时结果的JSON)."""

from collections.abc import Iterable
from typing import Any

from disclosure_core.legal import LegalBasis
from disclosure_core.messages import DEFAULT_LANGUAGE
from disclosure_core.requests.clock import RequestClock
from disclosure_core.requests.explaining import RequestDay
from disclosure_core.requests.values import EventProblem, Pause


def clock_as_json(clock: RequestClock, language: str = DEFAULT_LANGUAGE) -> dict[str, Any]:
    """All but the days: texts in ``language``, dates ISO, absent is null."""
    due = clock.due
    return {
        "due": due.day.isoformat() if due else None,
        "provisional": due.provisional if due else False,
        "state": clock.state.value,
        "late": clock.late,
        "days_used": clock.days_used,
        "days_given": clock.days_given,
        "start": clock.start.isoformat(),
        "as_of": clock.as_of.isoformat(),
        "law": clock.rules.id,
        "years_missing": list(due.years_missing) if due else [],
        "years_not_official": list(due.years_not_official) if due else [],
        "pauses": [_pause(each) for each in clock.pauses],
        "problems": [_problem(each, language) for each in clock.problems],
    }


def days_as_json(
    days: Iterable[RequestDay], language: str = DEFAULT_LANGUAGE
) -> list[dict[str, Any]]:
    """The day-by-day working."""
    return [
        {
            "date": each.day.isoformat(),
            "counted": each.counted,
            "number": each.number,
            "counting": each.counting,
            "kind": each.kind.value,
            "reason": each.reason.text(language),
            "article": articles(each.basis) or None,
            "provisional": each.provisional,
        }
        for each in days
    ]


def articles(basis: Iterable[LegalBasis]) -> str:
    """The bases as one text, a document not named twice running: 《条例》第三十三条、第三十二条."""
    told: list[str] = []
    document: str | None = None
    for each in basis:
        told.append((each.article or "") if each.document == document else str(each))
        document = each.document
    return "、".join(each for each in told if each)


def _pause(pause: Pause) -> dict[str, Any]:
    return {
        "kind": pause.kind.value,
        "from": pause.first.isoformat(),
        "to": pause.last.isoformat() if pause.last else None,
        "working_days": pause.working_days,
        "article": articles(pause.basis),
    }


def _problem(problem: EventProblem, language: str) -> dict[str, Any]:
    return {
        "event": problem.index,
        "on": problem.event.on.isoformat(),
        "kind": problem.event.kind,
        "what": problem.what.text(language),
        "article": articles(problem.basis) or None,
        "counted": problem.counted,
    }

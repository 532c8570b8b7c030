"""Measures and obligations as plain data for JSON.

Exact numbers are text (``2/3`` where a decimal would not be exact), counts whole numbers, days ISO
text; texts are in one language.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from disclosure_core.catalogue.measures.grouping import Group
from disclosure_core.catalogue.measures.owed import (
    Obligation,
    Obligations,
    ObligationState,
    Unobliged,
)
from disclosure_core.catalogue.measures.values import (
    Counted,
    Excluded,
    Grouping,
    Measure,
    Spread,
)
from disclosure_core.messages import Message
from disclosure_core.scoring.words import shown

Data = dict[str, Any]


def measure_data(
    measure: Measure,
    groups: Sequence[Group] = (),
    *,
    by: Grouping | None = None,
    language: str,
) -> Data:
    """A measure with the list behind it, what it leaves out, and its groups.

    ``{"measure", "name", "on", "since", "unit", "numerator", "denominator", "value", "published",
    "undefined", "formula", "basis", "tallies", "spread", "list", "excluded", "by", "groups"}``.
    ``list`` holds what the figure is about (what is missing, or all releases of a lag).
    """
    return {
        "measure": measure.id,
        "name": measure.name.text(language),
        "on": measure.on.isoformat(),
        "since": measure.since.isoformat() if measure.since else None,
        **_figure(measure, language),
        "formula": [each.text(language) for each in measure.explanation],
        "basis": str(measure.basis),
        "tallies": _tallies(measure, language),
        "list": [_counted(each, language) for each in measure.listed],
        "excluded": [_excluded(each, language) for each in measure.excluded],
        "by": by.value if by else None,
        "groups": [
            {
                "key": each.key,
                "rank": each.rank,
                **_figure(each.measure, language),
                "tallies": _tallies(each.measure, language),
                "excluded": len(each.measure.excluded),
            }
            for each in groups
        ],
    }


def obligations_data(owed: Obligations, shown_here: Iterable[Obligation], language: str) -> Data:
    """Obligations, those chosen for showing one by one, and what gives none.

    ``{"on", "since", "until", "counts": {state: number}, "obligations", "without"}``.
    """
    states = Counter(each.state for each in owed.all)
    return {
        "on": owed.on.isoformat(),
        "since": owed.since.isoformat(),
        "until": owed.until.isoformat(),
        "counts": {state.value: states[state] for state in ObligationState},
        "obligations": [_obligation(each, language) for each in shown_here],
        "without": [_without(each, language) for each in owed.unobliged],
    }


def _figure(measure: Measure, language: str) -> Data:
    return {
        "unit": measure.unit.value,
        "numerator": measure.numerator,
        "denominator": measure.denominator,
        "value": _exact(measure.value),
        "published": measure.published,
        "undefined": measure.undefined.text(language) if measure.undefined else None,
        "spread": _spread(measure.spread),
    }


def _tallies(measure: Measure, language: str) -> list[Data]:
    return [
        {
            "id": each.id,
            "name": each.name.text(language),
            "count": each.count,
            "met": each.met,
        }
        for each in measure.tallies
    ]


def _spread(spread: Spread | None) -> Data | None:
    if spread is None:
        return None
    return {
        "median": _exact(spread.median),
        "percentile_90": _exact(spread.percentile_90),
        "shortest": spread.shortest,
        "longest": spread.longest,
    }


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else shown(value)


def _counted(each: Counted, language: str) -> Data:
    note = each.note
    return {
        "subject": each.subject,
        "name": each.name,
        "value": each.value,
        "domain": each.domain,
        "agency": each.agency,
        "region": each.region,
        "note": note.text(language) if note else None,
        "releases": list(each.releases),
    }


def _excluded(each: Excluded, language: str) -> Data:
    return {
        "subject": each.subject,
        "name": each.name,
        "domain": each.domain,
        "agency": each.agency,
        "region": each.region,
        "reason": each.reason.text(language),
    }


def _obligation(each: Obligation, language: str) -> Data:
    return {
        "item": each.item.id,
        "name": each.item.title,
        "domain": each.item.domain,
        "agency": each.agency,
        "region": each.region,
        "kind": each.kind.value if each.kind else "period",
        "start": each.start.isoformat(),
        "reference": each.reference,
        "due": each.due.day.isoformat() if each.due else None,
        "provisional": each.provisional,
        "state": each.state.value,
        "released_on": each.released_on.isoformat() if each.released_on else None,
        "release": each.release,
        "lag_working_days": each.lag,
        "days_late": each.days_late,
        "reason": each.reason.text(language),
        "basis": str(each.basis) if each.basis else None,
    }


def _without(each: Unobliged, language: str) -> Data:
    formation = each.formation
    return {
        "item": each.item,
        "name": each.name,
        "domain": each.domain,
        "agency": each.agency,
        "reference": formation.reference if formation else None,
        "on": formation.on.isoformat() if formation else None,
        "reason": each.reason.text(language),
    }


def reasons_of(excluded: Iterable[Excluded]) -> list[tuple[Message, int]]:
    """The reasons for which things are left out, and how many each, the commonest first."""
    texts: dict[str, Message] = {}
    counts: Counter[str] = Counter()
    for each in excluded:
        text = str(each.reason)
        texts.setdefault(text, each.reason)
        counts[text] += 1
    return [(texts[text], count) for text, count in counts.most_common()]

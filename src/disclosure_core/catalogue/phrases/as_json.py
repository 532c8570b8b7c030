"""Phrases that were read, as plain data for JSON: one object a phrase, always the same keys.

Absent is null. ``note`` is free text for people and may change; the other values are stable.
"""

from typing import Any

from disclosure_core.catalogue.phrases.channel import ChannelReading
from disclosure_core.catalogue.values import TimeLimit, TimeLimitKind


def time_limit_as_json(phrase: str, limit: TimeLimit, note: str | None = None) -> dict[str, Any]:
    """A time limit with its clauses, each with its subject (``main``: none of its own).

    ``note`` stands in place of the limit's own, where there is more to say of the phrase.
    """
    return {
        "phrase": phrase,
        "kind": limit.kind.value,
        "days": limit.days,
        "clauses": [
            {"subject": each.applies_to, "kind": each.kind.value, "days": each.days}
            for each in limit.clauses
        ],
        "note": note or limit.note or _no_limit(limit),
    }


def channel_as_json(
    phrase: str, reading: ChannelReading, note: str | None = None
) -> dict[str, Any]:
    """A channel and its canonical name. ``note`` stands in place of the reading's own."""
    return {"phrase": phrase, "canonical": reading.kind.value, "note": note or reading.note}


def _no_limit(limit: TimeLimit) -> str | None:
    return "sets no limit" if limit.kind is TimeLimitKind.UNSPECIFIED else None

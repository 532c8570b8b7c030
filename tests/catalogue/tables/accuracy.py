"""Measure a reading of printed tables against hand-checked truth.

A field counts unless the truth calls it uncertain or repaired. It is right when it equals the truth
after white space is taken out; it is *silent* when it is wrong and no problem names its row and
column.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

FIELDS = (
    "seq",
    "level1",
    "level2",
    "level3",
    "content",
    "basis",
    "time_limit_text",
    "time_limit",
    "agency",
    "channels",
    "audience",
    "audience_detail",
    "mode",
    "levels",
)
_COLUMNS = {"time_limit_text": "time_limit", "audience_detail": "audience"}
_OPTIONAL = ("level3", "audience_detail")


@dataclass
class Figures:
    """Counts of rows and fields; they add up over files."""

    rows: int = 0
    rows_found: int = 0
    rows_invented: int = 0
    fields: int = 0
    fields_equal: int = 0
    fields_silent: int = 0

    def add(self, other: "Figures") -> None:
        for each in fields(self):
            setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))

    def table(self) -> dict[str, int]:
        return {each.name: getattr(self, each.name) for each in fields(self)}


def folded(value: Any) -> Any:
    """``value`` with all white space taken out of its texts."""
    if isinstance(value, str):
        return re.sub(r"\s+", "", value)
    if isinstance(value, list):
        return [folded(each) for each in value]
    if isinstance(value, dict):
        return {key: folded(each) for key, each in value.items()}
    return value


def measure(truth: Mapping[str, Any], reading: Mapping[str, Any]) -> Figures:
    """The figures of one file; rows are paired by number, name and likeness, each once."""
    rows: list[Mapping[str, Any]] = list(reading["rows"])
    figures = Figures(rows=len(truth["rows"]))
    left = list(range(len(rows)))
    for expected in truth["rows"]:
        place = _pair(expected, rows, left)
        if place is not None:
            left.remove(place)
            figures.rows_found += 1
        _compare(expected, None if place is None else rows[place], place, reading, figures)
    figures.rows_invented = len(left)
    return figures


def _pair(
    expected: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], left: Sequence[int]
) -> int | None:
    def likeness(place: int) -> float:
        row = rows[place]
        same = sum(folded(row.get(name)) == folded(expected.get(name)) for name in FIELDS)
        named = folded(row.get("level2")) == folded(expected.get("level2"))
        numbered = row.get("seq") == expected.get("seq")
        return 2 * named + 2 * numbered + same / 5 - place / 100

    best = max(left, key=likeness, default=None)
    return best if best is not None and likeness(best) >= 2.5 else None


def _compare(
    expected: Mapping[str, Any],
    row: Mapping[str, Any] | None,
    place: int | None,
    reading: Mapping[str, Any],
    figures: Figures,
) -> None:
    left_out = {*expected["uncertain"], *expected["repaired"]}
    for name in FIELDS:
        if name in left_out or _COLUMNS.get(name) in left_out:
            continue
        given = None if row is None else row.get(name)
        if name in _OPTIONAL and expected.get(name) is None and given is None:
            continue
        figures.fields += 1
        if row is not None and folded(given) == folded(expected.get(name)):
            figures.fields_equal += 1
        elif row is None or not _told(row, place, name, reading):
            figures.fields_silent += 1


def _told(row: Mapping[str, Any], place: int | None, name: str, reading: Mapping[str, Any]) -> bool:
    names = {row["seq"], str((place or 0) + 1)}
    column = _COLUMNS.get(name, name)
    return any(
        problem["row"] in names and problem["column"] == column for problem in reading["problems"]
    )

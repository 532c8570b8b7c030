"""A million deadlines in working days against ``holidays.get_nth_working_day``, in the same run.

``pytest benchmarks/test_calendar.py -s`` prints times and ratios. The job: the day on which 1 to
60 working days end after a day of 2019 to 2026, on Polars in memory; pandas, pyarrow and plain
lists beside it. All million answers are checked against a third calendar, ``chinesecalendar``.

The peer would take minutes for a million, so it is timed on the first 2,000 of the same deadlines
and its time a deadline is taken; of those 2,000 the answers that differ are counted. numpy's
``busday_offset`` stands beside as a note: it is as quick, but knows no make-up days.
"""

from bisect import bisect_right
from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from statistics import median
from time import perf_counter
from typing import Any

import chinese_calendar
import holidays
import numpy as np
import polars as pl
import pytest

from disclosure_core.calendar.day_table import due_dates
from disclosure_core.calendar.frames import with_due_dates
from disclosure_core.calendar.working_days import Calendar

data_files = pytest.importorskip("disclosure_china.data_files")

DEADLINES = 1_000_000
SAMPLE = 2_000
ROUNDS = 5
FIRST, DAYS = date(2019, 1, 1), (date(2026, 7, 1) - date(2019, 1, 1)).days

CALENDAR = Calendar.from_notices(data_files.holiday_notices())


@pytest.fixture(scope="module")
def deadlines() -> pl.DataFrame:
    chance = Random(20190515)
    return pl.DataFrame(
        {
            "start": [FIRST + timedelta(days=chance.randrange(DAYS)) for _ in range(DEADLINES)],
            "days": [chance.randrange(1, 61) for _ in range(DEADLINES)],
        }
    )


def timed(job: Callable[[], Any]) -> tuple[float, Any]:
    begun = perf_counter()
    answer = job()
    return perf_counter() - begun, answer


def by_frame(frame: Any) -> Any:
    return with_due_dates(CALENDAR, frame, start="start", days="days", not_official=None)


def by_the_library(frame: pl.DataFrame) -> list[date]:
    """The same from a calendar of other authors: its working days in a list, looked up."""
    until = date(2026, 12, 31)
    every = [FIRST + timedelta(days=n) for n in range((until - FIRST).days + 1)]
    worked = [day for day in every if chinese_calendar.is_workday(day)]
    places = {day: bisect_right(worked, day) for day in every}
    return [
        worked[places[start] + days - 1]
        for start, days in zip(frame["start"], frame["days"], strict=True)
    ]


def test_a_million_deadlines_against_holidays(deadlines, capsys):
    peer = holidays.country_holidays("CN", years=range(2018, 2028))
    sample = list(zip(deadlines["start"][:SAMPLE], deadlines["days"][:SAMPLE], strict=True))
    ours, theirs = [], []
    for _ in range(ROUNDS):
        taken, answer = timed(lambda: by_frame(deadlines))
        ours.append(taken / len(deadlines))
        taken, others = timed(lambda: [peer.get_nth_working_day(day, n) for day, n in sample])
        theirs.append(taken / SAMPLE)
    ratio = median(theirs) / median(ours)
    errors = sum(
        mine != right for mine, right in zip(answer["due"], by_the_library(deadlines), strict=True)
    )
    differing = sum(
        mine != other for mine, other in zip(answer["due"][:SAMPLE], others, strict=True)
    )
    with capsys.disabled():
        print(  # noqa: T201
            f"\n{len(deadlines):,} deadlines on Polars: {median(ours) * 1e9:.0f} ns each, "
            f"{errors} errors; holidays (on {SAMPLE:,} of them): {median(theirs) * 1e9:,.0f} ns "
            f"each, {differing} differ; ratio {ratio:,.0f}"
        )
    assert errors == 0
    assert ratio >= 300


def test_other_forms_of_the_same_deadlines(deadlines, capsys):
    starts, days = deadlines["start"].to_list(), deadlines["days"].to_list()
    expected = by_frame(deadlines)["due"].to_list()
    forms = {
        "pandas": (deadlines.to_pandas(), lambda made: [each.date() for each in made["due"]]),
        "pyarrow": (deadlines.to_arrow(), lambda made: made["due"].to_pylist()),
    }
    told = []
    for name, (frame, dates) in forms.items():
        taken, made = timed(lambda frame=frame: by_frame(frame))
        told.append(f"{name} {taken:.2f} s")
        assert dates(made) == expected
    taken, listed = timed(lambda: due_dates(CALENDAR, starts, days))
    told.append(f"lists {taken:.2f} s")
    assert listed == expected
    taken, busday = timed(lambda: by_busday(deadlines))
    wrong = sum(mine != other for mine, other in zip(expected, busday, strict=True))
    told.append(f"numpy busday_offset {taken:.2f} s ({wrong / len(expected):.0%} wrong)")
    with capsys.disabled():
        print("\n" + ", ".join(told))  # noqa: T201


def by_busday(frame: pl.DataFrame) -> list[date]:
    """numpy's business days with our days off; it has no way to make a weekend day worked."""
    off = np.array(sorted(CALENDAR.days_off), dtype="datetime64[D]")
    starts = frame["start"].to_numpy().astype("datetime64[D]")
    moved = np.busday_offset(starts, frame["days"].to_numpy(), roll="backward", holidays=off)
    return moved.astype("O").tolist()

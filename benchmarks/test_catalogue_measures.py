"""Obligations and coverage of 100,000 items × one year of releases, against pandas in the same run.

``pytest benchmarks/test_catalogue_measures.py`` prints seconds, the ratio to pandas and peak memory
at two sizes. Each item is formed and released four times in the year. pandas does what a
spreadsheet does: merge events with releases on their reference, add the due day by a table of
working days, and group; no ledger, no reasons, no list of what was left out. Both must count the
same. Seconds are the processor's, since a shared machine is never equally fast twice. Of the
figures the test asks how many times pandas ours takes at most, and that memory grows no faster
than the data.
"""

import tracemalloc
from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from time import process_time
from typing import Any

import pandas as pd
import pytest
from attrs import frozen

from disclosure_core.calendar.working_days import Calendar
from disclosure_core.catalogue.measures.bulk import collector_paused
from disclosure_core.catalogue.measures.coverage import Coverage, coverage
from disclosure_core.catalogue.measures.obligations import obligations
from disclosure_core.catalogue.measures.owed import Obligations
from disclosure_core.catalogue.measures.timeliness import timeliness
from disclosure_core.catalogue.values import (
    DisclosureItem,
    Domain,
    Formation,
    Fulfilment,
    TimeLimit,
    TimeLimitKind,
)

ITEMS = 100_000
SMALLER = 25_000
EVENTS = 4
ROUNDS = 3
SINCE, ON = date(2026, 1, 1), date(2026, 12, 31)
MOST_TIMES_PANDAS = 40
"""What obligations and coverage may take at most, in the same run."""

CALENDAR = Calendar(years=frozenset({2025, 2026, 2027}))
DOMAINS = [Domain(id=f"d{number}", name=f"领域{number}", number=number) for number in range(26)]
LIMITS = [
    TimeLimit(kind=TimeLimitKind.WORKING_DAYS, days=days, printed=f"{days}个工作日内")
    for days in (3, 5, 7, 10, 20)
]


@frozen
class Year:
    """A county's year: items, what was formed, what was released."""

    items: list[DisclosureItem]
    formations: list[Formation]
    fulfilments: list[Fulfilment]


def year(count: int) -> Year:
    chance = Random(26)
    items = [
        DisclosureItem(
            id=f"i{number}",
            domain=DOMAINS[number % 26].id,
            level1="政策文件",
            level2=f"第{number}项",
            time_limit=LIMITS[number % 5],
            agency=f"机关{number % 60}",
        )
        for number in range(count)
    ]
    formations: list[Formation] = []
    fulfilments: list[Fulfilment] = []
    for item in items:
        for turn in range(EVENTS):
            formed = SINCE + timedelta(days=chance.randrange(300))
            reference = f"{item.id}-{turn}"
            formations.append(Formation(item=item.id, on=formed, reference=reference))
            if chance.random() < 0.9:
                fulfilments.append(
                    Fulfilment(
                        item=item.id,
                        release=f"r-{reference}",
                        published_on=formed + timedelta(days=chance.randrange(35)),
                        channel="core:portal",
                        agency=item.agency,
                        formed_on=formed,
                        reference=reference,
                    )
                )
    return Year(items, formations, fulfilments)


def by_measures(data: Year) -> tuple[int, int, int, int]:
    """Obligations, how many were met in time of those decided, and items covered."""
    owed, covered = owed_and_covered(data)
    in_time = timeliness(owed)
    return len(owed.all), in_time.numerator, in_time.denominator or 0, covered.released


def owed_and_covered(data: Year) -> tuple[Obligations, Coverage]:
    owed = obligations(
        data.items,
        data.formations,
        data.fulfilments,
        calendar=CALENDAR,
        since=SINCE,
        until=ON,
        on=ON,
    )
    return owed, coverage(data.items, data.fulfilments, DOMAINS, on=ON)


def frames(data: Year) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    items = pd.DataFrame(
        [(each.id, each.domain, each.time_limit.days) for each in data.items],
        columns=["item", "domain", "days"],
    )
    formed = pd.DataFrame(
        [(each.item, each.reference, each.on) for each in data.formations],
        columns=["item", "reference", "formed"],
    )
    released = pd.DataFrame(
        [(each.item, each.reference, each.published_on) for each in data.fulfilments],
        columns=["item", "reference", "published"],
    )
    for frame, name in ((formed, "formed"), (released, "published")):
        frame[name] = pd.to_datetime(frame[name])
    return items, formed, released


def by_pandas(
    items: pd.DataFrame, formed: pd.DataFrame, released: pd.DataFrame
) -> tuple[int, int, int, int]:
    owed = formed.merge(items, on="item").merge(released, on=["item", "reference"], how="left")
    days = pd.DataFrame({"day": pd.date_range(SINCE - timedelta(days=9), ON + timedelta(days=60))})
    days["worked"] = (days["day"].dt.day_of_week < 5).cumsum()
    last = days.groupby("worked")["day"].min()
    owed["due"] = (owed.merge(days, left_on="formed", right_on="day")["worked"] + owed["days"]).map(
        last
    )
    owed = owed[owed["due"] <= pd.Timestamp(ON)]
    met = owed["published"] <= owed["due"]
    decided = owed["published"].notna() | (owed["due"] < pd.Timestamp(ON))
    covered = items.merge(released.groupby("item").size().rename("n"), on="item", how="left")
    covered.groupby("domain")["n"].count()
    return len(owed), int(met.sum()), int(decided.sum()), int(covered["n"].notna().sum())


def timed(job: Callable[..., Any], *given: Any) -> tuple[float, Any]:
    """Processor seconds and answer, with the collector put off as an office puts it off."""
    with collector_paused():
        begun = process_time()
        answer = job(*given)
        return process_time() - begun, answer


def peak(job: Callable[..., Any], *given: Any) -> float:
    """MiB that the job holds at most beyond its inputs."""
    tracemalloc.start()
    try:
        job(*given)
        return tracemalloc.get_traced_memory()[1] / 2**20
    finally:
        tracemalloc.stop()


def test_obligations_and_coverage_of_a_year_against_pandas(
    capsys: pytest.CaptureFixture[str],
) -> None:
    data = year(ITEMS)
    least = min(timed(owed_and_covered, data)[0] for _ in range(ROUNDS))
    ours, counted = timed(by_measures, data)
    theirs, expected = timed(by_pandas, *frames(data))
    assert counted == expected
    small = year(SMALLER)
    less, more = peak(by_measures, small), peak(by_measures, data)
    with capsys.disabled():
        print(  # noqa: T201
            f"\n{ITEMS:,} items, {len(data.formations):,} formed, {len(data.fulfilments):,} "
            f"released: obligations and coverage {least:.1f} s, timeliness with its ledger too "
            f"{ours:.1f} s, pandas {theirs:.2f} s, ratios {least / theirs:.1f} and "
            f"{ours / theirs:.1f}; "
            f"peak {less:.0f} MiB at {SMALLER:,} items, {more:.0f} MiB at {ITEMS:,}"
        )
    assert least < MOST_TIMES_PANDAS * theirs
    assert more / less < 1.2 * ITEMS / SMALLER

"""A hundred thousand clocks of requests, and a walk day by day over some of the same histories.

``pytest benchmarks/test_requests.py -s`` prints times. Histories have up to six events over some
weeks. The walk is the tests' own second counter, which keeps no pauses and gives no reasons; it is
timed on the first 500, whose answers are compared. There is no peer: no library that we know counts
such clocks.
"""

from datetime import date, timedelta
from random import Random
from statistics import median
from time import perf_counter

import pytest
from tests.requests.day_counter import DayCounter
from tests.requests.law import CALENDAR, RULES

from disclosure_core import RequestEvent, RequestHistory, request_clock

CLOCKS = 100_000
SAMPLE = 500
ROUNDS = 3
KINDS = (
    "third_party_asked",
    "third_party_answered",
    "co_agency_asked",
    "co_agency_answered",
    "correction_asked",
    "corrected",
    "fee_notified",
    "fee_paid",
)


@pytest.fixture(scope="module")
def histories() -> list[RequestHistory]:
    chance = Random(20190515)
    return [_history(chance) for _ in range(CLOCKS)]


def _history(chance: Random) -> RequestHistory:
    received = day = date(2024, 1, 1) + timedelta(days=chance.randrange(400))
    events = []
    for _ in range(chance.randrange(6)):
        day += timedelta(days=chance.randrange(8))
        events.append(RequestEvent(on=day, kind=chance.choice(KINDS)))
    replied = RequestEvent(on=day + timedelta(days=chance.randrange(20)), kind="replied")
    return RequestHistory(received=received, events=(*events, replied))


def test_many_clocks(histories: list[RequestHistory]) -> None:
    times = []
    for _ in range(ROUNDS):
        begun = perf_counter()
        clocks = [request_clock(each, RULES, CALENDAR) for each in histories]
        times.append(perf_counter() - begun)
    begun = perf_counter()
    walked = [
        DayCounter(each, CALENDAR.is_working_day).walk(clock.as_of)
        for each, clock in zip(histories[:SAMPLE], clocks, strict=False)
    ]
    walk = (perf_counter() - begun) / SAMPLE
    assert [each["due"] for each in walked] == [
        each.due and each.due.day for each in clocks[:SAMPLE]
    ]
    ours = median(times)
    print(f"\n{CLOCKS} clocks: {ours:.1f} s, {ours / CLOCKS * 1e6:.0f} µs each")  # noqa: T201
    print(f"walking day by day: {walk * 1e6:.0f} µs each")  # noqa: T201

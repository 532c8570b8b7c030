"""Clocks of working days: they run, stop, go on, are set again and extended."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_core import Calendar, Clock, Stop

WEEK = Calendar(years=frozenset({2024, 2025}))
MONDAY = date(2024, 6, 3)


def june(day):
    return date(2024, 6, day)


def clock(*stops, days=5):
    return Clock(
        start=MONDAY,
        working_days=days,
        stops=tuple(
            Stop(first=june(first), last=june(last) if last else None) for first, last in stops
        ),
    )


def test_it_runs_from_the_day_after_day_0():
    assert clock().due(WEEK).day == june(10)


def test_days_on_which_it_stands_are_not_counted():
    assert clock((5, 6)).due(WEEK).day == june(12)


def test_stops_that_overlap_or_touch_are_counted_once():
    assert clock((5, 7), (6, 10), (11, 11)).due(WEEK).day == june(17)


def test_a_stop_before_day_0_takes_nothing():
    assert Clock(
        start=MONDAY, working_days=5, stops=(Stop(first=date(2024, 5, 1), last=MONDAY),)
    ).due(WEEK).day == june(10)


def test_a_stop_after_the_last_day_takes_nothing():
    assert clock((11, None)).due(WEEK).day == june(10)


def test_with_a_stop_that_has_no_end_nobody_knows_the_last_day():
    assert clock((6, None)).due(WEEK) is None


def test_it_counts_up_to_a_stop_that_has_no_end():
    assert clock((6, None)).used(WEEK, june(28)) == 2


def test_extended_it_ends_later():
    assert clock((5, 6)).extended(2).due(WEEK).day == june(14)


def test_set_again_it_begins_anew_and_stands_on_the_same_days():
    assert clock((5, 12)).set_again(june(10), 5).due(WEEK).day == june(19)


def test_a_number_below_0_is_refused():
    with pytest.raises(ValueError, match="working_days"):
        Clock(start=MONDAY, working_days=-1)


def test_a_due_day_in_a_year_without_notice_is_provisional():
    assert Clock(start=date(2025, 12, 30), working_days=5).due(WEEK).provisional


days = st.integers(-20, 60).map(lambda ahead: MONDAY + timedelta(days=ahead))
stops = st.lists(
    st.tuples(days, st.integers(-1, 20)).map(
        lambda pair: Stop(first=pair[0], last=pair[0] + timedelta(days=pair[1]))
    ),
    max_size=5,
)


@given(stops, st.integers(0, 60))
def test_all_its_days_are_used_on_the_last_day_and_one_less_before(stops, number):
    counted = Clock(start=MONDAY, working_days=number, stops=tuple(stops))
    due = counted.due(WEEK).day
    assert counted.used(WEEK, due) == number
    assert counted.used(WEEK, due - timedelta(days=1)) == max(number - 1, 0)


@given(stops, days)
def test_it_uses_the_working_days_on_which_it_does_not_stand(stops, until):
    counted = Clock(start=MONDAY, working_days=20, stops=tuple(stops))
    between = (MONDAY + timedelta(days=n) for n in range(1, (until - MONDAY).days + 1))
    assert counted.used(WEEK, until) == sum(
        WEEK.is_working_day(day) and not counted.stands(day) for day in between
    )

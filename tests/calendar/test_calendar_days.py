"""Limits in calendar days: all days count, and a last day that is off moves on."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_core.calendar.calendar_days import (
    LAST_DAY_MOVES_ON,
    add_calendar_days,
    due_date,
)
from disclosure_core.calendar.values import DayCount, Deadline, HolidayNotice
from disclosure_core.calendar.working_days import Calendar
from disclosure_core.errors import DataError
from disclosure_core.legal import LegalBasis

AUTUMN = Calendar.from_notices(
    [
        HolidayNotice(
            year=2020,
            days_off=[date(2020, 10, day) for day in (1, 2, 5, 6, 7, 8)],
            make_up_days=[date(2020, 9, 27), date(2020, 10, 10)],
            basis=LegalBasis(document="国务院办公厅关于2020年部分节假日安排的通知"),
        )
    ]
)


def due(start, days):
    return add_calendar_days(AUTUMN, date.fromisoformat(start), days).day.isoformat()


def test_the_first_day_is_not_counted():
    assert due("2020-09-01", 10) == "2020-09-11"


def test_a_last_day_in_a_holiday_moves_to_the_first_working_day_after_it():
    assert due("2020-09-25", 7) == "2020-10-09"


def test_a_last_day_on_a_weekend_moves_to_monday():
    assert due("2020-09-04", 8) == "2020-09-14"


def test_a_last_day_that_is_made_up_for_stays():
    assert due("2020-09-20", 7) == "2020-09-27"


def test_days_off_within_the_period_count():
    assert due("2020-09-30", 12) == "2020-10-12"


def test_the_article_is_named():
    assert str(LAST_DAY_MOVES_ON) == "《中华人民共和国民法典》（主席令第45号）第二百零三条"


def test_only_the_year_of_the_last_day_can_make_it_provisional():
    assert not add_calendar_days(AUTUMN, date(2019, 12, 20), 20).provisional
    assert add_calendar_days(AUTUMN, date(2020, 12, 20), 20).years_missing == (2021,)


@pytest.mark.parametrize("days", [-1, 10**9])
def test_a_period_that_cannot_end_is_refused(days):
    with pytest.raises(DataError):
        add_calendar_days(AUTUMN, date(2020, 9, 25), days)


@pytest.mark.parametrize(
    ("unit", "day"), [(DayCount.WORKING_DAYS, 12), (DayCount.CALENDAR_DAYS, 9)]
)
def test_a_deadline_is_due_by_its_own_unit(unit, day):
    deadline = Deadline(reference="A-1", start=date(2020, 9, 25), days=7, unit=unit)
    assert due_date(AUTUMN, deadline).day == date(2020, 10, day)


@given(st.dates(date(2019, 1, 1), date(2021, 12, 31)), st.integers(0, 400))
def test_a_longer_period_never_ends_earlier(start, days):
    one, longer = (add_calendar_days(AUTUMN, start, each).day for each in (days, days + 1))
    assert longer >= one or days == 0

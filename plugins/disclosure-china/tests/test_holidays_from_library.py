"""The years before 2019: taken from a library, marked so, and right by that library."""

from datetime import date, timedelta

import chinese_calendar
import pytest

from disclosure_china import data_files
from disclosure_core.calendar.working_days import Calendar

EARLIER = data_files.holidays_from_library()
CALENDAR = Calendar.from_notices([*EARLIER, *data_files.holiday_notices()])


def test_there_is_one_for_each_year_from_2004_to_2018():
    assert [notice.year for notice in EARLIER] == list(range(2004, 2019))


@pytest.mark.parametrize("notice", EARLIER, ids=lambda notice: str(notice.year))
class TestEveryNotice:
    def test_is_not_official_and_says_from_where_it_is(self, notice):
        assert not notice.official
        assert notice.source == "chinesecalendar 1.11.0"
        assert notice.basis is None

    def test_agrees_with_that_library_on_every_day_of_its_year(self, notice):
        first = date(notice.year, 1, 1)
        days = [first + timedelta(days=n) for n in range(366)]
        ours = {day: CALENDAR.is_working_day(day) for day in days if day.year == notice.year}
        assert ours == {day: chinese_calendar.is_workday(day) for day in ours}


def test_a_deadline_of_those_years_says_so():
    due = CALENDAR.add_working_days(date(2015, 9, 25), 7)
    assert due.years_not_official == (2015,)
    assert not due.provisional


def test_a_deadline_of_official_years_says_nothing():
    assert CALENDAR.add_working_days(date(2020, 9, 25), 7).years_not_official == ()


def test_a_year_before_all_of_them_is_provisional():
    assert CALENDAR.add_working_days(date(2003, 3, 3), 7).provisional

"""Working days: what counts, when a period ends, what is provisional."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from chinese_calendar import constants
from hypothesis import given
from hypothesis import strategies as st

from disclosure_core.calendar.values import HolidayNotice
from disclosure_core.calendar.working_days import Calendar, DayKind
from disclosure_core.errors import CalendarGapError, DataError
from disclosure_core.legal import LegalBasis

BASIS = LegalBasis(document="国务院办公厅关于2020年部分节假日安排的通知")
SATURDAY = 5


def notice(year, off=(), worked=(), region=None, **more):
    return HolidayNotice(
        year=year,
        days_off=map(date.fromisoformat, off),
        make_up_days=map(date.fromisoformat, worked),
        basis=BASIS,
        region=region,
        **more,
    )


NATIONAL_DAY_2020 = notice(
    2020,
    off=["2020-10-01", "2020-10-02", "2020-10-05", "2020-10-06", "2020-10-07", "2020-10-08"],
    worked=["2020-09-27", "2020-10-10"],
)
AUTUMN = Calendar.from_notices([NATIONAL_DAY_2020])


class TestCounting:
    def test_the_day_of_receipt_is_day_0(self):
        assert AUTUMN.add_working_days(date(2020, 9, 21), 1).day == date(2020, 9, 22)

    def test_no_days_end_on_the_day_itself(self):
        assert AUTUMN.add_working_days(date(2020, 10, 3), 0).day == date(2020, 10, 3)

    def test_make_up_days_count_and_holidays_do_not(self):
        assert AUTUMN.add_working_days(date(2020, 9, 25), 7).day == date(2020, 10, 12)

    def test_a_period_may_begin_on_a_day_off(self):
        assert AUTUMN.add_working_days(date(2020, 10, 3), 1).day == date(2020, 10, 9)

    def test_a_weekend_day_named_as_day_off_is_not_taken_away_twice(self):
        twice = Calendar.from_notices([notice(2020, off=["2020-10-03", "2020-10-05"])])
        assert twice.add_working_days(date(2020, 10, 2), 1).day == date(2020, 10, 6)

    def test_a_negative_period_is_refused(self):
        with pytest.raises(DataError, match="-1 working days"):
            AUTUMN.add_working_days(date(2020, 9, 25), -1)

    def test_a_period_beyond_the_last_year_is_refused(self):
        with pytest.raises(DataError, match="too far ahead"):
            AUTUMN.add_working_days(date(9999, 12, 30), 3)

    def test_days_between_two_dates_are_counted_backwards_too(self):
        assert AUTUMN.count_working_days(date(2020, 9, 25), date(2020, 10, 12)) == 7
        assert AUTUMN.count_working_days(date(2020, 10, 12), date(2020, 9, 25)) == -7


class TestExplanation:
    def test_every_day_is_named_with_its_number_or_its_reason(self):
        told = AUTUMN.explain(date(2020, 9, 25), 3)
        assert [(day.day.day, day.number, day.kind) for day in told] == [
            (26, None, DayKind.WEEKEND),
            (27, 1, DayKind.MAKE_UP_DAY),
            (28, 2, DayKind.WORKING_DAY),
            (29, 3, DayKind.WORKING_DAY),
        ]

    def test_a_holiday_is_told_from_a_weekend(self):
        told = {day.day: day.reason.text("en") for day in AUTUMN.explain(date(2020, 9, 30), 2)}
        assert told[date(2020, 10, 2)] == "holiday"
        assert told[date(2020, 10, 3)] == "weekend"


class TestGaps:
    def test_a_year_without_a_notice_makes_the_date_provisional(self):
        due = AUTUMN.add_working_days(date(2020, 12, 30), 2)
        assert (due.day, due.provisional) == (date(2021, 1, 1), True)
        assert due.years_missing == (2021,)

    def test_a_period_that_ends_on_31_december_touches_no_new_year(self):
        assert not AUTUMN.add_working_days(date(2020, 12, 30), 1).provisional

    def test_the_year_of_day_0_alone_does_not_matter(self):
        assert not AUTUMN.add_working_days(date(2019, 12, 31), 1).provisional

    def test_strict_use_refuses_and_names_the_year(self):
        with pytest.raises(CalendarGapError) as refused:
            AUTUMN.add_working_days(date(2020, 12, 30), 2, strict=True)
        assert refused.value.year == 2021

    def test_strict_counting_refuses_too(self):
        with pytest.raises(CalendarGapError):
            AUTUMN.count_working_days(date(2021, 3, 1), date(2020, 12, 30), strict=True)

    def test_explaining_says_which_days_are_provisional(self):
        told = AUTUMN.explain(date(2020, 12, 30), 2)
        assert [day.provisional for day in told] == [False, True]

    def test_adding_the_notice_moves_the_date_and_makes_it_firm(self):
        later = Calendar.from_notices([NATIONAL_DAY_2020, notice(2021, off=["2021-01-01"])])
        due = later.add_working_days(date(2020, 12, 30), 2)
        assert (due.day, due.provisional) == (date(2021, 1, 4), False)


class TestSeveralNotices:
    def test_a_later_notice_of_the_same_year_takes_back_a_make_up_day(self):
        first = notice(2020, off=["2020-01-24"], worked=["2020-02-01"])
        extension = notice(2020, off=["2020-01-31", "2020-02-01"], amends="1")
        calendar = Calendar.from_notices([extension, first])
        assert not calendar.is_working_day(date(2020, 2, 1))

    def test_a_regional_notice_holds_in_its_region_only(self):
        regional = notice(2020, off=["2020-03-03"], region="demo-prefecture")
        notices = [regional, NATIONAL_DAY_2020]
        assert Calendar.from_notices(notices).is_working_day(date(2020, 3, 3))
        there = Calendar.from_notices(notices, region="demo-prefecture")
        assert not there.is_working_day(date(2020, 3, 3))

    def test_a_regional_notice_may_take_back_a_national_day_off(self):
        regional = notice(2020, worked=["2020-10-08"], region="demo-prefecture")
        there = Calendar.from_notices([regional, NATIONAL_DAY_2020], region="demo-prefecture")
        assert there.is_working_day(date(2020, 10, 8))

    def test_a_regional_notice_alone_covers_no_year(self):
        regional = notice(2021, off=["2021-03-03"], region="demo-prefecture")
        there = Calendar.from_notices([NATIONAL_DAY_2020, regional], region="demo-prefecture")
        assert there.add_working_days(date(2021, 3, 1), 1).provisional


days = st.dates(min_value=date(2018, 1, 1), max_value=date(2022, 12, 31))


@st.composite
def calendars(draw):
    off = draw(st.frozensets(days, max_size=60))
    worked = draw(st.frozensets(days, max_size=60)) - off
    years = frozenset(range(2018, draw(st.integers(2018, 2022)) + 1))
    return Calendar(days_off=off, make_up_days=worked, years=years)


class TestLaws:
    @given(calendars(), days, st.integers(1, 400))
    def test_a_period_ends_on_a_working_day(self, calendar, start, count):
        assert calendar.is_working_day(calendar.add_working_days(start, count).day)

    @given(calendars(), days, st.integers(0, 400))
    def test_counting_back_gives_the_days_asked_for(self, calendar, start, count):
        due = calendar.add_working_days(start, count).day
        assert calendar.count_working_days(start, due) == count

    @given(calendars(), days, st.integers(0, 400))
    def test_one_day_more_is_never_due_earlier(self, calendar, start, count):
        due = calendar.add_working_days(start, count).day
        assert calendar.add_working_days(start, count + 1).day > due

    @given(calendars(), days, st.integers(0, 200), st.integers(1, 200))
    def test_two_periods_one_after_the_other_are_one_long_period(self, calendar, start, a, b):
        middle = calendar.add_working_days(start, a).day
        assert (
            calendar.add_working_days(middle, b).day == calendar.add_working_days(start, a + b).day
        )

    @given(calendars(), days, days)
    def test_the_count_is_what_looking_at_each_day_gives(self, calendar, one, other):
        start, end = sorted((one, other))
        each = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
        assert calendar.count_working_days(start, end) == sum(map(calendar.is_working_day, each))

    @given(calendars(), days, st.integers(1, 60))
    def test_the_explanation_ends_on_the_due_date_with_the_last_number(
        self, calendar, start, count
    ):
        last = calendar.explain(start, count)[-1]
        assert (last.day, last.number) == (calendar.add_working_days(start, count).day, count)

    @given(calendars(), days, st.integers(0, 100))
    def test_a_date_is_provisional_just_when_a_day_of_its_counting_is(self, calendar, start, count):
        told = calendar.explain(start, count)
        due = calendar.add_working_days(start, count)
        assert due.provisional == any(day.provisional for day in told)


def test_twenty_years_of_another_calendar_are_counted_alike():
    every_day = [date(2006, 1, 1) + timedelta(days=n) for n in range(365 * 20)]
    notices = [
        HolidayNotice(
            year=year,
            days_off=[d for d in constants.holidays if d.year == year],
            make_up_days=[d for d in constants.workdays if d.year == year],
            basis=BASIS,
        )
        for year in range(2006, 2027)
    ]
    calendar = Calendar.from_notices(notices)
    assert [calendar.is_working_day(day) for day in every_day] == [
        chinese_calendar.is_workday(day) for day in every_day
    ]

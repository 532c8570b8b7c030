"""Counting many periods at once gives what counting each gives: sequences and dataframes."""

from datetime import UTC, date, datetime, timedelta

import chinese_calendar
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from chinese_calendar import constants
from hypothesis import given
from hypothesis import strategies as st

from disclosure_core.calendar.day_table import due_dates, working_days_between
from disclosure_core.calendar.frames import with_due_dates, with_working_days
from disclosure_core.calendar.values import HolidayNotice
from disclosure_core.calendar.working_days import Calendar
from disclosure_core.errors import DataError

FIRST, LAST = date(2004, 1, 1), date(2027, 12, 31)
EVERY_DAY = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
CALENDAR = Calendar.from_notices(
    HolidayNotice(
        year=year,
        days_off=[day for day in constants.holidays if day.year == year],
        make_up_days=[day for day in constants.workdays if day.year == year],
        official=False,
        source="chinesecalendar",
    )
    for year in range(2004, 2027)
)
STARTS = [date(2020, 9, 25), None, date(2026, 12, 21), date(2018, 12, 29), date(2020, 10, 3)]
DAYS = [7, 3, 20, 0, 1]
DUE = [date(2020, 10, 12), None, date(2027, 1, 18), date(2018, 12, 29), date(2020, 10, 9)]


def polars(**columns):
    return pl.DataFrame(columns)


def pyarrow(**columns):
    return pa.table(columns)


def pandas(**columns):
    made = pd.DataFrame(columns, index=[5, 5, 3, 2, 1])
    return made.assign(start=pd.to_datetime(made["start"]))


def pandas_objects(**columns):
    return pd.DataFrame(columns)


def column(frame, name):
    """A column as dates, booleans, numbers and ``None``."""
    listed = frame[name].to_pylist() if isinstance(frame, pa.Table) else list(frame[name])
    return [None if each is None or each != each else _plain(each) for each in listed]


def _plain(value):
    return value.date() if isinstance(value, datetime) else value


frames = pytest.mark.parametrize("make", [polars, pyarrow, pandas, pandas_objects])


def test_this_calendar_is_that_of_the_library():
    known = [day for day in EVERY_DAY if day.year < 2027]
    assert [CALENDAR.is_working_day(day) for day in known] == [
        chinese_calendar.is_workday(day) for day in known
    ]


class TestSequences:
    @pytest.mark.parametrize("days", [0, 1, 7, 20, 250])
    def test_every_day_of_24_years_is_due_as_when_counted_alone(self, days):
        alone = [CALENDAR.add_working_days(day, days).day for day in EVERY_DAY]
        assert due_dates(CALENDAR, EVERY_DAY, days) == alone

    def test_every_day_of_24_years_lies_as_far_as_when_counted_alone(self):
        ends = EVERY_DAY[::-1]
        alone = [
            CALENDAR.count_working_days(one, other)
            for one, other in zip(EVERY_DAY, ends, strict=True)
        ]
        assert working_days_between(CALENDAR, EVERY_DAY, ends) == alone

    @given(st.lists(st.tuples(st.dates(FIRST, LAST), st.integers(0, 400)), max_size=30))
    def test_any_periods_are_due_as_when_counted_alone(self, periods):
        alone = [CALENDAR.add_working_days(start, days).day for start, days in periods]
        starts, days = [each for each, _ in periods], [each for _, each in periods]
        assert due_dates(CALENDAR, starts, days) == alone

    def test_nothing_is_due_of_nothing(self):
        assert due_dates(CALENDAR, [], 7) == []
        assert working_days_between(CALENDAR, [], []) == []

    def test_a_negative_number_is_refused(self):
        with pytest.raises(DataError, match="-2 working days"):
            due_dates(CALENDAR, EVERY_DAY[:3], [1, -2, 3])

    def test_lists_of_two_lengths_are_refused(self):
        with pytest.raises(DataError, match="3 starts stand against 2"):
            due_dates(CALENDAR, EVERY_DAY[:3], [1, 2])


class TestFrames:
    @frames
    def test_each_row_gets_its_day_and_empty_ones_stay_empty(self, make):
        made = with_due_dates(CALENDAR, make(start=STARTS, days=DAYS), start="start", days="days")
        assert column(made, "due") == DUE

    @frames
    def test_rows_that_touch_a_year_without_notice_are_marked(self, make):
        made = with_due_dates(CALENDAR, make(start=STARTS, days=DAYS), start="start", days="days")
        assert column(made, "provisional") == [False, False, True, False, False]
        assert column(made, "not_official") == [True, False, True, False, True]

    @frames
    def test_one_number_may_stand_for_all(self, make):
        made = with_due_dates(CALENDAR, make(start=STARTS), start="start", days=7)
        alone = [each and CALENDAR.add_working_days(each, 7).day for each in STARTS]
        assert column(made, "due") == alone

    @frames
    def test_days_between_two_columns_are_counted(self, make):
        made = with_due_dates(CALENDAR, make(start=STARTS, days=DAYS), start="start", days="days")
        counted = with_working_days(CALENDAR, made, start="start", end="due")
        assert column(counted, "working_days") == [7, None, 20, 0, 1]

    @frames
    def test_a_frame_with_nothing_in_it_stays_so(self, make):
        empty = make(start=[None] * 5, days=DAYS)
        if make is pyarrow:
            empty = empty.set_column(0, "start", pa.array([None] * 5, pa.date32()))
        if make is polars:
            empty = empty.with_columns(pl.col("start").cast(pl.Date))
        made = with_due_dates(CALENDAR, empty, start="start", days="days")
        assert column(made, "due") == [None] * 5

    def test_every_day_of_24_years_is_due_as_when_counted_alone(self):
        frame = pl.DataFrame({"start": EVERY_DAY})
        made = with_due_dates(CALENDAR, frame, start="start", days=20)
        assert made["due"].to_list() == due_dates(CALENDAR, EVERY_DAY, 20)

    def test_the_new_column_is_of_the_type_of_the_old(self):
        made = with_due_dates(CALENDAR, pandas(start=STARTS, days=DAYS), start="start", days="days")
        assert made["due"].dtype == made["start"].dtype

    @pytest.mark.parametrize(
        ("columns", "told"),
        [
            ({"start": ["2020-09-25"], "days": [7]}, "start holds String, not dates"),
            ({"start": [datetime(2020, 9, 25, tzinfo=UTC)], "days": [7]}, "not dates"),
            ({"start": [date(2020, 9, 25)], "days": [7.5]}, "not whole numbers"),
            ({"start": [date(2020, 9, 25)], "days": [-7]}, "-7 working days"),
            ({"begun": [date(2020, 9, 25)], "days": [7]}, "no column start"),
        ],
        ids=["text", "instants", "halves", "negative", "absent"],
    )
    def test_a_column_that_cannot_be_counted_is_refused(self, columns, told):
        with pytest.raises(DataError, match=told):
            with_due_dates(CALENDAR, pl.DataFrame(columns), start="start", days="days")

    def test_a_lazy_frame_is_refused(self):
        lazy = pl.LazyFrame({"start": [date(2020, 9, 25)]})
        with pytest.raises(DataError, match="LazyFrame is no dataframe in memory"):
            with_due_dates(CALENDAR, lazy, start="start", days=7)


class TestOrder:
    @given(st.dates(FIRST, LAST), st.dates(FIRST, LAST), st.integers(0, 300))
    def test_what_begins_later_is_never_due_earlier(self, one, other, days):
        earlier, later = sorted((one, other))
        first, second = due_dates(CALENDAR, [earlier, later], days)
        assert first <= second

    @given(st.dates(FIRST, LAST), st.integers(0, 300))
    def test_counting_back_gives_the_days_added(self, start, days):
        (due,) = due_dates(CALENDAR, [start], days)
        assert working_days_between(CALENDAR, [start], [due]) == [days]

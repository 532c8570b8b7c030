"""Dates as people write them."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_core.calendar.dates import date_from
from disclosure_core.errors import DataError

SEPTEMBER_25 = date(2020, 9, 25)


@pytest.mark.parametrize(
    "text",
    [
        *("2020-09-25", "20200925", "2020/9/25", "2020.09.25", "2020年9月25日", "2020年09月25号"),
        *("２０２０年９月２５日", " 2020-9-25 ", "2020-09-25 00:00:00", "2020-09-25T00:00:00.000"),
    ],
)
def test_every_usual_way_to_write_a_date_is_understood(text):
    assert date_from(text) == SEPTEMBER_25


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2020-02-30", "the days 1 to 29"),
        ("2021-02-29", "the days 1 to 28"),
        ("2020-13-01", "there is no month 13"),
        ("20200001", "there is no month 0"),
        ("0000-01-01", "there is no year 0"),
        ("2020-09/25", "is no date"),
        ("25-09-2020", "is no date"),
        ("9月25日", "is no date"),
        ("2020-09-25 14:30", "is no date"),
        ("", "is no date"),
        ("2" * 100_000, "is no date"),
    ],
)
def test_what_is_no_date_is_refused_with_what_is_wrong(text, told):
    with pytest.raises(DataError, match=told):
        date_from(text)


@given(st.dates(min_value=date(1, 1, 1)))
def test_iso_dates_are_read_back(day):
    assert date_from(day.isoformat()) == day


@given(st.text(max_size=60))
def test_any_text_is_a_date_or_refused(text):
    with suppress(DataError):
        assert isinstance(date_from(text), date)

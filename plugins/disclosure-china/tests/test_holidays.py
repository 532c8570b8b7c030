"""The State Council's holiday notices, checked day by day against another calendar."""

from datetime import date, timedelta

import chinese_calendar
import pytest

from disclosure_china import data_files
from disclosure_core.calendar.working_days import Calendar

NOTICES = data_files.holiday_notices()
CALENDAR = Calendar.from_notices(NOTICES)
SATURDAY = 5


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [day for n in range(366) if (day := first + timedelta(days=n)).year == year]


def test_there_is_one_notice_for_each_year_from_2019_to_2026():
    assert [notice.year for notice in NOTICES] == list(range(2019, 2027))


@pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: str(notice.year))
class TestEveryNotice:
    def test_agrees_with_chinesecalendar_on_every_day_of_its_year(self, notice):
        ours = {day: CALENDAR.is_working_day(day) for day in days_of(notice.year)}
        assert ours == {day: chinese_calendar.is_workday(day) for day in ours}

    def test_lists_weekdays_as_off_and_weekend_days_as_worked(self, notice):
        assert all(day.weekday() < SATURDAY for day in notice.days_off)
        assert all(day.weekday() >= SATURDAY for day in notice.make_up_days)

    def test_names_its_document_number_and_address(self, notice):
        assert notice.basis.document == f"国务院办公厅关于{notice.year}年部分节假日安排的通知"
        assert notice.basis.number.startswith("国办发明电〔")
        assert notice.basis.url.startswith("https://www.gov.cn/")


def test_the_new_year_holiday_of_2019_reaches_back_into_2018():
    assert not CALENDAR.is_working_day(date(2018, 12, 31))
    assert CALENDAR.is_working_day(date(2018, 12, 29))


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        ("2020-09-25", 20, "2020-10-29"),
        ("2020-09-25", 7, "2020-10-12"),
        ("2020-01-20", 20, "2020-02-25"),
        ("2020-11-02", 20, "2020-11-30"),
        ("2021-02-08", 15, "2021-03-05"),
        ("2024-09-13", 20, "2024-10-17"),
        ("2025-01-20", 20, "2025-02-21"),
        ("2026-02-12", 20, "2026-03-18"),
        ("2026-09-18", 20, "2026-10-22"),
        ("2026-09-24", 7, "2026-10-12"),
        ("2026-11-23", 20, "2026-12-21"),
    ],
)
def test_deadlines_fall_where_they_were_worked_out_by_hand(received, days, due):
    found = CALENDAR.add_working_days(date.fromisoformat(received), days)
    assert (found.day.isoformat(), found.provisional) == (due, False)


def test_a_deadline_in_2027_is_provisional_until_its_notice_comes():
    assert CALENDAR.add_working_days(date(2026, 12, 21), 20).provisional

"""A holiday notice that contradicts itself or another is refused, with every day concerned."""

from datetime import date

import pytest

from disclosure_core.calendar.disagreements import disagreements
from disclosure_core.calendar.values import HolidayNotice
from disclosure_core.calendar.working_days import Calendar
from disclosure_core.errors import DataError
from disclosure_core.legal import LegalBasis

BASIS = LegalBasis(document="国务院办公厅关于2021年部分节假日安排的通知")
NEW_YEAR = date(2021, 1, 1)


def notice(off=(NEW_YEAR,), worked=(), **more):
    return HolidayNotice(
        **{"year": 2021, "days_off": off, "make_up_days": worked, "basis": BASIS} | more
    )


def refused(**given):
    with pytest.raises(DataError) as error:
        notice(**given)
    return [each.text("en") for each in error.value.mistakes]


class TestOneNotice:
    def test_a_day_both_off_and_worked_is_refused(self):
        (told,) = refused(off=[date(2021, 2, 20)], worked=[date(2021, 2, 20)])
        assert "2021-02-20: named as day off and as make-up day" in told

    def test_a_make_up_day_on_a_weekday_is_refused(self):
        (told,) = refused(worked=[date(2021, 2, 22), date(2021, 2, 23)])
        assert "2021-02-22, 2021-02-23: a weekday is worked anyway" in told

    def test_a_regional_notice_may_take_back_a_day_off(self):
        assert notice(off=(), worked=[date(2021, 10, 7)], region="county").make_up_days

    def test_days_far_outside_the_year_are_refused(self):
        (told,) = refused(off=[NEW_YEAR, date(2020, 11, 30), date(2022, 2, 1)])
        assert "2020-11-30, 2022-02-01: far outside 2021" in told

    def test_the_bridge_over_new_year_belongs_to_it(self):
        assert notice(off=[date(2020, 12, 31), NEW_YEAR], worked=[date(2022, 1, 8)])

    def test_a_national_notice_without_a_day_off_is_refused(self):
        (told,) = refused(off=())
        assert "gives no day off" in told

    def test_an_official_notice_has_a_title(self):
        (told,) = refused(basis=None)
        assert told.startswith("basis")

    def test_one_that_is_not_official_says_where_it_comes_from(self):
        (told,) = refused(basis=None, official=False)
        assert told.startswith("source")

    def test_all_contradictions_are_told_together(self):
        off, both = date(2019, 5, 1), date(2021, 2, 20)
        assert len(refused(off=[off, both], worked=[both, date(2021, 2, 22)])) == 3


class TestTwoNotices:
    def test_all_days_they_disagree_on_are_named(self):
        other = notice(off=[date(2021, 1, 4)], worked=[date(2021, 1, 9)])
        (found,) = disagreements([notice(), other])
        assert found.days == (NEW_YEAR, date(2021, 1, 4), date(2021, 1, 9))

    def test_two_that_say_the_same_agree(self):
        assert disagreements([notice(), notice()]) == ()

    @pytest.mark.parametrize(
        "more",
        [
            {"amends": "国办发明电〔2020〕27号"},
            {"region": "county"},
            {"official": False, "source": "a library"},
            {"year": 2022, "off": [date(2022, 1, 3)]},
        ],
        ids=["amending", "regional", "not official", "another year"],
    )
    def test_one_of_another_standing_does_not_contradict(self, more):
        assert disagreements([notice(), notice(**{"off": [date(2021, 1, 4)]} | more)]) == ()


class TestStanding:
    def test_an_official_notice_takes_the_place_of_one_from_a_library(self):
        library = notice(off=[date(2021, 1, 4)], official=False, source="a library")
        calendar = Calendar.from_notices([notice(), library])
        assert calendar.days_off == {NEW_YEAR}
        assert not calendar.years_not_official

    def test_a_year_from_a_library_alone_is_covered_and_marked(self):
        library = notice(official=False, source="a library", basis=None)
        calendar = Calendar.from_notices([library])
        due = calendar.add_working_days(date(2020, 12, 31), 1)
        assert (due.day, due.years_missing, due.years_not_official) == (
            date(2021, 1, 4),
            (),
            (2021,),
        )

    def test_an_amending_notice_holds_over_the_one_it_changes_and_under_regional_ones(self):
        amending = notice(off=[date(2021, 1, 4)], worked=[NEW_YEAR], amends="1")
        regional = notice(off=(), worked=[date(2021, 1, 4)], region="county")
        calendar = Calendar.from_notices([regional, amending, notice()], region="county")
        assert calendar.is_working_day(NEW_YEAR)
        assert calendar.is_working_day(date(2021, 1, 4))

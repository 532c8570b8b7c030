"""Regional holidays lie over the national ones, in the region and in all that lies within it."""

from datetime import date

import pytest

from disclosure_core.calendar.regional import calendar_in, known_region
from disclosure_core.calendar.values import HolidayNotice
from disclosure_core.errors import DataError
from disclosure_core.legal import LegalBasis
from disclosure_core.organisation.values import Region

REGIONS = (
    Region(id="demo:prefecture", name="绿水自治州", level="city"),
    Region(id="demo:county", name="青山县", level="county", within="demo:prefecture"),
    Region(id="demo:other", name="他县", level="county"),
)
NATIONAL = HolidayNotice(
    year=2026,
    days_off=[date(2026, 10, 1), date(2026, 10, 2)],
    make_up_days=[date(2026, 9, 20)],
    basis=LegalBasis(document="国务院办公厅关于2026年部分节假日安排的通知"),
)
FESTIVAL = HolidayNotice(
    year=2026,
    days_off=[date(2026, 7, 15), date(2026, 7, 16), date(2026, 7, 17)],
    make_up_days=[],
    region="demo:prefecture",
    basis=LegalBasis(document="绿水自治州自治条例", article="第七条"),
)
FAIR = HolidayNotice(
    year=2026,
    days_off=[date(2026, 7, 20)],
    make_up_days=[date(2026, 7, 16)],
    region="demo:county",
    basis=LegalBasis(document="青山县放假通知"),
)
NOTICES = (NATIONAL, FESTIVAL, FAIR)
BEFORE = date(2026, 7, 14)


def due(region):
    return calendar_in(NOTICES, REGIONS, region).add_working_days(BEFORE, 1).day


def test_the_country_knows_nothing_of_a_regional_holiday():
    assert due(None) == date(2026, 7, 15)


def test_a_three_day_holiday_holds_in_its_prefecture():
    assert due("demo:prefecture") == date(2026, 7, 20)


def test_a_county_may_take_back_a_day_of_its_prefecture():
    assert due("demo:county") == date(2026, 7, 16)


def test_a_county_has_the_holidays_of_its_prefecture_and_its_own():
    calendar = calendar_in(NOTICES, REGIONS, "demo:county")
    assert calendar.add_working_days(date(2026, 7, 16), 1).day == date(2026, 7, 21)


def test_a_region_elsewhere_has_neither():
    assert due("demo:other") == date(2026, 7, 15)


def test_the_national_notice_holds_everywhere():
    assert not calendar_in(NOTICES, REGIONS, "demo:county").is_working_day(date(2026, 10, 1))


class TestNames:
    @pytest.mark.parametrize("asked", ["demo:county", "county", "青山县"])
    def test_a_region_is_known_by_id_short_id_and_name(self, asked):
        assert known_region(asked, NOTICES, REGIONS) == "demo:county"

    def test_a_name_of_two_regions_is_refused_with_both(self):
        twin = Region(id="other:county", name="青山县", level="county")
        with pytest.raises(DataError, match="demo:county, other:county"):
            known_region("青山县", NOTICES, (*REGIONS, twin))

    def test_an_unknown_region_is_told_with_those_that_have_notices(self):
        with pytest.raises(DataError) as refused:
            known_region("nowhere", NOTICES, REGIONS)
        assert "demo:county, demo:prefecture" in str(refused.value)

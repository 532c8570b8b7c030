"""A government item against the village's item of the same matter: what must agree, and by when."""

from datetime import date

import pytest
from attrs import evolve

from disclosure_core.calendar.working_days import Calendar
from disclosure_core.catalogue.comparison.twin_releases import twin_releases
from disclosure_core.catalogue.comparison.twins import Answer, correspondence_of, proposed_twins
from disclosure_core.catalogue.comparison.village_rules import (
    Matter,
    at_least_as_strict,
    matter_of,
    meets_the_law,
)
from disclosure_core.catalogue.values import (
    Fulfilment,
    Level,
    TimeLimit,
    TimeLimitKind,
    Twin,
)
from disclosure_core.legal import LegalBasis

TWIN = Twin(government="china:subsidies", village="village:subsidies")
QUARTERLY = TimeLimit(kind=TimeLimitKind.QUARTERLY, printed="每季度")
MONTHLY = TimeLimit(kind=TimeLimitKind.MONTHLY, printed="每月")
YEARLY = TimeLimit(kind=TimeLimitKind.ANNUAL, printed="每年")
AT_ONCE = TimeLimit(kind=TimeLimitKind.IMMEDIATE, printed="随时")
WEEKDAYS = Calendar()


@pytest.fixture
def government(item):
    return item(
        "补贴发放",
        "危房改造补助发放情况",
        id=TWIN.government,
        content=("补助对象名单", "补助金额", "监督电话"),
        levels=(Level.COUNTY, Level.TOWN, Level.VILLAGE),
    )


@pytest.fixture
def village(government):
    return evolve(
        government,
        id=TWIN.village,
        domain="village:affairs",
        agency="村民委员会",
        levels=(Level.VILLAGE,),
    )


def test_two_items_that_say_the_same_agree(government, village):
    found = correspondence_of(TWIN, government, village)
    assert found.agrees
    assert found.field("content").answer is Answer.SAME


def test_figures_that_the_village_does_not_show_are_named(government, village):
    found = correspondence_of(TWIN, government, evolve(village, content=("监督电话",)))
    assert not found.agrees
    assert found.field("content").figures == ("补助对象名单", "补助金额")


def test_the_village_may_show_more(government, village):
    more = evolve(village, content=(*village.content, "村民代表会议决议"))
    found = correspondence_of(TWIN, government, more).field("content")
    assert (found.agrees, found.besides) == (True, ("村民代表会议决议",))


def test_another_agency_is_told_without_blame(government, village):
    found = correspondence_of(TWIN, government, village).field("agency")
    assert (found.answer, found.agrees) == (Answer.DIFFERS, True)


def test_a_basis_that_the_village_does_not_cite_does_not_agree(government, village):
    law = LegalBasis(document="村民委员会组织法", article="第三十条")
    found = correspondence_of(TWIN, government, evolve(village, bases=(law,))).field("bases")
    assert found.agrees is False
    assert found.lacking == ("《政府信息公开条例》（国令第711号）第二十条",)


def test_what_neither_prints_is_told_so(government, village):
    found = correspondence_of(TWIN, government, village)
    assert found.field("channels").answer is Answer.NEITHER


def test_a_village_slower_than_the_government_does_not_agree(government, village):
    found = correspondence_of(TWIN, government, evolve(village, time_limit=QUARTERLY))
    assert found.field("time_limit").agrees is False


def test_a_village_without_any_limit_is_not_settled(government, village):
    silent = evolve(village, time_limit=TimeLimit(kind=TimeLimitKind.UNSPECIFIED))
    found = correspondence_of(TWIN, government, silent).field("time_limit")
    assert (found.answer, found.agrees) == (Answer.GOVERNMENT_ONLY, None)


@pytest.mark.parametrize(
    ("limit", "matter", "many_dealings", "expected"),
    [
        pytest.param(QUARTERLY, Matter.GENERAL, False, True, id="each quarter"),
        pytest.param(YEARLY, Matter.GENERAL, False, False, id="each year is too seldom"),
        pytest.param(QUARTERLY, Matter.ACCOUNTS, False, True, id="accounts, few dealings"),
        pytest.param(QUARTERLY, Matter.ACCOUNTS, True, False, id="accounts, many dealings"),
        pytest.param(MONTHLY, Matter.ACCOUNTS, True, True, id="accounts each month"),
        pytest.param(MONTHLY, Matter.MAJOR, False, False, id="great interest, each month"),
        pytest.param(AT_ONCE, Matter.MAJOR, False, True, id="great interest, at once"),
    ],
)
def test_the_law_asks_of_a_village(limit, matter, many_dealings, expected):
    assert meets_the_law(limit, matter, many_dealings=many_dealings) is expected


@pytest.mark.parametrize(
    ("name", "matter"),
    [
        ("村级财务收支情况", Matter.ACCOUNTS),
        ("征地补偿费分配方案", Matter.MAJOR),
        ("计划生育政策落实", Matter.GENERAL),
    ],
)
def test_the_kind_of_a_matter_is_known_by_its_name(item, name, matter):
    assert matter_of(item("村务公开", name)) is matter


def test_twenty_working_days_are_no_stricter_than_a_fortnight():
    twenty = TimeLimit(kind=TimeLimitKind.WORKING_DAYS, days=20)
    fortnight = TimeLimit(kind=TimeLimitKind.CALENDAR_DAYS, days=14)
    assert not at_least_as_strict(twenty, fortnight)
    assert at_least_as_strict(fortnight, twenty)


def test_a_pair_of_one_matter_in_two_domains_is_proposed(government, village):
    ((twin, match),) = proposed_twins([government], [evolve(village, level2="危房改造补助发放")])
    assert twin == TWIN
    assert match.left is government


def test_a_known_pair_is_not_proposed_again(government, village):
    assert proposed_twins([government], [village], known=[TWIN]) == ()


def test_an_item_of_the_county_alone_has_no_village_twin(government, village):
    assert proposed_twins([evolve(government, levels=(Level.COUNTY,))], [village]) == ()


def released(item, *days):
    return [
        Fulfilment(item=item, release=f"{item} {day}", published_on=day, channel="core:portal")
        for day in days
    ]


def looked_at(government, village, fulfilments, **more):
    return twin_releases(
        government,
        village,
        fulfilments,
        calendar=WEEKDAYS,
        since=date(2026, 1, 1),
        on=date(2026, 11, 24),
        **more,
    )


def test_a_village_that_publishes_each_quarter_is_in_time(government, village):
    days = [date(2026, month, 20) for month in (1, 4, 7, 10)]
    fulfilments = [*released(TWIN.government, *days), *released(TWIN.village, *days)]
    found = looked_at(government, evolve(village, time_limit=QUARTERLY), fulfilments)
    assert found.village.late == ()
    assert found.in_time


def test_a_quarter_without_a_release_in_the_village_is_told(government, village):
    days = [date(2026, month, 20) for month in (1, 10)]
    fulfilments = [*released(TWIN.government, *days), *released(TWIN.village, *days)]
    found = looked_at(government, evolve(village, time_limit=QUARTERLY), fulfilments)
    assert found.village.late
    assert not found.in_time


def test_a_village_whose_limit_is_laxer_than_the_law_is_held_to_the_law(government, village):
    days = [date(2026, 10, 20)]
    fulfilments = [*released(TWIN.government, *days), *released(TWIN.village, *days)]
    found = looked_at(government, evolve(village, time_limit=YEARLY), fulfilments)
    assert found.counted_by_law
    assert found.village.late


def test_what_only_the_government_released_is_told(government, village):
    found = looked_at(government, village, released(TWIN.government, date(2026, 9, 1)))
    assert found.one_sided
    assert "the government released it, the village did not" in map(str, found.findings)


def test_late_releases_make_the_twins_disagree(government, village):
    releases = looked_at(government, village, released(TWIN.government, date(2026, 9, 1)))
    assert not correspondence_of(TWIN, government, village, releases=releases).agrees

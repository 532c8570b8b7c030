"""Each field has its own notion of the same: what is no difference, and what is told as one."""

import pytest
from attrs import evolve

from disclosure_core.catalogue.comparison.comparing import compare_catalogues
from disclosure_core.catalogue.comparison.values import CatalogueSide
from disclosure_core.catalogue.tables.items import legal_basis_of
from disclosure_core.catalogue.values import (
    Audience,
    ChannelKind,
    ItemChannel,
    Level,
    TimeLimit,
    TimeLimitKind,
)


def changes(left, right):
    """The changes of one item, by field."""
    compared = compare_catalogues([evolve(left, id="a")], [evolve(right, id="a")])
    return {each.field: each for change in compared.changed for each in change.fields}


def limit(printed, days=20, kind=TimeLimitKind.WORKING_DAYS, **more):
    return TimeLimit(kind=kind, days=days, printed=printed, **more)


WEBSITE = ItemChannel(kind=ChannelKind.WEBSITE, printed="政府网站")


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"content": ("补助标准", "申请条件")}, id="elements in another order"),
        pytest.param({"content": ("申请条件；", "补助  标准")}, id="elements with other signs"),
        pytest.param(
            {"time_limit": limit("自形成之日起二十个工作日内")}, id="limit printed otherwise"
        ),
        pytest.param({"agency": "住房和城乡建设 局"}, id="agency with a space"),
        pytest.param({"source": "另一页"}, id="read elsewhere"),
    ],
)
def test_is_no_difference(item, fields):
    assert changes(item("条件", "标准"), item("条件", "标准", **fields)) == {}


@pytest.mark.parametrize(
    "printed",
    [
        "《政府信息公开条例》（国令第711号）第二十条",
        "《中华人民共和国政府信息公开条例》（国务院令第711号）第二十条",
        "《中华人民共和国政府信息公开条例》(中华人民共和国国务院令第711号)第20条",
        "《政府信息公开条例》第二十条",
    ],
)
def test_one_law_is_the_same_however_it_is_cited(item, printed):
    assert changes(item("条件"), item("条件", bases=(legal_basis_of(printed),))) == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("《关于全面推进政务公开工作的意见》", "《国务院办公厅关于全面推进政务公开工作的意见》"),
        ("《行政许可办法》", "《民政部关于印发<行政许可办法>的通知》"),
    ],
)
def test_a_document_is_the_same_with_and_without_its_issuer(item, one, other):
    left = item("条件", bases=(legal_basis_of(one),))
    assert changes(left, item("条件", bases=(legal_basis_of(other),))) == {}


def test_added_and_removed_elements_are_listed_as_printed(item):
    right = item("条件", content=("申请条件", "竣工 合格标准"))
    found = changes(item("条件"), right)["content"]
    assert (found.added, found.removed) == (("竣工 合格标准",), ("补助标准",))


def test_another_article_of_a_law_is_a_difference(item):
    right = item("条件", bases=(legal_basis_of("《政府信息公开条例》第十四条"),))
    found = changes(item("条件"), right)["bases"]
    assert str(found.why) == "other articles"


def test_another_number_of_a_document_is_a_difference(item):
    right = item("条件", bases=(legal_basis_of("《政府信息公开条例》（国令第492号）第二十条"),))
    found = changes(item("条件"), right)["bases"]
    assert str(found.why) == "another document number"


def test_a_basis_that_is_left_out_is_a_difference(item):
    found = changes(item("条件"), item("条件", bases=()))["bases"]
    assert found.removed == ("《政府信息公开条例》（国令第711号）第二十条",)


def test_another_number_of_days_is_a_difference_told_in_the_printed_words(item):
    right = item("条件", time_limit=limit("10个工作日内", 10))
    found = changes(item("条件"), right)["time_limit"]
    assert (found.before, found.after) == (("20个工作日内",), ("10个工作日内",))


def test_working_days_are_not_days(item):
    right = item("条件", time_limit=limit("20日内", kind=TimeLimitKind.CALENDAR_DAYS))
    assert "time_limit" in changes(item("条件"), right)


def test_another_day_of_the_year_is_a_difference(item):
    yearly = {"days": None, "kind": TimeLimitKind.ANNUAL}
    left = item("条件", time_limit=limit("每年3月31日前", **yearly))
    right = item("条件", time_limit=limit("每年1月31日前", **yearly))
    assert "time_limit" in changes(left, right)


def test_channels_are_compared_by_kind(item):
    left = item("条件", channels=(WEBSITE,))
    right = item("条件", channels=(evolve(WEBSITE, printed="铁力市政府网站"),))
    assert changes(left, right) == {}


def test_a_channel_that_became_optional_is_a_difference(item):
    left = item("条件", channels=(WEBSITE,))
    found = changes(left, item("条件", channels=(evolve(WEBSITE, required=False),)))["channels"]
    assert "required or optional" in str(found.why)


def test_two_platforms_are_two_channels(item):
    def platform(name):
        return (ItemChannel(kind=ChannelKind.PLATFORM, printed=name),)

    left = item("条件", channels=platform("信用中国网站"))
    right = item("条件", channels=platform("公共资源交易平台"))
    assert "channels" in changes(left, right)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("audience", (Audience.SOCIETY,)),
        ("levels", (Level.COUNTY, Level.TOWN)),
        ("agency", "自然资源局"),
        ("audience_detail", "农户"),
        ("service", True),
        ("domain", "china:work-safety"),
    ],
)
def test_any_other_value_of_a_field_is_told(item, field, value):
    assert list(changes(item("条件"), item("条件", **{field: value}))) == [field]


def test_a_sign_between_digits_counts(item):
    left, right = item("条件", content=("PM2.5浓度",)), item("条件", content=("PM25浓度",))
    assert "content" in changes(left, right)


def test_a_field_that_a_table_has_no_column_for_is_not_compared(item):
    left = CatalogueSide(name="a", items=(item("条件", levels=(Level.TOWN,)),))
    right = CatalogueSide(name="b", items=(item("条件"),), untold=(frozenset({"levels"}),))
    compared = compare_catalogues(left, right)
    assert compared.identical
    assert "b does not tell these fields" in str(compared.notes[0])

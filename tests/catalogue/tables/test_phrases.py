"""Printed time limits and channels as values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_core.catalogue.phrases.channel import parse_channel
from disclosure_core.catalogue.phrases.folding import number_of
from disclosure_core.catalogue.phrases.time_limit import STANDING, parse_time_limit, sets_limit
from disclosure_core.catalogue.tables.values import TableForm
from disclosure_core.catalogue.values import ChannelKind, TimeLimitKind

WORKING, CALENDAR = TimeLimitKind.WORKING_DAYS, TimeLimitKind.CALENDAR_DAYS


@pytest.mark.parametrize(
    ("phrase", "kind", "days"),
    [
        ("信息形成或变更之日起20个工作日内", WORKING, 20),
        ("二十个工作日内", WORKING, 20),
        ("自收到申请之日起２０个工作日内", WORKING, 20),
        ("信息 形成 之日 起20 个工 作日内", WORKING, 20),
        ("信息形成之日起3個工作日內(nèi)", WORKING, 3),
        ("自批复之日起20日（工作日）内", WORKING, 20),
        ("自该信息形成之日起20个工作日内及时公开", WORKING, 20),
        ("信息形成之日起20个工作日内,法律、法规另有规定的,从其规定", WORKING, 20),
        ("十五日内", CALENDAR, 15),
        ("一周内", CALENDAR, 7),
        ("3个月内", CALENDAR, 90),
        ("24小时内", CALENDAR, 1),
        ("提前一周通知", CALENDAR, 7),
        ("会议召开前3日", CALENDAR, 3),
        ("每年3月31日前", TimeLimitKind.ANNUAL, None),
        ("一年两次", TimeLimitKind.ANNUAL, None),
        ("每季度", TimeLimitKind.QUARTERLY, None),
        ("每月10日前", TimeLimitKind.MONTHLY, None),
        ("2020年12月31日前", TimeLimitKind.FIXED_DATES, None),
        ("与决策同步公开", TimeLimitKind.WITH_EVENT, None),
        ("按进展情况及时公开", TimeLimitKind.IMMEDIATE, None),
        ("随时公开", TimeLimitKind.IMMEDIATE, None),
        ("实时", TimeLimitKind.REALTIME, None),
        ("永久公开", TimeLimitKind.UNSPECIFIED, None),
        ("按规定", TimeLimitKind.UNSPECIFIED, None),
    ],
)
def test_a_limit_is_read_by_its_number_or_word(
    phrase: str, kind: TimeLimitKind, days: int | None, form: TableForm
) -> None:
    limit = parse_time_limit(phrase, form)
    assert (limit.kind, limit.days) == (kind, days)


def test_the_words_are_kept_as_printed(form: TableForm) -> None:
    assert parse_time_limit("信息 形成20个工作日", form).printed == "信息 形成20个工作日"


@pytest.mark.parametrize(
    ("phrase", "note"),
    [
        ("长期公开", STANDING),
        ("提前5个工作日", "before the event"),
        ("每年3月31日前", "03-31"),
        ("3个月内", "3个月"),
    ],
)
def test_what_the_kind_does_not_say_stands_in_the_note(
    phrase: str, note: str, form: TableForm
) -> None:
    assert parse_time_limit(phrase, form).note == note


def test_a_limit_of_two_parts_names_what_each_applies_to(form: TableForm) -> None:
    limit = parse_time_limit("1.除处罚决定外:长期公开;2.处罚决定:7个工作日内。", form)
    assert (limit.kind, limit.days) == (WORKING, 7)
    assert [(each.applies_to, each.kind, each.days) for each in limit.clauses] == [
        ("除处罚决定外", TimeLimitKind.UNSPECIFIED, None),
        ("处罚决定", WORKING, 7),
    ]


def test_a_part_that_only_repeats_the_limit_is_no_clause(form: TableForm) -> None:
    assert parse_time_limit("信息形成之日起20个工作日内,及时公开", form).clauses == ()


@pytest.mark.parametrize("text", ["办事指南", "行政处罚的依据、条件", "青禾县民政局", ""])
def test_other_cells_set_no_limit(text: str, form: TableForm) -> None:
    assert not sets_limit(text, form)


@given(days=st.integers(min_value=1, max_value=365), gap=st.integers(min_value=0, max_value=12))
def test_a_space_anywhere_changes_nothing(form: TableForm, days: int, gap: int) -> None:
    phrase = f"信息形成之日起{days}个工作日内公开"
    broken = f"{phrase[:gap]} {phrase[gap:]}"
    limit = parse_time_limit(broken, form)
    assert (limit.kind, limit.days) == (WORKING, days)


def _numeral(number: int) -> str:
    digits = "零一二三四五六七八九"
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{digits[hundreds]}百" if hundreds else ""
    if tens:
        text += f"{digits[tens] if tens > 1 or hundreds else ''}十"
    elif hundreds and ones:
        text += "零"
    return text + (digits[ones] if ones else "")


@given(number=st.integers(min_value=1, max_value=999))
def test_chinese_numerals_mean_their_number(number: int) -> None:
    assert number_of(_numeral(number)) == number


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("■政府网站", ChannelKind.WEBSITE),
        ("青禾县人民政府门户网站", ChannelKind.WEBSITE),
        ("兩微一端", ChannelKind.NEW_MEDIA),
        ("青禾县司法局公众号", ChannelKind.NEW_MEDIA),
        ("发布会/听证会", ChannelKind.PRESS_HEARING),
        ("社区/企事业单位/村公示栏(电子屏)", ChannelKind.BULLETIN_BOARD),
        ("综合性文化服务中心公示栏", ChannelKind.BULLETIN_BOARD),
        ("信用中国网站", ChannelKind.PLATFORM),
        ("其他:国家企业信用信息公示系统", ChannelKind.PLATFORM),
        ("其他:办税服务厅", ChannelKind.OTHER),
        ("其他_", ChannelKind.OTHER),
        ("口头", ChannelKind.OTHER),
    ],
)
def test_a_channel_is_what_its_name_ends_in(
    phrase: str, kind: ChannelKind, form: TableForm
) -> None:
    assert parse_channel(phrase, form).kind is kind

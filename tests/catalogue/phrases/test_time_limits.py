"""What printed time limits (公开时限) are understood as."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_core.catalogue.phrases.time_limit import (
    LONGEST_PHRASE,
    parse_time_limit,
    sets_limit,
)
from disclosure_core.catalogue.tables.values import TableForm
from disclosure_core.catalogue.values import TimeLimitKind

from .conftest import OWN, SHARED, phrases

LISTED = SHARED / "time_limit_phrases.csv"


def share_right(path, form):
    rows = phrases(path)
    right = 0
    for row in rows:
        limit = parse_time_limit(row["phrase"], form)
        days = "" if limit.days is None else str(limit.days)
        right += (limit.kind.value, days) == (row["kind"], row["days"])
    return right / len(rows)


def clauses_of(limit):
    return "; ".join(
        f"{each.applies_to}={each.kind}" + (f"/{each.days}" if each.days is not None else "")
        for each in limit.clauses
    )


def kind_and_days(text, form):
    limit = parse_time_limit(text, form)
    return limit.kind.value, limit.days


@pytest.mark.skipif(not LISTED.is_file(), reason="the list does not lie beside the project")
def test_every_phrase_of_the_list_is_right(form):
    assert share_right(LISTED, form) == 1


def test_at_least_97_percent_of_our_own_phrases_are_right(form):
    assert share_right(OWN / "time_limits.csv", form) >= 0.97


@pytest.mark.parametrize(
    "row", [row for row in phrases(OWN / "time_limits.csv") if row["clauses"]], ids=str
)
def test_parts_of_a_limit_have_their_subjects(row, form):
    assert clauses_of(parse_time_limit(row["phrase"], form)) == row["clauses"]


class TestNumbers:
    @pytest.mark.parametrize(
        "printed",
        [
            "20个工作日内",
            "２０个工作日内",
            "二十个工作日",
            "贰拾个工作日",
            "廿个工作日",
            "2 0 个工 作日内",
        ],
    )
    def test_twenty_is_twenty_however_it_is_written(self, printed, form):
        assert kind_and_days(printed, form) == ("working_days", 20)

    @pytest.mark.parametrize(
        "printed", ["20个工作口内", "20个作日内", "20个工做日", "20个个工作日内", "2O个工作日内"]
    )
    def test_a_unit_or_digit_misread_by_one_character_is_understood(self, printed, form):
        assert kind_and_days(printed, form) == ("working_days", 20)

    def test_a_misread_unit_is_told_in_the_note(self, form):
        assert parse_time_limit("20个工作口内", form).note == "printed 20个工作口"

    def test_the_first_printed_number_is_the_main_one(self, form):
        assert kind_and_days("决定7日内公开，其他20个工作日内公开", form) == ("calendar_days", 7)

    def test_how_long_a_notice_stands_is_not_by_when_it_is_due(self, form):
        limit = parse_time_limit("及时公开,公告期限为5个工作日", form)
        assert (limit.kind, limit.days, limit.clauses, limit.note) == (
            TimeLimitKind.IMMEDIATE,
            None,
            (),
            "the notice stands for 5 working days",
        )

    def test_how_long_a_notice_stands_is_the_limit_where_nothing_else_is_said(self, form):
        assert kind_and_days("分户评估结果公示期不得少于7日", form) == ("calendar_days", 7)

    def test_how_long_a_consultation_lasts_is_no_limit(self, form):
        limit = parse_time_limit("向社会公开征求意见期限一般不少于30日", form)
        assert (limit.kind, limit.days) == (TimeLimitKind.UNSPECIFIED, None)

    @pytest.mark.parametrize(
        ("printed", "note"), [("半年至少更新1次", "every half year"), ("随时", "at any time")]
    )
    def test_what_has_no_kind_of_its_own_is_told_in_the_note(self, printed, note, form):
        limit = parse_time_limit(printed, form)
        assert (limit.kind, limit.note) == (TimeLimitKind.UNSPECIFIED, note)

    def test_days_of_a_date_are_no_limit(self, form):
        assert kind_and_days("自2020年1月1日起30日内", form) == ("calendar_days", 30)

    @pytest.mark.parametrize("days", [0, 400, 9999])
    def test_an_odd_number_is_given_as_printed_and_noted(self, days, form):
        limit = parse_time_limit(f"形成之日起{days}个工作日内", form)
        assert (limit.days, limit.note) == (days, f"unusual: {days} days")

    def test_a_number_beyond_all_sense_is_none(self, form):
        assert kind_and_days("9" * 1000 + "个工作日", form) == ("unspecified", None)


class TestWords:
    def test_hours_are_rounded_up_to_days_and_say_so(self, form):
        limit = parse_time_limit("事件发生后36小时内", form)
        assert (limit.kind, limit.days, limit.note) == (
            TimeLimitKind.CALENDAR_DAYS,
            2,
            "36 hours",
        )

    def test_a_date_in_every_year_is_told_in_the_note(self, form):
        limit = parse_time_limit("每年3月31日前", form)
        assert (limit.kind, limit.days, limit.note) == (TimeLimitKind.ANNUAL, None, "03-31")

    def test_what_is_more_frequent_goes_before_what_is_rarer(self, form):
        assert parse_time_limit("每年每季度首月20日前", form).kind is TimeLimitKind.QUARTERLY

    def test_the_end_of_a_named_month_recurs_not(self, form):
        assert parse_time_limit("2020年12月底前", form).kind is TimeLimitKind.FIXED_DATES

    def test_before_an_event_without_a_number_goes_with_the_event(self, form):
        limit = parse_time_limit("开标前公开", form)
        assert (limit.kind, limit.note) == (TimeLimitKind.WITH_EVENT, "before the event")

    def test_a_proviso_sets_no_limit(self, form):
        assert kind_and_days("法律法规另有规定的，从其规定", form) == ("unspecified", None)

    def test_a_name_that_ends_in_before_is_no_limit_of_a_table(self, form):
        assert not sets_limit("招标前公示", form)

    def test_a_text_too_long_is_not_read_and_says_so(self, form):
        limit = parse_time_limit("20个工作日内" * LONGEST_PHRASE, form)
        assert (limit.kind, limit.note) == (TimeLimitKind.UNSPECIFIED, "too long to be read")


pieces = st.sampled_from(
    [
        *("信息", "形成", "或", "变更", "之日起", "20", "二十", "个工作日", "日", "内", "每", "年"),
        *(
            "每季度",
            "首月",
            "前",
            "及时",
            "实时",
            "长期",
            "；",
            "，",
            "。",
            "1.",
            "(",
            "）",
            ":",
            "3月",
        ),
        *(
            "①",
            "从其规定",
            "小时",
            "半",
            "不少于",
            "同步",
            "②",
            "O",
            " ",
            "\n",
            "百",
            "廿",
            "2020年",
        ),
    ]
)


class TestLaws:
    @given(st.one_of(st.text(max_size=200), st.lists(pieces, max_size=30).map("".join)))
    def test_any_text_gets_an_answer_and_keeps_its_words(self, form: TableForm, text: str):
        assert parse_time_limit(text, form).printed == text

    @given(st.lists(pieces, max_size=20).map("".join))
    def test_days_stand_just_beside_a_kind_that_counts_them(self, form: TableForm, text: str):
        limit = parse_time_limit(text, form)
        counted = limit.kind in (TimeLimitKind.WORKING_DAYS, TimeLimitKind.CALENDAR_DAYS)
        assert (limit.days is not None) == counted

    @given(st.lists(pieces, max_size=20).map("".join))
    def test_the_main_limit_is_one_of_the_clauses(self, form: TableForm, text: str):
        limit = parse_time_limit(text, form)
        parts = [(each.kind, each.days) for each in limit.clauses]
        assert not parts or (limit.kind, limit.days) in parts

    @given(st.integers(1, 399))
    def test_a_number_is_found_full_width_spaced_and_plain(self, form: TableForm, days: int):
        wide = "".join(chr(ord(each) + 0xFEE0) for each in str(days))
        printed = [f"{days}个工作日内", f"{wide}个工作日内", f"{' '.join(str(days))} 个工作 日内"]
        assert {kind_and_days(each, form) for each in printed} == {("working_days", days)}

    @given(st.integers(1, 99))
    def test_a_number_is_found_in_chinese_numerals(self, form: TableForm, days: int):
        assert kind_and_days(f"{chinese(days)}个工作日内", form) == ("working_days", days)


def chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    digits = "〇一二三四五六七八九"
    head = ("" if tens == 1 else digits[tens]) + "十" if tens else ""
    return head + (digits[ones] if ones else "")


@pytest.mark.parametrize("printed", ["每年13月1日前", "每年2月30日前"])
def test_a_date_that_no_year_has_is_not_told(printed: str, form: TableForm) -> None:
    limit = parse_time_limit(printed, form)
    assert (limit.kind, limit.note) == (TimeLimitKind.ANNUAL, None)

"""Every event and every period gives one obligation or a reason why not; each says by when."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.catalogue.measures.county import HOLIDAYS, formed, item, limit, release, working

from disclosure_core.catalogue.measures.obligations import obligations
from disclosure_core.catalogue.measures.owed import Obligation, Obligations, ObligationState
from disclosure_core.catalogue.values import (
    DisclosureMode,
    FormationKind,
    TimeLimit,
    TimeLimitClause,
    TimeLimitKind,
)
from disclosure_core.errors import DataError
from disclosure_core.legal import Period

FRIDAY = date(2020, 9, 25)
LATER = date(2021, 6, 30)


def owed(
    items: Any,
    formations: Any = (),
    releases: Any = (),
    *,
    since: date = date(2020, 1, 1),
    until: date = date(2021, 12, 31),
    on: date = LATER,
) -> Obligations:
    return obligations(
        items, formations, releases, calendar=HOLIDAYS, since=since, until=until, on=on
    )


def only(items: Any, formations: Any = (), releases: Any = (), **more: Any) -> Obligation:
    (each,) = owed(items, formations, releases, **more).all
    return each


def due(time_limit: TimeLimit | None, on: date = FRIDAY, **more: Any) -> date | None:
    found = only([item(limit=time_limit)], [formed(on, **more)]).due
    return found.day if found else None


class TestDueDays:
    def test_working_days_skip_holidays_and_count_make_up_days(self) -> None:
        assert due(working(7)) == date(2020, 10, 12)

    def test_an_item_that_prints_no_limit_has_the_20_working_days_of_the_regulations(self) -> None:
        found = only([item()], [formed(FRIDAY)])
        assert found.due is not None
        assert (found.due.day, str(found.basis)) == (
            date(2020, 10, 29),
            "《政府信息公开条例》（国令第711号）第二十六条",
        )

    def test_calendar_days_that_end_in_a_holiday_move_on(self) -> None:
        assert due(limit(TimeLimitKind.CALENDAR_DAYS, 7)) == date(2020, 10, 9)

    def test_without_delay_has_the_outer_limit_of_the_regulations_and_says_so(self) -> None:
        found = only([item(limit=limit(TimeLimitKind.IMMEDIATE))], [formed(FRIDAY)])
        assert found.due is not None
        assert found.due.day == date(2020, 10, 29)
        assert "the outer limit of the Regulations, 20 working days" in found.reason.text("en")

    @pytest.mark.parametrize("kind", [TimeLimitKind.REALTIME, TimeLimitKind.WITH_EVENT])
    def test_in_real_time_and_with_the_event_is_the_day_itself(self, kind: TimeLimitKind) -> None:
        assert due(limit(kind)) == FRIDAY

    def test_days_before_the_event_count_back(self) -> None:
        assert due(limit(TimeLimitKind.CALENDAR_DAYS, 7, note="before the event")) == date(
            2020, 9, 18
        )

    def test_working_days_before_the_event_skip_days_that_are_off(self) -> None:
        before = limit(TimeLimitKind.WORKING_DAYS, 3, note="before the event")
        assert due(before, date(2020, 10, 9)) == date(2020, 9, 28)

    @pytest.mark.parametrize("kind", [TimeLimitKind.CALENDAR_DAYS, TimeLimitKind.WORKING_DAYS])
    def test_days_that_reach_back_before_the_year_1_are_refused(self, kind: TimeLimitKind) -> None:
        with pytest.raises(DataError, match="99999999 days before 2020-09-25 lie too far back"):
            due(limit(kind, 99_999_999, note="before the event"))

    def test_standing_items_have_no_due_day_and_say_why(self) -> None:
        standing = limit(TimeLimitKind.UNSPECIFIED, note="standing", printed="长期公开")
        found = only([item(limit=standing)], [formed(FRIDAY)])
        assert (found.due, found.state) == (None, ObligationState.OPEN_ENDED)
        assert "public at all times" in found.reason.text("en")

    def test_printed_words_that_set_no_limit_are_not_given_one(self) -> None:
        assert due(limit(TimeLimitKind.UNSPECIFIED, printed="按规定")) is None

    def test_a_day_in_a_year_without_a_notice_is_provisional(self) -> None:
        found = only(
            [item(limit=working(20))],
            [formed(date(2026, 12, 20))],
            until=date(2027, 12, 31),
            on=date(2026, 12, 31),
        )
        assert found.provisional


class TestPartsOfALimit:
    PARTS = TimeLimit(
        kind=TimeLimitKind.WORKING_DAYS,
        days=7,
        printed="行政处罚决定7个工作日内，其他信息20个工作日内",
        clauses=(
            TimeLimitClause(applies_to="行政处罚决定", kind=TimeLimitKind.WORKING_DAYS, days=7),
            TimeLimitClause(applies_to="行政许可", kind=TimeLimitKind.WORKING_DAYS, days=20),
        ),
    )

    def test_the_part_whose_subject_is_named_applies(self) -> None:
        assert due(self.PARTS, subject="关于某某的行政许可") == date(2020, 10, 29)

    def test_the_reference_may_name_it_too(self) -> None:
        assert due(self.PARTS, reference="行政许可〔2020〕1号") == date(2020, 10, 29)

    def test_else_the_main_part_applies_and_that_is_said(self) -> None:
        found = only([item(limit=self.PARTS)], [formed(FRIDAY)])
        assert found.due is not None
        assert found.due.day == date(2020, 10, 12)
        assert "no part of the limit names it" in found.reason.text("en")


class TestPeriods:
    def test_a_date_of_the_year_is_due_each_year(self) -> None:
        yearly = limit(TimeLimitKind.ANNUAL, note="03-31")
        found = owed([item(limit=yearly)]).all
        assert [each.due.day for each in found if each.due] == [
            date(2020, 3, 31),
            date(2021, 3, 31),
        ]

    def test_quarters_without_a_day_are_due_within_themselves(self) -> None:
        found = owed([item(limit=limit(TimeLimitKind.QUARTERLY))], until=date(2020, 12, 31)).all
        assert [(each.reference, each.due.day) for each in found if each.due] == [
            ("2020-Q1", date(2020, 3, 31)),
            ("2020-Q2", date(2020, 6, 30)),
            ("2020-Q3", date(2020, 9, 30)),
            ("2020-Q4", date(2020, 12, 31)),
        ]

    def test_days_after_a_month_are_counted_from_its_end(self) -> None:
        monthly = limit(TimeLimitKind.MONTHLY, note="5 working days")
        (found,) = owed(
            [item(limit=monthly)], since=date(2020, 10, 1), until=date(2020, 10, 31)
        ).all
        assert (found.reference, found.due.day if found.due else None) == (
            "2020-09",
            date(2020, 10, 14),
        )

    def test_a_day_of_the_month_is_of_the_month_after_the_period(self) -> None:
        monthly = limit(TimeLimitKind.MONTHLY, note="day 31")
        (found,) = owed([item(limit=monthly)], since=date(2020, 2, 1), until=date(2020, 2, 29)).all
        assert (found.reference, found.due.day if found.due else None) == (
            "2020-01",
            date(2020, 2, 29),
        )

    def test_the_end_of_a_month_is_its_last_day(self) -> None:
        yearly = limit(TimeLimitKind.ANNUAL, note="end of month 2")
        (found,) = owed([item(limit=yearly)], until=date(2020, 12, 31)).all
        assert found.due is not None
        assert found.due.day == date(2020, 2, 29)

    def test_a_date_printed_with_its_year_is_due_in_that_year_only(self) -> None:
        once = limit(TimeLimitKind.FIXED_DATES, note="06-30", printed="2021年6月30日前")
        (found,) = owed([item(limit=once)]).all
        assert found.due is not None
        assert found.due.day == date(2021, 6, 30)

    def test_every_week_is_due_every_week(self) -> None:
        weekly = limit(TimeLimitKind.CALENDAR_DAYS, 7, note="every 7 days")
        found = owed([item(limit=weekly)], since=date(2020, 6, 1), until=date(2020, 6, 28)).all
        assert len(found) == 4

    def test_every_half_year_is_due_within_each_half(self) -> None:
        halves = limit(TimeLimitKind.UNSPECIFIED, note="every half year", printed="每半年公开一次")
        found = owed([item(limit=halves)], until=date(2020, 12, 31)).all
        assert [(each.reference, each.due.day) for each in found if each.due] == [
            ("2020-H1", date(2020, 6, 30)),
            ("2020-H2", date(2020, 12, 31)),
        ]

    def test_no_period_before_the_item_was_in_force(self) -> None:
        young = item(
            limit=limit(TimeLimitKind.ANNUAL, note="03-31"),
            in_force=Period(since=date(2020, 6, 1)),
        )
        found = owed([young]).all
        assert [each.reference for each in found] == ["2021"]

    def test_a_release_within_the_period_meets_it_and_a_late_one_too(self) -> None:
        quarterly = item(limit=limit(TimeLimitKind.QUARTERLY))
        found = owed(
            [quarterly],
            releases=[
                release(date(2020, 5, 6), id="second"),
                release(date(2020, 9, 1), id="third"),
            ],
            until=date(2020, 9, 30),
            on=date(2020, 10, 1),
        ).all
        assert [(each.reference, each.state) for each in found] == [
            ("2020-Q1", ObligationState.OVERDUE),
            ("2020-Q2", ObligationState.MET),
            ("2020-Q3", ObligationState.MET),
        ]


class TestWhatBecameOfIt:
    def test_a_release_on_the_due_day_is_in_time(self) -> None:
        found = only([item(limit=working(7))], [formed(FRIDAY)], [release(date(2020, 10, 12))])
        assert (found.state, found.lag, found.days_late) == (ObligationState.MET, 7, 0)

    def test_one_day_over_is_late(self) -> None:
        found = only([item(limit=working(7))], [formed(FRIDAY)], [release(date(2020, 10, 13))])
        assert (found.state, found.lag, found.days_late) == (ObligationState.MET_LATE, 8, 1)

    def test_the_due_day_itself_is_not_overdue(self) -> None:
        given = [item(limit=working(7))], [formed(FRIDAY)]
        assert only(*given, on=date(2020, 10, 12)).state is ObligationState.DUE
        assert only(*given, on=date(2020, 10, 13)).state is ObligationState.OVERDUE

    def test_a_release_before_it_was_formed_does_not_meet_it(self) -> None:
        early = release(FRIDAY - timedelta(days=1))
        assert only([item()], [formed(FRIDAY)], [early]).release is None

    def test_a_release_meets_the_event_it_names(self) -> None:
        events = [formed(FRIDAY, reference="甲"), formed(FRIDAY, reference="乙")]
        found = owed([item()], events, [release(date(2020, 9, 28), reference="乙")]).all
        assert {each.reference: each.release for each in found} == {"甲": None, "乙": "r-1"}

    def test_a_release_that_names_nothing_meets_one_event_only(self) -> None:
        events = [formed(FRIDAY, reference="甲"), formed(FRIDAY, reference="乙")]
        found = owed([item()], events, [release(date(2020, 9, 28))]).all
        assert sorted(each.release or "" for each in found) == ["", "r-1"]

    def test_one_release_of_a_document_meets_its_forming_and_its_change(self) -> None:
        events = [
            formed(FRIDAY, reference="甲"),
            formed(date(2020, 9, 27), reference="甲", kind=FormationKind.CHANGED),
        ]
        found = owed([item()], events, [release(date(2020, 9, 28), reference="甲")]).all
        assert [each.release for each in found] == ["r-1", "r-1"]

    def test_a_change_needs_a_later_version(self) -> None:
        events = [
            formed(FRIDAY, reference="甲"),
            formed(date(2020, 10, 20), reference="甲", kind=FormationKind.CHANGED),
        ]
        first = release(date(2020, 9, 28), reference="甲")
        found = owed([item()], events, [first]).all
        assert [each.release for each in found] == ["r-1", None]
        second = release(date(2020, 10, 21), reference="甲", version=2)
        found = owed([item()], events, [first, second]).all
        assert [each.released_on for each in found] == [date(2020, 9, 28), date(2020, 10, 21)]

    def test_of_several_channels_the_first_day_counts(self) -> None:
        shown = [
            release(date(2020, 11, 20), channel="board"),
            release(date(2020, 9, 28), channel="site"),
        ]
        assert only([item()], [formed(FRIDAY)], shown).released_on == date(2020, 9, 28)

    def test_before_an_event_only_a_release_that_names_it_counts(self) -> None:
        before = limit(TimeLimitKind.CALENDAR_DAYS, 7, note="before the event")
        unnamed, named = release(date(2020, 9, 10)), release(date(2020, 9, 10), reference="甲1号")
        assert only([item(limit=before)], [formed(FRIDAY)], [unnamed]).release is None
        assert only([item(limit=before)], [formed(FRIDAY)], [named]).state is ObligationState.MET


class TestWhatGivesNone:
    def reasons(self, found: Obligations) -> list[str]:
        return [each.reason.text("en") for each in found.unobliged]

    def test_an_item_on_request_only_owes_nothing(self) -> None:
        asked = item(modes=(DisclosureMode.ON_REQUEST,))
        assert self.reasons(owed([asked])) == ["the catalogue discloses it on request only"]

    def test_an_item_of_which_nothing_was_formed_says_so(self) -> None:
        assert self.reasons(owed([item()])) == ["nothing was recorded as formed or changed"]

    def test_an_event_of_an_item_that_does_not_hold_here_is_kept_apart(self) -> None:
        found = owed([], [formed(FRIDAY, item="omitted")])
        assert self.reasons(found) == ["its item does not hold here"]

    def test_an_event_of_an_item_by_periods_is_kept_apart(self) -> None:
        found = owed([item(limit=limit(TimeLimitKind.QUARTERLY))], [formed(FRIDAY)])
        assert self.reasons(found) == ["the item's limit runs by periods, not by what is formed"]

    def test_an_event_due_outside_the_time_asked_for_is_kept_apart(self) -> None:
        found = owed([item()], [formed(date(2019, 3, 1))])
        assert self.reasons(found) == ["falls due outside the time asked for"]

    def test_nothing_gives_nothing(self) -> None:
        found = owed([])
        assert (found.all, found.unobliged) == ((), ())

    def test_a_time_that_ends_before_it_begins_is_refused(self) -> None:
        with pytest.raises(DataError, match="before"):
            owed([], since=date(2021, 1, 2), until=date(2021, 1, 1))


DAYS = st.dates(date(2020, 2, 1), date(2021, 6, 1))
KINDS = st.sampled_from(
    [
        working(0),
        working(3),
        working(20),
        limit(TimeLimitKind.CALENDAR_DAYS, 10),
        limit(TimeLimitKind.CALENDAR_DAYS, 7, note="before the event"),
        limit(TimeLimitKind.IMMEDIATE),
        limit(TimeLimitKind.REALTIME),
        TimeLimit(kind=TimeLimitKind.UNSPECIFIED),
    ]
)


@given(KINDS, DAYS, DAYS)
def test_what_is_formed_later_is_never_due_earlier(kind: TimeLimit, one: date, two: date) -> None:
    first, second = sorted((one, two))
    assert (due(kind, first) or date.max) <= (due(kind, second) or date.max)


@given(st.lists(st.tuples(DAYS, st.sampled_from("abc"), st.integers(0, 3))), st.lists(DAYS))
def test_every_event_is_one_obligation_or_has_a_reason(
    events: list[tuple[date, str, int]], released: list[date]
) -> None:
    formations = [formed(day, name, f"{number}") for day, name, number in events]
    releases = [release(day, "a", f"r{n}") for n, day in enumerate(released)]
    found = owed([item("a"), item("b", working(3))], formations, releases)
    from_events = [each for each in found.all if each.kind is not None]
    apart = [each for each in found.unobliged if each.formation is not None]
    assert len(from_events) + len(apart) == len(formations)


@given(st.lists(DAYS, max_size=8), st.lists(DAYS, max_size=8))
def test_a_release_that_names_nothing_meets_at_most_one(
    formed_on: list[date], released: list[date]
) -> None:
    formations = [formed(day, reference=f"{n}") for n, day in enumerate(formed_on)]
    releases = [release(day, id=f"r{n}") for n, day in enumerate(released)]
    met = [each.release for each in owed([item()], formations, releases).all if each.release]
    assert len(met) == len(set(met))
    for each in owed([item()], formations, releases).all:
        assert each.released_on is None or each.released_on >= each.start


@given(st.lists(DAYS, max_size=8), st.lists(DAYS, max_size=8), DAYS)
def test_one_more_release_never_leaves_more_open(
    formed_on: list[date], released: list[date], more: date
) -> None:
    formations = [formed(day, reference=f"{n}") for n, day in enumerate(formed_on)]
    releases = [release(day, id=f"r{n}") for n, day in enumerate(released)]
    before = owed([item()], formations, releases).in_state(ObligationState.OVERDUE)
    after = owed([item()], formations, [*releases, release(more, id="more")]).in_state(
        ObligationState.OVERDUE
    )
    assert len(after) <= len(before)

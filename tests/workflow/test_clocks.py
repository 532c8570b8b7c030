"""The clock of a stage: counted like any period of the law, reminders and escalations with it."""

from datetime import date

import pytest
from attrs import evolve
from tests.workflow.conftest import BUREAU, DRAFT, DRAFTER, NOON, OFFICE, after

from disclosure_core.calendar.values import DayCount, HolidayNotice
from disclosure_core.calendar.working_days import Calendar
from disclosure_core.legal import LegalBasis
from disclosure_core.workflow.cases import Case
from disclosure_core.workflow.clocks import CaseClock, clock_of
from disclosure_core.workflow.days import mistaken_days
from disclosure_core.workflow.explaining import explain_case
from disclosure_core.workflow.moving import advance
from disclosure_core.workflow.opening import open_case
from disclosure_core.workflow.values import Workflow

# 国办发明电〔2025〕7号: 清明节 4月4日至6日; 劳动节 5月1日至5日, 5月9日上班.
NOTICE = HolidayNotice(
    year=2026,
    days_off={date(2026, 4, 6), date(2026, 5, 1), date(2026, 5, 4), date(2026, 5, 5)},
    make_up_days={date(2026, 5, 9)},
    basis=LegalBasis(
        document="国务院办公厅关于2026年部分节假日安排的通知", number="国办发明电〔2025〕7号"
    ),
)
CALENDAR = Calendar.from_notices([NOTICE])


def clock(workflow: Workflow, case: Case, day: date) -> CaseClock:
    found = clock_of(workflow, case, CALENDAR, day)
    assert found is not None
    return found


def test_the_day_it_was_entered_is_day_0(two_rounds: Workflow, case: Case) -> None:
    assert clock(two_rounds, case, NOON.date()).due.day == date(2026, 3, 16)


def test_days_used_and_left_make_the_days_given(two_rounds: Workflow, case: Case) -> None:
    on = clock(two_rounds, case, date(2026, 3, 9))
    assert (on.used, on.left, on.days) == (5, 5, 10)


def test_on_the_due_day_it_is_not_late(two_rounds: Workflow, case: Case) -> None:
    on = clock(two_rounds, case, date(2026, 3, 16))
    assert (on.left, on.late) == (0, False)


def test_a_day_later_it_is_late(two_rounds: Workflow, case: Case) -> None:
    on = clock(two_rounds, case, date(2026, 3, 17))
    assert (on.left, on.late) == (-1, True)


def test_on_the_weekend_after_the_due_day_it_is_late(two_rounds: Workflow, case: Case) -> None:
    friday = evolve(case, days=9)
    assert clock(two_rounds, friday, date(2026, 3, 14)).late


def test_a_reminder_comes_so_many_working_days_before(two_rounds: Workflow, case: Case) -> None:
    (reminder,) = clock(two_rounds, case, NOON.date()).reminders
    assert reminder.on == date(2026, 3, 12)


@pytest.mark.parametrize(("day", "due"), [(11, 0), (12, 1), (16, 1), (17, 0)])
def test_a_reminder_stands_from_its_day_until_it_is_late(
    two_rounds: Workflow, case: Case, day: int, due: int
) -> None:
    assert len(clock(two_rounds, case, date(2026, 3, day)).reminders_due) == due


@pytest.mark.parametrize(("day", "told"), [(11, 0), (12, 1)])
def test_the_supervisor_is_told_two_working_days_after_it_was_due(
    two_rounds: Workflow, case: Case, day: int, told: int
) -> None:
    handed_in = advance(two_rounds, case, "hand-in", DRAFTER, at=after(1))
    on = clock(two_rounds, handed_in, date(2026, 3, day))
    assert (on.due.day, len(on.escalations_due)) == (date(2026, 3, 10), told)


def test_an_office_gives_itself_other_days(two_rounds: Workflow) -> None:
    case = open_case(
        two_rounds, DRAFT, DRAFTER, id="c", at=NOON, agency=BUREAU, days={"sorting-days": 7}
    )
    assert clock(two_rounds, case, NOON.date()).due.day == date(2026, 3, 11)


def test_another_setting_does_not_move_the_clock_of_a_case_under_way(
    two_rounds: Workflow, case: Case
) -> None:
    assert clock(two_rounds, case, NOON.date()).days == 10


def test_a_setting_that_no_clock_has_is_a_mistake(two_rounds: Workflow) -> None:
    (mistake,) = mistaken_days([two_rounds], {"sorting-day": 7}, file="disclosure.toml")
    assert mistake.text("en") == (
        'disclosure.toml workflow_days."sorting-day": sorting-day is not known here; did you mean '
        "sorting-days?"
    )


def test_calendar_days_end_on_a_working_day(two_rounds: Workflow, case: Case) -> None:
    first = two_rounds.first
    assert first.clock is not None
    in_days = evolve(first.clock, days=33, unit=DayCount.CALENDAR_DAYS, reminders=())
    by_days = evolve(two_rounds, stages=(evolve(first, clock=in_days), *two_rounds.stages[1:]))
    # 33 days from 2 March end on Saturday 4 April, a weekend and then a holiday.
    assert clock(by_days, evolve(case, days=33), NOON.date()).due.day == date(2026, 4, 7)


def test_a_year_without_a_notice_makes_the_due_day_provisional(
    two_rounds: Workflow, case: Case
) -> None:
    found = clock_of(two_rounds, case, Calendar(), NOON.date())
    assert found is not None
    assert found.provisional


def test_a_case_that_has_ended_has_no_clock(two_rounds: Workflow, case: Case) -> None:
    handed_in = advance(two_rounds, case, "hand-in", DRAFTER, at=after(1))
    ended = advance(two_rounds, handed_in, "confirm", OFFICE, at=after(2))
    assert clock_of(two_rounds, ended, CALENDAR, NOON.date()) is None


def test_a_case_is_told_in_words(two_rounds: Workflow, case: Case) -> None:
    handed_in = advance(two_rounds, case, "hand-in", DRAFTER, at=after(1))
    lines = [
        each.text("zh_CN")
        for each in explain_case(two_rounds, handed_in, CALENDAR, date(2026, 3, 5))
    ]
    assert lines == [
        "2026-03-02 李四（经办人）立项",
        "2026-03-03 李四（经办人）：报送",
        "现处于“公开办审核”环节。",
        "自2026-03-03起5个工作日（当日不计入）：2026-03-10到期。",
        "还剩3天。",
    ]

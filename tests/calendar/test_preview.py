"""What a new notice moves, before it is taken in."""

from datetime import date

from disclosure_core.calendar.preview import preview_deadlines, years_changed
from disclosure_core.calendar.values import DayCount, Deadline, HolidayNotice
from disclosure_core.calendar.working_days import Calendar
from disclosure_core.legal import LegalBasis

BASIS = LegalBasis(document="节假日安排的通知")
FOR_2026 = HolidayNotice(year=2026, days_off=[date(2026, 10, 1)], make_up_days=[], basis=BASIS)
FOR_2027 = HolidayNotice(year=2027, days_off=[date(2027, 1, 1)], make_up_days=[], basis=BASIS)
BEFORE = Calendar.from_notices([FOR_2026])
AFTER = Calendar.from_notices([FOR_2026, FOR_2027])

MOVES = Deadline(reference="moves", start=date(2026, 12, 30), days=3)
SETTLES = Deadline(reference="settles", start=date(2027, 2, 1), days=3)
STAYS = Deadline(reference="stays", start=date(2026, 3, 2), days=3)
IN_DAYS = Deadline(
    reference="in days", start=date(2026, 12, 25), days=7, unit=DayCount.CALENDAR_DAYS
)


def test_a_deadline_over_the_new_holiday_moves_and_becomes_firm():
    (moved,) = preview_deadlines([MOVES], before=BEFORE, after=AFTER).moved
    assert (moved.before.day, moved.before.provisional) == (date(2027, 1, 4), True)
    assert (moved.after.day, moved.after.provisional) == (date(2027, 1, 5), False)
    assert moved.days == 1


def test_a_deadline_that_only_becomes_firm_is_told_apart():
    found = preview_deadlines([SETTLES, STAYS], before=BEFORE, after=AFTER)
    assert [each.deadline for each in found.settled] == [SETTLES]
    assert (found.moved, found.unchanged) == ((), 1)


def test_calendar_days_move_where_their_last_day_becomes_a_holiday():
    (moved,) = preview_deadlines([IN_DAYS], before=BEFORE, after=AFTER).moved
    assert (moved.before.day, moved.after.day) == (date(2027, 1, 1), date(2027, 1, 4))


def test_moved_ones_are_told_by_their_new_day():
    found = preview_deadlines(iter([MOVES, IN_DAYS]), before=BEFORE, after=AFTER)
    assert [each.deadline.reference for each in found.moved] == ["in days", "moves"]


def test_the_years_that_change_are_named():
    assert years_changed(BEFORE, AFTER) == {2027: "added"}
    other = HolidayNotice(
        year=2026, days_off=[date(2026, 10, 8)], make_up_days=[], basis=BASIS, amends="1"
    )
    assert years_changed(BEFORE, Calendar.from_notices([FOR_2026, other])) == {2026: "changed"}


def test_the_same_calendar_moves_nothing():
    found = preview_deadlines([MOVES, SETTLES, STAYS], before=BEFORE, after=BEFORE)
    assert (found.moved, found.settled, found.unchanged) == ((), (), 3)

"""What a new holiday notice would do to what an office owes."""

from datetime import date

import pytest

from disclosure_core.access.values import PUBLIC
from disclosure_core.calendar.values import DayCount, HolidayNotice
from disclosure_core.catalogue.values import Formation, FormationKind, TimeLimitKind
from disclosure_core.errors import NotAllowedError
from disclosure_core.legal import LegalBasis

NOTICE = HolidayNotice(
    year=2026,
    days_off=[date(2026, 11, 25)],
    make_up_days=[],
    amends="国办发明电〔2025〕7号",
    basis=LegalBasis(document="国务院办公厅关于调整2026年放假安排的通知"),
)


@pytest.fixture
def item(office):
    """An item of 20 working days."""
    return next(
        each.item
        for each in office.catalogue.current().items
        if each.item.time_limit.kind is TimeLimitKind.WORKING_DAYS
        and each.item.time_limit.days == 20
        and not each.item.time_limit.clauses
    )


@pytest.fixture
def formed(office, item):
    office.formations.record(
        Formation(
            item=item.id,
            reference="示政发〔2026〕9号",
            on=date(2026, 11, 23),
            kind=FormationKind.FORMED,
        )
    )
    return item


def test_the_office_counts_by_the_calendar_of_its_plugins(office):
    assert office.calendar.here().add_working_days(date(2020, 9, 25), 7).day == date(2020, 10, 12)


def test_an_obligation_over_the_new_holiday_moves(office, formed):
    found = office.calendar.preview([NOTICE])
    (moved,) = [each for each in found.moved if "示政发〔2026〕9号" in each.deadline.reference]
    assert (moved.before.day, moved.after.day) == (date(2026, 12, 21), date(2026, 12, 22))
    assert (moved.deadline.days, moved.deadline.unit) == (20, DayCount.WORKING_DAYS)


def test_a_preview_changes_nothing(office, formed):
    head = office.journal.checkpoint()
    office.calendar.preview([NOTICE])
    assert office.journal.checkpoint() == head
    assert office.calendar.preview([]).moved == ()


def test_what_is_owed_is_shown_to_staff_only(office, formed):
    with pytest.raises(NotAllowedError):
        office.as_actor(PUBLIC).calendar.preview([NOTICE])

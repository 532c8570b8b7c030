"""The calendar an office counts by, and what a new holiday notice would do to what it owes.

Changes nothing: notices are taken in by a plugin.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from attrs import evolve, frozen

from disclosure_core.calendar.preview import CalendarPreview, previewed
from disclosure_core.calendar.regional import calendar_in
from disclosure_core.calendar.values import DayCount, Deadline, DueDate, HolidayNotice
from disclosure_core.calendar.working_days import Calendar
from disclosure_core.catalogue.measures.owed import Obligation
from disclosure_core.catalogue.values import TimeLimitKind
from disclosure_core.office.desk import Desk
from disclosure_core.office.measures import OfficeMeasures

YEAR = timedelta(days=366)
MARGIN = timedelta(days=92)
"""Obligations are looked at this much further than asked, so that none moves out of sight."""


@frozen
class OfficeCalendar:
    """Which days are worked where the office is (工作日历)."""

    desk: Desk

    def here(self, more: Sequence[HolidayNotice] = (), *, region: str | None = None) -> Calendar:
        """The calendar of a region, the office's own if not given, with ``more`` notices."""
        registry = self.desk.registry
        place = region or self.desk.settings.region
        return calendar_in((*registry.calendars, *more), registry.regions, place)

    def preview(
        self,
        notices: Sequence[HolidayNotice],
        *,
        region: str | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> CalendarPreview:
        """Which of the office's own obligations ``notices`` would move.

        Args:
            notices: What would be taken in.
            region: Where; the office's own region if not given.
            since: The first due day looked at; a year before today.
            until: The last one; two years after today.

        Raises:
            NotAllowedError: the actor does not work here.
        """
        today = self.desk.today()
        first, last = since or today - YEAR, until or today + 2 * YEAR
        measures = OfficeMeasures(self.desk)
        facts = measures.facts()
        owed = [
            measures.obligations(
                since=first - MARGIN,
                until=last + MARGIN,
                facts=evolve(facts, calendar=self.here(more, region=region)),
            ).all
            for more in ((), notices)
        ]
        return preview_obligations(
            (each for each in owed[0] if each.due and first <= each.due.day <= last), owed[1]
        )


def preview_obligations(
    before: Iterable[Obligation], after: Iterable[Obligation]
) -> CalendarPreview:
    """How the due days of the same obligations differ under two calendars.

    Those of ``before`` that ``after`` does not hold are left out: ask ``after`` over a longer time.
    """
    later = {_key(each): each.due for each in after if each.due is not None}
    return previewed(_paired(before, later))


_Key = tuple[str, str, date, str]


def _key(each: Obligation) -> _Key:
    return each.item.id, each.reference, each.start, each.limit.part or ""


def _paired(
    before: Iterable[Obligation], later: dict[_Key, DueDate]
) -> Iterable[tuple[Deadline, DueDate, DueDate]]:
    for each in before:
        due = later.get(_key(each))
        if each.due is not None and due is not None:
            yield _deadline(each), each.due, due


def _deadline(each: Obligation) -> Deadline:
    calendar_days = each.limit.kind is TimeLimitKind.CALENDAR_DAYS
    return Deadline(
        reference=f"{each.item.id} {each.reference}",
        start=each.start,
        days=each.limit.days,
        unit=DayCount.CALENDAR_DAYS if calendar_days else DayCount.WORKING_DAYS,
    )

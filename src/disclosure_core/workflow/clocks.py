"""The days of the stage in which a case stands: due, used, left, who is to be told (办理时限).

Pure: the same case on the same day with the same calendar has the same clock. The days are those
that the office's settings gave when the stage was entered; they stand in the move.
"""

from datetime import date, timedelta

from attrs import frozen

from disclosure_core.calendar.calendar_days import due_date
from disclosure_core.calendar.values import DayCount, Deadline, DueDate
from disclosure_core.calendar.working_days import Calendar
from disclosure_core.workflow.asking import stage_of
from disclosure_core.workflow.cases import Case
from disclosure_core.workflow.values import StageClock, StageRole, Workflow


@frozen(kw_only=True)
class Reminder:
    """That people of the stage are reminded on a day (催办提醒), so many days before it is due."""

    on: date
    before: int


@frozen(kw_only=True)
class Escalated:
    """That somebody is told on a day that the stage is late (逾期上报)."""

    on: date
    to: StageRole


@frozen(kw_only=True)
class CaseClock:
    """How a stage stands in time on a day (时限情况).

    Attributes:
        start: Day 0.
        days, unit: What is given.
        due: The last day, with whether a notice of holidays may still move it.
        today: The day that is asked about.
        used: Days counted after day 0 up to ``today``.
        left: Days from ``today`` to the due day; negative once it has passed.
        reminders, escalations: All of them, with their days.
    """

    start: date
    days: int
    unit: DayCount
    due: DueDate
    today: date
    used: int
    left: int
    reminders: tuple[Reminder, ...] = ()
    escalations: tuple[Escalated, ...] = ()

    @property
    def late(self) -> bool:
        """Whether the due day has passed; a day off after it is late too."""
        return self.today > self.due.day

    @property
    def provisional(self) -> bool:
        """Whether a notice of holidays may still move the due day."""
        return self.due.provisional

    @property
    def reminders_due(self) -> tuple[Reminder, ...]:
        """Reminders whose day has come; none once it is late, for then others are told."""
        return () if self.late else tuple(each for each in self.reminders if each.on <= self.today)

    @property
    def escalations_due(self) -> tuple[Escalated, ...]:
        """Those who are to be told by now that it is late."""
        return tuple(each for each in self.escalations if each.on <= self.today)


def clock_of(workflow: Workflow, case: Case, calendar: Calendar, today: date) -> CaseClock | None:
    """The clock of the stage in which a case stands; ``None`` where it has none, or has ended.

    Raises:
        DataError: the case was opened under another definition, or it would end after 9999.
    """
    clock = stage_of(workflow, case).clock
    if clock is None or case.ended:
        return None
    start = (case.opened_at if clock.from_opening else case.entered_at).date()
    days = clock.days if case.days is None else case.days
    due = _after(calendar, clock, start, days)
    return CaseClock(
        start=start,
        days=days,
        unit=clock.unit,
        due=due,
        today=today,
        used=max(0, _between(calendar, clock, start, today)),
        left=_between(calendar, clock, today, due.day),
        reminders=tuple(
            Reminder(on=_before(calendar, clock, start, due.day, days, each), before=each)
            for each in sorted(clock.reminders, reverse=True)
            if each < days
        ),
        escalations=tuple(
            Escalated(on=_after(calendar, clock, due.day, each.after).day, to=each.to)
            for each in sorted(clock.escalations, key=lambda each: each.after)
        ),
    )


def _after(calendar: Calendar, clock: StageClock, start: date, days: int) -> DueDate:
    return due_date(calendar, Deadline(reference="", start=start, days=days, unit=clock.unit))


def _before(
    calendar: Calendar, clock: StageClock, start: date, due: date, days: int, before: int
) -> date:
    """The day so many days before the due day, in the unit of the clock."""
    if clock.unit is DayCount.WORKING_DAYS:
        return _after(calendar, clock, start, days - before).day
    return max(start, due - timedelta(days=before))


def _between(calendar: Calendar, clock: StageClock, start: date, end: date) -> int:
    """Days after ``start`` up to and including ``end``; negative where it is earlier."""
    if clock.unit is DayCount.WORKING_DAYS:
        return calendar.worked_until(end) - calendar.worked_until(start)
    return (end - start).days

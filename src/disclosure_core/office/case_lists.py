"""Cases in lists: by stage, role, agency and day; tasks; who is to be reminded or told (办件清单).

Reads only. Clocks are counted anew each time, for a notice of holidays may move a due day.
"""

from collections.abc import Iterator
from datetime import date

from attrs import field, frozen

from disclosure_core.office.calendar import OfficeCalendar
from disclosure_core.office.case_files import CaseFiles
from disclosure_core.office.desk import Desk
from disclosure_core.workflow.asking import next_actions, next_opinions
from disclosure_core.workflow.cases import Case
from disclosure_core.workflow.clocks import CaseClock, Escalated, Reminder, clock_of
from disclosure_core.workflow.holding import Seat, seats_of
from disclosure_core.workflow.values import Stage, Workflow


@frozen(kw_only=True)
class ListedCase:
    """A case as a list shows it: with its definition, its stage and its clock (清单行)."""

    case: Case
    version: int
    workflow: Workflow = field(repr=False)
    clock: CaseClock | None

    @property
    def stage(self) -> Stage | None:
        """Where it stands; ``None`` once it has ended."""
        return None if self.case.stage is None else self.workflow.stage(self.case.stage)

    @property
    def due(self) -> date | None:
        """The day its stage is due; ``None`` where it has no clock."""
        return None if self.clock is None else self.clock.due.day

    @property
    def waits_for(self) -> tuple[Seat, ...]:
        """Whose turn it is: the roles that act in its stage."""
        return () if self.stage is None else seats_of(self.stage.roles, self.case)


@frozen(kw_only=True)
class ReminderDue:
    """A case whose people are to be reminded today (待催办)."""

    listed: ListedCase
    reminder: Reminder


@frozen(kw_only=True)
class EscalationDue:
    """A case that is late and of which somebody is to be told (待上报)."""

    listed: ListedCase
    escalated: Escalated

    @property
    def seats(self) -> tuple[Seat, ...]:
        """Who is to be told."""
        return seats_of((self.escalated.to,), self.listed.case)


@frozen
class CaseLists:
    """Cases as one actor sees them, in lists."""

    desk: Desk

    def cases(
        self,
        *,
        workflow: str | None = None,
        stage: str | None = None,
        role: str | None = None,
        agency: str | None = None,
        subject: str | None = None,
        due_by: date | None = None,
        ended: bool | None = False,
    ) -> tuple[ListedCase, ...]:
        """The cases that the actor may see, what is due first at the head, then the oldest.

        Args:
            workflow: Of this process.
            stage: That stand in the stage of this id.
            role: That wait for this role.
            agency: Of this agency.
            subject: About the record of this id.
            due_by: That are due on this day or before.
            ended: Those that have ended; ``None`` takes all.
        """
        where = {
            key: value
            for key, value in (
                ("workflow", workflow),
                ("stage", stage),
                ("agency", agency),
                ("subject", subject),
            )
            if value is not None
        }
        open_only: dict[str, str | None] = (
            {**where, "outcome": None} if ended is False else {**where}
        )
        return self._sorted(
            each
            for each in self._listed(open_only)
            if (ended is None or each.case.ended is ended)
            and (role is None or any(seat.role == role for seat in each.waits_for))
            and (due_by is None or (each.due is not None and each.due <= due_by))
        )

    def tasks(self) -> tuple[ListedCase, ...]:
        """The open cases in which the actor may act or give an opinion now."""
        return self._sorted(each for each in self._listed({"outcome": None}) if self._waits(each))

    def reminders_due(self, *, since: date | None = None) -> tuple[ReminderDue, ...]:
        """Who is to be reminded today; of days after ``since`` alone, where it is given."""
        return tuple(
            ReminderDue(listed=each, reminder=reminder)
            for each in self.cases()
            if each.clock is not None
            for reminder in each.clock.reminders_due
            if since is None or reminder.on > since
        )

    def escalations_due(self, *, since: date | None = None) -> tuple[EscalationDue, ...]:
        """Who is to be told by today that a case is late; of days after ``since`` alone."""
        return tuple(
            EscalationDue(listed=each, escalated=escalated)
            for each in self.cases()
            if each.clock is not None
            for escalated in each.clock.escalations_due
            if since is None or escalated.on > since
        )

    def _listed(self, where: dict[str, str | None]) -> Iterator[ListedCase]:
        calendar, today = OfficeCalendar(self.desk).here(), self.desk.today()
        for kept in CaseFiles(self.desk).each(where):
            yield ListedCase(
                case=kept.case,
                version=kept.version,
                workflow=kept.workflow,
                clock=clock_of(kept.workflow, kept.case, calendar, today),
            )

    def _waits(self, each: ListedCase) -> bool:
        """Cheap questions first: whether the subject has changed is asked where it matters."""
        if not self._may_act(each, None):
            return False
        return self._may_act(each, CaseFiles(self.desk).present_subject(each.case).digest)

    def _may_act(self, each: ListedCase, digest: str | None) -> bool:
        actor = self.desk.actor
        actions = next_actions(each.workflow, each.case, actor, digest=digest)
        opinions = next_opinions(each.workflow, each.case, actor, digest=digest)
        return any(one.allowed for one in actions) or any(one.allowed for one in opinions)

    @staticmethod
    def _sorted(found: Iterator[ListedCase]) -> tuple[ListedCase, ...]:
        return tuple(
            sorted(
                found,
                key=lambda each: (each.due is None, each.due or date.min, each.case.opened_at),
            )
        )

"""The office's cases: open, take on, comment, answer, give opinions (办件).

Each change is one transaction of the store, on the version that was read, with its entry in the
journal. Whether it is allowed is decided by ``workflow.asking``, here as on every page.
"""

from collections.abc import Iterable, Mapping

from attrs import frozen

from disclosure_core.errors import DataError, NotAllowedError, StaleVersionError
from disclosure_core.messages import Message
from disclosure_core.office.calendar import OfficeCalendar
from disclosure_core.office.case_files import CaseFiles, KeptCase, agency_of_subject, title_of
from disclosure_core.office.case_lists import CaseLists, ListedCase
from disclosure_core.office.desk import Desk
from disclosure_core.records.ids import new_id
from disclosure_core.workflow.asking import NextAction, NextOpinion, next_actions, next_opinions
from disclosure_core.workflow.cases import Case, CaseParty
from disclosure_core.workflow.clocks import CaseClock, clock_of
from disclosure_core.workflow.commenting import NextComments, answer, comment, next_comments
from disclosure_core.workflow.explaining import explain_case
from disclosure_core.workflow.moving import advance, give_opinion
from disclosure_core.workflow.opening import open_case
from disclosure_core.workflow.rounds import ChangedField, Round, compare_submissions, rounds
from disclosure_core.workflow.values import Workflow


@frozen
class OfficeCases:
    """Cases as one actor sees them (办件)."""

    desk: Desk

    def workflows(self) -> tuple[Workflow, ...]:
        """The processes that a case may be opened under today."""
        return self.desk.registry.on(self.desk.today()).workflows

    def open(
        self,
        workflow: str,
        kind: str,
        id: str,
        *,
        title: str | None = None,
        agency: str | None = None,
        parties: Iterable[CaseParty] = (),
        owner: str | None = None,
        supervisor: str | None = None,
        assessor: str | None = None,
    ) -> Case:
        """Open a case about a record.

        Args:
            workflow: The id of a process in force today.
            kind: The kind of the record it is about.
            id: That record.
            title: What lists call it; the record's own title if not given.
            agency: Whose case it is; the agency whose the record is if not given.
            parties: Other agencies that the process asks.
            owner: Who answers for it; the actor if not given.
            supervisor: Who watches over it.
            assessor: Who rates it.

        Raises:
            NotFoundError: no such process today, or no such record that the actor may see.
            NotAllowedError: the actor may not open one, or one is open already.
            DataError: the process is not about such records, asks parties that are not named, or
                the record is another agency's.
        """
        chosen = self.desk.registry.on(self.desk.today()).workflow(workflow)
        files = CaseFiles(self.desk)
        subject, record = files.subject(kind, id)
        opened = open_case(
            chosen,
            subject,
            self.desk.actor,
            id=new_id(self.desk.now()),
            at=self.desk.now(),
            title=title_of(record.body) if title is None else title,
            agency=agency_of_subject(record, agency),
            parties=parties,
            owner=owner,
            supervisor=supervisor,
            assessor=assessor,
            days=files.days(),
        )
        with self.desk.store.transaction(self.desk.change(f"{chosen.id} open")) as transaction:
            self._refuse_second(opened)
            files.keep(opened, transaction, chosen, read_version=0)
        return opened

    def kept(self, id: str) -> KeptCase:
        """A case with its version and its definition.

        Raises:
            NotFoundError: there is none that the actor may see.
        """
        return CaseFiles(self.desk).kept(id)

    def case(self, id: str) -> Case:
        """A case; errors as :meth:`kept`."""
        return self.kept(id).case

    def next_actions(self, id: str) -> tuple[NextAction, ...]:
        """What the actor may do now, and why not the rest; errors as :meth:`kept`."""
        kept = self.kept(id)
        return next_actions(
            kept.workflow, kept.case, self.desk.actor, digest=self._digest(kept.case)
        )

    def next_opinions(self, id: str) -> tuple[NextOpinion, ...]:
        """The opinions asked for, and which the actor may give; errors as :meth:`kept`."""
        kept = self.kept(id)
        return next_opinions(
            kept.workflow, kept.case, self.desk.actor, digest=self._digest(kept.case)
        )

    def next_comments(self, id: str) -> NextComments:
        """What the actor may comment on and answer now; errors as :meth:`kept`."""
        kept = self.kept(id)
        return next_comments(kept.workflow, kept.case, self.desk.actor)

    def act(
        self,
        id: str,
        action: str,
        *,
        reason: str | None = None,
        ground: str | None = None,
        fields: Mapping[str, str] | None = None,
        read_version: int | None = None,
    ) -> Case:
        """Take an action of the stage.

        Args:
            id: The case.
            action: The action's id.
            reason: Words.
            ground: The id of a ground of the process.
            fields: The slip, by the ids of its fields.
            read_version: The version that the actor looked at; the present one if not given.

        Raises:
            NotFoundError: there is none that the actor may see.
            NotAllowedError: the actor may not take it now; with every reason.
            DataError: what must be filled in is not.
            StaleVersionError: somebody changed the case meanwhile.
        """
        kept = self._as_read(id, read_version)
        files = CaseFiles(self.desk)
        after = advance(
            kept.workflow,
            kept.case,
            action,
            self.desk.actor,
            at=self.desk.now(),
            subject=files.present_subject(kept.case),
            reason=reason,
            ground=ground,
            fields=fields,
            days=files.days(),
        )
        return self._keep(kept, after, action)

    def comment(
        self, id: str, text: str, *, about: str = "", read_version: int | None = None
    ) -> Case:
        """Comment on a field of what is judged; on the whole where ``about`` is empty.

        Raises:
            NotFoundError: there is no such case that the actor may see.
            NotAllowedError: not in this stage, or not by the actor.
            DataError: the text is empty or too long.
            StaleVersionError: somebody changed the case meanwhile.
        """
        kept = self._as_read(id, read_version)
        actor, now = self.desk.actor, self.desk.now()
        said = comment(kept.workflow, kept.case, actor, text=text, about=about, at=now)
        return self._keep(kept, said, "comment")

    def answer(self, id: str, number: int, text: str, *, read_version: int | None = None) -> Case:
        """Answer a comment.

        Raises:
            NotFoundError: there is no such case that the actor may see.
            NotAllowedError: not in this stage, not by the actor, or it has an answer.
            DataError: no such comment; the text is empty or too long.
            StaleVersionError: somebody changed the case meanwhile.
        """
        kept = self._as_read(id, read_version)
        actor, now = self.desk.actor, self.desk.now()
        said = answer(kept.workflow, kept.case, actor, number=number, text=text, at=now)
        return self._keep(kept, said, "answer")

    def give_opinion(
        self,
        id: str,
        *,
        agrees: bool,
        text: str | None = None,
        read_version: int | None = None,
    ) -> Case:
        """Give an opinion that is asked for; what follows from the deciding one happens with it.

        Raises:
            NotFoundError: there is no such case that the actor may see.
            NotAllowedError: none is asked of the actor now.
            DataError: who does not agree does not say why.
            StaleVersionError: somebody changed the case meanwhile.
        """
        kept = self._as_read(id, read_version)
        files = CaseFiles(self.desk)
        said = give_opinion(
            kept.workflow,
            kept.case,
            self.desk.actor,
            agrees=agrees,
            text=text,
            at=self.desk.now(),
            subject=files.present_subject(kept.case),
            days=files.days(),
        )
        return self._keep(kept, said, "opinion")

    def clock(self, id: str) -> CaseClock | None:
        """The clock of its stage today; ``None`` where it has none. Errors as :meth:`kept`."""
        kept = self.kept(id)
        calendar = OfficeCalendar(self.desk).here()
        return clock_of(kept.workflow, kept.case, calendar, self.desk.today())

    def explain(self, id: str) -> tuple[Message, ...]:
        """What happened and where it stands, in words; errors as :meth:`kept`."""
        kept = self.kept(id)
        calendar = OfficeCalendar(self.desk).here()
        return explain_case(kept.workflow, kept.case, calendar, self.desk.today())

    def rounds(self, id: str) -> tuple[Round, ...]:
        """Its submissions, each with what happened on it; errors as :meth:`kept`."""
        return rounds(self.case(id))

    def compare(self, id: str, before: int, after: int) -> tuple[ChangedField, ...]:
        """What changed from one submission to another, with the comments that asked for it.

        Args:
            id: The case.
            before: The number of the earlier submission.
            after: The number of the later one.

        Raises:
            NotFoundError: there is no such case that the actor may see.
            DataError: no such submission, or what was submitted is there no more.
        """
        case = self.case(id)
        bodies = [self._submitted(case, number) for number in (before, after)]
        between = tuple(
            said
            for each in rounds(case)
            if before <= each.submission.number < after
            for said in each.comments
        )
        return compare_submissions(bodies[0], bodies[1], between)

    @property
    def lists(self) -> CaseLists:
        """Cases by stage, role, agency and day; tasks, reminders, escalations."""
        return CaseLists(self.desk)

    def tasks(self) -> tuple[ListedCase, ...]:
        """What waits for the actor, what is due first at the head."""
        return self.lists.tasks()

    def _digest(self, case: Case) -> str:
        return CaseFiles(self.desk).present_subject(case).digest

    def _submitted(self, case: Case, number: int) -> Mapping[str, object]:
        found = next((each for each in case.submissions if each.number == number), None)
        if found is None:
            known = tuple(each.number for each in case.submissions)
            raise DataError(
                Message(
                    "There is no submission {number}; there are {known}.",
                    number=number,
                    known=known,
                )
            )
        record = CaseFiles(self.desk).subject_of(case, version=found.version)
        if record is None:
            raise DataError(Message("What was submitted is there no more."))
        return record.body

    def _refuse_second(self, opened: Case) -> None:
        files = CaseFiles(self.desk)
        where = {"workflow": opened.workflow, "subject": opened.subject, "outcome": None}
        for each in files.each(where):
            if each.case.subject_kind == opened.subject_kind:
                raise NotAllowedError(
                    Message(
                        "A case of “{workflow}” about {subject} is open: {case}.",
                        workflow=each.workflow.name,
                        subject=opened.subject,
                        case=each.case.id,
                    )
                )

    def _as_read(self, id: str, read_version: int | None) -> KeptCase:
        """The case, if it is as the actor looked at it; asked before anything else is refused."""
        kept = self.kept(id)
        if read_version is not None and read_version != kept.version:
            raise StaleVersionError(
                Message(
                    "The case was changed since it was read: version {read} is {now} now.",
                    read=read_version,
                    now=kept.version,
                ),
                fix=Message("look at it again, and decide then."),
            )
        return kept

    def _keep(self, kept: KeptCase, after: Case, why: str) -> Case:
        change = self.desk.change(f"{after.workflow} {why}")
        with self.desk.store.transaction(change) as transaction:
            files = CaseFiles(self.desk)
            files.keep(after, transaction, kept.workflow, read_version=kept.version)
        return after

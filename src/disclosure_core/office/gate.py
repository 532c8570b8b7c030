"""The gate before release: what must be so of a document beside its review (先审查、后公开).

Fails closed: a process that is asked for and not supplied, or not concluded on exactly the text
that is to go out, keeps the document in.
"""

from collections.abc import Iterator

from attrs import frozen

from disclosure_core.access.values import EVERY_AGENCY, Visibility, agency_of
from disclosure_core.codec import structure
from disclosure_core.documents.values import Document
from disclosure_core.errors import NotAllowedError
from disclosure_core.messages import Message
from disclosure_core.office.case_files import CASE, CaseFiles
from disclosure_core.office.desk import Desk
from disclosure_core.records.values import Query, Record
from disclosure_core.workflow.cases import Case
from disclosure_core.workflow.values import Outcome

_EVERYTHING = frozenset({*map(str, Visibility), EVERY_AGENCY})
"""All cases count, also those that whoever releases may not read."""


@frozen
class ReleaseGate:
    """Whether a kept document may go out, and why not (发布关口)."""

    desk: Desk

    def refuse(self, record: Record) -> None:
        """Refuse what may not go out as it is now.

        Args:
            record: The document's record as it is to be released.

        Raises:
            NotAllowedError: it is classified as not open to all, or a process that the settings
                ask for was not concluded so that it permits the release of just this text.
        """
        classification = structure(record.body, Document).classification
        if classification is not None and not classification.may_be_released:
            raise NotAllowedError(
                Message("The document was classified as not open to all."),
                fix=Message("classify it anew and review it again, if that was wrong."),
            )
        missing = tuple(self._missing(record))
        if missing:
            raise NotAllowedError(
                Message("The document may not be released as it is now: {why}.", why=missing),
                fix=Message(
                    "conclude each of these on the present text; any change of it needs all anew."
                ),
            )

    def _missing(self, record: Record) -> Iterator[Message]:
        """Why not, for each process that release waits for (``release_after``)."""
        standing = self.desk.registry.on(self.desk.today()).workflows
        for id in self.desk.settings.release_after:  # noqa: A001
            workflow = next((each for each in standing if id in (each.id, each.replaces)), None)
            if workflow is None:
                yield Message("no plugin supplies the workflow {id}", id=id)
                continue
            case = self._last_decided({id, workflow.id}, record)
            if case is None:
                yield Message("“{workflow}” was not concluded on it", workflow=workflow.name)
                continue
            outcome = self._outcome(case)
            if not outcome.permits_release:
                yield Message(
                    "“{workflow}” ended in “{outcome}”",
                    workflow=workflow.name,
                    outcome=outcome.name,
                )

    def _last_decided(self, workflows: set[str], record: Record) -> Case | None:
        """The last case of its agency that ended with a decision on just this text."""
        decided = [
            case
            for workflow in sorted(workflows)
            for case in self._cases(workflow, record)
            if case.agency == agency_of(record.visibility)
            and case.outcome_on(record.digest) is not None
        ]
        return max(decided, key=lambda each: each.entered_at, default=None)

    def _cases(self, workflow: str, record: Record) -> Iterator[Case]:
        where = {"workflow": workflow, "subject": record.id, "subject_kind": record.kind}
        found = self.desk.store.each(Query(kind=CASE, where=where), visible=_EVERYTHING)
        return (structure(each.body, Case) for each in found)

    def _outcome(self, case: Case) -> Outcome:
        """How it ended, in the words of the definition it was opened under."""
        ended = case.outcome or ""
        outcome = CaseFiles(self.desk).definition(case).outcome(ended)
        return outcome or Outcome(id=ended, name=ended)

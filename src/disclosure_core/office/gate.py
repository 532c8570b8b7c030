"""The gate before release: what must be so of a document beside its review (先审查、后公开).

Fails closed: a process that is asked for and not supplied, or not concluded on exactly the text
that is to go out, keeps the document in.
"""

from collections.abc import Iterable, Iterator

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
from disclosure_core.workflow.values import Outcome, Workflow

_EVERYTHING = frozenset({*map(str, Visibility), EVERY_AGENCY})
"""All cases count, also those that whoever releases may not read."""


@frozen(kw_only=True)
class _Conclusion:
    """How a case ended, by the definition it was opened under."""

    case: Case
    workflow: Workflow
    outcome: Outcome

    @property
    def words(self) -> Message:
        return Message(
            "“{workflow}” ended in “{outcome}”",
            workflow=self.workflow.name,
            outcome=self.outcome.name,
        )


@frozen
class ReleaseGate:
    """Whether a kept document may go out, and why not (发布关口)."""

    desk: Desk

    def refuse(self, record: Record) -> None:
        """Refuse what may not go out as it is now.

        Args:
            record: The document's record as it is to be released.

        Raises:
            NotAllowedError: it is classified as not open to all, the last word of a process forbids
                its release, or a process that the settings ask for was not concluded so that it
                permits the release of just this text.
        """
        classification = structure(record.body, Document).classification
        if classification is not None and not classification.may_be_released:
            raise NotAllowedError(
                Message("The document was classified as not open to all."),
                fix=Message("classify it anew and review it again, if that was wrong."),
            )
        cases = tuple(self._ended(record))
        told = (*self._forbidden(cases), *self._missing(cases, record))
        if why := tuple(dict.fromkeys(told)):
            raise NotAllowedError(
                Message("The document may not be released as it is now: {why}.", why=why),
                fix=Message(
                    "conclude each of these on the present text; any change of it needs all anew."
                ),
            )

    def _ended(self, record: Record) -> Iterator[_Conclusion]:
        """Every case about a document that came to a conclusion on it, the last first."""
        where = {"subject": record.id, "subject_kind": record.kind}
        found = self.desk.store.each(Query(kind=CASE, where=where), visible=_EVERYTHING)
        cases = (structure(each.body, Case) for each in found)
        ended = sorted(
            (each for each in cases if each.ended), key=lambda each: each.entered_at, reverse=True
        )
        for case in ended:
            workflow = CaseFiles(self.desk).definition(case)
            outcome = workflow.outcome(case.outcome or "")
            if outcome is not None:
                yield _Conclusion(case=case, workflow=workflow, outcome=outcome)

    def _forbidden(self, cases: Iterable[_Conclusion]) -> Iterator[Message]:
        """Why not, for each process whose last word was that it may not go out.

        What replaces a process speaks in its place: under the replaced one nobody can open a case
        any more, and its last word would stand for ever.
        """
        last: dict[str, _Conclusion] = {}
        for each in cases:
            if each.outcome.permits_release or each.outcome.forbids_release:
                last.setdefault(each.workflow.replaces or each.workflow.id, each)
        return (each.words for each in last.values() if each.outcome.forbids_release)

    def _missing(self, cases: Iterable[_Conclusion], record: Record) -> Iterator[Message]:
        """Why not, for each process that release waits for (``release_after``)."""
        standing = self.desk.registry.on(self.desk.today()).workflows
        decided = [
            each
            for each in cases
            if each.case.agency == agency_of(record.visibility)
            and each.case.outcome_on(record.digest) is not None
        ]
        for id in self.desk.settings.release_after:  # noqa: A001
            workflow = next((each for each in standing if id in (each.id, each.replaces)), None)
            if workflow is None:
                yield Message("no plugin supplies the workflow {id}", id=id)
                continue
            last = next((each for each in decided if each.workflow.id in (id, workflow.id)), None)
            if last is None:
                yield Message("“{workflow}” was not concluded on it", workflow=workflow.name)
            elif not last.outcome.permits_release:
                yield last.words

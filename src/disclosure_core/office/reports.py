"""Reports about the office, as values that every renderer shows alike."""

from datetime import date

from attrs import frozen

from disclosure_core.codec import structure
from disclosure_core.documents.values import Classification, DocumentClass
from disclosure_core.messages import Message
from disclosure_core.office.case_files import CaseFiles
from disclosure_core.office.desk import Desk
from disclosure_core.office.journal import OfficeJournal
from disclosure_core.office.scoring import OfficeScoring
from disclosure_core.rendering.values import Report, Source
from disclosure_core.reports.case_slip import case_slip
from disclosure_core.reports.coverage_bulletin import Proof, coverage_bulletin
from disclosure_core.workflow.cases import Case

CLASSES = {
    DocumentClass.PROACTIVE: Message("open to all"),
    DocumentClass.ON_REQUEST: Message("given on request"),
    DocumentClass.CLOSED: Message("kept closed"),
}
"""The ways of disclosure as people call them."""


@frozen
class OfficeReports:
    """Building bulletins (通报)."""

    desk: Desk

    def coverage_bulletin(
        self, on: date | None = None, *, ranked: bool = False, item_link: str | None = None
    ) -> Report:
        """The coverage bulletin: method, figures, ledger, misses, and the journal's checkpoint.

        Args:
            on: The day it is measured for; today.
            ranked: Sort the domains by rate and print ranks.
            item_link: Link to an item's page with ``{item}`` for its id.
        """
        checkpoint = OfficeJournal(self.desk).checkpoint()
        return coverage_bulletin(
            OfficeScoring(self.desk).coverage(on),
            office=self.desk.settings.name,
            generated_at=self.desk.now(),
            source=Source(
                Message("The office's catalogue and its public releases"),
                link=self.desk.settings.site.address,
            ),
            proof=Proof(
                journal_head=checkpoint.digest or "-",
                checkpoint=f"{checkpoint.sequence} {checkpoint.digest}",
            ),
            ranked=ranked,
            item_link=item_link,
        )

    def case_slip(self, case_id: str) -> Report:
        """The form of a case with what was filled in, as it is printed and filed (审查表).

        Raises:
            NotFoundError: there is no such case that the actor may see.
        """
        files = CaseFiles(self.desk)
        kept = files.kept(case_id)
        attribute = self._way_of_disclosure(files, kept.case)
        agencies = {
            each.id: each.name for each in self.desk.registry.on(self.desk.today()).agencies
        }
        name = agencies.get(kept.case.agency or "")
        return case_slip(kept.workflow, kept.case, agency=name, attribute=attribute)

    def _way_of_disclosure(self, files: CaseFiles, case: Case) -> Message | str:
        """How the document was classified that was decided on; nothing where it was not."""
        version = case.submissions[-1].version if case.submissions else None
        record = files.subject_of(case, version=version)
        written = None if record is None else record.body.get("classification")
        if written is None:
            return ""
        return CLASSES[structure(written, Classification).document_class]

"""The office's review: one step, bound to the digest of what was looked at."""

from attrs import evolve, frozen

from disclosure_core.access.permissions import Permission
from disclosure_core.access.values import agency_of
from disclosure_core.codec import structure, unstructure
from disclosure_core.documents.values import Document
from disclosure_core.errors import NotAllowedError, NotFoundError
from disclosure_core.messages import Message
from disclosure_core.office.catalogue import OfficeCatalogue
from disclosure_core.office.desk import Desk
from disclosure_core.office.documents import DOCUMENT
from disclosure_core.office.door import refuse_at_door
from disclosure_core.records.digest import digest
from disclosure_core.review.engine import review
from disclosure_core.review.values import Decision, Draft, Review, ReviewReport, Severity

REVIEW = "core:review"


@frozen
class OfficeReview:
    """Checking drafts and deciding on them (审核)."""

    desk: Desk

    def check_text(self, document: Document) -> ReviewReport:
        """What the rules find in a document that is not kept; changes nothing.

        Raises:
            RefusedAtDoorError: a rule at the door turns it away; the fact is journaled.
        """
        refuse_at_door(self.desk, document, door="check")
        return self._report(document, digest=digest(unstructure(document)))

    def check(self, document_id: str) -> Review:
        """Run all rules on a kept document and keep the report, waiting for a decision.

        Raises:
            NotAllowedError: the actor may not have a draft of its agency checked.
            NotFoundError: there is no such document that the actor may see.
        """
        record = self.desk.store.get(DOCUMENT, document_id, visible=self.desk.visible)
        self.desk.permit(Permission.CHECK, agency_of(record.visibility))
        report = self._report(structure(record.body, Document), digest=record.digest)
        return self._keep(Review(document=document_id, report=report), why="review")

    def of(self, document_id: str) -> Review | None:
        """The last review of a document; ``None`` where it was never reviewed or was changed since.

        Raises:
            NotFoundError: there is no such document that the actor may see.
        """
        record = self.desk.store.get(DOCUMENT, document_id, visible=self.desk.visible)
        try:
            kept = self.desk.store.get(REVIEW, document_id, visible=self.desk.visible)
        except NotFoundError:
            return None
        last = structure(kept.body, Review)
        return last if last.report.digest == record.digest else None

    def approve(
        self, document_id: str, *, reason: str | None = None, looked_at: str | None = None
    ) -> Review:
        """Let a reviewed document go to release.

        Args:
            document_id: The document.
            reason: Why, where findings hold it; may be left out for a clean one.
            looked_at: The digest of the document as the reviewer had it before them; as it is now
                where none is named.

        Raises:
            NotAllowedError: the actor is no reviewer of its agency, the document was not
                reviewed as it is now, it is another than was looked at, a finding blocks it, or
                findings hold it and no reason is given.
        """
        last = self._to_decide(document_id, looked_at)
        if last.report.severity in (Severity.REFUSE, Severity.BLOCK):
            raise NotAllowedError(
                Message("A finding blocks this document; nobody can approve it."),
                fix=Message("mend the text and review it again."),
            )
        if last.report.severity is Severity.HOLD and not (reason or "").strip():
            raise NotAllowedError(
                Message("Findings hold this document."),
                fix=Message("approve it with a reason, or mend the text and review it again."),
            )
        return self._decide(last, Decision.APPROVED, reason)

    def reject(self, document_id: str, *, reason: str, looked_at: str | None = None) -> Review:
        """Send a document back to its drafter.

        Args:
            document_id: The document.
            reason: Why.
            looked_at: The digest of the document as the reviewer had it before them; as it is now
                where none is named.

        Raises:
            NotAllowedError: the actor is no reviewer of its agency, or the document was changed
                since its review, or since it was looked at.
        """
        return self._decide(self._to_decide(document_id, looked_at), Decision.REJECTED, reason)

    def _to_decide(self, document_id: str, looked_at: str | None) -> Review:
        self.desk.permit_somewhere(Permission.DECIDE)
        record = self.desk.store.get(DOCUMENT, document_id, visible=self.desk.visible)
        self.desk.permit(Permission.DECIDE, agency_of(record.visibility))
        last = self.of(document_id)
        if last is None or looked_at not in (None, last.report.digest):
            raise NotAllowedError(
                Message("The document was not reviewed as it is now."),
                fix=Message("run the review first; a changed text needs a new one."),
            )
        return last

    def _decide(self, last: Review, decision: Decision, reason: str | None) -> Review:
        decided = evolve(
            last, decision=decision, decided_by=self.desk.actor.name, reason=reason or None
        )
        return self._keep(decided, why=decision.value)

    def _report(self, document: Document, *, digest: str) -> ReviewReport:
        catalogue = OfficeCatalogue(self.desk).current()
        items = tuple(
            found.item for each in document.items if (found := catalogue.item(each)) is not None
        )
        today = self.desk.today()
        draft = Draft(document=document, items=items, on=today)
        return review(draft, self.desk.registry.on(today).rules, digest=digest)

    def _keep(self, kept: Review, *, why: str) -> Review:
        with self.desk.store.transaction(self.desk.change(why)) as transaction:
            document = self.desk.store.get(DOCUMENT, kept.document, visible=self.desk.visible)
            transaction.put(
                REVIEW, kept.document, unstructure(kept), visibility=document.visibility
            )
        return kept

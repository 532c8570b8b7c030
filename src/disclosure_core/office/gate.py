"""The gate before release: what must be so of a document beside its review (先审查、后公开)."""

from attrs import frozen

from disclosure_core.codec import structure
from disclosure_core.documents.values import Document
from disclosure_core.errors import NotAllowedError
from disclosure_core.messages import Message
from disclosure_core.office.desk import Desk
from disclosure_core.records.values import Record


@frozen
class ReleaseGate:
    """Whether a kept document may go out, and why not (发布关口)."""

    desk: Desk

    def refuse(self, record: Record) -> None:
        """Refuse what may not go out as it is now.

        Args:
            record: The document's record as it is to be released.

        Raises:
            NotAllowedError: it is classified as not open to all.
        """
        classification = structure(record.body, Document).classification
        if classification is not None and not classification.may_be_released:
            raise NotAllowedError(
                Message("The document was classified as not open to all."),
                fix=Message("classify it anew and review it again, if that was wrong."),
            )

"""The office's journal: its head for printing, and whether it verifies."""

from attrs import frozen

from disclosure_core.office.desk import Desk
from disclosure_core.records.values import JournalEntry


@frozen
class OfficeJournal:
    """Proof that the records are what was done (日志)."""

    desk: Desk

    def head(self) -> JournalEntry | None:
        """The last entry: its digest stands for the whole history; ``None`` in an empty store."""
        return self.desk.store.head()

    def verify(self) -> int:
        """Check the whole chain and every record against it; answer the number of entries.

        Raises:
            JournalError: names the first entry that does not fit.
        """
        return self.desk.store.verify()

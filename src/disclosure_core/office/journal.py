"""The office's journal: its head for printing, and whether it verifies."""

from collections.abc import Iterable, Iterator

from attrs import frozen

from disclosure_core.office.desk import Desk
from disclosure_core.records.values import Checkpoint, JournalEntry


@frozen
class OfficeJournal:
    """Proof that the records are what was done (日志)."""

    desk: Desk

    def checkpoint(self) -> Checkpoint:
        """The last entry's number and digest, which stand for the whole history."""
        head = self.desk.store.head()
        return Checkpoint(head.sequence, head.digest) if head else Checkpoint(0, "")

    def entries(self, *, after: int = 0) -> Iterator[JournalEntry]:
        """The entries in order."""
        return self.desk.store.journal(after=after)

    def verify(self, checkpoints: Iterable[Checkpoint] = ()) -> Checkpoint:
        """Check the whole chain and every record against it.

        Args:
            checkpoints: What was printed or kept elsewhere.

        Raises:
            JournalError: names the first entry that does not fit.
        """
        return self.desk.store.verify(checkpoints)

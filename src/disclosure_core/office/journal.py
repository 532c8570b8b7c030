"""The office's journal: its checkpoints, whether it verifies, and evidence out of it."""

from collections.abc import Iterable, Iterator
from itertools import islice

from attrs import frozen

from disclosure_core.errors import JournalError
from disclosure_core.messages import Message
from disclosure_core.office import evidence
from disclosure_core.office.desk import Desk
from disclosure_core.records.checkpoints import with_root
from disclosure_core.records.digest import algorithm_of
from disclosure_core.records.evidence import bundle
from disclosure_core.records.journal import BEGINNING
from disclosure_core.records.tree import roots_at, tree_of
from disclosure_core.records.values import Checkpoint, JournalEntry


@frozen
class OfficeJournal:
    """Proof that the records are what was done (日志)."""

    desk: Desk

    def checkpoint(self) -> Checkpoint:
        """The last entry's number and digest and the root over all, which stand for the history.

        Raises:
            DataError: this computer does not have the algorithm of the last digest.
        """
        head = self.desk.store.head()
        return self.rooted(Checkpoint(head.sequence, head.digest)) if head else BEGINNING

    def rooted(self, last: Checkpoint) -> Checkpoint:
        """A checkpoint of this journal with the root over all digests up to it.

        Raises:
            DataError: this computer does not have the algorithm of its digest.
        """
        if last.sequence == 0:
            return last
        return with_root(last, islice(self.desk.store.digests(), last.sequence))

    def entries(self, *, after: int = 0) -> Iterator[JournalEntry]:
        """The entries in order."""
        return self.desk.store.journal(after=after)

    def entry(self, sequence: int) -> JournalEntry | None:
        """One entry as it stands, if it can be read."""
        try:
            found = next(self.desk.store.journal(after=sequence - 1), None)
        except JournalError:
            return None
        return found if found is not None and found.sequence == sequence else None

    def verify(self, checkpoints: Iterable[Checkpoint] = (), *, records: bool = True) -> Checkpoint:
        """Check the whole chain and every record against it.

        Args:
            checkpoints: What was printed or kept elsewhere.
            records: Whether all that is kept is held against the journal, too.

        Raises:
            JournalError: names the first entry that does not fit.
            DataError: this computer does not have the algorithm of a digest.
        """
        known = tuple(checkpoints)
        store = self.desk.store
        last = store.verify(known) if records else store.verify_journal(known)
        self._roots(known)
        return last

    def _roots(self, checkpoints: tuple[Checkpoint, ...]) -> None:
        rooted = {each.sequence: each.root for each in checkpoints if each.root is not None}
        for algorithm in {algorithm_of(root) for root in rooted.values()}:
            asked = {each for each, root in rooted.items() if algorithm_of(root) == algorithm}
            found = roots_at(islice(self.desk.store.digests(), max(asked)), asked, algorithm)
            for sequence in sorted(asked):
                if rooted[sequence] != f"{algorithm}:{found.get(sequence)}":
                    raise JournalError(
                        Message(
                            "The root of the checkpoint of entry {number} is not this journal's.",
                            number=sequence,
                        ),
                        sequence=sequence,
                        fix=Message("look whether the checkpoint was copied right."),
                    )

    def prove(
        self,
        kind: str,
        id: str,
        *,
        against: Iterable[Checkpoint] = (),
        personal: bool = False,
    ) -> dict[str, bytes]:
        """An evidence bundle about a record: its files by name, see ``records.evidence``.

        Args:
            kind: The record's kind; one of core also without ``core:``.
            id: Its id; a removed record can be proven as well.
            against: Checkpoints printed before, which the bundle is to fit; of those with a root,
                all in one algorithm.
            personal: Whether personal fields are opened, where the actor may read them.

        Raises:
            NotAllowedError: the actor is no member of the staff.
            NotFoundError: there is none that the actor may see.
            JournalError: it is not what the journal says, or a checkpoint does not fit.
        """
        known = tuple(against)
        own = f"core:{kind}"
        named = own if kind not in self.desk.store.kinds and own in self.desk.store.kinds else kind
        gathered = evidence.gathered(self.desk, named, id, against=known, personal=personal)
        last = gathered.checkpoint
        rooted = [algorithm_of(each.root) for each in known if each.root is not None]
        algorithm = rooted[0] if rooted else algorithm_of(last.digest)
        tree = tree_of(islice(self.desk.store.digests(), last.sequence), algorithm)
        whole = Checkpoint(last.sequence, last.digest, f"{algorithm}:{tree.root()}")
        return bundle(gathered.at(whole), tree, office=self.desk.settings.name)

    def kinds_of(self, id: str) -> tuple[str, ...]:
        """The kinds of which the journal knows a record of this id."""
        kinds = self.desk.store.kinds
        return tuple(kind for kind in kinds if self.desk.store.entries_about(kind, id))

"""What is done to a whole record: erasing what is personal, purging it, holding it (整条处置).

Each is a journal entry of its own that names the record and its highest version, and so covers that
version and all before. What is erased or purged is proven by such an entry and by nothing else.
"""

from abc import abstractmethod
from collections.abc import Iterable

from disclosure_core.access.values import Visibility
from disclosure_core.errors import StoreError
from disclosure_core.messages import Message
from disclosure_core.records.values import ERASE, HOLD, PURGE, UNHOLD, RecordKind, subject
from disclosure_core.store.personal import KeptRow, plainly_kept
from disclosure_core.store.rules import check_version, declared_kind, not_found
from disclosure_core.store.transactions import DatabaseTransaction, Head


class ActingTransaction(DatabaseTransaction):
    """Writes of one change, and acts on whole records."""

    destroyed = False
    """Whether it has erased or purged anything."""

    def erase(self, kind: str, id: str, *, expected_version: int | None = None) -> int:
        """Destroy a record's personal values; see :class:`~disclosure_core.records.store.Store`."""
        with self._writing():
            declared = declared_kind(self._kinds, kind)
            last, head = self._require_there(kind, id)
            check_version(kind, id, last, expected_version)
            self._require_no_hold(kind, id)
            self._require_all_apart(declared, id)
            erased = self._erase_fields(kind, id)
            if erased:
                self.destroyed = True
                self._journal_act(ERASE, declared, id, last, head, stays=True)
            return erased

    def purge(self, kind: str, id: str, *, expected_version: int | None = None) -> int:
        """Destroy a whole record; see :class:`~disclosure_core.records.store.Store`."""
        with self._writing():
            declared = declared_kind(self._kinds, kind)
            last, head = self._require_there(kind, id)
            check_version(kind, id, last, expected_version)
            self._require_no_hold(kind, id)
            if head is not None:
                self._take_back(declared, head)  # needs the body
            bodies = self._purge_bodies(kind, id)
            if not bodies:
                raise not_found(kind, id)
            self._erase_fields(kind, id)
            self.destroyed = True
            self._journal_act(PURGE, declared, id, last, head, stays=False)
            return bodies

    def hold(self, kind: str, id: str) -> bool:
        """Put a record on hold; see :class:`~disclosure_core.records.store.Store`."""
        return self._set_hold(kind, id, on=True)

    def unhold(self, kind: str, id: str) -> bool:
        """End a hold; see :class:`~disclosure_core.records.store.Store`."""
        return self._set_hold(kind, id, on=False)

    def _set_hold(self, kind: str, id: str, *, on: bool) -> bool:
        with self._writing():
            declared = declared_kind(self._kinds, kind)
            last, head = self._require_there(kind, id)
            if self._on_hold(kind, id) == on:
                return False
            self._journal_act(HOLD if on else UNHOLD, declared, id, last, head, stays=True)
            return True

    def _require_there(self, kind: str, id: str) -> tuple[int, Head | None]:
        last, head = self._head_if_any(kind, id)
        if last == 0:
            raise not_found(kind, id)
        return last, head

    def _require_no_hold(self, kind: str, id: str) -> None:
        if self._on_hold(kind, id):
            raise StoreError(
                Message("{kind} {id} is on hold; nothing of it is destroyed.", kind=kind, id=id),
                fix=Message("end the hold first, if nothing asks for it any more."),
            )

    def _require_all_apart(self, kind: RecordKind, id: str) -> None:
        for row in self._rows_of_record(kind.name, id):
            field = plainly_kept(kind, row)
            if field is not None:
                raise StoreError(
                    Message(
                        "{kind} {id}, version {version}, holds {field} in its body; it cannot be"
                        " erased alone.",
                        kind=kind.name,
                        id=id,
                        version=row.version,
                        field=field,
                    ),
                    why=Message("It was written before the kind called this field personal."),
                    fix=Message("purge the whole record."),
                )

    def _journal_act(
        self, act: str, kind: RecordKind, id: str, version: int, head: Head | None, *, stays: bool
    ) -> None:
        digest = head.digest if head else None
        self._journal_next(
            kind=act,
            id=subject(kind.name, id),
            version=version,
            schema_version=kind.schema_version,
            visibility=str(Visibility.STAFF),
            before=digest,
            after=digest if stays else None,
        )

    @abstractmethod
    def _on_hold(self, kind: str, id: str) -> bool:
        """Whether a record is on hold."""

    @abstractmethod
    def _rows_of_record(self, kind: str, id: str) -> Iterable[KeptRow]:
        """All versions of a record that have a body."""

    @abstractmethod
    def _erase_fields(self, kind: str, id: str) -> int:
        """Destroy salts and values of all versions of a record; how many were kept."""

    @abstractmethod
    def _purge_bodies(self, kind: str, id: str) -> int:
        """Destroy the bodies of all versions of a record; how many there were."""

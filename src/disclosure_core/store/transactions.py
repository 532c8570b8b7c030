"""What writing one change means in every database: checks, versions, journal entries, outbox.

A store's author gives the statements; the order of things, and what is undone, is decided here.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from attrs import frozen

from disclosure_core.access.values import Visibility
from disclosure_core.errors import StoreError
from disclosure_core.messages import Message
from disclosure_core.records.digest import canonical_plain, plain
from disclosure_core.records.journal import delivery_digest, next_entry
from disclosure_core.records.personal import PersonalField, set_apart, withheld
from disclosure_core.records.settings import SETTING, SettingValue, setting_body
from disclosure_core.records.values import (
    OUTBOX,
    PENDING,
    Change,
    Checkpoint,
    Claim,
    JournalEntry,
    Json,
    Record,
    RecordKind,
)
from disclosure_core.store.lookups import ColumnValue, column_values
from disclosure_core.store.personal import marked
from disclosure_core.store.rules import (
    Written,
    check_id,
    check_version,
    check_visibility,
    declared_kind,
    findable,
    not_found,
    written,
)


@frozen
class Head:
    """The version of a record that stands; ``number`` is its row's."""

    number: int
    version: int
    visibility: str
    digest: str


@frozen
class Held:
    """A claimed delivery as it stands, before it is settled."""

    version: int
    digest: str
    due_at: datetime


@frozen(kw_only=True)
class NewVersion:
    """A version as it is kept; without ``body`` and ``digest`` it marks a removal."""

    kind: RecordKind
    id: str
    version: int
    visibility: str
    changed_at: datetime
    body: str | None = None
    digest: str | None = None


@frozen(kw_only=True)
class Shown:
    """A version that is to be found; ``values`` are its column values."""

    number: int
    kind: RecordKind
    id: str
    version: int
    visibility: str
    body: Mapping[str, Any]
    values: Iterable[ColumnValue]


class DatabaseTransaction(ABC):
    """Writes of one change; a :class:`~disclosure_core.records.store.Transaction`.

    A write that breaks off half-way undoes all of it, even if the caller swallows the error.

    Args:
        change: Who changes what, when and why.
        kinds: The store's kinds by name.
        last: Where its journal ends.
    """

    def __init__(self, change: Change, kinds: Mapping[str, RecordKind], last: Checkpoint) -> None:
        self._change = change
        self._kinds = kinds
        self._last = last
        self._open = True
        self._broken: StoreError | None = None

    def end(self) -> None:
        """Take no more writes."""
        self._open = False

    def finish(self) -> None:
        """Do what is left to do before the change is committed.

        Raises:
            StoreError: a write broke off half-way.
        """
        self._require_unbroken()

    def _require_unbroken(self) -> None:
        if self._broken is not None:
            raise self._broken

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """A write; remembered if it breaks off after something was written already."""
        self._require_unbroken()
        if not self._open:
            raise StoreError(Message("The transaction has ended; nothing more can be written."))
        before = self._written_so_far()
        try:
            yield
        except BaseException as error:
            failure = self._failure(error)
            if failure is not None:
                self._broken = failure
                raise failure from error
            if self._written_so_far() != before:
                self._broken = StoreError(
                    Message(
                        "A write broke off half-way: {error}. The change was undone.",
                        error=str(error),
                    )
                )
            raise

    def put(
        self,
        kind: str,
        id: str,
        body: Json,
        *,
        visibility: str,
        expected_version: int | None = None,
    ) -> Record:
        """Keep a new version of a record; see :class:`~disclosure_core.records.store.Store`."""
        with self._writing():
            declared = declared_kind(self._kinds, kind)
            check_id(kind, id)
            check_visibility(declared, visibility)
            visibility = str(visibility)
            new = written(kind, id, body, self._change.algorithm)
            values = column_values(declared, new.body)
            last, head = self._head(kind, id)
            check_version(kind, id, head.version if head else 0, expected_version)
            new, personal = self._set_apart(declared, id, new, head)
            kept = NewVersion(
                kind=declared,
                id=id,
                version=last + 1,
                visibility=visibility,
                changed_at=self._change.at,
                body=self._kept_body(new.body, new.text),
                digest=new.digest,
            )
            number = self._insert_version(kept)
            if personal:
                self._insert_personal(kept, personal)
            read = withheld(new.body, declared.personal) if declared.personal else new.body
            if head is not None:
                self._take_back(declared, head)
            self._show(
                Shown(
                    number=number,
                    kind=declared,
                    id=id,
                    version=kept.version,
                    visibility=visibility,
                    body=read,
                    values=values,
                )
            )
            self._journal_version(kept, before=head.digest if head else None)
            return Record(
                kind=kind,
                id=id,
                version=kept.version,
                body=read,
                digest=new.digest,
                visibility=visibility,
                changed_at=self._change.at.astimezone(UTC),
            )

    def _set_apart(
        self, kind: RecordKind, id: str, new: Written, head: Head | None
    ) -> tuple[Written, tuple[PersonalField, ...]]:
        """A body with commitments in the place of its personal fields, and these fields."""
        if not kind.personal and not marked(new.text):
            return new, ()
        apart = set_apart(
            new.body, kind.personal, lambda: self._standing_body(kind, head) if head else {}
        )
        new = written(kind.name, id, apart.body, self._change.algorithm)
        return new, apart.fields

    def remove(self, kind: str, id: str, *, expected_version: int | None = None) -> None:
        """Mark a record as removed; see :class:`~disclosure_core.records.store.Store`."""
        with self._writing():
            declared = declared_kind(self._kinds, kind)
            _, head = self._head_if_any(kind, id)
            if head is None:
                raise not_found(kind, id)
            check_version(kind, id, head.version, expected_version)
            removal = NewVersion(
                kind=declared,
                id=id,
                version=head.version + 1,
                visibility=head.visibility,
                changed_at=self._change.at,
            )
            self._insert_version(removal)
            self._take_back(declared, head)
            self._journal_version(removal, before=head.digest)

    def _head_if_any(self, kind: str, id: str) -> tuple[int, Head | None]:
        """What :meth:`_head` gives; nothing for an id that cannot be written: no record has it."""
        return self._head(kind, id) if findable(id) else (0, None)

    def keep_setting(self, name: str, value: SettingValue) -> None:
        """Remember a small thing; see :class:`~disclosure_core.records.store.Store`."""
        body = setting_body(name, value)
        self.put(SETTING.name, name, body, visibility=str(Visibility.STAFF))

    def enqueue(self, key: str, body: Json, *, release: str, due_at: datetime) -> bool:
        """Put a delivery into the outbox; see :class:`~disclosure_core.records.store.Store`."""
        with self._writing():
            check_id(OUTBOX, key)
            fresh = plain(body, OUTBOX)
            digest = self._delivery_digest(release, PENDING, due_at, fresh)
            text = self._kept_body(fresh, canonical_plain(fresh))
            if not self._insert_delivery(key, release, text, digest, due_at):
                return False
            self._journal_delivery(key, 1, before=None, after=digest)
            return True

    def settle(
        self, claim: Claim, body: Json, *, state: str, due_at: datetime | None = None
    ) -> None:
        """Write back a claimed delivery; see :class:`~disclosure_core.records.store.Store`."""
        with self._writing():
            fresh = plain(body, OUTBOX)
            held = self._held(claim)
            due_at = held.due_at if due_at is None else due_at
            digest = self._delivery_digest(claim.release, state, due_at, fresh)
            text = self._kept_body(fresh, canonical_plain(fresh))
            self._settle_delivery(claim, text, digest, str(state), due_at)
            self._journal_delivery(claim.key, held.version + 1, before=held.digest, after=digest)

    def _delivery_digest(self, release: str, state: str, due_at: datetime, body: Json) -> str:
        return delivery_digest(
            release=release,
            state=state,
            due_at=due_at,
            body=body,
            algorithm=self._change.algorithm,
        )

    def _journal_version(self, kept: NewVersion, *, before: str | None) -> None:
        self._journal_next(
            kind=kept.kind.name,
            id=kept.id,
            version=kept.version,
            schema_version=kept.kind.schema_version,
            visibility=kept.visibility,
            before=before,
            after=kept.digest,
        )

    def _journal_delivery(self, key: str, version: int, *, before: str | None, after: str) -> None:
        self._journal_next(
            kind=OUTBOX,
            id=key,
            version=version,
            schema_version=1,
            visibility=str(Visibility.STAFF),
            before=before,
            after=after,
        )

    def _journal_next(
        self,
        *,
        kind: str,
        id: str,
        version: int,
        schema_version: int,
        visibility: str,
        before: str | None,
        after: str | None,
    ) -> None:
        """Journal one thing done."""
        entry, text = next_entry(
            self._last,
            self._change,
            kind=kind,
            id=id,
            version=version,
            schema_version=schema_version,
            visibility=visibility,
            before=before,
            after=after,
        )
        self._journal(entry, text)

    def _journal(self, entry: JournalEntry, text: str) -> None:
        self._add_entry(entry, text)
        self._last = Checkpoint(entry.sequence, entry.digest)

    @abstractmethod
    def _failure(self, error: BaseException) -> StoreError | None:
        """What an error of the database says to a person; ``None`` for any other error."""

    @abstractmethod
    def _written_so_far(self) -> int:
        """A number that grows with everything that this transaction writes."""

    @abstractmethod
    def _head(self, kind: str, id: str) -> tuple[int, Head | None]:
        """A record's highest version, 0 if it never had one, and the one that stands, if any."""

    @abstractmethod
    def _kept_body(self, body: Json, text: str) -> str:
        """A body, whose canonical text is given, as the database keeps it.

        Raises:
            DataError: the database cannot keep it.
        """

    @abstractmethod
    def _insert_version(self, new: NewVersion) -> int:
        """Keep a version; the number of its row."""

    @abstractmethod
    def _insert_personal(self, new: NewVersion, fields: Iterable[PersonalField]) -> None:
        """Keep the personal fields of a version."""

    @abstractmethod
    def _standing_body(self, kind: RecordKind, head: Head) -> Mapping[str, Any]:
        """The body that stands, in the present schema, its personal fields open."""

    @abstractmethod
    def _take_back(self, kind: RecordKind, head: Head) -> None:
        """Make a version one that is not found any more."""

    @abstractmethod
    def _show(self, shown: Shown) -> None:
        """Make a version the one that is found."""

    @abstractmethod
    def _add_entry(self, entry: JournalEntry, text: str) -> None:
        """Keep a journal entry, and the text of what it states."""

    @abstractmethod
    def _insert_delivery(
        self, key: str, release: str, body: str, digest: str, due_at: datetime
    ) -> bool:
        """Keep a new delivery; ``False`` where there is one of that key."""

    @abstractmethod
    def _held(self, claim: Claim) -> Held:
        """The delivery that a claim holds.

        Raises:
            StaleVersionError: the claim is void.
        """

    @abstractmethod
    def _settle_delivery(
        self, claim: Claim, body: str, digest: str, state: str, due_at: datetime
    ) -> None:
        """Write back a claimed delivery and end its lease."""

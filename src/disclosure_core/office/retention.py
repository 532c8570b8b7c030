"""What must no longer be kept: what is due, purging it, erasing on demand, holds (保存期限).

Looking changes nothing. Only what is due today is destroyed, and nothing that is on hold; each
record's act is a journal entry that cites the basis.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby, islice
from zoneinfo import ZoneInfo

from attrs import evolve, field, frozen

from disclosure_core.access.permissions import Permission
from disclosure_core.codec.words import suggestion
from disclosure_core.errors import DataError, StoreError
from disclosure_core.legal import LegalBasis
from disclosure_core.messages import Message
from disclosure_core.office.desk import Desk
from disclosure_core.records.retention import (
    Retention,
    RetentionEnd,
    day_counted_from,
    due_since,
)
from disclosure_core.records.store import Transaction
from disclosure_core.records.values import RecordKind

BATCH = 200
"""Records that are destroyed in one transaction."""


@frozen(kw_only=True)
class DueRecord:
    """A record whose time is over (到期记录).

    Attributes:
        kind: Its kind.
        id: Its id.
        version: Its highest version.
        since: The first day after its time.
        end: What is to be done.
        basis: What says how long it is kept.
        personal: How many personal values are kept of it.
    """

    kind: str
    id: str
    version: int
    since: date
    end: RetentionEnd
    basis: LegalBasis
    personal: int


@frozen(kw_only=True)
class RetentionPlan:
    """What is due on a day (到期清单).

    Attributes:
        on: The day.
        due: What would be destroyed, by kind and id.
        held: What is due, and on hold.
        undated: By kind, how many records do not say the day they are counted from.
        kept_for_good: Kinds that say no period, or say for good.
    """

    on: date
    due: tuple[DueRecord, ...]
    held: tuple[DueRecord, ...]
    undated: Mapping[str, int] = field(factory=dict)
    kept_for_good: tuple[str, ...] = ()


@frozen(kw_only=True)
class Refused:
    """A record that was due and was left, and why."""

    record: DueRecord
    why: Message


@frozen(kw_only=True)
class Destruction:
    """What was destroyed (处置结果).

    Attributes:
        records: What was erased or purged.
        refused: What was left.
        not_wiped: Why the database's own files may still have it; ``None`` where they have not.
    """

    records: tuple[DueRecord, ...]
    refused: tuple[Refused, ...]
    not_wiped: Message | None = None


@frozen(kw_only=True)
class Erasure:
    """What was erased of one record (删除结果); ``not_wiped`` as of :class:`Destruction`."""

    values: int
    not_wiped: Message | None = None


def no_step(*_: int) -> None:
    """Tell nobody how far it is."""


@frozen
class OfficeRetention:
    """How long records are kept, and what is done when their time is over (保存期限)."""

    desk: Desk

    def kinds(self) -> tuple[RecordKind, ...]:
        """The kinds of records, each with the retention that holds here: the settings' first.

        Raises:
            DataError: the settings name a kind that is not there, or count by a personal field.
        """
        own = self.desk.settings.retention
        known = {kind.name for kind in self.desk.registry.record_kinds}
        for name in own:
            if name not in known:
                meant = suggestion(name, known)
                raise DataError(
                    Message("The settings say how long {kind} are kept; no such kind.", kind=name),
                    fix=Message("did you mean {meant}?", meant=meant) if meant else None,
                )
        return tuple(
            evolve(kind, retention=own.get(kind.name, kind.retention))
            for kind in self.desk.registry.record_kinds
        )

    def due(self, on: date | None = None, *, kinds: Iterable[str] = ()) -> RetentionPlan:
        """What is due on a day, today if ``None``; nothing is changed.

        Args:
            on: The day.
            kinds: Only these kinds; all if empty.

        Raises:
            NotAllowedError: the actor may not administer the store.
            StoreError: a kind is not there.
        """
        self.desk.permit(Permission.ADMINISTER)
        day = on or self.desk.today()
        asked = set(kinds)
        chosen = [each for each in self.kinds() if not asked or each.name in asked]
        for name in asked - {each.name for each in chosen}:
            raise StoreError(Message("No kind of record is called {kind}.", kind=name))
        due: list[DueRecord] = []
        held: list[DueRecord] = []
        undated: dict[str, int] = {}
        for kind in sorted(chosen, key=lambda each: each.name):
            for found, on_hold in self._due_of(kind, day, undated):
                (held if on_hold else due).append(found)
        return RetentionPlan(
            on=day,
            due=tuple(due),
            held=tuple(held),
            undated=undated,
            kept_for_good=tuple(sorted(each.name for each in chosen if not _ends(each.retention))),
        )

    def _due_of(
        self, kind: RecordKind, day: date, undated: dict[str, int]
    ) -> Iterator[tuple[DueRecord, bool]]:
        retention = kind.retention
        if retention is None or not _ends(retention):
            return
        timezone = ZoneInfo(self.desk.settings.timezone)
        for kept in self.desk.store.retained(kind.name):
            if retention.end == RetentionEnd.ERASE and not kept.personal:
                continue
            counted = day_counted_from(retention, kept.body, kept.changed_at, timezone)
            since = None if counted is None else due_since(retention, counted)
            if counted is None:
                undated[kind.name] = undated.get(kind.name, 0) + 1
            if since is None or since > day:
                continue
            found = DueRecord(
                kind=kind.name,
                id=kept.id,
                version=kept.version,
                since=since,
                end=retention.end,
                basis=retention.basis,
                personal=kept.personal,
            )
            yield found, kept.on_hold

    def destroy(
        self, plan: RetentionPlan, *, step: Callable[[int, int], None] = no_step
    ) -> Destruction:
        """Erase and purge what a plan says, each record whole; then wipe the database's files.

        What was changed or put on hold since the plan was made is left.

        Args:
            plan: From :meth:`due`, of today or a day before.
            step: Told now and then how many of how many records are done.

        Raises:
            NotAllowedError: the actor may not administer the store.
            DataError: the plan is of a day to come.
        """
        self.desk.permit(Permission.ADMINISTER)
        if plan.on > self.desk.today():
            raise DataError(
                Message("What is due on {day} cannot be destroyed before.", day=plan.on),
                fix=Message("look at that day without --yes; destroy what is due today."),
            )
        done: list[DueRecord] = []
        refused: list[Refused] = []
        for batch in _batches(plan.due):
            for each, why in self._destroy(batch):
                if why is None:
                    done.append(each)
                else:
                    refused.append(Refused(record=each, why=why))
            step(len(done) + len(refused), len(plan.due))
        not_wiped = self._wipe() if done else None
        return Destruction(records=tuple(done), refused=tuple(refused), not_wiped=not_wiped)

    def _destroy(self, batch: tuple[DueRecord, ...]) -> list[tuple[DueRecord, Message | None]]:
        """Destroy some records of one kind and basis in one transaction."""
        first = batch[0]
        reason = Message("The time is over for which {basis} has it kept.", basis=str(first.basis))
        change = self.desk.change(reason.text(self.desk.settings.language))
        with self.desk.store.transaction(change) as transaction:
            return [(each, _refusal(transaction, each)) for each in batch]

    def _wipe(self) -> Message | None:
        try:
            self.desk.store.wipe()
        except StoreError as error:
            return error.what
        return None

    def erase(self, kind: str, id: str, *, why: str) -> Erasure:
        """Erase the personal fields of a record, whatever its age, as somebody may lawfully demand.

        Args:
            kind: Its kind.
            id: Its id.
            why: For the journal, without anything personal.

        Raises:
            NotAllowedError: the actor may not administer the store.
            DataError: no reason is given.
            NotFoundError: there never was such a record.
            StoreError: it is on hold, or has such a field in a body from before it was personal.
        """
        self.desk.permit(Permission.ADMINISTER)
        change = self.desk.change(_reason(why))
        with self.desk.store.transaction(change) as transaction:
            values = transaction.erase(kind, id)
        not_wiped = self._wipe() if values else None
        return Erasure(values=values, not_wiped=not_wiped)

    def hold(self, kind: str, id: str, *, why: str) -> bool:
        """Keep a record from being erased or purged; ``False`` where it is on hold already.

        Raises:
            NotAllowedError: the actor may not administer the store.
            DataError: no reason is given.
            NotFoundError: there never was such a record.
        """
        self.desk.permit(Permission.ADMINISTER)
        with self.desk.store.transaction(self.desk.change(_reason(why))) as transaction:
            return transaction.hold(kind, id)

    def unhold(self, kind: str, id: str, *, why: str) -> bool:
        """End a hold; ``False`` where there is none. Raises as :meth:`hold` does."""
        self.desk.permit(Permission.ADMINISTER)
        with self.desk.store.transaction(self.desk.change(_reason(why))) as transaction:
            return transaction.unhold(kind, id)


def _ends(retention: Retention | None) -> bool:
    return retention is not None and retention.end != RetentionEnd.KEEP


def _batches(due: Iterable[DueRecord]) -> Iterator[tuple[DueRecord, ...]]:
    for _, alike in groupby(due, key=lambda each: (each.kind, each.end, each.basis)):
        while batch := tuple(islice(alike, BATCH)):
            yield batch


def _refusal(transaction: Transaction, due: DueRecord) -> Message | None:
    """Destroy a record; why it was left, if it was."""
    try:
        if due.end == RetentionEnd.PURGE:
            transaction.purge(due.kind, due.id, expected_version=due.version)
        else:
            transaction.erase(due.kind, due.id, expected_version=due.version)
    except StoreError as error:
        return error.what
    return None


def _reason(why: str) -> str:
    if not why.strip():
        raise DataError(Message("A reason is needed: it is kept in the journal."))
    return why.strip()

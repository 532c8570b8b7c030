"""What became of items, and splitting and merging the office's own (事项沿革).

An item ends the day before, those that take its place begin on the day, and the succession says
why: all in one journaled change. Ids are made here and never used again.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from attrs import evolve, frozen

from disclosure_core.access.permissions import Permission
from disclosure_core.access.values import Visibility
from disclosure_core.catalogue.history import ItemHistory
from disclosure_core.catalogue.values import DisclosureItem, Succession
from disclosure_core.codec import structure, unstructure
from disclosure_core.errors import DataError, Mistake, NotFoundError
from disclosure_core.legal import LegalBasis, Period
from disclosure_core.messages import Message
from disclosure_core.office.catalogue import OfficeCatalogue
from disclosure_core.office.desk import Desk
from disclosure_core.office.layers import ITEM, SUCCESSION, OfficeLayers
from disclosure_core.records.ids import new_id
from disclosure_core.records.store import Transaction
from disclosure_core.records.values import Record

_DAY = timedelta(days=1)


@frozen
class OfficeHistory:
    """What came before and after each item (沿革)."""

    desk: Desk

    def all(self) -> ItemHistory:
        """The successions of all layers and of the office, of whatever day."""
        return ItemHistory(OfficeLayers(self.desk).successions())

    def item(self, id: str) -> DisclosureItem:
        """The item of that id as it holds, or as a layer defined it when it did.

        Items that nobody has verified are known to the office's staff only.

        Raises:
            NotFoundError: no layer ever defined it.
        """
        holding = OfficeCatalogue(self.desk).current().item(id)
        if holding is not None:
            return holding.item
        defined = OfficeLayers(self.desk).defined(id)
        if defined is not None:
            return defined
        raise NotFoundError(
            Message("No layer defines an item {id}.", id=id),
            fix=Message("`disclosure catalogue list` shows the items and their ids."),
        )

    def split(
        self,
        item: str,
        *,
        into: Sequence[DisclosureItem],
        reason: str,
        on: date | None = None,
        basis: LegalBasis | None = None,
    ) -> Succession:
        """Split one of the office's own items into several.

        Args:
            item: The id of the item that ends.
            into: The items that begin; their ids and periods are set here.
            reason: Why.
            on: The first day of the new items; today if not given.
            basis: What asks for it.

        Raises:
            NotAllowedError: the actor may not change the catalogue.
            DataError: not the office's own item, no longer in force, fewer than two to split into,
                or no reason: all of them together; nothing was changed.
        """
        return self._succeed([item], into, reason=reason, on=on, basis=basis, least=(1, 2))

    def merge(
        self,
        items: Sequence[str],
        *,
        into: DisclosureItem,
        reason: str,
        on: date | None = None,
        basis: LegalBasis | None = None,
    ) -> Succession:
        """Merge several of the office's own items into one.

        Args:
            items: The ids of the items that end.
            into: The item that begins; its id and period are set here.
            reason: Why.
            on: The first day of the new item; today if not given.
            basis: What asks for it.

        Raises:
            NotAllowedError: the actor may not change the catalogue.
            DataError: as for :meth:`split`; or fewer than two items to merge.
        """
        ids = tuple(dict.fromkeys(items))
        return self._succeed(ids, [into], reason=reason, on=on, basis=basis, least=(2, 1))

    def _succeed(
        self,
        before: Sequence[str],
        after: Sequence[DisclosureItem],
        *,
        reason: str,
        on: date | None,
        basis: LegalBasis | None,
        least: tuple[int, int],
    ) -> Succession:
        self.desk.permit(Permission.KEEP_CATALOGUE)
        day = on or self.desk.today()
        with self.desk.store.transaction(self.desk.change(reason or "succession")) as transaction:
            records = self._own_records(before)
            mistakes = [
                *_too_few(before, after, least),
                *_no_reason(reason),
                *_nameless(after),
                *_cannot_end(before, records, day),
            ]
            if mistakes:
                raise DataError(Message("The items cannot be split or merged so."), mistakes)
            begun = [
                evolve(
                    each,
                    id=f"office:{new_id(self.desk.now())}",
                    in_force=Period(since=day),
                    reason=each.reason or reason,
                )
                for each in after
            ]
            succession = Succession(
                before=tuple(before),
                after=tuple(each.id for each in begun),
                on=day,
                reason=reason,
                basis=basis,
            )
            self._write(transaction, records, begun, succession)
        return succession

    def _own_records(self, ids: Iterable[str]) -> dict[str, Record]:
        records = {}
        for item in ids:
            try:
                records[item] = self.desk.store.get(ITEM, item, visible=self.desk.visible)
            except NotFoundError:
                continue
        return records

    def _write(
        self,
        transaction: Transaction,
        records: dict[str, Record],
        begun: Sequence[DisclosureItem],
        succession: Succession,
    ) -> None:
        for id, record in records.items():  # noqa: A001
            item = structure(record.body, DisclosureItem)
            ended = Period(since=item.in_force.since, until=succession.on - _DAY)
            transaction.put(
                ITEM,
                id,
                unstructure(evolve(item, in_force=ended)),
                visibility=record.visibility,
                expected_version=record.version,
            )
        for item in begun:
            transaction.put(ITEM, item.id, unstructure(item), visibility=Visibility.PUBLIC)
        transaction.put(
            SUCCESSION,
            new_id(self.desk.now()),
            unstructure(succession),
            visibility=Visibility.PUBLIC,
        )


def _too_few(
    before: Sequence[str], after: Sequence[DisclosureItem], least: tuple[int, int]
) -> Iterable[Mistake]:
    if len(before) < least[0]:
        yield Mistake("", "", Message("expected at least {count} items to merge", count=least[0]))
    if len(after) < least[1]:
        what = Message("expected at least {count} items to split into", count=least[1])
        yield Mistake("", "", what)


def _no_reason(reason: str) -> Iterable[Mistake]:
    if not reason.strip():
        yield Mistake("", "", Message("a reason is needed"))


def _nameless(after: Sequence[DisclosureItem]) -> Iterable[Mistake]:
    names = [each.path for each in after]
    for place, each in enumerate(after, start=1):
        if not each.title.strip():
            yield Mistake("", str(place), Message("the new item has no name"))
        elif names.count(each.path) > 1:
            yield Mistake("", each.title, Message("two of the new items have this name"))


def _cannot_end(before: Sequence[str], records: dict[str, Record], day: date) -> Iterable[Mistake]:
    for id in before:  # noqa: A001
        if id not in records:
            what = Message(
                "is no item of the office's own; a plugin's item is split by the plugin, or left "
                "out here and others added"
            )
            yield Mistake("", id, what)
            continue
        period = structure(records[id].body, DisclosureItem).in_force
        if period.until is not None and period.until < day:
            yield Mistake("", id, Message("has ended already, on {until}", until=period.until))
        elif period.until is not None:
            yield Mistake("", id, Message("is to end already, on {until}", until=period.until))
        elif period.since is not None and period.since >= day:
            what = Message("begins on {since}, not before {on}", since=period.since, on=day)
            yield Mistake("", id, what)

"""What was formed or changed, as the office knows it: recorded by hand, and from its documents."""

from attrs import frozen

from disclosure_core.access.permissions import Permission
from disclosure_core.access.values import Visibility
from disclosure_core.catalogue.values import Formation
from disclosure_core.codec import structure, unstructure
from disclosure_core.documents.values import Document
from disclosure_core.errors import DataError, Mistake, NotAllowedError
from disclosure_core.messages import Message
from disclosure_core.office.catalogue import OfficeCatalogue
from disclosure_core.office.desk import Desk
from disclosure_core.office.documents import DOCUMENT
from disclosure_core.records.ids import new_id
from disclosure_core.records.values import Query

FORMATION = "core:formation"


@frozen
class OfficeFormations:
    """Recording what sets the clock of an item going (信息形成登记). Seen by staff only."""

    desk: Desk

    def record(self, formation: Formation) -> str:
        """Keep that something of an item was formed or changed, and answer the record's id.

        Raises:
            NotAllowedError: the actor may not change the catalogue.
            NotFoundError: no such item holds here.
            DataError: it lies in the future, names nothing, or is recorded already.
        """
        self.desk.permit(Permission.KEEP_CATALOGUE)
        OfficeCatalogue(self.desk).item(formation.item)
        mistakes = tuple(self._mistakes(formation))
        if mistakes:
            raise DataError(Message("This cannot be recorded as formed or changed."), mistakes)
        record_id = new_id(self.desk.now())
        with self.desk.store.transaction(self.desk.change("formation")) as transaction:
            transaction.put(
                FORMATION, record_id, unstructure(formation), visibility=Visibility.STAFF
            )
        return record_id

    def all(self) -> tuple[Formation, ...]:
        """Everything known to be formed or changed, oldest record first.

        A document that is kept with items and has a day of forming counts by itself, under its
        document number or its id; what was recorded by hand of the same item and reference stands
        in its place.

        Raises:
            NotAllowedError: the actor does not work here; drafts are not public.
        """
        if not self.desk.actor.is_staff:
            raise NotAllowedError(Message("What was formed is known to the office's staff only."))
        key = (self.desk.visible, self.desk.journal_head())
        return self.desk.memory.recall("formations", key, self._all)

    def _all(self) -> tuple[Formation, ...]:
        recorded = self._recorded()
        known = {(each.item, each.reference, each.kind) for each in recorded}
        drafted = (
            each
            for each in self._from_documents()
            if (each.item, each.reference, each.kind) not in known
        )
        return (*recorded, *drafted)

    def _recorded(self) -> tuple[Formation, ...]:
        return tuple(
            structure(record.body, Formation)
            for record in self.desk.store.each(
                Query(kind=FORMATION, newest_first=False), visible=self.desk.visible
            )
        )

    def _from_documents(self) -> tuple[Formation, ...]:
        found = []
        for record in self.desk.store.each(
            Query(kind=DOCUMENT, newest_first=False), visible=self.desk.visible
        ):
            document = structure(record.body, Document)
            if document.formed_on is None:
                continue
            found += [
                Formation(
                    item=item,
                    on=document.formed_on,
                    reference=document.document_number or record.id,
                    subject=document.title,
                    agency=document.agency,
                )
                for item in document.items
            ]
        return tuple(found)

    def _mistakes(self, formation: Formation) -> list[Mistake]:
        mistakes = []
        if formation.on > self.desk.today():
            what = Message("expected a day up to today, found {on}", on=formation.on)
            mistakes.append(Mistake("", "on", what))
        if not formation.reference.strip():
            what = Message("expected a document number, or words that name what was formed")
            mistakes.append(Mistake("", "reference", what))
        same = (formation.item, formation.reference, formation.kind, formation.on)
        if any(
            same == (each.item, each.reference, each.kind, each.on) for each in self._recorded()
        ):
            mistakes.append(Mistake("", "reference", Message("this is recorded already")))
        return mistakes

"""The office's drafts: documents before they are released."""

from attrs import frozen

from disclosure_core.access.permissions import Permission
from disclosure_core.access.values import agency_label, agency_of
from disclosure_core.codec import structure, unstructure
from disclosure_core.documents.values import Document
from disclosure_core.errors import DataError, Mistake
from disclosure_core.messages import Message
from disclosure_core.office.agencies import agency_id
from disclosure_core.office.catalogue import OfficeCatalogue
from disclosure_core.office.desk import Desk
from disclosure_core.office.door import refuse_at_door
from disclosure_core.records.ids import new_id
from disclosure_core.records.values import COUNTED, Page, Query, Record

DOCUMENT = "core:document"


@frozen
class OfficeDocuments:
    """Drafting (起草): documents are seen by staff only, whatever becomes of their releases.

    What names an agency is its staff's and the whole office's; the rest the whole office's alone.
    """

    desk: Desk

    def draft(self, document: Document) -> str:
        """Keep a new document and answer its id.

        Raises:
            NotAllowedError: the actor may not draft for its agency.
            RefusedAtDoorError: a rule at the door turns it away; nothing of it is kept.
            DataError: it is to fulfil an item that does not hold here.
        """
        label = self._permitted_label(document)
        refuse_at_door(self.desk, document, door="draft", visibility=label)
        name = new_id(self.desk.now())
        return self._put(name, document, label, expected_version=0, why="draft")

    def change(self, id: str, document: Document, *, read_version: int) -> str:
        """Keep a new version; reviews of the earlier ones no longer count.

        Args:
            id: The document.
            document: The document as it is now.
            read_version: The version the drafter began from.

        Raises:
            NotAllowedError: the actor may not draft for its agency, before or after the change.
            NotFoundError: there is none that the actor may see.
            RefusedAtDoorError: a rule at the door turns it away; the earlier version stays.
            StaleVersionError: somebody changed it meanwhile.
            DataError: it is to fulfil an item that does not hold here.
        """
        self.desk.permit_somewhere(Permission.DRAFT)
        self.desk.permit(Permission.DRAFT, agency_of(self.record(id).visibility))
        label = self._permitted_label(document)
        refuse_at_door(self.desk, document, door="change", visibility=label, changing=id)
        return self._put(id, document, label, expected_version=read_version, why="changed draft")

    def record(self, id: str) -> Record:
        """The document's record: version, digest, body.

        Raises:
            NotFoundError: there is none that the actor may see.
        """
        return self.desk.store.get(DOCUMENT, id, visible=self.desk.visible)

    def document(self, id: str) -> Document:
        """The document.

        Raises:
            NotFoundError: there is none that the actor may see.
        """
        return structure(self.record(id).body, Document)

    def newest(self, *, limit: int = 50, after: str | None = None) -> Page:
        """Documents, those changed last first."""
        return self.desk.store.find(
            Query(kind=DOCUMENT, limit=limit, after=after, count_to=COUNTED),
            visible=self.desk.visible,
        )

    def _permitted_label(self, document: Document) -> str:
        """The visibility of a document of that agency, where the actor may draft for it."""
        agency = agency_id(self.desk, document.agency)
        self.desk.permit(Permission.DRAFT, agency)
        return agency_label(agency)

    def _put(
        self, id: str, document: Document, visibility: str, *, expected_version: int, why: str
    ) -> str:
        self._refuse_unknown_items(document)
        self._refuse_unknown_ground(document)
        with self.desk.store.transaction(self.desk.change(why)) as transaction:
            transaction.put(
                DOCUMENT,
                id,
                unstructure(document),
                visibility=visibility,
                expected_version=expected_version,
            )
        return id

    def _refuse_unknown_items(self, document: Document) -> None:
        catalogue = OfficeCatalogue(self.desk).current()
        unknown = [item for item in document.items if catalogue.item(item) is None]
        if unknown:
            raise DataError(
                Message("The document is to fulfil items that do not hold here."),
                [Mistake("", item, Message("no item of that id")) for item in unknown],
                fix=Message("`disclosure catalogue list` shows the items and their ids."),
            )

    def _refuse_unknown_ground(self, document: Document) -> None:
        """A classification cites a ground of the controlled list, as the processes in force do."""
        ground = document.classification and document.classification.ground
        if not ground:
            return
        standing = self.desk.registry.on(self.desk.today()).workflows
        known = tuple(dict.fromkeys(each.id for one in standing for each in one.grounds))
        if ground not in known:
            raise DataError(
                Message("The document is classified on a ground that is none of the list."),
                [Mistake("", ground, Message("no ground of that id"))],
                fix=Message("the grounds are {known}.", known=known),
            )

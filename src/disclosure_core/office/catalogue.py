"""The office's catalogue: what holds here, and printed tables taken in."""

import hashlib
from datetime import date
from pathlib import Path
from typing import TypeVar

from attrs import evolve, frozen

from disclosure_core.access.values import Role, Visibility
from disclosure_core.catalogue.imports import (
    ImportedItems,
    TableImport,
    domain_named,
    imported_items,
)
from disclosure_core.catalogue.layers import Catalogue, CatalogueItem
from disclosure_core.catalogue.tables.as_json import reading_as_json
from disclosure_core.catalogue.tables.catalogue_files import read_catalogue_file
from disclosure_core.catalogue.tables.values import TableReading
from disclosure_core.catalogue.values import (
    CatalogueLayer,
    DisclosureItem,
    Domain,
    Refinement,
)
from disclosure_core.codec import structure, unstructure
from disclosure_core.errors import DataError, Mistake, NotFoundError, UnreadableFileError
from disclosure_core.messages import Message
from disclosure_core.office.desk import Desk
from disclosure_core.office.layers import ITEM, REFINEMENT, OfficeLayers
from disclosure_core.records.bigrams import joined_text, matches
from disclosure_core.records.ids import new_id
from disclosure_core.records.store import Transaction
from disclosure_core.records.values import Query

T = TypeVar("T")

TABLE_IMPORT = "core:table-import"


@frozen
class OfficeCatalogue:
    """Reading tables, taking them in, and asking what holds (目录)."""

    desk: Desk

    @property
    def domains(self) -> tuple[Domain, ...]:
        """The domains in force today, by number."""
        return self.desk.registry.on(self.desk.today()).domains

    def domain(self, id: str) -> Domain:
        """The domain of that id.

        Raises:
            NotFoundError: there is none.
        """
        for domain in self.domains:
            if domain.id == id:
                return domain
        raise NotFoundError(Message("There is no domain {id}.", id=id))

    def current(
        self,
        on: date | None = None,
        *,
        region: str | None = None,
        include_unverified: bool = False,
    ) -> Catalogue:
        """The catalogue that holds in a region, the words of each level over those above it.

        Args:
            on: The day; today if not given.
            region: The id of a region; the office's own if not given.
            include_unverified: Take in the layers that nobody has verified yet.

        Raises:
            NotFoundError: no such region stands that day.
        """
        day = on or self.desk.today()
        question = "catalogue" if region is None else "catalogue elsewhere"
        key = (day, region, include_unverified, self.desk.visible, self.desk.journal_head())
        return self.desk.memory.recall(
            question,
            key,
            lambda: OfficeLayers(self.desk).stacked(
                day, region=region, include_unverified=include_unverified
            ),
        )

    def item(self, id: str) -> CatalogueItem:
        """The item of that id with the layer each field came from.

        Raises:
            NotFoundError: no such item holds here.
        """
        found = self.current().item(id)
        if found is None:
            raise NotFoundError(Message("No item {id} holds here.", id=id))
        return found

    def search(self, words: str) -> tuple[CatalogueItem, ...]:
        """The items whose names or content elements have all ``words``, in catalogue order.

        Raises:
            DataError: the search is too long.
        """
        return tuple(
            each
            for each in self.current().items
            if matches(joined_text((each.item.path, each.item.content)), words)
        )

    def layer(self, id: str) -> CatalogueLayer:
        """The layer of that id, for saying where a field came from.

        Raises:
            NotFoundError: no such layer holds here.
        """
        return OfficeLayers(self.desk).layer(id)

    def read_table(self, path: Path) -> TableReading:
        """The tables of a file as values with their problems; changes nothing.

        Raises:
            UnreadableFileError: the file cannot be read, or holds no table that is understood.
        """
        registry = self.desk.registry.on(self.desk.today())
        reading = read_catalogue_file(
            path, form=registry.table_form, domains=registry.domains, name=path.name
        )
        if not reading.tables:
            raise UnreadableFileError(
                Message("{file} holds no table with a column that is known.", file=path.name),
                file=path.name,
                fix=Message(
                    "look whether it is the right file; `disclosure catalogue read` shows what was "
                    "found in it."
                ),
            )
        return reading

    def imports(self) -> tuple[TableImport, ...]:
        """The tables taken in so far, oldest first; none for the public."""
        return self._kept(TABLE_IMPORT, TableImport)

    def import_table(
        self, path: Path, *, domain: str | None = None, source: str | None = None
    ) -> TableImport:
        """Take the tables of a file into the office's own layer: all of them, or nothing.

        Args:
            path: The file.
            domain: Id or name of the domain of all rows, where the table does not name it.
            source: Where the table was found, such as a page's address; what the file says of
                itself, else its name, where not given.

        Raises:
            NotAllowedError: the actor is no drafter.
            UnreadableFileError: the file cannot be read.
            DataError: the domain of some rows is not known; nothing was taken in.
        """
        self.desk.require(Role.DRAFTER)
        reading = self.read_table(path)
        if source is not None:
            reading = evolve(reading, source=source)
        given = domain_named(self.domains, domain) if domain else None
        if domain and given is None:
            raise DataError(
                Message("There is no domain {domain}.", domain=domain), fix=self._known_domains()
            )
        with self.desk.store.transaction(self.desk.change(f"import of {path.name}")) as transaction:
            items = imported_items(
                reading,
                self.current(),
                self.domains,
                new_id=lambda: f"office:{self._new_id()}",
                reason=path.name,
                domain=given,
            )
            self._refuse_unplaced(items, path)
            return self._keep(transaction, path, reading, items)

    def _refuse_unplaced(self, items: ImportedItems, path: Path) -> None:
        if items.unplaced:
            raise DataError(
                Message("{file}: the domain of some rows is not known.", file=path.name),
                [
                    Mistake(path.name, row.place, Message("no known domain, or no item name"))
                    for row in items.unplaced
                ],
                fix=self._known_domains(),
            )

    def _known_domains(self) -> Message:
        return Message(
            "name one of the known domains: {domains}",
            domains=tuple(domain.name for domain in self.domains),
        )

    def _keep(
        self, transaction: Transaction, path: Path, reading: TableReading, items: ImportedItems
    ) -> TableImport:
        """Keep what a reading changes, and the reading itself.

        Each refinement is a record of its own, applied in the order of the imports: a later table
        that is silent on a field leaves it as an earlier one said.
        """
        record = TableImport(
            file=path.name,
            digest=f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}",
            source=reading.source,
            added=tuple(item.id for item in items.added),
            refined=tuple(refinement.item for refinement in items.refined),
            rows=len(reading.rows),
            problems=len(reading.all_problems),
            reading=reading_as_json(reading, self.desk.settings.language),
        )
        kept: list[tuple[str, str, DisclosureItem | Refinement]] = [
            (ITEM, item.id, item) for item in items.added
        ]
        kept += [(REFINEMENT, self._new_id(), refinement) for refinement in items.refined]
        for kind, record_id, value in kept:
            transaction.put(kind, record_id, unstructure(value), visibility=Visibility.PUBLIC)
        transaction.put(
            TABLE_IMPORT, self._new_id(), unstructure(record), visibility=Visibility.STAFF
        )
        return record

    def _new_id(self) -> str:
        return new_id(self.desk.now())

    def _kept(self, kind: str, value: type[T]) -> tuple[T, ...]:
        return tuple(
            structure(record.body, value)
            for record in self.desk.store.each(
                Query(kind=kind, newest_first=False), visible=self.desk.visible
            )
        )

"""The office's catalogue: what holds here, and printed tables taken in."""

from datetime import date
from pathlib import Path
from typing import TypeVar

from attrs import frozen

from disclosure_core.catalogue.imports import TableImport, domain_named, known_domains_told
from disclosure_core.catalogue.layers import Catalogue, CatalogueItem
from disclosure_core.catalogue.tables.catalogue_files import read_catalogue_file
from disclosure_core.catalogue.tables.values import TableReading
from disclosure_core.catalogue.values import (
    CatalogueLayer,
    Domain,
)
from disclosure_core.codec import structure
from disclosure_core.errors import NotFoundError, UnreadableFileError
from disclosure_core.messages import Message
from disclosure_core.office.desk import Desk
from disclosure_core.office.layers import OfficeLayers
from disclosure_core.office.tables import TABLE_IMPORT, ImportOptions, OfficeTables
from disclosure_core.records.bigrams import joined_text, matches
from disclosure_core.records.values import Query

T = TypeVar("T")


@frozen
class OfficeCatalogue:
    """Reading tables, taking them in, and asking what holds (目录)."""

    desk: Desk

    @property
    def domains(self) -> tuple[Domain, ...]:
        """The domains in force today, by number."""
        return self.desk.registry.on(self.desk.today()).domains

    def domain(self, named: str) -> Domain:
        """The domain of that id, name or other name.

        Raises:
            NotFoundError: there is none.
            DataError: several are called so.
        """
        known = self.domains
        if (domain := domain_named(known, named)) is not None:
            return domain
        raise NotFoundError(
            Message("There is no domain {domain}.", domain=named), fix=known_domains_told(known)
        )

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
        return OfficeTables(self.desk).take_in(path, ImportOptions(domain=domain, source=source))

    def _kept(self, kind: str, value: type[T]) -> tuple[T, ...]:
        return tuple(
            structure(record.body, value)
            for record in self.desk.store.each(
                Query(kind=kind, newest_first=False), visible=self.desk.visible
            )
        )

"""Catalogue tables out and in: exported for officers to fill in, previewed, taken in.

A file is read once: the bytes that are understood are the bytes whose digest is kept. Our own
tables are compared row by row; tables of other makers add and refine as ``catalogue.imports`` says.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen

from disclosure_core.access.permissions import Permission
from disclosure_core.access.values import Visibility
from disclosure_core.catalogue.history import no_longer
from disclosure_core.catalogue.imports import (
    ImportedItems,
    TableImport,
    imported_items,
    known_domain,
    known_domains_told,
)
from disclosure_core.catalogue.layers import Catalogue
from disclosure_core.catalogue.sheets.as_json import catalogue_file
from disclosure_core.catalogue.sheets.cells import Wording
from disclosure_core.catalogue.sheets.changed import TableChanges, changed_item
from disclosure_core.catalogue.sheets.changes import ChangeRules, changes_in
from disclosure_core.catalogue.sheets.from_json import returned_table
from disclosure_core.catalogue.sheets.layout import CatalogueExport
from disclosure_core.catalogue.sheets.returned import ReturnedTable, returned_tables
from disclosure_core.catalogue.sheets.writing import (
    ExportFormat,
    check_free,
    exported,
    format_named,
    write_file,
)
from disclosure_core.catalogue.tables.as_json import reading_as_json
from disclosure_core.catalogue.tables.catalogue_files import read_catalogue_contents
from disclosure_core.catalogue.tables.readers.files import bytes_of, contents_of
from disclosure_core.catalogue.tables.values import TableReading
from disclosure_core.catalogue.values import DisclosureItem, Domain, Succession
from disclosure_core.codec import unstructure
from disclosure_core.errors import DataError, Mistake, UnreadableFileError
from disclosure_core.messages import Message
from disclosure_core.office.desk import Desk
from disclosure_core.office.layers import ITEM, OMISSION, REFINEMENT, OfficeLayers
from disclosure_core.office.towns import OfficeTowns
from disclosure_core.records.ids import new_id
from disclosure_core.records.store import Transaction

TABLE_IMPORT = "core:table-import"


@frozen(kw_only=True)
class ImportOptions:
    """How a file is taken in (导入选项).

    Attributes:
        domain: Id or name of the domain of all rows, where a table of other makers names none.
        source: Where the file was found, such as a page's address.
        reason: Why items change or are left out, for rows that give no reason.
        drop_missing: Leave out the items whose rows are missing from one of our own tables.
        region: Id or name of the town or village whose table it is.
    """

    domain: str | None = None
    source: str | None = None
    reason: str | None = None
    drop_missing: bool = False
    region: str | None = None


AS_THEY_ARE = ImportOptions()


@frozen(kw_only=True)
class _File:
    """A file that is being taken in: its own tables, and what else was read in it."""

    name: str
    digest: str
    tables: tuple[ReturnedTable, ...]
    reading: TableReading | None = field(default=None)


@frozen
class OfficeTables:
    """Catalogue tables out and in (目录导出与导入)."""

    desk: Desk

    def wording(self, on: date | None = None) -> Wording:
        """The names and words tables are written and read with."""
        registry = self.desk.registry.on(on or self.desk.today())
        types = {each.id: each for layer in registry.layers for each in layer.item_types}
        return Wording(
            form=registry.table_form,
            domains=registry.domains,
            item_types=tuple(types.values()),
        )

    def to_export(
        self,
        *,
        domains: Sequence[str] = (),
        region: str | None = None,
        on: date | None = None,
        blank: bool = False,
    ) -> CatalogueExport:
        """The catalogue that holds here, to be written in the official form.

        Args:
            domains: Ids or names of the domains to export; all of them if none.
            region: Id or name of a town or village, whose catalogue comes prefilled.
            on: The day it holds on; today if not given.
            blank: Leave the items out, and give each domain a sheet to be filled in.

        Raises:
            DataError: a domain is not known, or there is nothing to export.
            NotFoundError: there is no such town or village.
        """
        day = on or self.desk.today()
        wording = self.wording(day)
        chosen = [known_domain(wording.domains, each).id for each in domains]
        items = () if blank else tuple(each.item for each in self._held(region, day).items)
        empty = chosen or [each.id for each in wording.domains]
        export = CatalogueExport(
            place=self._place(region),
            on=day,
            wording=wording,
            items=tuple(each for each in items if not chosen or each.domain in chosen),
            blank_domains=tuple(empty) if blank else (),
        )
        if not export.items and not export.blank_domains:
            raise DataError(
                Message("There is no item to export."),
                fix=Message("name other domains, or ask for an empty form with --blank."),
            )
        return export

    def export(self, format: ExportFormat, **chosen: Any) -> bytes:
        """The bytes of :meth:`to_export` in a format; takes the same arguments.

        Raises:
            DataError: a text cannot be written, or as :meth:`to_export`.
            NotFoundError: there is no such town or village.
            MissingExportError: the library of the format is not installed.
        """
        return exported(self.to_export(**chosen), format)

    def write(
        self,
        path: Path,
        *,
        format: ExportFormat | None = None,
        force: bool = False,
        **chosen: Any,
    ) -> int:
        """Write :meth:`to_export` to a file, its format by its name unless given.

        Returns:
            How many items were written.

        Raises:
            DataError: the file stands already, its name says no format, or as :meth:`export`.
        """
        check_free(path, force=force)
        export = self.to_export(**chosen)
        write_file(path, exported(export, format or format_named(path)), force=force)
        return len(export.items)

    def preview(self, path: Path, options: ImportOptions = AS_THEY_ARE) -> TableChanges:
        """What taking a file in would change; changes nothing.

        Raises:
            UnreadableFileError: the file cannot be read, or holds no table that is understood.
            DataError: mistakes in it, all of them, each with its place.
        """
        return self._changes(self._read(path, options), options)

    def take_in(self, path: Path, options: ImportOptions = AS_THEY_ARE) -> TableImport:
        """Take the tables of a file into the office's own layer: all of them, or nothing.

        With ``options.region`` what differs is kept as the layer of that town or village.

        Raises:
            NotAllowedError: the actor may not change the catalogue.
            UnreadableFileError: the file cannot be read, or holds no table that is understood.
            DataError: mistakes in it, all of them, each with its place; nothing was taken in.
        """
        self.desk.permit(Permission.KEEP_CATALOGUE)
        read = self._read(path, options)
        if options.region is not None:
            return self._take_in_for(options.region, read, options)
        with self.desk.store.transaction(self.desk.change(f"import of {read.name}")) as transaction:
            return self._keep(transaction, read, self._changes(read, options))

    def _read(self, path: Path, options: ImportOptions) -> _File:
        wording = self.wording()
        data = bytes_of(path, name=path.name)
        digest = f"sha256:{hashlib.sha256(data).hexdigest()}"
        if (held := catalogue_file(path.name, data)) is not None:
            tables = (returned_table(held, wording),)
            return _File(name=path.name, digest=digest, tables=tables)
        returned = returned_tables(contents_of(path.name, data), file=path.name)
        reading = None
        if returned.others.parts:
            reading = read_catalogue_contents(
                path.name, returned.others, form=wording.form, domains=wording.domains
            )
            if options.source is not None:
                reading = evolve(reading, source=options.source)
        if not returned.tables and (reading is None or not reading.tables):
            raise UnreadableFileError(
                Message("{file} holds no table with a column that is known.", file=path.name),
                file=path.name,
                fix=Message(
                    "look whether it is the right file; `disclosure catalogue read` shows what was "
                    "found in it."
                ),
            )
        return _File(name=path.name, digest=digest, tables=returned.tables, reading=reading)

    def _refuse_another_place(self, read: _File, region: str | None) -> None:
        """Refuse the table of a town where the county's is wanted, or another town's."""
        wanted = self._place(region)
        mistakes = []
        for table in read.tables:
            if table.domain.startswith(wanted):
                continue
            for town in OfficeTowns(self.desk).regions():
                if table.domain.startswith(town.name):
                    what = Message("this is the table of {place}", place=town.name)
                    mistakes.append(Mistake(read.name, table.domain_place, what))
                    break
        if mistakes:
            raise DataError(
                Message("{file} is not the table of {place}.", file=read.name, place=wanted),
                mistakes,
                fix=Message("name the town or village whose table it is with --region."),
            )

    def _changes(self, read: _File, options: ImportOptions) -> TableChanges:
        self._refuse_another_place(read, options.region)
        catalogue = self._held(options.region, self.desk.today())
        wording = self.wording()
        rules = ChangeRules(
            file=read.name,
            new_id=self._new_item_id,
            reason=options.reason,
            drop_missing=options.drop_missing,
            source=options.source,
        )
        changes = changes_in(read.tables, catalogue, wording, rules)
        if read.reading is None or not read.reading.tables:
            return changes
        given = known_domain(wording.domains, options.domain) if options.domain else None
        items = imported_items(
            read.reading,
            catalogue,
            wording.domains,
            new_id=self._new_item_id,
            reason=options.reason or read.name,
            domain=given,
            ended=tuple(self._ended(catalogue)),
        )
        _refuse_unplaced(items, read.name, wording.domains)
        _refuse_ended(items, read.name)
        held = {each.item.id: each.item for each in catalogue.items}
        refined = (changed_item(held[each.item], each, wording) for each in items.refined)
        return evolve(
            changes,
            added=changes.added + items.added,
            changed=(*changes.changed, *refined),
            unchanged=changes.unchanged + items.unchanged,
            problems=changes.problems + read.reading.all_problems,
            rows=changes.rows + len(read.reading.rows),
        )

    def _take_in_for(self, region: str, read: _File, options: ImportOptions) -> TableImport:
        towns = OfficeTowns(self.desk)
        here = towns.region(region)
        seen = towns.layer(here.id)
        changes = self._changes(read, options)
        edited, reasons = changes.applied_to(towns.catalogue(here.id))
        new = tuple(each.id for each in changes.added)
        towns.keep(here.id, edited, reasons, file=read.name, new=new, seen=seen)
        with self.desk.store.transaction(self.desk.change(f"import of {read.name}")) as transaction:
            return self._keep_record(transaction, read, changes)

    def _keep(self, transaction: Transaction, read: _File, changes: TableChanges) -> TableImport:
        """Keep what a file changes, and the reading itself.

        Each refinement is a record of its own, applied in the order of the imports: a later table
        that is silent on a field leaves it as an earlier one said.
        """
        kept: list[tuple[str, str, object]] = [(ITEM, item.id, item) for item in changes.added]
        kept += [(REFINEMENT, self._new_id(), each) for each in changes.refinements]
        kept += [(OMISSION, self._new_id(), each) for each in changes.dropped]
        for kind, record_id, value in kept:
            transaction.put(kind, record_id, unstructure(value), visibility=Visibility.PUBLIC)
        return self._keep_record(transaction, read, changes)

    def _keep_record(
        self, transaction: Transaction, read: _File, changes: TableChanges
    ) -> TableImport:
        language = self.desk.settings.language
        printed = read.reading is not None and bool(read.reading.tables)
        record = TableImport(
            file=read.name,
            digest=read.digest,
            source=read.reading.source if read.reading is not None and printed else read.name,
            added=tuple(item.id for item in changes.added),
            refined=tuple(each.item for each in changes.refinements),
            dropped=tuple(each.item for each in changes.dropped),
            rows=changes.rows,
            problems=len(changes.problems),
            reading=(
                reading_as_json(read.reading, language)
                if read.reading is not None and printed
                else changes.as_json(language)
            ),
        )
        transaction.put(
            TABLE_IMPORT, self._new_id(), unstructure(record), visibility=Visibility.STAFF
        )
        return record

    def _ended(self, catalogue: Catalogue) -> Iterator[tuple[DisclosureItem, Succession]]:
        """Items that held once and hold no more, with what ended them."""
        layers = OfficeLayers(self.desk)
        for succession in catalogue.successions:
            for each in succession.before:
                item = layers.defined(each) if catalogue.item(each) is None else None
                if item is not None:
                    yield item, succession

    def _held(self, region: str | None, day: date) -> Catalogue:
        if region is not None:
            return OfficeTowns(self.desk).catalogue(region, on=day)
        return OfficeLayers(self.desk).stacked(day)

    def _place(self, region: str | None) -> str:
        """The name that stands in the titles: the region's, else the office's region's or name."""
        if region is not None:
            return OfficeTowns(self.desk).region(region).name
        own = self.desk.settings.region
        regions = self.desk.registry.organisation.regions
        return next((each.name for each in regions if each.id == own), self.desk.settings.name)

    def _new_id(self) -> str:
        return new_id(self.desk.now())

    def _new_item_id(self) -> str:
        return f"office:{self._new_id()}"


def _refuse_unplaced(items: ImportedItems, file: str, domains: Iterable[Domain]) -> None:
    if items.unplaced:
        raise DataError(
            Message("{file}: the domain of some rows is not known.", file=file),
            list(_unplaced(items, file)),
            fix=known_domains_told(domains),
        )


def _refuse_ended(items: ImportedItems, file: str) -> None:
    if items.ended:
        raise DataError(
            Message("{file}: some rows name items that have ended.", file=file),
            [
                Mistake(file, each.row.place, no_longer(each.item.id, each.succession))
                for each in items.ended
            ],
        )


def _unplaced(items: ImportedItems, file: str) -> Iterator[Mistake]:
    for row in items.unplaced:
        yield Mistake(file, row.place, Message("no known domain, or no item name"))

"""Read a data-only plugin: ``plugin.toml`` and the tables beside it; all mistakes together.

What ``plugin.toml`` may say is in ``keys``. In a table the headers are keys or their Chinese words
(``labels``). A legal basis may be written as ``《政府信息公开条例》（国令第711号）第二十条``, a
time limit as ``20个工作日内`` or ``20``, channels by their printed names.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from attrs import evolve, frozen

from disclosure_core.calendar.values import HolidayNotice
from disclosure_core.catalogue.tables.values import TableForm, merge_forms
from disclosure_core.catalogue.values import CatalogueLayer, DisclosureItem, Domain
from disclosure_core.codec import refused
from disclosure_core.codec.words import suggestion
from disclosure_core.errors import DataError, Mistake, PluginError
from disclosure_core.extensions.folder.keys import (
    FILE_NAME,
    LAYER_SECTIONS,
    LayerEntry,
    keys_of,
)
from disclosure_core.extensions.folder.labels import headers
from disclosure_core.extensions.folder.organisation import SECTIONS as ORGANISATION
from disclosure_core.extensions.folder.organisation import read_organisation
from disclosure_core.extensions.folder.plugin import FolderPlugin
from disclosure_core.extensions.folder.rows import Entry, entries, read_toml
from disclosure_core.extensions.folder.rules import KINDS, RequiredElements, RequiredFields, rule_of
from disclosure_core.extensions.folder.words import impossible_limits, read_entry
from disclosure_core.extensions.qualifying import full_id
from disclosure_core.legal import LegalDocument
from disclosure_core.messages import Message
from disclosure_core.requests.values import RequestRules
from disclosure_core.review.values import ReviewRule
from disclosure_core.workflow.values import Workflow

V = TypeVar("V")


@frozen(kw_only=True)
class FolderReading:
    """What could be read of a folder, and every mistake in it (读取结果).

    ``plugin`` leaves out the entries with mistakes; it may be looked at beside the other plugins,
    so that everything wrong is told at once, and not be used. It is ``None`` where the folder does
    not rightly say its name.
    """

    plugin: FolderPlugin | None
    mistakes: tuple[Mistake, ...] = ()


def read_folder(
    path: Path, *, form: TableForm | None = None, name: str | None = None
) -> FolderPlugin:
    """What the folder at ``path`` supplies.

    Args:
        path: The folder with ``plugin.toml``.
        form: Words by which printed limits and channels are understood, besides its own.
        name: The name it is installed by; ``plugin.toml`` must give the same.

    Raises:
        DataError: all mistakes of all its files, each with file and place.
    """
    read = look_through_folder(path, form=form, name=name)
    if read.mistakes or read.plugin is None:
        raise refused(read.mistakes, file=str(path))
    return read.plugin


def look_through_folder(
    path: Path, *, form: TableForm | None = None, name: str | None = None
) -> FolderReading:
    """What can be read of the folder at ``path``, and its mistakes; arguments as ``read_folder``.

    Raises:
        DataError: there is no ``plugin.toml``, or it is no TOML.
    """
    written, mistakes = keys_of(read_toml(path / FILE_NAME, FILE_NAME))
    named = not mistakes and name in (None, written.name)
    reading = _Reading(path, written.name)
    reading.mistakes += mistakes
    if not named and not mistakes:
        reading.add(
            FILE_NAME,
            "name",
            Message(
                "expected {name}, its entry point, found {found}", name=name, found=written.name
            ),
        )
    forms = reading.all("table_forms", written.table_forms, TableForm)
    reading.form = merge_forms([*([form] if form else []), *forms])
    placed = read_organisation(
        {section: getattr(written, section) for section in ORGANISATION},
        reading.each,
        reading.read,
    )
    plugin = FolderPlugin(
        name=written.name,
        title=written.title,
        version=written.version,
        domains=reading.all("domains", written.domains, Domain),
        layers=reading.each("layers", written.layers, LayerEntry, reading.layer),
        organisation=placed.organisation,
        table_forms=forms,
        notices=reading.all("notices", written.notices, HolidayNotice),
        rules=reading.each("rules", written.rules, RequiredFields, reading.rule),
        legal_documents=reading.all("legal_documents", written.legal_documents, LegalDocument),
        request_rules=reading.all("request_rules", written.request_rules, RequestRules),
        workflows=reading.all("workflows", written.workflows, Workflow),
        places=reading.places,
        layer_entries=tuple(reading.layer_entries),
    )
    reading.mistakes += placed.mistakes(written.name, [each.id for each in plugin.domains])
    return FolderReading(plugin=plugin if named else None, mistakes=tuple(reading.mistakes))


def plugin_error(name: str, version: str | None, error: DataError) -> PluginError:
    """The error of a folder that cannot be used, with all its mistakes."""
    return PluginError(
        Message("{plugin}: {what}", plugin=name, what=error.what),
        plugin=name,
        version=version,
        mistakes=error.mistakes,
        fix=Message("correct the places named, or start with --without {plugin}.", plugin=name),
    )


class _Reading:
    """One reading of a folder: what is known so far, and every mistake met."""

    HOOKS: Mapping[str, str] = {
        "domains": "disclosure_domains",
        "layers": "disclosure_items",
        "table_forms": "disclosure_table_forms",
        "notices": "disclosure_calendars",
        "rules": "disclosure_review_rules",
        "legal_documents": "disclosure_legal_documents",
        "request_rules": "disclosure_request_rules",
        "workflows": "disclosure_workflows",
    }

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self.name = name
        self.form = TableForm(id="none")
        self.mistakes: list[Mistake] = []
        self.places: dict[str, tuple[str, ...]] = {}
        self.entries: dict[str, tuple[Entry, ...]] = {}
        self.layer_entries: list[Mapping[str, tuple[Entry, ...]]] = []
        self.items: set[str] = set()

    def add(self, file: str, place: str | Message, what: Message) -> None:
        """Note a mistake."""
        self.mistakes.append(Mistake(file, place, what))

    def all(self, section: str, value: object, cls: type[V], *, place: str = "") -> tuple[V, ...]:
        """Every entry of a section as a ``cls``; those with mistakes are noted and left out."""
        return self.each(section, value, cls, lambda entry: self.read(entry, cls), place=place)

    def each(
        self,
        section: str,
        value: object,
        cls: type,
        read: Callable[[Entry], V],
        *,
        place: str = "",
    ) -> tuple[V, ...]:
        """Every entry of a section as ``read`` makes it."""
        made: list[V] = []
        kept: list[Entry] = []
        try:
            for entry in entries(section, value, self.folder, headers(cls), place=place):
                try:
                    made.append(read(entry))
                    kept.append(evolve(entry, data={}))
                except DataError as error:
                    self._note(error, entry.file, entry.place())
        except DataError as error:
            self._note(error, FILE_NAME, place or section)
        self.entries[place or section] = tuple(kept)
        if not place and section in self.HOOKS:
            self.places[self.HOOKS[section]] = tuple(entry.where for entry in kept)
        return tuple(made)

    def layer(self, entry: Entry) -> CatalogueLayer:
        """A layer with its items, refinements and omissions."""
        place = entry.key or entry.where
        try:
            written: LayerEntry = self.read(entry, LayerEntry)
        except DataError:
            for section, cls in LAYER_SECTIONS.items():  # its mistakes are told with the layer's
                self._part(section, entry.data.get(section, ()), cls, place, None)
            raise
        parts = {
            section: self._part(section, getattr(written, section), cls, place, written.source)
            for section, cls in LAYER_SECTIONS.items()
        }
        layer = CatalogueLayer(
            id=written.id,
            name=written.name,
            level=written.level,
            over=written.over,
            region=written.region,
            unverified=written.unverified,
            replaces=written.replaces,
            version=written.version,
            in_force=written.in_force,
            source=written.source,
            **parts,
        )
        self.layer_entries.append(
            {section: self.entries.pop(f"{place}.{section}") for section in LAYER_SECTIONS}
        )
        return layer

    def _part(
        self, section: str, value: object, cls: type[Any], place: str, source: str | None
    ) -> tuple[Any, ...]:
        """A section of a layer; what says no source was read here, unless the layer says where."""

        def read(entry: Entry) -> Any:
            part = self.read(entry, cls)
            self.mistakes += impossible_limits(part, entry)
            if cls is DisclosureItem:
                self.items.add(part.id)
                return part if part.source else evolve(part, source=entry.where)
            return part if part.source or source else evolve(part, source=entry.where)

        return self.each(section, value, cls, read, place=f"{place}.{section}")

    def rule(self, entry: Entry) -> ReviewRule:
        """A rule of a kind that core knows; the items it names are this plugin's own."""
        kind = entry.data.get("kind")
        if kind not in KINDS:
            raise refused([Mistake(entry.file, entry.place(("kind",)), _unknown_kind(kind))])
        rest = {key: value for key, value in entry.data.items() if key != "kind"}
        asked = self.read(evolve(entry, data=rest), KINDS[kind])
        if isinstance(asked, RequiredElements):
            self._refuse_unknown(asked.items, entry)
            own = tuple(full_id(each, self.name) for each in asked.items)
            asked = evolve(asked, items=own)
        return rule_of(asked)

    def _refuse_unknown(self, items: tuple[str, ...], entry: Entry) -> None:
        """A rule for an item that is not there would look at nothing, and nobody would know."""
        for index, each in enumerate(items):
            if ":" not in each and each not in self.items:
                what = Message("no item of that id is here: {id}", id=each)
                self.add(entry.file, entry.place(("items", index)), what)

    def read(self, entry: Entry, cls: type[Any]) -> Any:
        """An entry as a ``cls``. Raises DataError with all its mistakes."""
        return read_entry(entry, cls, self.form)

    def _note(self, error: DataError, file: str, place: str | Message) -> None:
        self.mistakes += error.mistakes or (Mistake(file, place, error.what),)


def _unknown_kind(kind: object) -> Message:
    known: Iterable[str] = tuple(KINDS)
    meant = suggestion(kind, known) if isinstance(kind, str) else None
    if meant is None:
        return Message("expected one of {known}", known=known)
    return Message("{found} is not known here; did you mean {meant}?", found=kind, meant=meant)

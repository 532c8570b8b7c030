"""Read what a comparison is asked to compare: a file, a folder, a layer, a region, the office.

Files, folders, layers and regions need only the plugins, so that a county may compare its tables
before it has an office. Reads files; changes nothing.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Final

from attrs import frozen

from disclosure_core.catalogue.comparison.values import CatalogueSide
from disclosure_core.catalogue.imports import domain_named
from disclosure_core.catalogue.layers import Catalogue, stack
from disclosure_core.catalogue.lint.tables import ID_HEADERS
from disclosure_core.catalogue.phrases.folding import folded
from disclosure_core.catalogue.sheets.cells import Wording
from disclosure_core.catalogue.sheets.items import read_exported
from disclosure_core.catalogue.tables.catalogue_files import read_catalogue_bytes
from disclosure_core.catalogue.tables.items import item_of
from disclosure_core.catalogue.tables.readers.limits import DEFAULT_LIMITS
from disclosure_core.catalogue.tables.values import PrintedRow, PrintedTable
from disclosure_core.catalogue.values import CatalogueLayer, DisclosureItem, Domain
from disclosure_core.errors import DataError, NotFoundError, UnreadableFileError
from disclosure_core.extensions.folder import FILE_NAME, read_folder
from disclosure_core.extensions.qualifying import qualified
from disclosure_core.extensions.registry import Registry
from disclosure_core.messages import Message
from disclosure_core.organisation.tree import OrganisationTree

LAYER: Final = "layer:"
REGION: Final = "region:"
OFFICE: Final = "office"

FORMS: Final = Message(
    "name a file, a folder with plugin.toml, `office`, `office@2025-12-31`, `layer:` and the id "
    "of a layer, or `region:` and the id of a region."
)
"""What a side may be, as advice."""

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "content": ("content",),
    "basis": ("bases",),
    "time_limit": ("time_limit",),
    "agency": ("agency",),
    "channels": ("channels",),
    "audience": ("audience", "audience_detail"),
    "mode": ("modes",),
    "levels": ("levels",),
}
"""The fields of an item that a printed column fills."""

NEVER_PRINTED: Final = frozenset({"phases", "service", "item_type"})
"""Fields that printed catalogues have no column for."""


@frozen(kw_only=True)
class Ground:
    """What sides are read by: what the plugins supply, and the day the layers are read at."""

    registry: Registry
    on: date
    domain: Domain | None = None
    include_unverified: bool = False

    @property
    def layers(self) -> tuple[CatalogueLayer, ...]:
        """The layers of all plugins, of all days."""
        return self.registry.layers


def side_of(name: str, ground: Ground) -> CatalogueSide:
    """The side that a name means, unless it means the office.

    Raises:
        UnreadableFileError: the file cannot be read, or holds no catalogue.
        DataError: there is no such thing, or it has mistakes.
        NotFoundError: no such layer or region.
    """
    if name.startswith(LAYER):
        return layer_side(name.removeprefix(LAYER), ground)
    if name.startswith(REGION):
        return region_side(name.removeprefix(REGION), ground)
    path = Path(name)
    if path.is_dir():
        return folder_side(path, ground)
    if not path.exists():
        raise DataError(Message("There is no file or folder {name}.", name=name), fix=FORMS)
    return file_side(path, ground)


def office_day(name: str) -> date | None:
    """The day of ``office@2025-12-31``; ``None`` for ``office``.

    Raises:
        DataError: what stands after the @ is no day.
    """
    _, at, day = name.partition("@")
    if not at:
        return None
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise DataError(
            Message("{name}: {day} is not a day.", name=name, day=day),
            fix=Message("write it as office@2025-12-31."),
        ) from None


def means_office(name: str) -> bool:
    """Whether a name means what holds in the office: ``office``, ``office@2025-12-31``."""
    return name == OFFICE or name.startswith(f"{OFFICE}@")


def catalogue_side(name: str, catalogue: Catalogue, ground: Ground) -> CatalogueSide:
    """What holds, as a side; of one domain where one is asked for."""
    return CatalogueSide(
        name=name, items=_chosen((each.item for each in catalogue.items), ground.domain)
    )


def file_side(path: Path, ground: Ground) -> CatalogueSide:
    """The items of a file: one that was exported here, else the tables printed in it.

    Fields whose column a table does not have, and cells that its text does not settle, are untold.

    Raises:
        UnreadableFileError: the file cannot be read, or holds no table of a catalogue.
        DataError: a file exported here was changed to what cannot be meant; all mistakes.
    """
    with path.open("rb") as file:
        data = file.read(DEFAULT_LIMITS.file_bytes + 1)
    exported = _exported(path, data, ground)
    if exported is not None:
        return CatalogueSide(name=str(path), items=_chosen(exported, ground.domain))
    return _printed_side(path, data, ground)


def _exported(path: Path, data: bytes, ground: Ground) -> tuple[DisclosureItem, ...] | None:
    registry = ground.registry.on(ground.on)
    wording = Wording(
        form=registry.table_form,
        domains=registry.domains,
        item_types=tuple(each for layer in registry.layers for each in layer.item_types),
    )
    try:
        return read_exported(path.name, data, wording)
    except UnreadableFileError:
        return None


def _printed_side(path: Path, data: bytes, ground: Ground) -> CatalogueSide:
    registry = ground.registry.on(ground.on)
    reading = read_catalogue_bytes(
        path.name, data, form=registry.table_form, domains=registry.domains
    )
    if not reading.tables:
        raise UnreadableFileError(
            Message("{file} holds no table with a column that is known.", file=path),
            file=str(path),
            fix=Message(
                "look whether it is the right file; `disclosure catalogue read` shows what was "
                "found in it."
            ),
        )
    items: list[DisclosureItem] = []
    untold: list[frozenset[str]] = []
    for table in reading.tables:
        domain = _domain_of(table, registry.domains, ground.domain)
        for row in table.rows:
            source = f"{path} {row.place}".rstrip()
            items.append(item_of(row, id=_id_of(row), domain=domain, source=source))
            untold.append(_untold((*table.absent_columns, *row.uncertain)))
    return CatalogueSide(name=str(path), items=tuple(items), untold=tuple(untold))


def _id_of(row: PrintedRow) -> str:
    """What a column of ids says (事项编号); nothing where the table has none."""
    told = (text.strip() for header, text in row.extra.items() if folded(header) in ID_HEADERS)
    return next((each for each in told if each), "")


def _domain_of(table: PrintedTable, known: Iterable[Domain], given: Domain | None) -> str:
    """The id of a table's domain, its printed name where it is not known, else nothing."""
    if given is not None:
        return given.id
    found = domain_named(known, table.domain)
    return found.id if found else (table.domain or "")


def _untold(columns: Iterable[str]) -> frozenset[str]:
    told_not = {field for column in columns for field in _COLUMNS.get(column, ())}
    return NEVER_PRINTED | told_not


def folder_side(path: Path, ground: Ground) -> CatalogueSide:
    """What a folder plugin says over what lies beneath it: its layers that lie over no other of it.

    Layers beneath those (of its towns) are compared by ``region:`` or ``layer:``.

    Raises:
        DataError: the folder has mistakes, all of them; or holds no layer.
    """
    if not (path / FILE_NAME).is_file():
        raise DataError(
            Message("{folder} is no folder plugin: it has no plugin.toml.", folder=path), fix=FORMS
        )
    plugin = read_folder(path, form=ground.registry.table_form)
    own = tuple(qualified(each, plugin.name) for each in plugin.layers)
    ids = {each.id for each in own}
    first = tuple(each for each in own if each.over not in ids)
    if not first:
        raise DataError(Message("{folder} holds no catalogue layer.", folder=path))
    others = tuple(each for each in ground.layers if each.id not in ids)
    needed = {each.id for layer in first for each in _with_those_beneath(layer, (*others, *own))}
    layers = [each for each in (*others, *own) if each.id in needed]
    return catalogue_side(str(path), _stacked(layers, ground), ground)


def layer_side(id: str, ground: Ground) -> CatalogueSide:
    """What a layer says over those it lies on, down to the base.

    Raises:
        NotFoundError: no plugin in use supplies that layer.
    """
    standing = [each for each in ground.layers if each.in_force.covers(ground.on)]
    layer = next((each for each in (*standing, *ground.layers) if each.id == id), None)
    if layer is None:
        raise NotFoundError(
            Message("No plugin supplies a layer {id}.", id=id),
            fix=Message("the layers are {known}.", known=tuple(x.id for x in ground.layers)),
        )
    layers = _with_those_beneath(layer, ground.layers)
    unverified = ground.include_unverified or layer.unverified
    held = _stacked(layers, ground, include_unverified=unverified)
    return catalogue_side(f"{layer.name} ({id})", held, ground)


def region_side(id: str, ground: Ground) -> CatalogueSide:
    """What the plugins' layers say together in a region.

    Raises:
        NotFoundError: no such region stands that day.
    """
    tree = OrganisationTree.of(ground.registry.organisation, on=ground.on)
    region = tree.region(id)
    chain = tree.chain(id)
    layers = [each for each in ground.layers if each.region is None or each.region in chain]
    return catalogue_side(f"{region.name} ({id})", _stacked(layers, ground), ground)


def _stacked(
    layers: Iterable[CatalogueLayer], ground: Ground, *, include_unverified: bool | None = None
) -> Catalogue:
    asked = ground.include_unverified if include_unverified is None else include_unverified
    return stack(layers, on=ground.on, strict=False, include_unverified=asked)


def _with_those_beneath(
    layer: CatalogueLayer, known: Iterable[CatalogueLayer]
) -> list[CatalogueLayer]:
    by_id = {each.id: each for each in known}
    chain = [layer]
    while (over := chain[-1].over) is not None and over in by_id and len(chain) <= len(by_id):
        chain.append(by_id[over])
    return chain


def _chosen(items: Iterable[DisclosureItem], domain: Domain | None) -> tuple[DisclosureItem, ...]:
    return tuple(each for each in items if domain is None or each.domain == domain.id)

"""What there is to look at, made of a catalogue, of layers, or of the tables of a file."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from attrs import evolve, field, frozen

from disclosure_core.catalogue.bases.resolving import LegalList
from disclosure_core.catalogue.imports import domain_named
from disclosure_core.catalogue.layers import Catalogue, CatalogueItem, IdleKind, IdleWord, stack
from disclosure_core.catalogue.lint.reasons import is_reason
from disclosure_core.catalogue.lint.values import (
    AbsentColumn,
    LintedItem,
    LintFinding,
    LintMatter,
    LintSeverity,
)
from disclosure_core.catalogue.tables.items import item_of
from disclosure_core.catalogue.tables.values import PrintedRow, PrintedTable, TableReading
from disclosure_core.catalogue.values import CatalogueLayer, DisclosureItem, Domain, Level
from disclosure_core.errors import DataError
from disclosure_core.messages import Message
from disclosure_core.organisation.names import AgencyNames

OWN_LEVELS = frozenset({Level.COUNTY, Level.TOWN, Level.VILLAGE})
"""Levels whose catalogue says which agency is responsible."""

ID_HEADERS = frozenset({"编号", "事项编号", "标识", "id", "ID"})
"""Headers of a column that gives the ids of items."""

_FIELDS = {"basis": "bases", "mode": "modes"}
"""Columns whose field of an item has another name."""


@frozen(kw_only=True)
class LintGround:
    """What every lint of an office or a file rests on (检查依据).

    ``layers`` are all layers that could stand in the place; the national ones among them are the
    guideline. ``agencies`` is ``None`` where the organisation is not known.
    """

    on: date
    bases: LegalList
    domains: tuple[Domain, ...] = ()
    agencies: AgencyNames | None = None
    region_names: tuple[str, ...] = ()
    layers: tuple[CatalogueLayer, ...] = field(default=(), repr=False)

    def guideline(self) -> tuple[DisclosureItem, ...]:
        """The national items in force on the day."""
        return tuple(
            item
            for layer in self.layers
            if layer.level is Level.NATIONAL and not layer.unverified
            if layer.in_force.covers(self.on)
            for item in layer.items
            if item.in_force.covers(self.on)
        )

    def matter(self, items: Iterable[LintedItem]) -> LintMatter:
        """What is to be looked at, with ``items`` numbered in their order."""
        return LintMatter(
            items=tuple(evolve(each, number=number) for number, each in enumerate(items)),
            on=self.on,
            bases=self.bases,
            domains=self.domains,
            agencies=self.agencies,
            region_names=self.region_names,
        )


def matter_of_catalogue(
    catalogue: Catalogue, ground: LintGround, *, domain: str | None = None
) -> LintMatter:
    """All items that hold in a place, and what its layers say of them.

    Args:
        catalogue: What holds, of the ground's layers.
        ground: What the lint rests on.
        domain: Only items of this domain.
    """
    layers = _standing(ground.layers, catalogue)
    held = [each for each in catalogue.items if domain in (None, each.item.domain)]
    matter = ground.matter(_of_layers(held, layers))
    return evolve(
        matter,
        guideline=tuple(each for each in ground.guideline() if domain in (None, each.domain)),
        accounted=_accounted(catalogue),
        layers=layers if domain is None else (),
        idle=tuple(_idle(catalogue.idle)) if domain is None else (),
    )


def matter_of_layers(own: Sequence[CatalogueLayer], ground: LintGround) -> LintMatter:
    """The items that some layers define or refine, as they would hold over the ground's layers.

    An item that stands twice is looked at twice. Where the layers do not fit together, what they
    define is looked at all the same.
    """
    ids = {layer.id for layer in own}
    beneath = tuple(each for each in ground.layers if each.id not in ids)
    defined = [
        CatalogueItem(item=item, layer=layer.id, source=item.source or layer.source)
        for layer in own
        for item in layer.items
    ]
    try:
        catalogue = stack([*beneath, *own], on=ground.on, strict=False)
    except DataError as error:
        matter = ground.matter(_of_layers(defined, tuple(own)))
        return evolve(matter, layers=tuple(own), unfit=tuple(_unfit(error, defined)))
    changed = [
        each
        for each in catalogue.items
        if each.layer not in ids and ids & set(each.origins.values())
    ]
    layers = (*beneath, *own)
    held = [catalogue.item(each.item.id) or each for each in defined]
    matter = ground.matter(_of_layers([*held, *changed], layers))
    return evolve(
        matter,
        guideline=evolve(ground, layers=layers).guideline(),
        accounted=_accounted(catalogue) | {each.item.id for each in catalogue.items},
        layers=tuple(own),
        idle=tuple(_idle(each for each in catalogue.idle if each.layer in ids)),
    )


def matter_of_table(
    reading: TableReading, ground: LintGround, *, domain: Domain | None = None
) -> LintMatter:
    """The rows of the tables of a file as items, and what its tables do not say.

    Args:
        reading: The tables as read.
        ground: What the lint rests on.
        domain: The domain of all rows, where the caller knows better than the table.
    """
    items: list[LintedItem] = []
    absent: list[AbsentColumn] = []
    unread: list[LintFinding] = []
    for table in reading.tables:
        known = domain or domain_named(ground.domains, table.domain)
        place = table.rows[0].place if table.rows else ""
        items += (_of_row(row, table, known, reading.source) for row in table.rows)
        columns = (_FIELDS.get(name, name) for name in table.absent_columns)
        missing = ("domain", *columns) if known is None and not table.domain else tuple(columns)
        absent += (AbsentColumn(field=each, file=reading.source, place=place) for each in missing)
        unread += (_unread(row.place, row.printed, reading.source) for row in table.unread)
    return evolve(
        ground.matter(items),
        guideline=ground.guideline(),
        whole=False,
        absent=tuple(absent),
        unread=tuple(unread),
    )


def _of_layers(
    held: Iterable[CatalogueItem], layers: Iterable[CatalogueLayer]
) -> Iterator[LintedItem]:
    by_id = {layer.id: layer for layer in layers}
    for each in held:
        agency = by_id.get(each.origin("agency"))
        yield LintedItem(
            item=each.item,
            file=each.layer,
            place=each.source or "",
            places=each.sources,
            layers=frozenset((each.layer, *each.origins.values())),
            own=agency is not None and agency.level in OWN_LEVELS,
        )


def _of_row(row: PrintedRow, table: PrintedTable, domain: Domain | None, source: str) -> LintedItem:
    printed_id = next((text for key, text in row.extra.items() if key in ID_HEADERS), "")
    item = item_of(row, id=printed_id, domain=domain.id if domain else "", source=source)
    doubtful = (*row.uncertain, *table.absent_columns)
    unsettled = {_FIELDS.get(name, name) for name in doubtful}
    return LintedItem(
        item=item,
        file=source,
        place=row.place,
        places={_FIELDS.get(name, name): place for name, place in row.places.items()},
        unsettled=frozenset(unsettled if domain else {*unsettled, "domain"}),
    )


def _unread(place: str, printed: Sequence[str], source: str) -> LintFinding:
    return LintFinding(
        what=Message(
            "a row could not be understood and was not looked at: {words}",
            words=" ".join(" ".join(printed).split())[:60],
        ),
        fix=Message("`disclosure catalogue read` shows how the table was read"),
        file=source,
        place=place,
    )


def _standing(layers: Iterable[CatalogueLayer], catalogue: Catalogue) -> tuple[CatalogueLayer, ...]:
    return tuple(each for each in layers if each.id in catalogue.layers)


def _accounted(catalogue: Catalogue) -> frozenset[str]:
    """Guideline items that were left out with a reason, or gave way to others."""
    omitted = (each.item.id for each in catalogue.omitted if is_reason(each.reason))
    gone = (each for succession in catalogue.successions for each in succession.before)
    return frozenset((*omitted, *gone))


def _idle(words: Iterable[IdleWord]) -> Iterator[LintFinding]:
    for each in words:
        if each.kind is IdleKind.NO_DIFFERENCE:
            continue
        unknown = each.kind is IdleKind.UNKNOWN_ITEM
        yield LintFinding(
            what=Message("a layer speaks of {item}, which no layer defines", item=each.item)
            if unknown
            else Message("a layer speaks of {item}, which does not hold here", item=each.item),
            fix=Message("correct the id, or take the entry out"),
            severity=LintSeverity.WARNING if unknown else LintSeverity.ADVICE,
            item=each.item,
            file=each.layer,
            place=each.source or "",
            layers=frozenset((each.layer,)),
        )


def _unfit(error: DataError, defined: Iterable[CatalogueItem]) -> Iterator[LintFinding]:
    """What keeps the layers from being laid; an id that stands twice is a rule of its own."""
    ids = {each.item.id for each in defined}
    for mistake in error.mistakes:
        if mistake.place in ids:
            continue
        yield LintFinding(
            what=mistake.what,
            fix=Message("correct the layer named"),
            file=mistake.file,
            place=mistake.place,
        )

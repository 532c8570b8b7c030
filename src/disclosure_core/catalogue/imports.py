"""What a printed table changes in an office's own catalogue layer.

Rows that name an item which holds already refine it; other rows become items of the office's own.
Pure: a reading, the catalogue as it holds, and the domains in; values out. Nothing is dropped: rows
whose domain is not known are answered as ``unplaced``, rows of items that have ended as ``ended``.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from attrs import field, frozen

from disclosure_core.catalogue.layers import Catalogue
from disclosure_core.catalogue.phrases.folding import folded
from disclosure_core.catalogue.tables.items import item_of
from disclosure_core.catalogue.tables.values import PrintedRow, TableReading
from disclosure_core.catalogue.values import DisclosureItem, Domain, Refinement, Succession
from disclosure_core.errors import DataError
from disclosure_core.messages import Message

PRINTED = ("agency", "time_limit", "channels", "content", "audience_detail")
"""Fields in which a printed row may differ from the item it names."""

ItemKey = tuple[str, tuple[str, ...], int]
"""Domain, names from level 1 down, and which of several items of those names."""


@frozen(kw_only=True)
class TableImport:
    """A table that was taken into the catalogue (目录导入): the file, and all that was read of it.

    ``digest`` is of the file's bytes; ``reading`` is the reading as JSON, rows and problems as
    printed, so that every item can be traced to its cell.
    """

    file: str
    digest: str
    source: str
    added: tuple[str, ...] = ()
    refined: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    rows: int = 0
    problems: int = 0
    reading: dict[str, object] = field(factory=dict)


@frozen
class EndedRow:
    """A row that names an item which has ended (已取消事项), and what came after it."""

    row: PrintedRow
    item: DisclosureItem
    succession: Succession


@frozen(kw_only=True)
class ImportedItems:
    """What importing a reading would change: items to add, refinements, rows that cannot be taken.

    ``unplaced`` are rows of no known domain, ``ended`` those that name an item which has ended.
    """

    added: tuple[DisclosureItem, ...] = ()
    refined: tuple[Refinement, ...] = ()
    unchanged: tuple[str, ...] = ()
    unplaced: tuple[PrintedRow, ...] = ()
    ended: tuple[EndedRow, ...] = ()


def domain_named(domains: Iterable[Domain], printed: str | None) -> Domain | None:
    """The domain of that id, name or other name; ``None`` where there is none.

    An id goes before a name, and the name of one domain before the other name of another.

    Raises:
        DataError: several domains are called so; which one is meant would be chance.
    """
    if printed is None:
        return None
    wanted = folded(printed)
    listed = {each.id: each for each in domains}
    for called in (_id, _name, _other_names):
        found = [each for each in listed.values() if wanted in map(folded, called(each))]
        if len(found) > 1:
            raise DataError(
                Message("Several domains are called {name}.", name=printed),
                fix=Message("give one of the ids: {ids}", ids=tuple(each.id for each in found)),
            )
        if found:
            return found[0]
    return None


def known_domain(domains: Iterable[Domain], named: str) -> Domain:
    """The domain that a person names, by its id, name or other name.

    Raises:
        DataError: there is none, or several are called so.
    """
    listed = tuple(domains)
    if (found := domain_named(listed, named)) is not None:
        return found
    raise DataError(
        Message("There is no domain {domain}.", domain=named), fix=known_domains_told(listed)
    )


def known_domains_told(domains: Iterable[Domain]) -> Message:
    """What to do about a domain that is not known."""
    return Message(
        "name one of the known domains: {domains}", domains=tuple(each.name for each in domains)
    )


def _id(domain: Domain) -> tuple[str, ...]:
    return (domain.id,)


def _name(domain: Domain) -> tuple[str, ...]:
    return (domain.name,)


def _other_names(domain: Domain) -> tuple[str, ...]:
    return (domain.id.rpartition(":")[2], *domain.names)


def imported_items(
    reading: TableReading,
    catalogue: Catalogue,
    domains: Sequence[Domain],
    *,
    new_id: Callable[[], str],
    reason: str,
    domain: Domain | None = None,
    ended: Sequence[tuple[DisclosureItem, Succession]] = (),
) -> ImportedItems:
    """What ``reading`` adds to and refines in ``catalogue``.

    Args:
        reading: The tables as read.
        catalogue: What holds already.
        domains: The domains that are known.
        new_id: Makes the id of an added item.
        reason: Why refined fields change (the file's name).
        domain: The domain of all rows, where the caller knows better than the table.
        ended: Items that held once, each with what ended it.
    """
    gone = {_names(item): (item, succession) for item, succession in ended}
    standing = _by_key(each.item for each in catalogue.items)
    seen: Counter[tuple[str, tuple[str, ...]]] = Counter()
    added: list[DisclosureItem] = []
    refined: list[Refinement] = []
    unchanged: list[str] = []
    unplaced: list[PrintedRow] = []
    ended_rows: list[EndedRow] = []
    for table in reading.tables:
        place = domain or domain_named(domains, table.domain)
        for row in table.rows:
            if place is None or not row.level1:
                unplaced.append(row)
                continue
            item = item_of(row, id="", domain=place.id, source=reading.source)
            names = _names(item)
            known = standing.get((*names, seen[names]))
            seen[names] += 1
            if known is None and names in gone:
                ended_rows.append(EndedRow(row, *gone[names]))
            elif known is None:
                added.append(item_of(row, id=new_id(), domain=place.id, source=reading.source))
            elif refinement := _refinement(known, item, reason):
                refined.append(refinement)
            else:
                unchanged.append(known.id)
    return ImportedItems(
        added=tuple(added),
        refined=tuple(refined),
        unchanged=tuple(unchanged),
        unplaced=tuple(unplaced),
        ended=tuple(ended_rows),
    )


def _names(item: DisclosureItem) -> tuple[str, tuple[str, ...]]:
    return item.domain, tuple(folded(name) for name in item.path)


def _by_key(items: Iterable[DisclosureItem]) -> dict[ItemKey, DisclosureItem]:
    count: Counter[tuple[str, tuple[str, ...]]] = Counter()
    keyed: dict[ItemKey, DisclosureItem] = {}
    for item in items:
        names = _names(item)
        keyed[(*names, count[names])] = item
        count[names] += 1
    return keyed


def _refinement(known: DisclosureItem, printed: DisclosureItem, reason: str) -> Refinement | None:
    """The fields that the table prints otherwise; what it leaves empty stays as it was."""
    changes = {
        name: value
        for name in PRINTED
        if (value := getattr(printed, name)) and value != getattr(known, name)
    }
    if printed.time_limit.printed == "":
        changes.pop("time_limit", None)
    return Refinement(item=known.id, reason=reason, **changes) if changes else None

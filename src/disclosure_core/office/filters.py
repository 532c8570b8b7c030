"""What a person narrows a list of releases by, as conditions on what is kept of them.

A release keeps the items it fulfils and its agency as printed; its domain and its region follow
from these, by the catalogue and the organisation as they stand today. So a release of before an
item changed its domain, or an agency its name, is found by both words.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from disclosure_core.errors import DataError, NotFoundError
from disclosure_core.messages import Message
from disclosure_core.office.catalogue import OfficeCatalogue
from disclosure_core.office.desk import Desk
from disclosure_core.office.regions import tree_on
from disclosure_core.organisation.tree import OrganisationTree, meant_by
from disclosure_core.organisation.values import Agency
from disclosure_core.records.values import AnyOf, Between, Condition


def release_filters(
    desk: Desk,
    *,
    item: str | None = None,
    domain: str | None = None,
    agency: str | None = None,
    region: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> dict[str, Condition]:
    """Conditions on the columns of releases; all must hold.

    Args:
        desk: The office's catalogue and organisation decide what domain and region mean.
        item: The id of an item they fulfil.
        domain: Id or name of a domain: they fulfil one of its items.
        agency: Id or name of an agency: theirs has any of its names.
        region: Id or name of a region: their agency is of it, or of a region within.
        since: Released on this day or later, in the office's time zone.
        until: Released on this day or earlier.

    Raises:
        NotFoundError: no such domain or region.
        DataError: several are called so, or the days are the wrong way round.
    """
    filters: dict[str, Condition] = {}
    items = _shared(
        None if item is None else {item}, None if domain is None else _items_of(desk, domain)
    )
    if items is not None:
        filters["items"] = AnyOf(sorted(items))
    agencies = _shared(
        None if agency is None else _names_meant(desk, agency),
        None if region is None else _names_in(desk, region),
    )
    if agencies is not None:
        filters["agency"] = AnyOf(sorted(agencies))
    if since is not None or until is not None:
        filters["published_at"] = _days(since, until)
    return filters


def _shared(first: set[str] | None, second: set[str] | None) -> set[str] | None:
    """What both allow, where one that is not asked for allows everything."""
    if first is None or second is None:
        return second if first is None else first
    return first & second


def _items_of(desk: Desk, domain: str) -> set[str]:
    catalogue = OfficeCatalogue(desk)
    wanted = catalogue.domain(domain).id
    held = catalogue.current(include_unverified=True).items
    return {each.item.id for each in held if each.item.domain == wanted}


def _names_meant(desk: Desk, named: str) -> set[str]:
    """The text itself, and all names of the agencies it means."""
    tree = tree_on(desk, desk.today())
    found = (
        meant_by(tree.agencies, named) or tree.resolve(named, near=desk.settings.region).agencies
    )
    return {named, *_names(found)}


def _names_in(desk: Desk, named: str) -> set[str]:
    tree = tree_on(desk, desk.today())
    region = _region(tree, named)
    return set(
        _names(
            agency
            for each in (region, *(inner.id for inner in tree.descendants(region)))
            for agency in tree.agencies_of(each)
        )
    )


def _region(tree: OrganisationTree, named: str) -> str:
    found = {each.id for each in meant_by(tree.regions, named)}
    if len(found) == 1:
        return found.pop()
    if not found:
        raise NotFoundError(Message("There is no region {id}.", id=named))
    raise DataError(
        Message("Several regions or agencies are called {name}.", name=named),
        fix=Message("name one by its id: {ids}", ids=tuple(sorted(found))),
    )


def _names(agencies: Iterable[Agency]) -> list[str]:
    return [name for each in agencies for name in (each.id, each.name, *each.names)]


def _days(since: date | None, until: date | None) -> Between:
    """Instants are kept as texts that begin with their day in the office's time zone."""
    if since is not None and until is not None and until < since:
        raise DataError(
            Message("{until} is before {since}.", until=until.isoformat(), since=since.isoformat()),
            fix=Message("give the earlier day first."),
        )
    last = None if until is None or until == date.max else until + timedelta(days=1)
    return Between(
        since="" if since is None else since.isoformat(),
        before=None if last is None else last.isoformat(),
    )

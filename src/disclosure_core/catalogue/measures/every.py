"""All measures of one catalogue from one set of facts, by name.

The facts may come from an office's store or from plain files: the measures cannot tell.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType

from attrs import field, frozen

from disclosure_core.calendar.working_days import Calendar
from disclosure_core.catalogue.measures.channels import channels
from disclosure_core.catalogue.measures.coverage import COVERAGE, coverage
from disclosure_core.catalogue.measures.elements import elements
from disclosure_core.catalogue.measures.freshness import (
    SiteColumn,
    SiteColumnKind,
    filled,
    freshness,
)
from disclosure_core.catalogue.measures.guide import guide, guide_lines
from disclosure_core.catalogue.measures.lag import lag, volume
from disclosure_core.catalogue.measures.obligations import obligations
from disclosure_core.catalogue.measures.owed import Obligations
from disclosure_core.catalogue.measures.timeliness import timeliness
from disclosure_core.catalogue.measures.values import Measure
from disclosure_core.catalogue.values import (
    DisclosureItem,
    Domain,
    Formation,
    Fulfilment,
    ItemType,
)
from disclosure_core.errors import DataError
from disclosure_core.messages import Message
from disclosure_core.organisation.values import Region
from disclosure_core.scoring.values import Formula


@frozen(kw_only=True, slots=False)
class MeasuredCatalogue:
    """What measures are taken of (度量依据): a catalogue, what was formed and what was released.

    ``items`` are those that hold: verified, not left out. ``guide`` are the lines of the guides
    and ``omitted`` the reasons for which some are left out here. Without ``columns`` each domain
    with items counts as one column of the kind *other*. ``regions`` are the places of the office's
    region. ``formula`` is the definition of coverage.
    """

    items: tuple[DisclosureItem, ...]
    domains: tuple[Domain, ...]
    fulfilments: tuple[Fulfilment, ...] = ()
    formations: tuple[Formation, ...] = ()
    calendar: Calendar = field(factory=Calendar)
    regions: tuple[Region, ...] = ()
    columns: tuple[SiteColumn, ...] | None = None
    guide: tuple[DisclosureItem, ...] = ()
    omitted: Mapping[str, str] = MappingProxyType({})
    item_types: tuple[ItemType, ...] = ()
    formula: Formula = COVERAGE

    def obligations(self, *, since: date, until: date, on: date) -> Obligations:
        """What falls due from ``since`` to ``until``, as it stands on ``on``."""
        return obligations(
            self.items,
            (*self.formations, *self._implied),
            self.fulfilments,
            calendar=self.calendar,
            since=since,
            until=until,
            on=on,
        )

    @cached_property
    def _implied(self) -> tuple[Formation, ...]:
        """What releases say was formed, where no formation is recorded of it."""
        return implied_formations(self.fulfilments, self.formations)

    def columns_on(self, on: date) -> tuple[SiteColumn, ...]:
        """The columns given; else one a domain, updated by its newest release."""
        if self.columns is not None:
            return self.columns
        domain_of = {item.id: item.domain for item in self.items}
        pieces: dict[str, set[str]] = {domain: set() for domain in domain_of.values()}
        newest: dict[str, date] = {}
        for each in self.fulfilments:
            domain = domain_of.get(each.item)
            if domain is not None and each.published_on <= on:
                pieces[domain].add(each.release)
                newest[domain] = max(each.published_on, newest.get(domain, each.published_on))
        return tuple(
            SiteColumn(
                id=each.id,
                name=each.name,
                kind=SiteColumnKind.OTHER,
                pieces=len(pieces[each.id]),
                updated_on=newest.get(each.id),
                domain=each.id,
            )
            for each in self.domains
            if each.id in pieces
        )


def implied_formations(
    fulfilments: Iterable[Fulfilment], formations: Iterable[Formation]
) -> tuple[Formation, ...]:
    """The formations that releases imply by their day of forming, beside those recorded.

    A release without a reference of its own is named by its id.
    """
    recorded = {(each.item, each.reference) for each in formations}
    implied: dict[tuple[str, str], Formation] = {}
    for each in fulfilments:
        if each.formed_on is None or each.formed_on > each.published_on:
            continue
        key = (each.item, each.reference or each.release)
        if key not in recorded:
            implied.setdefault(
                key,
                Formation(
                    item=each.item,
                    on=each.formed_on,
                    reference=key[1],
                    agency=each.agency,
                ),
            )
    return tuple(implied.values())


_Taken = Callable[[MeasuredCatalogue, date, date], Measure]

MEASURES: Mapping[str, _Taken] = MappingProxyType(
    {
        "coverage": lambda of, _, on: coverage(
            of.items, of.fulfilments, of.domains, on=on, formula=of.formula
        ).measure(),
        "timeliness": lambda of, since, on: timeliness(
            of.obligations(since=since, until=on, on=on)
        ),
        "lag": lambda of, since, on: lag(
            of.items,
            of.fulfilments,
            calendar=of.calendar,
            since=since,
            on=on,
            formations=of.formations,
        ),
        "volume": lambda of, since, on: volume(of.items, of.fulfilments, since=since, on=on),
        "freshness": lambda of, _, on: freshness(of.columns_on(on), on=on),
        "filled": lambda of, _, on: filled(of.columns_on(on), on=on),
        "elements": lambda of, _, on: elements(
            of.items, of.fulfilments, on=on, item_types=of.item_types
        ),
        "channels": lambda of, _, on: channels(of.items, of.fulfilments, of.regions, on=on),
        "guide": lambda of, _, on: guide(
            guide_lines(
                of.guide,
                frozenset(item.id for item in of.items),
                of.omitted,
                of.fulfilments,
                on=on,
            ),
            on=on,
        ),
    }
)
"""Every measure by its id, in the order they are shown: what is taken, since when, on which day."""


def measured(of: MeasuredCatalogue, id: str, *, since: date, on: date) -> Measure:
    """One measure by its id.

    Args:
        of: What it is taken of.
        id: A key of :data:`MEASURES`.
        since: The first day of those measures that are taken over a time.
        on: The day it is measured for.

    Raises:
        DataError: there is no such measure, or the facts do not fit together.
    """
    if id not in MEASURES:
        raise DataError(
            Message("There is no measure {id}.", id=id),
            fix=Message("the measures are {known}.", known=tuple(MEASURES)),
        )
    return MEASURES[id](of, since, on)

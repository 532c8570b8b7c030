"""The office's own obligations and measures, from its catalogue, releases and drafts.

The figures of a day are kept while the journal stands still. Measures that need to know what was
formed and not released are for staff: a draft's existence is not public.
"""

from datetime import date, timedelta

from attrs import evolve, frozen

from disclosure_core.calendar.regional import calendar_in
from disclosure_core.catalogue.history import carried_fulfilments
from disclosure_core.catalogue.measures.bulk import collector_paused
from disclosure_core.catalogue.measures.every import MEASURES, MeasuredCatalogue, measured
from disclosure_core.catalogue.measures.freshness import SiteColumn
from disclosure_core.catalogue.measures.owed import Obligations
from disclosure_core.catalogue.measures.values import Measure
from disclosure_core.catalogue.values import (
    CatalogueLayer,
    DisclosureItem,
    Formation,
    Fulfilment,
    ItemType,
    Level,
)
from disclosure_core.errors import NotAllowedError
from disclosure_core.messages import Message
from disclosure_core.office.catalogue import OfficeCatalogue
from disclosure_core.office.desk import Desk
from disclosure_core.office.formations import OfficeFormations
from disclosure_core.office.layers import OfficeLayers
from disclosure_core.office.publication import OfficePublication
from disclosure_core.office.regions import tree_on
from disclosure_core.office.scoring import coverage_formula
from disclosure_core.organisation.values import Region

YEAR = timedelta(days=365)
"""How long before a day measures over a time begin, unless told otherwise."""

STAFF_ONLY = frozenset({"timeliness"})
"""Measures that tell of what was formed and not released."""


@frozen
class OfficeMeasures:
    """What the office owes, and how it stands with it (义务与指标)."""

    desk: Desk

    def facts(
        self,
        on: date | None = None,
        *,
        fulfilments: tuple[Fulfilment, ...] = (),
        formations: tuple[Formation, ...] = (),
        columns: tuple[SiteColumn, ...] | None = None,
    ) -> MeasuredCatalogue:
        """What measures are taken of: what holds, was formed and released, here.

        Args:
            on: The day whose catalogue it is; today.
            fulfilments: Further releases, such as postings on village boards.
            formations: Further events.
            columns: The site's columns; one a domain where not given.
        """
        day = on or self.desk.today()
        key = (day, self.desk.visible, self.desk.journal_head())
        own = self.desk.memory.recall("measured catalogue", key, lambda: self._own(day))
        if not (fulfilments or formations or columns is not None):
            return own
        return evolve(
            own,
            fulfilments=(*own.fulfilments, *fulfilments),
            formations=(*own.formations, *formations),
            columns=columns,
        )

    def obligations(
        self,
        *,
        since: date | None = None,
        until: date | None = None,
        on: date | None = None,
        facts: MeasuredCatalogue | None = None,
    ) -> Obligations:
        """What falls due from ``since`` (a year before) to ``until`` (the day looked at).

        Raises:
            NotAllowedError: the actor does not work here.
            DataError: the time ends before it begins.
        """
        self._require_staff()
        day = on or self.desk.today()
        with collector_paused():
            return (facts or self.facts(day)).obligations(
                since=since or day - YEAR, until=until or day, on=day
            )

    def public_obligations(self, *, on: date | None = None) -> Obligations:
        """What was and falls due in the year before and after ``on``, as anybody can see it.

        Rests on releases the public can see and on the periods of time limits alone, whoever asks:
        what was formed and not released is not in it. A period without a release counts as not
        released; that says nothing of why.
        """
        day = on or self.desk.today()

        def owed() -> Obligations:
            seen = evolve(self.facts(day), formations=())
            return seen.obligations(since=day - YEAR, until=day + YEAR, on=day)

        key = (day, self.desk.visible, self.desk.journal_head())
        return self.desk.memory.recall("public obligations", key, owed)

    def measure(
        self,
        id: str,
        *,
        since: date | None = None,
        on: date | None = None,
        facts: MeasuredCatalogue | None = None,
    ) -> Measure:
        """One measure by its id (``coverage``, ``timeliness``, ``lag`` …).

        Raises:
            NotAllowedError: the measure is for staff, and the actor does not work here.
            DataError: there is no such measure.
        """
        if id in STAFF_ONLY:
            self._require_staff()
        day = on or self.desk.today()
        with collector_paused():
            return measured(facts or self.facts(day), id, since=since or day - YEAR, on=day)

    def every(self, *, since: date | None = None, on: date | None = None) -> tuple[Measure, ...]:
        """All measures that the actor may see, in the order they are shown."""
        day = on or self.desk.today()
        staff = self.desk.actor.is_staff
        key = (day, since, staff, self.desk.visible, self.desk.journal_head())
        return self.desk.memory.recall(
            "every measure",
            key,
            lambda: tuple(
                self.measure(each, since=since, on=day)
                for each in MEASURES
                if staff or each not in STAFF_ONLY
            ),
        )

    def _require_staff(self) -> None:
        if not self.desk.actor.is_staff:
            raise NotAllowedError(
                Message("What is formed and not released is known to the office's staff only.")
            )

    def _own(self, day: date) -> MeasuredCatalogue:
        registry = self.desk.registry.on(day)
        held = OfficeCatalogue(self.desk).current(day)
        staff = self.desk.actor.is_staff
        return MeasuredCatalogue(
            items=tuple(each.item for each in held.items if not each.unverified),
            domains=registry.domains,
            fulfilments=carried_fulfilments(
                OfficePublication(self.desk).fulfilments(), OfficeLayers(self.desk).successions()
            ),
            formations=OfficeFormations(self.desk).all() if staff else (),
            calendar=calendar_in(registry.calendars, registry.regions, self.desk.settings.region),
            regions=self._regions(day),
            guide=_guide(registry.layers),
            omitted={each.item.id: each.reason for each in held.omitted},
            item_types=_item_types(registry.layers),
            formula=coverage_formula(self.desk, day),
        )

    def _regions(self, day: date) -> tuple[Region, ...]:
        """The office's region and all within it; every region where the office names none."""
        tree = tree_on(self.desk, day)
        own = tree.find(self.desk.settings.region)
        if own is None:
            return tree.regions
        return (own, *tree.descendants(own.id))


def _guide(layers: tuple[CatalogueLayer, ...]) -> tuple[DisclosureItem, ...]:
    """The lines of the national guides that were read in a source."""
    return tuple(
        item
        for layer in layers
        if layer.level is Level.NATIONAL and not layer.unverified
        for item in layer.items
    )


def _item_types(layers: tuple[CatalogueLayer, ...]) -> tuple[ItemType, ...]:
    return tuple(each for layer in layers for each in layer.item_types)

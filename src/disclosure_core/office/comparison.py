"""Comparing catalogues, and government items with their village twins, in an office (目录比对)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from attrs import evolve, frozen

from disclosure_core.calendar.working_days import Calendar
from disclosure_core.catalogue.comparison.comparing import compare_catalogues
from disclosure_core.catalogue.comparison.twin_releases import twin_releases
from disclosure_core.catalogue.comparison.twins import (
    Correspondence,
    correspondence_of,
    proposed_twins,
)
from disclosure_core.catalogue.comparison.values import CatalogueComparison, CatalogueSide, Match
from disclosure_core.catalogue.comparison.words import COMPARISON_WORDS, ComparisonWords
from disclosure_core.catalogue.imports import known_domain
from disclosure_core.catalogue.values import Fulfilment, Succession, Twin
from disclosure_core.extensions.registry import Registry
from disclosure_core.office.catalogue import OfficeCatalogue
from disclosure_core.office.desk import Desk
from disclosure_core.office.layers import OfficeLayers
from disclosure_core.office.publication import OfficePublication
from disclosure_core.office.sides import (
    REGION,
    Ground,
    catalogue_side,
    means_office,
    office_day,
    side_of,
)
from disclosure_core.office.twin_places import TwinNowhere, TwinPlaces

LOOKED_AT: Final = timedelta(days=366)
"""How long before the day releases of twins are looked at."""


@frozen
class OfficeComparison:
    """What holds in the office against another catalogue, day or place (比对)."""

    desk: Desk

    def compare(
        self,
        left: str,
        right: str,
        *,
        on: date | None = None,
        domain: str | None = None,
        include_unverified: bool = False,
    ) -> CatalogueComparison:
        """Two sides compared: what the right lacks, has besides, and says otherwise.

        Args:
            left: ``office``, ``office@2025-12-31``, ``layer:china:national``,
                ``region:changsha:beishan``, or the path of a file or of a folder plugin.
            right: The same; what is held against it.
            on: The day that layers are read at; today if not given.
            domain: Only this domain, by id or name.
            include_unverified: Take in items that nobody has verified.

        Raises:
            DataError: a side is not there or has mistakes, or there is no such domain.
            NotFoundError: there is no such layer or region.
            UnreadableFileError: a file cannot be read.
        """
        ground = ground_of(
            self.desk.registry,
            on=on or self.desk.today(),
            domain=domain,
            include_unverified=include_unverified,
        )
        return compare_catalogues(
            self._side(left, ground),
            self._side(right, ground),
            successions=OfficeLayers(self.desk).successions(),
            words=words_of(self.desk.registry),
        )

    def correspondence(
        self, on: date | None = None, *, many_dealings: bool = False
    ) -> tuple[Correspondence, ...]:
        """Each government item and its village twin, field by field, with how both were released.

        Args:
            on: The day; today if not given. Releases of the year before it are looked at.
            many_dealings: Whether villages have many dealings, so that accounts are due each month.

        A twin that names an item which holds nowhere is not among them: ``twins_nowhere``.
        """
        day = on or self.desk.today()
        key = (day, many_dealings, self.desk.visible, self.desk.journal_head())
        return self.desk.memory.recall(
            "correspondence", key, lambda: self._correspondence(day, many_dealings=many_dealings)
        )

    def _correspondence(self, day: date, *, many_dealings: bool) -> tuple[Correspondence, ...]:
        places = TwinPlaces(self.desk, day)
        calendar = Calendar.from_notices(self.desk.registry.calendars, self.desk.settings.region)
        released: defaultdict[str, list[Fulfilment]] = defaultdict(list)
        for each in OfficePublication(self.desk).fulfilments():
            released[each.item].append(each)
        return tuple(
            correspondence_of(
                twin,
                government,
                village,
                words=words_of(self.desk.registry),
                many_dealings=many_dealings,
                releases=twin_releases(
                    government,
                    village,
                    (*released[government.id], *released[village.id]),
                    calendar=calendar,
                    since=day - LOOKED_AT,
                    on=day,
                    many_dealings=many_dealings,
                ),
            )
            for twin, government, village in places.twins()
        )

    def twins_nowhere(self, on: date | None = None) -> tuple[TwinNowhere, ...]:
        """Twins that layers name and of which an item holds neither here nor in a village."""
        return TwinPlaces(self.desk, on or self.desk.today()).nowhere()

    def proposed_twins(self, on: date | None = None) -> tuple[tuple[Twin, Match], ...]:
        """Government items and items of village affairs that look like one matter.

        A person decides, and enters the pair in a layer's ``twins``.
        """
        places = TwinPlaces(self.desk, on or self.desk.today())
        return proposed_twins(
            places.government_items(),
            places.village_items(),
            known=places.named(),
            words=words_of(self.desk.registry),
        )

    def _side(self, name: str, ground: Ground) -> CatalogueSide:
        catalogue = OfficeCatalogue(self.desk)
        if means_office(name):
            day = office_day(name)
            held = catalogue.current(day or ground.on, include_unverified=ground.include_unverified)
            shown = self.desk.settings.name
            return catalogue_side(f"{shown} ({day})" if day else shown, held, ground)
        if name.startswith(REGION):
            region = name.removeprefix(REGION)
            held = catalogue.current(
                ground.on, region=region, include_unverified=ground.include_unverified
            )
            return catalogue_side(name, held, ground)
        return side_of(name, ground)


def ground_of(
    registry: Registry,
    *,
    on: date,
    domain: str | None = None,
    include_unverified: bool = False,
) -> Ground:
    """What sides are read by.

    Raises:
        DataError: there is no such domain.
    """
    known = registry.on(on).domains
    chosen = known_domain(known, domain) if domain is not None else None
    return Ground(registry=registry, on=on, domain=chosen, include_unverified=include_unverified)


def compare_sides(left: str, right: str, ground: Ground) -> CatalogueComparison:
    """Two sides compared without an office: files, folders, layers, regions.

    Raises:
        DataError: a side is not there or has mistakes.
        NotFoundError: there is no such layer or region.
        UnreadableFileError: a file cannot be read.
    """
    return compare_catalogues(
        side_of(left, ground),
        side_of(right, ground),
        successions=successions_of(ground),
        words=words_of(ground.registry),
    )


def successions_of(ground: Ground) -> Iterable[Succession]:
    """What became of items by the words of any layer."""
    return (each for layer in ground.layers for each in layer.successions)


def words_of(registry: Registry) -> ComparisonWords:
    """The words of comparing, with the traditional characters that the plugins know."""
    return evolve(COMPARISON_WORDS, simplified=registry.table_form.simplified)

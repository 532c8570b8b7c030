"""Comparing catalogues, and government items with their village twins, in an office (目录比对)."""

from collections.abc import Iterable
from datetime import date

from attrs import evolve, frozen

from disclosure_core.catalogue.comparison.comparing import compare
from disclosure_core.catalogue.comparison.values import Comparison, Side
from disclosure_core.catalogue.comparison.words import COMPARISON_WORDS, ComparisonWords
from disclosure_core.catalogue.imports import domain_named
from disclosure_core.catalogue.values import Domain, Succession
from disclosure_core.errors import DataError
from disclosure_core.extensions.registry import Registry
from disclosure_core.messages import Message
from disclosure_core.office.catalogue import OfficeCatalogue
from disclosure_core.office.desk import Desk
from disclosure_core.office.layers import OfficeLayers
from disclosure_core.office.sides import (
    REGION,
    Ground,
    catalogue_side,
    means_office,
    office_day,
    side_of,
)


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
    ) -> Comparison:
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
        return compare(
            self._side(left, ground),
            self._side(right, ground),
            successions=OfficeLayers(self.desk).successions(),
            words=words_of(self.desk.registry),
        )

    def _side(self, name: str, ground: Ground) -> Side:
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
    chosen: Domain | None = None
    if domain is not None:
        known = registry.on(on).domains
        chosen = domain_named(known, domain)
        if chosen is None:
            raise DataError(
                Message("There is no domain {domain}.", domain=domain),
                fix=Message(
                    "name one of the known domains: {domains}",
                    domains=tuple(each.name for each in known),
                ),
            )
    return Ground(registry=registry, on=on, domain=chosen, include_unverified=include_unverified)


def compare_sides(left: str, right: str, ground: Ground) -> Comparison:
    """Two sides compared without an office: files, folders, layers, regions.

    Raises:
        DataError: a side is not there or has mistakes.
        NotFoundError: there is no such layer or region.
        UnreadableFileError: a file cannot be read.
    """
    return compare(
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

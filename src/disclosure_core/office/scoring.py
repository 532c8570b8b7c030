"""Formulas on the office's own records."""

from datetime import date

from attrs import frozen

from disclosure_core.catalogue.coverage import CoverageResult, coverage
from disclosure_core.office.catalogue import OfficeCatalogue
from disclosure_core.office.desk import Desk
from disclosure_core.office.publication import OfficePublication


@frozen
class OfficeScoring:
    """Scores of the office, each with its ledger (评分)."""

    desk: Desk

    def coverage(self, on: date | None = None) -> CoverageResult:
        """Items with a public release, of all items that hold here, by domain and in all."""
        catalogue = OfficeCatalogue(self.desk)
        return coverage(
            [each.item for each in catalogue.current(on).items],
            OfficePublication(self.desk).fulfilments(),
            catalogue.domains,
            on=on or self.desk.today(),
        )

"""Formulas on the office's own records."""

from datetime import date

from attrs import frozen

from disclosure_core.catalogue.coverage import Coverage, coverage
from disclosure_core.office.catalogue import OfficeCatalogue
from disclosure_core.office.desk import Desk
from disclosure_core.office.publication import OfficePublication


@frozen
class OfficeScoring:
    """Scores of the office, each with its ledger (评分)."""

    desk: Desk

    def coverage(self, on: date | None = None) -> Coverage:
        """Items with a public release, of all items that hold here, by domain and in all."""
        day = on or self.desk.today()
        key = (day, self.desk.visible, self.desk.journal_head())
        return self.desk.memory.recall("coverage", key, lambda: self._measured(day))

    def _measured(self, day: date) -> Coverage:
        catalogue = OfficeCatalogue(self.desk)
        return coverage(
            [each.item for each in catalogue.current(day).items],
            OfficePublication(self.desk).fulfilments(),
            catalogue.domains,
            on=day,
        )

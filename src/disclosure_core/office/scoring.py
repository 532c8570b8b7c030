"""Formulas on the office's own records."""

from datetime import date

from attrs import frozen

from disclosure_core.catalogue.measures.coverage import Coverage, coverage
from disclosure_core.errors import NotFoundError
from disclosure_core.messages import Message
from disclosure_core.office.catalogue import OfficeCatalogue
from disclosure_core.office.desk import Desk
from disclosure_core.office.publication import OfficePublication
from disclosure_core.scoring.values import Formula

COVERAGE = "core:coverage"
"""The formula of coverage; a plugin may replace it."""


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
            formula=self._coverage_formula(day),
        )

    def _coverage_formula(self, day: date) -> Formula:
        """Core's definition, or that of the plugin which replaces it."""
        for formula in self.desk.registry.on(day).formulas:
            if COVERAGE in (formula.id, formula.replaces):
                return formula
        raise NotFoundError(Message("No formula {id} is in force.", id=COVERAGE))

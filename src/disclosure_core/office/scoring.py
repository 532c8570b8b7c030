"""Formulas on the office's own records."""

from datetime import date

from attrs import frozen

from disclosure_core.catalogue.history import carried_fulfilments
from disclosure_core.catalogue.measures.coverage import Coverage, coverage
from disclosure_core.errors import NotFoundError
from disclosure_core.messages import Message
from disclosure_core.office.catalogue import OfficeCatalogue
from disclosure_core.office.desk import Desk
from disclosure_core.office.layers import OfficeLayers
from disclosure_core.office.publication import OfficePublication
from disclosure_core.scoring.values import Formula

COVERAGE = "core:coverage"
"""The formula of coverage; a plugin may replace it."""


@frozen
class OfficeScoring:
    """Scores of the office, each with its ledger (评分)."""

    desk: Desk

    def coverage(self, on: date | None = None) -> Coverage:
        """Items with a public release, of the items to be disclosed here, by domain and in all."""
        day = on or self.desk.today()
        key = (day, self.desk.visible, self.desk.journal_head())
        return self.desk.memory.recall("coverage", key, lambda: self._measured(day))

    def _measured(self, day: date) -> Coverage:
        catalogue = OfficeCatalogue(self.desk)
        return coverage(
            [each.item for each in catalogue.current(day).items if not each.unverified],
            carried_fulfilments(
                OfficePublication(self.desk).fulfilments(), OfficeLayers(self.desk).successions()
            ),
            catalogue.domains,
            on=day,
            formula=coverage_formula(self.desk, day),
        )


def coverage_formula(desk: Desk, day: date) -> Formula:
    """Core's definition of coverage on a day, or that of the plugin which replaces it."""
    for formula in desk.registry.on(day).formulas:
        if COVERAGE in (formula.id, formula.replaces):
            return formula
    raise NotFoundError(Message("No formula {id} is in force.", id=COVERAGE))

"""Reports about the office, as values that every renderer shows alike."""

from datetime import date

from attrs import frozen

from disclosure_core.office.desk import Desk
from disclosure_core.office.journal import OfficeJournal
from disclosure_core.office.scoring import OfficeScoring
from disclosure_core.rendering.values import Report
from disclosure_core.reports.coverage_bulletin import coverage_bulletin


@frozen
class OfficeReports:
    """Building bulletins (通报)."""

    desk: Desk

    def coverage_bulletin(self, on: date | None = None) -> Report:
        """The coverage bulletin: method, figures, ledger, misses, and the journal's head."""
        return coverage_bulletin(
            OfficeScoring(self.desk).coverage(on),
            office=self.desk.settings.name,
            made_at=self.desk.now(),
            journal=OfficeJournal(self.desk).head(),
        )

"""Reports about the office, as values that every renderer shows alike."""

from datetime import date

from attrs import frozen

from disclosure_core.messages import Message
from disclosure_core.office.desk import Desk
from disclosure_core.office.journal import OfficeJournal
from disclosure_core.office.scoring import OfficeScoring
from disclosure_core.rendering.values import Report, Source
from disclosure_core.reports.coverage_bulletin import Proof, coverage_bulletin


@frozen
class OfficeReports:
    """Building bulletins (通报)."""

    desk: Desk

    def coverage_bulletin(
        self, on: date | None = None, *, ranked: bool = False, item_link: str | None = None
    ) -> Report:
        """The coverage bulletin: method, figures, ledger, misses, and the journal's checkpoint.

        Args:
            on: The day it is measured for; today.
            ranked: Sort the domains by rate and print ranks.
            item_link: Link to an item's page with ``{item}`` for its id.
        """
        checkpoint = OfficeJournal(self.desk).checkpoint()
        return coverage_bulletin(
            OfficeScoring(self.desk).coverage(on),
            office=self.desk.settings.name,
            generated_at=self.desk.now(),
            source=Source(
                Message("The office's catalogue and its public releases"),
                link=self.desk.settings.site.address,
            ),
            proof=Proof(
                journal_head=checkpoint.digest or "-",
                checkpoint=f"{checkpoint.sequence} {checkpoint.digest}",
            ),
            ranked=ranked,
            item_link=item_link,
        )

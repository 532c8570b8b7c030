"""The office's organisation: its tree, what names mean, reported figures, pilots it claims.

Reported figures are quotations with their source; beside each stands what the office counts itself,
under a name of its own. Neither is ever put in the other's place.
"""

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from disclosure_core.access.permissions import Permission
from disclosure_core.access.values import Visibility
from disclosure_core.catalogue.values import Domain
from disclosure_core.codec import structure, unstructure
from disclosure_core.errors import DataError, NotFoundError
from disclosure_core.legal import LegalBasis
from disclosure_core.messages import Message
from disclosure_core.office.catalogue import OfficeCatalogue
from disclosure_core.office.desk import Desk
from disclosure_core.office.measured import Measured, measured
from disclosure_core.office.regions import tree_on
from disclosure_core.organisation.figures import PartsCheck, check_parts
from disclosure_core.organisation.history import History, history_of
from disclosure_core.organisation.names import Resolution
from disclosure_core.organisation.tree import OrganisationTree, meant_by
from disclosure_core.organisation.values import Agency, PilotClaim, Region, ReportedFigure
from disclosure_core.records.bigrams import joined_text, matches
from disclosure_core.records.ids import new_id
from disclosure_core.records.values import Query

PILOT_CLAIM = "core:pilot-claim"


@frozen(kw_only=True)
class ReportedBesideOwn:
    """A reported figure, whether its parts add up, and what the office counts itself (数据对照).

    ``own`` is ``None`` where nothing of ours answers to it, or it is about another region.
    """

    check: PartsCheck
    own: Measured | None = None

    @property
    def figure(self) -> ReportedFigure:
        """The figure as reported."""
        return self.check.figure


@frozen(kw_only=True)
class Pilot:
    """A domain claimed as pilot (试点), with the record's id where the office claimed it itself."""

    claim: PilotClaim
    record: str | None = None


@frozen
class OfficeOrganisation:
    """Regions, agencies, their history, pilots and reported figures (组织机构)."""

    desk: Desk

    def tree(self, on: date | None = None) -> OrganisationTree:
        """The tree of all plugins on ``on`` (today)."""
        return tree_on(self.desk, on or self.desk.today())

    def resolve(self, name: str, on: date | None = None) -> Resolution:
        """The agency that goes by ``name`` on ``on`` (today), by a former name too.

        An agency of the office's region, or above or beneath it, is meant before all others.
        """
        return self.tree(on).resolve(name, near=self.desk.settings.region)

    def history(self, named: str) -> History:
        """What a region or agency came from and what became of it.

        Args:
            named: Its id, the part of it after the colon, or any of its names of any day.

        Raises:
            NotFoundError: nothing has that id or name on any day.
            DataError: several have that name.
        """
        whole = self.desk.registry.organisation
        units: tuple[Region | Agency, ...] = (*whole.regions, *whole.agencies)
        found = {each.id for each in meant_by(units, named)}
        if len(found) == 1:
            return history_of(whole, found.pop())
        if not found:
            raise NotFoundError(Message("There is no region or agency {id}.", id=named))
        raise DataError(
            Message("Several regions or agencies are called {name}.", name=named),
            fix=Message("name one by its id: {ids}", ids=tuple(sorted(found))),
        )

    def search(self, words: str) -> tuple[Region | Agency, ...]:
        """The regions and agencies of the office that go by names with all ``words`` in them.

        Those that stand today: the office's region, all within it, and their agencies.

        Raises:
            DataError: the search is too long.
        """
        tree = self.tree()
        own = tree.find(self.desk.settings.region)
        regions = tree.regions if own is None else (own, *tree.descendants(own.id))
        units: list[Region | Agency] = [*regions]
        units += [agency for region in regions for agency in tree.agencies_of(region.id)]
        return tuple(
            each for each in units if matches(joined_text((each.name, *each.names)), words)
        )

    def figures(self, on: date | None = None) -> tuple[ReportedBesideOwn, ...]:
        """What was reported about the office's region, beside what is counted on ``on`` (today)."""
        day = on or self.desk.today()
        checks = check_parts(self.desk.registry.organisation.reported_figures)
        pilots = len({each.claim.domain for each in self._own_pilots()})
        return tuple(
            ReportedBesideOwn(
                check=each,
                own=measured(self.desk, each.figure.measure, day, pilots=pilots)
                if each.figure.measure is not None and self._is_here(each.figure.region)
                else None,
            )
            for each in checks
            if self._concerns(each.figure.region, day)
        )

    def _is_here(self, region: str | None) -> bool:
        return region is None or region == self.desk.settings.region

    def _concerns(self, region: str | None, day: date) -> bool:
        """Whether something about ``region`` concerns the office: above, beneath or its own."""
        own = self.desk.settings.region
        if region is None or own is None:
            return True
        return self.tree(day).in_one_chain(region, own)

    def pilots(self) -> tuple[Pilot, ...]:
        """The domains claimed as pilots: those plugins tell of, then the office's own claims."""
        day = self.desk.today()
        told = (
            Pilot(claim=each)
            for each in self.desk.registry.organisation.pilots
            if self._concerns(each.region, day)
        )
        return (*told, *self._own_pilots())

    def _own_pilots(self) -> Iterator[Pilot]:
        query = Query(kind=PILOT_CLAIM, newest_first=False)
        for record in self.desk.store.each(query, visible=self.desk.visible):
            yield Pilot(claim=structure(record.body, PilotClaim), record=record.id)

    def domain(self, named: str) -> Domain:
        """The domain of that id or name.

        Raises:
            NotFoundError: there is none.
        """
        return OfficeCatalogue(self.desk).domain(named)

    def claim(self, domain: str, *, reason: str, basis: LegalBasis | None = None) -> Pilot:
        """Claim a domain as pilot (认领试点领域): a record, and an entry in the journal.

        Args:
            domain: Id or name of the domain.
            reason: Why it is claimed.
            basis: What asks for the pilot.

        Raises:
            NotAllowedError: the actor may not change the catalogue.
            NotFoundError: there is no such domain.
            DataError: there is no reason, or the office has claimed it already.
        """
        self.desk.permit(Permission.KEEP_CATALOGUE)
        _require_reason(reason)
        found = self.domain(domain)
        claim = PilotClaim(
            domain=found.id,
            region=self.desk.settings.region,
            claimed_on=self.desk.today(),
            claimed_by=self.desk.settings.name,
            reason=reason.strip(),
            basis=basis,
        )
        record = new_id(self.desk.now())
        with self.desk.store.transaction(self.desk.change(reason.strip())) as transaction:
            if any(each.claim.domain == found.id for each in self._own_pilots()):
                raise DataError(
                    Message("{domain} is claimed already.", domain=found.name),
                    fix=Message("`disclosure organisation pilots` shows the claims."),
                )
            transaction.put(PILOT_CLAIM, record, unstructure(claim), visibility=Visibility.PUBLIC)
        return Pilot(claim=claim, record=record)

    def withdraw_claim(self, domain: str, *, reason: str) -> Pilot:
        """Take back the office's claim of a domain; the journal keeps that it was claimed.

        Raises:
            NotAllowedError: the actor may not change the catalogue.
            NotFoundError: there is no such domain, or the office has not claimed it.
            DataError: there is no reason.
        """
        self.desk.permit(Permission.KEEP_CATALOGUE)
        _require_reason(reason)
        found = self.domain(domain)
        with self.desk.store.transaction(self.desk.change(reason.strip())) as transaction:
            for pilot in self._own_pilots():
                if pilot.claim.domain == found.id and pilot.record is not None:
                    transaction.remove(PILOT_CLAIM, pilot.record)
                    return pilot
        raise NotFoundError(
            Message("The office has not claimed {domain}.", domain=found.name),
            fix=Message("`disclosure organisation pilots` shows the claims."),
        )


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise DataError(Message("A reason is needed: it is kept in the journal."))

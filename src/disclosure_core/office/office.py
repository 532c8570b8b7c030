"""Open an office and hand out its areas.

A small front: settings, registry and store are put together once, and each area is an object of
its own. Opening refuses plugins that do not fit; nothing is half open.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from attrs import evolve, frozen

from disclosure_core.access.values import PUBLIC, Actor
from disclosure_core.extensions.collecting import load_registry
from disclosure_core.office.access import OfficeAccess
from disclosure_core.office.backups import OfficeBackups
from disclosure_core.office.calendar import OfficeCalendar
from disclosure_core.office.cases import OfficeCases
from disclosure_core.office.catalogue import OfficeCatalogue
from disclosure_core.office.comparison import OfficeComparison
from disclosure_core.office.confirmations import OfficeConfirmations
from disclosure_core.office.delivery import OfficeDelivery
from disclosure_core.office.desk import Desk
from disclosure_core.office.documents import OfficeDocuments
from disclosure_core.office.formations import OfficeFormations
from disclosure_core.office.history import OfficeHistory
from disclosure_core.office.journal import OfficeJournal
from disclosure_core.office.lint import OfficeLint
from disclosure_core.office.measures import OfficeMeasures
from disclosure_core.office.organisation import OfficeOrganisation
from disclosure_core.office.publication import OfficePublication
from disclosure_core.office.reports import OfficeReports
from disclosure_core.office.retention import OfficeRetention
from disclosure_core.office.review import OfficeReview
from disclosure_core.office.scoring import OfficeScoring
from disclosure_core.office.stores import open_store
from disclosure_core.office.tables import OfficeTables
from disclosure_core.office.templates import OfficeTemplates
from disclosure_core.office.towns import OfficeTowns
from disclosure_core.office.versions import OfficeVersions
from disclosure_core.settings import Settings, load_settings


@frozen(kw_only=True)
class Office(Desk):
    """A disclosure office (公开办) as one actor sees it.

    ``with open_office(settings) as office:`` closes the store at the end.
    """

    def as_actor(self, actor: Actor) -> "Office":
        """The same office, seen and acted in by somebody else."""
        return evolve(self, actor=actor)

    @property
    def access(self) -> OfficeAccess:
        """Appointments, and what they allow (人员与权限)."""
        return OfficeAccess(self)

    @property
    def cases(self) -> OfficeCases:
        """What goes through processes: open, act, comment, list (办件)."""
        return OfficeCases(self)

    @property
    def calendar(self) -> OfficeCalendar:
        """Working days here, and what a new notice moves (日历)."""
        return OfficeCalendar(self)

    @property
    def catalogue(self) -> OfficeCatalogue:
        """Domains, items, printed tables (目录)."""
        return OfficeCatalogue(self)

    @property
    def confirmations(self) -> OfficeConfirmations:
        """Unverified items, and confirming them (核实)."""
        return OfficeConfirmations(self)

    @property
    def towns(self) -> OfficeTowns:
        """What towns and villages disclose, prefilled (乡村目录)."""
        return OfficeTowns(self)

    @property
    def history(self) -> OfficeHistory:
        """What became of items; splitting and merging the office's own (事项沿革)."""
        return OfficeHistory(self)

    @property
    def versions(self) -> OfficeVersions:
        """What a new version would change, before it is applied (版本预览)."""
        return OfficeVersions(self)

    @property
    def organisation(self) -> OfficeOrganisation:
        """Regions, agencies, pilots, reported figures (组织机构)."""
        return OfficeOrganisation(self)

    @property
    def templates(self) -> OfficeTemplates:
        """Domains exported for others (领域模板)."""
        return OfficeTemplates(self)

    @property
    def tables(self) -> OfficeTables:
        """The catalogue exported as tables, and tables taken in (目录导出与导入)."""
        return OfficeTables(self)

    @property
    def lint(self) -> OfficeLint:
        """What is wrong with the catalogue (目录检查)."""
        return OfficeLint(self)

    @property
    def comparison(self) -> OfficeComparison:
        """Catalogues held against each other, and items with their village twins (比对)."""
        return OfficeComparison(self)

    @property
    def documents(self) -> OfficeDocuments:
        """Drafts (起草)."""
        return OfficeDocuments(self)

    @property
    def review(self) -> OfficeReview:
        """Checking and deciding (审核)."""
        return OfficeReview(self)

    @property
    def publication(self) -> OfficePublication:
        """Releasing and withdrawing (发布)."""
        return OfficePublication(self)

    @property
    def delivery(self) -> OfficeDelivery:
        """Working through the outbox (投递)."""
        return OfficeDelivery(self)

    @property
    def scoring(self) -> OfficeScoring:
        """Formulas on the office's own records (评分)."""
        return OfficeScoring(self)

    @property
    def formations(self) -> OfficeFormations:
        """What was formed or changed (信息形成)."""
        return OfficeFormations(self)

    @property
    def measures(self) -> OfficeMeasures:
        """Obligations, and how the office stands with them (义务与指标)."""
        return OfficeMeasures(self)

    @property
    def reports(self) -> OfficeReports:
        """Bulletins (报告)."""
        return OfficeReports(self)

    @property
    def retention(self) -> OfficeRetention:
        """How long records are kept; purging, erasing, holds (保存期限)."""
        return OfficeRetention(self)

    @property
    def journal(self) -> OfficeJournal:
        """The chained journal (日志)."""
        return OfficeJournal(self)

    @property
    def backups(self) -> OfficeBackups:
        """Backups, and the condition of the store (备份)."""
        return OfficeBackups(self)

    def close(self) -> None:
        """Close the store."""
        self.store.close()

    def __enter__(self) -> "Office":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_office(
    settings: Settings | Path | str,
    *,
    actor: Actor = PUBLIC,
    without: Iterable[str] = (),
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Office:
    """Open the office that ``settings`` describe.

    Args:
        settings: Settings, or the path of a ``disclosure.toml``.
        actor: Who acts; the public where nobody is named.
        without: Names of plugins to leave out.
        clock: Answers the instant, timezone-aware.

    Raises:
        DataError: the settings file has mistakes; all of them are named.
        RegistryError: plugins cannot be used together; all mistakes of all plugins are named.
        StoreError: the store was written by a newer version, or cannot be opened.
    """
    chosen = settings if isinstance(settings, Settings) else load_settings(Path(settings))
    left_out = tuple(without)
    registry = load_registry(chosen, on=clock().date(), without=left_out)
    chosen = evolve(chosen, without=tuple(dict.fromkeys((*chosen.without, *left_out))))
    store = open_store(chosen.store, registry, folder=chosen.folder)
    return Office(settings=chosen, registry=registry, store=store, actor=actor, clock=clock)

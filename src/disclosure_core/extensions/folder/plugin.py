"""What a folder supplies, in the shape of hooks, so that it is asked like any other plugin."""

from collections.abc import Iterable, Mapping

from attrs import field, frozen

from disclosure_core.calendar.values import HolidayNotice
from disclosure_core.catalogue.tables.values import TableForm
from disclosure_core.catalogue.values import CatalogueLayer, Domain
from disclosure_core.extensions.folder.rows import Entry
from disclosure_core.hookspecs import hookimpl
from disclosure_core.legal import LegalDocument
from disclosure_core.organisation.values import Organisation
from disclosure_core.requests.values import RequestRules
from disclosure_core.review.values import ReviewRule
from disclosure_core.workflow.values import Workflow

NOTHING = Organisation()


@frozen(kw_only=True)
class FolderPlugin:
    """A plugin read from a folder (数据插件).

    Its ids are still local. ``places`` says for each hook where each value stands, as
    ``plugin.toml domains[0]``, and ``layer_entries`` for each layer and each of its sections where
    its entries stand. A plugin in Python may read its own data so and hand the fields on.
    """

    name: str
    title: str | None = None
    version: str | None = None
    domains: tuple[Domain, ...] = ()
    layers: tuple[CatalogueLayer, ...] = ()
    organisation: Organisation = NOTHING
    table_forms: tuple[TableForm, ...] = ()
    notices: tuple[HolidayNotice, ...] = ()
    rules: tuple[ReviewRule, ...] = ()
    legal_documents: tuple[LegalDocument, ...] = ()
    request_rules: tuple[RequestRules, ...] = ()
    workflows: tuple[Workflow, ...] = ()
    places: Mapping[str, tuple[str, ...]] = field(factory=dict, repr=False)
    layer_entries: tuple[Mapping[str, tuple[Entry, ...]], ...] = field(default=(), repr=False)

    def place(self, hook: str, index: int) -> str:
        """Where the value a hook gives at ``index`` stands."""
        places = self.places.get(hook, ())
        return places[index] if index < len(places) else "plugin.toml"

    def entries(self, hook: str, index: int) -> Mapping[str, tuple[Entry, ...]]:
        """Where the parts of the value a hook gives at ``index`` stand, by section."""
        if hook != "disclosure_items" or index >= len(self.layer_entries):
            return {}
        return self.layer_entries[index]

    @hookimpl
    def disclosure_domains(self) -> Iterable[Domain]:
        """Its domains."""
        return self.domains

    @hookimpl
    def disclosure_items(self) -> Iterable[CatalogueLayer]:
        """Its layers."""
        return self.layers

    @hookimpl
    def disclosure_organisations(self) -> Iterable[Organisation]:
        """Its regions and agencies, if it has any."""
        return () if self.organisation == NOTHING else (self.organisation,)

    @hookimpl
    def disclosure_table_forms(self) -> Iterable[TableForm]:
        """Its table forms."""
        return self.table_forms

    @hookimpl
    def disclosure_calendars(self) -> Iterable[HolidayNotice]:
        """Its notices of holidays."""
        return self.notices

    @hookimpl
    def disclosure_legal_documents(self) -> Iterable[LegalDocument]:
        """Its texts for the controlled list of bases."""
        return self.legal_documents

    @hookimpl
    def disclosure_request_rules(self) -> Iterable[RequestRules]:
        """Its texts of the law of requests."""
        return self.request_rules

    @hookimpl
    def disclosure_workflows(self) -> Iterable[Workflow]:
        """Its definitions of processes."""
        return self.workflows

    @hookimpl
    def disclosure_review_rules(self) -> Iterable[ReviewRule]:
        """Its rules, each of a kind that core knows."""
        return self.rules

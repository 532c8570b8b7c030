"""Everything the plugins supply, checked and frozen (注册表).

Made by ``extensions.collecting``; nothing in it changes. Every id is written in full
(``china:work-safety``) and the order of everything is fixed. ``registry.on(day)`` is what is in
force that day.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from attrs import evolve, field, frozen

from disclosure_core.calendar.values import HolidayNotice
from disclosure_core.catalogue.layers import layers_in_place
from disclosure_core.catalogue.lint.values import LintRule
from disclosure_core.catalogue.tables.values import TableForm, merge_forms
from disclosure_core.catalogue.values import CatalogueLayer, Domain
from disclosure_core.errors import NotFoundError
from disclosure_core.extensions.plugins import Plugin
from disclosure_core.legal import LegalDocument
from disclosure_core.messages import Message
from disclosure_core.organisation.values import (
    Agency,
    Organisation,
    Region,
    ReportedFigure,
    ServicePoint,
    joined,
)
from disclosure_core.publication.values import Channel
from disclosure_core.records.store import StoreFactory
from disclosure_core.records.values import RecordKind
from disclosure_core.requests.values import RequestRules
from disclosure_core.review.values import ReviewRule
from disclosure_core.scoring.values import Formula
from disclosure_core.workflow.values import Workflow

V = TypeVar("V")


@frozen(kw_only=True, eq=False)
class Registry:
    """What the plugins supply together.

    Attributes:
        plugins: All that are in use, the core first.
        domains: By number, then id.
        layers: Each after the one it lies over, higher levels first, then by id.
        table_forms: By id; :attr:`table_form` is all of them as one.
        organisations: One for each plugin that gave any.
        record_kinds: By name.
        rules, channels, formulas: By id.
        calendars: Notices by year, the national one first.
        legal_documents: The controlled list of bases, by title, older texts first; ended texts
            stay in it on every day, because lint must know them.
        lint_rules: Rules of the catalogue's lint beside the library's own, by code.
        request_rules: The law of requests, older texts first.
        workflows: Definitions of processes, by id.
        stores: What opens stores of other databases, by scheme.
        commands: A plugin's click commands by its name.
        settings: A plugin's own settings by its name.
    """

    plugins: tuple[Plugin, ...] = ()
    domains: tuple[Domain, ...] = ()
    layers: tuple[CatalogueLayer, ...] = ()
    table_forms: tuple[TableForm, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    record_kinds: tuple[RecordKind, ...] = ()
    rules: tuple[ReviewRule, ...] = ()
    channels: tuple[Channel, ...] = ()
    formulas: tuple[Formula, ...] = ()
    calendars: tuple[HolidayNotice, ...] = ()
    legal_documents: tuple[LegalDocument, ...] = ()
    lint_rules: tuple[LintRule, ...] = ()
    request_rules: tuple[RequestRules, ...] = ()
    workflows: tuple[Workflow, ...] = ()
    stores: tuple[StoreFactory, ...] = ()
    commands: Mapping[str, tuple[Any, ...]] = field(factory=dict)
    settings: Mapping[str, Any] = field(factory=dict)

    @property
    def regions(self) -> tuple[Region, ...]:
        """The regions of all plugins."""
        return tuple(each for one in self.organisations for each in one.regions)

    @property
    def agencies(self) -> tuple[Agency, ...]:
        """The agencies of all plugins."""
        return tuple(each for one in self.organisations for each in one.agencies)

    @property
    def service_points(self) -> tuple[ServicePoint, ...]:
        """The service points of all plugins."""
        return tuple(each for one in self.organisations for each in one.service_points)

    @property
    def reported_figures(self) -> tuple[ReportedFigure, ...]:
        """The figures that plugins quote."""
        return tuple(each for one in self.organisations for each in one.reported_figures)

    @property
    def organisation(self) -> Organisation:
        """What all plugins know of regions, agencies and their history, as one tree."""
        return joined(self.organisations)

    @property
    def table_form(self) -> TableForm:
        """One form that knows the words of all."""
        return merge_forms(self.table_forms)

    def on(self, day: date) -> "Registry":
        """What is in force on ``day``, without what something in force then replaces.

        What lay over a replaced layer lies over the one that replaces it. A layer of one region
        replaces only there, so that elsewhere both are answered.
        """
        layers, _ = layers_in_place(self.layers, on=day, everywhere=True)
        return evolve(
            self,
            domains=_in_force(self.domains, day),
            layers=layers,
            organisations=tuple(
                evolve(
                    each,
                    regions=_in_force(each.regions, day),
                    agencies=_in_force(each.agencies, day),
                    service_points=_in_force(each.service_points, day),
                    responsible=_standing(each.responsible, day),
                )
                for each in self.organisations
            ),
            rules=_in_force(self.rules, day),
            channels=_in_force(self.channels, day),
            formulas=_in_force(self.formulas, day),
            request_rules=_in_force(self.request_rules, day),
            workflows=_in_force(self.workflows, day),
        )

    def domain(self, id: str) -> Domain:
        """The domain of that id. Raises NotFoundError where there is none."""
        return _of_id(self.domains, id)

    def layer(self, id: str) -> CatalogueLayer:
        """The layer of that id. Raises NotFoundError where there is none."""
        return _of_id(self.layers, id)

    def rule(self, id: str) -> ReviewRule:
        """The rule of that id. Raises NotFoundError where there is none."""
        return _of_id(self.rules, id)

    def channel(self, id: str) -> Channel:
        """The channel of that id. Raises NotFoundError where there is none."""
        return _of_id(self.channels, id)

    def workflow(self, id: str) -> Workflow:
        """The workflow of that id. Raises NotFoundError where there is none."""
        return _of_id(self.workflows, id)

    def formula(self, id: str) -> Formula:
        """The formula of that id. Raises NotFoundError where there is none."""
        return _of_id(self.formulas, id)


def _in_force(values: Iterable[V], day: date) -> tuple[V, ...]:
    standing = [each for each in values if each.in_force.covers(day)]  # type: ignore[attr-defined]
    replaced = {getattr(each, "replaces", None) for each in standing} - {None}
    return tuple(each for each in standing if each.id not in replaced)  # type: ignore[attr-defined]


def _standing(values: Iterable[V], day: date) -> tuple[V, ...]:
    """Those in force, for values that have no id to be replaced by."""
    return tuple(each for each in values if each.in_force.covers(day))  # type: ignore[attr-defined]


def _of_id(values: Iterable[V], id: str) -> V:
    for each in values:
        if each.id == id:  # type: ignore[attr-defined]
            return each
    raise NotFoundError(Message("No plugin supplies {id}.", id=id))

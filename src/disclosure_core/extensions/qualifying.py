"""Give every id its plugin's name: ``work-safety`` of ``china`` becomes ``china:work-safety``.

References inside a plugin's values follow the same rule: one without a colon is to the plugin's own
thing, one with a colon to another plugin's. Changes ids only.
"""

from functools import singledispatch
from typing import Any, TypeVar

from attrs import evolve, fields_dict, has

from disclosure_core.calendar.values import HolidayNotice
from disclosure_core.catalogue.lint.values import LintRule
from disclosure_core.catalogue.values import (
    CatalogueLayer,
    DisclosureItem,
    ItemType,
    Omission,
    Refinement,
    Succession,
    Twin,
    Waiver,
)
from disclosure_core.organisation.values import (
    Agency,
    Organisation,
    OrganisationChange,
    PilotClaim,
    Region,
    ReportedFigure,
    Responsible,
    ServicePoint,
)
from disclosure_core.records.values import RecordKind

V = TypeVar("V")


def full_id(id: str, plugin: str) -> str:
    """``id`` with the plugin's name before it, unless it has one."""
    return id if ":" in id else f"{plugin}:{id}"


def qualified(value: V, plugin: str) -> V:
    """``value`` of ``plugin`` with its ids and its references written in full."""
    changed: V = _qualified(value, plugin)
    return changed


def _reference(id: str | None, plugin: str) -> str | None:
    return full_id(id, plugin) if id else id  # "" takes a reference away


@singledispatch
def _qualified(value: Any, plugin: str) -> Any:
    """Domains, rules, channels, formulas, table forms: an id, and perhaps what it replaces."""
    if not has(type(value)):
        return value
    names = fields_dict(type(value))
    changes: dict[str, str | None] = {}
    if "id" in names:
        changes["id"] = full_id(value.id, plugin)
    if "replaces" in names:
        changes["replaces"] = _reference(value.replaces, plugin)
    return evolve(value, **changes)


@_qualified.register
def _(kind: RecordKind, plugin: str) -> RecordKind:
    return evolve(kind, name=full_id(kind.name, plugin))


@_qualified.register
def _(rule: LintRule, plugin: str) -> LintRule:
    return evolve(rule, code=full_id(rule.code, plugin))


@_qualified.register
def _(notice: HolidayNotice, plugin: str) -> HolidayNotice:
    return evolve(notice, region=_reference(notice.region, plugin))


@_qualified.register
def _(layer: CatalogueLayer, plugin: str) -> CatalogueLayer:
    return evolve(
        layer,
        id=full_id(layer.id, plugin),
        over=_reference(layer.over, plugin),
        region=_reference(layer.region, plugin),
        items=tuple(_item(each, plugin) for each in layer.items),
        refinements=tuple(_refinement(each, plugin) for each in layer.refinements),
        omissions=tuple(_omission(each, plugin) for each in layer.omissions),
        item_types=tuple(_item_type(each, plugin) for each in layer.item_types),
        successions=tuple(_succession(each, plugin) for each in layer.successions),
        waivers=tuple(_waiver(each, plugin) for each in layer.waivers),
        twins=tuple(_twin(each, plugin) for each in layer.twins),
        replaces=_reference(layer.replaces, plugin),
    )


def _item(item: DisclosureItem, plugin: str) -> DisclosureItem:
    return evolve(
        item,
        id=full_id(item.id, plugin),
        domain=full_id(item.domain, plugin),
        item_type=_reference(item.item_type, plugin),
    )


def _item_type(item_type: ItemType, plugin: str) -> ItemType:
    return evolve(item_type, id=full_id(item_type.id, plugin))


def _succession(succession: Succession, plugin: str) -> Succession:
    return evolve(
        succession,
        before=tuple(full_id(each, plugin) for each in succession.before),
        after=tuple(full_id(each, plugin) for each in succession.after),
    )


def _waiver(waiver: Waiver, plugin: str) -> Waiver:
    return evolve(waiver, item=_reference(waiver.item, plugin))


def _twin(twin: Twin, plugin: str) -> Twin:
    return evolve(
        twin,
        government=full_id(twin.government, plugin),
        village=full_id(twin.village, plugin),
    )


def _refinement(refinement: Refinement, plugin: str) -> Refinement:
    return evolve(
        refinement,
        item=full_id(refinement.item, plugin),
        item_type=_reference(refinement.item_type, plugin),
    )


def _omission(omission: Omission, plugin: str) -> Omission:
    return evolve(omission, item=full_id(omission.item, plugin))


@_qualified.register
def _(organisation: Organisation, plugin: str) -> Organisation:
    return Organisation(
        regions=tuple(_region(each, plugin) for each in organisation.regions),
        agencies=tuple(_agency(each, plugin) for each in organisation.agencies),
        service_points=tuple(_point(each, plugin) for each in organisation.service_points),
        responsible=tuple(_responsible(each, plugin) for each in organisation.responsible),
        changes=tuple(_change(each, plugin) for each in organisation.changes),
        pilots=tuple(_pilot(each, plugin) for each in organisation.pilots),
        reported_figures=tuple(_figure(each, plugin) for each in organisation.reported_figures),
    )


def _region(region: Region, plugin: str) -> Region:
    return evolve(region, id=full_id(region.id, plugin), within=_reference(region.within, plugin))


def _agency(agency: Agency, plugin: str) -> Agency:
    return evolve(
        agency,
        id=full_id(agency.id, plugin),
        region=full_id(agency.region, plugin),
        within=_reference(agency.within, plugin),
        domains=tuple(full_id(each, plugin) for each in agency.domains),
    )


def _point(point: ServicePoint, plugin: str) -> ServicePoint:
    return evolve(
        point,
        id=full_id(point.id, plugin),
        region=full_id(point.region, plugin),
        agency=_reference(point.agency, plugin),
    )


def _responsible(responsible: Responsible, plugin: str) -> Responsible:
    return evolve(responsible, agency=full_id(responsible.agency, plugin))


def _change(change: OrganisationChange, plugin: str) -> OrganisationChange:
    return evolve(
        change,
        before=tuple(full_id(each, plugin) for each in change.before),
        after=tuple(full_id(each, plugin) for each in change.after),
    )


def _pilot(pilot: PilotClaim, plugin: str) -> PilotClaim:
    return evolve(
        pilot,
        domain=full_id(pilot.domain, plugin),
        region=_reference(pilot.region, plugin),
        agency=_reference(pilot.agency, plugin),
    )


def _figure(figure: ReportedFigure, plugin: str) -> ReportedFigure:
    return evolve(
        figure,
        id=full_id(figure.id, plugin),
        parts=tuple(full_id(each, plugin) for each in figure.parts),
        region=_reference(figure.region, plugin),
    )

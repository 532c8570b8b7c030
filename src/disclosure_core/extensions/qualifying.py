"""Give every id its plugin's name: ``work-safety`` of ``china`` becomes ``china:work-safety``.

References inside a plugin's values follow the same rule: one without a colon is to the plugin's own
thing, one with a colon to another plugin's. Changes ids only.
"""

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import evolve, fields_dict, frozen, has

from disclosure_core.access.values import Role
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
from disclosure_core.workflow.values import (
    Action,
    Escalation,
    OpinionRule,
    OwnRole,
    Stage,
    StageClock,
    StageRole,
    Workflow,
)

V = TypeVar("V")


@frozen(kw_only=True)
class _Named:
    """The fields of a class in which ids stand.

    ``ids`` must be there, one or several in a tuple; ``references`` may be ``None``, or empty to
    take a reference away; ``roles`` are ids unless core has a role of that name; ``parts`` hold
    values that have ids in turn.
    """

    ids: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


_NAMED: Mapping[type, _Named] = {
    RecordKind: _Named(ids=("name",)),
    LintRule: _Named(ids=("code",)),
    HolidayNotice: _Named(references=("region",)),
    CatalogueLayer: _Named(
        ids=("id",),
        references=("over", "region", "replaces"),
        parts=(
            "items",
            "refinements",
            "omissions",
            "item_types",
            "successions",
            "waivers",
            "twins",
        ),
    ),
    DisclosureItem: _Named(ids=("id", "domain"), references=("item_type",)),
    ItemType: _Named(ids=("id",)),
    Refinement: _Named(ids=("item",), references=("item_type",)),
    Omission: _Named(ids=("item",)),
    Succession: _Named(ids=("before", "after")),
    Waiver: _Named(references=("item",)),
    Twin: _Named(ids=("government", "village")),
    Organisation: _Named(
        parts=(
            "regions",
            "agencies",
            "service_points",
            "responsible",
            "changes",
            "pilots",
            "reported_figures",
        )
    ),
    Region: _Named(ids=("id",), references=("within",)),
    Agency: _Named(ids=("id", "region", "domains"), references=("within",)),
    ServicePoint: _Named(ids=("id", "region"), references=("agency",)),
    Responsible: _Named(ids=("agency",)),
    OrganisationChange: _Named(ids=("before", "after")),
    PilotClaim: _Named(ids=("domain",), references=("region", "agency")),
    ReportedFigure: _Named(ids=("id", "parts"), references=("region",)),
    Workflow: _Named(
        ids=("id", "subjects"),
        references=("replaces",),
        parts=("stages", "open_roles", "own_roles"),
    ),
    OwnRole: _Named(ids=("id",)),
    Stage: _Named(parts=("roles", "actions", "clock", "opinions")),
    Action: _Named(parts=("roles",)),
    StageClock: _Named(references=("setting",), parts=("escalations",)),
    Escalation: _Named(parts=("to",)),
    OpinionRule: _Named(parts=("asked",)),
    StageRole: _Named(roles=("role",)),
}


def full_id(id: str, plugin: str) -> str:
    """``id`` with the plugin's name before it, unless it has one."""
    return id if ":" in id else f"{plugin}:{id}"


def qualified(value: V, plugin: str) -> V:
    """``value`` of ``plugin`` with its ids and its references written in full."""
    if not has(type(value)):
        return value
    named = _named(type(value))
    changes: dict[str, Any] = {
        **{name: _full(getattr(value, name), plugin) for name in named.ids},
        **{name: _reference(getattr(value, name), plugin) for name in named.references},
        **{name: _role(getattr(value, name), plugin) for name in named.roles},
        **{name: _parts(getattr(value, name), plugin) for name in named.parts},
    }
    changed: V = evolve(value, **changes)  # type: ignore[misc]
    return changed


def _named(cls: type) -> _Named:
    """Of domains, rules, channels, formulas, table forms: an id, and perhaps what it replaces."""
    for each in cls.__mro__:
        if each in _NAMED:
            return _NAMED[each]
    there = fields_dict(cls)
    return _Named(
        ids=tuple(name for name in ("id",) if name in there),
        references=tuple(name for name in ("replaces",) if name in there),
    )


def _parts(value: Any, plugin: str) -> Any:
    if isinstance(value, tuple):
        return tuple(qualified(each, plugin) for each in value)
    return qualified(value, plugin)


def _role(role: str, plugin: str) -> str:
    return role if role in tuple(Role) else full_id(role, plugin)


def _full(ids: str | tuple[str, ...], plugin: str) -> str | tuple[str, ...]:
    if isinstance(ids, str):
        return full_id(ids, plugin)
    return tuple(full_id(each, plugin) for each in ids)


def _reference(id: str | None, plugin: str) -> str | None:
    return full_id(id, plugin) if id else id  # "" takes a reference away

"""Put checked answers in their fixed order and freeze them into a registry. Pure."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from disclosure_core.catalogue.layers import from_the_base
from disclosure_core.catalogue.values import CatalogueLayer
from disclosure_core.extensions.asking import Answer
from disclosure_core.extensions.plugins import Plugin
from disclosure_core.extensions.registry import Registry


def freeze(
    answers: Iterable[Answer],
    *,
    plugins: tuple[Plugin, ...],
    commands: Mapping[str, tuple[Any, ...]],
    settings: Mapping[str, Any],
) -> Registry:
    """The registry of ``answers``, whose ids are in full already."""
    given: dict[str, list[Any]] = {}
    for answer in answers:
        given.setdefault(answer.hook, []).append(answer.value)

    def by_id(hook: str) -> tuple[Any, ...]:
        return tuple(sorted(given.get(hook, ()), key=lambda each: each.id))

    return Registry(
        plugins=plugins,
        domains=tuple(
            sorted(
                given.get("disclosure_domains", ()),
                key=lambda each: (each.number is None, each.number or 0, each.id),
            )
        ),
        layers=_in_order(by_id("disclosure_items")),
        table_forms=by_id("disclosure_table_forms"),
        organisations=tuple(given.get("disclosure_organisations", ())),
        record_kinds=tuple(
            sorted(given.get("disclosure_record_kinds", ()), key=lambda each: each.name)
        ),
        rules=by_id("disclosure_review_rules"),
        channels=by_id("disclosure_channels"),
        formulas=by_id("disclosure_formulas"),
        calendars=tuple(
            sorted(
                given.get("disclosure_calendars", ()),
                key=lambda each: (each.year, each.region or "", each.amends or ""),
            )
        ),
        lint_rules=tuple(
            sorted(given.get("disclosure_lint_rules", ()), key=lambda each: each.code)
        ),
        request_rules=tuple(
            sorted(
                given.get("disclosure_request_rules", ()),
                key=lambda each: (each.in_force.since or date.min, each.id),
            )
        ),
        legal_documents=tuple(
            sorted(
                given.get("disclosure_legal_documents", ()),
                key=lambda each: (each.title, each.in_force.since or date.min),
            )
        ),
        workflows=tuple(
            sorted(
                given.get("disclosure_workflows", ()),
                key=lambda each: (each.id, each.in_force.since or date.min),
            )
        ),
        stores=tuple(sorted(given.get("disclosure_stores", ()), key=lambda each: each.scheme)),
        commands=MappingProxyType(dict(commands)),
        settings=MappingProxyType(dict(settings)),
    )


def _in_order(layers: tuple[CatalogueLayer, ...]) -> tuple[CatalogueLayer, ...]:
    """Each layer after the one it lies over, higher levels first; several of one id together."""
    ordered, _ = from_the_base(layers)  # what is wrong with them is reported elsewhere
    place = {each.id: number for number, each in enumerate(ordered)}
    return tuple(sorted(layers, key=lambda each: place[each.id]))

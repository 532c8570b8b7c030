"""The keys of ``plugin.toml``, and the classes of its sections; which are read elsewhere.

The keys::

    name = "changsha"            # the prefix of its ids
    title = "长沙县"
    version = "2020.11"
    regions = "regions.csv"      # every section: a list, a .csv, .xlsx or .toml file here, or
                                 #   a list of such files
    agencies = "agencies.xlsx"   # so too: service_points, responsible, changes, pilots,
                                 #   reported_figures

    [[domains]]                  # id, name, names, number, basis, in_force, source
    [[layers]]                   # id, name, level, over, region, unverified, replaces, version,
                                 #   in_force, source; and each a list or a file:
    items = "items.xlsx"         #   items, refinements, omissions, item_types, successions,
                                 #   waivers, twins
    [[table_forms]]              # the fields of TableForm
    [[notices]]                  # year, days_off, make_up_days, region, basis
    [[legal_documents]]          # the fields of LegalDocument; ``articles`` in TOML only
    [[request_rules]]            # the fields of RequestRules; but for `basis` bases are tables
    [[workflows]]                # the fields of Workflow; or a list of .toml files, one each
    [[rules]]                    # kind, id, basis, and what the kind asks for
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import field, frozen

from disclosure_core.catalogue.values import (
    DisclosureItem,
    ItemType,
    Level,
    Omission,
    Refinement,
    Succession,
    Twin,
    Waiver,
)
from disclosure_core.codec import structure
from disclosure_core.errors import DataError, Mistake
from disclosure_core.extensions.folder.organisation import SECTIONS as ORGANISATION
from disclosure_core.extensions.folder.rows import read_toml
from disclosure_core.extensions.plugins import NAME
from disclosure_core.legal import ALWAYS, Period
from disclosure_core.messages import Message

FILE_NAME = "plugin.toml"
SECTIONS = (
    "domains",
    "layers",
    *ORGANISATION,
    "table_forms",
    "notices",
    "rules",
    "legal_documents",
    "request_rules",
    "workflows",
)

LAYER_SECTIONS: Mapping[str, type[Any]] = {
    "items": DisclosureItem,
    "refinements": Refinement,
    "omissions": Omission,
    "item_types": ItemType,
    "successions": Succession,
    "waivers": Waiver,
    "twins": Twin,
}
"""The sections of a layer, and the class of the entries of each."""


def _plugin_name(_instance: object, _attribute: object, value: str) -> None:
    if not NAME.fullmatch(value):
        raise DataError(
            Message(
                "{value} is not a name: small ASCII letters, digits, single hyphens", value=value
            )
        )


@frozen(kw_only=True)
class PluginFile:
    """The keys of ``plugin.toml``; sections are read one by one, so that all mistakes are found."""

    name: str = field(validator=_plugin_name)
    title: str | None = None
    version: str | None = None
    domains: Any = ()
    layers: Any = ()
    regions: Any = ()
    agencies: Any = ()
    service_points: Any = ()
    responsible: Any = ()
    changes: Any = ()
    pilots: Any = ()
    reported_figures: Any = ()
    table_forms: Any = ()
    notices: Any = ()
    rules: Any = ()
    legal_documents: Any = ()
    request_rules: Any = ()
    workflows: Any = ()


@frozen(kw_only=True)
class LayerEntry:
    """A layer as ``plugin.toml`` writes it."""

    id: str
    name: str
    level: Level
    over: str | None = None
    region: str | None = None
    unverified: bool = False
    replaces: str | None = None
    version: str | None = None
    in_force: Period = ALWAYS
    source: str | None = None
    items: Any = ()
    refinements: Any = ()
    omissions: Any = ()
    item_types: Any = ()
    successions: Any = ()
    waivers: Any = ()
    twins: Any = ()


def name_of(folder: Path) -> tuple[str, str | None]:
    """Name and version that a folder's ``plugin.toml`` gives; nothing else of it is looked at.

    Raises:
        DataError: there is no ``plugin.toml``, it is no TOML, or it gives no name.
    """
    data = read_toml(folder / FILE_NAME, FILE_NAME)
    head = {key: data[key] for key in ("name", "version") if key in data}
    head_only = structure(head, PluginFile, file=FILE_NAME)
    return head_only.name, head_only.version


def keys_of(data: dict[str, Any]) -> tuple[PluginFile, tuple[Mistake, ...]]:
    """The keys of ``plugin.toml``; with mistakes in them, those that can be read all the same."""
    try:
        return structure(data, PluginFile, file=FILE_NAME), ()
    except DataError as error:
        sections = {key: data[key] for key in SECTIONS if key in data}
        return PluginFile(name="unnamed", **sections), error.mistakes

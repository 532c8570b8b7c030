"""The sections of a folder that make its organisation, and what in them contradicts itself.

A region's level may be left out where its kind gives it. References within the plugin and the shape
of the tree are checked here, where file and row are known; what other plugins supply is checked
where all are known.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from attrs import evolve, field, frozen

from disclosure_core.errors import Mistake
from disclosure_core.extensions.folder.labels import MEMBERS
from disclosure_core.extensions.folder.rows import Entry
from disclosure_core.extensions.qualifying import full_id, qualified
from disclosure_core.messages import Message
from disclosure_core.organisation.checking import mistakes_in
from disclosure_core.organisation.references import unknown_references
from disclosure_core.organisation.values import (
    LEVEL_OF_KIND,
    Agency,
    Organisation,
    OrganisationChange,
    PilotClaim,
    Region,
    RegionKind,
    ReportedFigure,
    Responsible,
    ServicePoint,
)

SECTIONS: Mapping[str, type] = {
    "regions": Region,
    "agencies": Agency,
    "service_points": ServicePoint,
    "responsible": Responsible,
    "changes": OrganisationChange,
    "pilots": PilotClaim,
    "reported_figures": ReportedFigure,
}
"""The sections, and the class of the entries of each."""


@frozen(kw_only=True)
class PlacedOrganisation:
    """An organisation with local ids, and the entry that each of its values was read from.

    ``unread`` are the ids of entries with mistakes: to refer to one is no further mistake.
    """

    organisation: Organisation
    entries: Mapping[str, list[Entry]] = field(repr=False)
    unread: frozenset[str] = frozenset()

    def place(self, section: str, index: int, key: str) -> tuple[str, str | Message]:
        """File and place of a field of a value."""
        entry = self.entries[section][index]
        return entry.file, entry.place((key,))

    def mistakes(self, plugin: str, domains: Iterable[str]) -> list[Mistake]:
        """What contradicts itself, and references of the plugin to its own that are not there."""
        full = qualified(self.organisation, plugin)
        unread = {full_id(each, plugin) for each in self.unread}
        known = (*(full_id(each, plugin) for each in domains), *unread)
        return [
            *mistakes_in(full, self.place),
            *unknown_references(full, self.place, plugin=plugin, domains=known, unread=unread),
        ]


def read_organisation(
    sections: Mapping[str, object],
    each: Callable[[str, object, type, Callable[[Entry], Any]], tuple[Any, ...]],
    read: Callable[[Entry, type], Any],
) -> PlacedOrganisation:
    """The organisation that the sections of a folder give.

    Args:
        sections: What ``plugin.toml`` says for each of :data:`SECTIONS`.
        each: Every entry of a section as a function makes it; mistakes are noted by it.
        read: An entry as a class.
    """
    entries: dict[str, list[Entry]] = {}
    unread: set[str] = set()
    made = {}
    for section, cls in SECTIONS.items():
        kept = entries.setdefault(section, [])

        def one(entry: Entry, cls: type = cls, kept: list[Entry] = kept) -> Any:
            unread.add(str(entry.data.get("id")))
            value = read(_with_level(entry) if cls is Region else entry, cls)
            unread.discard(str(entry.data.get("id")))
            kept.append(entry)
            return value

        made[section] = each(section, sections[section], cls, one)
    return PlacedOrganisation(
        organisation=Organisation(**made), entries=entries, unread=frozenset(unread)
    )


def _with_level(entry: Entry) -> Entry:
    """The entry of a region with the level that its kind has, where it gives no level."""
    kind = entry.data.get("kind")
    if "level" in entry.data or not isinstance(kind, str):
        return entry
    levels = {each.value: level for each, level in LEVEL_OF_KIND.items()}
    # An unknown kind is one mistake; that its level is missing, too, would be a second.
    level = levels.get(MEMBERS[RegionKind].get(kind, kind), "county")
    return evolve(entry, data={**entry.data, "level": level})

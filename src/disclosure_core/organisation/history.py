"""What became of a region or agency, and what it came from (沿革). Pure."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from attrs import frozen

from disclosure_core.organisation.values import Agency, Organisation, OrganisationChange, Region


@frozen(kw_only=True)
class History:
    """The history of a region or agency (沿革).

    ``entries`` are all entries of the units concerned, by the day they began; ``changes`` all
    changes that led to the unit or away from it, by day. Both are empty for an unknown id.
    """

    id: str
    entries: tuple[Region | Agency, ...] = ()
    changes: tuple[OrganisationChange, ...] = ()

    @property
    def own_entries(self) -> tuple[Region | Agency, ...]:
        """The entries of the unit itself: one a name."""
        return tuple(each for each in self.entries if each.id == self.id)


def history_of(organisation: Organisation, id: str) -> History:
    """The history of the unit of that id: its predecessors, itself, its successors.

    Predecessors' other children and successors' other parents are left out: a bureau's history is
    not that of all bureaus of one reform. What a change names on either side is listed, though.
    """
    back = _followed(organisation.changes, id, lambda change: (change.after, change.before))
    forth = _followed(organisation.changes, id, lambda change: (change.before, change.after))
    changes = sorted({*back, *forth}, key=lambda change: (change.on, change.before))
    named = {id, *(unit for change in changes for unit in (*change.before, *change.after))}
    units: Sequence[Region | Agency] = (*organisation.regions, *organisation.agencies)
    entries = [each for each in units if each.id in named]
    return History(
        id=id,
        entries=tuple(sorted(entries, key=lambda each: (each.in_force.since or date.min, each.id))),
        changes=tuple(changes),
    )


def _followed(
    changes: Iterable[OrganisationChange],
    id: str,
    ends: Callable[[OrganisationChange], tuple[tuple[str, ...], tuple[str, ...]]],
) -> set[OrganisationChange]:
    """The changes met on the way from ``id``; ``ends`` gives a change's near and far units."""
    by_unit: dict[str, list[OrganisationChange]] = {}
    for change in changes:
        for unit in ends(change)[0]:
            by_unit.setdefault(unit, []).append(change)
    met: set[OrganisationChange] = set()
    waiting, seen = [id], {id}
    while waiting:
        for change in by_unit.get(waiting.pop(), ()):
            met.add(change)
            further = [each for each in ends(change)[1] if each not in seen]
            seen.update(further)
            waiting += further
    return met

"""The tree of regions and agencies as an office asks it: indexed once a day (组织机构树)."""

from datetime import date

from disclosure_core.office.desk import Desk
from disclosure_core.organisation.tree import OrganisationTree


def tree_on(desk: Desk, day: date) -> OrganisationTree:
    """The tree of all plugins on ``day``; the last one asked for is kept with its indexes."""
    return desk.memory.recall(
        "organisation-tree",
        day,
        lambda: OrganisationTree.of(desk.registry.organisation, on=day),
    )

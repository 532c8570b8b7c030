"""The one function that decides whether somebody sees a record.

Every read goes through it: pages, search, feeds, counts, exports. Conditions are combined with the
record's own state by "and", never widened by anything else.
"""

from disclosure_core.access.values import EVERY_AGENCY, Actor, Visibility, agency_label, agency_of
from disclosure_core.records.values import Record


def visible_to(actor: Actor) -> frozenset[str]:
    """The visibilities of records that ``actor`` may see, as stores are asked for them."""
    labels = {Visibility.PUBLIC.value, *map(agency_label, actor.agencies)}
    if actor.is_office_staff:
        labels |= {Visibility.STAFF.value, EVERY_AGENCY}
    return frozenset(labels)


def label_visible(label: str, actor: Actor) -> bool:
    """Whether ``actor`` may see what has this visibility."""
    labels = visible_to(actor)
    return label in labels or (agency_of(label) is not None and EVERY_AGENCY in labels)


def visible(record: Record, actor: Actor) -> bool:
    """Whether ``actor`` may see a record; stores answer the same for :func:`visible_to`."""
    return label_visible(record.visibility, actor)

"""The one function that decides whether somebody sees a record.

Every read goes through it: pages, search, feeds, counts, exports. Conditions are combined with the
record's own state by "and", never widened by anything else.
"""

from disclosure_core.access.values import (
    EVERY_AGENCY,
    PERSONAL,
    READS_PERSONAL,
    Actor,
    Visibility,
    agency_label,
    agency_of,
    personal_label,
)
from disclosure_core.records.values import Record


def visible_to(actor: Actor, *, personal: bool = False) -> frozenset[str]:
    """The visibilities of records that ``actor`` may see, as stores are asked for them.

    Args:
        actor: Who asks.
        personal: Whether personal fields are asked for too. Stores show them where the actor has
            the right, and withhold them elsewhere; never to the public.
    """
    asked = _personal_labels(actor) if personal else frozenset()
    return _record_labels(actor) | asked


def _record_labels(actor: Actor) -> frozenset[str]:
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


def _personal_labels(actor: Actor) -> frozenset[str]:
    if any(actor.holds(role) for role in READS_PERSONAL):
        return frozenset({PERSONAL})
    return frozenset(
        personal_label(each.agency) for each in actor.at if each.role in READS_PERSONAL
    )


def personal_visible(label: str, visible: frozenset[str]) -> bool:
    """Whether the personal fields of what has this visibility are asked for, and may be seen.

    Args:
        label: The record's visibility.
        visible: What the asker may see, from :func:`visible_to`.
    """
    return PERSONAL in visible or f"{PERSONAL}:{label}" in visible

"""The one function that decides whether somebody sees a record.

Every read goes through it: pages, search, feeds, counts, exports. Conditions are combined with the
record's own state by "and", never widened by anything else.
"""

from disclosure_core.access.values import Actor, Visibility


def visible_to(actor: Actor) -> frozenset[Visibility]:
    """The visibilities of records that ``actor`` may see."""
    if actor.is_office_staff:
        return frozenset(Visibility)
    return frozenset({Visibility.PUBLIC})


def visible(visibility: Visibility, actor: Actor) -> bool:
    """Whether ``actor`` may see a record of this visibility."""
    return visibility in visible_to(actor)

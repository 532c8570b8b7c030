"""What became of items from version to version: split, merged, replaced, ended (事项沿革).

Pure functions of ``Succession`` values. Nothing here decides what holds on a day: the items carry
their own periods in force, and :func:`mistakes_in_history` says where the two disagree.
"""

from disclosure_core.catalogue.history.checking import check_history, mistakes_in_history
from disclosure_core.catalogue.history.following import (
    SUCCESSION_KINDS,
    ItemHistory,
    carried_fulfilments,
    no_longer,
)

__all__ = [
    "SUCCESSION_KINDS",
    "ItemHistory",
    "carried_fulfilments",
    "check_history",
    "mistakes_in_history",
    "no_longer",
]

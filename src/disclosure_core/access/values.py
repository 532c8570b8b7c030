"""Who acts, in which role, and what a viewer may see (权限)."""

from collections.abc import Iterable
from enum import StrEnum

from attrs import field, frozen

from disclosure_core.messages import Message


class Role(StrEnum):
    """What somebody may do in the office (角色)."""

    READER = "reader"
    """the public: sees what is published"""
    DRAFTER = "drafter"
    """经办人: takes in and drafts"""
    REVIEWER = "reviewer"
    """审核人: decides on a review"""
    PUBLISHER = "publisher"
    """发布人: releases and withdraws"""
    ADMINISTRATOR = "administrator"
    """管理员: settings, plugins, store"""


ROLE_NAMES = {
    Role.READER: Message("reader"),
    Role.DRAFTER: Message("drafter"),
    Role.REVIEWER: Message("reviewer"),
    Role.PUBLISHER: Message("publisher"),
    Role.ADMINISTRATOR: Message("administrator"),
}
"""What each role is called."""


def _as_set(roles: Iterable[Role]) -> frozenset[Role]:
    return frozenset(roles)


@frozen(kw_only=True)
class Actor:
    """Somebody who acts (操作人): a name for the journal, and roles."""

    name: str
    roles: frozenset[Role] = field(default=frozenset({Role.READER}), converter=_as_set)

    @property
    def is_staff(self) -> bool:
        """Whether the actor works in the office, in any role."""
        return bool(self.roles - {Role.READER})


PUBLIC = Actor(name="public")
"""Anybody. Sees published things only."""


class Visibility(StrEnum):
    """Who may see a record (可见范围)."""

    PUBLIC = "public"
    STAFF = "staff"

"""What each role may do (角色与权限): one table, deny by default.

Only what stands in the table is allowed. A plugin's role is staff where it is held; what else it
may do is said by the workflows that name it. Whose record something is, is a second question, asked
beside this one and never instead of it (``access.visibility``).
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from disclosure_core.access.values import Actor, Role
from disclosure_core.messages import Message


class Permission(StrEnum):
    """Something that takes a permission (操作)."""

    READ_PUBLIC = "read_public"
    READ = "read"
    DRAFT = "draft"
    CHECK = "check"
    DECIDE = "decide"
    REVIEW_SECRECY = "review_secrecy"
    RELEASE = "release"
    WITHDRAW = "withdraw"
    DELIVER = "deliver"
    KEEP_CATALOGUE = "keep_catalogue"
    HANDLE_REQUEST = "handle_request"
    EVALUATE = "evaluate"
    APPOINT = "appoint"
    ADMINISTER = "administer"


PERMISSION_NAMES: Mapping[Permission, Message] = MappingProxyType(
    {
        Permission.READ_PUBLIC: Message("see what is public"),
        Permission.READ: Message("see what is not public"),
        Permission.DRAFT: Message("keep and change drafts"),
        Permission.CHECK: Message("have a draft checked"),
        Permission.DECIDE: Message("decide on a review"),
        Permission.REVIEW_SECRECY: Message("conclude a secrecy review"),
        Permission.RELEASE: Message("release"),
        Permission.WITHDRAW: Message("withdraw a release"),
        Permission.DELIVER: Message("deliver what waits in the outbox"),
        Permission.KEEP_CATALOGUE: Message("change the catalogue and the organisation"),
        Permission.HANDLE_REQUEST: Message("answer requests"),
        Permission.EVALUATE: Message("evaluate"),
        Permission.APPOINT: Message("appoint and dismiss"),
        Permission.ADMINISTER: Message("change settings, plugins and the store"),
    }
)
"""What each action is called, after "may"."""

_STAFF: Final = frozenset({Permission.READ})

PERMISSIONS: Mapping[str, frozenset[Permission]] = MappingProxyType(
    {
        Role.READER: frozenset({Permission.READ_PUBLIC}),
        Role.DRAFTER: _STAFF | {Permission.DRAFT, Permission.CHECK, Permission.KEEP_CATALOGUE},
        Role.REVIEWER: _STAFF | {Permission.CHECK, Permission.DECIDE},
        Role.SECRECY_OFFICER: _STAFF | {Permission.CHECK, Permission.REVIEW_SECRECY},
        Role.PUBLISHER: _STAFF | {Permission.RELEASE, Permission.WITHDRAW, Permission.DELIVER},
        Role.REQUEST_HANDLER: _STAFF | {Permission.HANDLE_REQUEST},
        Role.SUPERVISOR: _STAFF,
        Role.EVALUATOR: frozenset({Permission.EVALUATE}),
        Role.DISCLOSURE_OFFICE: _STAFF | {Permission.CHECK, Permission.KEEP_CATALOGUE},
        Role.ADMINISTRATOR: _STAFF | {Permission.APPOINT, Permission.ADMINISTER},
    }
)
"""What each role of core may do; everybody is a reader, whatever else they are."""

EVERYBODY: Final = Role.READER
"""The role that every other one, and none at all, includes."""


def permissions_of(role: str) -> frozenset[Permission]:
    """What a role may do, the reader's permissions included."""
    return PERMISSIONS.get(role, _STAFF) | PERMISSIONS[EVERYBODY]


def roles_for(action: Permission) -> tuple[str, ...]:
    """The roles of core that may do something, in the order of :class:`Role`."""
    return tuple(each.value for each in Role if action in permissions_of(each))


def permits(actor: Actor, action: Permission, agency: str | None = None) -> bool:
    """Whether a role the actor holds for an agency, or the whole office, allows an action."""
    held = {*actor.roles, *(each.role for each in actor.at if each.agency == agency)}
    return any(action in permissions_of(role) for role in held)

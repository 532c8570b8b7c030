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


class Action(StrEnum):
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


ACTION_NAMES: Mapping[Action, Message] = MappingProxyType(
    {
        Action.READ_PUBLIC: Message("see what is public"),
        Action.READ: Message("see what is not public"),
        Action.DRAFT: Message("keep and change drafts"),
        Action.CHECK: Message("have a draft checked"),
        Action.DECIDE: Message("decide on a review"),
        Action.REVIEW_SECRECY: Message("conclude a secrecy review"),
        Action.RELEASE: Message("release"),
        Action.WITHDRAW: Message("withdraw a release"),
        Action.DELIVER: Message("deliver what waits in the outbox"),
        Action.KEEP_CATALOGUE: Message("change the catalogue and the organisation"),
        Action.HANDLE_REQUEST: Message("answer requests"),
        Action.EVALUATE: Message("evaluate"),
        Action.APPOINT: Message("appoint and dismiss"),
        Action.ADMINISTER: Message("change settings, plugins and the store"),
    }
)
"""What each action is called, after "may"."""

_STAFF: Final = frozenset({Action.READ})

PERMISSIONS: Mapping[str, frozenset[Action]] = MappingProxyType(
    {
        Role.READER: frozenset({Action.READ_PUBLIC}),
        Role.DRAFTER: _STAFF | {Action.DRAFT, Action.CHECK, Action.KEEP_CATALOGUE},
        Role.REVIEWER: _STAFF | {Action.CHECK, Action.DECIDE},
        Role.SECRECY_OFFICER: _STAFF | {Action.CHECK, Action.REVIEW_SECRECY},
        Role.PUBLISHER: _STAFF | {Action.RELEASE, Action.WITHDRAW, Action.DELIVER},
        Role.REQUEST_HANDLER: _STAFF | {Action.HANDLE_REQUEST},
        Role.SUPERVISOR: _STAFF,
        Role.EVALUATOR: frozenset({Action.EVALUATE}),
        Role.DISCLOSURE_OFFICE: _STAFF | {Action.CHECK, Action.KEEP_CATALOGUE},
        Role.ADMINISTRATOR: _STAFF | {Action.APPOINT, Action.ADMINISTER},
    }
)
"""What each role of core may do; everybody is a reader, whatever else they are."""

EVERYBODY: Final = Role.READER
"""The role that every other one, and none at all, includes."""


def permissions_of(role: str) -> frozenset[Action]:
    """What a role may do, the reader's permissions included."""
    return PERMISSIONS.get(role, _STAFF) | PERMISSIONS[EVERYBODY]


def roles_for(action: Action) -> tuple[str, ...]:
    """The roles of core that may do something, in the order of :class:`Role`."""
    return tuple(each.value for each in Role if action in permissions_of(each))


def permits(actor: Actor, action: Action, agency: str | None = None) -> bool:
    """Whether a role the actor holds for an agency, or the whole office, allows an action."""
    held = {*actor.roles, *(each.role for each in actor.at if each.agency == agency)}
    return any(action in permissions_of(role) for role in held)

"""Who acts, in which role, and what a viewer may see (权限)."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from attrs import field, frozen

from disclosure_core.messages import Message


class Role(StrEnum):
    """What somebody may do in the office (角色).

    A role is its id; plugins have roles of their own, ``plugin:local-name``.
    """

    READER = "reader"
    """the public: sees what is published"""
    DRAFTER = "drafter"
    """经办人: takes in and drafts"""
    REVIEWER = "reviewer"
    """审核人: decides on a review"""
    SECRECY_OFFICER = "secrecy_officer"
    """保密审查员: concludes the secrecy review of what is to be made public"""
    PUBLISHER = "publisher"
    """发布人: releases and withdraws"""
    REQUEST_HANDLER = "request_handler"
    """依申请公开经办人: answers requests"""
    SUPERVISOR = "supervisor"
    """监督人: looks at everything of the agency, changes nothing"""
    EVALUATOR = "evaluator"
    """评议员: rates, and sees what the public sees"""
    DISCLOSURE_OFFICE = "disclosure_office"
    """政务公开办: keeps the catalogue and the organisation, and steers the agencies' work"""
    ADMINISTRATOR = "administrator"
    """管理员: appointments, settings, plugins, store"""


ROLE_NAMES: Mapping[str, Message] = {
    Role.READER: Message("reader"),
    Role.DRAFTER: Message("drafter"),
    Role.REVIEWER: Message("reviewer"),
    Role.SECRECY_OFFICER: Message("secrecy officer"),
    Role.PUBLISHER: Message("publisher"),
    Role.REQUEST_HANDLER: Message("request handler"),
    Role.SUPERVISOR: Message("supervisor"),
    Role.EVALUATOR: Message("evaluator"),
    Role.DISCLOSURE_OFFICE: Message("disclosure office"),
    Role.ADMINISTRATOR: Message("administrator"),
}
"""What each role of core is called."""

OUTSIDE: frozenset[str] = frozenset({Role.READER, Role.EVALUATOR})
"""Roles of people who are no staff: they see what the public sees."""


def role_name(role: str) -> Message | str:
    """What a role is called; the id of a plugin's role."""
    return ROLE_NAMES.get(role, role)


@frozen(kw_only=True, order=True)
class AgencyRole:
    """A role held at one agency (部门岗位)."""

    agency: str
    role: str


def _as_set(roles: Iterable[str]) -> frozenset[str]:
    return frozenset(map(str, roles))


def _as_places(held: Iterable[AgencyRole]) -> frozenset[AgencyRole]:
    return frozenset(held)


def _with_reader(roles: Iterable[str]) -> frozenset[str]:
    """Whoever holds any role, and whoever holds none, is a reader too."""
    return _as_set(roles) | {str(Role.READER)}


@frozen(kw_only=True)
class Actor:
    """Somebody who acts (操作人): a name for the journal, and the roles held now.

    Attributes:
        name: The person, as the journal names them.
        roles: Roles held for the whole office; everybody is a reader.
        at: Roles held at one agency and nowhere else.
    """

    name: str
    roles: frozenset[str] = field(default=frozenset(), converter=_with_reader)
    at: frozenset[AgencyRole] = field(default=frozenset(), converter=_as_places)

    def holds(self, role: str, agency: str | None = None) -> bool:
        """Whether the actor holds a role for an agency; for the whole office where none is named.

        A role held for the whole office is held for every agency.
        """
        if role in self.roles:
            return True
        return agency is not None and AgencyRole(agency=agency, role=str(role)) in self.at

    def holds_anywhere(self, role: str) -> bool:
        """Whether the actor holds a role, be it at one agency only."""
        return role in self.roles or any(each.role == role for each in self.at)

    @property
    def acting(self) -> str:
        """The roles as the journal names them: ``drafter``, ``reviewer@agency``."""
        held = {*self.roles, *(f"{each.role}@{each.agency}" for each in self.at)}
        return "+".join(sorted(held - {Role.READER} or held))

    @property
    def agencies(self) -> frozenset[str]:
        """The agencies whose staff the actor is."""
        return frozenset(each.agency for each in self.at if each.role not in OUTSIDE)

    @property
    def is_office_staff(self) -> bool:
        """Whether the actor works for the whole office, in any role."""
        return bool(self.roles - OUTSIDE)

    @property
    def is_staff(self) -> bool:
        """Whether the actor works here: for the whole office, or at an agency."""
        return self.is_office_staff or bool(self.agencies)


PUBLIC = Actor(name="public")
"""Anybody. Sees published things only."""


class Visibility(StrEnum):
    """Who may see a record (可见范围)."""

    PUBLIC = "public"
    STAFF = "staff"
    """staff of the whole office"""


AGENCY_LABEL = "agency:"
"""How the visibility of what belongs to one agency begins: its staff and the whole office's."""

EVERY_AGENCY = "agency:*"
"""Stands for the visibilities of all agencies in what somebody may see; no record has it."""


def agency_label(agency: str | None) -> str:
    """The visibility of what belongs to an agency; the whole office's where it is nobody's.

    >>> agency_label("county:education")
    'agency:county:education'
    """
    return f"{AGENCY_LABEL}{agency}" if agency else Visibility.STAFF.value


def agency_of(label: str) -> str | None:
    """The agency whose a visibility is; ``None`` where it is no one agency's."""
    return label.removeprefix(AGENCY_LABEL) if label.startswith(AGENCY_LABEL) else None


def is_label(text: str) -> bool:
    """Whether a record may have this visibility."""
    return text in set(Visibility) or agency_of(text) not in (None, "", "*")


PERSONAL = "personal"
"""Among what somebody may see, says that personal fields are asked for; no record has it."""

READS_PERSONAL: frozenset[str] = frozenset({Role.REQUEST_HANDLER, Role.ADMINISTRATOR})
"""Roles that may ask for personal fields, where they are held."""


def personal_label(agency: str | None) -> str:
    """Among what somebody may see, asks for the personal fields of what belongs to an agency.

    >>> personal_label("county:education")
    'personal:agency:county:education'
    """
    return f"{PERSONAL}:{agency_label(agency)}" if agency else PERSONAL

"""Who is appointed to which role, where and for how long (任职), and who they are on a day.

Pure: keeping appointments is the office's. A person without one in force is a reader.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

import attrs
from attrs import field, frozen

from disclosure_core.access.values import Actor, AgencyRole, Role
from disclosure_core.errors import DataError
from disclosure_core.legal import ALWAYS, Period
from disclosure_core.messages import Message

LONGEST_NAME = 100
"""Characters of a person's name, at most."""


def check_person(name: str) -> str:
    """A person's name as it is kept.

    Raises:
        DataError: it is blank, too long, or holds what cannot be printed.
    """
    kept = name.strip()
    if not kept or len(kept) > LONGEST_NAME or not kept.isprintable():
        raise DataError(
            Message("{name} cannot be a person's name here.", name=repr(name[:LONGEST_NAME])),
            fix=Message("a name has 1 to {most} printable characters.", most=LONGEST_NAME),
        )
    return kept


def _role(_: object, __: Any, value: str) -> None:
    plugin, colon, local = value.partition(":")
    known = value in set(Role) - {Role.READER} or (colon and plugin and local)
    if not known or not value.isprintable():
        raise DataError(
            Message("{role} is no role that somebody can be appointed to.", role=repr(value[:80])),
            fix=Message(
                "the roles are {roles}; a plugin's are written plugin:name.",
                roles=", ".join(each.value for each in Role if each is not Role.READER),
            ),
        )


@frozen(kw_only=True)
class Appointment:
    """A person in a role, at an agency or for the whole office, for a time (任职).

    Attributes:
        person: As the person signs in and the journal names them.
        role: A role of core, or a plugin's ``plugin:local-name``.
        agency: The agency's id; ``None`` for the whole office.
        in_force: The days it holds.
        basis: What appoints: a notice's number, a decision.
    """

    person: str = field(converter=check_person)
    role: str = field(converter=str, validator=_role)
    agency: str | None = None
    in_force: Period = ALWAYS
    basis: str | None = None

    @property
    def post(self) -> tuple[str, str, str | None]:
        """Person, role and place: what there is one appointment of on a day."""
        return (self.person, self.role, self.agency)


def in_force_on(appointments: Iterable[Appointment], day: date) -> Iterator[Appointment]:
    """The appointments that hold on a day."""
    return (each for each in appointments if each.in_force.covers(day))


def actor_of(person: str, appointments: Iterable[Appointment], *, on: date) -> Actor:
    """A person with the roles that appointments give on a day; a reader where none does."""
    held = [each for each in in_force_on(appointments, on) if each.person == person]
    whole = {each.role for each in held if each.agency is None}
    at = [AgencyRole(agency=each.agency, role=each.role) for each in held if each.agency]
    return Actor(name=person, roles=whole, at=at)


def ended(appointment: Appointment, *, on: date) -> Appointment | None:
    """The appointment as it stands when it does not hold from ``on`` any more.

    ``None`` where it would not have held on any day.
    """
    since = appointment.in_force.since
    if since is not None and since >= on:
        return None
    until = on - timedelta(days=1)
    return attrs.evolve(appointment, in_force=Period(since=since, until=until))

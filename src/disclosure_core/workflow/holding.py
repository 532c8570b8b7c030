"""In which role, and for which agency, somebody acts in a case (以何身份办理).

Pure. Whether they may do a certain thing is ``asking``.
"""

from collections.abc import Iterable, Iterator

from attrs import frozen

from disclosure_core.access.values import Actor, AgencyRole
from disclosure_core.messages import Message
from disclosure_core.workflow.cases import Case
from disclosure_core.workflow.values import RoleScope, StageRole, Workflow


@frozen(kw_only=True, order=True)
class Seat:
    """A role as one agency's (席位); ``agency`` is empty for the whole office."""

    role: str
    agency: str = ""

    def name(self, workflow: Workflow) -> Message:
        """The role, and whose, in words; roles of its own are called as the process calls them."""
        role = workflow.role_name(self.role)
        if not self.agency:
            return Message("{role} of the office", role=role)
        return Message("{role} of {agency}", role=role, agency=self.agency)


def seats_of(roles: Iterable[StageRole], case: Case) -> tuple[Seat, ...]:
    """The seats that roles mean in a case, each once; a party's role is one for each agency."""
    return tuple(dict.fromkeys(seat for each in roles for seat in _seats(each, case)))


def _seats(each: StageRole, case: Case) -> Iterator[Seat]:
    match each.of:
        case RoleScope.PARTY:
            for agency in case.agencies_of(each.party or ""):
                yield Seat(role=each.role, agency=agency)
        case RoleScope.OFFICE:
            yield Seat(role=each.role)
        case _:
            yield Seat(role=each.role, agency=case.agency or "")


def seats_held(actor: Actor, roles: Iterable[StageRole], case: Case) -> tuple[Seat, ...]:
    """The seats among those of ``roles`` that an actor holds in a case."""
    return tuple(
        dict.fromkeys(
            seat
            for each in roles
            for seat in _seats(each, case)
            if _holds(actor, seat, own_staff=each.of is RoleScope.AGENCY_STAFF)
        )
    )


def _holds(actor: Actor, seat: Seat, *, own_staff: bool) -> bool:
    if own_staff:
        return AgencyRole(agency=seat.agency, role=seat.role) in actor.at
    return actor.holds(seat.role, seat.agency or None)


def seat_missing(workflow: Workflow, roles: Iterable[StageRole], case: Case) -> Message:
    """What an actor lacks who holds none of the seats."""
    wanted = tuple(each.name(workflow) for each in seats_of(roles, case))
    return Message("it takes the role: {roles}", roles=wanted)

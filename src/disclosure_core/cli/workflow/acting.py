"""In which roles a command on cases is run.

Like every command, these act in every role, for every agency that the case concerns; with
``--appointed`` in the roles alone that the person of ``--actor`` is appointed to.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from attrs import evolve

from disclosure_core.access.values import AgencyRole
from disclosure_core.cli.opening import opened_office
from disclosure_core.cli.texts import option
from disclosure_core.messages import Message
from disclosure_core.office.office import Office
from disclosure_core.workflow.cases import Case

appointed_option = option(
    "--appointed",
    is_flag=True,
    help=Message("Act in the roles alone that --actor is appointed to."),
)
"""``--appointed``: what the person themselves may do."""


@contextmanager
def acting_office(*, appointed: bool, case: str | None = None) -> Iterator[Office]:
    """The office, as the person of the command acts in it, in a case where one is named."""
    with opened_office() as office:
        if appointed:
            yield office.as_actor(office.access.actor(office.actor.name))
            return
        concerned = () if case is None else _agencies(office.cases.case(case))
        yield in_every_role(office, concerned)


def in_every_role(office: Office, agencies: Iterable[str]) -> Office:
    """The office with the roles of all processes too, for these agencies."""
    own = {each.id for one in office.registry.workflows for each in one.own_roles}
    roles = office.actor.roles | own
    at = {AgencyRole(agency=agency, role=role) for agency in agencies for role in roles}
    return office.as_actor(evolve(office.actor, roles=roles, at=at))


def for_every_case(office: Office) -> Office:
    """The office with every role for all agencies that its open cases concern."""
    listed = office.cases.lists.cases()
    return in_every_role(office, {agency for each in listed for agency in _agencies(each.case)})


def _agencies(case: Case) -> tuple[str, ...]:
    own = () if case.agency is None else (case.agency,)
    return (*own, *(each.agency for each in case.parties))

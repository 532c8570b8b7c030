"""Whose something in the office is: the agency that a person, a file or a document names."""

from disclosure_core.errors import NotFoundError
from disclosure_core.messages import Message
from disclosure_core.office.desk import Desk
from disclosure_core.office.regions import tree_on


def agency_id(desk: Desk, named: str | None) -> str | None:
    """The id of the agency of that id or name; ``None`` where no one agency is meant.

    What then belongs to nobody is the whole office's: an agency's staff do not see it.
    """
    if not named:
        return None
    if any(each.id == named for each in desk.registry.organisation.agencies):
        return named
    meant = tree_on(desk, desk.today()).resolve(named, near=desk.settings.region).agency
    return meant.id if meant else None


def required_agency(desk: Desk, named: str) -> str:
    """The id of the agency of that id or name.

    Raises:
        NotFoundError: no one agency is meant.
    """
    found = agency_id(desk, named)
    if found is None:
        raise NotFoundError(
            Message("There is no one agency called {name}.", name=named),
            fix=Message("`disclosure organisation agencies` shows the agencies and their ids."),
        )
    return found

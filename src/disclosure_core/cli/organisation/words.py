"""Words of the organisation's enumerations and periods, for the terminal."""

from calendar import monthrange
from collections.abc import Mapping

from disclosure_core.legal import LegalBasis, Period
from disclosure_core.messages import Message
from disclosure_core.organisation.figures import PartsState
from disclosure_core.organisation.names import NameState
from disclosure_core.organisation.values import (
    Bound,
    ChangeKind,
    PostRole,
    ServicePointKind,
)

POINTS: Mapping[ServicePointKind, Message] = {
    ServicePointKind.SERVICE_HALL: Message("government service hall"),
    ServicePointKind.CONVENIENCE_CENTER: Message("convenience service centre"),
    ServicePointKind.CONVENIENCE_STATION: Message("convenience service station"),
    ServicePointKind.PARK_STATION: Message("service point in a park"),
    ServicePointKind.READING_POINT: Message("public reading point"),
    ServicePointKind.LIBRARY: Message("library"),
    ServicePointKind.ARCHIVES: Message("archives"),
}
ROLES: Mapping[PostRole, Message] = {
    PostRole.HEAD: Message("head of the agency"),
    PostRole.DEPUTY: Message("deputy head"),
    PostRole.OFFICER: Message("disclosure officer"),
}
CHANGES: Mapping[ChangeKind, Message] = {
    ChangeKind.RENAMED: Message("renamed"),
    ChangeKind.MERGED: Message("merged"),
    ChangeKind.SPLIT: Message("split"),
    ChangeKind.ABOLISHED: Message("abolished"),
    ChangeKind.REORGANISED: Message("reorganised"),
}
STATES: Mapping[NameState, Message] = {
    NameState.CURRENT: Message("current name"),
    NameState.FORMER: Message("former name"),
    NameState.LATER: Message("later name"),
    NameState.UNKNOWN: Message("unknown name"),
}
BOUNDS: Mapping[Bound, Message] = {
    Bound.EXACT: Message("{value}"),
    Bound.AT_LEAST: Message("at least {value}"),
    Bound.MORE_THAN: Message("more than {value}"),
}
PARTS: Mapping[PartsState, Message] = {
    PartsState.NO_PARTS: Message("no parts"),
    PartsState.ADDS_UP: Message("adds up"),
    PartsState.DIFFERS: Message("does not add up"),
    PartsState.UNDECIDED: Message("cannot be added up"),
}


def period_text(period: Period) -> Message:
    """The days of a period in words: a whole month or year by its name."""
    if (span := _whole(period)) is not None:
        return Message("{span}", span=span)
    if period.since and period.until:
        return Message("{since} to {until}", since=period.since, until=period.until)
    if period.since:
        return Message("from {since}", since=period.since)
    if period.until:
        return Message("until {until}", until=period.until)
    return Message("always")


def _whole(period: Period) -> str | None:
    """``2020-11`` or ``2020`` where the period is all of it, a day where it is one."""
    since, until = period.since, period.until
    if since is None or until is None:
        return None
    if since == until:
        return since.isoformat()
    last = monthrange(until.year, until.month)[1]
    if since.day == 1 and (since.year, since.month, last) == (until.year, until.month, until.day):
        return f"{since:%Y-%m}"
    if (since.month, since.day, until.month, until.day) == (1, 1, 12, 31) and (
        since.year == until.year
    ):
        return f"{since:%Y}"
    return None


def basis_text(basis: LegalBasis) -> Message:
    """A basis on a line of its own."""
    return Message("  basis: {basis}", basis=basis)

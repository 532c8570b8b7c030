"""The organisation's values in words: kinds, posts, changes, periods.

For pages and the terminal, so that both say the same.
"""

from calendar import monthrange
from collections.abc import Mapping

from disclosure_core.legal import Period
from disclosure_core.messages import Message
from disclosure_core.organisation.figures import PartsState
from disclosure_core.organisation.values import (
    PARK_LEVEL,
    Bound,
    ChangeKind,
    PostRole,
    RegionKind,
    ServicePointKind,
)

REGION_KINDS: Mapping[RegionKind, Message] = {
    RegionKind.PROVINCE: Message("province"),
    RegionKind.CITY: Message("city"),
    RegionKind.COUNTY: Message("county"),
    RegionKind.TOWN: Message("town"),
    RegionKind.TOWNSHIP: Message("township"),
    RegionKind.STREET: Message("street"),
    RegionKind.VILLAGE: Message("village"),
    RegionKind.COMMUNITY: Message("community"),
    RegionKind.PARK: Message("park"),
    RegionKind.BONDED_ZONE: Message("bonded zone"),
}
"""What a region is."""

LEVELS: Mapping[str, Message] = {
    "national": Message("national level"),
    "province": Message("province level"),
    "city": Message("city level"),
    "county": Message("county level"),
    "town": Message("town level"),
    PARK_LEVEL: Message("park"),
    "village": Message("village level"),
}
"""The levels as people read them."""

SERVICE_POINTS: Mapping[ServicePointKind, Message] = {
    ServicePointKind.SERVICE_HALL: Message("government service hall"),
    ServicePointKind.CONVENIENCE_CENTER: Message("convenience service centre"),
    ServicePointKind.CONVENIENCE_STATION: Message("convenience service station"),
    ServicePointKind.PARK_STATION: Message("service point in a park"),
    ServicePointKind.READING_POINT: Message("public reading point"),
    ServicePointKind.LIBRARY: Message("library"),
    ServicePointKind.ARCHIVES: Message("archives"),
}
"""What a service point is."""

POST_ROLES: Mapping[PostRole, Message] = {
    PostRole.HEAD: Message("head of the agency"),
    PostRole.DEPUTY: Message("deputy head"),
    PostRole.OFFICER: Message("disclosure officer"),
}
"""Which post answers for disclosure."""

ORGANISATION_CHANGES: Mapping[ChangeKind, Message] = {
    ChangeKind.RENAMED: Message("renamed"),
    ChangeKind.MERGED: Message("merged"),
    ChangeKind.SPLIT: Message("split"),
    ChangeKind.ABOLISHED: Message("abolished"),
    ChangeKind.REORGANISED: Message("reorganised"),
}
"""What became of regions or agencies."""

BOUND_WORDS: Mapping[Bound, Message] = {
    Bound.EXACT: Message("{value}"),
    Bound.AT_LEAST: Message("at least {value}"),
    Bound.MORE_THAN: Message("more than {value}"),
}
"""How a printed number is meant, with its ``{value}``."""


PARTS_STATES: Mapping[PartsState, Message] = {
    PartsState.NO_PARTS: Message("no parts"),
    PartsState.ADDS_UP: Message("adds up"),
    PartsState.DIFFERS: Message("does not add up"),
    PartsState.UNDECIDED: Message("cannot be added up"),
}
"""Whether the parts of a figure add up to it."""


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

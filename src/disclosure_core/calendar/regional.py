"""The calendar of one place: the national notices, and over them those of the regions it lies in.

A prefecture's holiday holds in its counties too. Pure: notices and regions in, the calendar out.
"""

from collections.abc import Iterable, Sequence

from disclosure_core.calendar.values import HolidayNotice
from disclosure_core.calendar.working_days import Calendar
from disclosure_core.errors import DataError
from disclosure_core.messages import Message
from disclosure_core.organisation.tree import chain, meant_by
from disclosure_core.organisation.values import Region


def calendar_in(
    notices: Iterable[HolidayNotice], regions: Iterable[Region], region: str | None
) -> Calendar:
    """The calendar that holds in ``region``; in the whole country where it is ``None``.

    Args:
        notices: All that are known, of all regions.
        regions: The tree of regions.
        region: A region's full id.
    """
    return Calendar.from_notices(notices, region=chain(regions, region)[::-1])


def known_region(asked: str, notices: Sequence[HolidayNotice], regions: Sequence[Region]) -> str:
    """The full id of the region that ``asked`` means: its id, the id without its plugin, a name.

    Raises:
        DataError: no region, or more than one, is meant.
    """
    ids = {each.id for each in regions} | {each.region for each in notices if each.region}
    if asked in ids:
        return asked
    meant = {each for each in ids if each.partition(":")[2] == asked}
    meant |= {each.id for each in meant_by(regions, asked)}
    if len(meant) == 1:
        return meant.pop()
    if meant:
        raise DataError(
            Message(
                "{asked} can be several regions: {meant}.", asked=asked, meant=tuple(sorted(meant))
            ),
            fix=Message("give the whole id."),
        )
    raise DataError(
        Message("There is no region {asked}.", asked=asked),
        fix=Message("regions with notices of their own: {known}.", known=_with_notices(notices)),
    )


def _with_notices(notices: Iterable[HolidayNotice]) -> tuple[str, ...] | Message:
    found = tuple(sorted({each.region for each in notices if each.region}))
    return found or Message("none")

"""Publication lag: working days from forming to release (公开时滞), and how much was released.

Counts releases, not items: a release that fulfils three items was published once. Mean, median and
90th percentile stand side by side, because one forgotten paper moves the mean and nothing else.
Whether a release was in time is ``timeliness``.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction

from disclosure_core.calendar.working_days import Calendar
from disclosure_core.catalogue.measures.days import days_of
from disclosure_core.catalogue.measures.grounds import IN_TIME
from disclosure_core.catalogue.measures.lags import LagCounter
from disclosure_core.catalogue.measures.values import Counted, Excluded, Measure, MeasureUnit
from disclosure_core.catalogue.values import DisclosureItem, Formation, Fulfilment
from disclosure_core.messages import Message

_METHOD = (
    Message("The day of forming is day 0; make-up days count, holidays do not."),
    Message("Each version of a release counts once, on the first day that any channel showed it."),
    Message("Mean = sum of working days ÷ releases; the 90th percentile is interpolated."),
)


def lag(
    items: Iterable[DisclosureItem],
    fulfilments: Iterable[Fulfilment],
    *,
    calendar: Calendar,
    since: date,
    on: date,
    formations: Iterable[Formation] = (),
) -> Measure:
    """Working days from forming to release, of what was released from ``since`` to ``on``.

    The day of forming is the release's own, else that of the formation it names. A release without
    one, or released before it was formed, is left out and says so.

    Args:
        items: The items that hold; releases of others are left out.
        fulfilments: What was released.
        calendar: Which days are worked.
        since: The first day of release that counts.
        on: The last day of release that counts.
        formations: What was formed, for releases that name it.
    """
    standing = {item.id: item for item in items}
    formed = {(each.item, each.reference): each.on for each in formations}
    counter = LagCounter(calendar)
    counted: list[Counted] = []
    excluded: list[Excluded] = []
    for each in _released(fulfilments, standing, since, on):
        day = each.formed_on or formed.get((each.item, each.reference or ""))
        item = standing.get(each.item)
        if item is None:
            excluded.append(_left_out(each, item, Message("its item does not hold here")))
        elif day is None:
            excluded.append(_left_out(each, item, Message("the day of forming is not known")))
        elif day > each.published_on:
            reason = Message("released before it was formed, on {formed}", formed=day)
            excluded.append(_left_out(each, item, reason))
        else:
            counted.append(_counted(each, item, day, counter.count(day, each.published_on)))
    return days_of(
        Measure(
            id="lag",
            name=Message("Publication lag"),
            on=on,
            since=since,
            unit=MeasureUnit.WORKING_DAYS,
            numerator=0,
            denominator=0,
            value=None,
            method=_METHOD,
            basis=IN_TIME,
            shows=None,
        ),
        counted,
        excluded,
    )


def volume(
    items: Iterable[DisclosureItem],
    fulfilments: Iterable[Fulfilment],
    *,
    since: date,
    on: date,
) -> Measure:
    """How many releases there were from ``since`` to ``on`` (公开数量), each version once.

    A number of pieces says nothing of coverage: it stands beside the lag, not in its place.
    """
    standing = {item.id: item for item in items}
    counted: list[Counted] = []
    excluded: list[Excluded] = []
    for each in _released(fulfilments, standing, since, on):
        item = standing.get(each.item)
        if item is None:
            excluded.append(_left_out(each, item, Message("its item does not hold here")))
        else:
            counted.append(_counted(each, item, None, 1))
    return Measure(
        id="volume",
        name=Message("Releases"),
        on=on,
        since=since,
        unit=MeasureUnit.RELEASES,
        numerator=len(counted),
        denominator=None,
        value=Fraction(len(counted)),
        counted=tuple(counted),
        excluded=tuple(excluded),
        method=(_METHOD[1],),
        basis=IN_TIME,
        shows=None,
    )


def _released(
    fulfilments: Iterable[Fulfilment],
    standing: Mapping[str, DisclosureItem],
    since: date,
    on: date,
) -> Iterator[Fulfilment]:
    """Each version of a release once: first shown in the time, for an item that holds if any."""
    first: dict[tuple[str, int], Fulfilment] = {}
    for each in fulfilments:
        if each.published_on > on:
            continue
        key = (each.release, each.version)
        known = first.get(key)
        if known is None or _rank(each, standing) < _rank(known, standing):
            first[key] = each
    return (each for each in first.values() if each.published_on >= since)


def _rank(
    each: Fulfilment, standing: Mapping[str, DisclosureItem]
) -> tuple[bool, date, bool, str, str]:
    return (
        each.item not in standing,
        each.published_on,
        each.formed_on is None,
        each.item,
        each.channel,
    )


def _subject(each: Fulfilment) -> str:
    return each.release if each.version == 1 else f"{each.release} v{each.version}"


def _counted(each: Fulfilment, item: DisclosureItem, formed: date | None, value: int) -> Counted:
    return Counted(
        subject=_subject(each),
        name=item.title,
        value=value,
        domain=item.domain,
        agency=each.agency or item.agency,
        region=each.place,
        explained=(
            Message("formed {formed}, released {on}", formed=formed, on=each.published_on)
            if formed
            else Message("released {on}", on=each.published_on)
        ),
        releases=(each.release,),
    )


def _left_out(each: Fulfilment, item: DisclosureItem | None, reason: Message) -> Excluded:
    return Excluded(
        subject=_subject(each),
        name=item.title if item else each.item,
        reason=reason,
        domain=item.domain if item else None,
        agency=each.agency or (item.agency if item else None),
        region=each.place,
    )

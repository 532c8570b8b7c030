"""How a government item and its village twin were released: by when, how late, on one side only.

Due dates are those of ``catalogue.measures.obligations``. Where the village's own limit says
nothing that can be counted, or less than the law asks, the quarter of 村民委员会组织法 第三十条 is
counted instead.
"""

from collections.abc import Iterable
from datetime import date

from attrs import evolve, frozen

from disclosure_core.calendar.working_days import Calendar
from disclosure_core.catalogue.comparison.village_rules import Matter, matter_of, meets_the_law
from disclosure_core.catalogue.measures.obligations import obligations
from disclosure_core.catalogue.measures.owed import Obligation, ObligationState
from disclosure_core.catalogue.values import (
    DisclosureItem,
    Formation,
    Fulfilment,
    TimeLimit,
    TimeLimitKind,
)
from disclosure_core.messages import Message

QUARTERLY = TimeLimit(kind=TimeLimitKind.QUARTERLY, printed="每季度")
MONTHLY = TimeLimit(kind=TimeLimitKind.MONTHLY, printed="每月")

_LATE = (ObligationState.MET_LATE, ObligationState.OVERDUE)


@frozen(kw_only=True)
class SideReleases:
    """The releases of one of the two items: how many, the last one, and what was late."""

    count: int
    last: date | None
    late: tuple[Obligation, ...] = ()


@frozen(kw_only=True)
class TwinReleases:
    """How both items were released by a day (双方公开情况).

    ``counted_by_law`` says that the village's dues are those of the law, not of its own limit.
    """

    on: date
    government: SideReleases
    village: SideReleases
    counted_by_law: bool = False

    @property
    def one_sided(self) -> bool:
        """Whether one side released something and the other nothing."""
        return bool(self.government.count) != bool(self.village.count)

    @property
    def in_time(self) -> bool:
        """Whether nothing was late, and neither side stands alone."""
        return not (self.one_sided or self.government.late or self.village.late)

    @property
    def findings(self) -> tuple[Message, ...]:
        """What is wrong, in words; nothing where all is in time."""
        told: list[Message] = []
        if self.government.count and not self.village.count:
            told.append(Message("the government released it, the village did not"))
        if self.village.count and not self.government.count:
            told.append(Message("the village released it, the government did not"))
        told += [
            Message("government: {note}", note=each.note)
            for each in self.government.late
            if each.note
        ]
        told += [
            Message("village: {note}", note=each.note) for each in self.village.late if each.note
        ]
        return tuple(told)


def twin_releases(
    government: DisclosureItem,
    village: DisclosureItem,
    fulfilments: Iterable[Fulfilment],
    formations: Iterable[Formation] = (),
    *,
    calendar: Calendar,
    since: date,
    on: date,
    many_dealings: bool = False,
) -> TwinReleases:
    """How both were released from ``since`` to ``on``, against what their limits ask.

    Args:
        government: The government's item.
        village: The village's item.
        fulfilments: Releases, of any items.
        formations: What was formed or changed, of any items.
        calendar: Which days are worked.
        since: The first due day that is looked at.
        on: The day it is looked at.
        many_dealings: Whether the village's accounts are due each month.

    Raises:
        DataError: ``since`` lies after ``on``.
    """
    dues = _by_law(village, many_dealings=many_dealings)
    released = [each for each in fulfilments if each.published_on <= on]
    owed = obligations(
        (government, dues), formations, released, calendar=calendar, since=since, until=on, on=on
    )
    late = owed.in_state(*_LATE)
    return TwinReleases(
        on=on,
        government=_side(government, released, late),
        village=_side(village, released, late),
        counted_by_law=dues is not village,
    )


def _by_law(village: DisclosureItem, *, many_dealings: bool) -> DisclosureItem:
    """The village's item with the limit that counts: its own, where the law is content with it."""
    matter = matter_of(village)
    if meets_the_law(village.time_limit, matter, many_dealings=many_dealings):
        return village
    if matter is Matter.MAJOR and village.time_limit.kind is not TimeLimitKind.UNSPECIFIED:
        return village  # at once cannot be counted in days; its own limit is the nearest to it
    monthly = many_dealings and matter is Matter.ACCOUNTS
    return evolve(village, time_limit=MONTHLY if monthly else QUARTERLY)


def _side(
    item: DisclosureItem, released: Iterable[Fulfilment], late: Iterable[Obligation]
) -> SideReleases:
    days = {each.release: each.published_on for each in released if each.item == item.id}
    return SideReleases(
        count=len(days),
        last=max(days.values(), default=None),
        late=tuple(each for each in late if each.item.id == item.id),
    )

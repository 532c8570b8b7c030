"""Do two notices contradict each other: what one says of a day, and the other does not.

Within one notice, ``calendar.values`` looks. Of two official notices for one year and region, one
must amend the other or say the same; otherwise which of them holds would be chance.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import combinations

from attrs import frozen

from disclosure_core.calendar.values import HolidayNotice
from disclosure_core.messages import Message


@frozen(kw_only=True)
class Disagreement:
    """Two notices of one year and region that do not say the same (互相矛盾的通知).

    ``first`` and ``second`` are their places in what was looked through. ``days`` are all days of
    which they say different things.
    """

    first: int
    second: int
    year: int
    region: str | None
    days: tuple[date, ...]

    @property
    def what(self) -> Message:
        """The disagreement in words."""
        return Message("two notices for {year} disagree on {days}", year=self.year, days=self.days)


def disagreements(notices: Sequence[HolidayNotice]) -> tuple[Disagreement, ...]:
    """Every two notices that disagree; those that amend, or that others outrank, are left out."""
    numbered = [(at, each) for at, each in enumerate(notices) if each.amends is None]
    return tuple(
        Disagreement(
            first=first,
            second=second,
            year=one.year,
            region=one.region,
            days=days,
        )
        for (first, one), (second, other) in combinations(numbered, 2)
        if (one.year, one.region, one.official) == (other.year, other.region, other.official)
        and (days := _different(one, other))
    )


def _different(one: HolidayNotice, other: HolidayNotice) -> tuple[date, ...]:
    days: Iterable[date] = (one.days_off ^ other.days_off) | (one.make_up_days ^ other.make_up_days)
    return tuple(sorted(days))

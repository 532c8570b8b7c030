"""Dated notices of holidays and make-up working days (节假日安排), deadlines and due dates.

A notice is refused where it contradicts itself; whether two notices contradict each other is
``calendar.disagreements``.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum

from attrs import field, frozen

from disclosure_core.errors import DataError, Mistake
from disclosure_core.legal import LegalBasis
from disclosure_core.messages import Message

WEEKDAYS = 5
"""Days of a week that are worked, Monday first."""

_DECEMBER, _JANUARY = 12, 1


def _days(values: Iterable[date]) -> frozenset[date]:
    return frozenset(values)


@frozen(kw_only=True)
class HolidayNotice:
    """One year's arrangement: weekdays that are off, weekend days that are worked.

    Attributes:
        year: The year it arranges; days of the December before and the January after may be in it
            (the bridge over New Year).
        days_off: Days off that would be worked by the week. A weekend day may be named too.
        make_up_days: Weekend days that are worked. A regional or amending notice may also name a
            weekday here, and so takes back a day off.
        basis: The notice itself; an official one has it.
        region: The region it holds in; ``None`` for the whole country.
        official: Whether it was taken from an official notice. Where it was not (a year taken from
            a library), ``source`` says from where, and answers that count with it say so.
        amends: The document number of the notice it changes (国办发明电〔2020〕1号 changed the
            Spring Festival of that year); it is read after all others of its year.
        source: Where it was taken from, besides ``basis``.

    Raises:
        DataError: the notice contradicts itself; every contradiction with all days concerned.
    """

    year: int
    days_off: frozenset[date] = field(converter=_days)
    make_up_days: frozenset[date] = field(converter=_days)
    basis: LegalBasis | None = None
    region: str | None = None
    official: bool = True
    amends: str | None = None
    source: str | None = None

    def __attrs_post_init__(self) -> None:
        if found := tuple(Mistake("", place, what) for place, what in _contradictions(self)):
            raise DataError(
                Message("The holiday notice for {year} contradicts itself.", year=self.year), found
            )

    def order(self, regions: Sequence[str | None]) -> tuple[int, int, bool]:
        """Its place among the notices of ``regions``: by year, region, and amending ones last."""
        return self.year, regions.index(self.region), self.amends is not None


def _contradictions(notice: HolidayNotice) -> Iterator[tuple[str, Message]]:
    """What in a notice cannot be, each with the key it stands under."""
    if both := notice.days_off & notice.make_up_days:
        yield (
            "make_up_days",
            Message("{days}: named as day off and as make-up day", days=_listed(both)),
        )
    national = notice.region is None and notice.amends is None
    weekdays = {day for day in notice.make_up_days - both if day.weekday() < WEEKDAYS}
    if national and weekdays:
        yield (
            "make_up_days",
            Message(
                "{days}: a weekday is worked anyway; a make-up day is a Saturday or Sunday",
                days=_listed(weekdays),
            ),
        )
    for key, days in (("days_off", notice.days_off), ("make_up_days", notice.make_up_days)):
        if far := {day for day in days if not _belongs(day, notice.year)}:
            yield (
                key,
                Message(
                    "{days}: far outside {year}; expected days of that year, of the December "
                    "before or the January after",
                    days=_listed(far),
                    year=notice.year,
                ),
            )
    if national and not notice.days_off:
        yield "days_off", Message("gives no day off; a year's notice names its holidays")
    if notice.official and notice.basis is None:
        yield (
            "basis",
            Message("is missing: an official notice has a title; else write official = false"),
        )
    if not notice.official and not notice.source:
        yield "source", Message("is missing: say where a notice that is not official comes from")


def _belongs(day: date, year: int) -> bool:
    return (
        day.year == year
        or (day.year == year - 1 and day.month == _DECEMBER)
        or (day.year == year + 1 and day.month == _JANUARY)
    )


def _listed(days: Iterable[date]) -> tuple[date, ...]:
    return tuple(sorted(days))


class DayCount(StrEnum):
    """What the days of a period are (期限单位)."""

    WORKING_DAYS = "working_days"
    """工作日"""
    CALENDAR_DAYS = "calendar_days"
    """日, a last day that is off moving on"""


@frozen(kw_only=True)
class Deadline:
    """Something due after a number of days: what it is, its day 0, and how many days of what.

    ``days`` is ``None`` where a rule of its own gives the day (each year by 31 January).
    """

    reference: str
    start: date
    days: int | None
    unit: DayCount = DayCount.WORKING_DAYS


@frozen(kw_only=True)
class DueDate:
    """The day a period ends (到期日).

    ``provisional`` where a year in ``years_missing`` has no official notice yet.
    ``years_not_official`` were counted by notices that were not taken from an official document.
    """

    day: date
    years_missing: tuple[int, ...] = ()
    years_not_official: tuple[int, ...] = ()

    @property
    def provisional(self) -> bool:
        """Whether an official notice may still move the day."""
        return bool(self.years_missing)

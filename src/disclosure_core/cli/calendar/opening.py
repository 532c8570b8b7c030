"""What the verbs of ``disclosure calendar`` share: the notices of the plugins, a place, numbers."""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from attrs import frozen

from disclosure_core.calendar.regional import calendar_in, known_region
from disclosure_core.calendar.values import DueDate, HolidayNotice
from disclosure_core.calendar.working_days import Calendar
from disclosure_core.cli.options import invocation, today
from disclosure_core.cli.texts import option
from disclosure_core.errors import DataError
from disclosure_core.extensions.collecting import load_registry
from disclosure_core.extensions.registry import Registry
from disclosure_core.messages import Message
from disclosure_core.settings import Settings

region_option = option(
    "--region",
    metavar="REGION",
    help=Message("Count by the notices of this region too; the office's own if not given."),
)
"""``--region``: id or name of a region."""

_LONGEST_NUMBER = 9


@frozen(kw_only=True)
class Notices:
    """What is known of holidays, and where the office is."""

    registry: Registry
    settings: Settings
    region: str | None

    @property
    def calendar(self) -> Calendar:
        """The calendar that holds there."""
        return self.with_notices(())

    def with_notices(self, more: Sequence[HolidayNotice], region: str | None = None) -> Calendar:
        """The calendar with further notices, there or in another region."""
        every = (*self.registry.calendars, *more)
        return calendar_in(every, self.registry.regions, region or self.region)


def known_notices(region: str | None) -> Notices:
    """The plugins' notices, in the region asked for or the office's own.

    Raises:
        RegistryError: the plugins do not fit together.
        DataError: no plugin brings a notice, or the region is not known.
    """
    chosen = invocation()
    settings = chosen.settings()
    registry = load_registry(settings, on=today(settings.timezone), without=chosen.without)
    if not registry.calendars:
        raise DataError(
            Message("No plugin in use brings holiday notices."),
            fix=Message("install a plugin that does, such as disclosure-china."),
        )
    if region is not None:
        region = known_region(region, registry.calendars, registry.regions)
    return Notices(registry=registry, settings=settings, region=region or settings.region)


def days_from(text: str) -> int:
    """A number of days.

    Raises:
        DataError: it is no whole number, negative, or beyond all sense.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain.removeprefix("-").isdecimal():
        raise DataError(
            Message("{found} is no number of days; write a whole number such as 7.", found=text)
        )
    if plain.startswith("-") and plain.strip("-0"):
        raise DataError(
            Message("{found}: a period cannot be negative.", found=text),
            fix=Message("`disclosure calendar count` counts the days between two dates."),
        )
    digits = plain.strip("-").lstrip("0") or "0"
    if len(digits) > _LONGEST_NUMBER:
        raise DataError(Message("A period of so many days ends after the year 9999."))
    return int(digits)


def sureness(due: DueDate) -> Mapping[str, Any]:
    """Whether a date is sure, for JSON."""
    return {
        "provisional": due.provisional,
        "years_missing": list(due.years_missing),
        "years_not_official": list(due.years_not_official),
    }


def sureness_in_words(due: DueDate) -> tuple[Message, ...]:
    """What to know of a date that is not sure."""
    told = []
    if due.years_missing:
        told.append(
            Message(
                "Provisional: no official notice for {years} yet, counted by the week alone.",
                years=due.years_missing,
            )
        )
    if due.years_not_official:
        told.append(
            Message(
                "Not from official notices: the holidays of {years} were taken from a library.",
                years=due.years_not_official,
            )
        )
    return tuple(told)

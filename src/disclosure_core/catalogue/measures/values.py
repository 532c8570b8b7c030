"""One shape for every measure: a number, what was counted, what was not and why, and the method.

A measure can be checked from what it carries: every thing counted with the value it added, every
thing left out with its reason, the formula and the ledger. Nothing undefined becomes a zero. What
each measure counts is in the module of its name.
"""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Protocol

from attrs import field, frozen

from disclosure_core.exact import round_exact
from disclosure_core.legal import LegalBasis
from disclosure_core.messages import Message
from disclosure_core.scoring.ledger import Ledger
from disclosure_core.scoring.values import Formula
from disclosure_core.scoring.words import formula_text

PLACES = 2
"""Decimal places of a published figure that no formula rounds."""


SUBJECT = "subject"
"""The column of a rate's records that names the thing counted."""

MET = "met"
"""The column of a rate's records: 1 where the thing counts in the numerator, else 0."""


class MeasureUnit(StrEnum):
    """What a measure's value is (单位)."""

    PERCENT = "percent"
    """百分比: numerator ÷ denominator × 100"""
    WORKING_DAYS = "working_days"
    """个工作日: the mean, numerator ÷ denominator"""
    RELEASES = "releases"
    """条: a count, without a denominator"""


class Grouping(StrEnum):
    """By what a measure is told apart (分组)."""

    DOMAIN = "domain"
    AGENCY = "agency"
    REGION = "region"


class Explained(Protocol):
    """Something that can say what is known about it, when it is asked."""

    @property
    def note(self) -> Message | None:
        """Why it is missed, by when it was due; ``None`` where there is nothing to say."""


@frozen(kw_only=True)
class Counted:
    """One thing that was counted (计入): an item, an obligation, a release, a column.

    ``value`` is what it adds to the numerator: 1 or 0 for a rate, days for a lag. ``explained`` is
    what is known about it, or what can say it: texts of many thousand things are made when read.
    ``sort`` is the id of the tally it counts in, if any.
    """

    subject: str
    name: str
    value: int
    domain: str | None = None
    agency: str | None = None
    region: str | None = None
    explained: Message | Explained | None = field(default=None, repr=False)
    releases: tuple[str, ...] = ()
    sort: str | None = None

    @property
    def note(self) -> Message | None:
        """What is known about it: why it is missed, by when it was due."""
        if self.explained is None or isinstance(self.explained, Message):
            return self.explained
        return self.explained.note


@frozen(kw_only=True)
class Excluded:
    """One thing that was not counted (不计入), and why."""

    subject: str
    name: str
    reason: Message
    domain: str | None = None
    agency: str | None = None
    region: str | None = None


@frozen(kw_only=True)
class Tally:
    """How many of the things looked at are of one sort (分类计数), beside the figure itself.

    ``met`` is how many of them are in the numerator, where that can be said.
    """

    id: str
    name: Message
    count: int
    met: int | None = None


@frozen(kw_only=True)
class Spread:
    """How days are spread about their mean (离散情况), all exact.

    ``percentile_90`` is interpolated between its two neighbours: with n values in order, counted
    from 0, it stands at place (n - 1) × 9/10.
    """

    median: Fraction
    percentile_90: Fraction
    shortest: int
    longest: int


def plain_record(counted: Counted) -> Mapping[str, object]:
    """A thing counted as a record: its subject, and ``met``, what it adds."""
    return {SUBJECT: counted.subject, MET: counted.value}


@frozen(kw_only=True)
class Measure:
    """A figure about the catalogue, with all it rests on (指标结果).

    Attributes:
        id: ``coverage``, ``timeliness``, …
        name: In words.
        on: The day it is measured for.
        since: Where it is measured over a time: its first day.
        unit: What the value is.
        numerator: Sum of what the counted things add.
        denominator: How many were counted; ``None`` for a count.
        value: Exact: numerator ÷ denominator, or the count; ``None`` where undefined.
        undefined: Why there is no value.
        counted: Everything in the denominator.
        excluded: Everything left out, each with its reason.
        tallies: Other counts of the same things.
        spread: Median and 90th percentile, of a lag.
        method: How it is counted, in words, besides the formula.
        basis: What asks for it.
        formula: The formula of a rate.
        ledger: The working of a rate, whose records are the subjects counted.
        record: A thing counted as a record of the formula, for measuring some of them anew.
        shows: The value that the list behind the figure is of: 0 lists what is missing, 1 what
            has a fault; ``None`` lists everything.
    """

    id: str
    name: Message
    on: date
    since: date | None = None
    unit: MeasureUnit = MeasureUnit.PERCENT
    numerator: int
    denominator: int | None
    value: Fraction | None
    undefined: Message | None = None
    counted: tuple[Counted, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    tallies: tuple[Tally, ...] = ()
    spread: Spread | None = None
    method: tuple[Message, ...] = ()
    basis: LegalBasis
    formula: Formula | None = None
    ledger: Ledger | None = field(default=None, repr=False)
    record: Callable[[Counted], Mapping[str, object]] = field(
        default=plain_record, repr=False, eq=False
    )
    shows: int | None = 0

    @property
    def published(self) -> str | None:
        """The value as it is printed, without its unit: two places, half up; a count as it is."""
        if self.value is None:
            return None
        if self.ledger is not None:
            return str(self.ledger.marks[0].published)
        if self.unit is MeasureUnit.RELEASES:
            return str(self.value)
        return str(round_exact(self.value, PLACES))

    @property
    def text(self) -> Message:
        """The value with its unit, or why there is none."""
        if self.value is None:
            return Message("undefined: {reason}", reason=self.undefined or "")
        if self.unit is MeasureUnit.PERCENT:
            return Message("{number}", number=f"{self.published}%")
        if self.unit is MeasureUnit.WORKING_DAYS:
            return Message("{number} working days", number=self.published)
        return Message("{number} releases", number=self.published)

    @property
    def listed(self) -> tuple[Counted, ...]:
        """The list behind the figure: what is missing or has a fault, or everything."""
        if self.shows is None:
            return self.counted
        return tuple(each for each in self.counted if each.value == self.shows)

    @property
    def explanation(self) -> tuple[Message, ...]:
        """The formula in words, then how its parts are counted."""
        return (*(formula_text(self.formula) if self.formula else ()), *self.method)

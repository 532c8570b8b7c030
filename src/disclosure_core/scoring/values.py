"""A formula as a value: what is counted, how it becomes a number, who asks for it, since when.

The parts of it are in ``expressions``. Does not compute: ``exact_reading`` gives a ledger,
``frames`` scores dataframes, ``words`` prints the method, ``codec`` takes it to TOML and back.
"""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from attrs import field, frozen, validators

from disclosure_core.errors import DataError
from disclosure_core.exact import Rounding
from disclosure_core.legal import ALWAYS, LegalBasis, Period
from disclosure_core.messages import Message
from disclosure_core.scoring.expressions import (
    Column,
    Combined,
    Comparison,
    Condition,
    Constant,
    Count,
    CountWhere,
    Quantity,
    Rate,
    Records,
    Sum,
    WhenUndefined,
    column,
    count_where,
    day,
    flag,
    found,
    rate,
    records,
    text,
)

__all__ = [
    "Column",
    "Combined",
    "Comparison",
    "Condition",
    "Constant",
    "Count",
    "CountWhere",
    "Formula",
    "Indicator",
    "Quantity",
    "Rate",
    "Records",
    "Sum",
    "Unit",
    "WhenUndefined",
    "column",
    "count_where",
    "day",
    "flag",
    "rate",
    "records",
    "text",
]

LOCAL_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
FORMULA_ID = re.compile(rf"(?:{LOCAL_ID.pattern}:)?{LOCAL_ID.pattern}")


class Unit(StrEnum):
    """What an indicator's number is (单位)."""

    PERCENT = "percent"
    """百分比: a rate times 100"""
    POINTS = "points"
    """分: a rate times its full marks, added to the total"""
    COUNT = "count"
    """个: a quantity as it is"""


def _id(pattern: re.Pattern[str]) -> Callable[[object, object, str], None]:
    def check(_instance: object, _attribute: object, value: str) -> None:
        if not pattern.fullmatch(value):
            raise DataError(
                Message(
                    "{value} is not an id: small ASCII letters, digits and single hyphens, "
                    "beginning with a letter.",
                    value=repr(value),
                )
            )

    return check


def _fraction(marks: Fraction | Decimal | int | str | None) -> Fraction | None:
    return None if marks is None else Fraction(marks)


@frozen(kw_only=True)
class Indicator:
    """One number of a formula (指标): its expression, unit, places and rounding.

    A rate in ``PERCENT`` is published times 100; in ``POINTS`` times ``full_marks``. Each
    indicator is rounded once, from its exact value, and a total adds the rounded points.
    """

    id: str = field(validator=_id(LOCAL_ID))
    name: Message
    value: Rate | Quantity = field(validator=validators.instance_of((Rate, Quantity)))
    unit: Unit = field(converter=Unit)
    places: int = field(default=2, validator=[validators.ge(0), validators.le(6)])
    rounding: Rounding = Rounding.HALF_UP
    full_marks: Fraction | None = field(default=None, converter=_fraction)
    basis: LegalBasis | None = None

    @unit.default
    def _natural_unit(self) -> Unit:
        return Unit.PERCENT if isinstance(self.value, Rate) else Unit.COUNT

    def __attrs_post_init__(self) -> None:
        is_rate = isinstance(self.value, Rate)
        if is_rate == (self.unit is Unit.COUNT):
            raise DataError(
                Message("The indicator {id} has a unit that its value cannot have.", id=self.id),
                fix=Message("a rate is in percent or points, a quantity is a count."),
            )
        if (self.unit is Unit.POINTS) != (self.full_marks is not None):
            raise DataError(
                Message("The indicator {id} and its full marks do not agree.", id=self.id),
                fix=Message("give full_marks where the unit is points, and only there."),
            )
        if self.full_marks is not None:
            self._check_full_marks(self.full_marks)

    def _check_full_marks(self, full_marks: Fraction) -> None:
        if full_marks <= 0 or (full_marks * 10**self.places).denominator != 1:
            raise DataError(
                Message(
                    "The full marks of the indicator {id} must be above zero and have at most "
                    "{places} decimal places.",
                    id=self.id,
                    places=self.places,
                )
            )

    @property
    def scale(self) -> Fraction:
        """What the expression is multiplied by to be in its unit."""
        if self.unit is Unit.PERCENT:
            return Fraction(100)
        return self.full_marks if self.full_marks is not None else Fraction(1)


def _indicators(indicators: Iterable[Indicator]) -> tuple[Indicator, ...]:
    return tuple(indicators)


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(names)


@frozen(kw_only=True)
class Formula:
    """A way to score units from their records (评分公式).

    ``group_by`` names the columns whose values tell the units apart (the grain: district, month);
    empty where all records are one unit. ``columns`` are collected from the indicators. ``version``
    and ``in_force`` say which text of the rule this is. ``replaces`` is the full id of another
    plugin's formula that this one stands for.

    Raises:
        DataError: an indicator's id is used twice, or one column is declared in two ways.
    """

    id: str = field(validator=_id(FORMULA_ID))
    name: Message
    indicators: tuple[Indicator, ...] = field(
        converter=_indicators, validator=validators.min_len(1)
    )
    group_by: tuple[str, ...] = field(default=(), converter=_names)
    basis: LegalBasis
    in_force: Period = ALWAYS
    version: str = "1"
    replaces: str | None = None

    def __attrs_post_init__(self) -> None:
        ids = [indicator.id for indicator in self.indicators]
        self._refuse_repeated(ids, Message("two indicators have the same id"))
        names = [each.name for each in self.columns]
        self._refuse_repeated(names, Message("one column is declared in two ways"))
        self._refuse_repeated(list(self.group_by), Message("one column is grouped by twice"))

    def _refuse_repeated(self, names: list[str], why: Message) -> None:
        repeated = sorted({name for name in names if names.count(name) > 1})
        if repeated:
            raise DataError(
                Message(
                    "The formula {id} names {repeated} more than once.",
                    id=self.id,
                    repeated=", ".join(repeated),
                ),
                why=why,
            )

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns it reads, in the order they are met."""
        met = (each for part in self.indicators for each in found(Column, part.value))
        return tuple(dict.fromkeys(met))

    @property
    def has_total(self) -> bool:
        """Whether any indicator gives points, so that there is a total."""
        return any(indicator.unit is Unit.POINTS for indicator in self.indicators)

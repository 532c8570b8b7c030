"""Expressions a formula is made of: columns, conditions on a record, quantities of a unit, rates.

An expression is a frozen value, never a Python callable, so that one definition can be computed
exactly, compiled to a dataframe engine, printed as words, stored and compared. ``==`` compares two
expressions as values; a condition that two columns are the same is ``a.equals(b)``.

Does not compute anything: see ``exact_reading``, ``frames`` and ``words``.
"""

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from attrs import field, fields, frozen, validators

from disclosure_core.errors import DataError
from disclosure_core.messages import Message

Literal = int | str | date
"""What a column can be compared with: a whole number, a word, a day."""


class ColumnKind(StrEnum):
    """What a column holds (列的类型)."""

    NUMBER = "number"
    """whole numbers: counts, cents, minutes"""
    FLAG = "flag"
    """true or false"""
    TEXT = "text"
    DAY = "day"


KIND_TEXTS = {
    ColumnKind.NUMBER: Message("numbers"),
    ColumnKind.FLAG: Message("true and false"),
    ColumnKind.TEXT: Message("words"),
    ColumnKind.DAY: Message("days"),
}
"""What a kind of column holds, for people."""


class Comparison(StrEnum):
    """How two things are compared; inclusive and strict are told apart (含, 不含本数)."""

    BELOW = "<"
    AT_MOST = "<="
    ABOVE = ">"
    AT_LEAST = ">="
    EQUAL = "=="
    UNEQUAL = "!="


class WhenUndefined(StrEnum):
    """What a rate with nothing to divide by becomes (无分母时的处理)."""

    NOT_APPLICABLE = "not_applicable"
    """不适用: no number, and a total that needs it is not scored"""
    FULL = "full"
    """按满分计: as if all were fulfilled; the reason is printed beside it"""
    ZERO = "zero"
    """按零分计: only where the rule says so; the reason is printed beside it"""
    EXCLUDED = "excluded"
    """剔除: no number, and its full marks leave the total"""


@frozen
class Expression:
    """Any part of a formula."""

    @property
    def parts(self) -> tuple["Expression", ...]:
        """The expressions this one is made of."""
        values = (getattr(self, each.name) for each in fields(type(self)))
        return tuple(value for value in values if isinstance(value, Expression))

    def walk(self) -> Iterator["Expression"]:
        """This expression and all within it, outermost first."""
        yield self
        for part in self.parts:
            yield from part.walk()

    def __bool__(self) -> bool:
        raise TypeError(
            "an expression is neither true nor false before it is computed; "
            "join conditions with & and |, and write (a <= b) & (b <= c) for a chain"
        )


@frozen
class Condition(Expression):
    """Something that holds for a record, does not hold, or is not known (条件)."""

    def __and__(self, other: "Condition") -> "Condition":
        return Both(left=self, right=other)

    def __or__(self, other: "Condition") -> "Condition":
        return Either(left=self, right=other)

    def __invert__(self) -> "Condition":
        return Not(condition=self)


@frozen
class Column(Condition):
    """A value each record has, by the name of its column (列).

    ``unit`` says what is counted (``items``, ``days``), ``meaning`` what the column is, for the
    printed method. A column of kind ``FLAG`` is itself a condition.
    """

    name: str = field(validator=validators.min_len(1))
    unit: str = ""
    meaning: Message | None = None
    kind: ColumnKind = ColumnKind.NUMBER

    def sum(self) -> "Quantity":
        """The sum over the records of a unit. A missing value is not counted as zero."""
        return Sum(column=self)

    def count(self) -> "Quantity":
        """How many records of a unit have a value in this column."""
        return Count(column=self)

    def is_missing(self) -> Condition:
        """Whether a record has no value here; always known."""
        return Missing(column=self)

    def equals(self, other: "Column | Literal") -> Condition:
        """Whether a record's value is ``other``."""
        return _compare(self, Comparison.EQUAL, other)

    def differs(self, other: "Column | Literal") -> Condition:
        """Whether a record's value is known and not ``other``."""
        return _compare(self, Comparison.UNEQUAL, other)

    # mypy sees int < int within the union and calls these unsafe; a Column decides alone.
    def __lt__(self, other: "Column | Literal") -> Condition:  # type: ignore[misc]
        return _compare(self, Comparison.BELOW, other)

    def __le__(self, other: "Column | Literal") -> Condition:  # type: ignore[misc]
        return _compare(self, Comparison.AT_MOST, other)

    def __gt__(self, other: "Column | Literal") -> Condition:  # type: ignore[misc]
        return _compare(self, Comparison.ABOVE, other)

    def __ge__(self, other: "Column | Literal") -> Condition:  # type: ignore[misc]
        return _compare(self, Comparison.AT_LEAST, other)


@frozen
class Constant(Expression):
    """A fixed whole number, word or day that a rule names."""

    value: Literal = field()

    @value.validator
    def _is_a_literal(self, _attribute: object, value: object) -> None:
        if not isinstance(value, (int, str, date)) or isinstance(value, (bool, datetime)):
            raise TypeError(f"expected a whole number, a word or a day, found {value!r}")


@frozen(kw_only=True)
class Compared(Condition):
    """``left`` compared with ``right``; not known where either is missing."""

    left: Column
    comparison: Comparison
    right: Column | Constant


@frozen(kw_only=True)
class Missing(Condition):
    """The record has no value in ``column``."""

    column: Column


@frozen(kw_only=True)
class Both(Condition):
    """Both hold (且)."""

    left: Condition
    right: Condition


@frozen(kw_only=True)
class Either(Condition):
    """At least one holds (或)."""

    left: Condition
    right: Condition


@frozen(kw_only=True)
class Not(Condition):
    """Known, and does not hold (非)."""

    condition: Condition


@frozen
class Quantity(Expression):
    """A whole number that the records of a unit give together (数量)."""

    def __add__(self, other: "Quantity") -> "Quantity":
        return Combined(left=self, sign=1, right=other)

    def __sub__(self, other: "Quantity") -> "Quantity":
        return Combined(left=self, sign=-1, right=other)


@frozen(kw_only=True)
class Sum(Quantity):
    """Sum of a column of numbers or flags; a true flag is one (合计)."""

    column: Column


@frozen(kw_only=True)
class Count(Quantity):
    """Number of records with a value in the column (有值的记录数)."""

    column: Column


@frozen(kw_only=True)
class CountWhere(Quantity):
    """Number of records for which the condition holds and is known (满足条件的记录数)."""

    condition: Condition


@frozen
class Records(Quantity):
    """Number of all records of the unit (记录数); ``meaning`` says what a record is."""

    meaning: Message | None = None


@frozen(kw_only=True)
class Combined(Quantity):
    """Sum (``sign`` 1) or difference (``sign`` -1) of two quantities."""

    left: Quantity
    sign: int = field(validator=validators.in_((1, -1)))
    right: Quantity


def reason(text: Message | str) -> Message:
    """``text`` as a message; a plain text is shown as it stands in every language."""
    if isinstance(text, Message):
        return text
    return Message(text.replace("{", "{{").replace("}", "}}"))


@frozen(kw_only=True)
class Rate(Expression):
    """``numerator`` ÷ ``denominator``, and what it is when there is nothing to divide by (率).

    ``undefined`` is the reason printed where the denominator is zero; ``policy`` says what then.
    There is no default reason: a formula that can divide by zero says what that means.
    """

    numerator: Quantity
    denominator: Quantity
    undefined: Message = field(converter=reason)
    policy: WhenUndefined = WhenUndefined.NOT_APPLICABLE


def column(name: str, *, unit: str = "", meaning: Message | None = None) -> Column:
    """A column of whole numbers."""
    return Column(name, unit, meaning)


def flag(name: str, *, meaning: Message | None = None) -> Column:
    """A column of true and false; usable as a condition, and its sum counts what is true."""
    return Column(name, "", meaning, ColumnKind.FLAG)


def text(name: str, *, meaning: Message | None = None) -> Column:
    """A column of words, to be compared with a word."""
    return Column(name, "", meaning, ColumnKind.TEXT)


def day(name: str, *, meaning: Message | None = None) -> Column:
    """A column of days, to be compared with a day or another column of days."""
    return Column(name, "", meaning, ColumnKind.DAY)


def records(*, meaning: Message | None = None) -> Quantity:
    """The number of all records of a unit; ``meaning`` says what they are, for the method."""
    return Records(meaning)


def count_where(condition: Condition) -> Quantity:
    """The number of records for which ``condition`` holds."""
    return CountWhere(condition=condition)


def rate(
    numerator: Quantity,
    denominator: Quantity,
    *,
    undefined: Message | str,
    policy: WhenUndefined | str = WhenUndefined.NOT_APPLICABLE,
) -> Rate:
    """``numerator`` ÷ ``denominator``; where that is zero, ``policy`` with its reason."""
    return Rate(
        numerator=numerator,
        denominator=denominator,
        undefined=reason(undefined),
        policy=WhenUndefined(policy),
    )


E = TypeVar("E", bound=Expression)


def found(kind: type[E], expression: Expression) -> tuple[E, ...]:
    """All expressions of a kind within ``expression``, each once, in the order they are met."""
    return tuple(dict.fromkeys(each for each in expression.walk() if isinstance(each, kind)))


def _kind_of(value: Column | Constant) -> ColumnKind:
    if isinstance(value, Column):
        return value.kind
    if isinstance(value.value, str):
        return ColumnKind.TEXT
    return ColumnKind.DAY if isinstance(value.value, date) else ColumnKind.NUMBER


def _compare(left: Column, comparison: Comparison, other: Column | Literal) -> Condition:
    right = other if isinstance(other, Column) else Constant(other)
    if left.kind is ColumnKind.FLAG or _kind_of(right) is not left.kind:
        raise DataError(
            Message(
                "The column {name} holds {kind} and cannot be compared with {other}.",
                name=left.name,
                kind=KIND_TEXTS[left.kind],
                other=right.name if isinstance(right, Column) else repr(right.value),
            ),
            fix=Message(
                "make the column with column(), text() or day() as it is; use a flag by itself."
            ),
        )
    return Compared(left=left, comparison=comparison, right=right)

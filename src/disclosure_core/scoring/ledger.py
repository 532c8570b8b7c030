"""The ledger of a score: every number down to the record it came from (得分明细).

Total → indicator → quantity → record with the value read. Values only, texts on demand; computing
is ``exact_reading``. ``ledger_data`` is the JSON form, ``ledger_tree`` the form for reading.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import overload

from attrs import field, frozen

from disclosure_core.exact import Rounding
from disclosure_core.legal import LegalBasis
from disclosure_core.messages import DEFAULT_LANGUAGE, Message
from disclosure_core.scoring.values import Quantity, Unit
from disclosure_core.scoring.words import quantity_text, rounding_text, shown


class State(StrEnum):
    """Whether there is a number, and if so why this one (计分状态)."""

    SCORED = "scored"
    """computed from the records"""
    FULL = "full"
    """nothing to divide by; the rule says full marks"""
    ZERO = "zero"
    """nothing to divide by; the rule says zero"""
    NOT_APPLICABLE = "not_applicable"
    """nothing to divide by; no number"""
    EXCLUDED = "excluded"
    """nothing to divide by; left out of the total"""
    MISSING = "missing"
    """no record holds the column; no number"""
    OUT_OF_RANGE = "out_of_range"
    """too large for exact 64-bit arithmetic on a dataframe; no number there"""


@frozen
class Reading:
    """What one record adds to a quantity; ``None`` where that is missing or not known."""

    record: str
    value: Fraction | None


@frozen(init=False, repr=False, eq=False)
class Readings(Sequence[Reading]):
    """Readings in the order of their records, made when they are read.

    A ledger of a hundred thousand records holds two columns instead of as many objects. Equal to
    any sequence of equal readings.
    """

    records: tuple[str, ...]
    values: tuple[Fraction | None, ...]

    def __init__(self, records: Sequence[str], values: Sequence[Fraction | None]) -> None:
        if len(records) != len(values):
            raise ValueError(f"{len(records)} records with {len(values)} values")
        self.__attrs_init__(tuple(records), tuple(values))

    @overload
    def __getitem__(self, place: int) -> Reading: ...
    @overload
    def __getitem__(self, place: slice) -> "Readings": ...
    def __getitem__(self, place: int | slice) -> "Reading | Readings":
        if isinstance(place, slice):
            return Readings(self.records[place], self.values[place])
        return Reading(self.records[place], self.values[place])

    def __iter__(self) -> Iterator[Reading]:
        return map(Reading, self.records, self.values)

    def __len__(self) -> int:
        return len(self.records)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Readings):
            return (self.records, self.values) == (other.records, other.values)
        if isinstance(other, (tuple, list)):
            return list(self) == list(other)
        return NotImplemented

    def __hash__(self) -> int:
        return hash((self.records, self.values))

    def __repr__(self) -> str:
        return repr(list(self))


@frozen(kw_only=True)
class Clause:
    """One quantity of an indicator and all its readings.

    ``value`` is ``None`` where there are records but none has a value: missing is not zero. Where
    the quantity adds or subtracts others, ``parts`` holds them and there are no readings.
    """

    quantity: Quantity
    value: Fraction | None
    readings: Sequence[Reading] = ()
    parts: tuple["Clause", ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """Ids of the records without a value."""
        return tuple(each.record for each in self.readings if each.value is None)


@frozen(kw_only=True)
class Mark:
    """One indicator's number with its working (指标得分).

    ``exact`` is in the indicator's unit before rounding, ``published`` after; both ``None`` where
    ``state`` says that there is no number, and ``reason`` says why. ``reason`` is also given where
    the number was set by rule (``full``, ``zero``).
    """

    indicator: str
    name: Message
    unit: Unit
    state: State
    reason: Message | None
    numerator: Clause
    denominator: Clause | None
    scale: Fraction
    exact: Fraction | None
    published: Decimal | None
    places: int
    rounding: Rounding
    source: LegalBasis | None


def _read_only(unit: Mapping[str, object]) -> Mapping[str, object]:
    return MappingProxyType(dict(unit))


@frozen(kw_only=True)
class Ledger:
    """A unit's score with everything it came from (得分明细).

    ``unit`` maps the grouping columns to their values, empty where all records are one unit.
    ``total`` and ``full_marks`` are ``None`` where no indicator gives points; ``total`` is also
    ``None``, with ``reason``, where one that does has no number.
    """

    formula: str
    version: str
    name: Message
    basis: LegalBasis
    unit: Mapping[str, object] = field(converter=_read_only)
    records: int
    marks: tuple[Mark, ...]
    total: Decimal | None = None
    full_marks: Fraction | None = None
    reason: Message | None = None

    def mark(self, indicator: str) -> Mark:
        """The mark of an indicator by its id.

        Raises:
            KeyError: the formula has no such indicator.
        """
        for mark in self.marks:
            if mark.indicator == indicator:
                return mark
        raise KeyError(indicator)


@frozen
class Line:
    """A line of a ledger for people, with the lines that explain it."""

    text: Message
    lines: tuple["Line", ...] = ()

    def walk(self, depth: int = 0) -> Iterator[tuple[int, Message]]:
        """Depth and text of this line and all below it."""
        yield depth, self.text
        for line in self.lines:
            yield from line.walk(depth + 1)


def ledger_data(ledger: Ledger, language: str = DEFAULT_LANGUAGE) -> dict[str, object]:
    """The ledger as plain data for JSON: exact numbers as text, counts as integers."""
    return {
        "formula": ledger.formula,
        "version": ledger.version,
        "name": ledger.name.text(language),
        "basis": str(ledger.basis),
        "unit": {key: _plain(value) for key, value in ledger.unit.items()},
        "records": ledger.records,
        "total": _text(ledger.total),
        "full_marks": _text(ledger.full_marks),
        "reason": ledger.reason.text(language) if ledger.reason else None,
        "indicators": [_mark_data(mark, language) for mark in ledger.marks],
    }


def ledger_tree(ledger: Ledger) -> Line:
    """The ledger as lines for people, outermost first."""
    if ledger.total is not None and ledger.full_marks is not None:
        head = Message(
            "{name}: {total} of {full} points",
            name=ledger.name,
            total=shown(ledger.total),
            full=shown(ledger.full_marks),
        )
    elif ledger.reason is not None:
        head = Message("{name}: not scored ({reason})", name=ledger.name, reason=ledger.reason)
    else:
        head = Message("{name}, {count} records", name=ledger.name, count=ledger.records)
    return Line(head, tuple(mark_tree(mark) for mark in ledger.marks))


def mark_text(mark: Mark) -> Message:
    """An indicator's number in words: the number, or that it is not scored and why."""
    if mark.published is None:
        return Message("not scored: {reason}", reason=mark.reason or Message("no reason is given"))
    number = f"{mark.published}%" if mark.unit is Unit.PERCENT else shown(mark.published)
    if mark.reason is None:
        return Message("{number}", number=number)
    return Message("{number}, set by rule: {reason}", number=number, reason=mark.reason)


def mark_working(mark: Mark) -> tuple[Message, ...]:
    """How the published number follows from the exact one, and what says so."""
    texts = []
    if mark.exact is not None and mark.published is not None:
        sign = "%" if mark.unit is Unit.PERCENT else ""
        texts.append(
            Message(
                "exactly {exact}, {rounding}: {published}",
                exact=shown(mark.exact) + sign,
                rounding=rounding_text(mark.rounding, mark.places),
                published=shown(mark.published) + sign,
            )
        )
    if mark.source is not None:
        texts.append(Message("source: {source}", source=str(mark.source)))
    return tuple(texts)


def clause_text(clause: Clause) -> Message:
    """A quantity and its value."""
    return Message(
        "{quantity} = {value}",
        quantity=quantity_text(clause.quantity),
        value=Message("missing") if clause.value is None else shown(clause.value),
    )


def mark_tree(mark: Mark) -> Line:
    """An indicator's working as lines."""
    lines = [_clause_line(mark.numerator)]
    if mark.denominator is not None:
        lines.append(_clause_line(mark.denominator))
    lines += [Line(text) for text in mark_working(mark)]
    head = Message("{name}: {mark}", name=mark.name, mark=mark_text(mark))
    return Line(head, tuple(lines))


def _clause_line(clause: Clause) -> Line:
    readings = (
        Line(
            Message(
                "record {record}: {value}",
                record=each.record,
                value=Message("missing") if each.value is None else shown(each.value),
            )
        )
        for each in clause.readings
    )
    return Line(clause_text(clause), (*(_clause_line(part) for part in clause.parts), *readings))


def _mark_data(mark: Mark, language: str) -> dict[str, object]:
    return {
        "indicator": mark.indicator,
        "name": mark.name.text(language),
        "unit": mark.unit.value,
        "state": mark.state.value,
        "reason": mark.reason.text(language) if mark.reason else None,
        "published": _text(mark.published),
        "exact": _text(mark.exact),
        "scale": _text(mark.scale),
        "places": mark.places,
        "rounding": mark.rounding.value,
        "source": str(mark.source) if mark.source else None,
        "numerator": _clause_data(mark.numerator, language),
        "denominator": _clause_data(mark.denominator, language) if mark.denominator else None,
    }


def _clause_data(clause: Clause, language: str) -> dict[str, object]:
    return {
        "quantity": quantity_text(clause.quantity).text(language),
        "value": _number(clause.value),
        "readings": [
            {"record": each.record, "value": _number(each.value)} for each in clause.readings
        ],
        "parts": [_clause_data(part, language) for part in clause.parts],
    }


def _text(value: Fraction | Decimal | None) -> str | None:
    return None if value is None else shown(value)


def _number(value: Fraction | None) -> int | str | None:
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else shown(value)


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, (int, str)) else str(value)

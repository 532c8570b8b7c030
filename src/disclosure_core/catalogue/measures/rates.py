"""Make a rate of what was counted: the formula is read over it, and its ledger kept.

The numerator and denominator are those of the formula's ledger, so that a figure and its working
can never disagree.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction

from disclosure_core.catalogue.measures.values import (
    MET,
    SUBJECT,
    Counted,
    Excluded,
    Measure,
    Tally,
    plain_record,
)
from disclosure_core.legal import LegalBasis
from disclosure_core.messages import Message
from disclosure_core.scoring.exact_reading import read_unit
from disclosure_core.scoring.ledger import Clause
from disclosure_core.scoring.values import Formula, Indicator, column, rate, records


def rate_formula(
    id: str,
    *,
    name: Message,
    met: Message,
    counted: Message,
    undefined: Message,
    basis: LegalBasis,
) -> Formula:
    """The formula of ``met`` ÷ ``counted`` in percent, two places, half up.

    Args:
        id: The measure's id.
        name: What the rate is called.
        met: What the numerator counts.
        counted: What the denominator counts.
        undefined: Why there is no rate where nothing was counted.
        basis: What asks for it.
    """
    value = rate(column(MET, meaning=met).sum(), records(meaning=counted), undefined=undefined)
    return Formula(
        id=id,
        name=name,
        indicators=(Indicator(id=id, name=name, value=value, basis=basis),),
        basis=basis,
    )


def rate_of(
    formula: Formula,
    counted: Iterable[Counted],
    excluded: Iterable[Excluded] = (),
    *,
    on: date,
    since: date | None = None,
    tallies: Iterable[Tally] = (),
    method: Iterable[Message] = (),
    record: Callable[[Counted], Mapping[str, object]] = plain_record,
    shows: int = 0,
) -> Measure:
    """The rate that ``formula`` gives over what was counted.

    Args:
        formula: One indicator, a rate over the records.
        counted: Everything in the denominator, with 1 or 0.
        excluded: Everything left out.
        on: The day it is measured for.
        since: The first day it is measured over.
        tallies: Other counts.
        method: What to say of how things are counted.
        record: A thing counted as a record of the formula, named by ``subject``.
        shows: The value that the list behind the figure is of.
    """
    rows = tuple(counted)
    ledger = read_unit(
        formula,
        [record(each) for each in rows],
        id_column=SUBJECT,
    )
    mark = ledger.marks[0]
    return Measure(
        id=formula.id,
        name=formula.name,
        on=on,
        since=since,
        numerator=_whole(mark.numerator, sum(each.value for each in rows)),
        denominator=_whole(mark.denominator, len(rows)),
        value=None if mark.exact is None else Fraction(mark.exact) / mark.scale,
        undefined=mark.reason if mark.exact is None else None,
        counted=rows,
        excluded=tuple(excluded),
        tallies=tuple(tallies),
        method=tuple(method),
        basis=formula.basis,
        formula=formula,
        ledger=ledger,
        record=record,
        shows=shows,
    )


def _whole(clause: Clause | None, counted: int) -> int:
    """The value of a clause; what was counted here where it has none."""
    value = clause.value if clause is not None else None
    return counted if value is None or value.denominator != 1 else value.numerator

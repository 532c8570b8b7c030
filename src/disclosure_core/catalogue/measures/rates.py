"""Make a rate of what was counted: the formula is read over it, and its ledger kept.

The numerator and denominator are those of the formula's ledger, so that a figure and its working
can never disagree.
"""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from disclosure_core.catalogue.measures.values import Counted, Excluded, Measure, Tally
from disclosure_core.legal import LegalBasis
from disclosure_core.messages import Message
from disclosure_core.scoring.exact_reading import read_unit
from disclosure_core.scoring.values import Formula, Indicator, column, rate, records

MET = "met"
"""The column of a rate's records: 1 where the thing counts in the numerator, else 0."""


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
    shows: int = 0,
) -> Measure:
    """The rate that ``formula`` gives over what was counted.

    Args:
        formula: Made by :func:`rate_formula`.
        counted: Everything in the denominator, with 1 or 0.
        excluded: Everything left out.
        on: The day it is measured for.
        since: The first day it is measured over.
        tallies: Other counts.
        method: What to say of how things are counted.
        shows: The value that the list behind the figure is of.
    """
    rows = tuple(counted)
    ledger = read_unit(
        formula,
        [{"subject": each.subject, MET: each.value} for each in rows],
        id_column="subject",
    )
    mark = ledger.marks[0]
    numerator = sum(each.value for each in rows)
    return Measure(
        id=formula.id,
        name=formula.name,
        on=on,
        since=since,
        numerator=numerator,
        denominator=len(rows),
        value=None if mark.exact is None else Fraction(mark.exact) / mark.scale,
        undefined=mark.reason if mark.exact is None else None,
        counted=rows,
        excluded=tuple(excluded),
        tallies=tuple(tallies),
        method=tuple(method),
        basis=formula.basis,
        formula=formula,
        ledger=ledger,
        shows=shows,
    )

"""A formula as text and as mathematics, made from the expressions themselves.

The printed method can then never differ from what is computed. Texts are messages; the
mathematics is LaTeX and MathML of the same tree. Computes nothing.
"""

from decimal import Decimal
from fractions import Fraction
from html import escape

from disclosure_core.exact import Rounding
from disclosure_core.messages import DEFAULT_LANGUAGE, Message
from disclosure_core.scoring.expressions import (
    Both,
    Column,
    Combined,
    Compared,
    Comparison,
    Condition,
    Constant,
    Count,
    CountWhere,
    Either,
    Missing,
    Not,
    Quantity,
    Records,
    Sum,
    WhenUndefined,
)
from disclosure_core.scoring.values import Formula, Indicator, Unit

_LONGEST = 12
"""Decimal places up to which an exact number is shown as a decimal, not as a fraction."""

_COMPARED = {
    Comparison.BELOW: Message("{left} is below {right} (not included)"),
    Comparison.AT_MOST: Message("{left} is at most {right} (included)"),
    Comparison.ABOVE: Message("{left} is above {right} (not included)"),
    Comparison.AT_LEAST: Message("{left} is at least {right} (included)"),
    Comparison.EQUAL: Message("{left} is {right}"),
    Comparison.UNEQUAL: Message("{left} is not {right}"),
}

_UNDEFINED = {
    WhenUndefined.NOT_APPLICABLE: Message(
        "not scored where nothing is there to divide by ({reason})"
    ),
    WhenUndefined.FULL: Message("full where nothing is there to divide by ({reason})"),
    WhenUndefined.ZERO: Message("zero where nothing is there to divide by ({reason})"),
    WhenUndefined.EXCLUDED: Message("left out where nothing is there to divide by ({reason})"),
}

_ROUNDING = {
    Rounding.HALF_UP: Message("rounded half up, decimal places: {places}"),
    Rounding.HALF_EVEN: Message("rounded half to even (GB/T 8170), decimal places: {places}"),
}


def _filled(template: Message, **facts: object) -> Message:
    return Message(template.message_id, package=template.package, **facts)


def shown(value: Fraction | Decimal | int) -> str:
    """An exact number as text: ``12``, ``2.5``, ``12.50`` for a decimal of two places, ``2/3``."""
    if not isinstance(value, Fraction) or 10**_LONGEST % value.denominator:
        return str(value)
    whole, rest = divmod(abs(value) * 10**_LONGEST, 10**_LONGEST)
    places = f"{int(rest):0{_LONGEST}}".rstrip("0")
    return f"{'-' if value < 0 else ''}{whole}{'.' if places else ''}{places}"


def column_text(column: Column) -> Message:
    """What a column is called for people: its meaning, else its name."""
    return column.meaning or Message("{name}", name=column.name)


def condition_text(condition: Condition) -> Message:
    """A condition on a record as a clause."""
    match condition:
        case Compared(left=left, comparison=comparison, right=right):
            other = (
                Message("{value}", value=right.value)
                if isinstance(right, Constant)
                else column_text(right)
            )
            return _filled(_COMPARED[comparison], left=column_text(left), right=other)
        case Missing(column=column):
            return Message("{column} is missing", column=column_text(column))
        case Both(left=one, right=two):
            return Message(
                "({left} and {right})", left=condition_text(one), right=condition_text(two)
            )
        case Either(left=one, right=two):
            return Message(
                "({left} or {right})", left=condition_text(one), right=condition_text(two)
            )
        case Not(condition=inner):
            return Message("not ({condition})", condition=condition_text(inner))
        case Column():
            return column_text(condition)
    raise TypeError(condition)


def quantity_text(quantity: Quantity) -> Message:
    """A quantity as a noun phrase."""
    match quantity:
        case Sum(column=column):
            return Message("the sum of {column}", column=column_text(column))
        case Count(column=column):
            return Message("the number of records with {column}", column=column_text(column))
        case CountWhere(condition=condition):
            return Message(
                "the number of records where {condition}", condition=condition_text(condition)
            )
        case Records(meaning=meaning):
            return Message("the number of {records}", records=meaning or Message("all records"))
        case Combined(left=left, sign=1, right=right):
            return Message(
                "({left} plus {right})", left=quantity_text(left), right=quantity_text(right)
            )
        case Combined(left=left, right=right):
            return Message(
                "({left} minus {right})", left=quantity_text(left), right=quantity_text(right)
            )
    raise TypeError(quantity)


def rounding_text(rounding: Rounding, places: int) -> Message:
    """How a number is rounded, as the end of a sentence."""
    return _filled(_ROUNDING[rounding], places=places)


def indicator_text(indicator: Indicator) -> Message:
    """How an indicator is computed, in one sentence."""
    rounding = rounding_text(indicator.rounding, indicator.places)
    value = indicator.value
    if isinstance(value, Quantity):
        return Message(
            "{name} = {quantity}, {rounding}.",
            name=indicator.name,
            quantity=quantity_text(value),
            rounding=rounding,
        )
    return Message(
        "{name} = {numerator} ÷ {denominator} × {scale}, {rounding}; {undefined}.",
        name=indicator.name,
        numerator=quantity_text(value.numerator),
        denominator=quantity_text(value.denominator),
        scale="100%" if indicator.unit is Unit.PERCENT else shown(indicator.scale),
        rounding=rounding,
        undefined=_filled(_UNDEFINED[value.policy], reason=value.undefined),
    )


def formula_text(formula: Formula) -> tuple[Message, ...]:
    """How a formula is computed: a sentence for each indicator, and one for the total."""
    sentences = tuple(indicator_text(indicator) for indicator in formula.indicators)
    if not formula.has_total:
        return sentences
    return (*sentences, Message("The total adds the rounded points of the indicators."))


def latex(indicator: Indicator, language: str = DEFAULT_LANGUAGE) -> str:
    """The indicator as LaTeX for display mathematics, without the dollar signs."""
    value = indicator.value
    if isinstance(value, Quantity):
        return rf"{_latex_text(indicator.name, language)} = {_latex_quantity(value, language)}"
    top, bottom = (_latex_quantity(each, language) for each in (value.numerator, value.denominator))
    scale = r"100\%" if indicator.unit is Unit.PERCENT else shown(indicator.scale)
    return rf"{_latex_text(indicator.name, language)} = \frac{{{top}}}{{{bottom}}} \times {scale}"


def mathml(indicator: Indicator, language: str = DEFAULT_LANGUAGE) -> str:
    """The indicator as a MathML ``<math>`` element."""

    def words(message: Message) -> str:
        return f"<mtext>{escape(message.text(language))}</mtext>"

    value = indicator.value
    if isinstance(value, Quantity):
        right = words(quantity_text(value))
    else:
        top, bottom = words(quantity_text(value.numerator)), words(quantity_text(value.denominator))
        scale = "100%" if indicator.unit is Unit.PERCENT else shown(indicator.scale)
        right = f"<mfrac>{top}{bottom}</mfrac><mo>×</mo><mn>{scale}</mn>"
    return (
        '<math xmlns="http://www.w3.org/1998/Math/MathML" display="block">'
        f"<mrow>{words(indicator.name)}<mo>=</mo>{right}</mrow></math>"
    )


_LATEX_SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: "\\" + sign for sign in "&%$#_{}"},
}


def _latex_text(message: Message, language: str) -> str:
    shown = "".join(_LATEX_SPECIAL.get(sign, sign) for sign in message.text(language))
    return rf"\text{{{shown}}}"


def _latex_quantity(quantity: Quantity, language: str) -> str:
    return _latex_text(quantity_text(quantity), language)

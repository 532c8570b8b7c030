"""The printed method is made from the formula."""

from fractions import Fraction
from xml.etree import ElementTree

import pytest

from disclosure_core.legal import LegalBasis
from disclosure_core.messages import Message
from disclosure_core.scoring.values import (
    Formula,
    Indicator,
    column,
    count_where,
    flag,
    rate,
    records,
    text,
)
from disclosure_core.scoring.words import formula_text, indicator_text, latex, mathml, shown

USED = column("used", meaning=Message("days used"))
TIMELINESS = Indicator(
    id="on-time",
    name=Message("On time & complete"),
    value=rate(
        count_where((USED <= 20) & ~flag("returned")),
        records(meaning=Message("requests")),
        undefined="nothing was due",
        policy="full",
    ),
    unit="points",
    full_marks="2.5",
    places=1,
)


def test_a_rate_is_told_with_its_boundaries_rounding_and_undefined_case() -> None:
    assert indicator_text(TIMELINESS).text("en") == (
        "On time & complete = the number of records where (days used is at most 20 (included) "
        "and not (returned)) ÷ the number of requests × 2.5, rounded half up, decimal places: 1; "
        "full where nothing is there to divide by (nothing was due)."
    )


def test_a_quantity_is_told_without_a_division() -> None:
    asked = count_where(text("kind").equals("help") | text("kind").is_missing())
    indicator = Indicator(id="help", name=Message("Help"), value=asked - USED.count(), places=0)
    assert indicator_text(indicator).text("en") == (
        "Help = (the number of records where (kind is help or kind is missing) minus "
        "the number of records with days used), rounded half up, decimal places: 0."
    )


def test_a_formula_with_points_says_how_its_total_is_made() -> None:
    basis = LegalBasis(document="政府信息公开条例")
    formula = Formula(id="a", name=Message("A"), indicators=(TIMELINESS,), basis=basis)
    assert formula_text(formula)[-1].text("en") == (
        "The total adds the rounded points of the indicators."
    )


def test_latex_escapes_what_is_special_there() -> None:
    assert latex(TIMELINESS, "en").startswith(
        r"\text{On time \& complete} = \frac{\text{the number"
    )
    assert latex(TIMELINESS, "en").endswith(r"\times 2.5")


def test_mathml_is_well_formed_and_a_fraction() -> None:
    math = ElementTree.fromstring(mathml(TIMELINESS, "en"))
    (fraction,) = math.iter("{http://www.w3.org/1998/Math/MathML}mfrac")
    assert "".join(fraction[1].itertext()) == "the number of requests"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(3), "3"),
        (Fraction(5, 2), "2.5"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(2, 3), "2/3"),
        (Fraction(10**40, 4) + Fraction(1, 4), "25" + "0" * 38 + ".25"),
    ],
)
def test_an_exact_number_is_shown_exactly(value: Fraction, text: str) -> None:
    assert shown(value) == text

"""Rounding is exact, and half-up at the place named."""

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_core.exact import Rounding, percent, round_exact

MODES = {Rounding.HALF_UP: ROUND_HALF_UP, Rounding.HALF_EVEN: ROUND_HALF_EVEN}


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        (Fraction(1, 2), 0, "1"),
        (Fraction(-1, 2), 0, "-1"),
        (Fraction(5, 1000), 2, "0.01"),
        (Fraction(2, 3), 2, "0.67"),
        (Fraction(0), 2, "0.00"),
        (7, 1, "7.0"),
    ],
)
def test_a_half_goes_away_from_zero(value, places, shown):
    assert str(round_exact(value, places)) == shown


def test_a_rate_is_printed_with_all_its_places():
    assert percent(Fraction(1, 1)) == "100.00%"
    assert percent(Fraction(3689, 3755)) == "98.24%"


@given(st.decimals(-(10**9), 10**9, places=6), st.integers(0, 5), st.sampled_from(Rounding))
def test_rounding_agrees_with_decimal_where_decimal_is_exact(value, places, mode):
    with localcontext() as context:
        context.prec = 60
        expected = value.quantize(Decimal(1).scaleb(-places), rounding=MODES[mode])
    assert round_exact(Fraction(value), places, mode) == expected


@given(st.fractions(), st.integers(0, 6))
def test_rounding_moves_a_value_by_at_most_half_a_unit(value, places):
    error = abs(Fraction(round_exact(value, places)) - value)
    assert error <= Fraction(1, 2 * 10**places)


@given(st.fractions(), st.integers(0, 6))
def test_rounding_treats_both_signs_alike(value, places):
    assert round_exact(-value, places) == round_exact(value, places).copy_negate()


def test_a_number_of_more_than_28_digits_keeps_them_all():
    assert str(round_exact(Fraction(10**40, 3), 2)) == f"{'3' * 40}.33"

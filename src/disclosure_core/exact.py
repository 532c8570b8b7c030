"""Exact rates and the one place where they are rounded.

Marks and rates are ``Fraction`` until they are shown. Rounding is half away from zero on the
absolute value unless a rule cites GB/T 8170, which rounds half to even.
"""

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


class Rounding(StrEnum):
    """How a half is rounded (修约方式)."""

    HALF_UP = "half-up"
    """四舍五入: away from zero. The default of administrative practice."""
    HALF_EVEN = "half-even"
    """GB/T 8170: to the even neighbour."""


def round_exact(
    value: Fraction | int, places: int, rounding: Rounding = Rounding.HALF_UP
) -> Decimal:
    """``value`` with exactly ``places`` decimal places, without a detour through floats.

    >>> round_exact(Fraction(1, 8), 2)
    Decimal('0.13')
    >>> round_exact(Fraction(1, 8), 2, Rounding.HALF_EVEN)
    Decimal('0.12')
    """
    scaled = abs(Fraction(value)) * 10**places
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    twice = 2 * rest
    up = twice > scaled.denominator or (
        twice == scaled.denominator and (rounding is Rounding.HALF_UP or whole % 2 == 1)
    )
    units = (whole + up) * (-1 if value < 0 else 1)
    # From text, because arithmetic on a Decimal is cut at the context's 28 digits.
    return Decimal(f"{units}E-{places}")


def percent(value: Fraction | int, places: int = 2, rounding: Rounding = Rounding.HALF_UP) -> str:
    """A rate as printed percent text: ``percent(Fraction(2, 3)) == "66.67%"``."""
    return f"{round_exact(Fraction(value) * 100, places, rounding)}%"

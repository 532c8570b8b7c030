"""Reported figures are quotations; the only thing checked is whether their parts add up."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_core.organisation.figures import PartsState, check_parts
from disclosure_core.organisation.values import Bound, ReportedFigure


def figure(id, value, **more):
    return ReportedFigure(
        id=id,
        name=id,
        value=Decimal(value),
        reporter="长沙县行政审批服务局",
        source="交流材料",
        **{"unit": "项", **more},
    )


SERVICE, OTHER = figure("service", "860"), figure("other", "738")


def check(*figures):
    return check_parts(figures)[-1]


def test_860_and_738_are_1598():
    total = figure("items", "1598", parts=("service", "other"))
    assert check(SERVICE, OTHER, total).state is PartsState.ADDS_UP


def test_a_sum_that_is_not_right_says_by_how_much():
    total = figure("items", "1600", parts=("service", "other"))
    found = check(SERVICE, OTHER, total)
    assert (found.state, found.difference) == (PartsState.DIFFERS, Decimal(2))


@pytest.mark.parametrize(
    "part",
    [
        figure("other", "738", unit="件"),
        figure("other", "738", bound=Bound.MORE_THAN),
        figure("another", "738"),
    ],
    ids=["another unit", "more than", "not there"],
)
def test_what_cannot_be_added_is_not_decided(part):
    total = figure("items", "1598", parts=("service", "other"))
    found = check(SERVICE, part, total)
    assert (found.state, found.sum) == (PartsState.UNDECIDED, None)


def test_a_figure_without_parts_is_not_checked():
    assert check(SERVICE).state is PartsState.NO_PARTS


exact = st.decimals(
    min_value=-(10**60), max_value=10**60, places=20, allow_nan=False, allow_infinity=False
)


@given(st.lists(exact, min_size=1, max_size=5))
def test_long_numbers_are_added_without_rounding(values):
    from fractions import Fraction

    parts = [figure(f"p{index}", value) for index, value in enumerate(values)]
    total = figure("t", "0", parts=tuple(each.id for each in parts))
    assert Fraction(check(*parts, total).sum) == sum(map(Fraction, values))

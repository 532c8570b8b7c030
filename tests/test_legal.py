"""Periods in force, and values that change with the law."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_core.errors import DataError
from disclosure_core.legal import ALWAYS, Dated, LegalBasis, Period, value_on

days = st.dates(date(2000, 1, 1), date(2100, 1, 1))
REGULATIONS_2019 = LegalBasis(
    document="政府信息公开条例", number="国令第711号", article="第三十三条"
)


@st.composite
def periods(draw):
    since, until = draw(st.none() | days), draw(st.none() | days)
    if since and until and until < since:
        since, until = until, since
    return Period(since=since, until=until)


def test_both_ends_of_a_period_are_in_it():
    period = Period(since=date(2019, 5, 15), until=date(2020, 1, 1))
    assert period.covers(date(2019, 5, 15))
    assert period.covers(date(2020, 1, 1))
    assert not period.covers(date(2019, 5, 14))
    assert not period.covers(date(2020, 1, 2))


def test_a_period_cannot_end_before_it_begins():
    with pytest.raises(DataError, match="2019-05-14"):
        Period(since=date(2019, 5, 15), until=date(2019, 5, 14))


@given(periods(), periods())
def test_periods_overlap_when_some_day_lies_in_both(first, second):
    candidates = [d for d in (first.since, first.until, second.since, second.until) if d]
    shared = any(
        first.covers(day) and second.covers(day)
        for day in [*candidates, *(d + timedelta(1) for d in candidates), date(2050, 1, 1)]
    )
    assert first.overlaps(second) == second.overlaps(first) == shared


def test_the_entry_that_began_last_is_the_one_in_force():
    entries = [
        Dated(value=15, in_force=Period(since=date(2008, 5, 1))),
        Dated(value=20, in_force=Period(since=date(2019, 5, 15)), basis=REGULATIONS_2019),
    ]
    assert value_on(entries, date(2019, 5, 14)).value == 15
    assert value_on(entries, date(2019, 5, 15)).value == 20
    assert value_on(entries, date(2008, 4, 30)) is None


def test_a_value_without_a_period_is_always_in_force():
    assert value_on([Dated(value=1)], date.min).value == 1
    assert ALWAYS.covers(date.max)


def test_a_basis_is_cited_with_document_number_and_article():
    assert str(REGULATIONS_2019) == "《政府信息公开条例》（国令第711号）第三十三条"


@given(periods(), periods(), days)
def test_the_overlap_of_two_periods_holds_the_days_of_both(first, second, day):
    both = first.overlap(second)
    assert (both is not None and both.covers(day)) == (first.covers(day) and second.covers(day))


@given(periods(), periods(), days)
def test_what_lies_outside_another_period_is_the_rest_of_it(first, second, day):
    outside = any(part.covers(day) for part in first.outside(second))
    assert outside == (first.covers(day) and not second.covers(day))

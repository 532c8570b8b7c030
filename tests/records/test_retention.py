"""How long records are kept: days, months and years by 民法典 第二百零一条 and 第二百零二条."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_core.codec import structure
from disclosure_core.errors import DataError
from disclosure_core.legal import LegalBasis
from disclosure_core.records.retention import (
    Retention,
    RetentionEnd,
    day_counted_from,
    due_since,
    last_day,
)

BASIS = LegalBasis(document="机关文件材料归档范围和文书档案保管期限规定")
SHANGHAI = ZoneInfo("Asia/Shanghai")


def kept(**period: int) -> Retention:
    return Retention(end=RetentionEnd.PURGE, basis=BASIS, **period)


@pytest.mark.parametrize(
    ("period", "counted_from", "last"),
    [
        ({"years": 3}, date(2021, 3, 1), date(2024, 3, 1)),
        ({"years": 1}, date(2024, 2, 29), date(2025, 2, 28)),
        ({"years": 4}, date(2024, 2, 29), date(2028, 2, 29)),
        ({"months": 1}, date(2026, 1, 31), date(2026, 2, 28)),
        ({"months": 13}, date(2026, 12, 31), date(2028, 1, 31)),
        ({"months": 12}, date(2026, 12, 1), date(2027, 12, 1)),
        ({"days": 30}, date(2026, 2, 1), date(2026, 3, 3)),
        ({"years": 1, "months": 6, "days": 2}, date(2026, 8, 31), date(2028, 3, 2)),
    ],
)
def test_a_record_is_kept_through_the_corresponding_day(
    period: dict[str, int], counted_from: date, last: date
) -> None:
    assert last_day(kept(**period), counted_from) == last
    assert due_since(kept(**period), counted_from) == last + timedelta(days=1)


@given(
    counted_from=st.dates(max_value=date(9000, 1, 1)),
    years=st.integers(0, 200),
    months=st.integers(0, 60),
    days=st.integers(1, 400),
)
def test_a_longer_period_is_never_over_sooner(
    counted_from: date, years: int, months: int, days: int
) -> None:
    period = {"years": years, "months": months, "days": days}
    last = last_day(kept(**period), counted_from)
    assert last is not None
    assert last > counted_from
    for unit in period:
        longer = last_day(kept(**{**period, unit: min(period[unit] + 1, 200)}), counted_from)
        assert longer is not None
        assert period[unit] >= 200 or longer >= last


def test_what_is_kept_for_good_is_never_due() -> None:
    for_good = Retention(end=RetentionEnd.KEEP, basis=BASIS)
    assert last_day(for_good, date(1949, 10, 1)) is None
    assert due_since(for_good, date(1949, 10, 1)) is None


def test_a_period_that_ends_after_the_last_year_does_not_end() -> None:
    assert due_since(kept(years=200), date(9900, 1, 1)) is None
    assert due_since(kept(days=1), date(9999, 12, 30)) is None


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ({"closed": {"on": "2026-03-01"}}, date(2026, 3, 1)),
        ({"closed": {"on": "2026-03-01T17:30:00+00:00"}}, date(2026, 3, 2)),
        ({"closed": {"on": "2026-03-01T17:30:00"}}, None),
        ({"closed": {"on": "3月1日"}}, None),
        ({"closed": {"on": None}}, None),
        ({"closed": "2026-03-01"}, None),
        ({}, None),
    ],
)
def test_the_day_is_read_from_the_body_in_local_time(body: dict[str, object], day: object) -> None:
    retention = Retention(end=RetentionEnd.ERASE, basis=BASIS, years=1, counted_from="closed.on")
    instant = datetime(2026, 5, 1, tzinfo=UTC)
    assert day_counted_from(retention, body, instant, SHANGHAI) == day


def test_without_a_key_the_last_change_counts_in_local_time() -> None:
    late = datetime(2026, 5, 1, 20, 0, tzinfo=UTC)
    assert day_counted_from(kept(days=1), {}, late, SHANGHAI) == date(2026, 5, 2)


@pytest.mark.parametrize(
    "told",
    [
        {"end": "purge"},
        {"end": "keep", "years": 1},
        {"end": "purge", "years": -1, "months": 13},
        {"end": "purge", "years": 201},
        {"end": "shred", "years": 1},
    ],
    ids=str,
)
def test_a_retention_that_says_nothing_clear_is_refused(told: dict[str, object]) -> None:
    with pytest.raises(DataError):
        structure({**told, "basis": {"document": "民法典"}}, Retention)


def test_a_retention_without_a_basis_is_refused() -> None:
    with pytest.raises(DataError, match="basis"):
        structure({"end": "purge", "years": 1}, Retention)

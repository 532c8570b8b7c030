"""Expressions and formulas are values: compared, refused when made wrong, kept without loss."""

import json
import subprocess
import sys
import tomllib
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_core.codec import structure, unstructure
from disclosure_core.errors import DataError
from disclosure_core.legal import LegalBasis
from disclosure_core.messages import Message
from disclosure_core.scoring.expressions import Condition, Quantity
from disclosure_core.scoring.values import (
    Formula,
    Indicator,
    Unit,
    WhenUndefined,
    column,
    count_where,
    day,
    flag,
    rate,
    records,
    text,
)

BASIS = LegalBasis(document="政府信息公开条例", article="第四十六条")
NAME = Message("Timeliness")


def formula(*indicators: Indicator, **more: Any) -> Formula:
    return Formula(id="timeliness", name=NAME, indicators=indicators, basis=BASIS, **more)


def indicator(value: Any, **more: Any) -> Indicator:
    return Indicator(id="on-time", name=NAME, value=value, **more)


NUMBERS = st.builds(column, st.sampled_from(["used", "limit", "due"]))
COMPARED = st.one_of(
    st.builds(lambda a, b: a <= b, NUMBERS, NUMBERS | st.integers(-(2**63), 2**63)),
    st.builds(lambda a, b: a > b, st.builds(day, st.just("closed")), st.dates()),
    st.builds(lambda a, b: a.equals(b), st.builds(text, st.just("kind")), st.text()),
    st.builds(flag, st.just("urgent")),
    st.builds(lambda a: a.is_missing(), NUMBERS),
)
CONDITIONS: st.SearchStrategy[Condition] = st.recursive(
    COMPARED,
    lambda inner: st.one_of(
        st.builds(lambda a, b: a & b, inner, inner),
        st.builds(lambda a, b: a | b, inner, inner),
        st.builds(lambda a: ~a, inner),
    ),
    max_leaves=6,
)
QUANTITIES: st.SearchStrategy[Quantity] = st.recursive(
    st.one_of(
        st.builds(lambda a: a.sum(), NUMBERS),
        st.builds(lambda a: a.count(), NUMBERS),
        st.builds(count_where, CONDITIONS),
        st.builds(records),
    ),
    lambda inner: st.one_of(
        st.builds(lambda a, b: a + b, inner, inner), st.builds(lambda a, b: a - b, inner, inner)
    ),
    max_leaves=4,
)
RATES = st.builds(
    lambda top, bottom, why, policy: rate(top, bottom, undefined=why, policy=policy),
    QUANTITIES,
    QUANTITIES,
    st.text(min_size=1),
    st.sampled_from(WhenUndefined),
)


def without_absent(data: Any) -> Any:
    """TOML has no null: what is absent is left out."""
    if isinstance(data, dict):
        return {key: without_absent(value) for key, value in data.items() if value is not None}
    return [without_absent(each) for each in data] if isinstance(data, list) else data


@given(RATES | QUANTITIES)
def test_a_formula_comes_back_from_json_without_loss(value: Any) -> None:
    kept = formula(indicator(value), group_by=("district",))
    assert structure(json.loads(json.dumps(unstructure(kept))), Formula) == kept


@given(RATES)
def test_a_formula_comes_back_from_data_as_toml_can_hold_it(value: Any) -> None:
    kept = formula(indicator(value, unit="points", full_marks="2.5"))
    assert structure(without_absent(unstructure(kept)), Formula) == kept


def test_a_formula_is_read_from_toml_as_a_person_writes_it() -> None:
    written = """
    id = "timeliness"
    name = "按时公开率"
    group_by = ["district"]
    basis = { document = "政府信息公开条例", article = "第四十六条" }

    [[indicators]]
    id = "on-time"
    name = "按时公开率"
    [indicators.value]
    type = "rate"
    undefined = "没有到期事项"
    numerator = { type = "sum", column = { name = "on_time" } }
    denominator = { type = "sum", column = { name = "due" } }
    """
    timeliness = rate(column("on_time").sum(), column("due").sum(), undefined="没有到期事项")
    name = Message("按时公开率")
    assert structure(tomllib.loads(written), Formula) == Formula(
        id="timeliness",
        name=name,
        group_by=("district",),
        basis=BASIS,
        indicators=(Indicator(id="on-time", name=name, value=timeliness),),
    )


def test_equality_compares_expressions_as_values() -> None:
    assert (column("a") <= 3) == (column("a") <= 3)
    assert (column("a") <= 3) != (column("a") < 3)


def test_a_chained_comparison_is_refused_and_not_cut_in_half() -> None:
    with pytest.raises(TypeError, match="neither true nor false"):
        1 <= column("a") <= 3  # noqa: B015


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (column("a"), "3"),
        (column("a"), date(2026, 1, 1)),
        (text("a"), 3),
        (day("a"), "2026-01-01"),
        (column("a"), text("b")),
        (flag("a"), 1),
    ],
)
def test_columns_are_compared_with_their_own_kind_only(left: Any, right: Any) -> None:
    with pytest.raises(DataError, match="cannot be compared"):
        left.equals(right)


@pytest.mark.parametrize("wrong", [True, 1.5, datetime(2026, 1, 1)])  # noqa: DTZ001
def test_what_is_no_whole_number_word_or_day_is_no_literal(wrong: Any) -> None:
    with pytest.raises(TypeError, match="expected a whole number, a word or a day"):
        column("a").equals(wrong)


def test_a_rate_is_in_percent_and_a_quantity_a_count_unless_said() -> None:
    assert indicator(rate(records(), records(), undefined="none")).unit is Unit.PERCENT
    assert indicator(records()).unit is Unit.COUNT


def test_columns_are_collected_from_the_indicators() -> None:
    used, limit = column("used"), column("limit")
    late = rate(count_where(used > limit), used.count(), undefined="none")
    assert formula(indicator(late)).columns == (used, limit)


@pytest.mark.parametrize(
    ("value", "more"),
    [
        (records(), {"unit": "percent"}),
        (rate(records(), records(), undefined="none"), {"unit": "count"}),
        (rate(records(), records(), undefined="none"), {"unit": "points"}),
        (rate(records(), records(), undefined="none"), {"full_marks": 5}),
        (rate(records(), records(), undefined="none"), {"unit": "points", "full_marks": 0}),
        (rate(records(), records(), undefined="none"), {"unit": "points", "full_marks": "1/3"}),
    ],
)
def test_an_indicator_that_contradicts_itself_is_refused(value: Any, more: Any) -> None:
    with pytest.raises(DataError):
        indicator(value, **more)


def test_two_indicators_with_one_id_are_refused() -> None:
    with pytest.raises(DataError, match="on-time more than once"):
        formula(indicator(records()), indicator(records()))


def test_one_column_declared_in_two_ways_is_refused() -> None:
    both = count_where(flag("late")) + column("late").sum()
    with pytest.raises(DataError, match="late more than once"):
        formula(indicator(both))


@pytest.mark.parametrize("id", ["", "On", "a_b", "a--b", "9", "a:b:c", "按时"])
def test_an_id_that_cannot_be_an_id_is_refused(id: str) -> None:
    with pytest.raises(DataError, match="is not an id"):
        Formula(id=id, name=NAME, indicators=(indicator(records()),), basis=BASIS)


def test_making_a_formula_loads_no_dataframe_library() -> None:
    code = (
        "import sys; from disclosure_core.catalogue.measures import coverage; "
        "print([name for name in ('narwhals', 'polars', 'pandas', 'pyarrow', 'duckdb') "
        "if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"

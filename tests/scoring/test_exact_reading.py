"""The exact reading: rounded once, never a silent zero, every number down to its record."""

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_core.errors import DataError
from disclosure_core.exact import round_exact
from disclosure_core.legal import LegalBasis
from disclosure_core.messages import Message
from disclosure_core.scoring.exact_reading import read_unit, read_units
from disclosure_core.scoring.ledger import Clause, Ledger, Mark, State, ledger_data, ledger_tree
from disclosure_core.scoring.values import (
    Formula,
    Indicator,
    column,
    count_where,
    flag,
    rate,
    records,
)

BASIS = LegalBasis(document="政府信息公开条例", article="第四十六条")
DONE, DUE = column("done"), column("due")
NOTHING_DUE = "nothing was due"


def formula(*indicators: Indicator, group_by: tuple[str, ...] = ()) -> Formula:
    return Formula(
        id="timeliness",
        name=Message("Timeliness"),
        indicators=indicators,
        group_by=group_by,
        basis=BASIS,
    )


def done_of_due(id: str = "done", *, policy: str = "not_applicable", **more: Any) -> Indicator:
    value = rate(DONE.sum(), DUE.sum(), undefined=NOTHING_DUE, policy=policy)
    return Indicator(id=id, name=Message("Done"), value=value, **more)


def points(id: str, full_marks: int, policy: str = "not_applicable") -> Indicator:
    return done_of_due(id, policy=policy, unit="points", full_marks=full_marks)


def mark(indicator: Indicator, *rows: dict[str, Any]) -> Mark:
    return read_unit(formula(indicator), rows).marks[0]


def row(done: Any, due: Any) -> dict[str, Any]:
    return {"done": done, "due": due}


@pytest.mark.parametrize(
    ("done", "due", "places", "printed"),
    [
        (1, 16, 1, "6.3"),
        (1, 8, 0, "13"),
        (3, 16, 1, "18.8"),
        (-1, 16, 1, "-6.3"),
        (1, 3, 2, "33.33"),
        (2, 3, 2, "66.67"),
        (1999999, 4000000, 2, "50.00"),
        (126, 134, 1, "94.0"),
    ],
)
def test_a_half_is_rounded_up_away_from_zero(
    done: int, due: int, places: int, printed: str
) -> None:
    assert str(mark(done_of_due(places=places), row(done, due)).published) == printed


def test_half_even_is_kept_to_rules_that_ask_for_it() -> None:
    assert str(mark(done_of_due(places=1, rounding="half-even"), row(1, 16)).published) == "6.2"


def test_nothing_to_divide_by_is_not_scored_for_the_reason_given() -> None:
    undefined = mark(done_of_due(), row(0, 0))
    assert undefined.published is None
    assert undefined.state is State.NOT_APPLICABLE
    assert undefined.reason == Message(NOTHING_DUE)


@pytest.mark.parametrize(("policy", "printed"), [("full", "100.00"), ("zero", "0.00")])
def test_a_number_set_by_rule_keeps_its_reason(policy: str, printed: str) -> None:
    by_rule = mark(done_of_due(policy=policy), row(0, 0))
    assert (str(by_rule.published), by_rule.state.value) == (printed, policy)
    assert by_rule.reason == Message(NOTHING_DUE)


def test_missing_is_not_zero() -> None:
    missing, zero = mark(done_of_due(), row(None, 5)), mark(done_of_due(), row(0, 5))
    assert (missing.state, missing.published) == (State.MISSING, None)
    assert (zero.state, zero.published) == (State.SCORED, Decimal("0.00"))


def test_nothing_known_to_be_due_is_missing_and_not_undefined() -> None:
    assert mark(done_of_due(policy="full"), row(3, None)).state is State.MISSING


def test_a_missing_value_is_named_and_not_counted() -> None:
    ledger = read_unit(
        formula(done_of_due()),
        [{"id": "a", **row(1, 2)}, {"id": "b", **row(None, 2)}],
        id_column="id",
    )
    assert ledger.mark("done").numerator.missing == ("b",)
    assert ledger.mark("done").published == Decimal("25.00")


def test_a_condition_that_is_known_for_no_record_is_missing() -> None:
    late = Indicator(id="late", name=Message("Late"), value=count_where(DONE > DUE))
    assert mark(late, row(None, 1), row(2, None)).state is State.MISSING


@pytest.mark.parametrize(
    ("one", "two", "counted"),
    [
        (True, True, 1),
        (True, False, 0),
        (False, None, 0),
        (True, None, None),
        (None, None, None),
    ],
)
def test_both_is_known_as_soon_as_one_does_not_hold(
    one: bool | None, two: bool | None, counted: int | None
) -> None:
    both = count_where(flag("one") & flag("two"))
    found = mark(Indicator(id="both", name=Message("Both"), value=both), {"one": one, "two": two})
    assert found.numerator.value == counted


@pytest.mark.parametrize(
    ("one", "two", "counted"), [(True, None, 1), (False, False, 0), (False, None, None)]
)
def test_either_is_known_as_soon_as_one_holds(
    one: bool | None, two: bool | None, counted: int | None
) -> None:
    either = count_where(flag("one") | flag("two"))
    found = mark(
        Indicator(id="either", name=Message("Either"), value=either), {"one": one, "two": two}
    )
    assert found.numerator.value == counted


def test_inclusive_and_strict_differ_by_the_boundary_case() -> None:
    at_most = Indicator(id="at-most", name=Message("x"), value=count_where(DONE <= DUE))
    below = Indicator(id="below", name=Message("x"), value=count_where(DONE < DUE))
    assert mark(at_most, row(2, 2)).published == 1
    assert mark(below, row(2, 2)).published == 0


def test_a_total_adds_rounded_points() -> None:
    ledger = read_unit(formula(points("a", 10), points("b", 20)), [row(1, 3)])
    assert (ledger.total, ledger.full_marks) == (Decimal("3.33") + Decimal("6.67"), 30)


def test_a_total_without_one_of_its_indicators_is_not_scored() -> None:
    ledger = read_unit(formula(points("a", 10)), [row(0, 0)])
    assert ledger.total is None
    assert ledger.reason == Message("{name} is not scored", name=Message("Done"))


def test_full_marks_of_an_excluded_indicator_leave_the_total() -> None:
    always = Indicator(
        id="always",
        name=Message("Always"),
        value=rate(records(), records(), undefined="none"),
        unit="points",
        full_marks=5,
    )
    ledger = read_unit(formula(points("a", 10, policy="excluded"), always), [row(0, 0)])
    assert (ledger.total, ledger.full_marks) == (Decimal("5.00"), 5)


def test_units_are_told_apart_by_the_grouping_columns() -> None:
    rows = [{"district": name, **row(1, due)} for name, due in [("b", 2), ("a", 4), ("b", 2)]]
    found = read_units(formula(done_of_due(), group_by=("district",)), rows)
    assert [(unit.unit["district"], str(unit.marks[0].published)) for unit in found] == [
        ("b", "50.00"),
        ("a", "25.00"),
    ]


def test_a_unit_without_records_has_nothing_to_divide_by() -> None:
    assert mark(done_of_due()).state is State.NOT_APPLICABLE


@pytest.mark.parametrize("value", [0.5, float("nan"), "3", Decimal("NaN"), 1j])
def test_a_value_that_is_not_exact_is_refused_with_its_record(value: Any) -> None:
    with pytest.raises(DataError) as refused:
        read_unit(formula(done_of_due()), [row(1, 1), row(value, 1)])
    assert [mistake.place for mistake in refused.value.mistakes] == ["record 2, column done"]


def test_an_unknown_column_is_refused_with_the_one_that_was_meant() -> None:
    with pytest.raises(DataError) as refused:
        read_unit(formula(done_of_due()), [{"dome": 1, "due": 1}])
    assert refused.value.fix == Message("did you mean {near}?", near="dome")


COUNTS = st.integers(-(10**40), 10**40) | st.none() | st.fractions(max_denominator=10**6)
ROWS = st.lists(st.builds(row, COUNTS, COUNTS), max_size=8)


def value_again(clause: Clause) -> Fraction | None:
    """A clause's value, from its ledger alone."""
    known = [reading.value for reading in clause.readings if reading.value is not None]
    return sum(known, Fraction(0)) if known or not clause.readings else None


@given(ROWS)
def test_the_readings_in_the_ledger_give_the_printed_rate(rows: list[dict[str, Any]]) -> None:
    found = mark(done_of_due(), *rows)
    top = value_again(found.numerator)
    bottom = value_again(found.denominator) if found.denominator else None
    again = round_exact(top / bottom * 100, 2) if top is not None and bottom else None
    assert found.published == again


@given(ROWS)
def test_the_order_of_records_does_not_matter(rows: list[dict[str, Any]]) -> None:
    assert mark(done_of_due(), *rows).exact == mark(done_of_due(), *reversed(rows)).exact


def sample() -> Ledger:
    rows = [{"id": "r-1", **row(2, 3)}, {"id": "r-2", **row(None, 0)}]
    return read_unit(formula(done_of_due()), rows, id_column="id", unit={"district": "东区"})


def test_the_ledger_prints_as_json_with_exact_numbers_as_text() -> None:
    data = json.loads(json.dumps(ledger_data(sample(), "en")))
    (done,) = data["indicators"]
    assert (done["published"], done["exact"]) == ("66.67", "200/3")
    assert done["numerator"]["readings"] == [
        {"record": "r-1", "value": 2},
        {"record": "r-2", "value": None},
    ]
    assert data["unit"] == {"district": "东区"}


def test_the_ledger_reads_from_the_total_down_to_the_record() -> None:
    lines = [(depth, text.text("en")) for depth, text in ledger_tree(sample()).walk()]
    assert lines == [
        (0, "Timeliness, 2 records"),
        (1, "Done: 66.67%"),
        (2, "the sum of done = 2"),
        (3, "record r-1: 2"),
        (3, "record r-2: missing"),
        (2, "the sum of due = 3"),
        (3, "record r-1: 3"),
        (3, "record r-2: 0"),
        (2, "exactly 200/3%, rounded half up, decimal places: 2: 66.67%"),
        (2, "source: 《政府信息公开条例》第四十六条"),
    ]

"""Reading what was written gives the same value, for the values of every area."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from types import ModuleType
from typing import Any

import pytest
from attrs import evolve, fields, frozen, has
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclosure_core.calendar.values import HolidayNotice
from disclosure_core.codec import structure, unstructure
from disclosure_core.documents.values import Classification
from disclosure_core.errors import DataError, Mistake
from disclosure_core.legal import Dated, LegalArticle, LegalBasis, Period
from disclosure_core.messages import Message
from disclosure_core.organisation.values import OrganisationChange
from disclosure_core.publication.values import Channel, ChannelContext
from disclosure_core.records.values import Record, RecordKind
from disclosure_core.rendering.values import Cell, CellValue, Heading, Paragraph, Report, Table
from disclosure_core.review.values import ReviewRule
from disclosure_core.scoring.expressions import Condition, Constant, Expression, Quantity, Rate
from disclosure_core.scoring.values import (
    Column,
    Formula,
    Indicator,
    column,
    count_where,
    day,
    flag,
    rate,
    records,
)

AREAS = (
    "legal",
    "access.values",
    "calendar.values",
    "catalogue.tables.values",
    "catalogue.values",
    "documents.values",
    "organisation.values",
    "publication.values",
    "records.values",
    "review.values",
    "workflow.cases",
)
WIRING = {Channel, ChannelContext, RecordKind, ReviewRule}
"""Classes that hold functions or classes: they are never kept."""

PLAIN_TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)


def _values(module: ModuleType) -> list[type]:
    return [
        each
        for each in vars(module).values()
        if isinstance(each, type) and has(each) and each.__module__ == module.__name__
    ]


CLASSES = [
    each
    for area in AREAS
    for each in _values(import_module(f"disclosure_core.{area}"))
    if each not in WIRING and each is not Dated
]

days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
instants = st.datetimes(
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=8))]),
)
fractions = st.fractions(max_denominator=10**6)
periods = st.builds(
    lambda since, length: Period(since=since, until=since and since + length),
    st.none() | days,
    st.timedeltas(timedelta(0), timedelta(9999)),
)
messages = st.builds(
    Message,
    st.just("{a} and {b}"),
    a=PLAIN_TEXT,
    b=st.builds(Message, st.just("{n}"), n=st.integers()),
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | PLAIN_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PLAIN_TEXT, inner, max_size=3),
    max_leaves=5,
)


@st.composite
def notices(draw: st.DrawFn) -> HolidayNotice:
    of_2026 = st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 12, 31))
    off = draw(st.frozensets(of_2026, min_size=1, max_size=4))
    weekend = of_2026.filter(lambda day: day.weekday() > 4)
    make_up = draw(st.frozensets(weekend, max_size=4)) - off
    basis = draw(st.from_type(LegalBasis))
    return HolidayNotice(year=2026, days_off=off, make_up_days=make_up, basis=basis)


def _strategy(cls: type) -> st.SearchStrategy[Any]:
    if cls is HolidayNotice:
        return notices()
    if cls is Period:
        return periods
    fitted = {
        attribute.alias: json_values
        if attribute.type is Any
        else st.dictionaries(PLAIN_TEXT, json_values, max_size=3)
        for attribute in fields(cls)
        if "typing.Any" in str(attribute.type)
    }
    if cls is OrganisationChange:
        fitted["before"] = st.lists(st.text(min_size=1), min_size=1, max_size=3).map(tuple)
    if cls is LegalArticle:
        fitted["number"] = st.integers(min_value=1, max_value=999)
    if cls is Classification:
        fitted |= {"ground": st.text(min_size=1), "reason": PLAIN_TEXT.map("依据".__add__)}
    return st.builds(cls, **fitted)


@pytest.fixture(autouse=True, scope="module")
def strategies() -> None:
    st.register_type_strategy(datetime, instants)
    st.register_type_strategy(date, days)
    st.register_type_strategy(Period, periods)
    st.register_type_strategy(Message, messages)
    st.register_type_strategy(str, st.text(min_size=1, max_size=20))
    st.register_type_strategy(object, PLAIN_TEXT)
    st.register_type_strategy(Decimal, st.decimals(-(10**9), 10**9, places=3))
    st.register_type_strategy(Record, _strategy(Record))
    st.register_type_strategy(LegalArticle, _strategy(LegalArticle))
    st.register_type_strategy(Classification, _strategy(Classification))


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_value_written_and_read_is_the_same(cls: type, data: st.DataObject) -> None:
    value = data.draw(_strategy(cls))
    assert structure(json.loads(json.dumps(unstructure(value))), cls) == value


conditions = st.recursive(
    st.sampled_from(
        [
            flag("late"),
            column("days") <= 20,
            column("days") < column("limit"),
            day("sent") >= date(2026, 1, 1),
            column("note").is_missing(),
        ]
    ),
    lambda inner: (
        st.builds(lambda a, b: a & b, inner, inner)
        | st.builds(lambda a, b: a | b, inner, inner)
        | st.builds(lambda a: ~a, inner)
    ),
    max_leaves=6,
)
quantities = st.recursive(
    st.just(records()) | st.just(column("days").sum()) | st.builds(count_where, conditions),
    lambda inner: (
        st.builds(lambda a, b: a + b, inner, inner) | st.builds(lambda a, b: a - b, inner, inner)
    ),
    max_leaves=5,
)
rates = st.builds(lambda a, b: rate(a, b, undefined="nothing was due"), quantities, quantities)


@given(conditions)
def test_a_condition_keeps_its_class_through_its_base(condition: Condition) -> None:
    assert structure(json.loads(json.dumps(unstructure(condition))), type(condition)) == condition


@given(quantities, rates)
def test_a_formula_written_and_read_is_the_same(quantity: Quantity, value: Rate) -> None:
    formula = Formula(
        id="timeliness",
        name=Message("On time"),
        indicators=(
            Indicator(id="count", name=Message("Count"), value=quantity),
            Indicator(
                id="rate", name=Message("Rate"), value=value, unit="points", full_marks="12.5"
            ),
        ),
        basis=LegalBasis(document="政府信息公开条例"),
    )
    assert structure(json.loads(json.dumps(unstructure(formula))), Formula) == formula


@pytest.mark.parametrize("value", [7, "seven", date(2026, 7, 7)])
def test_a_day_is_not_taken_for_a_text_where_both_are_allowed(value: Any) -> None:
    assert structure(unstructure(Constant(value)), Constant) == Constant(value)


def test_a_base_class_writes_which_class_it_is() -> None:
    @frozen
    class Holder:
        expression: Expression

    assert unstructure(Holder(Column("days")))["expression"]["type"] == "column"


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30, places=6
    )
)
def test_an_exact_number_is_kept_as_text(number: Decimal) -> None:
    assert structure(unstructure(number), Decimal) == number


@given(fractions)
def test_a_fraction_is_kept_exactly(number: Fraction) -> None:
    assert structure(unstructure(number), Fraction) == number


def test_a_generic_value_is_read_by_its_argument() -> None:
    @frozen
    class Fee:
        entries: tuple[Dated[Decimal], ...]

    fee = Fee((Dated(value=Decimal("1.50"), in_force=Period(since=date(2021, 1, 1))),))
    assert structure(json.loads(json.dumps(unstructure(fee))), Fee) == fee


def test_an_instant_without_its_offset_is_not_written() -> None:
    release_at = datetime(2026, 11, 24, 9, 0)  # noqa: DTZ001
    with pytest.raises(DataError, match="has no offset"):
        unstructure(release_at)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN"), Decimal("1e500")])
def test_what_json_cannot_hold_is_not_written(value: object) -> None:
    with pytest.raises(DataError, match="not a number that can be kept"):
        unstructure(value)


def test_a_thing_without_a_plain_form_is_not_written() -> None:
    with pytest.raises(DataError, match="object cannot be written"):
        unstructure(object())


def test_a_set_is_written_in_a_fixed_order() -> None:
    assert unstructure(frozenset({date(2026, 1, 3), date(2026, 1, 1)})) == [
        "2026-01-01",
        "2026-01-03",
    ]


def test_an_absent_thing_is_null() -> None:
    basis = LegalBasis(document="政府信息公开条例")
    assert unstructure(evolve(basis, number=None))["number"] is None


@pytest.mark.parametrize(
    "value", [Message("{n} items", n=3), "12.50", Decimal("12.50"), 12, date(2026, 1, 1)]
)
def test_a_message_a_text_a_number_and_a_day_stay_apart_in_one_field(value: CellValue) -> None:
    assert structure(json.loads(json.dumps(unstructure(Cell(value)))), Cell) == Cell(value)


def test_a_report_written_and_read_is_the_same() -> None:
    report = Report(
        title=Message("Coverage"),
        blocks=(
            Heading("一、总体情况"),
            Paragraph(Message("{n} items", n=3)),
            Table(
                caption="各领域",
                heads=("领域", Message("rate")),
                rows=(("规划", Decimal("66.67")), ("项目", 3)),
            ),
        ),
    )
    assert structure(json.loads(json.dumps(unstructure(report))), Report) == report


@pytest.mark.parametrize("cls", [*CLASSES, Formula], ids=lambda cls: cls.__name__)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_json_is_a_value_or_a_data_error(cls: type, data: st.DataObject) -> None:
    keys = [attribute.alias for attribute in fields(cls)]
    given_data = data.draw(
        json_values | st.dictionaries(st.sampled_from(keys), json_values, max_size=8)
    )
    mistakes: tuple[Mistake, ...] = ()
    value = None
    try:
        value = structure(given_data, cls)
    except DataError as error:
        mistakes = error.mistakes
    assert isinstance(value, cls) or mistakes

"""Marks on a dataframe are the marks of the exact reading, digit for digit, on every engine."""

import random
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_core.errors import DataError
from disclosure_core.exact import Rounding
from disclosure_core.legal import LegalBasis
from disclosure_core.messages import Message
from disclosure_core.scoring.exact_reading import read_units
from disclosure_core.scoring.frames import score
from disclosure_core.scoring.ledger import Ledger, State
from disclosure_core.scoring.values import (
    Formula,
    Indicator,
    column,
    count_where,
    day,
    flag,
    rate,
    records,
    text,
)

Record = dict[str, Any]
SCHEMA = {
    "district": pl.String,
    "done": pl.Int64,
    "due": pl.Int64,
    "urgent": pl.Boolean,
    "kind": pl.String,
    "closed": pl.Date,
    "limit": pl.Date,
}
BASIS = LegalBasis(document="政府信息公开条例", article="第四十六条")


def percent(id: str, value: Any, **more: Any) -> Indicator:
    return Indicator(id=id, name=Message(id), value=value, **more)


DONE, DUE = column("done"), column("due")
LATE = day("closed") > day("limit")
NOTHING_DUE = "nothing was due"
FORMULA = Formula(
    id="conformance",
    name=Message("Conformance"),
    group_by=("district",),
    basis=BASIS,
    indicators=(
        percent("done", rate(DONE.sum(), DUE.sum(), undefined=NOTHING_DUE)),
        percent("even", rate(DONE.sum(), DUE.sum(), undefined=NOTHING_DUE), rounding="half-even"),
        percent("whole", rate(DONE.sum(), DUE.sum(), undefined=NOTHING_DUE), places=0),
        percent(
            "marks",
            rate(DONE.sum(), DUE.sum(), undefined=NOTHING_DUE, policy="full"),
            unit="points",
            full_marks="2.5",
        ),
        percent(
            "late-marks",
            rate(count_where(LATE), count_where(~LATE), undefined="none", policy="excluded"),
            unit="points",
            full_marks=40,
            places=1,
        ),
        percent("net", rate((DONE.sum() - DUE.sum()), records(), undefined="none")),
        percent(
            "urgent-help",
            rate(
                count_where(flag("urgent") & text("kind").equals("help")),
                count_where(flag("urgent") | (text("kind").differs("help"))),
                undefined="none",
                policy="zero",
            ),
        ),
        percent("urgent", flag("urgent").sum()),
        percent("rated", DONE.count()),
        percent("unrated", count_where(DONE.is_missing() | (DUE < 3))),
        percent("new", count_where(day("closed") >= date(2026, 3, 1))),
    ),
)


def as_pandas(rows: list[Record]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(SCHEMA))
    return frame.assign(
        closed=pd.to_datetime(frame["closed"]), limit=pd.to_datetime(frame["limit"])
    )


ENGINES: dict[str, Callable[[list[Record]], Any]] = {
    "polars": lambda rows: pl.DataFrame(rows, SCHEMA),
    "polars-lazy": lambda rows: pl.LazyFrame(rows, SCHEMA),
    "pyarrow": lambda rows: pl.DataFrame(rows, SCHEMA).to_arrow(),
    "pandas": as_pandas,
    "pandas-nullable": lambda rows: as_pandas(rows).convert_dtypes(),
    "pandas-pyarrow": lambda rows: pl.DataFrame(rows, SCHEMA).to_pandas(
        use_pyarrow_extension_array=True
    ),
    "duckdb": lambda rows: duckdb.from_arrow(pl.DataFrame(rows, SCHEMA).to_arrow()),
}


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Callable[[list[Record]], Any]:
    return ENGINES[request.param]


def rows_of(frame: Any) -> list[Record]:
    """The frame as records, missing as None, whatever it is."""
    match frame:
        case pl.LazyFrame():
            return frame.collect().to_dicts()
        case pl.DataFrame():
            return frame.to_dicts()
        case pa.Table():
            return frame.to_pylist()
        case pd.DataFrame():
            plain = frame.astype(object).where(frame.notna(), None)
            return plain.to_dict("records")
        case duckdb.DuckDBPyRelation():
            return frame.to_arrow_table().to_pylist()
    raise TypeError(type(frame))


def scaled(number: Decimal | None) -> int | None:
    if number is None:
        return None
    sign, digits, _ = number.as_tuple()
    return int("".join(map(str, digits))) * (-1 if sign else 1)


def expected(ledger: Ledger) -> Record:
    """What a scored frame must hold for a unit."""
    row: Record = dict(ledger.unit)
    for mark in ledger.marks:
        name = mark.indicator.replace("-", "_")
        row[name] = scaled(mark.published)
        clauses = {"numerator": mark.numerator, "denominator": mark.denominator}
        for part, clause in clauses.items():
            if clause is not None:
                known = mark.state is not State.MISSING
                row[f"{name}_{part}"] = int(clause.value or 0) if known else None
        row[f"{name}_state"] = mark.state.value
    if ledger.total is None:
        row |= {"total": None, "total_full_marks": None}
    else:
        row |= {"total": scaled(ledger.total), "total_full_marks": int(ledger.full_marks * 100)}
    return row


def tickets(seed: int, count: int = 300) -> list[Record]:
    """Records as they come: nulls everywhere, districts with few, none done, nothing due."""
    chance = random.Random(seed)

    def sometimes(value: Any) -> Any:
        return None if chance.random() < 0.15 else value

    return [
        {
            "district": sometimes(f"区{chance.randrange(40)}"),
            "done": sometimes(chance.randrange(-1, 9)),
            "due": sometimes(chance.choice((0, 0, 1, 3, 7, 8))),
            "urgent": sometimes(chance.random() < 0.5),
            "kind": sometimes(chance.choice(("help", "advice"))),
            "closed": sometimes(date(2026, chance.randrange(1, 6), 1)),
            "limit": sometimes(date(2026, chance.randrange(1, 6), 1)),
        }
        for _ in range(count)
    ]


def ticket(district: str, done: int | None, due: int | None) -> Record:
    return dict.fromkeys(SCHEMA) | {"district": district, "done": done, "due": due}


def halves() -> Iterator[Record]:
    """Rates that lie exactly between two printed digits, up and down, and just beside."""
    for number, (done, due) in enumerate(
        [(1, 16), (3, 16), (1, 32), (5, 32), (1, 20000), (3, 20000), (9999, 20000), (1, 8), (3, 8)]
    ):
        yield ticket(f"half-{number}", done, due)
        yield ticket(f"minus-half-{number}", -done, due)
        yield ticket(f"above-{number}", done * 10**7 + 1, due * 10**7)
        yield ticket(f"below-{number}", done * 10**7 - 1, due * 10**7)


ADVERSARIAL = {
    "random": tickets(1),
    "random-again": tickets(2),
    "one-record-each": [ticket(f"d{n}", n, 7) for n in range(60)],
    "halves": list(halves()),
    "thirds": [ticket(f"d{n}", n, 3) for n in range(-7, 8)],
    "nothing-due": [ticket("zero", 5, 0), ticket("zero", 0, 0), ticket("one", 1, 1)],
    "all-missing": [
        ticket("gone", None, None),
        ticket("half", None, 3),
        ticket("half-two", 3, None),
    ],
    "huge": [ticket("huge", 2**47 - 1, 2**47), ticket("prime", 99_999_999_999_973, 2**47 - 115)],
}


@pytest.mark.parametrize("case", ADVERSARIAL)
def test_marks_are_those_of_the_exact_reading(
    engine: Callable[[list[Record]], Any], case: str
) -> None:
    rows = ADVERSARIAL[case]
    wanted = sorted(map(expected, read_units(FORMULA, rows)), key=lambda row: str(row["district"]))
    found = sorted(rows_of(score(FORMULA, engine(rows))), key=lambda row: str(row["district"]))
    assert found == wanted


NUMBERS = st.integers(-(2**40), 2**40) | st.integers(-9, 9) | st.none()
TICKETS = st.lists(st.builds(ticket, st.sampled_from("东西南北"), NUMBERS, NUMBERS), max_size=12)


@given(TICKETS)
def test_any_numbers_give_the_marks_of_the_exact_reading(rows: list[Record]) -> None:
    wanted = sorted(map(expected, read_units(FORMULA, rows)), key=lambda row: str(row["district"]))
    found = score(FORMULA, ENGINES["polars"](rows)).to_dicts()
    assert sorted(found, key=lambda row: str(row["district"])) == wanted


def simple(**more: Any) -> Formula:
    timeliness = rate(DONE.sum(), DUE.sum(), undefined=NOTHING_DUE)
    return Formula(
        id="simple",
        name=Message("Simple"),
        indicators=(percent("done", timeliness, **more),),
        basis=BASIS,
    )


def test_a_formula_without_grouping_scores_the_frame_as_one_unit(
    engine: Callable[[list[Record]], Any],
) -> None:
    (row,) = rows_of(score(simple(), engine([ticket("a", 1, 3), ticket("b", 1, 3)])))
    assert row == {
        "done": 3333,
        "done_numerator": 2,
        "done_denominator": 6,
        "done_state": "scored",
    }


def test_the_callers_kind_of_frame_comes_back(engine: Callable[[list[Record]], Any]) -> None:
    frame = engine([ticket("a", 1, 3)])
    assert type(score(simple(), frame)) is type(frame)


def test_a_lazy_frame_is_not_read() -> None:
    def read(frame: pl.DataFrame) -> pl.DataFrame:
        raise AssertionError("the frame was read")

    frame = ENGINES["polars-lazy"]([ticket("a", 1, 3)]).map_batches(read, schema=SCHEMA)
    assert isinstance(score(simple(), frame), pl.LazyFrame)


def test_what_could_pass_64_bits_is_out_of_range_and_not_a_number(
    engine: Callable[[list[Record]], Any],
) -> None:
    (row,) = rows_of(score(simple(), engine([ticket("a", 2**62, 1), ticket("a", 2**62, 1)])))
    assert row == {
        "done": None,
        "done_numerator": None,
        "done_denominator": None,
        "done_state": "out_of_range",
    }


@pytest.mark.parametrize("kind", ["int8", "int16", "int32", "uint32"])
@pytest.mark.parametrize("make", ["polars", "pandas", "pyarrow", "duckdb"])
def test_a_sum_of_narrow_numbers_is_not_cut_to_their_width(kind: str, make: str) -> None:
    top = int(np.iinfo(kind).max)
    narrow = pd.DataFrame({"done": np.array([top] * 4, kind), "due": np.array([top] * 4, kind)})
    table = pa.Table.from_pandas(narrow)
    frames: dict[str, Callable[[], Any]] = {
        "polars": lambda: pl.from_arrow(table),
        "pandas": lambda: narrow,
        "pyarrow": lambda: table,
        "duckdb": lambda: duckdb.from_arrow(table),
    }
    (row,) = rows_of(score(simple(), frames[make]()))
    assert (row["done"], row["done_numerator"]) == (10000, 4 * top)


def test_a_count_that_fits_but_not_with_more_places_is_out_of_range(
    engine: Callable[[list[Record]], Any],
) -> None:
    frame = engine([ticket("a", 10**12, 1)])
    (row,) = rows_of(score(simple(places=6), frame))
    assert row["done_state"] == "out_of_range"


@pytest.mark.parametrize("kind", ["polars", "pyarrow", "duckdb"])
def test_binary_floats_are_refused(kind: str) -> None:
    rows = [ticket("a", 1, 3)]
    as_float = pl.DataFrame(rows, SCHEMA).with_columns(pl.col("done").cast(pl.Float64))
    frames = {
        "polars": as_float,
        "pyarrow": as_float.to_arrow(),
        "duckdb": duckdb.from_arrow(as_float.to_arrow()),
    }
    with pytest.raises(DataError, match="done must hold whole numbers"):
        score(simple(), frames[kind])


@pytest.mark.parametrize("values", [[1.5], [2.0**60], ["3"], [Decimal("1.5")]])
def test_a_pandas_column_that_is_not_whole_is_refused(values: list[Any]) -> None:
    frame = pd.DataFrame({"done": pd.Series(values), "due": [1]})
    with pytest.raises(DataError, match="done must hold whole numbers"):
        score(simple(), frame)


def test_a_pandas_float_column_of_whole_numbers_is_taken_for_what_it_is() -> None:
    frame = pd.DataFrame({"done": [1.0, None], "due": [3, 3]})
    (row,) = rows_of(score(simple(), frame))
    assert (row["done"], row["done_denominator"]) == (1667, 6)


def test_an_unknown_column_is_refused_with_the_one_that_was_meant() -> None:
    with pytest.raises(DataError) as refused:
        score(simple(), pl.DataFrame({"dome": [1], "due": [1]}))
    assert refused.value.fix is not None
    assert refused.value.fix.text("en") == "did you mean dome?"


def test_a_grouping_column_named_as_an_outcome_is_refused() -> None:
    formula = Formula(
        id="simple",
        name=Message("Simple"),
        group_by=("done_state",),
        indicators=simple().indicators,
        basis=BASIS,
    )
    with pytest.raises(DataError, match="two columns named done_state"):
        score(formula, pl.DataFrame({"done": [1], "due": [1], "done_state": ["x"]}))


def test_something_that_is_no_frame_is_refused() -> None:
    with pytest.raises(DataError, match="A list is not a dataframe"):
        score(simple(), [1, 2])


def test_half_up_is_not_what_the_engines_own_rounding_gives() -> None:
    """The case that is wrong when a float is rounded: 1 of 16 is 6.25, and 6.25 to one place."""
    frame = pl.DataFrame({"done": [1], "due": [16]})
    (row,) = score(simple(places=1), frame).to_dicts()
    assert row["done"] == 63
    assert int(frame.select((pl.col("done") * 100 / pl.col("due")).round(1) * 10).item()) == 62


def test_half_even_follows_the_rule_that_cites_gb_t_8170(
    engine: Callable[[list[Record]], Any],
) -> None:
    (row,) = rows_of(
        score(simple(places=1, rounding=Rounding.HALF_EVEN), engine([ticket("a", 1, 16)]))
    )
    assert row["done"] == 62


def test_a_total_of_which_every_indicator_is_left_out_is_not_a_number(
    engine: Callable[[list[Record]], Any],
) -> None:
    marks = rate(DONE.sum(), DUE.sum(), undefined=NOTHING_DUE, policy="excluded")
    formula = Formula(
        id="points",
        name=Message("Points"),
        indicators=(percent("marks", marks, unit="points", full_marks=10),),
        basis=BASIS,
    )
    (row,) = rows_of(score(formula, engine([ticket("a", 0, 0)])))
    assert (row["total"], row["total_full_marks"], row["marks_state"]) == (None, None, "excluded")

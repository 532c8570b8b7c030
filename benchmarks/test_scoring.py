"""Frame scoring against the query one would write by hand, in the same run.

``pytest benchmarks/test_scoring.py`` prints the medians and their ratio. The job is one million
work orders to on-time rates of 3,000 districts × 12 months, in percent with two places half up, on
Polars in memory. Rounds alternate between the two, because a shared machine is never equally fast
twice. The digits of both must be the same; of the ratio the test asks only that nothing has gone
badly wrong.
"""

from collections.abc import Callable
from random import Random
from statistics import median
from time import perf_counter

import polars as pl
import pytest

from disclosure_core.legal import LegalBasis
from disclosure_core.messages import Message
from disclosure_core.scoring.frames import score
from disclosure_core.scoring.values import Formula, Indicator, column, count_where, rate, records

ROWS = 1_000_000
ROUNDS = 9

FORMULA = Formula(
    id="timeliness",
    name=Message("Timeliness"),
    group_by=("district", "month"),
    basis=LegalBasis(document="政府信息公开条例", article="第四十六条"),
    indicators=(
        Indicator(
            id="on-time",
            name=Message("On time"),
            value=rate(
                count_where(column("used") <= column("allowed")),
                records(),
                undefined="no work orders",
            ),
        ),
    ),
)


@pytest.fixture(scope="module")
def tickets() -> pl.DataFrame:
    chance = Random(20200901)
    return pl.DataFrame(
        {
            "district": [f"district-{chance.randrange(3000):04}" for _ in range(ROWS)],
            "month": [chance.randrange(1, 13) for _ in range(ROWS)],
            "used": [chance.randrange(0, 40) for _ in range(ROWS)],
            "allowed": [chance.choice((5, 10, 20)) for _ in range(ROWS)],
        }
    )


def by_formula(frame: pl.DataFrame) -> pl.DataFrame:
    return score(FORMULA, frame).select("district", "month", "on_time")


def by_hand(frame: pl.DataFrame) -> pl.DataFrame:
    """Exact as well: two whole numbers and one rounding."""
    on_time, orders = pl.col("n"), pl.col("d").cast(pl.Int64)
    return (
        frame.lazy()
        .group_by("district", "month")
        .agg((pl.col("used") <= pl.col("allowed")).sum().cast(pl.Int64).alias("n"), d=pl.len())
        .select(
            "district",
            "month",
            on_time=(on_time * 20_000 + orders) // (orders * 2),
        )
        .sort("district", "month")
        .collect()
    )


def timed(job: Callable[[pl.DataFrame], pl.DataFrame], frame: pl.DataFrame) -> float:
    begun = perf_counter()
    job(frame)
    return perf_counter() - begun


def test_scoring_on_polars_against_a_query_by_hand(
    tickets: pl.DataFrame, capsys: pytest.CaptureFixture[str]
) -> None:
    assert by_formula(tickets).equals(by_hand(tickets))
    rounds = [(timed(by_formula, tickets), timed(by_hand, tickets)) for _ in range(ROUNDS)]
    ours, theirs = (median(times) for times in zip(*rounds, strict=True))
    ratio = median(mine / other for mine, other in rounds)
    figures = f"formula {ours * 1000:.0f} ms, by hand {theirs * 1000:.0f} ms, ratio {ratio:.2f}"
    with capsys.disabled():
        print(f"\n{ROWS:,} rows, median of {ROUNDS} rounds: {figures}")  # noqa: T201
    assert ratio < 3

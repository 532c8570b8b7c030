"""How well real tables of counties and towns are read, against hand-checked truth.

The tables are not part of the project; where they do not lie beside it the measuring is skipped and
the figures of the last measurement stand in ``accuracy.json``.
"""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from disclosure_core.catalogue.phrases.channel import parse_channel
from disclosure_core.catalogue.phrases.time_limit import parse_time_limit
from disclosure_core.catalogue.tables.as_json import reading_as_json
from disclosure_core.catalogue.tables.catalogue_files import read_catalogue_file
from disclosure_core.catalogue.tables.values import TableForm

from .accuracy import Figures, measure

FIGURES = Path(__file__).with_name("accuracy.json")
DATA = Path(__file__).parents[4] / "shared" / "data"
RAW = DATA / "catalogues" / "raw"

pytestmark = pytest.mark.skipif(
    not RAW.is_dir(),
    reason="the hand-checked tables (../shared/data) do not lie beside the project",
)


def _files() -> Iterator[tuple[Path, Path]]:
    for truth in sorted(RAW.glob("*.json")):
        yield truth.with_suffix(".txt"), truth


@pytest.fixture(scope="module")
def figures(form: TableForm) -> Figures:
    total = Figures()
    for printed, truth in _files():
        reading = reading_as_json(read_catalogue_file(printed, form=form))
        total.add(measure(json.loads(truth.read_text("utf-8")), reading))
    return total


def test_at_least_98_percent_of_rows_are_found(figures: Figures) -> None:
    assert figures.rows_found >= 0.98 * figures.rows


def test_no_row_is_invented(figures: Figures) -> None:
    assert figures.rows_invented == 0


def test_at_least_99_percent_of_fields_equal_the_truth(figures: Figures) -> None:
    assert figures.fields_equal >= 0.99 * figures.fields


def test_at_most_1_percent_of_fields_are_wrong_without_a_problem_naming_them(
    figures: Figures,
) -> None:
    assert figures.fields_silent <= 0.01 * figures.fields


def _phrases(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def time_limits(form: TableForm) -> tuple[int, int]:
    rows = _phrases("time_limit_phrases.csv")
    limits = [parse_time_limit(row["phrase"], form) for row in rows]
    right = sum(
        (limit.kind.value, str(limit.days or "")) == (row["kind"], row["days"])
        for limit, row in zip(limits, rows, strict=True)
    )
    return right, len(rows)


@pytest.fixture(scope="module")
def channels(form: TableForm) -> tuple[int, int]:
    rows = _phrases("channel_phrases.csv")
    kinds = [parse_channel(row["phrase"], form).kind.value for row in rows]
    right = sum(kind == row["canonical"] for kind, row in zip(kinds, rows, strict=True))
    return right, len(rows)


def test_at_least_97_percent_of_time_limit_phrases_are_right(time_limits: tuple[int, int]) -> None:
    right, count = time_limits
    assert right >= 0.97 * count


def test_at_least_97_percent_of_channel_phrases_are_right(channels: tuple[int, int]) -> None:
    right, count = channels
    assert right >= 0.97 * count


def test_the_figures_kept_are_the_figures_measured(
    figures: Figures, time_limits: tuple[int, int], channels: tuple[int, int]
) -> None:
    measured = figures.table() | {
        "time_limit_phrases": time_limits[1],
        "time_limit_phrases_right": time_limits[0],
        "channel_phrases": channels[1],
        "channel_phrases_right": channels[0],
    }
    assert json.loads(FIGURES.read_text("utf-8")) == measured

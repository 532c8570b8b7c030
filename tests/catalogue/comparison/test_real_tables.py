"""Tables of counties held against each other, by which rows are one item as read by hand.

The tables are not part of the project; without them beside it the measuring is skipped. What stands
in ``same_items.json`` are our own readings: for two tables of one domain the pairs of rows (by the
number printed in the row, or its place) that print one item of the national guide. Rows of the two
tables that stand in no pair are different items.
"""

import json
import tomllib
from itertools import combinations
from pathlib import Path

import pytest
from attrs import evolve

from disclosure_core.catalogue.comparison.alignment import align_items
from disclosure_core.catalogue.comparison.words import COMPARISON_WORDS
from disclosure_core.catalogue.tables.catalogue_files import read_catalogue_file
from disclosure_core.catalogue.tables.forms import form_from
from disclosure_core.catalogue.tables.items import item_of

from ..tables.conftest import WORDS

RAW = Path(__file__).parents[4] / "shared" / "data" / "catalogues" / "raw"
TRUTH = json.loads(Path(__file__).with_name("same_items.json").read_text("utf-8"))

pytestmark = pytest.mark.skipif(
    not RAW.is_dir(), reason="the tables (../shared/data) do not lie beside the project"
)


@pytest.fixture(scope="module")
def form():
    return form_from(
        tomllib.loads((WORDS / "table_form.toml").read_text("utf-8")),
        characters=tomllib.loads((WORDS / "traditional.toml").read_text("utf-8")),
        file="table_form.toml",
    )


def rows(name, form):
    """The items of a table, each with its number or place as its source."""
    reading = read_catalogue_file(RAW / f"{name}.txt", form=form)
    return [
        item_of(row, id="", domain="d", source=row.seq or f"row {place}")
        for place, row in enumerate(reading.rows, start=1)
        if row.level1 or row.level2
    ]


@pytest.fixture(scope="module")
def judged(form):
    """Pairs found and pairs that are right, each with the two tables it is of."""
    words = evolve(COMPARISON_WORDS, simplified=form.simplified)
    found, right = set(), set()
    for domain in TRUTH["domains"]:
        tables = {name: rows(name, form) for name in domain["tables"]}
        for left, other in combinations(domain["tables"], 2):
            aligned = align_items(tables[left], tables[other], words=words)
            found |= {(left, x.left.source, other, x.right.source) for x in aligned.matches}
        for item in domain["items"]:
            places = sorted(item.items(), key=lambda each: domain["tables"].index(each[0]))
            right |= {(*one, *two) for one, two in combinations(places, 2)}
    return found, right


def test_every_pair_of_rows_that_print_one_item_is_found(judged):
    found, right = judged
    assert sorted(right - found) == []


def test_no_two_rows_that_print_different_items_are_matched(judged):
    found, right = judged
    assert sorted(found - right) == []


def test_the_truth_is_large_enough_to_say_something(judged):
    assert len(judged[1]) >= 30

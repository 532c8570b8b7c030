"""Every row that was read with a basis and an address stands in the items, or says why not.

The rows lie beside the project where it is developed; elsewhere these tests are skipped.
"""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from disclosure_china import data_files

CATALOGUES = Path(__file__).parents[4] / "shared" / "data" / "catalogues"
ELSEWHERE = tomllib.loads(
    (Path(__file__).parent / "data" / "rows_elsewhere.toml").read_text("utf-8")
)["rows"]
ITEMS = data_files.national_layer().items
DOMAINS = {domain.name: domain.id for domain in data_files.domains()} | {
    "国有土地上房屋征收": "house-expropriation",
    "卫生健康": "health",
    "就业": "employment",
}

Key = tuple[str, tuple[str, ...]]


def bare(name: str) -> str:
    """A name without spaces, punctuation and quotation marks."""
    return re.sub(r"[\s、，,（）()“”\"；;：:/]", "", name)


def key(domain: str, row: dict[str, Any]) -> Key:
    names = (row.get(level) for level in ("level1", "level2", "level3"))
    return domain, tuple(bare(name) for name in names if name)


def rows_with_basis() -> dict[Key, dict[str, Any]]:
    found = {}
    for file in sorted(CATALOGUES.glob("*/*.json")):
        table = json.loads(file.read_text("utf-8"))
        names = table["domain"].split(";")
        for place, row in enumerate(table["rows"]):
            if row.get("basis"):
                domain = DOMAINS[names[place] if len(names) > 1 else names[0]]
                found[key(domain, row)] = row
    return found


REPRESENTED = {(item.domain, tuple(bare(name) for name in item.path)) for item in ITEMS}
EXCUSED = {key(row["domain"], row): row for row in ELSEWHERE}

needs_rows = pytest.mark.skipif(
    not CATALOGUES.is_dir(), reason="the rows that were read do not lie beside the project"
)


@needs_rows
def test_every_row_read_with_a_basis_stands_in_an_item_or_has_a_reason():
    assert sorted(rows_with_basis().keys() - REPRESENTED - EXCUSED.keys()) == []


@needs_rows
def test_no_reason_is_given_for_a_row_that_stands_or_was_never_read():
    assert sorted(EXCUSED.keys() - (rows_with_basis().keys() - REPRESENTED)) == []


def test_every_row_placed_elsewhere_names_an_item_of_its_domain():
    known = {(item.domain, item.id) for item in ITEMS}
    placed = {(row["domain"], row["item"]) for row in ELSEWHERE if "item" in row}
    assert placed - known == set()


def test_every_row_placed_elsewhere_says_why():
    assert [row for row in ELSEWHERE if not row["reason"]] == []

"""Phrases are read with the words that a plugin supplies for printed Chinese tables."""

import csv
from pathlib import Path

import pytest

from disclosure_core.catalogue.tables.values import TableForm

SHARED = Path(__file__).parents[4] / "shared" / "data"
OWN = Path(__file__).parents[2] / "data" / "phrases"


def phrases(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="session")
def form() -> TableForm:
    china = pytest.importorskip("disclosure_china", reason="the words are a plugin's")
    from disclosure_china import data_files

    assert china
    return data_files.table_form()

"""The words that the tests read tables by: those of the national plugin."""

import tomllib
from pathlib import Path

import pytest

from disclosure_core.catalogue.tables.forms import form_from
from disclosure_core.catalogue.tables.values import TableForm

ROOT = Path(__file__).parents[3]
WORDS = ROOT / "plugins" / "disclosure-china" / "src" / "disclosure_china"


@pytest.fixture(scope="session")
def form() -> TableForm:
    """The words of the standard catalogue, as the national plugin supplies them."""
    return form_from(
        tomllib.loads((WORDS / "table_form.toml").read_text("utf-8")),
        characters=tomllib.loads((WORDS / "traditional.toml").read_text("utf-8")),
        file="table_form.toml",
    )

"""The site as built from ``docs/``: both languages, warnings as errors."""

from pathlib import Path

import pytest
from sphinx.cmd.build import build_main
from tests.docs.samples import DOCS


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site: English at its top, Chinese in ``zh``."""
    folder = tmp_path_factory.mktemp("site")
    strict = ["-q", "-n", "-W", "-c", str(DOCS)]
    assert build_main([*strict, str(DOCS), str(folder)]) == 0
    assert build_main([*strict, "-t", "zh", str(DOCS / "zh"), str(folder / "zh")]) == 0
    return folder

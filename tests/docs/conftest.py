"""The site as built from ``docs/``: both languages, warnings as errors."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.docs.samples import DOCS


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site: English at its top, Chinese in ``zh``.

    Built in a process of its own: what Sphinx's extensions deprecate is no error of ours.
    """
    folder = tmp_path_factory.mktemp("site")
    build(str(DOCS), str(folder))
    build("-t", "zh", str(DOCS / "zh"), str(folder / "zh"))
    return folder


def build(*arguments: str) -> None:
    """Build one language; what Sphinx prints is shown where it fails."""
    command = [sys.executable, "-m", "sphinx", "-q", "-n", "-W", "-c", str(DOCS), *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        pytest.fail(done.stderr, pytrace=False)

"""The command line run as a user runs it, with plugins made for the test."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from disclosure_core.cli import main


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """``run("plugins", "list")`` in an empty folder, in English."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DISCLOSURE_LANGUAGE", "en")
    return lambda *arguments: CliRunner().invoke(main, arguments)

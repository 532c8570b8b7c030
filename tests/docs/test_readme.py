"""The commands that are too heavy for a page's own test are the ones CI runs."""

import configparser
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.docs.samples import DOCS, REPOSITORY

SHELL = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
PREPARE = ("python3 -m venv .venv", ".venv/bin/pip install tox")


def heavy_commands() -> Iterator[tuple[str, str]]:
    """Each line of each ``sh`` block with the page it stands on."""
    for page in (*REPOSITORY.glob("*.md"), *DOCS.rglob("*.md")):
        for block in SHELL.finditer(page.read_text("utf-8")):
            for line in block[1].splitlines():
                yield str(page.relative_to(REPOSITORY)), line


def tox_environments() -> set[str]:
    """The environments that tox.ini knows."""
    tox = configparser.ConfigParser(interpolation=None)
    tox.read(REPOSITORY / "tox.ini", encoding="utf-8")
    return {name.partition(":")[2] for name in tox.sections() if name.startswith("testenv:")}


@pytest.mark.parametrize(("page", "line"), list(heavy_commands()))
def test_a_heavy_command_is_one_that_ci_runs_or_installs_what_is_here(page: str, line: str):
    if line == ". .venv/bin/activate":
        return
    *prepare, run = line.split(" && ")
    if run.startswith(".venv/bin/pip install pytest "):
        assert tuple(prepare) == PREPARE[:1]
        folders = run.removeprefix(".venv/bin/pip install pytest ").split()
        assert all((REPOSITORY / folder / "pyproject.toml").is_file() for folder in folders)
        return
    assert tuple(prepare) in {PREPARE, ()}
    words = [word for word in shlex.split(run) if "=" not in word]
    assert words[0] == ".venv/bin/tox"
    assert words[1:2] in ([], ["run"])
    if words[1:]:
        assert words[2] == "-e"
        assert set(words[3].split(",")) <= tox_environments()


def test_ci_runs_the_readme_command():
    script = (REPOSITORY / ".ci" / "run").read_text("utf-8").splitlines()
    steps = [line.replace(" --quiet", "") for line in script if ".venv" in line]
    assert steps[-3:] == [*PREPARE, ".venv/bin/tox"]


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
@pytest.mark.parametrize("command", [".venv/bin/tox run -e portal", ".venv/bin/tox"])
def test_the_readme_opens_with_both_commands(name: str, command: str):
    page = (REPOSITORY / name).read_text("utf-8")
    lines = [line for block in SHELL.finditer(page) for line in block[1].splitlines()]
    assert " && ".join([*PREPARE, command]) in lines[:2]


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_readme_shows_the_portal(name: str):
    page = Path(REPOSITORY / name).read_text("utf-8")
    images = re.findall(r"!\[[^\]]+\]\((docs/images/[\w.-]+)\)", page)
    assert images
    assert [image for image in images if not (REPOSITORY / image).is_file()] == []

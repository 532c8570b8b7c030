"""The public names: light to import, all there, and the same for people and type checkers."""

import ast
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

import disclosure_core

ROOT = Path(__file__).parents[1]
HEAVY = (
    "attrs",
    "cattrs",
    "lxml",
    "narwhals",
    "polars",
    "pandas",
    "flask",
    "click",
    "sqlite_utils",
)


def python(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.strip()


def test_importing_the_package_loads_no_room_and_no_library() -> None:
    loaded = python("import sys, disclosure_core; print(*sys.modules)").split()
    assert [name for name in loaded if name.startswith("disclosure_core.")] == [
        "disclosure_core.version"
    ]
    assert [name for name in loaded if name.partition(".")[0] in HEAVY] == []


def test_a_name_loads_its_own_room_only() -> None:
    loaded = python("import sys; from disclosure_core import Message; print(*sys.modules)").split()
    rooms = {name for name in loaded if name.startswith("disclosure_core.")}
    assert rooms - {"disclosure_core.version"} == {"disclosure_core.messages"}


@pytest.mark.parametrize("name", disclosure_core.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(disclosure_core, name) is not None
    assert name in dir(disclosure_core)


def test_no_public_name_is_a_rooms_name() -> None:
    rooms = {each.stem for each in (ROOT / "src/disclosure_core").iterdir()}
    assert rooms & set(disclosure_core.__all__) == set()


def test_type_checkers_see_the_same_names_from_the_same_rooms() -> None:
    tree = ast.parse((ROOT / "src/disclosure_core/__init__.py").read_text("utf-8"))
    seen = {
        alias.name: node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("disclosure_core.")
        for alias in node.names
        if alias.asname == alias.name
    }
    told = {name: f"disclosure_core.{room}" for name, room in disclosure_core._ROOMS.items()}
    assert seen == told


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Domian'"):
        _ = disclosure_core.Domian


def test_the_version_is_the_distributions() -> None:
    assert disclosure_core.__version__ == metadata.version("disclosure-core")

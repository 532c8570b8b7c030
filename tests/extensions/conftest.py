"""Plugins made for one test, installed as real distributions in a folder of their own."""

import sys
from collections.abc import Callable, Iterator
from datetime import date
from itertools import count
from pathlib import Path
from textwrap import dedent

import pytest
from attrs import frozen

from disclosure_core.extensions.collecting import Survey, survey
from disclosure_core.settings import Settings

DATA = Path(__file__).parents[1] / "data" / "plugins"
ON = date(2026, 11, 24)
PROLOGUE = """
from attrs import frozen
from datetime import date
from disclosure_core import (
    Action, Agency, CatalogueLayer, Channel, DisclosureItem, Domain, Formula, HolidayNotice,
    Indicator, LegalBasis, LegalDocument, Level, LintRule, Message, Omission, Organisation,
    Outcome, Period, Receipt, RecordKind, Refinement, Region, RequestRules, ReviewRule, Secret,
    Stage, StageRole, StoreFactory, TableForm, Workflow, column, hookimpl, rate,
)
BASIS = LegalBasis(document="政府信息公开条例", article="第二十条")
"""
_numbers = count()


@frozen
class Site:
    """A folder on ``sys.path`` with the plugins a test installs into it."""

    folder: Path

    def install(
        self, name: str, source: str, *, version: str = "1.2.0", requires: str | None = None
    ) -> str:
        """Install a plugin with this source; gives the name of its module."""
        module = f"plugin_{name.replace('-', '_')}_{next(_numbers)}"
        (self.folder / f"{module}.py").write_text(PROLOGUE + dedent(source), "utf-8")
        self.describe(name, module, version=version, requires=requires)
        return module

    def describe(
        self, name: str, target: str, *, version: str = "1.2.0", requires: str | None = None
    ) -> None:
        """Write what an installer would: a distribution with one entry point."""
        info = self.folder / f"plugin_{next(_numbers)}-{version}.dist-info"
        info.mkdir()
        metadata = f"Metadata-Version: 2.1\nName: plugin-{name}\nVersion: {version}\n"
        if requires:
            metadata += f"Requires-Dist: {requires}\n"
        (info / "METADATA").write_text(metadata)
        (info / "entry_points.txt").write_text(f"[disclosure]\n{name} = {target}\n")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    before = set(sys.modules)
    yield Site(folder)
    for name in set(sys.modules) - before:
        if name.startswith("plugin_") or name == "missing_dependency":
            del sys.modules[name]


Look = Callable[..., Survey]


@pytest.fixture
def look(site: Site) -> Look:
    """Survey all plugins; others that this environment has installed are left out."""
    from disclosure_core.extensions.discovery import installed_names

    def survey_own(*folders: Path, without: tuple[str, ...] = (), **plugins: object) -> Survey:
        own = {
            line.split(" = ")[0]
            for points in site.folder.glob("*.dist-info/entry_points.txt")
            for line in points.read_text().splitlines()[1:]
        }
        others = tuple(name for name in installed_names() if name not in own)
        settings = Settings(folders=folders, without=others, plugins=plugins)
        return survey(settings, on=ON, without=without)

    return survey_own


def told(looked: Survey) -> list[str]:
    """The errors as English text."""
    return [str(error) for error in looked.errors]

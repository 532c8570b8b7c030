"""A definition as a county wrote it, its people, and a case in it."""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from disclosure_core.access.values import Actor, AgencyRole
from disclosure_core.codec import structure
from disclosure_core.workflow.cases import Case, Subject
from disclosure_core.workflow.opening import open_case
from disclosure_core.workflow.values import Workflow

FOLDER = Path(__file__).parent
BUREAU = "county:education"
NOON = datetime(2026, 3, 2, 12, tzinfo=ZoneInfo("Asia/Shanghai"))


def definition(name: str) -> Workflow:
    """A definition beside this file."""
    text = (FOLDER / f"{name}.toml").read_text(encoding="utf-8")
    return structure(tomllib.loads(text), Workflow, file=f"{name}.toml")


def at_bureau(name: str, *roles: str, agency: str = BUREAU) -> Actor:
    """Somebody with roles at one agency."""
    return Actor(name=name, at={AgencyRole(agency=agency, role=each) for each in roles})


def after(days: int) -> datetime:
    """Noon, days after the case was opened."""
    return NOON + timedelta(days=days)


DRAFTER = at_bureau("李四", "drafter")
OFFICE = Actor(name="王五", roles={"disclosure_office"})
DRAFT = Subject(kind="core:document", id="d1", digest="sha256:one", version=1)
MENDED = Subject(kind="core:document", id="d1", digest="sha256:two", version=2)


@pytest.fixture
def two_rounds() -> Workflow:
    """Handed in, sent back once with comments, confirmed."""
    return definition("two_rounds")


@pytest.fixture
def case(two_rounds: Workflow) -> Case:
    """A case of the bureau that stands with its drafter."""
    return open_case(two_rounds, DRAFT, DRAFTER, id="c1", at=NOON, title="目录", agency=BUREAU)

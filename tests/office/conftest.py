"""An office of a county, with the plugins a county has, in a folder of its own."""

from datetime import UTC, datetime, timedelta

import pytest

from disclosure_core.access.values import Actor, Role
from disclosure_core.office.office import open_office
from disclosure_core.publication.values import Site
from disclosure_core.settings import Settings

EVERYTHING = Actor(name="王主任", roles=frozenset(Role))


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self):
        self.now = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)

    def __call__(self):
        return self.now

    def pass_by(self, **duration):
        self.now += timedelta(**duration)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def settings(tmp_path):
    return Settings(
        name="示例县政务公开办公室",
        folder=tmp_path / "office",
        site=Site(name="示例县人民政府", address="https://example.invalid"),
    )


@pytest.fixture
def office(settings, clock):
    with open_office(settings, actor=EVERYTHING, clock=clock) as office:
        yield office

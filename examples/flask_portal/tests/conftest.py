"""Offices and clients the tests look through, and the browser where there is one."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html

from disclosure_core import Actor, Document, Office, Role, Settings, Site, open_office
from disclosure_core.extensions.discovery import installed_names
from disclosure_portal import create_app
from disclosure_portal.sample.filling import fill
from disclosure_portal.sample.opening import APPEARANCE, open_sample_office

ADDRESS = "http://portal.example"

STAFF = Actor(name="staff", roles=frozenset(Role))
"""Somebody with every role, for tests that are not about roles."""


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The sample office, filled once; tests read it and change nothing."""
    with open_sample_office(tmp_path_factory.mktemp("sample"), ADDRESS) as office:
        for _ in fill(office):
            pass
        yield office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office of the test's own, with the plugins' catalogue and nothing else, as its staff."""
    with open_sample_office(tmp_path / "office", ADDRESS) as opened:
        yield opened.as_actor(STAFF)


@pytest.fixture
def county(tmp_path: Path) -> Iterator[Office]:
    """An office of a small county (``tests/county``), with renamed, split, left out things."""
    others = tuple(each for each in installed_names() if each not in ("china", "review-zh"))
    settings = Settings(
        name="示例县政务公开办公室",
        folder=tmp_path / "county-office",
        folders=(Path(__file__).parent / "county",),
        region="hills:county",
        site=Site(name="示例县人民政府", address=ADDRESS),
        without=others,
    )
    with open_office(settings, actor=STAFF) as opened:
        yield opened


@pytest.fixture(scope="session")
def app(sample: Office) -> Flask:
    """The portal on the sample office."""
    app = create_app(sample, appearance=APPEARANCE)
    app.testing = True
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A reader who was never here before."""
    return app.test_client()


Read = Callable[..., html.HtmlElement]
Publish = Callable[[Office, Document], str]


@pytest.fixture
def read(client: FlaskClient) -> Read:
    """``read(path)``: the page there as a tree; ``read(path, 404)`` where it answers that."""

    def answer(path: str, status: int = 200, using: FlaskClient = client) -> html.HtmlElement:
        found = using.get(path)
        assert found.status_code == status, f"{path} answered {found.status_code}"
        return html.document_fromstring(found.get_data(as_text=True))

    return answer


@pytest.fixture
def read_county(county: Office, read: Read) -> Read:
    """``read`` on the portal of the small county."""
    client = create_app(county).test_client()

    def answer(path: str, status: int = 200) -> html.HtmlElement:
        return read(path, status, using=client)

    return answer


@pytest.fixture(scope="session")
def publish() -> Publish:
    """``publish(office, document)``: through the whole house; answers the release's id."""

    def through_the_house(office: Office, document: Document) -> str:
        kept = office.documents.draft(document)
        office.review.check(kept)
        office.review.approve(kept, reason="a test")
        release = office.publication.release(kept)
        for _ in office.delivery.run():
            pass
        return release.id

    return through_the_house


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Chromium; without one the test is skipped, or fails where CI demands it."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    if "chromium" in os.environ.get("DISCLOSURE_REQUIRE", "").split(","):
        pytest.fail("needs chromium, and DISCLOSURE_REQUIRE demands it", pytrace=False)
    pytest.skip("needs chromium, which is not installed")

"""Asks every page of a portal once: a smoke test for CI and after an upgrade."""

from collections.abc import Iterator

from flask import Flask

from disclosure_portal.pages.office import public_office

EXPECTED = 200
SAMPLES = 5
"""Pages of one kind that are asked for, at most."""


def check_pages(app: Flask) -> list[tuple[str, int]]:
    """Paths that did not answer 200, with the status they answered."""
    client = app.test_client()
    with app.app_context():
        paths = list(_paths())
    answers = [(path, client.get(path).status_code) for path in paths]
    return [(path, status) for path, status in answers if status != EXPECTED]


def _paths() -> Iterator[str]:
    office = public_office()
    yield from ("/", "/?lang=en", "/domains", "/documents", "/search", "/search?q=低保")
    yield from ("/coverage", "/coverage/bulletin", "/measures", "/reported", "/feed.atom")
    yield from ("/towns", "/organisation", "/catalogue.xlsx", "/healthz")
    for domain in office.catalogue.domains:
        yield f"/domains/{domain.id}"
    for each in office.catalogue.current().items[:SAMPLES]:
        yield f"/items/{each.item.id}"
    for region in office.towns.regions()[:SAMPLES]:
        yield f"/towns/{region.id}"
        yield f"/organisation/{region.id}"
    for measure in office.measures.every():
        yield f"/measures/{measure.id}"
    for release in office.publication.published(limit=SAMPLES).releases:
        yield f"/documents/{release.id}"

"""Search over released documents, and over items by name (站内查询)."""

from flask import Blueprint, render_template, request

from disclosure_core import DataError, PublicPage
from disclosure_portal.failures import Answer, failure_page
from disclosure_portal.language import tag_text
from disclosure_portal.pages.office import public_office
from disclosure_portal.safety import LONGEST_SEARCH, cursor

area = Blueprint("search", __name__)

MOST_ITEMS = 12
"""Items shown above the documents found."""


@area.get("/search")
def results() -> str | Answer:
    """What was found; the empty form, where nothing was asked."""
    words = request.args.get("q", "").strip()
    too_long = len(words) > LONGEST_SEARCH
    asked = "" if too_long else words
    try:
        found = _found(asked)
    except DataError:  # a cursor of another question
        return failure_page(400)
    answer = render_template(
        "search.html", page=_page(), words=asked, too_long=too_long, most_items=MOST_ITEMS, **found
    )
    return (answer, 400) if too_long else answer


def _found(words: str) -> dict[str, object]:
    if not words:
        return {"items": (), "releases": None, "domains": {}, "units": ()}
    office = public_office()
    return {
        "items": office.catalogue.search(words),
        "units": office.organisation.search(words),
        "releases": office.publication.published(search=words, after=cursor()),
        "domains": {domain.id: domain for domain in office.catalogue.domains},
    }


def _page() -> PublicPage:
    return PublicPage(
        kind="column",
        column=tag_text("Search this site"),
        description=tag_text("Search released documents and items of disclosure."),
    )

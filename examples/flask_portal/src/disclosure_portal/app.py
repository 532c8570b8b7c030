"""Puts the application together: what every page shares, and one blueprint an area."""

from typing import Any

from flask import Flask

from disclosure_core import PUBLIC, Office, PublicPage
from disclosure_portal import presenting
from disclosure_portal.appearance import Appearance
from disclosure_portal.caching import add_caching
from disclosure_portal.failures import add_failures
from disclosure_portal.language import add_languages
from disclosure_portal.pages import (
    cases,
    catalogue,
    coverage,
    desk,
    documents,
    downloads,
    feed,
    guide,
    items,
    measures,
    organisation,
    search,
    towns,
)
from disclosure_portal.pages.office import keep_office, page_tags
from disclosure_portal.safety import LONGEST_SEARCH, add_safety

AREAS = (
    guide.area,
    catalogue.area,
    items.area,
    downloads.area,
    towns.area,
    organisation.area,
    documents.area,
    search.area,
    coverage.area,
    measures.area,
    feed.area,
    desk.area,
)
"""One blueprint an area of the site."""

desk.area.register_blueprint(cases.area)  # within the desk: only who has signed in gets there


def create_app(office: Office, *, appearance: Appearance | None = None) -> Flask:
    """The portal of an office: its pages as the public sees them, and the staff's desk.

    Args:
        office: The office; whoever opened it, the portal reads it as the public, and the desk as
            who has signed in there.
        appearance: The office's own words on its site.
    """
    app = Flask("disclosure_portal")
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    keep_office(app, office.as_actor(PUBLIC))
    downloads.keep_files(app)
    desk.keep_sign_ins(app, office)
    add_caching(app)  # first, because what runs after a request runs in reverse: it sees cookies
    add_safety(app)
    add_languages(app)
    add_failures(app)
    presenting.add_filters(app)
    words = appearance or Appearance()

    @app.context_processor
    def shared() -> dict[str, Any]:
        return {
            "appearance": words,
            "site": office.settings.site,
            "page_tags": page_tags,
            "site_page": PublicPage(kind="home", column="", description=""),
            "longest_search": LONGEST_SEARCH,
        }

    for area in AREAS:
        app.register_blueprint(area)
    return app

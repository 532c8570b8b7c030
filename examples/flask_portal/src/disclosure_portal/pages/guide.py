"""The guide page: where to look, what is new, where to ask (导航引导页)."""

from flask import Blueprint, render_template

from disclosure_core import PublicPage
from disclosure_portal.language import tag_text
from disclosure_portal.pages.office import public_office

area = Blueprint("guide", __name__)

NEWEST = 8
"""Releases shown as newest."""


@area.get("/")
def home() -> str:
    """The guide page."""
    office = public_office()
    coverage = office.scoring.coverage()
    regions = office.towns.regions()
    return render_template(
        "guide.html",
        page=PublicPage(
            kind="home", column=tag_text("Home"), description=office.settings.site.name
        ),
        coverage=coverage,
        with_items=[each for each in coverage.domains if each.rows],
        without_items=[each for each in coverage.domains if not each.rows],
        newest=office.publication.published(limit=NEWEST),
        towns=[each for each in regions if each.within not in {one.id for one in regions}],
    )


@area.get("/healthz")
def health() -> tuple[str, int, dict[str, str]]:
    """Whether the portal reaches its store: for whoever watches it."""
    public_office().publication.published(limit=1)
    return "ok\n", 200, {"Content-Type": "text/plain; charset=utf-8"}

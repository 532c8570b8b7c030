"""How much of the catalogue is public, with the working; the bulletin to print (公开覆盖)."""

from flask import Blueprint, render_template, url_for
from markupsafe import Markup

from disclosure_core import PublicPage
from disclosure_core.rendering import html
from disclosure_portal.language import current, tag_text
from disclosure_portal.pages.office import public_office

area = Blueprint("coverage", __name__)

COLUMN_TYPE = "数据发布"
"""The national column type of published figures."""


@area.get("/coverage")
def coverage() -> str:
    """The coverage bulletin as a page of the site."""
    return _shown("coverage.html")


@area.get("/coverage/bulletin")
def bulletin() -> str:
    """The same bulletin alone, for printing and filing."""
    return _shown("bulletin.html")


def _shown(template: str) -> str:
    report = public_office().reports.coverage_bulletin(item_link=_item_link())
    body = Markup(html.fragment(report, current()))  # noqa: S704 - the renderer escapes all of it
    return render_template(template, page=_page(), report=report, body=body)


def _item_link() -> str:
    """The address of an item's page, with ``{item}`` for its id."""
    return url_for("items.item", id="-item-").replace("-item-", "{item}")


def _page() -> PublicPage:
    return PublicPage(
        kind="column",
        column=tag_text("Coverage"),
        description=tag_text("How much of the catalogue is public, domain by domain."),
        column_type=COLUMN_TYPE,
    )

"""Released documents: the list, and each on a page of its own with its QR code (政府信息)."""

from flask import Blueprint, render_template

from disclosure_core import CatalogueItem, PublicPage, Release, ReleaseState
from disclosure_portal.language import tag_text
from disclosure_portal.pages.office import public_office
from disclosure_portal.safety import cursor

area = Blueprint("documents", __name__)

COLUMN_TYPE = "信息公开目录"
"""The national column type of a page of released documents."""

GONE = 410


@area.get("/documents")
def newest() -> str:
    """All released documents, newest first."""
    return render_template(
        "documents.html",
        page=PublicPage(
            kind="column",
            column=tag_text("Newest releases"),
            description=tag_text("All released documents, newest first."),
            column_type=COLUMN_TYPE,
        ),
        releases=public_office().publication.published(after=cursor()),
    )


@area.get("/documents/<id>")
def document(id: str) -> str | tuple[str, int]:
    """One release; what is left of it, where it was withdrawn."""
    office = public_office()
    release = office.publication.released(id)
    page = PublicPage(
        kind="article",
        column=tag_text("Newest releases"),
        description=tag_text("All released documents, newest first."),
        column_type=COLUMN_TYPE,
        release=release,
    )
    if release.state is ReleaseState.WITHDRAWN:
        return render_template("withdrawn.html", page=page, release=release), GONE
    items = _items_of(release)
    return render_template(
        "document.html",
        page=page,
        release=release,
        items=items,
        address=office.settings.site.release_address(release.id),
    )


def _items_of(release: Release) -> list[CatalogueItem]:
    """The items that the release fulfils and that still hold here."""
    catalogue = public_office().catalogue.current()
    return [found for each in release.items if (found := catalogue.item(each)) is not None]

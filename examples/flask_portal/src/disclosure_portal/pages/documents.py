"""Released documents: the list, and each on a page of its own with its QR code (政府信息)."""

import json
from typing import Any

from flask import Blueprint, Response, render_template

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


@area.get("/documents.json")
def newest_as_json() -> Response:
    """A page of what ``/documents`` shows, for programs."""
    office = public_office()
    found = office.publication.published(after=cursor())
    shown = [office.publication.public_view(each.id) for each in found.releases]
    return _json({"documents": shown, "total": found.total, "next": found.next})


@area.get("/documents/<id>.json")
def document_as_json(id: str) -> Response:
    """What the public sees of one release, or of its tombstone, for programs."""
    return _json(public_office().publication.public_view(id))


def _json(value: dict[str, Any]) -> Response:
    return Response(json.dumps(value, ensure_ascii=False, indent=1), mimetype="application/json")


def _items_of(release: Release) -> list[CatalogueItem]:
    """The items that the release fulfils and that still hold here."""
    catalogue = public_office().catalogue.current()
    return [found for each in release.items if (found := catalogue.item(each)) is not None]

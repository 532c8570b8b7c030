"""The Atom feed, as its channel wrote it (订阅源)."""

from flask import Blueprint, Response, abort

from disclosure_core import FEED_NAME
from disclosure_portal.pages.office import public_office

area = Blueprint("feed", __name__)

CHANNEL = "core:atom"


@area.get("/feed.atom")
def feed() -> Response:
    """The feed; not found before the first release."""
    path = public_office().delivery.folder(CHANNEL) / FEED_NAME
    if not path.is_file():
        abort(404)
    return Response(path.read_bytes(), mimetype="application/atom+xml")

"""What browsers and proxies may keep.

A page may be kept but must be asked for again before it is shown, so that a withdrawn document is
gone at once; its digest makes the asking cheap. The style sheet's address holds its digest, so it
is kept for a year. An answer that sets a cookie is one reader's own.
"""

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, Response, request, url_for

ONE_YEAR = 365 * 24 * 3600


def add_caching(app: Flask) -> None:
    """Give pages their digest and say how long they may be kept."""

    @app.after_request
    def say_how_long(response: Response) -> Response:
        if request.endpoint == "static":
            response.cache_control.public = True
            response.cache_control.max_age = ONE_YEAR
            response.cache_control.immutable = True
            return response
        if response.cache_control.no_store:
            return response
        response.cache_control.no_cache = True
        if "Set-Cookie" in response.headers or response.status_code >= 400:
            response.cache_control.private = True
            return response
        response.cache_control.public = True
        if request.method in ("GET", "HEAD") and not response.direct_passthrough:
            response.add_etag()
            response.make_conditional(request)
        return response

    @app.template_global()
    def stylesheet() -> str:
        """The address of the style sheet, which changes with its content."""
        path = Path(str(app.static_folder)) / "portal.css"
        return url_for("static", filename="portal.css", v=_digest(path))


@cache
def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]

"""Limits on what is asked, and the headers that tell browsers what a page may do.

No page needs a script, a frame, a form elsewhere or anything from another site; so nothing of the
kind is allowed, whatever a text may contain.
"""

from flask import Flask, Response, abort, request

LONGEST_QUERY_STRING = 2000
"""Bytes after the ``?``, at most."""

LONGEST_SEARCH = 100
"""Characters of a search, at most."""

LONGEST_CURSOR = 600
"""Characters of a page cursor, at most."""

LONGEST_PATH = 300
"""Characters of a path, at most."""

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'none'; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def add_safety(app: Flask) -> None:
    """Refuse oversized requests, and send the headers with every answer."""
    app.config["MAX_CONTENT_LENGTH"] = 1024

    @app.before_request
    def refuse_oversized() -> None:
        if len(request.query_string) > LONGEST_QUERY_STRING or len(request.path) > LONGEST_PATH:
            abort(414)

    @app.after_request
    def harden(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response


def cursor() -> str | None:
    """The page cursor asked for; a longer one than any page gives is refused."""
    after = request.args.get("after") or None
    if after is not None and len(after) > LONGEST_CURSOR:
        abort(400)
    return after

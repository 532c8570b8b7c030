"""Pages for what is not there, was withdrawn, or failed (出错页面).

What the public may not see and what does not exist are answered alike. A failure tells the reader
nothing of the inside; the log has it.
"""

from flask import Flask, render_template, request
from werkzeug.exceptions import BadRequest, HTTPException, InternalServerError, NotFound

from disclosure_core import DataError, NotFoundError
from disclosure_portal.language import text

Answer = tuple[str, int]


def add_failures(app: Flask) -> None:
    """Answer errors with pages in the reader's language."""

    @app.errorhandler(NotFoundError)
    def not_found(_: NotFoundError) -> Answer:
        return failure_page(NotFound.code or 404)

    @app.errorhandler(DataError)
    def unreadable(error: DataError) -> Answer:
        """Of what a reader brings, lists take a cursor; without one the fault is on our side."""
        if "after" not in request.args:
            raise error
        return failure_page(BadRequest.code or 400)

    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> Answer:
        return failure_page(error.code or 500)

    @app.errorhandler(InternalServerError)
    def failed(_: InternalServerError) -> Answer:
        return failure_page(500)


def failure_page(status: int) -> Answer:
    """The page for a status."""
    title, words = _words(status)
    return render_template("failure.html", status=status, title=title, words=words), status


def _words(status: int) -> tuple[str, str]:
    if status == 404:
        return (
            text("This page does not exist"),
            text("The address may be mistyped, or what stood here is not public."),
        )
    if status == 410:
        return (text("This page was withdrawn"), text("It was public and is not any more."))
    if status == 405:
        return (text("Not this way"), text("This address can only be read."))
    if status == 413:
        return (
            text("This would be too large for one file"),
            text("Take the catalogue domain by domain; each has a page of its own."),
        )
    if status >= 500:
        return (
            text("Something failed on our side"),
            text("It was recorded. Please try again later, or ask by telephone."),
        )
    return (
        text("The request cannot be answered"),
        text("It is too long, or not of the form this site understands."),
    )

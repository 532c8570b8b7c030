"""The office as pages reach it: as the public, and in no other way."""

from flask import Flask, current_app

from disclosure_core import Office, PublicPage

_KEY = "disclosure_office"


def keep_office(app: Flask, office: Office) -> None:
    """Let the pages of ``app`` read ``office``, which is to be the public's."""
    app.extensions[_KEY] = office


def public_office() -> Office:
    """The office as the public sees it."""
    office: Office = current_app.extensions[_KEY]
    return office


def page_tags(page: PublicPage) -> tuple[tuple[str, str], ...]:
    """The meta tags of a page, as the channels in force ask for them."""
    return public_office().publication.page_tags(page)

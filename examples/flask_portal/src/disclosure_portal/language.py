"""Which language a page is shown in, and its texts (界面语言).

Chinese unless the reader asks for English with ``?lang=en``, which a cookie remembers. What
officers wrote stays as they wrote it.
"""

from collections.abc import Mapping
from typing import Any

from attrs import frozen
from flask import Flask, Request, Response, g, request, url_for

from disclosure_core import DEFAULT_LANGUAGE, Message
from disclosure_portal import filtering

COOKIE = "lang"
REMEMBERED = 365 * 24 * 3600
"""Seconds the cookie lives."""

CODES: Mapping[str, str] = {"zh": DEFAULT_LANGUAGE, "en": "en"}
"""What ``?lang=`` may say, and the language it stands for."""

KEPT_ARGUMENTS = ("q", "after", "page", "list", "by", *filtering.NAMES)
"""What stays of an address when the language changes; nothing else a reader sent goes into one."""

HTML_CODES: Mapping[str, str] = {DEFAULT_LANGUAGE: "zh-CN", "en": "en"}


def asked_for(request: Request) -> str:
    """The language a request asks for: by argument, else by cookie, else Chinese."""
    asked = (request.args.get("lang", ""), request.cookies.get(COOKIE, ""))
    return next((CODES[code] for code in asked if code in CODES), DEFAULT_LANGUAGE)


def current() -> str:
    """The language of the page being made; Chinese where a request failed before it was known."""
    return str(g.get("language", DEFAULT_LANGUAGE))


def text(message_id: str, /, **facts: object) -> str:
    """One of the portal's own texts, in the page's language."""
    return Message(message_id, package="disclosure_portal", **facts).text(current())


def tag_text(message_id: str, /, **facts: object) -> str:
    """A text for a page's machine-readable tags, which are Chinese whatever the reader reads."""
    return Message(message_id, package="disclosure_portal", **facts).text(DEFAULT_LANGUAGE)


def shown(value: object) -> str:
    """A message in the page's language; anything else as it stands."""
    return value.text(current()) if isinstance(value, Message) else str(value)


def add_languages(app: Flask) -> None:
    """Choose the language before each request, and give templates their texts."""

    @app.before_request
    def choose() -> None:
        g.language = asked_for(request)

    @app.after_request
    def remember(response: Response) -> Response:
        response.vary.add("Cookie")
        if (code := request.args.get("lang")) in CODES:
            response.set_cookie(
                COOKIE,
                str(code),
                max_age=REMEMBERED,
                httponly=True,
                samesite="Lax",
                secure=request.is_secure,
            )
        return response

    @app.context_processor
    def texts() -> dict[str, Any]:
        return {
            "_": text,
            "html_lang": HTML_CODES[current()],
            "other_language": other_language(),
        }

    app.add_template_filter(shown, "shown")


@frozen
class OtherLanguage:
    """The same page in the language it is not shown in: its address, code and own name."""

    address: str
    html_code: str
    name: str


def other_language() -> OtherLanguage:
    """Where the same page stands in the other language."""
    code = "zh" if current() == "en" else "en"
    html_code = HTML_CODES[CODES[code]]
    name = "中文" if code == "zh" else "English"
    sent = request.method not in ("GET", "HEAD")
    if request.endpoint is None or request.routing_exception is not None or sent:
        return OtherLanguage(url_for("guide.home", lang=code), html_code, name)
    kept: dict[str, Any] = {
        each: request.args[each] for each in KEPT_ARGUMENTS if each in request.args
    }
    address = url_for(request.endpoint, **kept, **(request.view_args or {}), lang=code)
    return OtherLanguage(address, html_code, name)

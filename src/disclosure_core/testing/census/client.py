"""A reader of a WSGI application: asks, keeps cookies, and reads what an answer holds.

Calls the application itself; no server, no framework, no network.
"""

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import quote, unquote_to_bytes, urlencode, urlsplit
from wsgiref.types import WSGIApplication
from wsgiref.util import setup_testing_defaults

from attrs import define, field, frozen

LARGEST = 64 * 1024 * 1024
"""Bytes of an answer, or of all parts of an archive, at most."""


@frozen(kw_only=True)
class Answer:
    """What an application answered (应答)."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""

    def header(self, name: str) -> str:
        """A header's value; empty where there is none."""
        return next((value for key, value in self.headers if key.lower() == name), "")

    @property
    def text(self) -> str:
        """All that can be read in the body, archives and compressed bodies unpacked."""
        return readable(self.body, self.header("content-encoding"))


@define
class Client:
    """Somebody who reads an application (访问者), with the cookies it gave them.

    ``form`` holds fields sent with every form, such as a token against forgery.
    """

    app: WSGIApplication
    host: str = "localhost"
    form: dict[str, str] = field(factory=dict)
    _cookies: dict[str, str] = field(factory=dict, init=False)

    def get(self, path: str, method: str = "GET") -> Answer:
        """Ask for a path, with its query."""
        return self._ask(method, path, b"")

    def post(self, path: str, fields: Mapping[str, str] | None = None) -> Answer:
        """Send a form."""
        body = urlencode({**self.form, **(fields or {})}).encode()
        return self._ask("POST", path, body)

    def _ask(self, method: str, path: str, body: bytes) -> Answer:
        parts = urlsplit(path)
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote_to_bytes(quote(parts.path, safe="/%:@")).decode("latin-1"),
            "QUERY_STRING": quote(parts.query, safe="=&%+:/?@!$'()*,;~-._"),
            "HTTP_HOST": self.host,
            "SERVER_NAME": self.host,
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": io.StringIO(),
        }
        if body:
            environ["CONTENT_TYPE"] = "application/x-www-form-urlencoded"
        if self._cookies:
            environ["HTTP_COOKIE"] = "; ".join(f"{k}={v}" for k, v in self._cookies.items())
        setup_testing_defaults(environ)
        answer = _called(self.app, environ)
        self._keep_cookies(value for key, value in answer.headers if key.lower() == "set-cookie")
        return answer

    def _keep_cookies(self, given: Iterable[str]) -> None:
        for each in given:
            for name, morsel in SimpleCookie(each).items():
                if morsel["max-age"] == "0":
                    self._cookies.pop(name, None)
                else:
                    self._cookies[name] = morsel.value


def _called(app: WSGIApplication, environ: dict[str, Any]) -> Answer:
    started: list[tuple[str, list[tuple[str, str]]]] = []
    written: list[bytes] = []

    def start_response(status: str, headers: list[tuple[str, str]], *_: object) -> Any:
        started.append((status, headers))
        return written.append

    parts = app(environ, start_response)
    try:
        for part in parts:
            written.append(part)
            if sum(map(len, written)) > LARGEST:
                raise AssertionError(f"{environ['PATH_INFO']} answers more than {LARGEST} bytes")
    finally:
        close = getattr(parts, "close", None)
        if close is not None:
            close()
    status, headers = started[-1]
    return Answer(status=int(status[:3]), headers=tuple(headers), body=b"".join(written))


def readable(body: bytes, encoding: str = "") -> str:
    """All that can be read in bytes: what is compressed or packed is unpacked, level by level."""
    if encoding in ("gzip", "x-gzip") or body.startswith(b"\x1f\x8b"):
        body = gzip.decompress(body)
    elif encoding == "deflate":
        body = zlib.decompress(body)
    if body.startswith(b"PK\x03\x04"):
        return "\n".join(_members(body))
    for name in ("utf-8", "gb18030"):
        try:
            return body.decode(name)
        except UnicodeDecodeError:
            continue
    return body.decode("latin-1")


def _members(archive: bytes) -> Iterable[str]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        if sum(each.file_size for each in opened.infolist()) > LARGEST:
            raise AssertionError("an archive unpacks to more than can be looked through")
        for each in opened.infolist():
            yield each.filename
            yield readable(opened.read(each))

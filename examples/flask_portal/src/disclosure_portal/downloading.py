"""Catalogue files as they are sent: made once, kept while the journal stands still (目录下载).

What the office keeps has not changed while the journal's head is the same, and then neither has a
file of it. The files that are kept take no more room than a bound says; the oldest go first.
"""

import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable, Hashable
from io import BytesIO
from threading import Lock
from urllib.parse import quote

from attrs import field, frozen
from flask import Response
from werkzeug.wsgi import FileWrapper

from disclosure_core import ExportFormat

MOST_ITEMS = 20_000
"""Items of one file, at most."""

MOST_KEPT = 32 * 1024 * 1024
"""Bytes of all files that are kept, at most."""

TYPES = {
    ExportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ExportFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ExportFormat.CSV: "text/csv; charset=utf-8",
    ExportFormat.MARKDOWN: "text/markdown; charset=utf-8",
    ExportFormat.JSON: "application/json; charset=utf-8",
}
"""What each format is, for browsers."""

_NOT_PLAIN = re.compile(r"[^A-Za-z0-9-]+")


@frozen(kw_only=True)
class KeptFile:
    """A file, its name in Chinese, and its digest."""

    name: str
    contents: bytes
    digest: str


@frozen
class KeptFiles:
    """The files that were made last, by what they were made of."""

    most: int = MOST_KEPT
    _files: OrderedDict[Hashable, KeptFile] = field(factory=OrderedDict, init=False, repr=False)
    _lock: Lock = field(factory=Lock, init=False, repr=False)

    def file(self, key: Hashable, make: Callable[[], tuple[str, bytes]]) -> KeptFile:
        """The file of that key; made where there is none, by one reader at a time.

        Args:
            key: What it is made of, the journal's head with it.
            make: Answers name and contents.
        """
        with self._lock:
            if key in self._files:
                self._files.move_to_end(key)
                return self._files[key]
            name, contents = make()
            digest = hashlib.sha256(contents).hexdigest()
            made = KeptFile(name=name, contents=contents, digest=digest)
            self._files[key] = made
            while sum(len(each.contents) for each in self._files.values()) > self.most:
                self._files.popitem(last=False)
            return made


def sent(file: KeptFile, format: ExportFormat, plain_name: str) -> Response:
    """The file piece by piece, with its digest.

    Args:
        file: The file.
        format: Its format.
        plain_name: Its name for programs that cannot read Chinese ones, without suffix.
    """
    response = Response(
        FileWrapper(BytesIO(file.contents)), mimetype=None, content_type=TYPES[format]
    )
    response.content_length = len(file.contents)
    response.headers["Content-Disposition"] = disposition(file.name, plain_name, format)
    response.set_etag(file.digest)
    return response


def disposition(name: str, plain_name: str, format: ExportFormat) -> str:
    """How a browser is to call a file: in Chinese (RFC 5987), and plainly for old programs."""
    plain = _NOT_PLAIN.sub("-", plain_name).strip("-") or "catalogue"
    return (
        f'attachment; filename="{plain}.{format.value}"; '
        f"filename*=UTF-8''{quote(f'{name}.{format.value}', safe='')}"
    )

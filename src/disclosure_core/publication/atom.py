"""The built-in channel of the Atom feed (RFC 4287): one file, rewritten whole.

The feed holds the newest releases that this channel delivered and that still stand; a withdrawn one
leaves it at the next writing. The file is replaced in one step, so a reader never sees half of it.
"""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path

from lxml import etree

from disclosure_core.legal import LegalBasis
from disclosure_core.messages import Message
from disclosure_core.publication.values import Channel, ChannelContext, Receipt, Release, Site

FEED_NAME = "releases.atom"
"""Name of the file in the channel's folder."""

NEWEST = 100
"""How many releases the feed holds."""

SUMMARY_LENGTH = 300
"""Characters of a release's text shown as its summary."""

_ATOM = "http://www.w3.org/2005/Atom"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed(site: Site, releases: Sequence[Release], *, updated: datetime) -> bytes:
    """The Atom document of ``releases``, newest first, as UTF-8 XML."""
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})  # type: ignore[dict-item]
    root.set("{http://www.w3.org/XML/1998/namespace}lang", "zh-CN")
    address = site.address.rstrip("/")
    _add(root, "id", f"{address}/feed.atom")
    _add(root, "title", site.name)
    _add(root, "updated", updated.isoformat(timespec="seconds"))
    _add(_add(root, "author"), "name", site.name)
    _add(root, "link", rel="self", type="application/atom+xml", href=f"{address}/feed.atom")
    _add(root, "link", rel="alternate", type="text/html", href=f"{address}/")
    for release in releases:
        _entry(root, release, site)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _entry(root: etree._Element, release: Release, site: Site) -> None:
    entry = _add(root, "entry")
    address = site.release_address(release.id)
    instant = release.published_at.isoformat(timespec="seconds")
    _add(entry, "id", address)
    _add(entry, "title", release.title)
    _add(entry, "published", instant)
    _add(entry, "updated", instant)
    _add(entry, "link", rel="alternate", type="text/html", href=address)
    if release.agency:
        _add(_add(entry, "author"), "name", release.agency)
    for item in release.items:
        _add(entry, "category", term=item)
    _add(entry, "summary", _summary([release.text, *(each.text for each in release.sections)]))


def _summary(texts: Iterable[str]) -> str:
    folded = " ".join(word for text in texts for word in text.split())
    return folded if len(folded) <= SUMMARY_LENGTH else folded[: SUMMARY_LENGTH - 1] + "…"


def _add(
    parent: etree._Element, name: str, text: str | None = None, /, **attributes: str
) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    if text is not None:
        element.text = _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
    return element


def publish(release: Release, context: ChannelContext) -> Receipt:
    """Write the feed with ``release`` in it."""
    newest = _newest([release, *_standing(context, release)])
    _write(context, newest, updated=newest[0].published_at)
    return _receipt(release, context)


def withdraw(release: Release, context: ChannelContext) -> Receipt:
    """Write the feed without ``release``."""
    _write(context, _newest(_standing(context, release)), updated=context.now)
    return _receipt(release, context)


def _receipt(release: Release, context: ChannelContext) -> Receipt:
    return Receipt(
        address=f"{context.site.address.rstrip('/')}/feed.atom",
        reference=release.id,
        digest=release.digest,
    )


def _standing(context: ChannelContext, release: Release) -> Iterator[Release]:
    """The newest releases the feed shows already, no more of them than it can hold."""
    others = (each for each in context.standing() if each.id != release.id)
    return islice(others, NEWEST)


def _newest(releases: Iterable[Release]) -> list[Release]:
    return sorted(releases, key=lambda each: (each.published_at, each.id), reverse=True)[:NEWEST]


def _write(context: ChannelContext, releases: Sequence[Release], *, updated: datetime) -> None:
    context.folder.mkdir(parents=True, exist_ok=True)
    _replace(context.folder / FEED_NAME, feed(context.site, releases, updated=updated))


def _replace(path: Path, content: bytes) -> None:
    written = path.with_name(f"{path.name}.{os.getpid()}.new")
    with written.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    written.replace(path)


ATOM = Channel(
    id="atom",
    name=Message("Atom feed"),
    kind="feed",
    publish=publish,
    withdraw=withdraw,
    basis=LegalBasis(document="政府信息公开条例", number="国令第711号", article="第二十三条"),
)
"""A feed that other sites and readers follow (订阅源)."""

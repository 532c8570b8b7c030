"""Meta tags of a government web page (网页标签), and the channel that puts them there.

The convention comes with the guide to government sites: the home page names the site, a column
page also its column, a content page also its article. A tag whose value is not known is left out;
a wrong one would mislead the national catalogue of sites.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta, timezone
from functools import partial
from urllib.parse import urlsplit

import attrs

from disclosure_china.settings import ChinaSettings
from disclosure_core import Channel, LegalBasis, Message, PublicPage, Release, Site
from disclosure_core.publication.portal import show

PAGE_TAGS = LegalBasis(document="政府网站发展指引", number="国办发〔2017〕47号")
"""The convention of tags. Its annex was read in copies, not in the notice itself."""

CHANNELS = LegalBasis(document="政府信息公开条例", number="国令第711号", article="第二十三条")
"""The government site as a way to the public."""

HOME = "home"

DISCLOSURE_COLUMN = "信息公开目录"
"""The column type of a page that names none: what this system shows is the disclosure catalogue."""

DESCRIPTION_LENGTH = 100
"""Characters of an article's text that describe it (内容概述), as one city's rule has it."""

BEIJING_TIME = timezone(timedelta(hours=8))
"""The clock of official pages; one for the whole country, without summer time."""


def government_website(settings: ChinaSettings | None = None) -> Channel:
    """The public site with the national meta tags (政府网站).

    Its page is the proof: the portal shows the releases this channel holds a receipt for.
    """
    code = settings.site_identifier if settings else None
    return Channel(
        id="government-website",
        name=Message("Government website", package="disclosure_china"),
        kind="website",
        publish=show,
        withdraw=show,
        page_tags=partial(page_tags, site_identifier=code),
        basis=CHANNELS,
        replaces="core:portal",
    )


def page_tags(
    page: PublicPage, site: Site, *, site_identifier: str | None = None
) -> Iterable[tuple[str, str]]:
    """Name and content of each meta tag of ``page``, in the convention's order.

    Args:
        page: The page; its column, and its release where it is an article.
        site: Name and address of the site, and its identification code where it knows it.
        site_identifier: The identification code to use where ``site`` has none.
    """
    if site.identifier is None:
        site = attrs.evolve(site, identifier=site_identifier)
    tags = [*_site_tags(site)]
    if page.kind != HOME:
        tags += _column_tags(page)
    if page.release is not None:
        tags += _article_tags(page.release, site)
    return tuple((name, content) for name, content in tags if content)


def _site_tags(site: Site) -> Iterator[tuple[str, str]]:
    yield "SiteName", site.name
    yield "SiteDomain", urlsplit(site.address).hostname or ""
    yield "SiteIDCode", site.identifier or ""


def _column_tags(page: PublicPage) -> Iterator[tuple[str, str]]:
    yield "ColumnName", page.column
    yield "ColumnDescription", page.description
    yield "ColumnKeywords", ",".join(page.keywords) or page.column
    yield "ColumnType", page.column_type or DISCLOSURE_COLUMN


def _article_tags(release: Release, site: Site) -> Iterator[tuple[str, str]]:
    yield "ArticleTitle", release.title
    yield "PubDate", f"{release.published_at.astimezone(BEIJING_TIME):%Y-%m-%d %H:%M}"
    yield "ContentSource", release.agency or site.name
    yield "Description", " ".join(release.text.split())[:DESCRIPTION_LENGTH]
    yield "Url", site.release_address(release.id)

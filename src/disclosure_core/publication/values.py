"""Releases, channels, deliveries and receipts (发布)."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from attrs import field, frozen, validators

from disclosure_core.documents.values import Section
from disclosure_core.legal import ALWAYS, LegalBasis, Period
from disclosure_core.messages import Message


class ReleaseState(StrEnum):
    """What a release is now (发布状态)."""

    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


@frozen(kw_only=True)
class Release:
    """One immutable version of a reviewed document, given to the public (发布).

    ``digest`` is of the reviewed document; ``items`` the ids of the items it fulfils. A withdrawn
    release keeps title and number as its tombstone and loses its text. One with ``not_before`` is
    hidden until that instant (定时发布), which is then its ``published_at``.
    """

    id: str
    version: int
    document: str
    digest: str
    title: str
    text: str
    items: tuple[str, ...]
    published_at: datetime
    sections: tuple[Section, ...] = ()
    agency: str | None = None
    index_number: str | None = None
    document_number: str | None = None
    formed_on: date | None = None
    source: str | None = None
    state: ReleaseState = ReleaseState.PUBLISHED
    withdrawn_for: str | None = None
    not_before: datetime | None = None


@frozen(kw_only=True)
class Site:
    """The public site's name and address, as releases and feeds print them (站点)."""

    name: str
    address: str
    identifier: str | None = None

    def release_address(self, release: str) -> str:
        """Where the portal shows a release."""
        return f"{self.address.rstrip('/')}/documents/{release}"


@frozen(kw_only=True)
class ChannelContext:
    """What a channel is given: the site, a folder of its own, and the releases it shows now.

    ``standing`` yields the releases that this channel holds a receipt for and that are still
    published, newest first; the one being delivered is not among them.
    """

    site: Site
    folder: Path
    standing: Callable[[], Iterable[Release]]
    now: datetime


@frozen(kw_only=True)
class Receipt:
    """Proof that a channel took a delivery (回执): what it took, when, where it now stands."""

    address: str | None = None
    reference: str | None = None
    digest: str | None = None


class DeliveryAction(StrEnum):
    """What a delivery asks of a channel."""

    PUBLISH = "publish"
    WITHDRAW = "withdraw"


class DeliveryState(StrEnum):
    """Where a delivery is (投递状态)."""

    PENDING = "pending"
    DELIVERED = "delivered"
    SUPERSEDED = "superseded"
    """not sent: a later version or a withdrawal came first"""
    DEAD = "dead"
    """gave up after the last retry; a person must look"""


@frozen(kw_only=True)
class Delivery:
    """One entry of the outbox (投递): bring a release to a channel, at least once.

    ``key`` is the idempotency key: the same release version, action and channel is one delivery.
    """

    key: str
    release: str
    version: int
    channel: str
    action: DeliveryAction
    state: DeliveryState = DeliveryState.PENDING
    attempts: int = 0
    due_at: datetime
    receipt: Receipt | None = None
    delivered_at: datetime | None = None
    error: str | None = None


@frozen(kw_only=True)
class ChannelDifference:
    """A difference between a release and what the channel shows now."""

    release: str
    what: Message


@frozen(kw_only=True)
class PublicPage:
    """A page of the portal as its machine-readable tags describe it: its column, and its release.

    ``kind`` is ``home``, ``column`` or ``article``; an article has a release.
    """

    kind: str
    column: str
    description: str
    keywords: tuple[str, ...] = ()
    column_type: str | None = None
    release: Release | None = None


@frozen(kw_only=True)
class Channel:
    """A way to the public (公开渠道).

    ``publish`` and ``withdraw`` may be called again with the same release and must then change
    nothing (idempotent). One that raises is retried later; the other channels go on. ``withdraw``
    and ``verify`` are ``None`` where the channel cannot do it, and the office is told so.
    ``page_tags`` gives the name and content of the meta tags that a web channel puts on a page.
    """

    id: str
    name: Message
    kind: str
    publish: Callable[[Release, ChannelContext], Receipt] = field(
        validator=validators.is_callable()
    )
    withdraw: Callable[[Release, ChannelContext], Receipt] | None = None
    verify: Callable[[Release, ChannelContext], Iterable[ChannelDifference]] | None = None
    page_tags: Callable[[PublicPage, Site], Iterable[tuple[str, str]]] | None = None
    basis: LegalBasis
    in_force: Period = ALWAYS
    replaces: str | None = None

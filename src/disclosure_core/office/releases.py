"""Releases as they are read: by the actor, by the public, by what counts them.

Reads only. What is public is the same for everybody, whoever asks; releasing and withdrawing are
``office.publication``.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from attrs import frozen

from disclosure_core.access.public_view import public_view
from disclosure_core.access.values import Visibility
from disclosure_core.catalogue.values import Fulfilment
from disclosure_core.codec import structure
from disclosure_core.errors import NotAllowedError, NotFoundError
from disclosure_core.messages import Message
from disclosure_core.office.catalogue import OfficeCatalogue
from disclosure_core.office.desk import Desk
from disclosure_core.office.filters import release_filters
from disclosure_core.publication.fulfilling import fulfilments_of
from disclosure_core.publication.values import (
    Channel,
    Delivery,
    DeliveryAction,
    DeliveryState,
    PublicPage,
    Release,
    ReleaseState,
)
from disclosure_core.records.values import COUNTED, Condition, Page, Query, Rank

RELEASE = "core:release"
TOMBSTONE = "core:tombstone"


@frozen(kw_only=True)
class ReleasePage:
    """A page of releases, the cursor of the next one (``None`` on the last), and the count.

    ``total`` is counted up to 10,000: there may be more where it is that number.
    """

    releases: tuple[Release, ...]
    next: str | None
    total: int

    @property
    def counted_all(self) -> bool:
        """Whether ``total`` is all there are, and not where the count ended."""
        return self.total < COUNTED


@frozen
class OfficeReleases:
    """Releases and their deliveries (已发布信息)."""

    desk: Desk

    @property
    def channels(self) -> tuple[Channel, ...]:
        """The channels in force today."""
        return self.desk.registry.on(self.desk.today()).channels

    def deliveries(
        self, *, release: str | None = None, state: DeliveryState | None = None
    ) -> tuple[Delivery, ...]:
        """The outbox, oldest first: of one release, or in one state.

        An agency's staff see the deliveries of the releases that they see.

        Raises:
            NotAllowedError: the actor does not work here.
        """
        if not self.desk.actor.is_staff:
            raise NotAllowedError(Message("The outbox is for the office's staff."))
        found = self._deliveries(release=release, state=state)
        if self.desk.actor.is_office_staff:
            return found
        seen = {each for each in {one.release for one in found} if self._is_seen(each)}
        return tuple(each for each in found if each.release in seen)

    def _is_seen(self, release_id: str) -> bool:
        try:
            self.released(release_id)
        except NotFoundError:
            return False
        return True

    def released(self, release_id: str) -> Release:
        """A release that the actor may see; the public sees a withdrawn one's tombstone.

        Raises:
            NotFoundError: there is none that the actor may see.
        """
        try:
            record = self.desk.store.get(RELEASE, release_id, visible=self.desk.visible)
        except NotFoundError:
            record = self.desk.store.get(TOMBSTONE, release_id, visible=self.desk.visible)
        return structure(record.body, Release)

    def public_view(self, release_id: str) -> dict[str, Any]:
        """What the public sees of a release, or of its tombstone, as JSON values.

        Raises:
            NotFoundError: there is none that is public.
        """
        public = frozenset({Visibility.PUBLIC.value})
        try:
            record = self.desk.store.get(RELEASE, release_id, visible=public)
        except NotFoundError:
            record = self.desk.store.get(TOMBSTONE, release_id, visible=public)
        return public_view(record, self.desk.store.kinds[record.kind])

    def of_document(self, document_id: str) -> Release | None:
        """The release of a document; ``None`` where it was never released or is not to be seen."""
        found = self.find(where={"document": document_id}, limit=1).records
        return structure(found[0].body, Release) if found else None

    def find(
        self,
        *,
        search: str | None = None,
        where: Mapping[str, Condition] | None = None,
        limit: int = 20,
        after: str | None = None,
    ) -> Page:
        """Releases that the actor may see, newest first, with all words of ``search``."""
        query = Query(
            kind=RELEASE,
            search=search or None,
            where=where or {},
            limit=limit,
            after=after,
            count_to=COUNTED,
        )
        return self.desk.store.find(query, visible=self.desk.visible)

    def published(
        self,
        *,
        search: str | None = None,
        item: str | None = None,
        domain: str | None = None,
        agency: str | None = None,
        region: str | None = None,
        since: date | None = None,
        until: date | None = None,
        rank: Rank = Rank.NEWEST,
        limit: int = 20,
        after: str | None = None,
    ) -> ReleasePage:
        """A page of what the public sees now, newest first: with these words, of these alone.

        Withdrawn releases and those that no channel has taken yet are not among them, whoever asks.

        Args:
            search: Words that must all be there.
            item: The id of an item they fulfil.
            domain: Id or name of a domain of which they fulfil an item.
            agency: Id or any name of their agency.
            region: Id or name of the region whose agency theirs is, or in which it lies.
            since: Released on this day or later.
            until: Released on this day or earlier.
            rank: By relevance, of a search: the best among its newest 1,000 answers first.
            limit: Releases on a page.
            after: The cursor that the last page gave.

        Raises:
            DataError: the search is too long, the days are the wrong way round, or the cursor is
                of another question.
            NotFoundError: no such domain or region.
            StoreError: relevance is asked for without words.
        """
        filters = release_filters(
            self.desk,
            item=item,
            domain=domain,
            agency=agency,
            region=region,
            since=since,
            until=until,
        )
        query = Query(
            kind=RELEASE,
            search=search,
            where={"state": ReleaseState.PUBLISHED.value, **filters},
            rank=rank,
            limit=limit,
            after=after,
            count_to=COUNTED,
        )
        page = self.desk.store.find(query, visible=frozenset({Visibility.PUBLIC}))
        return ReleasePage(
            releases=tuple(structure(record.body, Release) for record in page.records),
            next=page.next,
            total=page.total or 0,
        )

    def standing(self) -> Iterator[Release]:
        """All releases that are public now and not withdrawn, newest first, read as asked for."""
        query = Query(kind=RELEASE, where={"state": ReleaseState.PUBLISHED.value})
        public = frozenset({Visibility.PUBLIC.value})
        return (
            structure(record.body, Release)
            for record in self.desk.store.each(query, visible=public)
        )

    def standing_on(self, channel: str) -> Iterator[Release]:
        """The releases that a channel gave a receipt for and that still stand, newest first."""
        return (each for each in self.standing() if channel in self._taken_by(each.id))

    def fulfilments(self) -> tuple[Fulfilment, ...]:
        """Which public release fulfils which item, by each channel that took it."""
        key = (self.desk.today(), self.desk.visible, self.desk.journal_head())
        return self.desk.memory.recall("fulfilments", key, lambda: tuple(self._fulfilments()))

    def _fulfilments(self) -> Iterator[Fulfilment]:
        taken: dict[tuple[str, int], set[str]] = {}
        for each in self._deliveries(state=DeliveryState.DELIVERED):
            if each.action is DeliveryAction.PUBLISH:
                taken.setdefault((each.release, each.version), set()).add(each.channel)
        catalogue = OfficeCatalogue(self.desk).current()

        def required(item: str) -> tuple[str, ...]:
            found = catalogue.item(item)
            return found.item.content if found else ()

        return fulfilments_of(
            (version for release in self.standing() for version in self._versions(release)),
            {key: sorted(channels) for key, channels in taken.items()},
            {each.id: each.kind for each in self.desk.registry.channels},
            required,
        )

    def _versions(self, release: Release) -> tuple[Release, ...]:
        """A release and the versions it corrected."""
        if release.version == 1:
            return (release,)
        kept = self.desk.store.history(RELEASE, release.id, visible=self.desk.visible)
        read = (structure(each.body, Release) for each in kept)
        versions = {each.version: each for each in read if each.state is ReleaseState.PUBLISHED}
        return tuple({**versions, release.version: release}.values())

    def _taken_by(self, release_id: str) -> tuple[str, ...]:
        """The channels that gave a receipt for a release, by id."""
        taken = {
            delivery.channel
            for delivery in self._deliveries(release=release_id, state=DeliveryState.DELIVERED)
            if delivery.action is DeliveryAction.PUBLISH
        }
        return tuple(sorted(taken))

    def page_tags(self, page: PublicPage) -> tuple[tuple[str, str], ...]:
        """The meta tags that the web channels in force put on a page."""
        return tuple(
            tag
            for channel in self.channels
            if channel.page_tags is not None
            for tag in channel.page_tags(page, self.desk.settings.site)
        )

    def channel(self, id: str) -> Channel:
        """The channel of that id.

        Raises:
            NotFoundError: none of that id is in force.
        """
        for channel in self.channels:
            if channel.id == id:
                return channel
        raise NotFoundError(Message("There is no channel {id}.", id=id))

    def _deliveries(
        self, *, release: str | None = None, state: DeliveryState | None = None
    ) -> tuple[Delivery, ...]:
        return tuple(
            structure(entry.body, Delivery)
            for entry in self.desk.store.deliveries(release=release, state=state)
        )

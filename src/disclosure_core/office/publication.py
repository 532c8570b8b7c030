"""The office's publication: releasing, withdrawing, and what the public sees.

Bringing releases to their channels is ``office.delivery``.
"""

from collections.abc import Iterable, Iterator

from attrs import frozen

from disclosure_core.access.values import Role, Visibility
from disclosure_core.catalogue.values import Fulfilment
from disclosure_core.codec import structure, unstructure
from disclosure_core.documents.values import Document
from disclosure_core.errors import NotAllowedError, NotFoundError
from disclosure_core.messages import Message
from disclosure_core.office.catalogue import OfficeCatalogue
from disclosure_core.office.desk import Desk
from disclosure_core.office.documents import DOCUMENT
from disclosure_core.office.review import OfficeReview
from disclosure_core.publication.deliveries import deliveries_of
from disclosure_core.publication.fulfilling import fulfilments_of
from disclosure_core.publication.releasing import release_of, tombstone_of
from disclosure_core.publication.values import (
    Channel,
    Delivery,
    DeliveryAction,
    DeliveryState,
    PublicPage,
    Release,
    ReleaseState,
)
from disclosure_core.records.ids import new_id
from disclosure_core.records.store import Transaction
from disclosure_core.records.values import COUNTED, Page, Query
from disclosure_core.review.values import Decision

RELEASE = "core:release"
TOMBSTONE = "core:tombstone"


@frozen(kw_only=True)
class ReleasePage:
    """A page of releases, the cursor of the next one (``None`` on the last), and the count."""

    releases: tuple[Release, ...]
    next: str | None
    total: int


@frozen
class OfficePublication:
    """Releasing and withdrawing (发布)."""

    desk: Desk

    @property
    def channels(self) -> tuple[Channel, ...]:
        """The channels in force today."""
        return self.desk.registry.on(self.desk.today()).channels

    def release(self, document_id: str, *, channels: Iterable[str] | None = None) -> Release:
        """Release a reviewed document: kept, and put into the outbox, in one transaction.

        It becomes public with its first receipt, when the worker has delivered it. A second
        release of one document is its next version; after a withdrawal it is a new release, so
        that what was taken back stays hidden.

        Args:
            document_id: The document.
            channels: Ids of channels; all in force where none are named.

        Raises:
            NotAllowedError: the actor is no publisher, or the document as it is now was not
                approved.
            NotFoundError: no such document, or no such channel.
        """
        self.desk.require(Role.PUBLISHER)
        wanted = self._channel_ids(channels)
        with self.desk.store.transaction(self.desk.change("release")) as transaction:
            release = self._next_release(document_id)
            transaction.put(
                RELEASE, release.id, unstructure(release), visibility=self._visibility(release.id)
            )
            _enqueue(
                transaction,
                deliveries_of(release, DeliveryAction.PUBLISH, wanted, now=self.desk.now()),
            )
        return release

    def _next_release(self, document_id: str) -> Release:
        """The release that an approved document would now become."""
        record = self.desk.store.get(DOCUMENT, document_id, visible=self.desk.visible)
        review = OfficeReview(self.desk).of(document_id)
        if review is None or review.decision is not Decision.APPROVED:
            raise NotAllowedError(
                Message("The document as it is now was not approved."),
                fix=Message("review and approve it first; any change of the text needs both anew."),
            )
        earlier = self.of_document(document_id)
        if earlier is not None and earlier.state is ReleaseState.WITHDRAWN:
            earlier = None
        return release_of(
            structure(record.body, Document),
            id=earlier.id if earlier else new_id(self.desk.now()),
            document_id=document_id,
            digest=record.digest,
            now=self.desk.now(),
            version=earlier.version + 1 if earlier else 1,
        )

    def withdraw(self, release_id: str, *, ground: str) -> Release:
        """Take a release back from every channel.

        The release and all its versions are hidden from the public at once; where it was public,
        a tombstone with title and ground stays in its place.

        Raises:
            NotAllowedError: the actor is no publisher.
            NotFoundError: no such release.
        """
        self.desk.require(Role.PUBLISHER)
        with self.desk.store.transaction(self.desk.change(f"withdrawal: {ground}")) as transaction:
            record = self.desk.store.get(RELEASE, release_id, visible=self.desk.visible)
            tombstone = tombstone_of(structure(record.body, Release), ground=ground)
            body = unstructure(tombstone)
            transaction.put(RELEASE, release_id, body, visibility=Visibility.STAFF)
            if record.visibility == Visibility.PUBLIC:
                transaction.put(TOMBSTONE, release_id, body, visibility=Visibility.PUBLIC)
            _enqueue(transaction, self._withdrawals(tombstone))
        return tombstone

    def _withdrawals(self, tombstone: Release) -> tuple[Delivery, ...]:
        """Deliveries to the channels that were sent the release and can take it back."""
        reached = {
            delivery.channel
            for delivery in self._deliveries(release=tombstone.id)
            if delivery.action is DeliveryAction.PUBLISH
        }
        able = [each.id for each in self.channels if each.id in reached and each.withdraw]
        return deliveries_of(tombstone, DeliveryAction.WITHDRAW, able, now=self.desk.now())

    def deliveries(
        self, *, release: str | None = None, state: DeliveryState | None = None
    ) -> tuple[Delivery, ...]:
        """The outbox, oldest first: of one release, or in one state.

        Raises:
            NotAllowedError: the actor does not work here.
        """
        if not self.desk.actor.is_staff:
            raise NotAllowedError(Message("The outbox is for the office's staff."))
        return self._deliveries(release=release, state=state)

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

    def of_document(self, document_id: str) -> Release | None:
        """The release of a document; ``None`` where it was never released or is not to be seen."""
        found = self.find(where={"document": document_id}, limit=1).records
        return structure(found[0].body, Release) if found else None

    def find(
        self,
        *,
        search: str | None = None,
        where: dict[str, str | int | bool | None] | None = None,
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
        limit: int = 20,
        after: str | None = None,
    ) -> ReleasePage:
        """A page of what the public sees now, newest first: with these words, for this item.

        Withdrawn releases and those that no channel has taken yet are not among them, whoever asks.

        Args:
            search: Words that must all be there.
            item: The id of an item they fulfil.
            limit: Releases on a page.
            after: The cursor that the last page gave.

        Raises:
            DataError: the search is too long, or the cursor is of another question.
        """
        where: dict[str, str | int | bool | None] = {"state": ReleaseState.PUBLISHED.value}
        if item is not None:
            where["items"] = item
        query = Query(
            kind=RELEASE, search=search, where=where, limit=limit, after=after, count_to=COUNTED
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
        key = self.desk.journal_head()
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

    def _channel_ids(self, channels: Iterable[str] | None) -> tuple[str, ...]:
        wanted = [each.id for each in self.channels] if channels is None else list(channels)
        return tuple(self.channel(each).id for each in wanted)

    def _visibility(self, release_id: str) -> str:
        """A release that is public already stays public."""
        try:
            return self.desk.store.get(RELEASE, release_id, visible=self.desk.visible).visibility
        except NotFoundError:
            return Visibility.STAFF

    def _deliveries(
        self, *, release: str | None = None, state: DeliveryState | None = None
    ) -> tuple[Delivery, ...]:
        return tuple(
            structure(entry.body, Delivery)
            for entry in self.desk.store.deliveries(release=release, state=state)
        )


def _enqueue(transaction: Transaction, deliveries: Iterable[Delivery]) -> None:
    for delivery in deliveries:
        transaction.enqueue(
            delivery.key,
            unstructure(delivery),
            release=delivery.release,
            due_at=delivery.due_at,
        )

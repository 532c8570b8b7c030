"""The office's publication: releasing and withdrawing.

What becomes of releases is read in ``office.releases``; ``office.delivery`` brings them to their
channels.
"""

from collections.abc import Iterable
from datetime import datetime

from attrs import frozen

from disclosure_core.access.permissions import Permission
from disclosure_core.access.values import Visibility, agency_label, agency_of
from disclosure_core.codec import structure, unstructure
from disclosure_core.documents.values import Document
from disclosure_core.errors import DataError, NotAllowedError
from disclosure_core.messages import Message
from disclosure_core.office.agencies import agency_id
from disclosure_core.office.documents import DOCUMENT
from disclosure_core.office.gate import ReleaseGate
from disclosure_core.office.releases import RELEASE, TOMBSTONE, OfficeReleases
from disclosure_core.office.review import OfficeReview
from disclosure_core.publication.deliveries import deliveries_of
from disclosure_core.publication.releasing import release_of, tombstone_of
from disclosure_core.publication.values import (
    Delivery,
    DeliveryAction,
    Release,
    ReleaseState,
)
from disclosure_core.records.ids import new_id
from disclosure_core.records.store import Transaction
from disclosure_core.records.values import Record
from disclosure_core.review.values import Decision


@frozen
class OfficePublication(OfficeReleases):
    """Releasing and withdrawing (发布), and all that is asked of releases."""

    def release(
        self,
        document_id: str,
        *,
        channels: Iterable[str] | None = None,
        not_before: datetime | None = None,
    ) -> Release:
        """Release a reviewed document: kept, and put into the outbox, in one transaction.

        It becomes public with its first receipt, when the worker has delivered it. A second
        release of one document is its next version; after a withdrawal it is a new release, so
        that what was taken back stays hidden.

        Args:
            document_id: The document.
            channels: Ids of channels; all in force where none are named.
            not_before: The instant, timezone-aware, before which no channel is told and nobody
                outside sees it (定时发布); at once where none is named.

        Raises:
            NotAllowedError: the actor is no publisher of its agency, the document as it is now was
                not approved or is not open to all, or a correction of what is public is to wait.
            NotFoundError: no such document, or no such channel.
            DataError: the instant has no offset, or is past.
        """
        self.desk.permit_somewhere(Permission.RELEASE)
        wanted = self._channel_ids(channels)
        not_before = self._local_instant(not_before)
        with self.desk.store.transaction(self.desk.change("release")) as transaction:
            release, visibility = self._next_release(document_id, not_before)
            transaction.put(RELEASE, release.id, unstructure(release), visibility=visibility)
            _enqueue(
                transaction,
                deliveries_of(
                    release, DeliveryAction.PUBLISH, wanted, now=not_before or self.desk.now()
                ),
            )
        return release

    def _local_instant(self, not_before: datetime | None) -> datetime | None:
        """The instant in the office's time zone, whose day the release is published on.

        Raises:
            DataError: it has no offset, or is past.
        """
        if not_before is None:
            return None
        if not_before.tzinfo is None:
            raise DataError(
                Message("{instant} has no offset from UTC.", instant=not_before.isoformat()),
                fix=Message("write it as 2026-12-01T09:00+08:00."),
            )
        if not_before <= self.desk.now():
            raise DataError(
                Message("{instant} is past.", instant=not_before.isoformat(timespec="minutes")),
                fix=Message("name a later instant, or none to release at once."),
            )
        return not_before.astimezone(self.desk.now().tzinfo)

    def _next_release(self, document_id: str, not_before: datetime | None) -> tuple[Release, str]:
        """The release that an approved document would now become, and who may see it yet."""
        record = self.desk.store.get(DOCUMENT, document_id, visible=self.desk.visible)
        self.desk.permit(Permission.RELEASE, agency_of(record.visibility))
        review = OfficeReview(self.desk).of(document_id)
        if review is None or review.decision is not Decision.APPROVED:
            raise NotAllowedError(
                Message("The document as it is now was not approved."),
                fix=Message("review and approve it first; any change of the text needs both anew."),
            )
        ReleaseGate(self.desk).refuse(record)
        earlier = self.of_document(document_id)
        if earlier is not None and earlier.state is ReleaseState.WITHDRAWN:
            earlier = None
        visibility = self._visibility(earlier.id) if earlier else record.visibility
        if not_before is not None and visibility == Visibility.PUBLIC:
            raise NotAllowedError(
                Message("A correction of what is public cannot wait."),
                fix=Message("release it at once, or withdraw what is public first."),
            )
        release = release_of(
            structure(record.body, Document),
            id=earlier.id if earlier else new_id(self.desk.now()),
            document_id=document_id,
            digest=record.digest,
            now=self.desk.now(),
            version=earlier.version + 1 if earlier else 1,
            not_before=not_before,
        )
        return release, record.visibility if visibility != Visibility.PUBLIC else visibility

    def withdraw(self, release_id: str, *, ground: str) -> Release:
        """Take a release back from every channel.

        The release and all its versions are hidden from the public at once; where it was public,
        a tombstone with title and ground stays in its place.

        Raises:
            NotAllowedError: the actor is no publisher of its agency.
            NotFoundError: no such release.
        """
        self.desk.permit_somewhere(Permission.WITHDRAW)
        with self.desk.store.transaction(self.desk.change(f"withdrawal: {ground}")) as transaction:
            record = self.desk.store.get(RELEASE, release_id, visible=self.desk.visible)
            tombstone = tombstone_of(structure(record.body, Release), ground=ground)
            agency = self._agency_of(record, tombstone)
            self.desk.permit(Permission.WITHDRAW, agency)
            body = unstructure(tombstone)
            transaction.put(RELEASE, release_id, body, visibility=agency_label(agency))
            if record.visibility == Visibility.PUBLIC:
                transaction.put(TOMBSTONE, release_id, body, visibility=Visibility.PUBLIC)
            _enqueue(transaction, self._withdrawals(tombstone))
        return tombstone

    def _agency_of(self, record: Record, release: Release) -> str | None:
        """Whose a release is: what is public says it by the agency it names."""
        if record.visibility == Visibility.PUBLIC:
            return agency_id(self.desk, release.agency)
        return agency_of(record.visibility)

    def _withdrawals(self, tombstone: Release) -> tuple[Delivery, ...]:
        """Deliveries to the channels that were sent the release and can take it back.

        A channel whose delivery is not due yet has heard nothing, and is told nothing.
        """
        now = self.desk.now()
        reached = {
            delivery.channel
            for delivery in self._deliveries(release=tombstone.id)
            if delivery.action is DeliveryAction.PUBLISH
            and (delivery.due_at <= now or delivery.attempts)
        }
        able = [each.id for each in self.channels if each.id in reached and each.withdraw]
        return deliveries_of(tombstone, DeliveryAction.WITHDRAW, able, now=self.desk.now())

    def _channel_ids(self, channels: Iterable[str] | None) -> tuple[str, ...]:
        wanted = [each.id for each in self.channels] if channels is None else list(channels)
        return tuple(self.channel(each).id for each in wanted)

    def _visibility(self, release_id: str) -> str:
        """A release that is public already stays public."""
        return self.desk.store.get(RELEASE, release_id, visible=self.desk.visible).visibility


def _enqueue(transaction: Transaction, deliveries: Iterable[Delivery]) -> None:
    for delivery in deliveries:
        transaction.enqueue(
            delivery.key,
            unstructure(delivery),
            release=delivery.release,
            due_at=delivery.due_at,
        )

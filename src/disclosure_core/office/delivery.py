"""The worker that brings releases to their channels, and the folder each channel writes to.

Safe beside other workers and against being killed at any instant: a delivery is claimed with a
lease, and sent again where nobody wrote down how it ended.
"""

import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from attrs import evolve, frozen

from disclosure_core.access.permissions import Permission
from disclosure_core.access.values import Visibility
from disclosure_core.codec import structure, unstructure
from disclosure_core.errors import NotAllowedError, StaleVersionError
from disclosure_core.messages import Message
from disclosure_core.office.desk import Desk
from disclosure_core.office.publication import OfficePublication
from disclosure_core.office.releases import RELEASE
from disclosure_core.publication.deliveries import delivered, failed
from disclosure_core.publication.values import (
    Channel,
    ChannelContext,
    Delivery,
    DeliveryAction,
    DeliveryState,
    Receipt,
    Release,
)
from disclosure_core.records.values import Claim

LEASE = timedelta(minutes=5)
"""How long a worker may hold a delivery; one that was killed loses it after that."""


@frozen
class OfficeDelivery:
    """Working through the outbox (投递)."""

    desk: Desk

    @property
    def publication(self) -> OfficePublication:
        """The releases that are delivered."""
        return OfficePublication(self.desk)

    def run(self, *, limit: int = 100) -> Iterator[Delivery]:
        """Bring what is due to its channels, one by one, answering what became of each.

        A channel that raises has its delivery tried again later; the others go on.

        Args:
            limit: Deliveries at most.

        Raises:
            NotAllowedError: the actor is no publisher of the whole office.
        """
        self.desk.permit(Permission.DELIVER)
        for _ in range(limit):
            now = self.desk.now()
            claims = self.desk.store.claim(now=now, lease_until=now + LEASE)
            if not claims:
                return
            settled = self._deliver(claims[0])
            if settled is not None:
                yield settled

    def folder(self, channel: str) -> Path:
        """The folder in which a channel keeps its files."""
        return self.desk.settings.folder / "channels" / channel.replace(":", "-")

    def _deliver(self, claim: Claim) -> Delivery | None:
        """What became of a delivery; ``None`` where another worker took it over meanwhile."""
        delivery = structure(claim.body, Delivery)
        release = self.publication.released(delivery.release)
        if _superseded(delivery, release):
            settled = evolve(delivery, state=DeliveryState.SUPERSEDED)
        else:
            settled = self._sent(delivery, release)
        try:
            self._settle(claim, settled)
        except StaleVersionError:
            return None
        return settled

    def _sent(self, delivery: Delivery, release: Release) -> Delivery:
        try:
            receipt = self._handed_over(delivery, release)
        except Exception as error:  # whatever a channel does, the other deliveries go on
            return failed(
                delivery,
                type(error).__name__,
                now=self.desk.now(),
                jitter=random.random(),  # noqa: S311 - spreads retries, guards nothing
            )
        return delivered(delivery, receipt, now=self.desk.now())

    def _handed_over(self, delivery: Delivery, release: Release) -> Receipt:
        channel = self.publication.channel(delivery.channel)
        send = channel.publish if delivery.action is DeliveryAction.PUBLISH else channel.withdraw
        if send is None:
            raise NotAllowedError(
                Message("The channel {channel} cannot withdraw.", channel=channel.id)
            )
        return send(release, self._context(channel))

    def _context(self, channel: Channel) -> ChannelContext:
        return ChannelContext(
            site=self.desk.settings.site,
            folder=self.folder(channel.id),
            standing=lambda: self.publication.standing_on(channel.id),
            now=self.desk.now(),
        )

    def _settle(self, claim: Claim, delivery: Delivery) -> None:
        """Write back what became of a delivery; the first receipt makes its release public."""
        why = f"{delivery.action.value} on {delivery.channel}: {delivery.state.value}"
        with self.desk.store.transaction(self.desk.change(why)) as transaction:
            transaction.settle(
                claim, unstructure(delivery), state=delivery.state, due_at=delivery.due_at
            )
            published = delivery.action is DeliveryAction.PUBLISH
            if published and delivery.state is DeliveryState.DELIVERED:
                record = self.desk.store.get(RELEASE, delivery.release, visible=self.desk.visible)
                if record.visibility != Visibility.PUBLIC:
                    transaction.put(
                        RELEASE,
                        record.id,
                        record.body,
                        visibility=Visibility.PUBLIC,
                        expected_version=record.version,
                    )


def _superseded(delivery: Delivery, release: Release) -> bool:
    """Whether a later version or a withdrawal has made this delivery pointless."""
    if delivery.action is DeliveryAction.WITHDRAW:
        return False
    return release.version != delivery.version or release.withdrawn_for is not None

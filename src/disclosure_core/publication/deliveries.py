"""What to send, when to try again, when to give up.

At least once: a delivery that may have reached its channel is sent again, and channels must bear
that. Pure functions; claiming is the store's, calling the channel the office's.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

import attrs
from attrs import frozen

from disclosure_core.publication.values import (
    Delivery,
    DeliveryAction,
    DeliveryState,
    Receipt,
    Release,
)


@frozen(kw_only=True)
class RetryPolicy:
    """How often and how soon a failed delivery is tried again.

    The pause doubles from ``first_pause`` up to ``longest_pause``; after ``attempts`` failures the
    delivery is dead and waits for a person.
    """

    attempts: int = 8
    first_pause: timedelta = timedelta(seconds=30)
    longest_pause: timedelta = timedelta(hours=6)


DEFAULT_RETRY = RetryPolicy()

_DOUBLINGS = 16  # past this any pause is above the longest; more would overflow a timedelta


def deliveries_of(
    release: Release, action: DeliveryAction, channels: Iterable[str], *, now: datetime
) -> tuple[Delivery, ...]:
    """One delivery for each channel, due at ``now``."""
    return tuple(
        Delivery(
            key=f"{release.id}:{release.version}:{action}:{channel}",
            release=release.id,
            version=release.version,
            channel=channel,
            action=action,
            due_at=now,
        )
        for channel in channels
    )


def delivered(delivery: Delivery, receipt: Receipt, *, now: datetime) -> Delivery:
    """The delivery with its receipt."""
    return attrs.evolve(
        delivery,
        state=DeliveryState.DELIVERED,
        attempts=delivery.attempts + 1,
        receipt=receipt,
        delivered_at=now,
        error=None,
    )


def failed(
    delivery: Delivery,
    error: str,
    *,
    now: datetime,
    jitter: float = 0.0,
    policy: RetryPolicy = DEFAULT_RETRY,
) -> Delivery:
    """The delivery after a failure: due again later, or dead.

    Args:
        delivery: As it was claimed.
        error: One line for the status page; holds no personal data.
        now: The instant of the failure.
        jitter: From 0 to 1: lengthens the pause by up to a half, so that many failed deliveries
            do not all come back at once.
        policy: Pauses and number of attempts.
    """
    attempts = delivery.attempts + 1
    pause = min(policy.first_pause * 2 ** min(attempts - 1, _DOUBLINGS), policy.longest_pause)
    return attrs.evolve(
        delivery,
        state=DeliveryState.DEAD if attempts >= policy.attempts else DeliveryState.PENDING,
        attempts=attempts,
        due_at=now + pause * (1 + jitter / 2),
        error=error,
    )

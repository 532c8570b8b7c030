"""When a delivery is tried again, and when it is given up."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from disclosure_core.publication.deliveries import (
    RetryPolicy,
    delivered,
    deliveries_of,
    failed,
)
from disclosure_core.publication.values import DeliveryAction, DeliveryState, Receipt, Release

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
RELEASE = Release(
    id="r1",
    version=1,
    document="d1",
    digest="sha256:1",
    title="通知",
    text="正文",
    items=(),
    published_at=NOW,
)
(FIRST,) = deliveries_of(RELEASE, DeliveryAction.PUBLISH, ["core:portal"], now=NOW)


def test_each_channel_gets_one_delivery_due_at_once():
    made = deliveries_of(RELEASE, DeliveryAction.PUBLISH, ["core:portal", "core:atom"], now=NOW)
    assert [(each.channel, each.due_at) for each in made] == [
        ("core:portal", NOW),
        ("core:atom", NOW),
    ]


def test_the_same_release_version_action_and_channel_have_one_key():
    again = deliveries_of(RELEASE, DeliveryAction.PUBLISH, ["core:portal"], now=NOW)
    assert again[0].key == FIRST.key


def test_publishing_and_withdrawing_are_two_deliveries():
    (withdrawal,) = deliveries_of(RELEASE, DeliveryAction.WITHDRAW, ["core:portal"], now=NOW)
    assert withdrawal.key != FIRST.key


def test_a_failed_delivery_waits_twice_as_long_each_time():
    second = failed(FIRST, "no answer", now=NOW)
    third = failed(second, "no answer", now=NOW)
    assert second.due_at - NOW == timedelta(seconds=30)
    assert third.due_at - NOW == timedelta(seconds=60)


def test_after_the_last_attempt_a_delivery_is_dead():
    delivery = FIRST
    for _ in range(8):
        delivery = failed(delivery, "no answer", now=NOW)
    assert delivery.state is DeliveryState.DEAD


def test_a_delivery_keeps_its_receipt_and_loses_its_error():
    done = delivered(failed(FIRST, "no answer", now=NOW), Receipt(address="https://x"), now=NOW)
    assert (done.state, done.error, done.receipt.address) == (
        DeliveryState.DELIVERED,
        None,
        "https://x",
    )


@given(st.integers(0, 200), st.floats(0, 1))
def test_a_pause_is_never_longer_than_the_longest_and_its_jitter(attempts, jitter):
    policy = RetryPolicy(attempts=500)
    delivery = FIRST
    for _ in range(attempts):
        delivery = failed(delivery, "x", now=NOW, policy=policy)
    pause = failed(delivery, "x", now=NOW, jitter=jitter, policy=policy).due_at - NOW
    assert timedelta(seconds=30) <= pause <= policy.longest_pause * 1.5

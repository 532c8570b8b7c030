"""A release that is held back: hidden through every door until its instant, then public."""

from datetime import UTC, date, datetime, timedelta

import pytest

from disclosure_core.access.values import PUBLIC
from disclosure_core.documents.values import Document
from disclosure_core.errors import DataError, NotAllowedError, NotFoundError
from disclosure_core.publication.values import DeliveryState

AT = datetime(2026, 12, 1, 1, 0, tzinfo=UTC)


@pytest.fixture
def approved(office):
    item = office.catalogue.current().items[0].item
    id = office.documents.draft(Document(title="定时公告", text="届时公开。", items=(item.id,)))
    office.review.check(id)
    office.review.approve(id, reason="测试")
    return id


@pytest.fixture
def held(office, approved):
    return office.publication.release(approved, not_before=AT)


def public(office):
    return office.as_actor(PUBLIC).publication


def test_it_is_hidden_until_its_instant_whatever_the_worker_does(office, held, clock):
    for hours in (0, 1, 24 * 6):
        clock.pass_by(hours=hours)
        assert list(office.delivery.run()) == []
        with pytest.raises(NotFoundError):
            public(office).released(held.id)
        assert public(office).published(search="定时公告").total == 0
        assert list(public(office).standing()) == []
    feed = office.delivery.folder("core:atom") / "feed.atom"
    assert not feed.exists() or "定时公告" not in feed.read_text("utf-8")


def test_the_worker_makes_it_public_from_its_instant_on(office, held, clock):
    clock.now = AT
    assert {each.state for each in office.delivery.run()} == {DeliveryState.DELIVERED}
    assert public(office).released(held.id).published_at == AT
    assert [each.id for each in public(office).published(search="定时公告").releases] == [held.id]


def test_the_journal_says_when_it_was_released_and_when_it_became_public(office, held, clock):
    clock.now = AT + timedelta(minutes=5)
    list(office.delivery.run())
    entries = [each for each in office.store.journal() if each.id == held.id]
    assert [each.visibility for each in entries] == ["staff", "public"]
    assert entries[1].at == AT + timedelta(minutes=5)


def test_one_that_is_withdrawn_before_its_instant_never_was_public(office, held, clock):
    office.publication.withdraw(held.id, ground="内容有误")
    clock.now = AT
    states = {each.state for each in office.delivery.run()}
    assert states == {DeliveryState.SUPERSEDED}
    with pytest.raises(NotFoundError):
        public(office).released(held.id)


def test_its_day_is_the_offices_whatever_offset_its_instant_was_given_with(office, approved, clock):
    before_midnight = datetime(2026, 11, 30, 16, 30, tzinfo=UTC)
    release = office.publication.release(approved, not_before=before_midnight)
    assert release.published_at == before_midnight
    clock.now = before_midnight
    list(office.delivery.run())
    day = date(2026, 12, 1)
    assert office.publication.published(since=day, until=day).total == 1
    assert {each.published_on for each in office.publication.fulfilments()} == {day}


def test_a_correction_of_what_is_public_cannot_wait(office, approved):
    release = office.publication.release(approved)
    list(office.delivery.run())
    with pytest.raises(NotAllowedError, match="correction"):
        office.publication.release(approved, not_before=AT)
    assert public(office).released(release.id).version == 1


@pytest.mark.parametrize("instant", [datetime(2026, 12, 1, 9), datetime(2026, 11, 1, tzinfo=UTC)])  # noqa: DTZ001
def test_an_instant_without_offset_or_in_the_past_is_refused(office, approved, instant):
    with pytest.raises(DataError):
        office.publication.release(approved, not_before=instant)

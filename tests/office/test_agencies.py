"""Drafts, reviews and releases of an agency: its staff reach them, another agency's do not."""

import pytest
from attrs import evolve

from disclosure_core.access.values import PUBLIC, Actor, AgencyRole, Role
from disclosure_core.documents.values import Document
from disclosure_core.errors import NotAllowedError, NotFoundError

EVERY_ROLE = tuple(each for each in Role if each not in (Role.READER, Role.EVALUATOR))


@pytest.fixture
def agencies(office):
    first, second, *_ = office.registry.on(office.today()).organisation.agencies
    return first, second


@pytest.fixture
def own(office, agencies):
    """The office as somebody with every role at the first agency sees it."""
    return _at(office, agencies[0].id)


@pytest.fixture
def other(office, agencies):
    return _at(office, agencies[1].id)


def _at(office, agency):
    held = [AgencyRole(agency=agency, role=each) for each in EVERY_ROLE]
    return office.as_actor(Actor(name=f"人@{agency}", at=held))


@pytest.fixture
def document(office, agencies):
    item = office.catalogue.current().items[0].item
    return Document(title="部门公告", text="正文", items=(item.id,), agency=agencies[0].name)


@pytest.fixture
def draft(own, document):
    return own.documents.draft(document)


def test_an_agencys_draft_is_seen_found_and_counted_by_its_staff_and_the_whole_office(
    office, own, other, draft
):
    for seen in (office, own):
        assert seen.documents.document(draft).title == "部门公告"
        assert [each.id for each in seen.documents.newest().records] == [draft]
    assert other.documents.newest().records == ()
    assert other.documents.newest().total == 0
    assert office.as_actor(PUBLIC).documents.newest().total == 0


def every_change(office, id, document):
    return {
        "change": lambda: office.documents.change(id, document, read_version=1),
        "check": lambda: office.review.check(id),
        "approve": lambda: office.review.approve(id, reason="可以"),
        "reject": lambda: office.review.reject(id, reason="不可以"),
        "release": lambda: office.publication.release(id),
    }


@pytest.mark.parametrize("name", ["change", "check", "approve", "reject", "release"])
def test_whatever_is_done_with_another_agencys_draft_answers_as_if_it_were_not_there(
    own, other, draft, agencies, document, name
):
    own.review.check(draft)
    foreign = evolve(document, agency=agencies[1].name)
    head = other.store.head()
    with pytest.raises(NotFoundError) as hidden:
        every_change(other, draft, foreign)[name]()
    with pytest.raises(NotFoundError) as absent:
        every_change(other, "no-such", foreign)[name]()
    assert str(hidden.value).replace(draft, "no-such") == str(absent.value)
    assert other.store.head() == head


def test_staff_of_one_agency_take_their_document_the_whole_way(office, own, other, draft):
    own.review.check(draft)
    own.review.approve(draft, reason="可以")
    release = own.publication.release(draft)
    assert own.publication.deliveries()
    assert other.publication.deliveries() == ()
    with pytest.raises(NotFoundError):
        other.publication.released(release.id)
    list(office.delivery.run())
    assert other.publication.released(release.id).title == "部门公告"
    with pytest.raises(NotAllowedError):
        other.publication.withdraw(release.id, ground="x")
    own.publication.withdraw(release.id, ground="内容有误")
    assert office.as_actor(PUBLIC).publication.released(release.id).withdrawn_for == "内容有误"


def test_nobody_drafts_for_another_agency_or_moves_a_draft_to_one(own, agencies, document, draft):
    foreign = evolve(document, agency=agencies[1].id)
    with pytest.raises(NotAllowedError):
        own.documents.draft(foreign)
    with pytest.raises(NotAllowedError):
        own.documents.change(draft, foreign, read_version=1)


@pytest.mark.parametrize("named", [None, "没有这个单位"])
def test_a_draft_of_no_known_agency_is_the_whole_offices(office, own, document, named):
    nobodys = evolve(document, agency=named)
    with pytest.raises(NotAllowedError):
        own.documents.draft(nobodys)
    kept = office.documents.draft(nobodys)
    with pytest.raises(NotFoundError):
        own.documents.document(kept)


@pytest.mark.parametrize(
    ("role", "verb"),
    [
        (Role.DRAFTER, "approve"),
        (Role.REVIEWER, "change"),
        (Role.SUPERVISOR, "check"),
        (Role.SUPERVISOR, "approve"),
        (Role.REVIEWER, "release"),
        (Role.ADMINISTRATOR, "release"),
    ],
)
def test_a_role_does_not_what_is_another_roles(office, agencies, document, draft, role, verb):
    somebody = Actor(name="李四", at=[AgencyRole(agency=agencies[0].id, role=role)])
    office.review.check(draft)
    with pytest.raises(NotAllowedError):
        every_change(office.as_actor(somebody), draft, document)[verb]()


def test_only_a_publisher_of_the_whole_office_works_the_outbox(own):
    with pytest.raises(NotAllowedError):
        list(own.delivery.run())

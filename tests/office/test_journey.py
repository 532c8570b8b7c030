"""The whole way of a document: drafted, reviewed, released, delivered, counted, withdrawn."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from fractions import Fraction

import attrs
import pytest

from disclosure_core.access.values import PUBLIC, Actor, Role
from disclosure_core.documents.values import Document, Section
from disclosure_core.errors import DataError, NotAllowedError, NotFoundError, StaleVersionError
from disclosure_core.legal import LegalBasis
from disclosure_core.messages import Message
from disclosure_core.publication.values import Channel, DeliveryState, Receipt, ReleaseState
from disclosure_core.review.values import Decision, Severity

ID_NUMBER = "11010519491231002X"


@pytest.fixture
def item(office):
    """An item with content elements of the national catalogue."""
    return next(each.item for each in office.catalogue.current().items if each.item.content)


@pytest.fixture
def document(item):
    return Document(
        title="办事指南",
        text="本指南适用于本县。",
        items=(item.id,),
        agency="县发展和改革局",
        sections=tuple(Section(element, f"{element}见附表。") for element in item.content),
    )


def released(office, document):
    id = office.documents.draft(document)
    office.review.check(id)
    office.review.approve(id)
    return office.publication.release(id)


def public(office):
    return office.as_actor(PUBLIC)


def test_a_released_document_is_public_once_a_channel_took_it(office, document):
    release = released(office, document)
    with pytest.raises(NotFoundError):
        public(office).publication.released(release.id)
    list(office.delivery.run())
    assert public(office).publication.released(release.id).title == "办事指南"


def test_every_channel_gives_its_receipt(office, document):
    release = released(office, document)
    assert {each.state for each in office.delivery.run()} == {DeliveryState.DELIVERED}
    deliveries = office.publication.deliveries(release=release.id)
    assert {each.channel for each in deliveries} == {
        each.id for each in office.publication.channels
    }
    assert all(each.receipt.digest == release.digest for each in deliveries)


def test_a_public_release_raises_the_coverage_of_its_domain_by_one_item(office, document, item):
    before = office.scoring.coverage().domain(item.domain)
    released(office, document)
    list(office.delivery.run())
    after = office.scoring.coverage().domain(item.domain)
    assert (after.released, after.items) == (before.released + 1, before.items)
    assert after.mark.exact == Fraction(100 * after.released, after.items)


def test_a_plugin_may_replace_the_definition_of_coverage(office):
    own = attrs.evolve(
        office.registry.formula("core:coverage"), id="hills:coverage", replaces="core:coverage"
    )
    registry = attrs.evolve(office.registry, formulas=(*office.registry.formulas, own))
    measured = attrs.evolve(office, registry=registry).scoring.coverage()
    assert measured.formula.id == "hills:coverage"


def test_a_release_nobody_can_see_yet_does_not_count(office, document, item):
    released(office, document)
    assert office.scoring.coverage().domain(item.domain).released == 0


def test_an_id_number_blocks_whoever_approves_with_whatever_reason(office, document):
    text = f"联系人身份证号 {ID_NUMBER}"
    id = office.documents.draft(attrs.evolve(document, text=text))
    report = office.review.check(id).report
    assert report.severity is Severity.BLOCK
    assert all(ID_NUMBER not in each.excerpt for each in report.findings)
    with pytest.raises(NotAllowedError, match="blocks"):
        office.review.approve(id, reason="急")


def test_a_missing_element_holds_until_somebody_says_why(office, document, item):
    id = office.documents.draft(attrs.evolve(document, sections=()))
    assert office.review.check(id).report.severity is Severity.HOLD
    with pytest.raises(NotAllowedError, match="hold"):
        office.review.approve(id)
    assert office.review.approve(id, reason="要素在附件中").decision is Decision.APPROVED


def test_a_mobile_number_holds_the_document(office, document):
    id = office.documents.draft(attrs.evolve(document, text="请拨打 13812345678"))
    kinds = {each.kind for each in office.review.check(id).report.findings}
    assert "mobile" in kinds


def test_nothing_is_released_without_approval(office, document):
    id = office.documents.draft(document)
    office.review.check(id)
    with pytest.raises(NotAllowedError, match="not approved"):
        office.publication.release(id)


def test_a_change_after_approval_voids_it(office, document):
    id = office.documents.draft(document)
    office.review.check(id)
    office.review.approve(id)
    office.documents.change(id, attrs.evolve(document, text="改动"), read_version=1)
    assert office.review.of(id) is None
    with pytest.raises(NotAllowedError, match="not approved"):
        office.publication.release(id)


def test_two_drafters_cannot_overwrite_each_other(office, document):
    id = office.documents.draft(document)
    office.documents.change(id, attrs.evolve(document, text="甲"), read_version=1)
    with pytest.raises(StaleVersionError):
        office.documents.change(id, attrs.evolve(document, text="乙"), read_version=1)


def test_a_document_for_an_item_that_does_not_hold_here_is_refused(office, document):
    with pytest.raises(DataError) as caught:
        office.documents.draft(attrs.evolve(document, items=("china:none",)))
    assert caught.value.mistakes[0].place == "china:none"


def test_a_withdrawn_release_leaves_its_tombstone_and_no_text(office, document, item):
    release = released(office, document)
    list(office.delivery.run())
    office.publication.withdraw(release.id, ground="依据已废止")
    list(office.delivery.run())
    tombstone = public(office).publication.released(release.id)
    assert (tombstone.state, tombstone.withdrawn_for) == (ReleaseState.WITHDRAWN, "依据已废止")
    assert (tombstone.title, tombstone.text, tombstone.sections) == ("办事指南", "", ())
    assert office.scoring.coverage().domain(item.domain).released == 0


def test_the_text_of_a_withdrawn_release_is_found_by_no_door(office, document):
    release = released(office, attrs.evolve(document, text="独一无二的词句"))
    list(office.delivery.run())
    office.publication.withdraw(release.id, ground="依据已废止")
    list(office.delivery.run())
    reader = public(office)
    assert reader.publication.find(search="独一无二").total == 0
    kept = reader.store.history("core:release", release.id, visible=reader.visible)
    assert all("独一无二" not in str(version.body) for version in kept)
    assert "独一无二" not in (office.delivery.folder("core:atom") / "releases.atom").read_text()


def test_a_release_withdrawn_before_it_was_delivered_never_becomes_public(office, document):
    release = released(office, document)
    office.publication.withdraw(release.id, ground="误发")
    list(office.delivery.run())
    with pytest.raises(NotFoundError):
        public(office).publication.released(release.id)


def test_a_document_released_by_two_people_at_once_is_one_release(office, document):
    id = office.documents.draft(document)
    office.review.check(id)
    office.review.approve(id)
    with ThreadPoolExecutor(2) as people:
        made = list(people.map(office.publication.release, [id, id]))
    assert len({each.id for each in made}) == 1
    assert sorted(each.version for each in made) == [1, 2]


def test_what_was_withdrawn_stays_hidden_when_its_document_is_released_anew(office, document):
    first = released(office, attrs.evolve(document, text="独一无二的词句"))
    list(office.delivery.run())
    office.publication.withdraw(first.id, ground="有误")
    office.documents.change(first.document, document, read_version=1)
    office.review.check(first.document)
    office.review.approve(first.document)
    second = office.publication.release(first.document)
    list(office.delivery.run())
    assert second.id != first.id
    assert public(office).publication.released(first.id).state is ReleaseState.WITHDRAWN


def test_a_correction_is_the_next_version_of_the_same_release(office, document):
    first = released(office, document)
    list(office.delivery.run())
    record = office.documents.record(first.document)
    office.documents.change(
        first.document, attrs.evolve(document, text="更正"), read_version=record.version
    )
    office.review.check(first.document)
    office.review.approve(first.document)
    second = office.publication.release(first.document)
    assert (second.id, second.version) == (first.id, 2)


def test_a_channel_that_raises_is_tried_again_and_stops_no_other(office, document, clock):
    answers = iter([OSError("no answer"), Receipt(reference="ok")])

    def publish(release, context):
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    flaky = Channel(
        id="demo:flaky",
        name=Message("Flaky"),
        kind="other",
        publish=publish,
        basis=LegalBasis(document="政府信息公开条例"),
    )
    registry = attrs.evolve(office.registry, channels=(*office.registry.channels, flaky))
    office = attrs.evolve(office, registry=registry)
    released(office, document)
    first = {each.channel: each for each in office.delivery.run()}
    assert first["demo:flaky"].state is DeliveryState.PENDING
    assert first["demo:flaky"].error == "OSError"
    assert first["core:atom"].state is DeliveryState.DELIVERED
    clock.pass_by(minutes=2)
    assert [each.state for each in office.delivery.run()] == [DeliveryState.DELIVERED]


def test_a_worker_slower_than_its_lease_leaves_the_delivery_to_the_next(office, document, clock):
    def publish(release, context):
        if not taken_over:
            clock.pass_by(minutes=6)
            taken_over.append("core")
            taken_over.extend(each.channel for each in office.delivery.run())
        return Receipt(reference=str(len(taken_over)))

    taken_over = []
    slow = Channel(
        id="demo:slow",
        name=Message("Slow"),
        kind="other",
        publish=publish,
        basis=LegalBasis(document="政府信息公开条例"),
    )
    registry = attrs.evolve(office.registry, channels=(*office.registry.channels, slow))
    office = attrs.evolve(office, registry=registry)
    release = released(office, document)
    done = [each.channel for each in office.delivery.run()]
    assert "demo:slow" in taken_over
    assert "demo:slow" not in done
    deliveries = office.publication.deliveries(release=release.id)
    assert {each.state for each in deliveries} == {DeliveryState.DELIVERED}


def test_a_worker_that_died_loses_its_delivery_to_the_next(office, document, clock):
    released(office, document)
    now = office.now()
    taken = office.store.claim(now=now, lease_until=now + timedelta(minutes=5), limit=10)
    assert list(office.delivery.run()) == []
    clock.pass_by(minutes=6)
    assert len(list(office.delivery.run())) == len(taken)


@pytest.mark.parametrize(
    ("act", "role"),
    [
        (lambda office, id: office.documents.draft(Document(title="x", text="y")), Role.DRAFTER),
        (lambda office, id: office.review.approve(id), Role.REVIEWER),
        (lambda office, id: office.publication.release(id), Role.PUBLISHER),
        (lambda office, id: office.publication.withdraw(id, ground="x"), Role.PUBLISHER),
        (lambda office, id: list(office.delivery.run()), Role.PUBLISHER),
    ],
    ids=["draft", "approve", "release", "withdraw", "deliver"],
)
def test_each_act_takes_its_role(office, document, act, role):
    id = office.documents.draft(document)
    others = Actor(name="李四", roles=frozenset(Role) - {role})
    with pytest.raises(NotAllowedError, match=role.value):
        act(office.as_actor(others), id)


def test_the_public_sees_no_draft_no_review_and_no_outbox(office, document):
    id = office.documents.draft(document)
    office.review.check(id)
    reader = public(office)
    for look in (reader.documents.document, reader.review.of):
        with pytest.raises(NotFoundError):
            look(id)
    assert reader.documents.newest().total == 0
    with pytest.raises(NotAllowedError):
        reader.publication.deliveries()


def test_every_act_is_in_the_journal_and_the_journal_verifies(office, document):
    release = released(office, document)
    list(office.delivery.run())
    whys = [entry.why for entry in office.journal.entries()]
    assert whys[:4] == ["draft", "review", "approved", "release"]
    reached, told = office.journal.verify(), office.journal.checkpoint()
    assert (reached.sequence, reached.digest) == (told.sequence, told.digest)
    assert {entry.who for entry in office.journal.entries()} == {"王主任"}
    assert release.id in {entry.id for entry in office.journal.entries()}

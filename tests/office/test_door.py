"""A document that bears a secrecy mark is turned away at every door, and only the fact is kept."""

import json

import attrs
import pytest

from disclosure_core.access.values import PUBLIC, Role
from disclosure_core.documents.values import Document
from disclosure_core.errors import NotAllowedError, RefusedAtDoorError
from disclosure_core.legal import LegalBasis
from disclosure_core.messages import Message
from disclosure_core.office.door import REFUSAL
from disclosure_core.office.office import open_office
from disclosure_core.records.values import Query
from disclosure_core.review.values import Finding, Place, ReviewRule, Severity

WORDS = "青石岭粮库调运"
MARKED = Document(title=f"{WORDS}的通知", text=f"机密★10年\n{WORDS}安排如下。")
CLEAN = Document(title="防汛通知", text="请做好防汛工作。")


def refusals(office):
    return office.store.find(Query(kind=REFUSAL), visible=office.visible).records


def kept_bytes(settings):
    """All that the office's folder holds, the database's log among it."""
    return b"".join(each.read_bytes() for each in settings.folder.rglob("*") if each.is_file())


@pytest.mark.parametrize(
    ("door", "come_in"),
    [
        ("draft", lambda office, kept: office.documents.draft(MARKED)),
        ("change", lambda office, kept: office.documents.change(kept, MARKED, read_version=1)),
        ("check", lambda office, kept: office.review.check_text(MARKED)),
    ],
    ids=["draft", "change", "check"],
)
def test_every_door_turns_it_away_and_keeps_the_fact_only(office, settings, door, come_in):
    kept = office.documents.draft(CLEAN)
    with pytest.raises(RefusedAtDoorError) as caught:
        come_in(office, kept)
    (refusal,) = refusals(office)
    assert refusal.body == {
        "rule": "review-zh:secrecy-mark",
        "door": door,
        "document": kept if door == "change" else None,
    }
    assert WORDS not in caught.value.text("zh_CN") + caught.value.text("en")
    assert caught.value.__cause__ is None
    assert office.documents.document(kept) == CLEAN
    assert office.documents.newest().total == 1
    for written in (WORDS, "机密★", WORDS[:2]):
        assert written.encode() not in kept_bytes(settings)
        assert json.dumps(written).strip('"').encode() not in kept_bytes(settings)


def test_the_journal_says_who_was_refused_and_when(office, clock):
    with pytest.raises(RefusedAtDoorError):
        office.documents.draft(MARKED)
    (entry,) = office.journal.entries()
    assert (entry.who, entry.why, entry.kind) == ("王主任", "refused at the door", REFUSAL)
    assert entry.at == clock()
    assert office.journal.verify().digest == office.journal.checkpoint().digest


def test_the_public_is_not_told_of_refusals(office):
    with pytest.raises(RefusedAtDoorError):
        office.documents.draft(MARKED)
    assert refusals(office.as_actor(PUBLIC)) == ()


def test_who_may_not_draft_is_told_that_first(office):
    others = attrs.evolve(office.actor, roles=frozenset(Role) - {Role.DRAFTER})
    with pytest.raises(NotAllowedError):
        office.as_actor(others).documents.draft(MARKED)
    assert refusals(office) == ()


def with_rule(office, check):
    rule = ReviewRule(
        id="demo:door",
        name=Message("Door"),
        check=check,
        basis=LegalBasis(document="政府信息公开条例"),
        at_door=True,
    )
    registry = attrs.evolve(office.registry, rules=(*office.registry.rules, rule))
    return attrs.evolve(office, registry=registry)


def test_a_rule_at_the_door_that_cannot_finish_keeps_the_document_out(office):
    def fail(draft):
        raise ValueError(draft.document.text)

    with pytest.raises(RefusedAtDoorError) as caught:
        with_rule(office, fail).documents.draft(CLEAN)
    assert caught.value.rule == "demo:door"
    assert CLEAN.text not in caught.value.text("zh_CN")
    assert (caught.value.__cause__, caught.value.__context__) == (None, None)
    assert office.documents.newest().total == 0


def test_a_rule_at_the_door_that_only_holds_lets_the_document_in(office):
    def hold(draft):
        yield Finding(
            kind="demo", severity=Severity.HOLD, what=Message("Look"), where=Place(part="text")
        )

    office = with_rule(office, hold)
    kept = office.documents.draft(CLEAN)
    assert office.review.check(kept).report.severity is Severity.HOLD


def test_a_marked_document_that_was_kept_before_there_was_a_door_is_never_approved(
    settings, clock, office
):
    with open_office(
        settings, actor=office.actor, clock=clock, without=("review-zh",)
    ) as without_rule:
        kept = without_rule.documents.draft(MARKED)
    report = office.review.check(kept).report
    assert report.severity is Severity.REFUSE
    assert not report.may_be_released
    with pytest.raises(NotAllowedError):
        office.review.approve(kept, reason="急")

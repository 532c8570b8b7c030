"""What may happen to a case, and why not the rest."""

import pytest
from attrs import evolve
from tests.workflow.conftest import (
    BUREAU,
    DRAFT,
    DRAFTER,
    MENDED,
    NOON,
    OFFICE,
    after,
    at_bureau,
    definition,
)

from disclosure_core.access.values import Actor
from disclosure_core.errors import DataError, NotAllowedError
from disclosure_core.workflow.asking import next_actions, next_opinions
from disclosure_core.workflow.cases import Case, CaseParty, Subject
from disclosure_core.workflow.commenting import answer, comment, next_comments
from disclosure_core.workflow.moving import advance, give_opinion, replay
from disclosure_core.workflow.opening import open_case
from disclosure_core.workflow.values import OwnRole, StageRole, Workflow


def why_not(workflow: Workflow, case: Case, actor: Actor, action: str, digest: str = "") -> str:
    """Why an actor may not take an action, in English; empty where they may."""
    options = next_actions(workflow, case, actor, digest=digest or None)
    (asked,) = (each for each in options if each.action.id == action)
    return "; ".join(str(each) for each in asked.why_not)


def handed_in(workflow: Workflow, case: Case) -> Case:
    return advance(workflow, case, "hand-in", DRAFTER, at=after(1))


def sent_back(workflow: Workflow, case: Case) -> Case:
    said = comment(workflow, case, OFFICE, about="title", text="依据不准确", at=after(2))
    return advance(workflow, said, "send-back", OFFICE, at=after(3), reason="见意见")


def test_a_case_begins_in_the_first_stage(case: Case) -> None:
    assert case.stage == "sorting"


def test_a_case_is_opened_by_whoever_acts_first(two_rounds: Workflow) -> None:
    stranger = at_bureau("路人", "drafter", agency="county:health")
    with pytest.raises(NotAllowedError, match="drafter of county:education"):
        open_case(two_rounds, DRAFT, stranger, id="c", at=NOON, agency=BUREAU)


def test_a_case_about_something_else_is_refused(two_rounds: Workflow) -> None:
    subject = Subject(kind="core:request", id="r1", digest="sha256:one")
    with pytest.raises(DataError, match="is about core:document"):
        open_case(two_rounds, subject, DRAFTER, id="c", at=NOON, agency=BUREAU)


def test_every_action_of_the_stage_is_answered(two_rounds: Workflow, case: Case) -> None:
    options = next_actions(two_rounds, handed_in(two_rounds, case), DRAFTER)
    assert [each.action.id for each in options] == ["send-back", "confirm", "drop"]


def test_the_role_must_be_held_for_the_agency_of_the_case(two_rounds: Workflow, case: Case) -> None:
    stranger = at_bureau("路人", "drafter", agency="county:health")
    assert why_not(two_rounds, case, stranger, "hand-in") == (
        "it takes the role: drafter of county:education"
    )


def test_whoever_handed_in_cannot_confirm(two_rounds: Workflow, case: Case) -> None:
    both = Actor(name="李四", roles={"disclosure_office"})
    reason = why_not(two_rounds, handed_in(two_rounds, case), both, "confirm")
    assert reason == "李四 acted in “科局梳理”; it takes somebody else"


def test_sending_back_takes_a_comment(two_rounds: Workflow, case: Case) -> None:
    reason = why_not(two_rounds, handed_in(two_rounds, case), OFFICE, "send-back")
    assert reason == "no comment was written in this stage yet"


def test_comments_must_be_answered_before_it_is_handed_in_again(
    two_rounds: Workflow, case: Case
) -> None:
    back = sent_back(two_rounds, handed_in(two_rounds, case))
    assert why_not(two_rounds, back, DRAFTER, "hand-in") == "comments without an answer: 1"


def test_an_answered_comment_lets_it_be_handed_in_again(two_rounds: Workflow, case: Case) -> None:
    back = sent_back(two_rounds, handed_in(two_rounds, case))
    done = answer(two_rounds, back, DRAFTER, number=1, text="已改", at=after(4))
    assert why_not(two_rounds, done, DRAFTER, "hand-in") == ""


def test_nobody_answers_their_own_comment(two_rounds: Workflow, case: Case) -> None:
    back = sent_back(two_rounds, handed_in(two_rounds, case))
    own = at_bureau("王五", "drafter")
    with pytest.raises(NotAllowedError, match="their own comment"):
        answer(two_rounds, back, own, number=1, text="已改", at=after(4))


def test_who_judges_may_comment_and_who_handed_in_is_told_why_not(
    two_rounds: Workflow, case: Case
) -> None:
    judged = handed_in(two_rounds, case)
    assert next_comments(two_rounds, judged, OFFICE).may_comment
    assert str(next_comments(two_rounds, judged, DRAFTER).why_no_comment) == (
        "李四 may not do this now: it takes the role: disclosure office of the office, "
        "李四 acted in “科局梳理”; it takes somebody else."
    )


def test_comments_that_somebody_else_wrote_may_be_answered_until_they_are(
    two_rounds: Workflow, case: Case
) -> None:
    back = sent_back(two_rounds, handed_in(two_rounds, case))
    done = answer(two_rounds, back, DRAFTER, number=1, text="已改", at=after(4))
    own = at_bureau("王五", "drafter")
    assert next_comments(two_rounds, back, DRAFTER).answerable == (1,)
    assert next_comments(two_rounds, back, own).answerable == ()
    assert next_comments(two_rounds, done, DRAFTER).answerable == ()


def test_it_is_sent_back_once(two_rounds: Workflow, case: Case) -> None:
    back = sent_back(two_rounds, handed_in(two_rounds, case))
    done = answer(two_rounds, back, DRAFTER, number=1, text="已改", at=after(4))
    again = advance(two_rounds, done, "hand-in", DRAFTER, at=after(5), subject=MENDED)
    reason = why_not(two_rounds, again, OFFICE, "send-back")
    assert "it was taken once, and cannot be again" in reason


def test_a_change_since_it_was_handed_in_voids_the_review(two_rounds: Workflow, case: Case) -> None:
    reason = why_not(two_rounds, handed_in(two_rounds, case), OFFICE, "confirm", MENDED.digest)
    assert reason == "the subject was changed since it was handed in"


def test_what_was_changed_can_still_be_dropped(two_rounds: Workflow, case: Case) -> None:
    assert why_not(two_rounds, handed_in(two_rounds, case), OFFICE, "drop", MENDED.digest) == ""


def test_the_outcome_holds_for_what_was_decided_on(two_rounds: Workflow, case: Case) -> None:
    ended = advance(two_rounds, handed_in(two_rounds, case), "confirm", OFFICE, at=after(2))
    assert (ended.outcome_on(DRAFT.digest), ended.outcome_on(MENDED.digest)) == ("confirmed", None)


def test_an_outcome_despite_a_change_holds_for_neither(two_rounds: Workflow, case: Case) -> None:
    dropped = advance(
        two_rounds,
        handed_in(two_rounds, case),
        "drop",
        OFFICE,
        at=after(2),
        subject=MENDED,
        reason="不属于",
        ground="no-duty",
    )
    assert (dropped.outcome_on(DRAFT.digest), dropped.outcome_on(MENDED.digest)) == (None, None)


def test_nothing_can_be_done_once_it_has_ended(two_rounds: Workflow, case: Case) -> None:
    ended = advance(two_rounds, handed_in(two_rounds, case), "confirm", OFFICE, at=after(2))
    assert why_not(two_rounds, ended, OFFICE, "confirm") == "the case has ended: 审核确认"


def test_an_action_that_is_not_allowed_is_refused_with_its_reason(
    two_rounds: Workflow, case: Case
) -> None:
    with pytest.raises(NotAllowedError, match="it takes the role: drafter of county:education"):
        advance(two_rounds, case, "hand-in", OFFICE, at=after(1))


def test_what_is_not_filled_in_is_told_together(two_rounds: Workflow, case: Case) -> None:
    with pytest.raises(DataError) as refused:
        advance(two_rounds, handed_in(two_rounds, case), "drop", OFFICE, at=after(2))
    assert [each.place for each in refused.value.mistakes] == ["ground", "reason"]


def test_a_ground_that_is_not_listed_is_refused(two_rounds: Workflow, case: Case) -> None:
    with pytest.raises(DataError, match="did you mean no-duty"):
        advance(
            two_rounds,
            handed_in(two_rounds, case),
            "drop",
            OFFICE,
            at=after(2),
            reason="不属于",
            ground="noduty",
        )


def test_a_move_keeps_the_basis_of_its_ground(two_rounds: Workflow, case: Case) -> None:
    ended = advance(
        two_rounds,
        handed_in(two_rounds, case),
        "drop",
        OFFICE,
        at=after(2),
        reason="不属于",
        ground="no-duty",
    )
    assert str(ended.moves[-1].basis) == "《政府信息公开条例》（国令第711号）第十六条"


def test_a_case_of_another_definition_is_refused(two_rounds: Workflow, case: Case) -> None:
    other = definition("opinions")
    with pytest.raises(DataError, match="does not have"):
        next_actions(other, case, DRAFTER)


def test_a_case_that_was_tampered_with_does_not_replay(two_rounds: Workflow, case: Case) -> None:
    ended = advance(two_rounds, handed_in(two_rounds, case), "confirm", OFFICE, at=after(2))
    forged = evolve(ended, moves=(ended.moves[0], evolve(ended.moves[2], left="sorting")))
    with pytest.raises(DataError, match="Move 2"):
        replay(two_rounds, forged)


@pytest.fixture
def countersigned() -> Workflow:
    return definition("opinions")


@pytest.fixture
def circulated(countersigned: Workflow) -> Case:
    """A case whose opinions are asked of the bureau, of health and of finance."""
    parties = [
        CaseParty(name="co-agency", agency=f"county:{each}") for each in ("health", "finance")
    ]
    begun = open_case(
        countersigned, DRAFT, DRAFTER, id="c1", at=NOON, agency=BUREAU, parties=parties
    )
    return advance(countersigned, begun, "circulate", DRAFTER, at=after(1))


def reviewer(name: str, agency: str = BUREAU) -> Actor:
    return at_bureau(name, "reviewer", agency=agency)


def test_a_party_that_is_not_named_is_told_at_the_opening(countersigned: Workflow) -> None:
    with pytest.raises(DataError, match="co-agency"):
        open_case(countersigned, DRAFT, DRAFTER, id="c1", at=NOON, agency=BUREAU)


def test_each_agency_of_a_party_is_asked(countersigned: Workflow, circulated: Case) -> None:
    options = next_opinions(countersigned, circulated, reviewer("钱七", "county:health"))
    assert [(each.seat.agency, each.allowed) for each in options] == [
        ("county:education", False),
        ("county:finance", False),
        ("county:health", True),
    ]


def test_the_action_follows_from_the_deciding_opinion(
    countersigned: Workflow, circulated: Case
) -> None:
    one = give_opinion(countersigned, circulated, reviewer("赵六"), agrees=True, at=after(2))
    two = give_opinion(
        countersigned, one, reviewer("钱七", "county:health"), agrees=True, at=after(3)
    )
    assert (one.outcome, two.outcome, two.moves[-1].followed) == (None, "agreed", True)


def test_it_fails_once_enough_can_no_longer_agree(
    countersigned: Workflow, circulated: Case
) -> None:
    for day, agency in enumerate(("county:health", "county:finance"), start=2):
        circulated = give_opinion(
            countersigned,
            circulated,
            reviewer(agency, agency),
            agrees=False,
            text="不同意",
            at=after(day),
        )
    assert circulated.outcome == "not-agreed"


def test_who_does_not_agree_says_why(countersigned: Workflow, circulated: Case) -> None:
    with pytest.raises(DataError, match="says why"):
        give_opinion(countersigned, circulated, reviewer("赵六"), agrees=False, at=after(2))


def test_a_person_gives_one_opinion(countersigned: Workflow, circulated: Case) -> None:
    everywhere = Actor(name="赵六", roles={"reviewer"})
    one = give_opinion(countersigned, circulated, everywhere, agrees=True, at=after(2))
    with pytest.raises(NotAllowedError, match="has given an opinion"):
        give_opinion(countersigned, one, everywhere, agrees=True, at=after(2))


def test_opinions_do_not_count_after_it_was_taken_back(
    countersigned: Workflow, circulated: Case
) -> None:
    one = give_opinion(countersigned, circulated, reviewer("赵六"), agrees=True, at=after(2))
    back = advance(countersigned, one, "take-back", DRAFTER, at=after(3))
    again = advance(countersigned, back, "circulate", DRAFTER, at=after(4), subject=MENDED)
    assert again.standing_opinions() == ()


def test_what_follows_from_opinions_cannot_be_done_by_hand(
    countersigned: Workflow, circulated: Case
) -> None:
    assert why_not(countersigned, circulated, reviewer("赵六"), "carry") == (
        "it follows by itself from the opinions"
    )


def test_a_role_of_the_process_is_called_as_the_process_calls_it(
    two_rounds: Workflow, case: Case
) -> None:
    first = two_rounds.first
    clerks = evolve(first, roles=(StageRole(role="county:clerk"),))
    own = evolve(
        two_rounds,
        stages=(clerks, *two_rounds.stages[1:]),
        own_roles=(OwnRole(id="county:clerk", name="镇街专干"),),
    )
    reason = why_not(own, case, OFFICE, "hand-in")
    assert reason == "it takes the role: 镇街专干 of county:education"

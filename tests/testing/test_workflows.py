"""The kit for workflows passes sound definitions and catches those that cannot carry a case."""

from datetime import date

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.workflow.conftest import (
    BUREAU,
    DRAFT,
    DRAFTER,
    MENDED,
    NOON,
    OFFICE,
    definition,
)

from disclosure_core.errors import DataError, NotAllowedError
from disclosure_core.legal import Period
from disclosure_core.testing.walks import Walk, begin
from disclosure_core.testing.workflows import WorkflowContract, broken_eyes, unbound_moves
from disclosure_core.workflow.commenting import comment
from disclosure_core.workflow.moving import advance, replay
from disclosure_core.workflow.opening import open_case
from disclosure_core.workflow.values import Requirement, StageRole, Workflow

DEFINITIONS = {name: definition(name) for name in ("two_rounds", "opinions")}


class TestTwoRounds(WorkflowContract):
    workflow = DEFINITIONS["two_rounds"]


class TestOpinions(WorkflowContract):
    workflow = DEFINITIONS["opinions"]


def contract(made: Workflow) -> WorkflowContract:
    """The kit set on a definition; not collected by itself."""

    class Contract(WorkflowContract):
        workflow = made

    return Contract()


def test_a_required_ground_that_has_lapsed_is_caught() -> None:
    made = DEFINITIONS["two_rounds"]
    lapsed = evolve(made.grounds[0], in_force=Period(until=date(2019, 5, 14)))
    with pytest.raises(DataError, match="ground is missing"):
        contract(evolve(made, grounds=(lapsed,))).test_every_outcome_is_come_to()


def test_a_case_in_which_nobody_can_go_on_is_caught() -> None:
    made = DEFINITIONS["opinions"]
    drafting, opinions = made.stages
    # Answers are asked for before it goes on, and only who commented may act here.
    alone = evolve(
        drafting,
        comments=True,
        answers=True,
        roles=(StageRole(role="evaluator"),),
        actions=(evolve(drafting.actions[0], requires=(Requirement.COMMENTS_ANSWERED,)),),
    )
    walk = begin(evolve(made, stages=(alone, opinions)))
    own = comment(walk.workflow, walk.case, walk.people[0], text="意见", at=NOON)
    assert evolve(walk, case=own, people=walk.people[:1]).ways_on() == ()


def test_acting_twice_against_four_eyes_is_caught() -> None:
    made = DEFINITIONS["two_rounds"]
    case = open_case(made, DRAFT, DRAFTER, id="c", at=NOON, agency=BUREAU)
    handed_in = advance(made, case, "hand-in", DRAFTER, at=NOON)
    ended = advance(made, handed_in, "confirm", OFFICE, at=NOON)
    forged = evolve(ended, moves=(*ended.moves[:2], evolve(ended.moves[2], actor=DRAFTER.name)))
    assert list(broken_eyes(made, forged)) == [(DRAFTER.name, "office-review", "sorting")]


def test_a_decision_on_something_else_is_caught() -> None:
    made = DEFINITIONS["two_rounds"]
    case = open_case(made, DRAFT, DRAFTER, id="c", at=NOON, agency=BUREAU)
    handed_in = advance(made, case, "hand-in", DRAFTER, at=NOON)
    ended = advance(made, handed_in, "confirm", OFFICE, at=NOON)
    forged = evolve(ended.moves[2], digest=MENDED.digest)
    assert list(unbound_moves(made, evolve(ended, moves=(*ended.moves[:2], forged)))) == [forged]


names = st.sampled_from(sorted(DEFINITIONS))
choices = st.lists(st.integers(min_value=0, max_value=10_000), max_size=40)


def walked(name: str, chosen: list[int]) -> Walk:
    """The walk that takes, of what is possible at each time, the chosen one."""
    walk = begin(DEFINITIONS[name])
    for each in chosen:
        steps = walk.steps()
        if not steps:
            break
        try:
            walk = steps[each % len(steps)]()
        except NotAllowedError:
            continue
    return walk


@given(names, choices)
def test_a_replay_of_the_moves_gives_the_same_case(name: str, chosen: list[int]) -> None:
    walk = walked(name, chosen)
    assert replay(walk.workflow, walk.case) == walk.case


@given(names, choices)
def test_no_sequence_of_allowed_steps_breaks_four_eyes(name: str, chosen: list[int]) -> None:
    walk = walked(name, chosen)
    assert list(broken_eyes(walk.workflow, walk.case)) == []


@given(names, choices)
def test_no_sequence_of_allowed_steps_goes_over_a_limit(name: str, chosen: list[int]) -> None:
    walk = walked(name, chosen)
    over = [
        action.id
        for stage in walk.workflow.stages
        for action in stage.actions
        if action.most is not None and walk.case.times(stage.id, action.id) > action.most
    ]
    assert over == []


@given(names, choices)
def test_no_sequence_of_allowed_steps_leaves_the_definition(name: str, chosen: list[int]) -> None:
    walk = walked(name, chosen)
    known = {each.id for each in walk.workflow.stages}
    assert {each.entered for each in walk.case.moves} <= known | {None}


@given(names, choices)
def test_nothing_is_decided_on_what_was_not_handed_in(name: str, chosen: list[int]) -> None:
    walk = walked(name, chosen)
    assert list(unbound_moves(walk.workflow, walk.case)) == []


@given(names, choices)
def test_an_outcome_holds_for_one_digest_at_most(name: str, chosen: list[int]) -> None:
    walk = walked(name, chosen)
    seen = {each.digest for each in walk.case.moves} | {walk.subject.digest}
    holding = {each for each in seen if walk.case.outcome_on(each)}
    assert holding <= {walk.case.digest}

"""The conformance kit of a workflow: what passes it can carry cases to an end (流程合规测试).

Use it in the tests of the plugin that brings the definition::

    class TestSecrecyReview(WorkflowContract):
        workflow = SECRECY_REVIEW

A definition that contradicts itself cannot be made at all; here cases are walked through it at
random, by people made for it, and what must hold of every case is looked at after every step.
"""

import json
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import ClassVar

import pytest

from disclosure_core.calendar.working_days import Calendar
from disclosure_core.codec import structure, unstructure
from disclosure_core.errors import NotAllowedError
from disclosure_core.testing.walks import Walk, begin
from disclosure_core.workflow.cases import Case, Move
from disclosure_core.workflow.clocks import clock_of
from disclosure_core.workflow.explaining import explain_case
from disclosure_core.workflow.moving import replay
from disclosure_core.workflow.values import OPENING, Workflow

LANGUAGES = ("zh_CN", "en")


class WorkflowContract:
    """What every definition must keep to. Subclass it and set ``workflow``.

    Attributes:
        workflow: The definition.
        walks: How many cases are walked through it.
        longest: Steps of a walk after which it is cut off.
    """

    workflow: ClassVar[Workflow]
    walks: ClassVar[int] = 120
    longest: ClassVar[int] = 60

    def test_it_can_be_written_and_read(self) -> None:
        """A definition that does not come back from plain data as it went in."""
        written = json.loads(json.dumps(unstructure(self.workflow)))
        assert structure(written, Workflow) == self.workflow

    def test_every_stage_is_come_to(self) -> None:
        """A stage that no case comes to, whatever its people do."""
        seen = {each.case.stage for each in self._walked()}
        _nothing(each.id for each in self.workflow.stages if each.id not in seen)

    def test_every_outcome_is_come_to(self) -> None:
        """An outcome that no case ends in, whatever its people do."""
        seen = {each.case.outcome for each in self._walked()}
        _nothing(each.id for each in self.workflow.outcomes if each.id not in seen)

    def test_no_case_is_caught(self) -> None:
        """A case in which nobody can do anything, and which has not ended."""
        _nothing(
            f"{each.case.stage}: nobody can go on after {_taken(each.case)}"
            for each in self._walked()
            if not each.case.ended and not each.ways_on()
        )

    def test_no_case_leaves_the_definition(self) -> None:
        """A case in a stage or with an outcome that the definition does not have."""
        _nothing(_taken(each.case) for each in self._walked() if not _within(self.workflow, each))

    def test_four_eyes_hold(self) -> None:
        """Somebody who acted where a rule of four eyes forbids it."""
        _nothing(
            f"{actor} acted in {stage} and in {other}"
            for each in self._walked()
            for actor, stage, other in broken_eyes(self.workflow, each.case)
        )

    def test_limits_hold(self) -> None:
        """An action that was taken more often than its limit."""
        _nothing(
            f"{stage.id}.{action.id} was taken {each.case.times(stage.id, action.id)} times"
            for each in self._walked()
            for stage in self.workflow.stages
            for action in stage.actions
            if action.most is not None and each.case.times(stage.id, action.id) > action.most
        )

    def test_the_moves_alone_give_the_case_again(self) -> None:
        """A case that is another than its moves make it."""
        _nothing(
            _taken(each.case)
            for each in self._walked()
            if replay(self.workflow, each.case) != each.case
        )

    def test_what_was_decided_was_what_was_handed_in(self) -> None:
        """A decision in a bound stage on something else than was submitted."""
        _nothing(
            f"{move.left}.{move.action}"
            for each in self._walked()
            for move in unbound_moves(self.workflow, each.case)
        )

    def test_every_clock_can_be_counted_and_every_case_told(self) -> None:
        """A clock or a sentence that cannot be made, in either language."""
        calendar = Calendar()
        for each in self._walked():
            day = each.now.date()
            clock_of(self.workflow, each.case, calendar, day)
            for line in explain_case(self.workflow, each.case, calendar, day):
                assert all(line.text(language) for language in LANGUAGES)

    def _walked(self) -> tuple[Walk, ...]:
        """Every state of every walk; the same walks each time."""
        return states_of(self.workflow, self.walks, self.longest)


@lru_cache(maxsize=2)  # ten questions are asked about the same walks
def states_of(workflow: Workflow, walks: int, longest: int) -> tuple[Walk, ...]:
    """Every state of so many walks: half by chance, half where few have gone."""
    taken: Counter[str] = Counter()
    states: list[Walk] = []
    for number in range(walks):
        chance = Random(number)  # noqa: S311  (walks are to be the same each time)
        if number % 2:
            states += walked(begin(workflow), chance, longest)
        else:
            states += explored(begin(workflow), chance, longest, taken)
    return tuple(states)


def walked(walk: Walk, chance: Random, longest: int) -> Iterator[Walk]:
    """The states of one walk, steps taken by chance; moves more often than talk."""
    yield walk
    for _ in range(longest):
        steps = walk.moves() if chance.random() < 0.5 else ()
        steps = steps or walk.steps()
        if not steps:
            return
        try:
            walk = chance.choice(steps)()
        except NotAllowedError:
            continue  # a comment of somebody who has no part in it
        yield walk


def explored(walk: Walk, chance: Random, longest: int, taken: Counter[str]) -> Iterator[Walk]:
    """The states of one walk that takes the ways least taken so far, and talks where it must."""
    yield walk
    for _ in range(longest):
        ways = () if walk.case.ended else walk.ways_on()
        if not ways:
            return
        fewest = min(taken[name] for name, _ in ways)
        name, step = chance.choice([each for each in ways if taken[each[0]] == fewest])
        taken[name] += 1
        walk = step()
        yield walk


def broken_eyes(workflow: Workflow, case: Case) -> Iterator[tuple[str, str, str]]:
    """Who took an action in a stage after acting in one whose people may not."""
    for index, move in enumerate(case.moves):
        stage = workflow.stage(move.left)
        action = None if stage is None else stage.action(move.action)
        if stage is None or action is None or not action.four_eyes:
            continue
        before = case.moves[:index]
        for other in stage.four_eyes:
            if any(each.left == other and each.actor == move.actor for each in before):
                yield move.actor, stage.id, other


def unbound_moves(workflow: Workflow, case: Case) -> Iterator[Move]:
    """Moves of bound stages that were decided on something else than was handed in last."""
    handed_in = case.moves[0].digest
    for move in case.moves:
        stage = workflow.stage(move.left)
        action = None if stage is None else stage.action(move.action)
        bound = stage is not None and stage.bound and action is not None
        if bound and action and not action.despite_change and move.digest != handed_in:
            yield move
        entered = None if move.entered is None else workflow.stage(move.entered)
        if entered is not None and entered.submission:
            handed_in = move.digest


def workflows_of(file: Path) -> tuple[Workflow, ...]:
    """The definitions of a TOML file, ``plugin.toml`` or one beside it.

    Raises:
        DataError: all their mistakes.
    """
    data = tomllib.loads(file.read_text("utf-8"))
    return structure(data["workflows"], tuple[Workflow, ...], file=file.name, place="workflows")


def _within(workflow: Workflow, walk: Walk) -> bool:
    case = walk.case
    if case.outcome is not None:
        return case.stage is None and workflow.outcome(case.outcome) is not None
    return case.stage != OPENING and workflow.stage(case.stage or "") is not None


def _taken(case: Case) -> str:
    return ", ".join(f"{each.left}.{each.action}" for each in case.moves)


def _nothing(wrong: Iterator[str]) -> None:
    """Fail with everything that is wrong, each once."""
    if told := tuple(dict.fromkeys(wrong)):
        pytest.fail("\n".join(told))

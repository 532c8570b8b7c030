"""A definition is data; what contradicts itself in it is told at once, each with its key."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from disclosure_core.codec import structure, unstructure
from disclosure_core.errors import DataError
from disclosure_core.workflow.values import Workflow

TWO_ROUNDS = Path(__file__).with_name("two_rounds.toml")


def written() -> dict[str, Any]:
    """The definition of two rounds, as a clerk wrote it."""
    return tomllib.loads(TWO_ROUNDS.read_text(encoding="utf-8"))


def places(data: dict[str, Any]) -> list[str]:
    """Where reading the data finds mistakes."""
    with pytest.raises(DataError) as refused:
        structure(data, Workflow, file="plugin.toml", place="workflows[0]")
    return [str(each.place).removeprefix("workflows[0].") for each in refused.value.mistakes]


def test_a_definition_is_read_from_toml() -> None:
    workflow = structure(written(), Workflow)
    assert [stage.id for stage in workflow.stages] == ["sorting", "office-review"]


def test_a_definition_is_the_same_after_writing_and_reading() -> None:
    workflow = structure(written(), Workflow)
    assert structure(unstructure(workflow), Workflow) == workflow


def test_another_number_of_days_is_another_digest() -> None:
    data = written()
    before = structure(data, Workflow).digest()
    data["stages"][0]["clock"]["days"] = 11
    assert structure(data, Workflow).digest() != before


def test_an_action_to_a_stage_that_is_not_there_names_its_key_and_the_meant_one() -> None:
    data = written()
    data["stages"][0]["actions"][0]["to"] = "ofice-review"
    with pytest.raises(DataError, match="did you mean office-review"):
        structure(data, Workflow)
    assert "stages[0].actions[0].to" in places(data)


def test_a_stage_that_no_action_leads_to_is_named() -> None:
    data = written()
    data["stages"].append({**data["stages"][1], "id": "island"})
    assert places(data) == ["stages[2]"]


def test_a_stage_without_a_way_to_an_end_is_named() -> None:
    data = written()
    data["stages"][1]["actions"] = [
        {"id": "wait", "name": "等", "to": "sorting", "despite_change": True}
    ]
    found = places(data)
    assert "stages[0].actions" in found
    assert "stages[1].actions" in found


def test_a_circle_without_a_limit_is_named() -> None:
    data = written()
    del data["stages"][1]["actions"][0]["most"]
    assert places(data) == ["stages[0].actions"]


def test_an_end_by_a_limited_action_alone_does_not_count_as_a_way_out() -> None:
    data = written()
    for action in data["stages"][1]["actions"]:
        action["most"] = 1
    assert "stages[1].actions" in places(data)


def test_a_bound_stage_needs_a_way_out_once_the_subject_changed() -> None:
    data = written()
    del data["stages"][1]["actions"][2]["despite_change"]
    assert places(data) == ["stages[1].bound"]


def test_all_mistakes_are_told_together() -> None:
    data = written()
    data["stages"][0]["four_eyes"] = ["nobody"]
    data["stages"][0]["clock"]["reminders"] = [10]
    data["stages"][1]["actions"][2]["grounds"] = ["unheard-of"]
    data["outcomes"].append({"id": "never", "name": "从不"})
    assert sorted(places(data)) == [
        "outcomes[2]",
        "stages[0].clock.reminders[0]",
        "stages[0].four_eyes[0]",
        "stages[1].actions[2].grounds[0]",
    ]


def test_opinions_without_effect_are_a_mistake() -> None:
    data = written()
    data["stages"][1]["opinions"] = {"asked": [{"role": "reviewer"}]}
    assert places(data) == ["stages[1].opinions.then"]


def test_an_action_that_asks_for_words_cannot_follow_by_itself() -> None:
    data = written()
    data["stages"][1]["opinions"] = {"asked": [{"role": "reviewer"}], "then": "drop"}
    assert places(data) == ["stages[1].opinions.then"]

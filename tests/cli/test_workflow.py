"""``disclosure workflow``: processes and cases on the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from tests.workflow.county import write_county

Run = Callable[..., Result]


@pytest.fixture
def office(run: Run, tmp_path: Path) -> Run:
    """The command line in an office of a county with two processes."""
    write_county(tmp_path / "county")
    (tmp_path / "disclosure.toml").write_text(
        'name = "示例县"\nfolders = ["county"]\nregion = "county:own"\n', "utf-8"
    )
    (tmp_path / "draft.toml").write_text(
        'title = "教育目录"\ntext = "义务教育招生入学"\nagency = "县教育局"\n', "utf-8"
    )
    return run


def data(done: Result) -> dict:
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


@pytest.fixture
def case(office: Run) -> str:
    """A case about the draft, opened by its drafter."""
    draft = data(office("documents", "draft", "draft.toml", "--json"))["id"]
    opened = office("workflow", "open", "county:two-rounds", draft, "--json", "--actor", "李四")
    return data(opened)["id"]


def test_processes_are_listed(office: Run) -> None:
    listed = data(office("workflow", "list", "--json"))["workflows"]
    assert {"county:two-rounds", "county:countersigned"} <= {each["id"] for each in listed}


def test_a_process_is_shown_stage_by_stage(office: Run) -> None:
    lines = office("workflow", "show", "county:two-rounds").output.splitlines()
    assert lines[1:4] == [
        "科局梳理 (sorting): drafter",
        "  10 working days",
        "  报送 (hand-in): to “公开办审核”",
    ]


def test_next_says_what_may_be_done_and_why_not_the_rest(office: Run, case: str) -> None:
    office("workflow", "act", case, "hand-in", "--actor", "李四")
    lines = office("workflow", "next", case, "--actor", "李四").output.splitlines()
    assert lines[1] == "not 确认 (confirm): 李四 acted in “科局梳理”; it takes somebody else"


def test_a_case_goes_through_to_its_end(office: Run, case: str) -> None:
    office("workflow", "act", case, "hand-in", "--actor", "李四")
    ended = office("workflow", "act", case, "confirm", "--actor", "王五", "--json")
    assert data(ended)["outcome"] == "confirmed"


def test_what_may_not_be_done_is_refused_with_2(office: Run, case: str) -> None:
    done = office("workflow", "act", case, "hand-in", "--actor", "路人", "--appointed")
    assert done.exit_code == 2


def test_comments_are_made_and_answered(office: Run, case: str) -> None:
    office("workflow", "act", case, "hand-in", "--actor", "李四")
    office("workflow", "comment", case, "依据不准确", "--about", "text", "--actor", "王五")
    office("workflow", "act", case, "send-back", "--reason", "见意见", "--actor", "王五")
    waiting = office("workflow", "next", case, "--actor", "李四").output
    office("workflow", "answer", case, "1", "已改", "--actor", "李四")
    assert "comments without an answer: 1" in waiting
    assert office("workflow", "next", case, "--actor", "李四").output == "报送 (hand-in)\n"


def test_the_cases_that_wait_are_listed_with_their_due_day(office: Run, case: str) -> None:
    (listed,) = data(office("workflow", "tasks", "--json"))["cases"]
    assert (listed["id"], listed["clock"]["left"]) == (case, 10)


def test_cases_that_wait_for_an_agencys_own_staff_are_listed_too(
    office: Run, tmp_path: Path
) -> None:
    definition = tmp_path / "county" / "two-rounds.toml"
    own_staff = 'roles = [{ role = "drafter", of = "agency_staff" }]'
    text = definition.read_text("utf-8").replace('roles = [{ role = "drafter" }]', own_staff)
    definition.write_text(text, "utf-8")
    draft = data(office("documents", "draft", "draft.toml", "--json"))["id"]
    opened = data(office("workflow", "open", "county:two-rounds", draft, "--json"))["id"]
    listed = data(office("workflow", "tasks", "--json"))["cases"]
    assert [each["id"] for each in listed] == [opened]


def test_a_person_sees_the_tasks_of_their_appointments(office: Run, case: str) -> None:
    office("access", "appoint", "赵六", "drafter", "--agency", "county:education")
    own = office("workflow", "tasks", "--json", "--actor", "赵六", "--appointed")
    assert [each["id"] for each in data(own)["cases"]] == [case]


def test_a_case_is_told_in_words(office: Run, case: str) -> None:
    lines = office("workflow", "explain", case).output.splitlines()
    assert lines[0].endswith("李四 (drafter) opened the case")
    assert lines[1] == "It stands in “科局梳理”."


def test_a_slip_is_given_field_by_field_and_a_bad_one_is_refused(office: Run, case: str) -> None:
    done = office("workflow", "act", case, "hand-in", "--field", "nonsense", "--actor", "李四")
    assert "--field nonsense: expected NAME=TEXT" in done.output

"""Appointing, dismissing and explaining on the command line."""

import json

import pytest

from disclosure_core.access.permissions import Permission

AGENCY = "changsha:education"


@pytest.fixture
def office(run):
    """``office("access", "list")`` in an office that was just made."""
    assert run("new", "here", "--name", "示例县政务公开办公室").exit_code == 0
    return lambda *arguments: run("--settings", "here/disclosure.toml", *arguments)


@pytest.fixture
def appointed(office):
    """The office with a drafter at one agency."""
    assert office("access", "appoint", "李四", "drafter", "--agency", AGENCY).exit_code == 0
    return office


def test_an_appointment_is_listed_with_its_place(appointed):
    (listed,) = json.loads(appointed("access", "list", "--json").stdout)["appointments"]
    assert (listed["person"], listed["role"], listed["agency"]) == ("李四", "drafter", AGENCY)
    assert AGENCY in appointed("access", "list").stdout


def test_an_agency_may_be_named_in_chinese(office):
    made = office("access", "appoint", "李四", "drafter", "--agency", "长沙县教育局", "--json")
    assert json.loads(made.stdout)["agency"] == AGENCY


def test_an_unknown_role_is_refused_with_the_roles_there_are(office):
    result = office("access", "appoint", "李四", "boss")
    assert result.exit_code == 2
    assert "secrecy_officer" in result.stderr


def test_somebody_dismissed_may_nothing_more(appointed):
    dismissed = appointed(
        "access", "dismiss", "李四", "drafter", "--agency", AGENCY, "--reason", "调离"
    )
    assert dismissed.exit_code == 0
    assert appointed("access", "explain", "李四", "draft", "--agency", AGENCY).exit_code == 1


def test_an_explanation_names_the_role_the_place_and_the_appointments(appointed):
    allowed = appointed("access", "explain", "李四", "draft", "--agency", AGENCY)
    assert allowed.exit_code == 0
    assert allowed.stdout.splitlines()[0] == "李四 may keep and change drafts."
    refused = appointed("access", "explain", "李四", "draft", "--json")
    told = json.loads(refused.stdout)
    assert (refused.exit_code, told["allowed"]) == (1, False)
    assert [each["condition"] for each in told["conditions"]] == ["role"]
    assert "counts at that agency only" in told["appointments"][0]


def test_an_explanation_of_a_record_names_its_agency(appointed, tmp_path):
    draft = tmp_path / "draft.toml"
    draft.write_text(
        'title = "公告"\ntext = "正文"\nagency = "长沙县卫生健康局"\n'
        'items = ["china:planning-rural-construction-permit"]\n',
        "utf-8",
    )
    id = json.loads(appointed("documents", "draft", str(draft), "--json").stdout)["id"]
    told = json.loads(appointed("access", "explain", "李四", "read", id, "--json").stdout)
    assert [each["holds"] for each in told["conditions"]] == [False, False]
    assert "changsha:health" in told["conditions"][1]["says"]


def test_a_record_that_is_not_there_is_said_so(appointed):
    result = appointed("access", "explain", "李四", "read", "no-such")
    assert result.exit_code == 2
    assert "no-such" in result.stderr


@pytest.mark.parametrize("action", Permission)
def test_every_action_can_be_asked_about(appointed, action):
    assert appointed("access", "explain", "李四", action.value).exit_code in (0, 1)


def test_a_release_can_be_held_back_until_an_instant(office):
    refused = office("publication", "release", "x", "--not-before", "morgen")
    assert refused.exit_code == 2
    assert "2026-12-01T09:00+08:00" in refused.stderr

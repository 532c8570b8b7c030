"""``disclosure requests clock``: files and standard input, answers, problems, refusals."""

import json

import pytest
from click.testing import CliRunner

from disclosure_core.cli import main
from disclosure_core.extensions.discovery import installed_names

pytest.importorskip("disclosure_china", reason="the law and the holidays are a plugin's")

OTHERS = [
    part
    for name in installed_names()
    if name not in ("core", "china")
    for part in ("--without", name)
]
CORRECTION = {
    "received": "2024-09-20",
    "events": [
        {"on": "2024-09-25", "kind": "correction_asked"},
        {"on": "2024-10-08", "kind": "corrected"},
    ],
}
TWICE = {
    "received": "2024-09-20",
    "events": [
        {"on": "2024-09-25", "kind": "extended", "days": 5},
        {"on": "2024-09-26", "kind": "extended", "days": 21},
    ],
}


@pytest.fixture
def run(tmp_path, monkeypatch):
    """``run("a.json", "--json")`` in an empty folder, in English."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DISCLOSURE_LANGUAGE", "en")
    return lambda *arguments, input=None: CliRunner().invoke(
        main, ["requests", "clock", *OTHERS, *arguments], input=input
    )


@pytest.fixture
def write(tmp_path):
    def written(name, *requests):
        lines = "\n".join(json.dumps(each, ensure_ascii=False) for each in requests)
        (tmp_path / name).write_text(lines, "utf-8")
        return name

    return written


def told(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_json_answers_with_the_keys_that_programs_read(run, write):
    result = run(write("a.json", CORRECTION), "--json")
    assert result.exit_code == 0
    (answer,) = told(result)
    assert {key: answer[key] for key in ("due", "provisional", "state", "late", "days_used")} == {
        "due": "2024-11-04",
        "provisional": False,
        "state": "running",
        "late": False,
        "days_used": 0,
    }
    assert (answer["pauses"], answer["problems"]) == ([], [])
    assert answer["law"] == "china:requests-2019"


def test_events_that_are_not_allowed_are_problems_and_status_1(run, write):
    result = run(write("a.json", TWICE), "--json")
    assert result.exit_code == 1
    (answer,) = told(result)
    assert answer["due"] == "2024-10-30"
    assert answer["problems"] == [
        {
            "event": 1,
            "on": "2024-09-26",
            "kind": "extended",
            "what": "21 working days; expected 1 to 20",
            "article": "《政府信息公开条例》（国令第711号）第三十三条第二款",
            "counted": False,
        }
    ]


def test_standard_input_is_read(run):
    result = run("-", "--json", input=json.dumps(CORRECTION))
    assert told(result)[0]["due"] == "2024-11-04"


def test_several_files_give_an_object_a_line_and_the_highest_status(run, write):
    result = run(write("a.json", CORRECTION), write("b.json", TWICE), "--json")
    assert result.exit_code == 1
    assert [(each["file"], each["due"]) for each in told(result)] == [
        ("a.json", "2024-11-04"),
        ("b.json", "2024-10-30"),
    ]


def test_a_file_with_an_object_a_line_gives_one_for_each(run, write):
    result = run(write("a.jsonl", CORRECTION, TWICE), "--json")
    assert [(each["line"], each["due"]) for each in told(result)] == [
        (1, "2024-11-04"),
        (2, "2024-10-30"),
    ]


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_answered(run, write):
    result = run(write("bad.json", {"received": "soon"}), write("a.json", CORRECTION), "--json")
    assert result.exit_code == 2
    assert 'bad.json received: expected a day such as 2026-11-24, found "soon"' in result.stderr
    assert [each["file"] for each in told(result)] == ["a.json"]


def test_a_problem_after_a_file_that_cannot_be_read_does_not_lower_the_status(run, write):
    result = run(write("bad.json", {}), write("b.json", TWICE), "--json")
    assert result.exit_code == 2


def test_a_file_that_is_not_there_is_told(run):
    result = run("none.json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "There is no file none.json" in result.stderr


def test_a_folder_is_no_file(run, tmp_path):
    (tmp_path / "folder").mkdir()
    assert "folder is no file" in run("folder").stderr


def test_a_request_from_before_the_law_is_refused_with_that_reason(run, write):
    result = run(write("old.json", {"received": "2019-05-14"}), "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "old.json: No law of requests is known for one received on 2019-05-14" in result.stderr
    assert "holds from 2019-05-15 on" in result.stderr


def test_a_request_from_the_first_day_of_the_law_is_counted(run, write):
    assert run(write("new.json", {"received": "2019-05-15"}), "--json").exit_code == 0


def test_a_due_day_of_2027_is_provisional(run, write):
    (answer,) = told(run(write("a.json", {"received": "2026-12-15"}), "--json"))
    assert answer["due"] == "2027-01-12"
    assert (answer["provisional"], answer["years_missing"]) == (True, [2027])


def test_a_day_beyond_the_calendar_is_told_with_its_file(run, write):
    result = run(write("a.json", {"received": "9999-12-30"}))
    assert result.exit_code == 2
    assert "a.json: 20 working days after 9999-12-30 lie too far ahead" in result.stderr


def test_the_days_are_added_where_they_are_asked_for(run, write):
    (answer,) = told(run(write("a.json", {"received": "2024-09-20"}), "--json", "--days"))
    assert answer["days_complete"] is True
    assert answer["days"][0]["number"] is None
    assert answer["days"][3] == {
        "date": "2024-09-23",
        "counted": True,
        "number": 1,
        "counting": 1,
        "kind": "working_day",
        "reason": "working day",
        "article": None,
        "provisional": False,
    }


def test_a_very_long_time_is_counted_and_its_first_days_are_told(run, write):
    file = write("a.json", {"received": "2024-09-20", "as_of": "2090-01-01"})
    (answer,) = told(run(file, "--json", "--days"))
    assert (len(answer["days"]), answer["days_complete"], answer["late"]) == (2000, False, True)
    assert "… more days follow" in run(file).stdout


def test_people_see_the_day_the_state_the_pauses_and_each_day(run, write):
    consulted = {
        "received": "2024-09-20",
        "events": [{"on": "2024-09-25", "kind": "third_party_asked", "received": "2024-09-27"}],
        "as_of": "2024-12-02",
    }
    shown = run(write("a.json", consulted)).stdout
    assert "due 2024-11-15" in shown
    assert "running, late as of 2024-12-02" in shown
    assert "a third party is being asked  2024-09-26  2024-10-23  17            《" in shown
    assert "2024-10-08  Tuesday    —          not counted: a third party is being asked" in shown


def test_people_see_problems_with_their_articles(run, write):
    shown = run(write("a.json", TWICE)).stdout
    assert "problem: event 2, 2024-09-26 extended: 21 working days; expected 1 to 20" in shown
    assert "第三十三条第二款" in shown

"""``disclosure catalogue phrase``: one answer a line, whatever the line is."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from disclosure_core.cli import main
from disclosure_core.extensions.discovery import installed_names

pytest.importorskip("disclosure_china", reason="the words of Chinese tables are a plugin's")

OTHERS = [
    part
    for name in installed_names()
    if name not in ("core", "china")
    for part in ("--without", name)
]


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DISCLOSURE_LANGUAGE", "en")
    return lambda what, *arguments, **more: CliRunner().invoke(
        main, ["catalogue", "phrase", what, *OTHERS, *arguments], **more
    )


def answers(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_arguments_are_answered_one_a_line(run):
    assert [each["days"] for each in answers(run("time-limit", "--json", "7天", "20日"))] == [7, 20]


def test_standard_input_is_answered_line_by_line(run):
    told = answers(run("channel", "--json", input="■政府网站\n公示栏\n"))
    assert [each["canonical"] for each in told] == ["website", "bulletin_board"]


def test_a_time_limit_has_the_keys_that_programs_read(run):
    (told,) = answers(run("time-limit", "--json", "处罚决定:7个工作日;其他:长期公开"))
    assert told == {
        "phrase": "处罚决定:7个工作日;其他:长期公开",
        "kind": "working_days",
        "days": 7,
        "clauses": [
            {"subject": "处罚决定", "kind": "working_days", "days": 7},
            {"subject": "其他", "kind": "unspecified", "days": None},
        ],
        "note": None,
    }


def test_a_channel_has_the_keys_that_programs_read(run):
    (told,) = answers(run("channel", "--json", "两微一端"))
    assert told == {"phrase": "两微一端", "canonical": "new_media", "note": None}


def test_people_read_words(run):
    result = run("time-limit", "提前3天", "每年1月31日前", "处罚:7日;其他:实时")
    assert result.stdout.splitlines() == [
        "提前3天\t3 days before the event",
        "每年1月31日前\tevery year (01-31)",
        "处罚:7日;其他:实时\twithin 7 days; 处罚: within 7 days; 其他: in real time",
    ]


def test_an_empty_line_is_answered_too(run):
    (told,) = answers(run("time-limit", "--json", input="\n"))
    assert (told["kind"], told["note"]) == ("unspecified", "empty")


def test_bytes_that_are_no_utf8_are_told_and_the_rest_goes_on(run):
    result = run("time-limit", "--json", input=b"\xff\xfe\n7\xe5\xa4\xa9\n")
    assert [each["note"] for each in answers(result)] == ["not UTF-8", None]
    assert result.exit_code == 1


def test_a_line_too_long_is_cut_and_told_and_the_rest_goes_on(run):
    result = run("channel", "--json", input="长" * 100_000 + "\n公示栏\n")
    told = answers(result)
    assert told[0]["note"] == "longer than 200 characters, not read"
    assert len(told[0]["phrase"]) < 200
    assert told[1]["canonical"] == "bulletin_board"
    assert result.exit_code == 1


def test_what_a_terminal_would_obey_is_not_printed(run):
    assert "\x1b" not in run("channel", "\x1b[31m公示栏").stdout


def test_each_line_is_answered_before_the_next_is_there(tmp_path):
    command = [sys.executable, "-m", "disclosure_core.cli", "catalogue", "phrase", "channel"]
    with subprocess.Popen(
        [*command, "--json", *OTHERS],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=tmp_path,
    ) as running:
        for name, canonical in (("公示栏", "bulletin_board"), ("会议", "meeting")):
            running.stdin.write(f"{name}\n".encode())
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["canonical"] == canonical
        running.stdin.close()
        assert running.wait() == 0

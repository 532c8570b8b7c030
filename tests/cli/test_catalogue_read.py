"""``disclosure catalogue read``: any file, one look, an exit status a script can use."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from disclosure_core.cli import main
from disclosure_core.extensions.discovery import installed_names

pytest.importorskip("disclosure_china", reason="the words of Chinese tables are a plugin's")

HEADER = [
    *("序号", "一级事项", "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体"),
]
ROW = [
    *(
        "1",
        "政策文件",
        "法律法规",
        "《中华人民共和国政府信息公开条例》",
        "20个工作日",
        "应急管理局",
    ),
]
CHANNELS = "■政府网站 □政府公报"

OTHERS = [
    part
    for name in installed_names()
    if name not in ("core", "china")
    for part in ("--without", name)
]
"""Options that leave out whatever else is installed: these tests are about one plugin's words."""

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path, monkeypatch) -> Run:
    """Run ``disclosure catalogue read`` in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DISCLOSURE_LANGUAGE", raising=False)
    runner = CliRunner()
    return lambda *arguments, **more: runner.invoke(
        main, ["catalogue", "read", *OTHERS, *map(str, arguments)], **more
    )


@pytest.fixture
def table(tmp_path) -> Path:
    """An .xlsx with one row, and columns missing."""
    made = openpyxl.Workbook()
    made.active.append(HEADER)
    made.active.append([*ROW, CHANNELS])
    path = tmp_path / "目录.xlsx"
    made.save(path)
    return path


def test_a_file_is_one_json_object(run, table):
    result = run("--json", table)
    (line,) = result.stdout.splitlines()
    read = json.loads(line)
    assert set(read) >= {"source", "domain", "rows", "problems"}
    assert (read["rows"][0]["level1"], read["rows"][0]["agency"]) == ("政策文件", "应急管理局")


def test_several_files_are_one_object_a_line(run, table, tmp_path):
    page = tmp_path / "目录.html"
    cells = "".join(f"<td>{text}" for text in HEADER), "".join(f"<td>{text}" for text in ROW)
    page.write_text(
        f"<table><tr>{cells[0]}<tr>{cells[1]}<td>{CHANNELS}</table>", encoding="gb18030"
    )
    result = run("--json", table, page)
    first, second = map(json.loads, result.stdout.splitlines())
    assert first["rows"][0].pop("place") != second["rows"][0].pop("place")
    assert first["rows"] == second["rows"]


def test_a_reading_with_problems_ends_in_1_and_names_the_place(run, table):
    result = run("--lang", "en", table)
    assert result.exit_code == 1
    assert "table 1" in result.stdout
    assert "no column for audience" in result.stdout


def test_rows_are_shown_to_be_read(run, table):
    shown = run(table).stdout
    assert all(text in shown for text in ("政策文件", "20个工作日", "应急管理局"))


def test_a_file_that_cannot_be_read_ends_in_2_and_the_others_are_read(run, table, tmp_path):
    bad = tmp_path / "坏.csv"
    bad.write_bytes(bytes(range(256)))
    result = run("--lang", "en", bad, table)
    assert result.exit_code == 2
    assert "坏.csv" in result.stderr
    assert "Fix:" in result.stderr
    assert "政策文件" in result.stdout


def test_in_json_a_file_that_cannot_be_read_is_an_object_too(run, table, tmp_path):
    result = run("--json", tmp_path / "没有.csv", table)
    first, second = map(json.loads, result.stdout.splitlines())
    assert (first["error"]["code"], first["rows"]) == ("unreadable-file", [])
    assert second["rows"]
    assert result.exit_code == 2


def test_a_table_without_known_columns_ends_in_2(run, tmp_path):
    other = tmp_path / "别的.csv"
    other.write_text("name,age\nA,1\n")
    result = run("--json", other)
    assert result.exit_code == 2
    assert "no-table" in [each["code"] for each in json.loads(result.stdout)["problems"]]


def test_a_hidden_sheet_is_among_the_problems(run, tmp_path):
    made = openpyxl.Workbook()
    made.active.append(HEADER)
    made.active.append([*ROW, CHANNELS])
    made.create_sheet("备用").append(["草稿"])
    made["备用"].sheet_state = "hidden"
    made.save(tmp_path / "目录.xlsx")
    problems = json.loads(run("--json", tmp_path / "目录.xlsx").stdout)["problems"]
    assert ("hidden-sheet", "备用") in [(each["code"], each["place"]) for each in problems]


def test_a_dash_reads_pasted_text(run):
    rows = ["# source: 剪贴板", " | ".join(HEADER), " | ".join([*ROW, CHANNELS])]
    result = run("--json", "-", input="\n".join(rows))
    assert json.loads(result.stdout)["source"] == "剪贴板"


def test_nothing_that_a_terminal_would_obey_is_printed(run, tmp_path):
    page = tmp_path / "目录.html"
    cells = "".join(f"<td>{text}" for text in HEADER)
    page.write_text(f"<table><tr>{cells}<tr><td>1<td>政策&#27;[2J\x9b文件<td>内容</table>")
    assert not {"\x1b", "\x9b"} & set(run(page).stdout)


def test_without_the_words_of_tables_it_says_what_to_install(run, table):
    result = run("--without", "china", "--lang", "en", table)
    assert result.exit_code == 2
    assert "disclosure-china" in result.stderr


def test_no_file_is_a_mistake_of_use(run):
    assert run().exit_code == 2


def test_nothing_is_written_beside_the_files(run, table):
    run(table)
    assert [each.name for each in table.parent.iterdir()] == [table.name]


def test_as_a_program(table):
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "disclosure_core.cli",
            "catalogue",
            "read",
            *OTHERS,
            "--json",
            table,
        ],
        capture_output=True,
        check=False,
        cwd=table.parent,
    )
    assert done.returncode == 1
    assert json.loads(done.stdout)["rows"][0]["level1"] == "政策文件"
    assert done.stderr == b""

"""``disclosure catalogue compare`` and ``correspondence``, as an officer runs them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from disclosure_core.extensions.discovery import installed_names

pytest.importorskip("disclosure_china")

OTHERS = [
    part
    for name in installed_names()
    if name not in ("core", "china")
    for part in ("--without", name)
]
"""Options that leave out whatever else is installed: these tests are about one plugin's data."""

Run = Callable[..., Result]

HEADER = "序号,一级事项,二级事项,公开内容,公开依据,公开时限,公开主体\n"
ROWS = (
    "1,政策文件,法律法规,法律；法规,《政府信息公开条例》,20个工作日内,应急管理局\n",
    "2,政策文件,标准,国家标准；行业标准,《政府信息公开条例》,20个工作日内,应急管理局\n",
    "3,依法行政,行政处罚,处罚决定,《政府信息公开条例》,7个工作日内,应急管理局\n",
)


def table(name: str, *rows: str) -> str:
    Path(name).write_text(f"安全生产领域基层政务公开标准目录\n{HEADER}{''.join(rows)}", "utf-8")
    return name


@pytest.fixture
def compare(run: Run) -> Run:
    return lambda *arguments: run("catalogue", "compare", *OTHERS, *arguments)


def test_two_tables_that_say_the_same_are_0(compare):
    result = compare(table("a.csv", *ROWS), table("b.csv", *reversed(ROWS)))
    assert result.exit_code == 0
    assert "say the same: 3 items" in result.stdout


def test_differences_are_1_counted_first_and_listed_by_domain(compare):
    changed = ROWS[2].replace("7个", "20个")
    result = compare(table("a.csv", *ROWS), table("b.csv", ROWS[0], changed))
    lines = result.stdout.splitlines()
    assert result.exit_code == 1
    assert lines[:3] == [
        "left: a.csv",
        "right: b.csv",
        "same: 1, changed: 1, missing: 1, extra: 0, cannot be told apart: 0",
    ]
    assert "  安全生产: 1" in lines
    assert "        - 7个工作日内" in lines


def test_each_missing_row_says_where_it_was_read(compare):
    result = compare(table("a.csv", *ROWS), table("b.csv", *ROWS[:2]))
    assert "a.csv" in result.stdout.split("行政处罚")[1]


def test_json_says_the_same_to_a_program(compare):
    result = compare(table("a.csv", *ROWS), table("b.csv", *ROWS[1:]), "--json")
    told = json.loads(result.stdout)
    assert told["counts"] == {"same": 2, "changed": 0, "missing": 1, "extra": 0, "ambiguous": 0}
    assert told["same"][0]["matched_by"] == "same_names"
    assert told["same"][0]["score"] == "1.000"
    assert told["missing"][0]["names"] == ["政策文件", "法律法规"]


def test_only_shows_one_kind_but_counts_all(compare):
    files = table("a.csv", *ROWS[:2]), table("b.csv", *ROWS[1:])
    result = compare(*files, "--only", "extra", "--json")
    told = json.loads(result.stdout)
    assert (len(told["missing"]), len(told["extra"])) == (0, 1)
    assert told["counts"]["missing"] == 1
    assert result.exit_code == 1


def test_a_long_list_is_cut_and_says_how_much_more_there_is(compare):
    many = [
        f"{n},政策文件,第{n}项材料,材料,《政府信息公开条例》,20,应急管理局\n" for n in range(1, 41)
    ]
    files = table("a.csv", *ROWS, *many), table("b.csv", *ROWS)
    assert "and 20 more" in compare(*files).stdout
    assert "more" not in compare(*files, "--all").stdout


@pytest.mark.parametrize("name", ["report.html", "report.md"])
def test_the_whole_comparison_can_be_written_as_a_report(compare, name):
    result = compare(table("a.csv", *ROWS), table("b.csv", *ROWS[1:]), "--output", name)
    assert result.exit_code == 1
    assert "法律法规" in Path(name).read_text("utf-8")


def test_a_report_of_an_unknown_kind_is_refused(compare):
    result = compare(table("a.csv", *ROWS), table("b.csv", *ROWS), "--output", "report.pdf")
    assert result.exit_code == 2
    assert "ends in .html" in result.stderr


def test_a_table_is_held_against_the_national_layer_of_its_domain(compare):
    result = compare(
        "layer:china:national", table("a.csv", *ROWS), "--domain", "安全生产", "--json"
    )
    told = json.loads(result.stdout)
    assert told["counts"]["extra"] == 0
    assert told["counts"]["changed"] + told["counts"]["same"] == 3


def test_a_column_of_ids_matches_rows_whatever_they_are_called(compare):
    Path("a.csv").write_text(
        "事项编号,一级事项,二级事项,公开内容,公开时限\n"
        "china:work-safety-laws,政策依据,国家法律,法律,20个工作日内\n",
        "utf-8",
    )
    result = compare("layer:china:national", "a.csv", "--domain", "安全生产", "--json")
    (change,) = json.loads(result.stdout)["changed"]
    assert change["matched_by"] == "id"
    assert [each["field"] for each in change["fields"]][:2] == ["level1", "level2"]


@pytest.mark.parametrize(
    ("side", "what"),
    [
        ("nothing.xlsx", "no file or folder nothing.xlsx"),
        ("layer:china:nothing", "no plugin supplies a layer china:nothing"),
        ("region:china:nowhere", "No region china:nowhere"),
        ("office@soon", "soon is not a day"),
    ],
)
def test_what_is_not_there_is_2_and_says_what_a_side_may_be(compare, side, what):
    result = compare(table("a.csv", *ROWS), side)
    assert result.exit_code == 2
    assert what.lower() in result.stderr.lower()


def test_a_folder_without_plugin_toml_is_refused(compare):
    Path("empty").mkdir()
    result = compare(table("a.csv", *ROWS), "empty")
    assert result.exit_code == 2
    assert "plugin.toml" in result.stderr


def test_a_file_that_is_no_table_is_refused(compare):
    Path("b.txt").write_text("关于放假的通知\n", "utf-8")
    result = compare(table("a.csv", *ROWS), "b.txt")
    assert result.exit_code == 2
    assert "b.txt" in result.stderr


def test_comparing_files_makes_no_office(compare):
    compare(table("a.csv", *ROWS), table("b.csv", *ROWS))
    assert sorted(each.name for each in Path().iterdir()) == ["a.csv", "b.csv"]


def test_without_twins_the_correspondence_says_how_to_look_for_some(run):
    result = run("catalogue", "correspondence", *OTHERS)
    assert result.exit_code == 0
    assert "--propose" in result.stdout

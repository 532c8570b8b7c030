"""The catalogue exported, filled in and imported again on the command line."""

import csv
import io
import json
from pathlib import Path

import pytest


@pytest.fixture
def exported(run):
    result = run("catalogue", "export", "目录.csv", "--domain", "救灾", "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def edited(**cells):
    """Change cells of the first row of 目录.csv."""
    path = Path("目录.csv")
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
    rows[0] |= cells
    with path.open("w", encoding="utf-8-sig", newline="") as opened:
        writer = csv.DictWriter(opened, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return rows[0]["事项编号"]


def test_an_export_says_how_many_items_it_holds(run, exported):
    shown = run("catalogue", "import", "目录.csv", "--dry-run", "--json")
    assert shown.exit_code == 0
    data = json.loads(shown.stdout)
    assert exported == {"file": "目录.csv", "format": "csv", "items": data["unchanged"]}
    assert (data["added"], data["changed"], data["dropped"], data["missing"]) == ([], [], [], [])


def test_a_file_that_stands_already_is_not_written_over(run, exported):
    again = run("catalogue", "export", "目录.csv")
    assert again.exit_code == 2
    assert "--force" in again.output
    assert run("catalogue", "export", "目录.csv", "--force").exit_code == 0


def test_a_dry_run_shows_fields_before_and_after_and_keeps_nothing(run, exported):
    id = edited(公开主体="县应急管理局", 调整理由="机构改革")
    shown = run("catalogue", "import", "目录.csv", "--dry-run", "--json")
    (changed,) = json.loads(shown.stdout)["changed"]
    assert (changed["item"], changed["reason"]) == (id, "机构改革")
    (field,) = changed["fields"]
    assert (field["field"], field["after"]) == ("agency", "县应急管理局")
    told = run("catalogue", "import", "目录.csv", "--dry-run")
    assert "→ 县应急管理局" in told.output
    assert "nothing was kept" in told.output
    assert "县应急管理局" not in run("catalogue", "list").output


def test_an_import_keeps_what_was_changed(run, exported):
    id = edited(公开主体="县应急管理局", 调整理由="机构改革")
    taken = json.loads(run("catalogue", "import", "目录.csv", "--json").stdout)
    assert (taken["refined"], taken["added"], taken["dropped"]) == ([id], [], [])
    assert "县应急管理局" in run("catalogue", "list").output


def test_mistakes_are_told_together_with_line_and_field(run, exported):
    edited(公开主体="县应急管理局", 公开时限="0个工作日")
    refused = run("catalogue", "import", "目录.csv")
    assert refused.exit_code == 2
    assert "line 2, field 6: 公开时限: the limit “0个工作日” means 0 days" in refused.output
    assert "公开主体 changed without a reason" in refused.output


def test_one_reason_for_all_can_be_given(run, exported):
    edited(公开主体="县应急管理局")
    taken = run("catalogue", "import", "目录.csv", "--reason", "机构改革", "--json")
    assert len(json.loads(taken.stdout)["refined"]) == 1


def test_an_empty_form_and_another_format_can_be_asked_for(run):
    assert run("catalogue", "export", "空表", "--format", "xlsx", "--blank").exit_code == 0
    assert Path("空表").read_bytes().startswith(b"PK")


@pytest.mark.parametrize("name", ["目录.pdf", "目录"])
def test_a_name_that_says_no_format_is_refused(run, name):
    refused = run("catalogue", "export", name)
    assert refused.exit_code == 2
    assert ".xlsx" in refused.output


def test_a_printed_tables_mistakes_are_placed_in_the_readers_words(run):
    Path("目录.csv").write_text(
        "序号,一级事项,二级事项,公开时限,公开主体\n1,监督检查,行政处罚,20个工作日内,应急管理局\n",
        "utf-8",
    )
    told = run("catalogue", "import", "目录.csv", "--lang", "zh_CN")
    assert told.exit_code == 2
    assert "目录.csv 文件第 2 行" in told.output
    assert "line 2" not in told.output

"""``disclosure catalogue coverage`` and ``obligations``: an office's store, or plain files."""

import json
from pathlib import Path

import pytest

pytest.importorskip("disclosure_china", reason="the words of Chinese tables are a plugin's")

COLUMNS = "公开内容（要素）,公开依据,公开时限,公开主体,公开渠道和载体,公开对象,公开方式,公开层级"
HEADERS = (f"序号,公开事项,,{COLUMNS}", ",一级事项,二级事项,,,,,,,,")
LAW = "《中华人民共和国政府信息公开条例》"
REST = "■政府网站,全社会,主动,县级"
CATALOGUE = "\n".join(
    (
        *HEADERS,
        f"1,行政执法,行政处罚,处罚决定,{LAW},7个工作日内,应急管理局,{REST}",
        f"2,行政执法,行政许可,许可决定,{LAW},20个工作日内,应急管理局,{REST}",
        f"3,监督检查,检查计划,计划,{LAW},20个工作日内,市场监管局,{REST}",
        "",
    )
)
RELEASES = """事项,公开日期,渠道,形成日期,文号,公开主体
行政处罚,2026-03-04,政府网站,2026-03-02,甲1号,应急管理局
检查计划,2026-04-20,政府网站,2026-03-02,乙1号,市场监管局
"""


@pytest.fixture
def measure(run, tmp_path: Path):
    """``measure("coverage", "--json")`` on a catalogue and its releases in plain files."""
    items, releases = tmp_path / "目录.csv", tmp_path / "公开.csv"
    items.write_text(CATALOGUE, "utf-8")
    releases.write_text(RELEASES, "utf-8")

    def ask(verb: str, *more: str):
        given = ("--items", str(items), "--fulfilments", str(releases), "--on", "2026-11-24")
        return run("catalogue", verb, *given, *more)

    return ask


def test_coverage_of_plain_files_needs_no_office(measure):
    result = measure("coverage", "--json")
    (line,) = result.stdout.splitlines()
    told = json.loads(line)
    assert (told["numerator"], told["denominator"], told["value"], told["published"]) == (
        2,
        3,
        "2/3",
        "66.67",
    )
    assert [each["name"] for each in told["list"]] == ["行政许可"]
    assert result.exit_code == 1


def test_every_measure_is_one_object_a_line(measure):
    lines = [
        json.loads(line)
        for line in measure("coverage", "--measure", "all", "--json").stdout.splitlines()
    ]
    assert [each["measure"] for each in lines] == [
        "coverage",
        "timeliness",
        "lag",
        "volume",
        "freshness",
        "filled",
        "elements",
        "channels",
        "guide",
    ]
    assert all(each["value"] is not None or each["undefined"] for each in lines)


def test_the_lag_is_ranked_by_agency(measure):
    told = json.loads(measure("coverage", "--measure", "lag", "--by", "agency", "--json").stdout)
    assert [(each["key"], each["rank"], each["value"]) for each in told["groups"]] == [
        ("应急管理局", 1, "2"),
        ("市场监管局", 2, "34"),
    ]
    assert told["spread"]["median"] == "18"


def test_obligations_of_plain_files_say_by_when_and_what_became_of_them(measure):
    result = measure("obligations", "--json")
    told = json.loads(result.stdout)
    assert [(each["due"], each["state"], each["days_late"]) for each in told["obligations"]] == [
        ("2026-03-11", "met", 0),
        ("2026-03-30", "met_late", 21),
    ]
    assert told["counts"]["met_late"] == 1
    assert result.exit_code == 1


def test_obligations_can_be_asked_of_one_agency(measure):
    told = json.loads(measure("obligations", "--agency", "应急管理局", "--json").stdout)
    assert [each["agency"] for each in told["obligations"]] == ["应急管理局"]


def test_text_has_the_figure_with_both_its_numbers_and_the_list(measure):
    shown = measure("coverage").stdout
    assert "66.67%" in shown
    assert "2 ÷ 3" in shown
    assert "行政许可" in shown


def test_mistakes_of_a_list_end_in_2_and_name_line_and_column(measure, tmp_path: Path):
    (tmp_path / "公开.csv").write_text("事项,公开日期\n行政处罚,昨天\n", "utf-8")
    result = measure("coverage")
    assert result.exit_code == 2
    assert "公开.csv line 2, column 公开日期: 昨天 is no date" in result.stderr


@pytest.fixture
def office(run):
    assert run("new", "here", "--name", "示例县政务公开办公室").exit_code == 0
    return lambda *arguments: run("--settings", "here/disclosure.toml", *arguments)


def test_a_formation_is_recorded_and_shown_as_owed(office):
    item = "china:planning-rural-construction-permit"
    kept = json.loads(
        office(
            *("catalogue", "formed", item, "--on", "2026-03-02", "--reference", "示规〔2026〕1号"),
            "--json",
        ).stdout
    )
    assert kept["due"] == "2026-03-30"
    told = json.loads(
        office(
            *("catalogue", "obligations", "--on", "2026-04-30", "--overdue", "--json"),
        ).stdout
    )
    assert "示规〔2026〕1号" in [each["reference"] for each in told["obligations"]]


def test_a_formation_of_an_unknown_item_is_refused(office):
    result = office("catalogue", "formed", "nope", "--reference", "甲1号")
    assert (result.exit_code, result.stdout) == (2, "")

"""``disclosure organisation`` as a clerk uses it."""

import json

import pytest

COUNTY = """
name = "county"
title = "示例县"
regions = [
  { id = "own", name = "示例县", level = "county", kind = "county" },
  { id = "north", name = "北镇", level = "town", kind = "town", within = "own" },
  { id = "well", name = "古井村", level = "village", within = "north" },
  { id = "zone", name = "示例园区", level = "park", kind = "park", within = "own" },
]
agencies = [
  { id = "land", name = "县国土资源局", region = "own", in_force = { until = 2019-02-28 } },
  { id = "land", name = "县自然资源局", region = "own", in_force = { since = 2019-03-01 } },
  { id = "gone", name = "县物价局", region = "own", in_force = { until = 2019-02-28 } },
]
service_points = [
  { id = "hall", name = "县政务服务大厅", kind = "service_hall", region = "own", hours = "9:00" },
]
responsible = [
  { agency = "land", role = "head", name = "甲", source = "领导分工" },
]
pilots = [{ domain = "china:health", region = "own", printed = "5月份", source = "讲话" }]
[[changes]]
before = ["land"]
after = ["land"]
on = 2019-03-01
reason = "机构改革"
basis = "《示例县机构改革方案》第二条"
[[changes]]
before = ["gone"]
on = 2019-03-01
reason = "职责划走"
[[reported_figures]]
id = "all"
name = "事项"
value = "1598"
unit = "项"
reporter = "县政府"
source = "讲话"
printed = "共计1598项"
parts = ["service", "other"]
measure = "items"
as_of = "2020年11月"
[[reported_figures]]
id = "service"
name = "政务服务事项"
value = "860"
unit = "项"
reporter = "县政府"
source = "讲话"
[[reported_figures]]
id = "other"
name = "其他事项"
value = "{other}"
unit = "项"
reporter = "县政府"
source = "讲话"
[[domains]]
id = "reservoirs"
name = "水库管理"
[[layers]]
id = "own"
name = "示例县目录"
level = "county"
region = "own"
source = "示例县目录"
[[layers.items]]
id = "allotment"
domain = "reservoirs"
level1 = "水库"
level2 = "补助分配"
bases = ["《政府信息公开条例》（国令第711号）第二十条"]
agency = "县自然资源局"
"""


@pytest.fixture
def make(run, tmp_path):
    """An office with the county's folder, in which the other items are ``other``."""

    def office(other="738"):
        folder = tmp_path / "county"
        folder.mkdir()
        (folder / "plugin.toml").write_text(COUNTY.replace("{other}", other), "utf-8")
        assert run("new", "here", "--name", "示例办公室", "--region", "county:own").exit_code == 0
        settings = tmp_path / "here/disclosure.toml"
        text = settings.read_text("utf-8").replace("# folders = []", 'folders = ["../county"]')
        settings.write_text(text, "utf-8")
        return lambda *words: run(
            "--settings", str(settings), "--without", "changsha", "organisation", *words
        )

    return office


@pytest.fixture
def office(make):
    return make()


def lines(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


class TestTree:
    def test_it_is_indented_by_depth(self, office):
        assert office("tree").stdout.splitlines() == [
            "示例县  county  county:own",
            "  北镇  town  county:north",
            "    古井村  village level  county:well",
            "  示例园区  park  county:zone",
            "regions: 4",
        ]

    def test_json_has_each_with_its_path(self, office):
        told = lines(office("tree", "北镇", "--json"))
        assert [each["path"] for each in told] == [
            ["county:own", "county:north"],
            ["county:own", "county:north", "county:well"],
        ]

    def test_a_name_of_several_regions_is_told_with_their_ids(self, office, tmp_path):
        file = tmp_path / "county/plugin.toml"
        second = '{ id = "mill", name = "古井村", level = "village", within = "north" },\n]'
        text = file.read_text("utf-8").replace("]", second, 1)
        file.write_text(text, "utf-8")
        result = office("tree", "古井村")
        assert result.exit_code == 2
        assert "county:well" in result.stderr
        assert "county:mill" in result.stderr
        assert office("tree", "county:mill").exit_code == 0

    def test_an_unknown_region_is_told(self, office):
        result = office("tree", "月球")
        assert result.exit_code == 2
        assert "No region 月球 stands on" in result.stderr


class TestAgencies:
    def test_with_post_holders_of_the_day(self, office):
        (told,) = lines(office("agencies", "--json"))
        assert told["name"] == "县自然资源局"
        assert told["responsible"][0]["name"] == "甲"

    def test_of_another_day(self, office):
        told = lines(office("agencies", "--on", "2018-01-01", "--json"))
        assert [each["name"] for each in told] == ["县国土资源局", "县物价局"]

    def test_a_day_that_is_none_is_refused(self, office):
        assert office("agencies", "--on", "2018-13-01").exit_code == 2


class TestNames:
    def test_a_former_name_resolves_with_a_note(self, office):
        result = office("resolve", "县国土资源局", "--json")
        (told,) = lines(result)
        assert result.exit_code == 0
        assert (told["state"], told["agency"]) == ("former", "county:land")
        assert told["note"] == "until 2019-02-28 县国土资源局, now 县自然资源局"

    @pytest.mark.parametrize("name", ["县物价局", "某局"])
    def test_what_leads_nowhere_is_a_finding(self, office, name):
        assert office("resolve", name).exit_code == 1

    def test_a_history_tells_entries_changes_and_bases(self, office):
        shown = office("history", "county:land").stdout
        assert "until 2019-02-28" in shown
        assert "2019-03-01 renamed: 县国土资源局 → 县自然资源局 (机构改革)" in shown
        assert "《示例县机构改革方案》第二条" in shown

    def test_the_history_of_nothing_is_refused(self, office):
        assert office("history", "county:moon").exit_code == 2


class TestFigures:
    def test_a_report_is_called_one_and_ours_is_apart(self, office):
        shown = office("figures").stdout
        assert "事项: reported 1598 项" in shown
        assert "reported by 县政府, 2020-11; 讲话" in shown
        assert "printed: 共计1598项" in shown
        assert "sum of its parts 1598: adds up" in shown
        assert "not the same thing, counted here on" in shown

    def test_json_keeps_them_apart_too(self, office):
        first = lines(office("figures", "--json"))[0]
        assert first["reported"]["value"] == "1598"
        assert first["own"]["measure"] == "items"
        assert isinstance(first["own"]["value"], int)

    def test_parts_that_do_not_add_up_are_a_finding(self, make):
        result = make("739")("figures", "--json")
        first = lines(result)[0]
        assert result.exit_code == 1
        assert (first["parts_state"], first["parts_sum"]) == ("differs", "1599")


class TestPilots:
    def test_a_claim_is_made_listed_and_taken_back(self, office):
        made = office("claim", "水库管理", "--reason", "先行先试", "--json")
        assert lines(made)[0]["domain"] == "county:reservoirs"
        assert "先行先试" in office("pilots").stdout
        assert office("withdraw-claim", "水库管理", "--reason", "不再牵头").exit_code == 0
        assert [each["record"] for each in lines(office("pilots", "--json"))] == [None]

    def test_a_claim_needs_a_reason(self, office):
        assert office("claim", "水库管理").exit_code == 2
        assert office("claim", "水库管理", "--reason", " ").exit_code == 2

    def test_its_basis_is_read_as_printed(self, office):
        basis = "《试点方案》（示政办〔2026〕1号）第一条"
        made = office("claim", "水库管理", "--reason", "试点", "--basis", basis, "--json")
        assert lines(made)[0]["basis"]["number"] == "示政办〔2026〕1号"


class TestTemplate:
    def test_it_says_what_to_fill_in(self, office, tmp_path):
        result = office("export-template", "水库管理", "--to", str(tmp_path / "out"))
        assert result.exit_code == 0
        assert "plugin reservoirs-template, items: 1" in result.stdout
        assert "to be filled in" in result.stdout
        names = {path.name for path in (tmp_path / "out").iterdir()}
        assert names == {"plugin.toml", "items.csv", "README.md"}

    def test_a_second_time_it_refuses(self, office, tmp_path):
        office("export-template", "水库管理", "--to", str(tmp_path / "out"))
        result = office("export-template", "水库管理", "--to", str(tmp_path / "out"))
        assert result.exit_code == 2
        assert "is there already; nothing was changed" in result.stderr

    def test_json_lists_blanks(self, office, tmp_path):
        told = lines(office("export-template", "水库管理", "--to", str(tmp_path / "o"), "--json"))[
            0
        ]
        assert told["blanks"][0]["stood_for"] == ["县自然资源局"]
        assert told["cited"] == ["《政府信息公开条例》（国令第711号）第二十条"]


def test_service_points_are_listed_with_their_hours(office):
    (told,) = lines(office("service-points", "--json"))
    assert (told["name"], told["hours"]) == ("县政务服务大厅", "9:00")
    assert "government service hall" in office("service-points").stdout

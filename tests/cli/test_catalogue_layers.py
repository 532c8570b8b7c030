"""Items, towns, history and new versions on the command line."""

import json
import re
from pathlib import Path

import pytest

from disclosure_core.catalogue.values import DisclosureItem
from disclosure_core.cli.options import today
from disclosure_core.codec import unstructure
from disclosure_core.extensions.discovery import installed_names
from disclosure_core.office.office import open_office

NATION = """
name = "nation"
version = "{version}"
[[domains]]
id = "safety"
name = "安全生产"
[[layers]]
id = "guide"
name = "全国指引"
level = "national"
source = "示范文件"
items = "items.csv"
"""
HEADER = "编号,领域,一级事项,公开主体,公开层级,公开内容\n"
OLD = f"""{HEADER}ledger,safety,台账,应急管理部门,县级、乡级,隐患
plan,safety,预案,各镇（街）,乡级,
"""
NEW = f"""{HEADER}ledger,safety,台账,县应急局,县级、乡级,隐患
warn,safety,预警,各镇（街）,乡级,
"""
HILLS = """
name = "hills"
version = "1"
[[regions]]
id = "city"
name = "示例市"
level = "city"
[[regions]]
id = "county"
name = "示例县"
level = "county"
within = "city"
[[regions]]
id = "next"
name = "邻县"
level = "county"
within = "city"
[[regions]]
id = "street"
name = "㮾梨街道"
level = "town"
within = "county"
[[agencies]]
id = "street-office"
name = "㮾梨街道办事处"
region = "street"
[[layers]]
id = "own"
name = "示例县目录"
level = "county"
over = "nation:guide"
region = "county"
refinements = "refinements.csv"
"""
REFINED = "事项编号,公开主体,理由\nnation:ledger,县应急局,机构职责\n"


@pytest.fixture
def office(run, tmp_path: Path):
    for name, toml, table, text in (
        ("nation", NATION.format(version="2020"), "items.csv", OLD),
        ("nation-2027", NATION.format(version="2027"), "items.csv", NEW),
        ("hills", HILLS, "refinements.csv", REFINED),
    ):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "plugin.toml").write_text(toml, "utf-8")
        (folder / table).write_text(text, "utf-8")
    without = ", ".join(f'"{name}"' for name in installed_names())
    (tmp_path / "disclosure.toml").write_text(
        f'name = "示例县"\nregion = "hills:county"\nfolders = ["nation", "hills"]\n'
        f"without = [{without}]\n",
        "utf-8",
    )
    return run


def data(result) -> dict:
    return json.loads(result.stdout)


def field(result, name: str) -> dict:
    return next(each for each in data(result)["fields"] if each["field"] == name)


def test_an_item_is_shown_with_layer_source_and_reason_of_each_field(office):
    shown = office("catalogue", "show", "nation:ledger", "--json")
    assert shown.exit_code == 0
    assert field(shown, "agency") == {
        "field": "agency",
        "value": "县应急局",
        "layer": "hills:own",
        "layer_name": "示例县目录",
        "source": "refinements.csv:2",
        "reason": "机构职责",
    }
    assert field(shown, "content")["source"] == "items.csv:2"


def test_an_item_is_shown_for_people_with_each_origin_once(office):
    shown = office("catalogue", "show", "nation:ledger").stdout
    assert re.search(r"agency +\[2\] +县应急局", shown)
    assert "[2] 示例县目录 (hills:own)" in shown
    assert shown.count("示例县目录") == 1


def test_an_item_is_shown_as_it_holds_in_another_region(office):
    shown = office("catalogue", "show", "nation:ledger", "--region", "hills:next", "--json")
    assert field(shown, "agency")["value"] == "应急管理部门"


def test_an_unknown_item_is_an_error(office):
    shown = office("catalogue", "show", "nation:none")
    assert shown.exit_code == 2
    assert "No item nation:none holds here." in shown.stderr


def test_a_towns_catalogue_comes_prefilled_with_its_own_agency(office):
    shown = data(office("catalogue", "town", "㮾梨街道", "--json"))
    assert (shown["region"], shown["level"]) == ("hills:street", "town")
    assert [(each["id"], each["agency"]) for each in shown["items"]] == [
        ("nation:ledger", "县应急局"),
        ("nation:plan", "㮾梨街道办事处"),
    ]
    assert shown["differences"] == {"added": [], "refined": [], "dropped": []}


def test_an_unknown_town_names_the_towns_there_are(office):
    shown = office("catalogue", "town", "无此地")
    assert shown.exit_code == 2
    assert "the towns are: 㮾梨街道" in shown.stderr


def test_a_new_version_is_shown_before_it_is_applied(office):
    shown = office("catalogue", "preview", "nation-2027", "--json")
    assert shown.exit_code == 1
    told = data(shown)
    assert (told["version"], told["instead_of"], told["region"]) == (
        "2027",
        "2020",
        "hills:county",
    )
    assert [each["id"] for each in told["added"]] == ["nation:warn"]
    assert [each["item"] for each in told["gone"]] == ["nation:plan"]
    assert [(each["item"], each["kind"]) for each in told["idle"]] == [
        ("nation:ledger", "no_difference")
    ]


def test_looking_at_a_new_version_applies_nothing(office):
    office("catalogue", "preview", "nation-2027")
    assert office("catalogue", "show", "nation:plan").exit_code == 0


def test_the_preview_says_how_to_apply_it(office):
    shown = office("catalogue", "preview", "nation-2027").stdout
    assert "nation: 2020 becomes 2027." in shown
    assert "Nothing was applied. To apply it" in shown


def test_a_version_that_changes_nothing_has_status_zero(office):
    shown = office("catalogue", "preview", "nation")
    assert shown.exit_code == 0
    assert "nothing changes" in shown.stdout


def test_each_county_is_shown_on_a_line_of_its_own(office):
    shown = office("catalogue", "preview", "nation-2027", "--all-regions", "--json")
    told = [json.loads(line) for line in shown.stdout.splitlines()]
    assert {each["region"]: [one["item"] for one in each["changed"]] for each in told} == {
        "hills:county": [],
        "hills:next": ["nation:ledger"],
    }


def test_words_about_what_a_new_version_no_longer_has_would_stop_the_office(office, tmp_path):
    (tmp_path / "hills/refinements.csv").write_text(
        REFINED + "nation:plan,县应急局,机构职责\n", "utf-8"
    )
    shown = office("catalogue", "preview", "nation-2027")
    assert shown.exit_code == 1
    assert "! nation:plan, refined by hills:own" in shown.stdout
    assert "The office would not open with it until this is mended:" in shown.stdout
    assert "refinements.csv row 3" in shown.stdout


def test_a_version_that_begins_later_is_shown_for_its_first_day(office, tmp_path):
    toml = NATION.format(version="2099").replace(
        'level = "national"', 'level = "national"\nin_force = { since = 2099-01-01 }'
    )
    (tmp_path / "nation-2027/plugin.toml").write_text(toml, "utf-8")
    shown = office("catalogue", "preview", "nation-2027", "--json")
    assert data(shown)["on"] == "2099-01-01"
    assert [each["id"] for each in data(shown)["added"]] == ["nation:warn"]


def test_mistakes_of_the_new_version_itself_are_all_told(office, tmp_path):
    (tmp_path / "nation-2027/items.csv").write_text(
        "编号,领域,一级事项,公开时限\na,nowhere,甲,\nb,safety,乙,0\n", "utf-8"
    )
    shown = office("catalogue", "preview", "nation-2027")
    assert shown.exit_code == 2
    assert "items.csv" in shown.stderr


def test_a_folder_that_is_no_plugin_is_an_error(office, tmp_path):
    (tmp_path / "empty").mkdir()
    shown = office("catalogue", "preview", "empty")
    assert shown.exit_code == 2
    assert "plugin.toml" in shown.stderr


def test_a_folder_of_another_name_is_added(office, tmp_path):
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "plugin.toml").write_text(
        'name = "more"\n[[layers]]\nid = "own"\nname = "新"\nlevel = "county"\n'
        'over = "nation:guide"\n[[layers.items]]\nid = "extra"\ndomain = "nation:safety"\n'
        'level1 = "新增"\n',
        "utf-8",
    )
    shown = office("catalogue", "preview", "more", "--json")
    assert data(shown)["added_plugin"] is True
    assert [each["id"] for each in data(shown)["added"]] == ["more:extra"]


def test_an_item_is_split_and_its_history_shown(office, tmp_path):
    with open_office(tmp_path / "disclosure.toml") as opened:
        item = DisclosureItem(id="office:1", domain="nation:safety", level1="资金与名单")
        with opened.store.transaction(opened.change("test")) as transaction:
            transaction.put("core:item", "office:1", unstructure(item), visibility="public")
    done = office(
        "catalogue",
        "split",
        "office:1",
        "--into",
        "资金",
        "--into",
        "名单",
        "--reason",
        "分开公开",
        "--basis",
        "《示例通知》（示发〔2026〕1号）",
        "--json",
    )
    split = data(done)
    assert (split["kind"], split["on"]) == ("split", today("Asia/Shanghai").isoformat())
    told = data(office("catalogue", "history", "office:1", "--json"))
    assert told["successors"] == split["after"]
    assert told["successions"][0]["basis"]["number"] == "示发〔2026〕1号"
    shown = office("catalogue", "history", split["after"][0]).stdout
    assert "- office:1  资金与名单" in shown
    assert "reason: 分开公开" in shown


def test_splitting_an_item_of_a_plugin_is_refused(office):
    done = office(
        "catalogue", "split", "nation:ledger", "--into", "甲", "--into", "乙", "--reason", "x"
    )
    assert done.exit_code == 2
    assert "is no item of the office's own" in done.stderr


def test_a_split_without_a_reason_is_refused(office):
    done = office("catalogue", "split", "nation:ledger", "--into", "甲", "--into", "乙")
    assert done.exit_code == 2
    assert "--reason" in done.stderr


def test_an_item_without_history_says_so(office):
    shown = office("catalogue", "history", "nation:ledger")
    assert shown.exit_code == 0
    assert "Nothing came before it, and nothing after." in shown.stdout

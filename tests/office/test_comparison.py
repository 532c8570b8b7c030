"""An office holds its catalogue against files, layers, other days and its villages."""

from datetime import date
from pathlib import Path

import pytest

from disclosure_core.catalogue.comparison.twins import Answer
from disclosure_core.errors import DataError, NotFoundError
from disclosure_core.extensions.discovery import installed_names
from disclosure_core.office.office import open_office
from disclosure_core.settings import Settings

from .conftest import EVERYTHING

FOLDER = """
name = "hills"
title = "示例县"
version = "1"
[[domains]]
id = "subsidy"
name = "涉农补贴"
[[domains]]
id = "affairs"
name = "村务公开"
[[regions]]
id = "county"
name = "示例县"
level = "county"
[[regions]]
id = "street"
name = "㮾梨街道"
level = "town"
within = "county"
[[regions]]
id = "village"
name = "大元村"
level = "village"
within = "street"
[[layers]]
id = "base"
name = "示例县目录"
level = "county"
items = "items.csv"
[[layers.successions]]
before = ["old-list"]
after = ["grain"]
on = 2026-01-01
reason = "目录修订"
[[layers]]
id = "street"
name = "㮾梨街道"
level = "town"
over = "base"
region = "street"
[[layers.refinements]]
item = "grain"
agency = "㮾梨街道办事处"
reason = "由街道公开"
[[layers]]
id = "village"
name = "大元村村务公开目录"
level = "village"
over = "street"
region = "village"
items = "village.csv"
[[layers.twins]]
government = "grain"
village = "board-grain"
reason = "种粮补贴发放结果"
"""
HEADER = (
    "编号,领域,一级事项,二级事项,公开内容,公开依据,公开时限,公开主体,公开层级,起始日期,终止日期\n"
)
ITEMS = f"""{HEADER}\
old-list,subsidy,补贴,种粮补贴名册,名单,《政府信息公开条例》,20,农业农村局,县级,,2025-12-31
grain,subsidy,补贴发放,种粮补贴发放结果,名单；金额,《政府信息公开条例》,20,农业农村局,县级、乡级、村级,2026-01-01,
hotline,subsidy,监督渠道,举报电话,电话；地址,《政府信息公开条例》,20,农业农村局,县级,,
machines,subsidy,补贴发放,农机补贴发放结果,名单；金额,《政府信息公开条例》,20,农业农村局,县级、乡级,,
"""
VILLAGE = f"""{HEADER}\
board-grain,affairs,村务,种粮补贴发放结果,名单,《政府信息公开条例》,每年,村民委员会,村级,,
board-machines,affairs,村务公开,农机补贴发放结果公示,名单；金额,《政府信息公开条例》,每季度,村民委员会,村级,,
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "hills"
    made.mkdir()
    (made / "plugin.toml").write_text(FOLDER, "utf-8")
    (made / "items.csv").write_text(ITEMS, "utf-8")
    (made / "village.csv").write_text(VILLAGE, "utf-8")
    return made


@pytest.fixture
def office(tmp_path, folder, clock):
    others = tuple(each for each in installed_names() if each != "china")
    settings = Settings(
        name="示例县政务公开办公室",
        folder=tmp_path / "office",
        folders=(folder,),
        region="hills:county",
        without=others,
    )
    with open_office(settings, actor=EVERYTHING, clock=clock) as office:
        yield office


def compare(office, left, right, domain="hills:subsidy", **more):
    return office.comparison.compare(left, right, domain=domain, **more)


def ids(unmatched):
    return [each.item.id for each in unmatched]


def test_an_office_says_the_same_as_itself(office):
    assert compare(office, "office", "office", domain=None).identical


def test_last_year_is_what_held_that_day(office):
    found = compare(office, "office@2025-12-31", "office")
    assert "2025-12-31" in found.left
    assert ids(found.extra) == []
    (change,) = found.changed
    assert change.match.left.id == "hills:old-list"
    assert "目录修订" in str(change.match.why)


def test_a_town_differs_from_its_county_in_what_it_refines(office):
    (change,) = compare(office, "layer:hills:base", "layer:hills:street").changed
    (field,) = change.fields
    assert (field.field, field.after) == ("agency", ("㮾梨街道办事处",))


def test_a_region_is_what_holds_there(office):
    found = compare(office, "office", "region:hills:village", domain=None)
    assert set(ids(found.extra)) == {"hills:board-grain", "hills:board-machines"}


def test_a_folder_is_held_against_what_holds(office, folder):
    assert compare(office, str(folder), "office").identical


def test_a_file_without_ids_is_matched_by_names(office, tmp_path):
    table = tmp_path / "目录.csv"
    table.write_text(
        "一级事项,二级事项,公开内容,公开依据,公开时限,公开主体\n"
        "补贴发放,种粮补贴、发放结果,名单；金额,《政府信息公开条例》,20个工作日内,农业农村局\n"
        "监督渠道,举报电话,电话；地址；网址,《政府信息公开条例》,20个工作日内,农业农村局\n",
        "utf-8",
    )
    found = compare(office, "office", str(table))
    assert ids(found.missing) == ["hills:machines"]
    assert [each.left.id for each in found.same] == ["hills:grain"]
    assert found.changed[0].fields[0].added == ("网址",)


@pytest.mark.parametrize("name", ["nothing.xlsx", "office@yesterday"])
def test_a_side_that_is_not_there_says_what_a_side_may_be(office, name):
    with pytest.raises(DataError) as caught:
        compare(office, "office", name)
    assert caught.value.fix


@pytest.mark.parametrize("name", ["layer:hills:nothing", "region:hills:nowhere"])
def test_a_layer_or_region_that_is_not_there_is_refused(office, name):
    with pytest.raises(NotFoundError):
        compare(office, "office", name)


def test_an_unknown_domain_is_refused_with_those_known(office):
    with pytest.raises(DataError, match="涉农补贴"):
        compare(office, "office", "office", domain="没有的领域")


def test_the_twins_of_the_layers_are_held_against_each_other(office):
    (found,) = office.comparison.correspondence()
    assert found.government.id == "hills:grain"
    assert found.field("content").figures == ("金额",)
    assert found.field("bases").answer is Answer.SAME
    assert found.field("time_limit").agrees is False
    assert not found.agrees


def test_pairs_that_no_layer_names_are_proposed(office):
    ((twin, _),) = office.comparison.proposed_twins()
    assert (twin.government, twin.village) == ("hills:machines", "hills:board-machines")


def test_a_twin_of_an_item_that_no_longer_holds_is_told_beside_the_others(office):
    day = date(2025, 6, 1)
    assert office.comparison.correspondence(day) == ()
    (missing,) = office.comparison.twins_nowhere(day)
    assert (missing.twin.government, missing.items) == ("hills:grain", ("hills:grain",))


def test_where_all_items_of_twins_hold_none_is_nowhere(office):
    assert office.comparison.twins_nowhere() == ()

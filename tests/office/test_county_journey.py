"""A county's own way: its three tiers, its items counted, its towns, its pilots, its history."""

from datetime import date

import pytest
from attrs import evolve

from disclosure_core.catalogue.measures.grouping import grouped
from disclosure_core.catalogue.measures.values import Grouping
from disclosure_core.catalogue.values import DisclosureItem
from disclosure_core.codec import unstructure
from disclosure_core.documents.values import Document
from disclosure_core.extensions.discovery import installed_names
from disclosure_core.office.layers import ITEM
from disclosure_core.office.office import open_office
from disclosure_core.organisation.figures import PartsState

from .conftest import EVERYTHING

COUNTY = """
name = "hills"
domains = [{ id = "subsidy", name = "涉农补贴" }]
regions = [
  { id = "county", name = "示例县", kind = "county" },
  { id = "north", name = "北镇", kind = "town", within = "county" },
  { id = "street", name = "㮾梨街道", kind = "street", within = "county" },
  { id = "well", name = "古井村", kind = "village", within = "north" },
  { id = "mill", name = "磨坊村", kind = "village", within = "north" },
  { id = "lake", name = "湖滨社区", kind = "community", within = "street" },
]
[[layers]]
id = "county"
name = "示例县目录"
level = "county"
[[layers.items]]
id = "guide"
domain = "subsidy"
level1 = "补贴办事指南"
service = true
levels = ["county"]
[[layers.items]]
id = "plan"
domain = "subsidy"
level1 = "补贴计划"
service = false
levels = ["county"]
[[layers.items]]
id = "list"
domain = "subsidy"
level1 = "补贴名单"
service = false
agency = "各镇（街）"
levels = ["town", "village"]
channels = [{ kind = "bulletin_board", printed = "公示栏", required = true }]
[[reported_figures]]
id = "all"
name = "公开事项"
value = "4"
unit = "项"
reporter = "县政府"
source = "年度总结"
parts = ["service", "other"]
measure = "items"
[[reported_figures]]
id = "service"
name = "政务服务事项"
value = "1"
unit = "项"
reporter = "县政府"
source = "年度总结"
measure = "service_items"
[[reported_figures]]
id = "other"
name = "非政务服务事项"
value = "2"
unit = "项"
reporter = "县政府"
source = "年度总结"
measure = "other_items"
[[reported_figures]]
id = "towns"
name = "镇街"
value = "19"
unit = "个"
reporter = "县政府"
source = "年度总结"
measure = "towns"
[[reported_figures]]
id = "villages"
name = "村社区"
value = "195"
unit = "个"
reporter = "县政府"
source = "年度总结"
measure = "villages"
"""


@pytest.fixture
def settings(settings, tmp_path):
    folder = tmp_path / "hills"
    folder.mkdir()
    (folder / "plugin.toml").write_text(COUNTY, "utf-8")
    return evolve(settings, folders=(folder,), without=installed_names(), region="hills:county")


@pytest.fixture
def office(settings, clock):
    with open_office(settings, actor=EVERYTHING, clock=clock) as office:
        yield office


def released(office, item, agency, formed_on=None):
    document = Document(title=f"{agency}公告", text="见附表。", items=(item,), agency=agency)
    id = office.documents.draft(evolve(document, formed_on=formed_on))
    office.review.check(id)
    office.review.approve(id, reason="无要素")
    release = office.publication.release(id)
    list(office.delivery.run())
    return release


def figures(office):
    return {each.figure.id.partition(":")[2]: each for each in office.organisation.figures()}


def test_towns_and_villages_are_counted_tier_by_tier(office):
    own = {name: each.own.value for name, each in figures(office).items()}
    assert (own["towns"], own["villages"]) == (2, 3)
    boards = office.measures.measure("channels")
    assert {each.region for each in boards.counted} == {"古井村", "磨坊村", "湖滨社区"}


def test_service_items_and_others_are_counted_apart(office):
    known = figures(office)
    assert [known[name].own.value for name in ("service", "other", "all")] == [1, 2, 3]
    assert (known["all"].check.state, known["all"].check.sum) == (PartsState.DIFFERS, 3)
    released(office, "hills:guide", "县财政局")
    tallies = {
        each.id: (each.count, each.met) for each in office.measures.measure("coverage").tallies
    }
    assert tallies == {"service": (1, 1), "other": (2, 0), "undecided": (0, 0)}


def test_each_agency_has_its_volume_and_its_lag(office):
    released(office, "hills:guide", "县财政局", date(2026, 11, 23))
    released(office, "hills:plan", "县农业农村局", date(2026, 11, 10))
    released(office, "hills:plan", "县农业农村局", date(2026, 11, 20))
    lag = grouped(office.measures.measure("lag"), Grouping.AGENCY)
    volume = grouped(office.measures.measure("volume"), Grouping.AGENCY)
    assert [(each.key, each.rank, each.measure.value) for each in lag] == [
        ("县财政局", 1, 1),
        ("县农业农村局", 2, 6),
    ]
    assert [(each.key, each.rank, each.measure.value) for each in volume] == [
        ("县农业农村局", 1, 2),
        ("县财政局", 2, 1),
    ]


def test_what_the_county_asks_of_villages_reaches_them_by_way_of_their_town(office):
    entered = [
        evolve(each.item, agency="北镇财政所") if each.item.id == "hills:list" else each.item
        for each in office.towns.catalogue("北镇").items
    ]
    office.towns.keep("hills:north", entered, {"hills:list": "由财政所公开"})

    def agencies(region):
        return {each.item.id: each.item.agency for each in office.towns.catalogue(region).items}

    assert agencies("古井村")["hills:list"] == "北镇财政所"
    assert agencies("湖滨社区")["hills:list"] != "北镇财政所"
    assert set(agencies("古井村")) == {"hills:list"}


def test_a_domain_is_claimed_worked_out_and_taken_over_elsewhere(office, settings, clock, tmp_path):
    office.organisation.claim("涉农补贴", reason="承担试点")
    assert [each.claim.domain for each in office.organisation.pilots()] == ["hills:subsidy"]
    made = office.templates.export("涉农补贴", tmp_path / "template")
    other = evolve(
        settings, folder=tmp_path / "other", folders=(made.folder,), region=None, name="别县"
    )
    with open_office(other, actor=EVERYTHING, clock=clock) as elsewhere:
        taken_over = [each.item.level1 for each in elsewhere.catalogue.current().items]
        assert elsewhere.organisation.pilots() == ()
    assert sorted(taken_over) == sorted(["补贴办事指南", "补贴计划", "补贴名单"])


def test_what_was_released_for_merged_items_counts_for_the_one_they_became(office):
    parts = [
        DisclosureItem(id=f"office:{name}", domain="hills:subsidy", level1=name, level2=name)
        for name in ("sum", "roll")
    ]
    with office.store.transaction(office.change("test")) as transaction:
        for item in parts:
            transaction.put(ITEM, item.id, unstructure(item), visibility="public")
    released(office, "office:sum", "县财政局")
    merged = evolve(parts[0], id="", level2="金额及名单")
    done = office.history.merge([each.id for each in parts], into=merged, reason="合并公开")
    coverage = {each.subject: each.value for each in office.measures.measure("coverage").counted}
    assert coverage[done.after[0]] == 1
    assert set(done.before).isdisjoint(coverage)

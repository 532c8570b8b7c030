"""A county without Python: what its tables supply, and what becomes of the national catalogue."""

import csv
from datetime import date
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from types import SimpleNamespace

import pytest

from disclosure_china.data_files import table_form
from disclosure_core.catalogue.layers import stack
from disclosure_core.catalogue.values import ChannelKind, TimeLimitKind
from disclosure_core.extensions.collecting import load_registry
from disclosure_core.extensions.folder import read_folder
from disclosure_core.organisation.figures import PartsState, check_parts
from disclosure_core.organisation.tree import OrganisationTree
from disclosure_core.organisation.values import Bound
from disclosure_core.testing.plugin import PluginContract

ON = date(2026, 11, 24)
FOLDER = Path(str(files("disclosure_changsha").joinpath("plugin.toml"))).parent


class TestContract(PluginContract):
    plugin = read_folder(FOLDER, form=table_form())


@pytest.fixture(scope="module")
def registry():
    settings = SimpleNamespace(folders=(), without=(), plugins={})
    return load_registry(settings, on=ON)


@pytest.fixture(scope="module")
def catalogue(registry):
    return stack(registry.layers, on=ON)


def own(values):
    return [value for value in values if value.id.startswith("changsha:")]


def test_the_plugin_has_no_python():
    suffixes = {path.suffix for path in FOLDER.rglob("*") if path.is_file()}
    assert suffixes == {".csv", ".toml", ".md"}


@pytest.fixture(scope="module")
def tree(registry):
    return OrganisationTree.of(registry.organisation, on=ON)


COUNTY = "changsha:changsha-county"


class TestOrganisation:
    def test_the_towns_and_streets_are_those_that_the_talk_names(self, tree):
        assert {town.name for town in tree.towns(COUNTY)} == {
            "北山镇",
            "泉塘街道",
            "春华镇",
            "湘龙街道",
            "\u3bbe梨街道",
            "福临镇",
        }

    def test_parks_are_no_towns(self, tree):
        assert {park.name for park in tree.parks(COUNTY)} == {"黄花综保区", "三一云谷"}

    def test_no_village_is_listed_because_none_is_named(self, tree):
        assert tree.villages(COUNTY) == ()

    @pytest.mark.parametrize("name", ["\u3bbe梨街道", "梨梨街道", "\u3bbe梨街道办事处"])
    def test_a_street_is_found_by_its_name_and_by_its_misprint(self, tree, name):
        assert tree.resolve(name).agency.id == "changsha:langli-government"

    def test_every_row_says_where_it_is_from(self, registry):
        whole = registry.organisation
        rows = (*whole.regions, *whole.agencies, *whole.service_points, *whole.pilots)
        assert [row for row in rows if not row.source] == []

    def test_no_row_that_is_loaded_rests_on_general_knowledge(self, registry):
        rows = own((*registry.regions, *registry.agencies))
        assert [row.id for row in rows if "公开常识" in row.source] == []

    def test_each_town_has_its_government(self, tree):
        assert [town.id for town in tree.towns(COUNTY) if not tree.agencies_of(town.id)] == []

    def test_nobody_is_named(self, registry):
        assert registry.organisation.responsible == ()

    def test_the_reading_places_of_the_county_s_rules_are_there(self, tree):
        names = {point.name for point in tree.service_points_of(COUNTY)}
        assert names == {"长沙县政务服务大厅", "图书馆", "县档案馆"}

    def test_three_pilots_are_claimed(self, registry):
        names = {domain.id: domain.name for domain in registry.domains}
        claimed = [names[pilot.domain] for pilot in registry.organisation.pilots]
        assert claimed == ["扶贫", "义务教育", "农村危房改造"]


class TestUnverified:
    TABLES = sorted((FOLDER / "unverified").glob("*.csv"))

    @pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
    def test_each_row_says_that_it_must_be_checked(self, table):
        with table.open(encoding="utf-8", newline="") as rows:
            assert {row["来源"][-5:] for row in csv.DictReader(rows)} == {"待本县核对"}

    def test_none_of_its_towns_is_loaded(self, registry):
        with (FOLDER / "unverified/regions.csv").open(encoding="utf-8", newline="") as rows:
            names = {row["名称"] for row in csv.DictReader(rows)}
        assert names & {region.name for region in registry.regions} == set()

    def test_its_rows_can_be_moved_up_as_they_are(self, tmp_path):
        for file in FOLDER.iterdir():
            if file.is_file():
                text = file.read_text("utf-8")
                more = FOLDER / "unverified" / file.name
                if file.name in ("regions.csv", "agencies.csv"):
                    text += more.read_text("utf-8").partition("\n")[2]
                (tmp_path / file.name).write_text(text, "utf-8")
        plugin = read_folder(tmp_path, form=table_form())
        assert len(plugin.organisation.regions) == 21


@pytest.fixture(scope="module")
def checks(registry):
    figures = registry.organisation.reported_figures
    return {check.figure.id: check for check in check_parts(figures)}


class TestFigures:
    @pytest.mark.parametrize(
        ("figure", "value"),
        [
            ("service-items", "860"),
            ("other-items", "738"),
            ("items", "1598"),
            ("published", "4577"),
            ("villages", "195"),
            ("window-staff", "46"),
            ("policy-deferred", "2054.16"),
            ("government-sites-mean", "76.1"),
        ],
    )
    def test_a_number_is_as_the_talk_prints_it(self, checks, figure, value):
        told = checks[f"changsha:{figure}"].figure
        assert told.value == Decimal(value)
        assert value in told.printed

    def test_the_items_are_the_sum_of_their_parts(self, checks):
        assert checks["changsha:items"].state is PartsState.ADDS_UP

    def test_more_than_is_not_taken_for_exactly(self, checks):
        assert checks["changsha:hotline-monthly-orders"].figure.bound is Bound.MORE_THAN

    def test_every_figure_has_reporter_source_words_and_time(self, checks):
        incomplete = [
            id
            for id, check in checks.items()
            if not (check.figure.printed and check.figure.as_of.since and check.figure.source)
        ]
        assert incomplete == []


class TestLayer:
    def test_channels_are_refined_with_the_reason_and_the_source(self, catalogue):
        item = catalogue.item("china:planning-service-guide")
        assert ChannelKind.CONVENIENCE_STATION in [each.kind for each in item.item.channels]
        assert item.origin("channels") == "changsha:county"
        assert "政务公开专区" in item.reasons["channels"]

    def test_what_is_not_refined_stays_national(self, catalogue):
        item = catalogue.item("china:planning-service-guide")
        assert item.origin("agency") == "china:national"

    def test_an_item_that_no_town_can_have_is_left_out_with_its_reason(self, catalogue):
        (omitted,) = catalogue.omitted
        assert omitted.item.id == "china:planning-township-plan"
        assert "没有乡" in omitted.reason

    def test_the_county_adds_items_of_its_own(self, catalogue):
        limits = {
            each.item.title: each.item.time_limit.kind
            for each in catalogue.items
            if each.layer == "changsha:county"
        }
        assert limits == {
            "政府网站与政务新媒体常态化监测结果": TimeLimitKind.MONTHLY,
            "惠企政策兑现事项清单": TimeLimitKind.WORKING_DAYS,
        }

    def test_its_own_items_have_a_basis_and_an_agency_of_the_county(self, registry, catalogue):
        names = {agency.name for agency in own(registry.agencies)}
        for each in catalogue.items:
            if each.layer == "changsha:county":
                assert each.item.bases
                assert each.item.agency in names

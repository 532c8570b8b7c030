"""A county without Python: what its tables supply, and what becomes of the national catalogue."""

from datetime import date
from importlib.resources import files
from pathlib import Path
from types import SimpleNamespace

import pytest

from disclosure_china.data_files import table_form
from disclosure_core.catalogue.layers import stack
from disclosure_core.catalogue.values import ChannelKind, TimeLimitKind
from disclosure_core.extensions.collecting import load_registry
from disclosure_core.extensions.folder import read_folder
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
    assert {path.suffix for path in FOLDER.iterdir()} == {".csv", ".toml"}


class TestOrganisation:
    def test_towns_and_streets_lie_in_the_county(self, registry):
        towns = [region for region in own(registry.regions) if region.level == "town"]
        assert {town.within for town in towns} == {"changsha:changsha-county"}
        assert len(towns) == 18

    def test_a_rare_character_is_kept(self, registry):
        assert "\u3bbe梨街道" in [region.name for region in registry.regions]

    def test_every_row_says_where_it_is_from(self, registry):
        rows = own((*registry.regions, *registry.agencies))
        assert [row.id for row in rows if not row.source] == []

    def test_no_domain_has_two_responsible_agencies(self, registry):
        claimed = [domain for agency in own(registry.agencies) for domain in agency.domains]
        assert len(claimed) == len(set(claimed))

    def test_each_town_has_its_government(self, registry):
        towns = {region.id for region in own(registry.regions) if region.level == "town"}
        assert towns <= {agency.region for agency in own(registry.agencies)}


class TestLayer:
    def test_national_items_get_the_county_s_agency_and_the_reason(self, catalogue):
        item = catalogue.item("china:major-projects-proposal-approval")
        assert item.item.agency == "长沙县发展和改革局"
        assert item.origin("agency") == "changsha:county"
        assert item.reasons["agency"]

    def test_what_is_not_refined_stays_national(self, catalogue):
        item = catalogue.item("china:major-projects-proposal-approval")
        assert item.origin("time_limit") == "china:national"

    def test_channels_are_refined_too(self, catalogue):
        kinds = [each.kind for each in catalogue.item("china:planning-service-guide").item.channels]
        assert ChannelKind.CONVENIENCE_STATION in kinds

    def test_refined_agencies_are_the_county_s_own(self, registry, catalogue):
        names = {agency.name for agency in own(registry.agencies)}
        refined = {
            each.item.agency for each in catalogue.items if each.origins.get("agency") is not None
        }
        assert refined <= names

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

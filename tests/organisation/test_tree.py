"""The tree of a county: what lies where, on which day."""

from datetime import date

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from disclosure_core.errors import NotFoundError
from disclosure_core.legal import Period
from disclosure_core.organisation.tree import (
    OrganisationTree,
    agency_named,
    chain,
    meant_by,
    within,
)
from disclosure_core.organisation.values import Agency, Organisation, Region


def names(regions):
    return [each.name for each in regions]


class TestPlaces:
    def test_the_root_lies_within_none(self, today):
        assert names(today.roots) == ["示例县"]

    def test_a_path_leads_from_the_root(self, today):
        assert names(today.path("well")) == ["示例县", "北镇", "井村"]

    def test_a_chain_leads_to_the_root(self, today):
        assert today.chain("well") == ("well", "north", "county")

    def test_towns_and_streets_are_no_parks(self, today):
        assert names(today.towns("county")) == ["北镇", "南街道"]
        assert names(today.parks("county")) == ["示例园区"]

    def test_the_villages_of_a_county_are_those_of_its_towns(self, today):
        assert sorted(names(today.villages("county"))) == ["井村", "湾村", "磨坊社区"]

    def test_the_villages_of_a_town_are_its_own(self, today):
        assert names(today.villages("north")) == ["井村", "湾村"]

    def test_descendants_come_after_what_they_lie_in(self, today):
        ids = [each.id for each in today.descendants("county")]
        assert ids.index("north") < ids.index("well")
        assert len(ids) == len(set(ids)) == 6

    def test_an_unknown_region_is_told_with_the_day(self, today):
        with pytest.raises(NotFoundError, match="No region moon stands on 2026-11-24"):
            today.path("moon")

    def test_service_points_stand_on_their_days(self, today, before):
        assert names(today.service_points_of("county")) == ["示例县政务服务大厅"]
        assert names(before.service_points_of("county")) == ["旧大厅", "示例县政务服务大厅"]


class TestAgencies:
    def test_those_of_the_day_are_listed(self, today):
        assert "示例县规划局" not in names(today.agencies_of("county"))
        assert "示例县自然资源局" in names(today.agencies_of("county"))

    def test_an_agency_has_the_name_of_the_day(self, today, before):
        assert before.agency("health").name == "示例县卫生和计划生育局"
        assert today.agency("health").name == "示例县卫生健康局"

    def test_head_deputy_officer_of_the_day_in_that_order(self, today, before):
        assert names(today.responsible_for("health")) == ["乙", "丙"]
        assert names(before.responsible_for("health")) == ["甲", "丙"]

    def test_a_name_is_asked_without_a_tree(self, county):
        assert agency_named(county.agencies, "县规划局").id == "planning"

    def test_a_day_leaves_out_the_agencies_of_others(self, county):
        assert agency_named(county.agencies, "县规划局", on=date(2026, 11, 24)) is None

    def test_two_agencies_of_one_name_are_none(self):
        same = [Agency(id=id, name="局", region="r") for id in ("a", "b")]
        assert agency_named(same, "局") is None


class TestMoved:
    ORGANISATION = Organisation(
        regions=(
            Region(id="a", name="甲县", level="county"),
            Region(id="n", name="北镇", level="town", within="a"),
            Region(id="s", name="南镇", level="town", within="a"),
            Region(
                id="v",
                name="村",
                level="village",
                within="n",
                in_force=Period(until=date(2019, 12, 31)),
            ),
            Region(
                id="v",
                name="村",
                level="village",
                within="s",
                in_force=Period(since=date(2020, 1, 1)),
            ),
        )
    )

    @pytest.mark.parametrize(("day", "town"), [(date(2019, 12, 31), "n"), (date(2020, 1, 1), "s")])
    def test_a_village_lies_where_it_lay_that_day(self, day, town):
        tree = OrganisationTree.of(self.ORGANISATION, on=day)
        assert tree.chain("v") == ("v", town, "a")


def test_a_ring_is_cut_where_it_closes():
    ring = (
        Region(id="a", name="甲", level="county", within="b"),
        Region(id="b", name="乙", level="town", within="a"),
    )
    tree = OrganisationTree.of(Organisation(regions=ring), on=date(2026, 1, 1))
    assert tree.chain("a") == chain(ring, "a") == ("a", "b")
    assert [each.id for each in tree.descendants("a")] == ["b"]


@st.composite
def trees(draw):
    """Regions of which each lies within an earlier one, or within none."""
    count = draw(st.integers(1, 30))
    parents = [None, *(draw(st.integers(0, index - 1)) for index in range(1, count))]
    return tuple(
        Region(
            id=f"r{index}",
            name=f"区域{index}",
            level="county",
            within=None if parent is None else f"r{parent}",
        )
        for index, parent in enumerate(parents)
    )


@given(trees())
def test_the_tree_answers_as_the_plain_questions_do(regions):
    tree = OrganisationTree.of(Organisation(regions=regions), on=date(2026, 1, 1))
    for each in regions:
        assert tree.chain(each.id) == chain(regions, each.id)
        assert tree.within(each.id) == within(regions, each.id)


@given(trees())
def test_a_region_is_beneath_exactly_those_on_its_path(regions):
    tree = OrganisationTree.of(Organisation(regions=regions), on=date(2026, 1, 1))
    beneath = {(top.id, each.id) for top in regions for each in tree.descendants(top.id)}
    above = {(top.id, each.id) for each in regions for top in tree.path(each.id)[:-1]}
    assert beneath == above


def test_a_region_that_ended_is_not_in_the_tree(county):
    ended = tuple(
        evolve(each, in_force=Period(until=date(2020, 1, 1))) if each.id == "well" else each
        for each in county.regions
    )
    tree = OrganisationTree.of(evolve(county, regions=ended), on=date(2026, 1, 1))
    assert names(tree.villages("north")) == ["湾村"]


class TestWhatAPersonMeans:
    NORTH = Region(id="hills:north", name="北镇", level="town", names=("北乡",))
    OTHER = Region(id="north", name="另镇", level="town")

    @pytest.mark.parametrize("named", ["hills:north", "north", "北镇", "北乡"])
    def test_an_id_its_local_part_or_any_name_will_do(self, named):
        assert meant_by([self.NORTH], named) == [self.NORTH]

    def test_an_id_is_meant_before_the_local_part_of_another(self):
        assert meant_by([self.NORTH, self.OTHER], "north") == [self.OTHER]

    def test_all_of_one_name_are_meant(self):
        twin = evolve(self.NORTH, id="vale:north")
        assert meant_by([self.NORTH, twin], "北镇") == [self.NORTH, twin]

    @pytest.mark.parametrize("named", ["", "北", "hills"])
    def test_a_part_of_a_name_means_nothing(self, named):
        assert meant_by([self.NORTH, self.OTHER], named) == []

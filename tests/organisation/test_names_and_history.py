"""Old names lead to what stands today, with a note that says when and why."""

from datetime import date

import pytest
from attrs import evolve

from disclosure_core.legal import Period
from disclosure_core.organisation.history import history_of
from disclosure_core.organisation.names import NameState
from disclosure_core.organisation.tree import OrganisationTree
from disclosure_core.organisation.values import Agency, ChangeKind, OrganisationChange

from .conftest import REFORM, region


def with_a_neighbour(county):
    """The county and another one, each with a bureau of schools that is called the same."""
    neighbour = region("neighbour", "邻县", "county")
    schools = [
        Agency(id="schools", name="教育局", region="county"),
        Agency(id="neighbours-schools", name="教育局", region="neighbour"),
        Agency(id="auditors", name="邻县审计局", region="neighbour"),
    ]
    both = evolve(
        county, regions=(*county.regions, neighbour), agencies=(*county.agencies, *schools)
    )
    return OrganisationTree.of(both, on=date(2026, 11, 24))


class TestResolving:
    def test_a_name_of_today_is_current(self, today):
        found = today.resolve("示例县自然资源局")
        assert (found.state, found.agency.id, found.note) == (NameState.CURRENT, "resources", None)

    def test_a_merged_bureau_leads_to_its_successor_with_a_note(self, today):
        found = today.resolve("示例县规划局")
        assert (found.state, found.agency.id) == (NameState.FORMER, "resources")
        assert found.note.text("en") == "until 2019-02-28 示例县规划局, now 示例县自然资源局"

    def test_another_printed_name_of_it_leads_there_too(self, today):
        assert today.resolve("县规划局").agency.id == "resources"

    def test_a_bureau_that_kept_its_id_leads_to_itself(self, today):
        found = today.resolve("示例县卫生和计划生育局")
        assert found.state is NameState.FORMER
        assert [each.name for each in found.agencies] == ["示例县卫生健康局"]

    def test_a_split_bureau_leads_to_all_that_came_of_it(self, county):
        split = OrganisationChange(
            before=("land",), after=("resources", "youth"), on=REFORM, reason="机构改革"
        )
        tree = OrganisationTree.of(evolve(county, changes=(split,)), on=date(2026, 11, 24))
        found = tree.resolve("示例县国土资源局")
        assert found.agency is None
        assert {each.id for each in found.agencies} == {"resources", "youth"}

    def test_an_abolished_bureau_leads_to_none(self, today):
        found = today.resolve("示例县物价局")
        assert found.agency is None
        assert found.note.text("en") == "until 2019-02-28 示例县物价局, and nothing came after"

    def test_an_old_name_was_current_then(self, before):
        assert before.resolve("示例县规划局").state is NameState.CURRENT

    def test_a_later_name_is_told_as_later(self, before):
        found = before.resolve("示例县自然资源局")
        assert (found.state, found.agency) == (NameState.LATER, None)
        assert found.note.text("en") == "not before 2019-03-01: 示例县自然资源局"

    def test_spaces_in_a_printed_name_do_not_matter(self, today):
        assert today.resolve(" 示例县 自然资源局\n").agency.id == "resources"

    def test_near_a_county_its_own_bureau_is_meant_of_those_of_one_name(self, county):
        tree = with_a_neighbour(county)
        assert tree.resolve("教育局").agency is None
        assert tree.resolve("教育局", near="county").agency.id == "schools"

    def test_near_a_village_the_bureau_of_its_county_is_meant(self, county):
        assert with_a_neighbour(county).resolve("教育局", near="well").agency.id == "schools"

    def test_a_name_that_only_the_neighbour_has_is_the_neighbours(self, county):
        tree = with_a_neighbour(county)
        assert tree.resolve("邻县审计局", near="county").agency.id == "auditors"

    @pytest.mark.parametrize("name", ["", "某局", "规划", "示例县规划局长"])
    def test_nothing_is_guessed(self, today, name):
        assert today.resolve(name).state is NameState.UNKNOWN


class TestHistory:
    def test_a_merged_bureau_has_its_parents_and_the_change(self, county):
        history = history_of(county, "resources")
        assert {each.id for each in history.entries} == {"planning", "land", "resources"}
        assert [each.kind for each in history.changes] == [ChangeKind.MERGED]

    def test_a_renamed_bureau_has_both_its_names(self, county):
        names = [each.name for each in history_of(county, "health").own_entries]
        assert names == ["示例县卫生和计划生育局", "示例县卫生健康局"]

    def test_a_bureau_without_changes_has_itself(self, county):
        history = history_of(county, "north-government")
        assert [each.name for each in history.entries] == ["北镇人民政府"]
        assert history.changes == ()

    def test_an_unknown_id_has_none(self, county):
        assert history_of(county, "moon").entries == ()


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (("a",), ("a",), ChangeKind.RENAMED),
        (("a", "b"), ("c",), ChangeKind.MERGED),
        (("a",), ("b", "c"), ChangeKind.SPLIT),
        (("a",), (), ChangeKind.ABOLISHED),
        (("a", "b"), ("c", "d"), ChangeKind.REORGANISED),
    ],
)
def test_what_became_of_units_follows_from_their_number(before, after, kind):
    change = OrganisationChange(before=before, after=after, on=REFORM, reason="改革")
    assert change.kind is kind


def test_a_name_is_followed_over_two_changes(county):
    second = date(2024, 1, 1)
    agencies = [
        evolve(each, in_force=Period(since=REFORM, until=date(2023, 12, 31)))
        if each.id == "resources"
        else each
        for each in county.agencies
    ]
    agencies.append(
        Agency(id="space", name="示例县国土空间局", region="county", in_force=Period(since=second))
    )
    changed = evolve(
        county,
        agencies=tuple(agencies),
        changes=(
            *county.changes,
            OrganisationChange(before=("resources",), after=("space",), on=second, reason="更名"),
        ),
    )
    tree = OrganisationTree.of(changed, on=date(2026, 11, 24))
    assert tree.resolve("县规划局").agency.id == "space"
    assert OrganisationTree.of(changed, on=date(2020, 1, 1)).resolve("县规划局").agency.id == (
        "resources"
    )

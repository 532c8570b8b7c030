"""Everything that contradicts itself in an organisation is told, together, with its place."""

from datetime import date

import pytest
from attrs import evolve

from disclosure_core.errors import DataError
from disclosure_core.legal import Period
from disclosure_core.organisation.checking import mistakes_in
from disclosure_core.organisation.references import unknown_references
from disclosure_core.organisation.values import (
    Agency,
    Organisation,
    OrganisationChange,
    PilotClaim,
    PostRole,
    Region,
    RegionKind,
    Responsible,
)

UNTIL, SINCE = Period(until=date(2019, 2, 28)), Period(since=date(2019, 3, 1))


def place(section, index, key):
    return f"{section}.csv", f"row {index + 2}, column {key}"


def told(organisation, **more):
    return [each.text("en") for each in mistakes_in(organisation, place, **more)]


def places(*regions):
    return Organisation(regions=tuple(regions))


def region(id, level, within=None, **more):
    return Region(id=id, name=id.upper(), level=level, within=within, **more)


def test_a_right_county_has_no_mistakes(county):
    assert told(county) == []


def test_a_town_within_a_village_is_told():
    assert told(places(region("v", "village"), region("t", "town", "v"))) == [
        "regions.csv row 3, column within: T (town level) cannot lie within V (village level)"
    ]


def test_a_town_within_a_town_is_told():
    tree = places(region("a", "town"), region("b", "town", "a"))
    assert ["B (town level) cannot lie within A (town level)" in each for each in told(tree)] == [
        True
    ]


@pytest.mark.parametrize("within", ["county", "town", "park"])
def test_a_park_may_lie_in_a_county_a_town_or_a_park(within):
    assert told(places(region("a", within), region("p", "park", "a"))) == []


def test_two_roots_on_one_day_are_told():
    assert told(places(region("a", "county"), region("b", "county"))) == [
        "regions.csv row 3, column within: B lies within none, and so does A; a tree has one root"
    ]


def test_one_root_after_the_other_is_right():
    tree = places(region("a", "county", in_force=UNTIL), region("b", "county", in_force=SINCE))
    assert told(tree) == []


def test_a_ring_is_told_once():
    tree = places(region("a", "county", "c"), region("b", "town", "a"), region("c", "village", "b"))
    assert told(tree) == [
        "regions.csv row 2, column within: each lies within the next, in a ring: a, c, b"
    ]


def test_regions_that_lay_in_each_other_on_different_days_are_no_ring():
    tree = places(
        region("root", "province"),
        region("a", "city", "root", in_force=UNTIL),
        region("b", "county", "a", in_force=UNTIL),
        region("b", "city", "root", in_force=SINCE),
        region("a", "county", "b", in_force=SINCE),
    )
    assert told(tree) == []


def test_one_id_twice_on_a_day_is_told():
    tree = places(
        region("a", "county", in_force=UNTIL),
        region("a", "county", in_force=Period(since=date(2019, 2, 28))),
    )
    assert told(tree) == ["regions.csv row 3, column id: a is there already on some of these days"]


def test_a_long_entry_hides_no_later_one():
    tree = places(
        region("a", "county"),
        region("a", "county", in_force=Period(since=date(2000, 1, 1), until=date(2000, 1, 2))),
        region("a", "county", in_force=Period(since=date(2019, 1, 1))),
    )
    assert len(told(tree)) == 2


def test_a_kind_must_fit_its_level():
    wrong = evolve(region("a", "village"), kind=RegionKind.STREET)
    assert (
        "A is a street, and stands at village level; expected town level" in told(places(wrong))[0]
    )


def test_an_unknown_level_is_told():
    assert "district is no level" in told(places(region("a", "district")))[0]


class TestChanges:
    def organisation(self, change, *agencies):
        return Organisation(
            regions=(region("c", "county"),),
            agencies=tuple(
                Agency(id=id, name=id, region="c", in_force=period) for id, period in agencies
            ),
            changes=(change,),
        )

    def change(self, before, after):
        return OrganisationChange(
            before=before, after=after, on=date(2019, 3, 1), reason="机构改革"
        )

    def test_what_gave_way_may_not_stand_on(self):
        wrong = self.organisation(self.change(("a",), ("b",)), ("a", Period()), ("b", SINCE))
        assert told(wrong) == [
            (
                "changes.csv row 2, column before: a still stands on 2019-03-01; "
                "let its entry end on 2019-02-28"
            )
        ]

    def test_what_came_after_must_stand(self):
        wrong = self.organisation(self.change(("a",), ("b",)), ("a", UNTIL), ("b", UNTIL))
        assert told(wrong) == ["changes.csv row 2, column after: b does not stand on 2019-03-01"]

    def test_what_gave_way_must_have_stood(self):
        wrong = self.organisation(self.change(("a",), ("b",)), ("a", SINCE), ("b", SINCE))
        assert "a does not stand on 2019-02-28" in told(wrong)[0]

    def test_a_region_is_no_agency(self):
        wrong = self.organisation(self.change(("c",), ("a",)), ("a", SINCE))
        assert "not of both" in told(wrong)[0]


def test_two_heads_on_one_day_are_told():
    def head(name, period):
        return Responsible(
            agency="a", role=PostRole.HEAD, name=name, source="分工", in_force=period
        )

    agency = Agency(id="a", name="局", region="c")
    root = (region("c", "county"),)
    right = Organisation(
        regions=root, agencies=(agency,), responsible=(head("甲", UNTIL), head("乙", SINCE))
    )
    assert told(right) == []
    wrong = evolve(right, responsible=(head("甲", UNTIL), head("乙", Period())))
    assert "another head" in told(wrong)[0]


def test_a_parent_of_another_plugin_counts():
    village = places(region("v", "village"))
    town = places(region("t", "town", "v"))
    assert "cannot lie within V" in told(town, around=[village])[0]


def test_references_to_what_is_not_there_are_told_together():
    wrong = Organisation(
        regions=(region("own:a", "county", "own:moon"),),
        changes=(
            OrganisationChange(before=("own:x", "other:y"), on=date(2020, 1, 1), reason="撤销"),
        ),
        pilots=(PilotClaim(domain="own:d", region="own:a", agency="own:b"),),
    )
    found = unknown_references(wrong, place, plugin="own", domains=["own:d"])
    assert [each.text("en") for each in found] == [
        "regions.csv row 2, column within: a region of that id is not here: own:moon",
        "changes.csv row 2, column before: a region or agency of that id is not here: own:x",
        "pilots.csv row 2, column agency: an agency of that id is not here: own:b",
    ]


@pytest.mark.parametrize("number", ["13800138000", "138-0013-8000", "+86 138 0013 8000"])
def test_a_mobile_number_is_a_person_s_and_refused(number):
    with pytest.raises(DataError, match="give the number of the office"):
        Responsible(agency="a", role=PostRole.HEAD, name="甲", source="分工", office_phone=number)


def test_a_number_of_an_office_is_taken():
    phone = "0731-84012345"
    kept = Responsible(
        agency="a", role=PostRole.OFFICER, name="甲", source="分工", office_phone=phone
    )
    assert kept.office_phone == phone


def test_a_name_that_nobody_read_anywhere_is_not_kept():
    with pytest.raises(ValueError, match="source"):
        Responsible(agency="a", role=PostRole.HEAD, name="甲", source="")

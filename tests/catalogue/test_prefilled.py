"""A town's catalogue comes prefilled, and only what differs is entered."""

from datetime import date

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from disclosure_core.catalogue.differences import differences, with_differences
from disclosure_core.catalogue.layers import stack
from disclosure_core.catalogue.prefilled import prefilled
from disclosure_core.catalogue.values import (
    CatalogueLayer,
    ChannelKind,
    DisclosureItem,
    ItemChannel,
    Level,
    Omission,
    TimeLimit,
    TimeLimitKind,
)
from disclosure_core.errors import DataError
from disclosure_core.organisation.tree import OrganisationTree
from disclosure_core.organisation.values import Agency, Organisation, Region

TODAY = date(2026, 11, 24)
COUNTY = Region(id="hills:county", name="示例县", level="county")
TOWN = Region(id="hills:langli", name="㮾梨街道", level="town", within="hills:county")
VILLAGE = Region(id="hills:dayuan", name="大元村", level="village", within="hills:langli")
SAFETY_BUREAU = Agency(id="hills:safety", name="县应急管理局", region="hills:county")
STREET_OFFICE = Agency(
    id="hills:langli-office", name="㮾梨街道办事处", region="hills:langli", names=("街道办",)
)
STREET_SAFETY = Agency(
    id="hills:langli-safety",
    name="㮾梨街道应急管理办公室",
    region="hills:langli",
    within="hills:safety",
    source="街道三定方案",
)
TWENTY = TimeLimit(kind=TimeLimitKind.WORKING_DAYS, days=20, printed="20个工作日")
SEVEN = TimeLimit(kind=TimeLimitKind.WORKING_DAYS, days=7, printed="7个工作日")
BOARD = ItemChannel(kind=ChannelKind.BULLETIN_BOARD, printed="公示栏")


def item(id: str, *levels: Level, **fields: object) -> DisclosureItem:
    return DisclosureItem(id=id, domain="china:safety", level1=id, levels=levels, **fields)


def tree(*agencies: Agency) -> OrganisationTree:
    organisation = Organisation(regions=(COUNTY, TOWN, VILLAGE), agencies=agencies)
    return OrganisationTree.of(organisation, on=TODAY)


LEDGER = item("china:ledger", Level.COUNTY, Level.TOWN, agency="县应急管理局", time_limit=TWENTY)
RELIEF = item("china:relief", Level.TOWN, Level.VILLAGE, agency="乡镇人民政府")
BOARD_ACCOUNT = item("china:account", Level.VILLAGE, agency="村委会")
BUDGET = item("china:budget", Level.COUNTY, agency="县财政局")
UNSAID = item("china:unsaid", agency="县应急管理局")
DROPPED = item("china:dropped", Level.TOWN)
NATIONAL = CatalogueLayer(
    id="china:national",
    name="全国",
    level=Level.NATIONAL,
    items=(LEDGER, RELIEF, BOARD_ACCOUNT, BUDGET, UNSAID, DROPPED),
)
COUNTY_LAYER = CatalogueLayer(
    id="hills:layer",
    name="示例县",
    level=Level.COUNTY,
    over="china:national",
    omissions=(Omission(item="china:dropped", reason="本县没有乡"),),
)
STACKED = stack([NATIONAL, COUNTY_LAYER], on=TODAY)


def for_town(*agencies: Agency):
    return prefilled(STACKED, TOWN, tree(SAFETY_BUREAU, *agencies))


def edited(known, **changes: object) -> list[DisclosureItem]:
    return [
        evolve(each.item, **changes) if each.item.id == "china:ledger" else each.item
        for each in known.items
    ]


def mistakes(caught) -> list[str]:
    return [each.text("en") for each in caught.value.mistakes]


def test_a_town_gets_the_items_of_its_level_and_beneath():
    assert [each.item.id for each in for_town().items] == [
        "china:ledger",
        "china:relief",
        "china:account",
    ]


def test_a_village_gets_the_items_of_its_own_level():
    known = prefilled(STACKED, VILLAGE, tree())
    assert [each.item.id for each in known.items] == ["china:relief", "china:account"]


def test_items_whose_levels_nobody_gave_are_set_apart_for_a_person():
    assert [each.item.id for each in for_town().undecided] == ["china:unsaid"]


def test_what_a_layer_above_leaves_out_is_listed_with_its_reason():
    assert [(each.item.id, each.reason) for each in for_town().dropped] == [
        ("china:dropped", "本县没有乡")
    ]


def test_without_an_agency_of_its_own_everything_stays_as_above():
    assert for_town().items[0].item == LEDGER


def test_an_agency_within_the_one_named_takes_its_place_and_says_where_from():
    known = for_town(STREET_OFFICE, STREET_SAFETY)
    told = known.items[0].field_origin("agency")
    assert (told.value, told.source) == ("㮾梨街道应急管理办公室", "街道三定方案")
    assert told.layer == "organisation:hills--langli"
    assert "㮾梨街道" in told.reason


def test_an_agency_of_that_name_in_another_county_does_not_matter():
    neighbour = Region(id="hills:neighbour", name="邻县", level="county")
    theirs = evolve(SAFETY_BUREAU, id="hills:their-safety", region="hills:neighbour")
    both = Organisation(
        regions=(COUNTY, neighbour, TOWN), agencies=(theirs, SAFETY_BUREAU, STREET_SAFETY)
    )
    known = prefilled(STACKED, TOWN, OrganisationTree.of(both, on=TODAY))
    assert known.items[0].item.agency == "㮾梨街道应急管理办公室"


def test_the_government_of_any_town_becomes_the_towns_own():
    known = for_town(STREET_OFFICE)
    assert known.items[1].item.agency == "㮾梨街道办事处"


def test_an_agency_of_the_town_that_answers_for_the_domain_takes_the_place():
    answering = evolve(STREET_OFFICE, domains=("china:safety",))
    assert for_town(answering).items[0].item.agency == "㮾梨街道办事处"


def test_where_two_agencies_could_be_meant_it_stays_for_a_person_to_say():
    two = [
        evolve(STREET_OFFICE, id=f"hills:{name}", name=name, domains=("china:safety",))
        for name in ("安监站", "消防站")
    ]
    assert for_town(*two).items[0].item.agency == "县应急管理局"


def test_an_item_of_villages_only_keeps_its_agency_in_the_town():
    answering = evolve(STREET_OFFICE, domains=("china:safety",))
    assert for_town(answering).items[2].item.agency == "村委会"


def test_a_catalogue_left_as_it_came_makes_an_empty_layer():
    known = for_town(STREET_OFFICE)
    layer = differences(known, [each.item for each in known.items], {})
    assert (layer.items, layer.refinements, layer.omissions) == ((), (), ())
    assert (layer.level, layer.region) == (Level.TOWN, "hills:langli")


def test_only_the_fields_that_differ_are_kept():
    known = for_town()
    layer = differences(
        known, edited(known, time_limit=SEVEN, channels=(BOARD,)), {"china:ledger": "街道承诺"}
    )
    (refinement,) = layer.refinements
    assert (refinement.time_limit, refinement.channels) == (SEVEN, (BOARD,))
    assert (refinement.agency, refinement.level1, refinement.reason) == (None, None, "街道承诺")


def test_an_item_taken_out_is_left_out_with_its_reason():
    known = for_town()
    rest = [each.item for each in known.items if each.item.id != "china:relief"]
    layer = differences(known, rest, {"china:relief": "本街道没有救助对象"})
    assert [(each.item, each.reason) for each in layer.omissions] == [
        ("china:relief", "本街道没有救助对象")
    ]


def test_a_new_item_keeps_why_it_is_added():
    known = for_town()
    own = item("", Level.TOWN, reason="街道自己的事项")
    layer = differences(known, [*edited(known), own], {}, new_id=lambda: "office:1")
    assert [(each.id, each.reason) for each in layer.items] == [("office:1", "街道自己的事项")]


def test_a_field_can_be_emptied():
    known = for_town()
    layer = differences(known, edited(known, agency=None), {"china:ledger": "尚未确定"})
    assert with_differences(known, layer, on=TODAY).item("china:ledger").item.agency is None


def test_an_undecided_item_can_be_taken_in_by_giving_its_level():
    known = for_town()
    taken = evolve(UNSAID, levels=(Level.TOWN,))
    layer = differences(known, [*edited(known), taken], {"china:unsaid": "由街道公开"})
    assert with_differences(known, layer, on=TODAY).item("china:unsaid").item == taken


def test_differences_without_a_reason_name_row_and_field_and_are_found_together():
    known = for_town()
    changed = edited(known, agency="街道办", time_limit=SEVEN)[:-1]
    added = item("office:9", Level.TOWN, source="街道.xlsx:目录:9")
    with pytest.raises(DataError) as caught:
        differences(
            known,
            [*changed, added],
            {},
            places={"china:ledger": "row 3"},
            file="街道.xlsx",
        )
    assert mistakes(caught) == [
        (
            "街道.xlsx row 3, time limit of china:ledger: differs from what is above, without a "
            "reason"
        ),
        "街道.xlsx row 3, agency of china:ledger: differs from what is above, without a reason",
        "街道.xlsx:目录:9 reason of office:9: is added without a reason",
        "街道.xlsx china:account (china:account): it was left out without a reason",
    ]


def test_a_blank_reason_is_none():
    known = for_town()
    with pytest.raises(DataError, match="without a reason"):
        differences(known, edited(known, agency="街道办"), {"china:ledger": "  "})


def test_two_rows_with_one_id_are_told():
    known = for_town()
    with pytest.raises(DataError, match="two rows have the id china:ledger"):
        differences(known, [*edited(known), LEDGER], {})


def test_what_was_left_out_above_cannot_be_taken_in_again():
    known = for_town()
    with pytest.raises(DataError, match="left out above and cannot be taken in again: 本县没有乡"):
        differences(known, [*edited(known), DROPPED], {"china:dropped": "想要"})


def test_an_item_of_another_level_is_not_taken_for_a_new_one():
    known = for_town()
    with pytest.raises(DataError, match="china:budget is an item from above"):
        differences(known, [*edited(known), BUDGET], {"china:budget": "想要"})


def test_the_domain_of_an_item_from_above_cannot_be_changed():
    known = for_town()
    with pytest.raises(DataError, match="domain of china:ledger: cannot be changed here"):
        differences(known, edited(known, domain="china:other"), {"china:ledger": "x"})


def test_what_differs_says_that_the_town_said_so():
    known = for_town()
    layer = differences(known, edited(known, time_limit=SEVEN), {"china:ledger": "街道承诺"})
    told = with_differences(known, layer, on=TODAY).item("china:ledger").field_origin("time_limit")
    assert (told.layer, told.reason) == ("office:hills--langli", "街道承诺")


limits = st.sampled_from([TWENTY, SEVEN])
texts = st.text("甲乙丙丁", min_size=1, max_size=3)


def edits():
    """What a clerk may do to one row: leave it, take it out, change some fields."""
    change = st.fixed_dictionaries(
        {},
        optional={
            "level1": texts,
            "level2": st.none() | texts,
            "agency": st.none() | texts,
            "time_limit": limits,
            "content": st.lists(texts, max_size=2).map(tuple),
            "channels": st.sampled_from([(), (BOARD,)]),
            "levels": st.sampled_from([(Level.TOWN,), (Level.TOWN, Level.VILLAGE)]),
        },
    )
    return st.lists(st.none() | change, min_size=3, max_size=3)


@given(edits(), st.lists(texts, max_size=2))
def test_laying_the_differences_on_gives_the_edited_catalogue(changes, new_names):
    known = for_town(STREET_OFFICE, STREET_SAFETY)
    wanted = [
        evolve(each.item, **change)
        for each, change in zip(known.items, changes, strict=True)
        if change is not None
    ] + [
        item(f"office:{number}", Level.TOWN, agency=name, reason="新增")
        for number, name in enumerate(new_names)
    ]
    reasons = {each.item.id: "街道实际" for each in known.items}
    layer = differences(known, wanted, reasons)
    assert [each.item for each in with_differences(known, layer, on=TODAY).items] == wanted


@given(edits())
def test_the_differences_of_what_they_made_are_the_same_differences(changes):
    known = for_town(STREET_OFFICE)
    wanted = [
        evolve(each.item, **change)
        for each, change in zip(known.items, changes, strict=True)
        if change is not None
    ]
    reasons = {each.item.id: "街道实际" for each in known.items}
    layer = differences(known, wanted, reasons)
    made = [each.item for each in with_differences(known, layer, on=TODAY).items]
    assert differences(known, made, reasons) == layer

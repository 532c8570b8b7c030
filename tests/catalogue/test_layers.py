"""What stacking catalogue layers promises."""

from datetime import date

import attrs
import pytest

from disclosure_core.catalogue.layers import IdleKind, stack
from disclosure_core.catalogue.values import (
    CatalogueLayer,
    DisclosureItem,
    Level,
    Omission,
    Refinement,
    TimeLimit,
    TimeLimitKind,
)
from disclosure_core.errors import DataError
from disclosure_core.legal import Period

TODAY = date(2026, 11, 24)
IN_2027 = Period(since=date(2027, 1, 1))
TWENTY = TimeLimit(kind=TimeLimitKind.WORKING_DAYS, days=20)


def item(id: str, **fields: object) -> DisclosureItem:
    return DisclosureItem(id=id, domain="china:budget", level1="财政预决算", level2=id, **fields)


NATIONAL = CatalogueLayer(
    id="china:national",
    name="全国",
    level=Level.NATIONAL,
    items=(item("china:budget-1", time_limit=TWENTY), item("china:budget-2")),
)


def county(**parts: object) -> CatalogueLayer:
    return CatalogueLayer(
        id="hills:county", name="示例县", level=Level.COUNTY, over="china:national", **parts
    )


def test_a_base_layer_alone_is_the_catalogue():
    catalogue = stack([NATIONAL], on=TODAY)
    assert [each.item.id for each in catalogue.items] == ["china:budget-1", "china:budget-2"]
    assert catalogue.omitted == ()


def test_a_lower_layer_adds_items_after_those_beneath():
    catalogue = stack([county(items=(item("hills:own"),)), NATIONAL], on=TODAY)
    assert [each.item.id for each in catalogue.items][-1] == "hills:own"
    assert catalogue.item("hills:own").layer == "hills:county"


def test_a_refined_field_says_which_layer_and_why():
    layer = county(
        refinements=(Refinement(item="china:budget-1", agency="县财政局", reason="机构职责"),)
    )
    refined = stack([NATIONAL, layer], on=TODAY).item("china:budget-1")
    assert refined.item.agency == "县财政局"
    assert refined.origin("agency") == "hills:county"
    assert refined.reasons == {"agency": "机构职责"}


def test_a_field_nobody_refines_keeps_its_layer_and_value():
    layer = county(refinements=(Refinement(item="china:budget-1", agency="县财政局", reason="x"),))
    refined = stack([NATIONAL, layer], on=TODAY).item("china:budget-1")
    assert refined.item.time_limit == TWENTY
    assert refined.origin("time_limit") == "china:national"


def test_an_omitted_item_is_left_out_and_kept_with_its_reason():
    layer = county(omissions=(Omission(item="china:budget-2", reason="本县无此事项"),))
    catalogue = stack([NATIONAL, layer], on=TODAY)
    assert catalogue.item("china:budget-2") is None
    assert [(each.item.id, each.reason) for each in catalogue.omitted] == [
        ("china:budget-2", "本县无此事项")
    ]


def test_the_deepest_layer_has_the_last_word():
    town = CatalogueLayer(
        id="hills:town",
        name="示例镇",
        level=Level.TOWN,
        over="hills:county",
        refinements=(Refinement(item="china:budget-1", agency="镇政府", reason="下放"),),
    )
    above = county(refinements=(Refinement(item="china:budget-1", agency="县财政局", reason="x"),))
    assert stack([town, above, NATIONAL], on=TODAY).item("china:budget-1").item.agency == "镇政府"


def test_a_layer_not_yet_in_force_changes_nothing():
    layer = county(
        omissions=(Omission(item="china:budget-2", reason="x"),),
        in_force=IN_2027,
    )
    assert stack([NATIONAL, layer], on=TODAY).omitted == ()


def test_refining_an_item_that_is_not_in_force_that_day_is_no_mistake():
    later = attrs.evolve(NATIONAL, items=(item("china:budget-9", in_force=IN_2027),))
    layer = county(
        refinements=(Refinement(item="china:budget-9", agency="县财政局", reason="x"),),
        omissions=(Omission(item="china:budget-9", reason="x"),),
    )
    assert stack([later, layer], on=TODAY).items == ()


def test_every_unknown_item_is_named_at_once():
    layer = county(
        refinements=(Refinement(item="china:none", agency="a", reason="x"),),
        omissions=(Omission(item="china:gone", reason="x"),),
    )
    with pytest.raises(DataError) as caught:
        stack([NATIONAL, layer], on=TODAY)
    assert [mistake.place for mistake in caught.value.mistakes] == ["china:none", "china:gone"]


def test_a_layer_over_a_missing_one_is_an_error():
    with pytest.raises(DataError, match="do not fit together"):
        stack([county()], on=TODAY)


def test_layers_in_a_ring_are_an_error():
    ring = [
        CatalogueLayer(id="a", name="a", level=Level.CITY, over="b"),
        CatalogueLayer(id="b", name="b", level=Level.COUNTY, over="a"),
    ]
    with pytest.raises(DataError) as caught:
        stack(ring, on=TODAY)
    assert "ring" in str(caught.value)


def test_a_layer_that_replaces_another_takes_its_place_beneath_those_over_it():
    newer = attrs.evolve(
        NATIONAL,
        id="china:national-2027",
        replaces="china:national",
        items=(item("china:budget-1", agency="财政部门（新版）"),),
    )
    layer = county(refinements=(Refinement(item="china:budget-1", time_limit=TWENTY, reason="x"),))
    catalogue = stack([NATIONAL, layer, newer], on=TODAY)
    assert catalogue.layers == ("china:national-2027", "hills:county")
    assert catalogue.item("china:budget-1").item.agency == "财政部门（新版）"
    assert catalogue.item("china:budget-2") is None


def test_a_layer_is_replaced_only_while_the_other_is_in_force():
    newer = attrs.evolve(
        NATIONAL, id="china:national-2027", replaces="china:national", in_force=IN_2027, items=()
    )
    assert stack([NATIONAL, newer], on=TODAY).layers == ("china:national",)
    assert stack([NATIONAL, newer], on=date(2027, 1, 1)).layers == ("china:national-2027",)


def test_a_layer_over_one_that_has_ended_lies_on_what_is_beneath():
    city = CatalogueLayer(
        id="city", name="市", level=Level.CITY, over="china:national", in_force=IN_2027
    )
    layer = attrs.evolve(county(), over="city")
    assert stack([NATIONAL, city, layer], on=TODAY).layers == ("china:national", "hills:county")


def test_two_layers_that_replace_one_are_told():
    twice = [
        attrs.evolve(NATIONAL, id=f"china:{name}", replaces="china:national", items=())
        for name in ("a", "b")
    ]
    with pytest.raises(DataError, match="china:a and china:b both replace it"):
        stack([NATIONAL, *twice], on=TODAY)


def test_layers_that_replace_each_other_are_told():
    ring = [
        CatalogueLayer(id="a", name="a", level=Level.CITY, replaces="b"),
        CatalogueLayer(id="b", name="b", level=Level.CITY, replaces="a"),
    ]
    with pytest.raises(DataError, match="replace each other in a ring"):
        stack(ring, on=TODAY)


def test_a_layer_over_the_one_it_replaces_is_told():
    with pytest.raises(DataError, match="lies over the layer that it replaces"):
        stack([NATIONAL, attrs.evolve(county(), replaces="china:national")], on=TODAY)


def test_an_item_defined_by_two_layers_is_told_with_both():
    with pytest.raises(DataError, match="is defined already by china:national"):
        stack([NATIONAL, county(items=(item("china:budget-1"),))], on=TODAY)


def test_every_field_answers_layer_source_and_reason():
    national = attrs.evolve(NATIONAL, source="国办发〔2019〕54号")
    layer = county(
        refinements=(
            Refinement(
                item="china:budget-1", agency="县财政局", reason="机构职责", source="三定方案"
            ),
        )
    )
    told = {
        each.field: each
        for each in stack([national, layer], on=TODAY).item("china:budget-1").field_origins()
    }
    assert (told["agency"].layer, told["agency"].source, told["agency"].reason) == (
        "hills:county",
        "三定方案",
        "机构职责",
    )
    assert (told["level1"].layer, told["level1"].source, told["level1"].reason) == (
        "china:national",
        "国办发〔2019〕54号",
        None,
    )
    assert "id" not in told


def test_a_layer_answers_as_the_source_of_what_gives_none():
    layer = county(
        refinements=(Refinement(item="china:budget-1", agency="县财政局", reason="x"),),
        source="县目录",
    )
    refined = stack([NATIONAL, layer], on=TODAY).item("china:budget-1")
    assert refined.field_origin("agency").source == "县目录"


def test_an_added_item_answers_why_it_was_added():
    own = item("hills:own", reason="本县特色")
    added = stack([NATIONAL, county(items=(own,))], on=TODAY).item("hills:own")
    assert added.field_origin("level1").reason == "本县特色"


def test_an_empty_text_empties_a_field():
    national = attrs.evolve(NATIONAL, items=(item("china:budget-1", agency="财政部门"),))
    layer = county(refinements=(Refinement(item="china:budget-1", agency="", reason="未定"),))
    assert stack([national, layer], on=TODAY).item("china:budget-1").item.agency is None


def test_words_to_no_effect_are_kept_with_why():
    layer = county(
        refinements=(
            Refinement(item="china:none", agency="a", reason="无此事项"),
            Refinement(item="china:budget-1", time_limit=TWENTY, agency="b", reason="相同"),
        ),
        omissions=(
            Omission(item="china:budget-2", reason="不适用"),
            Omission(item="china:budget-2", reason="再说一次"),
        ),
    )
    idle = stack([NATIONAL, layer], on=TODAY, strict=False).idle
    assert [(each.item, each.kind, each.fields, each.omission) for each in idle] == [
        ("china:none", IdleKind.UNKNOWN_ITEM, (), False),
        ("china:budget-1", IdleKind.NO_DIFFERENCE, ("time_limit",), False),
        ("china:budget-2", IdleKind.NOT_HERE, (), True),
    ]


def test_an_item_is_found_by_its_domain_in_catalogue_order():
    catalogue = stack([NATIONAL], on=TODAY)
    assert [each.item.id for each in catalogue.in_domain("china:budget")] == [
        "china:budget-1",
        "china:budget-2",
    ]
    assert catalogue.in_domain("china:none") == ()

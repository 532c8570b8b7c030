"""What stacking catalogue layers promises."""

from datetime import date

import attrs
import pytest

from disclosure_core.catalogue.layers import stack
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

"""Items that nobody has confirmed hold nowhere, unless somebody asks to see them."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from disclosure_core.catalogue.layers import stack, verified_only, without_items
from disclosure_core.catalogue.values import (
    CatalogueLayer,
    DisclosureItem,
    Level,
    Omission,
    Refinement,
    Succession,
    Twin,
    Waiver,
)

TODAY = date(2026, 11, 24)


def item(id: str) -> DisclosureItem:
    return DisclosureItem(id=id, domain="china:budget", level1="财政预决算", level2=id)


NATIONAL = CatalogueLayer(
    id="china:national", name="全国", level=Level.NATIONAL, items=(item("china:budget"),)
)
UNVERIFIED = CatalogueLayer(
    id="china:unverified",
    name="未核实",
    level=Level.NATIONAL,
    over="china:national",
    items=(item("china:guess"),),
    unverified=True,
)


def county(**said: object) -> CatalogueLayer:
    return CatalogueLayer(
        id="hills:county", name="示例县", level=Level.COUNTY, over="china:unverified", **said
    )


def ids(*layers: CatalogueLayer, include_unverified: bool = False) -> list[str]:
    held = stack(layers, on=TODAY, include_unverified=include_unverified)
    return [each.item.id for each in held.items]


def test_an_unverified_item_does_not_hold():
    assert ids(NATIONAL, UNVERIFIED) == ["china:budget"]


def test_an_unverified_item_is_shown_to_whoever_asks():
    assert ids(NATIONAL, UNVERIFIED, include_unverified=True) == ["china:budget", "china:guess"]


def test_a_shown_item_says_whether_it_is_unverified():
    held = stack((NATIONAL, UNVERIFIED), on=TODAY, include_unverified=True)
    assert [each.unverified for each in held.items] == [False, True]


def test_a_refined_unverified_item_stays_unverified():
    layer = county(refinements=(Refinement(item="china:guess", reason="机构", agency="县财政局"),))
    held = stack((NATIONAL, UNVERIFIED, layer), on=TODAY, include_unverified=True)
    assert held.item("china:guess").unverified


def test_a_layer_over_an_unverified_one_lies_over_what_is_beneath_it():
    assert ids(NATIONAL, UNVERIFIED, county(items=(item("hills:own"),))) == [
        "china:budget",
        "hills:own",
    ]


def test_words_about_an_unverified_item_are_passed_over():
    layer = county(
        refinements=(Refinement(item="china:guess", reason="机构", agency="县财政局"),),
        omissions=(Omission(item="china:guess", reason="无此事项"),),
        waivers=(Waiver(rule="no_basis", item="china:guess", reason="待核实"),),
        successions=(Succession(before=("china:guess",), on=TODAY, reason="取消"),),
        twins=(Twin(government="china:budget", village="china:guess"),),
    )
    held = stack((NATIONAL, UNVERIFIED, layer), on=TODAY)
    assert (held.idle, held.omitted, held.successions) == ((), (), ())


def test_words_about_other_items_stay():
    said = (
        Omission(item="china:budget", reason="无此事项"),
        Omission(item="china:guess", reason="无"),
    )
    (_, layer) = verified_only((NATIONAL, UNVERIFIED, county(omissions=said)))
    assert layer.omissions == said[:1]


def test_a_confirmed_item_is_no_longer_among_the_unverified():
    left = without_items((NATIONAL, UNVERIFIED), {"china:guess", "china:budget"})
    assert ids(*left, include_unverified=True) == ["china:budget"]


@given(st.permutations((NATIONAL, UNVERIFIED, county(items=(item("hills:own"),)))))
def test_the_order_the_layers_are_given_in_does_not_matter(layers):
    assert set(ids(*layers)) == {"china:budget", "hills:own"}


@given(st.permutations((NATIONAL, UNVERIFIED, county())))
def test_leaving_out_twice_is_leaving_out_once(layers):
    once = verified_only(layers)
    assert verified_only(once) == once

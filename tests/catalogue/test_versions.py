"""What a new version changes is shown before it is applied."""

from datetime import date

from attrs import evolve

from disclosure_core.catalogue.layers import IdleKind, stack
from disclosure_core.catalogue.values import (
    CatalogueLayer,
    DisclosureItem,
    Level,
    Omission,
    Refinement,
    Succession,
)
from disclosure_core.catalogue.versions import changes_between, layers_replacing
from disclosure_core.legal import Period

IN_2027 = date(2027, 1, 1)


def item(id: str, **fields: object) -> DisclosureItem:
    return DisclosureItem(id=id, domain="safety", level1=id, **fields)


OLD = CatalogueLayer(
    id="nation:guide",
    name="全国",
    level=Level.NATIONAL,
    items=(
        item("ledger", agency="应急管理部门"),
        item("plan", agency="应急管理部门"),
        item("drill"),
        item("hotline"),
    ),
)
COUNTY = CatalogueLayer(
    id="hills:own",
    name="示例县",
    level=Level.COUNTY,
    over="nation:guide",
    refinements=(
        Refinement(item="ledger", agency="县应急管理局", reason="机构职责"),
        Refinement(item="plan", agency="县应急管理局", reason="机构职责"),
    ),
    omissions=(Omission(item="hotline", reason="由市级公开"),),
)
NEW = evolve(
    OLD,
    items=(
        item("ledger", agency="县应急管理局", content=("隐患",)),
        item("warning"),
        item("drill", source="guide.xlsx:12"),
    ),
)


def previewed(new: CatalogueLayer = NEW):
    before = stack([OLD, COUNTY], on=IN_2027)
    after = stack(layers_replacing([OLD, COUNTY], [new]), on=IN_2027, strict=False)
    return changes_between(before, after)


def test_added_items_are_listed_with_their_layer():
    assert [(each.item.id, each.layer) for each in previewed().added] == [
        ("warning", "nation:guide")
    ]


def test_a_changed_field_is_shown_before_and_after_with_the_layer_that_says_so():
    (changed,) = previewed().changed
    (field,) = changed.fields
    assert (changed.id, field.field, field.before, field.after, field.layer) == (
        "ledger",
        "content",
        (),
        ("隐患",),
        "nation:guide",
    )


def test_where_a_row_was_read_is_no_change():
    assert "drill" not in [each.id for each in previewed().changed]


def test_a_field_that_the_county_refines_does_not_change_with_the_nation():
    new = evolve(NEW, items=(item("ledger", agency="应急部门"), *NEW.items[1:]))
    assert "agency" not in [
        change.field for each in previewed(new).changed for change in each.fields
    ]


def test_gone_items_are_listed():
    assert [each.id for each in previewed().gone] == ["plan"]


def test_a_gone_item_says_what_took_its_place_and_why():
    merging = Succession(
        before=("plan", "drill"), after=("warning",), on=IN_2027, reason="合并公开"
    )
    gone = {each.id: each for each in previewed(evolve(NEW, successions=(merging,))).gone}
    assert (gone["plan"].reason, gone["plan"].successors) == ("合并公开", ("warning",))


def test_what_the_county_then_says_to_no_effect_is_listed():
    assert [(each.item, each.kind, each.layer) for each in previewed().idle] == [
        ("ledger", IdleKind.NO_DIFFERENCE, "hills:own"),
        ("plan", IdleKind.UNKNOWN_ITEM, "hills:own"),
        ("hotline", IdleKind.UNKNOWN_ITEM, "hills:own"),
    ]


def test_what_had_no_effect_before_is_not_told_again():
    idle = evolve(COUNTY, omissions=(Omission(item="none", reason="从来没有"),), refinements=())
    before = stack([OLD, idle], on=IN_2027, strict=False)
    after = stack(layers_replacing([OLD, idle], [NEW]), on=IN_2027, strict=False)
    assert changes_between(before, after).idle == ()


def test_a_version_under_an_id_of_its_own_stands_in_the_place_of_the_old():
    newer = evolve(
        NEW, id="nation:guide-2027", replaces="nation:guide", in_force=Period(since=IN_2027)
    )
    layers = layers_replacing([OLD, COUNTY], [newer])
    changes = changes_between(
        stack(layers, on=date(2026, 12, 31), strict=False), stack(layers, on=IN_2027, strict=False)
    )
    assert [each.item.id for each in changes.added] == ["warning"]
    assert [each.id for each in changes.gone] == ["plan"]


def test_the_same_version_changes_nothing():
    assert not previewed(OLD)

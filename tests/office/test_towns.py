"""An office keeps what its towns and villages enter otherwise, and nothing else of them."""

from pathlib import Path

import pytest
from attrs import evolve

from disclosure_core.access.values import PUBLIC
from disclosure_core.catalogue.values import DisclosureItem, Level, Refinement
from disclosure_core.codec import unstructure
from disclosure_core.errors import DataError, NotAllowedError, NotFoundError, StaleVersionError
from disclosure_core.extensions.discovery import installed_names
from disclosure_core.office.layers import OWN_LAYER, REFINEMENT
from disclosure_core.office.office import open_office

from .conftest import EVERYTHING

FOLDER = """
name = "hills"
version = "1"
[[domains]]
id = "safety"
name = "安全"
[[regions]]
id = "city"
name = "示例市"
level = "city"
[[regions]]
id = "county"
name = "示例县"
level = "county"
within = "city"
[[regions]]
id = "street"
name = "㮾梨街道"
level = "town"
within = "county"
[[regions]]
id = "village"
name = "大元村"
level = "village"
within = "street"
[[regions]]
id = "other"
name = "邻县"
level = "county"
within = "city"
[[agencies]]
id = "street-office"
name = "㮾梨街道办事处"
region = "street"
names = ["街道办"]
[[layers]]
id = "base"
name = "示例县"
level = "county"
[[layers.items]]
id = "ledger"
domain = "safety"
level1 = "台账"
agency = "各镇（街）"
levels = ["county", "town"]
[[layers.items]]
id = "relief"
domain = "safety"
level1 = "救助"
agency = "各镇（街）"
levels = ["town", "village"]
[[layers.items]]
id = "budget"
domain = "safety"
level1 = "预算"
levels = ["county"]
"""
STREET = "hills:street"


@pytest.fixture
def office(settings, clock, tmp_path: Path):
    folder = tmp_path / "hills"
    folder.mkdir()
    (folder / "plugin.toml").write_text(FOLDER, "utf-8")
    settings = evolve(settings, folders=(folder,), without=installed_names(), region="hills:county")
    with open_office(settings, actor=EVERYTHING, clock=clock) as office:
        yield office


def edited(office, region: str = STREET, **changes: object) -> list[DisclosureItem]:
    return [
        evolve(each.item, **changes) if each.item.id == "hills:ledger" else each.item
        for each in office.towns.catalogue(region).items
    ]


def own(catalogue):
    return [each.item.id for each in catalogue.items if each.item.id.startswith("hills:")]


def test_the_office_knows_its_towns_and_villages_by_id_and_name(office):
    assert [each.id for each in office.towns.regions()] == [STREET, "hills:village"]
    assert office.towns.region("㮾梨街道").id == STREET
    assert office.towns.region("street").id == STREET


def test_a_town_of_another_county_is_not_the_offices(office):
    with pytest.raises(NotFoundError, match="no town or village"):
        office.towns.region("邻县")


def test_a_town_gets_its_items_with_its_own_agency(office):
    known = office.towns.prefilled(STREET)
    own_items = [each for each in known.items if each.item.id.startswith("hills:")]
    assert [(each.item.id, each.item.agency) for each in own_items] == [
        ("hills:ledger", "㮾梨街道办事处"),
        ("hills:relief", "㮾梨街道办事处"),
    ]


def test_what_a_town_enters_otherwise_holds_there_and_only_there(office):
    office.towns.keep(STREET, edited(office, agency="街道安监站"), {"hills:ledger": "职责下放"})
    there = office.catalogue.current(region=STREET).item("hills:ledger").field_origin("agency")
    assert (there.value, there.layer, there.reason) == (
        "街道安监站",
        "office:hills--street",
        "职责下放",
    )
    assert office.catalogue.item("hills:ledger").item.agency == "各镇（街）"


def test_the_layer_of_a_towns_words_can_be_asked_for(office):
    office.towns.keep(STREET, edited(office, agency="街道安监站"), {"hills:ledger": "职责下放"})
    holding = office.catalogue.current(region=STREET).item("hills:ledger")
    assert office.catalogue.layer(holding.origin("agency")).name == "㮾梨街道"
    turned = office.catalogue.current(region=STREET).item("hills:relief")
    assert office.catalogue.layer(turned.origin("agency")).level is Level.TOWN


def test_a_village_gets_what_its_town_entered(office):
    changed = [
        evolve(each, content=("名单",)) if each.id == "hills:relief" else each
        for each in edited(office)
    ]
    office.towns.keep(STREET, changed, {"hills:relief": "街道统一"})
    village = office.towns.prefilled("hills:village")
    assert [each.item.content for each in village.items if each.item.id == "hills:relief"] == [
        ("名单",)
    ]
    assert "hills:ledger" not in own(village.catalogue)


def test_what_stood_before_need_not_give_its_reason_again(office):
    office.towns.keep(STREET, edited(office, agency="街道安监站"), {"hills:ledger": "职责下放"})
    layer = office.towns.keep(STREET, edited(office), {})
    assert [each.reason for each in layer.refinements] == ["职责下放"]


def test_taking_a_difference_back_leaves_nothing_of_it(office):
    before = office.towns.catalogue(STREET)
    office.towns.keep(STREET, edited(office, agency="街道安监站"), {"hills:ledger": "职责下放"})
    office.towns.keep(STREET, [each.item for each in before.items], {})
    assert office.towns.catalogue(STREET).items == before.items


def test_keeping_no_difference_writes_nothing(office):
    before = office.journal.checkpoint()
    office.towns.keep(STREET, edited(office), {})
    assert office.journal.checkpoint() == before


def test_an_added_item_gets_an_id_and_keeps_it(office):
    new = DisclosureItem(id="", domain="hills:safety", level1="自有", levels=(Level.TOWN,))
    layer = office.towns.keep(STREET, [*edited(office), evolve(new, reason="街道自己的事项")], {})
    (added,) = layer.items
    assert added.id.startswith("office:")
    assert office.towns.keep(STREET, edited(office), {}) == layer


def test_an_unknown_id_is_not_taken_for_a_new_item(office):
    new = DisclosureItem(id="hills:typo", domain="hills:safety", level1="x", reason="x")
    with pytest.raises(DataError, match="no item hills:typo is known"):
        office.towns.keep(STREET, [*edited(office), new], {})


def test_a_difference_without_a_reason_is_refused_and_nothing_is_kept(office):
    before = office.journal.checkpoint()
    with pytest.raises(DataError, match="without a reason"):
        office.towns.keep(STREET, edited(office, agency="街道安监站"), {})
    assert office.journal.checkpoint() == before


def test_only_a_drafter_may_keep_differences(office):
    with pytest.raises(NotAllowedError):
        office.as_actor(PUBLIC).towns.keep(STREET, [], {})


def test_the_public_sees_a_towns_catalogue(office):
    office.towns.keep(STREET, edited(office, agency="街道安监站"), {"hills:ledger": "职责下放"})
    public = office.as_actor(PUBLIC)
    assert public.towns.catalogue(STREET) == office.towns.catalogue(STREET)


def test_the_whole_stack_of_a_town_says_what_its_catalogue_says(office):
    office.towns.keep(STREET, edited(office, agency="街道安监站"), {"hills:ledger": "职责下放"})
    whole = office.catalogue.current(region=STREET)
    assert all(whole.item(each.item.id) == each for each in office.towns.catalogue(STREET).items)


def test_another_region_does_not_get_what_the_office_took_in(office):
    assert OWN_LAYER in office.catalogue.current().layers
    assert OWN_LAYER in office.catalogue.current(region=STREET).layers
    assert OWN_LAYER not in office.catalogue.current(region="hills:other").layers


def test_the_offices_own_layer_has_the_level_of_its_region(office):
    own_layer = office.catalogue.layer(OWN_LAYER)
    assert (own_layer.level, own_layer.region) == (Level.COUNTY, "hills:county")


def test_an_unknown_region_is_named(office):
    with pytest.raises(NotFoundError, match="hills:none"):
        office.catalogue.current(region="hills:none")


def test_what_no_longer_differs_is_told(office):
    office.towns.keep(STREET, edited(office, agency="街道安监站"), {"hills:ledger": "职责下放"})
    store_agency(office, "街道安监站")
    (idle,) = office.towns.catalogue(STREET).idle
    assert (idle.item, idle.fields) == ("hills:ledger", ("agency",))


def store_agency(office, agency: str) -> None:
    """The county itself comes to say what the street said."""
    refinement = Refinement(item="hills:ledger", agency=agency, reason="全县统一")
    with office.store.transaction(office.change("test")) as transaction:
        transaction.put(REFINEMENT, "r1", unstructure(refinement), visibility="public")


def test_an_edit_that_began_before_somebody_elses_is_refused_naming_what_changed(office):
    seen = office.towns.layer(STREET)
    office.towns.keep(STREET, edited(office, agency="街道安监站"), {"hills:ledger": "职责下放"})
    with pytest.raises(StaleVersionError, match="hills:ledger"):
        office.towns.keep(
            STREET, edited(office, agency="街道办"), {"hills:ledger": "另有分工"}, seen=seen
        )
    (refinement,) = office.towns.layer(STREET).refinements
    assert refinement.agency == "街道安监站"


def test_an_edit_that_began_from_what_stands_is_kept(office):
    seen = office.towns.layer(STREET)
    office.towns.keep(
        STREET, edited(office, agency="街道安监站"), {"hills:ledger": "职责下放"}, seen=seen
    )
    assert office.towns.layer(STREET).refinements[0].agency == "街道安监站"

"""Unverified items hold nowhere until a drafter confirms one with a basis and an address."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from attrs import evolve

from disclosure_core.access.values import PUBLIC, Actor, Role
from disclosure_core.documents.values import Document
from disclosure_core.errors import DataError, NotAllowedError, NotFoundError
from disclosure_core.legal import LegalBasis
from disclosure_core.office.layers import CONFIRMATION, OWN_LAYER
from disclosure_core.office.office import open_office
from disclosure_core.records.values import Query

from .conftest import EVERYTHING

ITEM = "china:tax-calendar"
ADDRESS = "https://www.example.gov.cn/zwgk/ml.html"
BASIS = LegalBasis(document="税收征收管理法", article="第二十五条")


@pytest.fixture
def confirm(office):
    def confirmed(item=ITEM, *, source=ADDRESS, bases=(BASIS,), reason=None):
        return office.confirmations.confirm(item, source=source, bases=bases, reason=reason)

    return confirmed


def held(office, **asked):
    return {each.item.id for each in office.catalogue.current(**asked).items}


def mistakes(caught):
    return {(each.place, str(each.what)) for each in caught.value.mistakes}


def test_an_unverified_item_is_not_in_the_catalogue(office):
    assert ITEM not in held(office)


def test_an_unverified_item_is_not_found_by_its_id(office):
    with pytest.raises(NotFoundError):
        office.catalogue.item(ITEM)


def test_an_unverified_item_is_not_found_by_its_words(office):
    assert office.catalogue.search("办税日历") == ()


def test_an_unverified_item_counts_in_no_coverage(office):
    counted = {row.item.id for each in office.scoring.coverage().domains for row in each.rows}
    assert counted & {each.item.id for each in office.confirmations.unconfirmed()} == set()


def test_nothing_can_be_released_for_an_unverified_item_so_no_feed_names_one(office):
    draft = Document(title="办税日历", text="2026年办税日历", items=(ITEM,), agency="县税务局")
    with pytest.raises(DataError, match="items that do not hold here"):
        office.documents.draft(draft)


def test_an_unverified_item_is_shown_where_it_is_asked_for(office):
    assert ITEM in held(office, include_unverified=True)


def test_asking_for_unverified_items_changes_no_other_answer(office):
    before = held(office)
    held(office, include_unverified=True)
    assert held(office) == before


def test_every_open_item_is_listed_and_none_that_is_verified(office):
    listed = office.confirmations.unconfirmed()
    assert all(each.unverified for each in listed)
    assert {each.item.id for each in listed} == held(office, include_unverified=True) - held(office)


def test_a_confirmed_item_holds_in_the_offices_own_layer(office, confirm):
    confirm()
    found = office.catalogue.item(ITEM)
    assert (found.layer, found.unverified) == (OWN_LAYER, False)


def test_a_confirmed_item_has_the_basis_and_the_source_that_were_given(office, confirm):
    confirm()
    item = office.catalogue.item(ITEM).item
    assert (item.bases, item.source) == ((BASIS,), ADDRESS)


def test_a_confirmed_item_keeps_its_names_and_elements(office, confirm):
    (known,) = (each for each in office.confirmations.unconfirmed() if each.item.id == ITEM)
    confirm()
    item = office.catalogue.item(ITEM).item
    assert (item.path, item.content) == (known.item.path, known.item.content)


def test_the_public_sees_a_confirmed_item(office, confirm):
    confirm()
    assert ITEM in held(office.as_actor(PUBLIC))


def test_a_confirmed_item_counts_in_coverage(office, confirm):
    before = office.scoring.coverage().items
    confirm()
    assert office.scoring.coverage().items == before + 1


def test_a_confirmed_item_is_no_longer_open(office, confirm):
    confirm()
    assert ITEM not in {each.item.id for each in office.confirmations.unconfirmed()}
    assert [each.item.id for each in office.confirmations.kept()] == [ITEM]


def test_the_journal_says_who_confirmed_what_and_why(office, confirm):
    confirm(reason="核对县税务局目录")
    entry = list(office.journal.entries())[-1]
    assert (entry.who, entry.kind, entry.id, entry.why) == (
        "王主任",
        CONFIRMATION,
        ITEM,
        "核对县税务局目录",
    )


def test_only_a_drafter_confirms(office):
    reviewer = office.as_actor(Actor(name="李科长", roles=frozenset({Role.REVIEWER})))
    with pytest.raises(NotAllowedError):
        reviewer.confirmations.confirm(ITEM, source=ADDRESS, bases=(BASIS,))


def test_an_item_is_confirmed_once(office, confirm):
    confirm()
    with pytest.raises(NotAllowedError, match="was confirmed already, on 2026-11-24"):
        confirm()


def test_two_people_at_once_confirm_an_item_once(office, confirm):
    def attempt(_):
        try:
            confirm()
        except NotAllowedError:
            return "refused"
        return "confirmed"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(attempt, range(2))) == ["confirmed", "refused"]
    assert office.store.count(Query(kind=CONFIRMATION), visible=office.visible) == 1


def test_an_item_that_holds_already_needs_no_confirmation(confirm):
    with pytest.raises(NotAllowedError, match="china:tax-laws holds already"):
        confirm("china:tax-laws")


def test_an_unknown_item_is_not_found(confirm):
    with pytest.raises(NotFoundError, match="no unverified item china:tax-nothing"):
        confirm("china:tax-nothing")


def test_a_confirmation_without_a_basis_is_refused(confirm):
    with pytest.raises(DataError) as caught:
        confirm(bases=())
    assert mistakes(caught) == {("basis", "no legal basis is given")}


@pytest.mark.parametrize(
    "source",
    ["", "  ", "目录.html", "/zwgk/ml.html", "www.example.gov.cn/ml", "https://", "ftp://a.cn/x"],
)
def test_a_confirmation_without_a_whole_web_address_is_refused(office, confirm, source):
    with pytest.raises(DataError) as caught:
        confirm(source=source)
    assert [place for place, _ in mistakes(caught)] == ["source"]
    assert ITEM not in held(office)


@pytest.mark.parametrize(
    "source", ["https://a.cn/a b", "https://a.cn/\x00", "https://[a/", "https://a.cn/<b>"]
)
def test_an_address_that_no_browser_opens_is_refused(confirm, source):
    with pytest.raises(DataError):
        confirm(source=source)


def test_all_that_is_wrong_is_told_together(confirm):
    with pytest.raises(DataError) as caught:
        confirm(source="", bases=())
    assert {place for place, _ in mistakes(caught)} == {"source", "basis"}


def test_an_item_whose_name_holds_already_is_not_confirmed_beside_it(office, confirm, tmp_path):
    table = tmp_path / "目录.md"
    table.write_text(
        "# 税收管理领域基层政务公开标准目录\n\n"
        "| 序号 | 一级事项 | 二级事项 | 公开内容 | 公开依据 | 公开时限 | 公开主体 |\n"
        "|---|---|---|---|---|---|---|\n"
        "| 1 | 纳税服务 | 办税日历 | 日历 | 《税收征收管理法》 | 20个工作日内 | 县税务局 |\n",
        "utf-8",
    )
    (taken,) = office.catalogue.import_table(table).added
    with pytest.raises(DataError) as caught:
        confirm()
    assert mistakes(caught) == {
        ("纳税服务 ▸ 办税日历", f"an item of that name holds here already: {taken}")
    }


FOLDER = """
name = "hills"
title = "示例县"
version = "2026"

[[layers]]
id = "guesses"
name = "示例县（未核实）"
level = "county"
over = "china:national"
unverified = true

[[layers.items]]
id = "lamps"
domain = "china:municipal-services"
level1 = "市政设施"
level2 = "路灯维护"
content = ["维护单位"]

[[layers]]
id = "county"
name = "示例县"
level = "county"
over = "guesses"

[[layers.refinements]]
item = "lamps"
reason = "县机构职责"
agency = "县住建局"
"""


@pytest.fixture
def county(settings, clock, tmp_path):
    folder = tmp_path / "hills"
    folder.mkdir()
    (folder / "plugin.toml").write_text(FOLDER, "utf-8")
    with open_office(evolve(settings, folders=(folder,)), actor=EVERYTHING, clock=clock) as office:
        yield office


def test_a_folder_plugin_may_hold_unverified_items_and_refine_them(county):
    assert "hills:lamps" not in held(county)
    (known,) = (
        each for each in county.confirmations.unconfirmed() if each.item.id == "hills:lamps"
    )
    assert known.item.agency == "县住建局"


def test_what_lower_layers_said_of_an_item_is_confirmed_with_it(county):
    county.confirmations.confirm("hills:lamps", source=ADDRESS, bases=(BASIS,))
    item = county.catalogue.item("hills:lamps").item
    assert (item.agency, item.bases) == ("县住建局", (BASIS,))

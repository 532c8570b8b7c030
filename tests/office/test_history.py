"""Splitting and merging the office's own items keeps where they came from."""

from datetime import date

import pytest
from attrs import evolve

from disclosure_core.access.values import PUBLIC
from disclosure_core.catalogue.history import mistakes_in_history
from disclosure_core.catalogue.values import DisclosureItem, SuccessionKind
from disclosure_core.codec import unstructure
from disclosure_core.errors import DataError, NotAllowedError, NotFoundError
from disclosure_core.legal import LegalBasis
from disclosure_core.office.layers import ITEM

TODAY = date(2026, 11, 24)
YESTERDAY = date(2026, 11, 23)
OWN = DisclosureItem(
    id="office:fund", domain="china:poverty-relief", level1="扶贫资金", level2="资金与名单"
)


def named(name: str) -> DisclosureItem:
    return evolve(OWN, level2=name)


@pytest.fixture
def office(office):
    with office.store.transaction(office.change("test")) as transaction:
        for item in (OWN, evolve(OWN, id="office:list", level2="名单")):
            transaction.put(ITEM, item.id, unstructure(item), visibility="public")
    return office


def test_a_split_item_ends_the_day_before_and_its_parts_begin(office):
    done = office.history.split(
        "office:fund", into=[named("资金"), named("名单二")], reason="分开公开"
    )
    assert done.kind is SuccessionKind.SPLIT
    assert office.catalogue.current(TODAY).item("office:fund") is None
    assert office.catalogue.current(YESTERDAY).item("office:fund") is not None
    parts = [office.catalogue.item(each) for each in done.after]
    assert [each.item.level2 for each in parts] == ["资金", "名单二"]
    assert [each.item.reason for each in parts] == ["分开公开", "分开公开"]


def test_merged_items_end_and_one_begins(office):
    done = office.history.merge(
        ["office:fund", "office:list"], into=named("资金及名单"), reason="合并公开"
    )
    assert done.kind is SuccessionKind.MERGED
    current = office.catalogue.current()
    assert [current.item(each) for each in done.before] == [None, None]
    assert current.item(done.after[0]).item.level2 == "资金及名单"


def test_the_history_can_be_asked_from_either_side(office):
    basis = LegalBasis(document="关于调整目录的通知")
    done = office.history.split(
        "office:fund", into=[named("资金"), named("名单二")], reason="分开公开", basis=basis
    )
    history = office.history.all()
    assert history.successors("office:fund") == done.after
    assert history.of(done.after[0])[0].basis == basis
    assert office.history.item("office:fund").title == "资金与名单"


def test_what_the_office_records_contradicts_nothing(office):
    first = office.history.split(
        "office:fund", into=[named("资金"), named("名单二")], reason="x", on=YESTERDAY
    )
    office.history.merge([first.after[0], "office:list"], into=named("合"), reason="y")
    items = [office.history.item(each) for each in ("office:fund", "office:list", *first.after)]
    successors = [
        each.item for each in office.catalogue.current().items if each.item.level2 == "合"
    ]
    assert mistakes_in_history([*items, *successors], office.history.all().successions) == ()


def test_a_split_that_is_to_come_leaves_the_item_until_then(office):
    office.history.split(
        "office:fund", into=[named("甲"), named("乙")], reason="x", on=date(2027, 1, 1)
    )
    assert office.catalogue.item("office:fund").item.in_force.until == date(2026, 12, 31)
    assert office.catalogue.current(date(2027, 1, 1)).item("office:fund") is None


def test_an_item_that_ended_cannot_be_split_again(office):
    office.history.split("office:fund", into=[named("甲"), named("乙")], reason="x")
    with pytest.raises(DataError, match="has ended already, on 2026-11-23"):
        office.history.split("office:fund", into=[named("丙"), named("丁")], reason="x")


def test_an_item_that_begins_today_cannot_end_before(office):
    done = office.history.split("office:fund", into=[named("甲"), named("乙")], reason="x")
    with pytest.raises(DataError, match="begins on 2026-11-24, not before 2026-11-24"):
        office.history.split(done.after[0], into=[named("丙"), named("丁")], reason="x")


def test_all_that_is_wrong_is_told_and_nothing_is_changed(office):
    before = office.journal.checkpoint()
    with pytest.raises(DataError) as caught:
        office.history.split("china:planning-legal-documents", into=[named("  ")], reason=" ")
    text = str(caught.value)
    assert "at least 2 items to split into" in text
    assert "a reason is needed" in text
    assert "the new item has no name" in text
    assert "china:planning-legal-documents: is no item of the office's own" in text
    assert office.journal.checkpoint() == before


def test_merging_an_item_with_itself_is_refused(office):
    with pytest.raises(DataError, match="at least 2 items to merge"):
        office.history.merge(["office:fund", "office:fund"], into=named("合"), reason="x")


def test_two_new_items_of_one_name_are_refused(office):
    with pytest.raises(DataError, match="two of the new items have this name"):
        office.history.split("office:fund", into=[named("甲"), named("甲")], reason="x")


def test_a_split_is_journaled_with_its_reason(office):
    last = office.journal.checkpoint().sequence
    office.history.split("office:fund", into=[named("甲"), named("乙")], reason="分开公开")
    entries = list(office.journal.entries(after=last))
    assert {each.why for each in entries} == {"分开公开"}
    assert [each.kind for each in entries] == [
        "core:item",
        "core:item",
        "core:item",
        "core:succession",
    ]


def test_only_a_drafter_may_split(office):
    with pytest.raises(NotAllowedError):
        office.as_actor(PUBLIC).history.split("office:fund", into=[named("甲")], reason="x")


def test_an_item_nobody_defined_has_no_history(office):
    with pytest.raises(NotFoundError, match="office:none"):
        office.history.item("office:none")


def test_an_item_that_nobody_has_verified_is_known_to_the_staff_only(office):
    unverified = office.confirmations.unconfirmed()[0].item
    assert office.history.item(unverified.id).title == unverified.title
    with pytest.raises(NotFoundError):
        office.as_actor(PUBLIC).history.item(unverified.id)

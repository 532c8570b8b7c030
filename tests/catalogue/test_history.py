"""What became of items: predecessors, successors, what carries over, what is contradictory."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_core.catalogue.history import (
    ItemHistory,
    carried_fulfilments,
    check_history,
    mistakes_in_history,
)
from disclosure_core.catalogue.values import (
    DisclosureItem,
    Fulfilment,
    Succession,
    SuccessionKind,
)
from disclosure_core.errors import DataError
from disclosure_core.legal import LegalBasis, Period

IN_2025 = date(2025, 1, 1)
IN_2026 = date(2026, 1, 1)
NOTICE = LegalBasis(document="关于调整目录的通知", number="示政办发〔2024〕9号")

MERGED = Succession(
    before=("poor-household-list", "poor-village-list"),
    after=("poverty-list",),
    on=IN_2025,
    reason="两项清单合并公开",
    basis=NOTICE,
)
SPLIT = Succession(
    before=("poverty-list",),
    after=("household-list", "fund-list"),
    on=IN_2026,
    reason="资金与对象分开公开",
)


def item(id: str, *, since: date | None = None, until: date | None = None) -> DisclosureItem:
    return DisclosureItem(
        id=id, domain="poverty", level1=id, in_force=Period(since=since, until=until)
    )


ITEMS = (
    item("poor-household-list", until=date(2024, 12, 31)),
    item("poor-village-list", until=date(2024, 12, 31)),
    item("poverty-list", since=IN_2025, until=date(2025, 12, 31)),
    item("household-list", since=IN_2026),
    item("fund-list", since=IN_2026),
)


def release(of: str, id: str = "release-1") -> Fulfilment:
    return Fulfilment(item=of, release=id, published_on=date(2024, 5, 1), channel="core:portal")


def places(successions: list[Succession], items: tuple[DisclosureItem, ...] = ITEMS) -> list[str]:
    return [f"{each.place}: {each.what}" for each in mistakes_in_history(items, successions)]


def test_predecessors_and_successors_are_those_directly_before_and_after():
    history = ItemHistory((SPLIT, MERGED))
    assert history.predecessors("poverty-list") == ("poor-household-list", "poor-village-list")
    assert history.successors("poverty-list") == ("household-list", "fund-list")
    assert history.predecessors("poor-village-list") == ()


def test_the_history_of_an_item_goes_back_and_on_by_date_with_reason_and_basis():
    history = ItemHistory((SPLIT, MERGED)).of("poor-village-list")
    assert [(each.on, each.kind, each.reason, each.basis) for each in history] == [
        (IN_2025, SuccessionKind.MERGED, "两项清单合并公开", NOTICE),
        (IN_2026, SuccessionKind.SPLIT, "资金与对象分开公开", None),
    ]


def test_what_stands_for_an_item_at_last_is_found_through_merge_and_split():
    history = ItemHistory((SPLIT, MERGED))
    assert history.standing_for("poor-household-list") == ("household-list", "fund-list")
    assert history.standing_for("fund-list") == ("fund-list",)


def test_nothing_stands_for_an_item_that_ended():
    ended = Succession(before=("fund-list",), on=date(2026, 7, 1), reason="资金并入预算公开")
    assert ItemHistory((SPLIT, ended)).standing_for("fund-list") == ()


def test_a_release_of_a_merged_item_is_carried_over_to_what_came_of_it():
    carried = carried_fulfilments([release("poor-village-list")], [MERGED])
    assert [each.item for each in carried] == ["poor-village-list", "poverty-list"]


def test_a_release_of_a_split_item_is_not_carried_over():
    assert carried_fulfilments([release("poverty-list")], [SPLIT]) == (release("poverty-list"),)


def test_a_release_is_not_carried_where_several_gave_way_to_several():
    several = Succession(before=("a", "b"), after=("c", "d"), on=IN_2026, reason="重新划分")
    assert len(carried_fulfilments([release("a")], [several])) == 1


def test_a_release_is_carried_through_one_replacement_after_another():
    chain = [
        Succession(before=("a",), after=("b",), on=IN_2025, reason="改版"),
        Succession(before=("b",), after=("c",), on=IN_2026, reason="改版"),
    ]
    assert [each.item for each in carried_fulfilments([release("a")], chain)] == ["a", "b", "c"]


def test_one_release_of_both_merged_items_counts_once():
    both = [release("poor-household-list"), release("poor-village-list")]
    carried = carried_fulfilments(both, [MERGED])
    assert [each.item for each in carried].count("poverty-list") == 1


def test_a_history_that_fits_its_items_has_no_mistakes():
    check_history(ITEMS, [MERGED, SPLIT])


def test_an_unknown_item_is_named():
    unknown = Succession(before=("none",), after=("household-list",), on=IN_2026, reason="x")
    assert "none: no item of that id is known" in places([unknown])


def test_a_successor_that_begins_on_another_day_is_named_with_both_days():
    late = (*ITEMS[:-1], item("fund-list", since=date(2026, 2, 1)))
    assert places([SPLIT], late) == [
        "fund-list: begins on 2026-02-01; expected 2026-01-01, the day of the succession"
    ]


def test_a_predecessor_that_does_not_end_the_day_before_is_named_with_both_days():
    open_ended = (item("poverty-list", since=IN_2025), *ITEMS[3:])
    assert places([SPLIT], open_ended) == [
        "poverty-list: ends on no day; expected 2025-12-31, the day before the succession"
    ]


def test_an_item_of_a_layer_beneath_need_not_end():
    open_ended = (item("poverty-list", since=IN_2025), *ITEMS[3:])
    assert not mistakes_in_history(open_ended, [SPLIT], foreign=["poverty-list"])


def test_an_id_used_again_after_it_ended_is_named():
    back = Succession(
        before=("fund-list",), after=("poverty-list",), on=date(2027, 1, 1), reason="又合并"
    )
    assert any(
        "is used again; it ended on 2026-01-01, and an id is never used again" in told
        for told in places([SPLIT, back])
    )


def test_an_id_that_two_successions_end_is_named():
    again = Succession(before=("poverty-list",), after=(), on=date(2026, 7, 1), reason="取消")
    assert any("ends twice; it ended on 2026-01-01" in told for told in places([SPLIT, again]))


def test_a_ring_is_told_once_with_all_its_items():
    ring = [
        Succession(before=("a",), after=("b",), on=IN_2025, reason="x"),
        Succession(before=("b",), after=("c",), on=IN_2025, reason="x"),
        Succession(before=("c",), after=("a",), on=IN_2025, reason="x"),
    ]
    told = [each for each in places(ring, ()) if "ring" in each]
    assert told == ["a: the items follow each other in a ring: a, b, c"]


def test_all_mistakes_are_found_together():
    wrong = Succession(before=("none",), after=("none", "fund-list"), on=IN_2025, reason="x")
    with pytest.raises(DataError) as caught:
        check_history(ITEMS, [wrong])
    assert len(caught.value.mistakes) == 4


def histories():
    """Successions of items one after another, none used again: a history without mistakes."""
    return st.lists(st.integers(0, 3), min_size=1, max_size=12).map(_grown)


def _grown(counts: list[int]) -> tuple[list[DisclosureItem], list[Succession]]:
    periods: dict[str, Period] = {"item-0": Period()}
    living, successions, day = ["item-0"], [], date(2020, 1, 1)
    for count in counts:
        if not living:
            break
        before = (living.pop(0),)
        after = tuple(f"item-{len(periods) + each}" for each in range(count))
        periods[before[0]] = Period(since=periods[before[0]].since, until=day - timedelta(days=1))
        periods |= {each: Period(since=day) for each in after}
        living += after
        successions.append(Succession(before=before, after=after, on=day, reason="沿革"))
        day += timedelta(days=30)
    items = [
        DisclosureItem(id=id, domain="poverty", level1=id, in_force=period)
        for id, period in periods.items()
    ]
    return items, successions


@given(histories())
def test_a_history_that_grows_without_using_an_id_again_is_consistent(grown):
    items, successions = grown
    assert mistakes_in_history(items, successions) == ()


@given(histories(), st.randoms())
def test_the_order_successions_are_given_in_does_not_matter(grown, random):
    _, successions = grown
    shuffled = random.sample(successions, len(successions))
    assert ItemHistory(shuffled) == ItemHistory(successions)


@given(histories())
def test_predecessors_are_successors_seen_from_the_other_side(grown):
    items, successions = grown
    history = ItemHistory(successions)
    ids = [each.id for each in items]
    forward = {(one, after) for one in ids for after in history.successors(one)}
    assert forward == {(before, one) for one in ids for before in history.predecessors(one)}

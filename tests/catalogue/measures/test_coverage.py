"""Coverage counts items in force, explains each miss, and is never zero for want of items."""

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_core.catalogue.measures.coverage import (
    COVERAGE,
    Coverage,
    coverage,
    explain_miss,
)
from disclosure_core.catalogue.measures.coverage_rows import coverage_table
from disclosure_core.catalogue.values import (
    DisclosureItem,
    DisclosureMode,
    Domain,
    Fulfilment,
    TimeLimit,
    TimeLimitKind,
)
from disclosure_core.errors import DataError
from disclosure_core.legal import Period
from disclosure_core.scoring.frames import score
from disclosure_core.scoring.ledger import State

ON = date(2026, 11, 24)
BUDGET = Domain(id="china:budget", name="财政预决算", number=4)
SAFETY = Domain(id="china:safety", name="安全生产", number=5)
TWENTY_DAYS = TimeLimit(kind=TimeLimitKind.WORKING_DAYS, days=20, printed="20个工作日内")


def item(id: str, domain: Domain = SAFETY, **more: Any) -> DisclosureItem:
    return DisclosureItem(id=id, domain=domain.id, level1="政策文件", **more)


def release(item: str, day: date = date(2026, 1, 5), id: str = "r-1") -> Fulfilment:
    return Fulfilment(item=item, release=id, published_on=day, channel="core:portal")


def measured(items: Any, releases: Any = (), domains: Any = (SAFETY, BUDGET)) -> Coverage:
    return coverage(items, releases, domains, on=ON)


def test_two_of_three_items_are_two_thirds_rounded_half_up() -> None:
    found = measured([item("a"), item("b"), item("c")], [release("a"), release("b")])
    assert found.domain("china:safety").mark.published == Decimal("66.67")


def test_many_releases_of_one_item_cover_one_item() -> None:
    releases = [release("a", id=f"r-{number}") for number in range(50)]
    found = measured([item("a"), item("b")], releases)
    assert (found.released, found.mark.published) == (1, Decimal("50.00"))


def test_a_release_counts_from_the_day_it_is_published() -> None:
    tomorrow, today = date(2026, 11, 25), ON
    assert measured([item("a")], [release("a", tomorrow)]).released == 0
    assert measured([item("a")], [release("a", today)]).released == 1


def test_only_items_in_force_are_counted() -> None:
    ended = item("old", in_force=Period(until=date(2025, 12, 31)))
    assert measured([item("a"), ended], [release("a"), release("old")]).items == 1


def test_a_domain_without_items_is_not_scored_for_that_reason() -> None:
    mark = measured([item("a")]).domain("china:budget").mark
    assert (mark.state, mark.published) == (State.NOT_APPLICABLE, None)
    assert mark.reason is not None
    assert mark.reason.text("en") == "no item is to be disclosed unasked"


def test_all_items_in_all_domains_are_counted_together_and_rates_not_averaged() -> None:
    items = [item("a"), item("b", BUDGET), item("c", BUDGET), item("d", BUDGET)]
    assert measured(items, [release("a")]).mark.published == Decimal("25.00")


def test_domains_stand_in_the_order_of_the_national_list() -> None:
    other = Domain(id="own:z", name="其他")
    found = measured([], domains=[other, SAFETY, BUDGET])
    assert [each.domain for each in found.domains] == [BUDGET, SAFETY, other]


def test_each_item_is_a_record_of_the_ledger() -> None:
    found = measured([item("a"), item("b")], [release("b")]).domain("china:safety")
    readings = found.mark.numerator.readings
    assert [(each.record, each.value) for each in readings] == [("a", 0), ("b", 1)]


def test_a_miss_says_who_is_to_release_what_by_when() -> None:
    missed = item("a", agency="县应急管理局", time_limit=TWENTY_DAYS)
    (miss,) = measured([missed]).misses
    assert miss.item == missed
    assert miss.explanation.text("en") == (
        "No release by 2026-11-24. Agency: 县应急管理局. Time limit: 20个工作日内."
    )


def test_a_miss_without_agency_or_limit_says_so() -> None:
    assert explain_miss(item("a"), on=ON).text("en") == (
        "No release by 2026-11-24. Agency: the catalogue names no agency. Time limit: none printed."
    )


def test_an_item_on_request_only_is_in_neither_number_and_listed_with_that_reason() -> None:
    asked_for = item("b", modes=(DisclosureMode.ON_REQUEST,))
    found = measured([item("a"), asked_for], [release("a"), release("b")])
    assert (found.released, found.items) == (1, 1)
    assert [row.item.id for row in found.excluded] == ["b"]
    assert found.excluded[0].excluded is not None
    assert found.excluded[0].excluded.text("en") == ("the catalogue discloses it on request only")


def test_an_item_disclosed_on_request_as_well_is_counted() -> None:
    both = item("a", modes=(DisclosureMode.PROACTIVE, DisclosureMode.ON_REQUEST))
    assert measured([both]).items == 1


def test_the_ledger_has_the_items_counted_and_no_others() -> None:
    asked_for = item("b", modes=(DisclosureMode.ON_REQUEST,))
    mark = measured([item("a"), asked_for]).mark
    assert mark.denominator is not None
    assert [each.record for each in mark.denominator.readings] == ["a"]


def test_service_items_and_others_are_counted_apart() -> None:
    items = [item("a", service=True), item("b", service=False), item("c", service=True), item("d")]
    found = measured(items, [release("a")]).services
    assert [(each.id, each.count, each.met) for each in found] == [
        ("service", 2, 1),
        ("other", 1, 0),
        ("undecided", 1, 0),
    ]


def test_the_figure_in_the_common_shape_says_the_same() -> None:
    found = measured([item("a"), item("b"), item("c", modes=(DisclosureMode.ON_REQUEST,))])
    measure = found.measure()
    assert (measure.numerator, measure.denominator) == (found.released, found.items)
    assert [each.subject for each in measure.listed] == ["a", "b"]
    assert [each.subject for each in measure.excluded] == ["c"]


def test_two_items_in_force_with_one_id_are_refused() -> None:
    with pytest.raises(DataError, match="1 items have the id of another"):
        measured([item("a", source="table 1"), item("a", source="table 2")])


def test_items_of_an_unknown_domain_are_refused_and_not_lost() -> None:
    with pytest.raises(DataError) as refused:
        measured([item("a")], domains=[BUDGET])
    assert [each.what.text("en") for each in refused.value.mistakes] == [
        "domain china:safety, 1 items"
    ]


IDS = st.sampled_from([f"item-{number}" for number in range(12)])


@given(st.sets(IDS), st.lists(IDS))
def test_released_and_missed_items_are_all_items(ids: set[str], released: list[str]) -> None:
    found = measured([item(each) for each in sorted(ids)], [release(each) for each in released])
    assert found.released + len(found.misses) == found.items == len(ids)


@given(st.sets(IDS, min_size=1), st.lists(IDS), IDS)
def test_one_more_release_never_lowers_the_rate(
    ids: set[str], released: list[str], more: str
) -> None:
    items = [item(each) for each in sorted(ids)]
    before = measured(items, [release(each) for each in released]).mark.published
    after = measured(items, [release(each) for each in [*released, more]]).mark.published
    assert before is not None
    assert after is not None
    assert before <= after


def test_the_formula_gives_the_same_digits_on_a_dataframe() -> None:
    items = [item(f"s{n}") for n in range(3)] + [item(f"b{n}", BUDGET) for n in range(7)]
    releases = [release(each) for each in ("s0", "s2", "b1")]
    found = measured(items, releases)
    rows = [row.record() for row in coverage_table(items, releases, on=ON)]
    frame = score(COVERAGE, pl.DataFrame(rows))
    assert dict(zip(frame["domain"], frame["coverage"], strict=True)) == {
        each.domain.id: int((each.mark.published or 0) * 100) for each in found.domains
    }

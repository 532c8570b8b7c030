"""The coverage bulletin can be checked from what it prints."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from lxml import html

from disclosure_core.catalogue.measures.coverage import Coverage, coverage
from disclosure_core.catalogue.values import DisclosureItem, DisclosureMode, Domain, Fulfilment
from disclosure_core.exact import round_exact
from disclosure_core.rendering.html import page
from disclosure_core.rendering.values import (
    BarChart,
    Details,
    Entry,
    Heading,
    Listing,
    Report,
    Source,
    Table,
)
from disclosure_core.reports.coverage_bulletin import Proof, coverage_bulletin

ON = date(2026, 11, 24)
BUDGET = Domain(id="china:budget", name="财政预决算", number=4)
SAFETY = Domain(id="china:safety", name="安全生产", number=5)
HEALTH = Domain(id="china:health", name="医疗卫生", number=25)
EMPTY = Domain(id="own:empty", name="尚无事项")


def measured() -> Coverage:
    """Budget 1 of 3, safety 2 of 3, health 2 of 3, one domain without items."""
    items = [
        DisclosureItem(id=f"{domain.id}-{n}", domain=domain.id, level1="政策", level2=f"第{n}项")
        for domain in (BUDGET, SAFETY, HEALTH)
        for n in range(3)
    ]
    released = [f"{BUDGET.id}-0"] + [f"{each.id}-{n}" for each in (SAFETY, HEALTH) for n in (0, 2)]
    releases = [
        Fulfilment(item=each, release=f"release-of-{each}", published_on=ON, channel="core:portal")
        for each in released
    ]
    return coverage(items, releases, (BUDGET, SAFETY, HEALTH, EMPTY), on=ON)


def bulletin(**more: Any) -> Report:
    return coverage_bulletin(
        measured(),
        office="东县",
        generated_at=datetime(2026, 11, 24, 10, 30, tzinfo=UTC),
        source=Source("东县目录", "/catalogue"),
        **more,
    )


def blocks(report: Report, kind: type) -> list[Any]:
    return [block for block in report.blocks if isinstance(block, kind)]


def texts(row: Any) -> list[str]:
    return [cell.text("en") for cell in row]


def lines(entries: tuple[Entry, ...]) -> list[str]:
    found = []
    for entry in entries:
        shown = entry.text if isinstance(entry.text, str) else entry.text.text("en")
        found += [shown, *lines(entry.entries)]
    return found


def test_the_table_prints_counts_rate_and_misses_of_each_domain() -> None:
    table = blocks(bulletin(), Table)[0]
    assert [texts(row) for row in table.rows] == [
        ["财政预决算", "3", "1", "33.33%", "2"],
        ["安全生产", "3", "2", "66.67%", "1"],
        ["医疗卫生", "3", "2", "66.67%", "1"],
        ["尚无事项", "0", "0", "not scored: no item is to be disclosed unasked", "0"],
    ]
    assert texts(table.foot[0]) == ["In all", "9", "5", "55.56%", "4"]


def test_each_printed_rate_follows_from_the_counts_printed_beside_it() -> None:
    table = blocks(bulletin(), Table)[0]
    for row in (*table.rows, *table.foot):
        _, items, released, rate, _ = texts(row)
        if int(items):
            again = round_exact(Fraction(int(released), int(items)) * 100, 2)
            assert rate == f"{again}%"


def test_each_printed_rate_follows_from_the_items_listed_in_its_ledger() -> None:
    in_all, *of_domains = blocks(bulletin(), Details)
    assert in_all.summary.text("en") == "In all: 55.56%"
    for details in of_domains[:3]:
        values = [
            int(found.group(1))
            for line in lines(details.entries)
            if (found := re.fullmatch(r"第\d项 \(.+\): (\d)", line))
        ]
        again = round_exact(Fraction(sum(values), len(values)) * 100, 2)
        assert details.summary.text("en").endswith(f": {again}%")


def test_the_ledger_names_the_release_behind_each_one() -> None:
    safety = blocks(bulletin(), Details)[2]
    listed = lines(safety.entries)
    place = listed.index(f"第0项 ({SAFETY.id}-0): 1")
    assert listed[place + 1] == f"release release-of-{SAFETY.id}-0"


def test_the_method_is_that_of_the_formula() -> None:
    (method,) = blocks(bulletin(), Listing)
    assert method.texts[0].text("en") == (
        "Coverage = the sum of items with a release ÷ "
        "the number of items to disclose unasked × 100%, "
        "rounded half up, decimal places: 2; "
        "not scored where nothing is there to divide by (no item is to be disclosed unasked)."
    )


def test_the_documents_behind_the_formula_are_named() -> None:
    sources = [each.text for each in blocks(bulletin(), Source)]
    assert "Basis: 《政府信息公开条例》（国令第711号）第四十六条" in [
        each if isinstance(each, str) else each.text("en") for each in sources
    ]


def test_a_domain_that_is_not_scored_has_no_bar() -> None:
    (chart,) = blocks(bulletin(), BarChart)
    assert [bar.value for bar in chart.bars] == [
        Decimal("33.33"),
        Decimal("66.67"),
        Decimal("66.67"),
        None,
    ]


def test_no_rank_is_printed_unless_asked() -> None:
    assert "Rank" not in [head.text("en") for head in blocks(bulletin(), Table)[0].heads]


def test_equal_rates_share_a_rank_and_what_is_not_scored_has_none() -> None:
    table = blocks(bulletin(ranked=True), Table)[0]
    assert [(texts(row)[0], texts(row)[-1]) for row in table.rows] == [
        ("安全生产", "1"),
        ("医疗卫生", "1"),
        ("财政预决算", "3"),
        ("尚无事项", "—"),
    ]


def test_every_miss_is_listed_with_a_link_to_its_item() -> None:
    tables = blocks(bulletin(item_link="/items/{item}"), Table)[1:]
    links = [row[0].link for table in tables for row in table.rows]
    assert links == [
        "/items/china:budget-1",
        "/items/china:budget-2",
        "/items/china:safety-1",
        "/items/china:health-1",
    ]


def test_without_misses_it_says_none() -> None:
    report = coverage_bulletin(
        coverage([], [], [], on=ON),
        office="东县",
        generated_at=datetime(2026, 11, 24, tzinfo=UTC),
        source=Source("东县目录"),
    )
    assert ">None.<" in page(report, "en")


@pytest.mark.parametrize(
    ("proof", "printed"),
    [
        (None, []),
        (Proof(journal_head="ab12"), ["ab12"]),
        (Proof(journal_head="ab12", checkpoint="7 ab12"), ["ab12", "7 ab12"]),
    ],
)
def test_the_journals_state_is_printed_where_it_is_given(
    proof: Proof | None, printed: list[str]
) -> None:
    assert [fact.value for fact in bulletin(proof=proof).facts][4:] == printed


def test_it_says_when_for_what_day_and_of_whom_it_was_made() -> None:
    values = [str(fact.value) for fact in bulletin().facts]
    assert values == ["东县", "2026-11-24", "2026-11-24T10:30:00+00:00", "coverage, version 1"]


def test_the_page_has_one_h1_and_a_section_for_each_anchor() -> None:
    document = html.document_fromstring(page(bulletin(), "en"))
    assert len(list(document.iter("h1"))) == 1
    anchors = [heading.anchor for heading in blocks(bulletin(), Heading)]
    assert [each.get("id") for each in document.iter("h2")] == anchors


def test_items_left_out_are_listed_with_the_reason() -> None:
    asked_for = DisclosureItem(
        id="x", domain=BUDGET.id, level1="依申请事项", modes=(DisclosureMode.ON_REQUEST,)
    )
    found = coverage([asked_for], (), (BUDGET,), on=ON)
    report = coverage_bulletin(
        found,
        office="东县",
        generated_at=datetime(2026, 11, 24, 10, 30, tzinfo=UTC),
        source=Source("东县目录", "/catalogue"),
    )
    table = blocks(report, Table)[-1]
    assert [texts(row) for row in table.rows] == [
        ["依申请事项", "not named", "the catalogue discloses it on request only"]
    ]

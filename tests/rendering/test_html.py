"""The HTML of a report: nothing escapes, the structure is that of a document."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from disclosure_core.messages import Message
from disclosure_core.rendering.html import fragment, page
from disclosure_core.rendering.values import (
    Bar,
    BarChart,
    Block,
    Cell,
    Details,
    Entry,
    Fact,
    Heading,
    Listing,
    Paragraph,
    Report,
    Source,
    Table,
)

HOSTILE = '</td><script>alert("x")</script> & \' onclick=x <img src=x onerror=y>'


def full(name: str = "安全生产") -> Report:
    """A report with every kind of block, each with ``name`` wherever data may stand."""
    blocks: tuple[Block, ...] = (
        Paragraph(name),
        Heading(name, anchor="rates"),
        Table(
            caption=name,
            heads=(name, "数"),
            rows=[(name, 3), (Cell(name, link="/a?b=1&c=2"), Decimal("66.67"))],
            foot=[("合计", 3)],
            notes=(name,),
        ),
        BarChart(
            title=name, description=name, bars=(Bar(name, Decimal("66.67"), name),), maximum=100
        ),
        Heading(name, level=2),
        Listing((name, name), ordered=True),
        Details(summary=name, entries=(Entry(name, (Entry(name),)),)),
        Source(name, "https://example.org/?a=1&b=2"),
    )
    return Report(title=name, facts=(Fact(name, name),), blocks=blocks)


def read(report: Report, language: str = "zh_CN") -> html.HtmlElement:
    return html.document_fromstring(page(report, language))


def test_a_hostile_name_is_only_text() -> None:
    document = read(full(HOSTILE))
    assert document.findall(".//script") == []
    assert document.findall(".//img") == []
    assert [each for each in document.iter() if any(a.startswith("on") for a in each.attrib)] == []


def test_a_hostile_name_is_shown_whole() -> None:
    assert read(full(HOSTILE)).find(".//h1").text == HOSTILE


@given(st.text())
def test_any_name_gives_a_well_formed_fragment(name: str) -> None:
    etree.fromstring(fragment(full(name)))


def test_a_page_has_one_h1_and_headings_in_order() -> None:
    levels = [int(each.tag[1]) for each in read(full()).iter("h1", "h2", "h3", "h4")]
    assert levels == [1, 2, 3]


def test_a_fragment_fits_under_the_headings_of_its_page() -> None:
    tree = html.fragment_fromstring(fragment(full(), top_level=2))
    assert [each.tag for each in tree.iter("h1", "h2", "h3", "h4")] == ["h2", "h3", "h4"]


def test_a_table_has_a_caption_and_heads_with_their_scope() -> None:
    (table,) = read(full()).iter("table")
    assert table.find("caption").text == "安全生产"
    assert [head.get("scope") for head in table.find("thead").iter("th")] == ["col", "col"]
    rows = [*table.find("tbody"), *table.find("tfoot")]
    assert [row[0].get("scope") for row in rows] == ["row", "row", "row"]


def test_numbers_are_set_as_numbers() -> None:
    (table,) = read(full()).iter("table")
    assert [cell.get("class") for cell in table.find("tbody").iter("td")] == ["number", "number"]


@pytest.mark.parametrize(("language", "tag"), [("zh_CN", "zh-CN"), ("en", "en")])
def test_a_page_names_its_language(language: str, tag: str) -> None:
    assert read(full(), language).get("lang") == tag


def test_a_message_is_shown_in_the_language_of_the_page() -> None:
    report = Report(title=Message("Bulletin of {name}", name="东县"), blocks=())
    assert read(report, "en").find(".//h1").text == "Bulletin of 东县"


def test_two_charts_on_a_page_have_ids_of_their_own() -> None:
    chart = BarChart(title="a", description="b", bars=(Bar("c", 1, "1"),), maximum=2)
    document = read(Report(title="t", blocks=(chart, chart)))
    ids = [each.get("id") for each in document.iter() if each.get("id")]
    assert len(ids) == len(set(ids)) == 4


def test_a_page_needs_nothing_from_elsewhere() -> None:
    document = read(full())
    loaded = [
        each.get("src") or each.get("href") for each in document.iter("script", "link", "img")
    ]
    assert loaded == []


def test_a_day_is_written_as_the_language_writes_it() -> None:
    cell = Cell(date(2026, 3, 1))
    assert (cell.text("zh_CN"), cell.text("en")) == ("2026年3月1日", "2026-03-01")


def test_an_instant_is_written_with_its_offset() -> None:
    assert Cell(datetime(2026, 3, 1, 9, 5, tzinfo=UTC)).text("en") == "2026-03-01 09:05 +0000"

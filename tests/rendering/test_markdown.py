"""The Markdown of a report: readable, and no name becomes markup."""

from decimal import Decimal

import pytest

from disclosure_core.messages import Message
from disclosure_core.rendering.markdown import markdown
from disclosure_core.rendering.values import (
    Bar,
    BarChart,
    Cell,
    Details,
    Entry,
    Fact,
    Heading,
    Paragraph,
    Report,
    Source,
    Table,
)


def text(*blocks: object) -> str:
    return markdown(Report(title="通报", blocks=blocks), "en")  # type: ignore[arg-type]


def test_a_report_reads_from_its_title_down() -> None:
    report = Report(
        title=Message("Bulletin"),
        facts=(Fact("机关", "东县"),),
        blocks=(Heading("一"), Paragraph("两句。"), Heading("二", level=2)),
    )
    assert markdown(report, "en") == "# Bulletin\n\n- 机关: 东县\n\n## 一\n\n两句。\n\n### 二\n"


def test_a_table_has_its_caption_rows_and_notes() -> None:
    table = Table(
        caption="表",
        heads=("领域", "率"),
        rows=[("财政", "66.67%")],
        foot=[("合计", Decimal("66.67"))],
        notes=("注",),
    )
    assert text(table) == (
        "# 通报\n\n**表**\n\n| 领域 | 率 |\n| --- | --- |\n"
        "| 财政 | 66.67% |\n| 合计 | 66.67 |\n\n- 注\n"
    )


def test_a_chart_becomes_the_table_of_its_bars() -> None:
    chart = BarChart(title="图", description="说明", bars=(Bar("财政", 5, "5.00%"),), maximum=100)
    assert "| 财政 | 5.00% |" in text(chart)


def test_details_are_nested_lists() -> None:
    details = Details(summary="明细", entries=(Entry("合计", (Entry("记录"),)),))
    assert text(details).endswith("**明细**\n\n- 合计\n  - 记录\n")


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("<script>", r"\<script\>"),
        ("[a](javascript:x)", r"\[a\](javascript:x)"),
        ("*重要*_a_", r"\*重要\*\_a\_"),
        ("# 标题", r"\# 标题"),
        ("- 项", r"\- 项"),
        ("1. 项", r"1\. 项"),
        ("66.67%", "66.67%"),
        ("两\n行", "两 行"),
        ("---", r"\---"),
    ],
)
def test_a_name_is_never_markup(name: str, written: str) -> None:
    assert text(Paragraph(name)) == f"# 通报\n\n{written}\n"


def test_a_bar_in_a_cell_does_not_end_the_cell() -> None:
    assert r"| a\|b |" in text(Table(caption="表", heads=("a",), rows=[("a|b",)]))


def test_a_link_cannot_end_early() -> None:
    cell = Cell("a", link="/x) [b](/y")
    assert "| [a](/x%29%20[b]%28/y) |" in text(Table(caption="表", heads=("a",), rows=[(cell,)]))


def test_a_source_is_linked() -> None:
    assert "[来源](https://example.org/)" in text(Source("来源", "https://example.org/"))

"""A report refuses what no renderer could show rightly."""

import pytest

from disclosure_core.errors import DataError
from disclosure_core.rendering.values import Cell, Heading, Report, Source, Table


@pytest.mark.parametrize("link", ["https://example.org/", "/items/a:b", "#rates", "mailto:a@b.cn"])
def test_a_link_may_lead_to_the_web_or_on_the_site(link: str) -> None:
    assert Source("来源", link).link == link


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "http://[",
    ],
)
def test_a_link_that_could_run_or_read_something_is_refused(link: str) -> None:
    with pytest.raises(DataError, match="cannot link to"):
        Cell("a", link=link)


def test_a_row_that_does_not_fit_its_head_is_refused() -> None:
    with pytest.raises(DataError, match="Row 2 of the table 表 has 1 cells, not 2"):
        Table(caption="表", heads=("a", "b"), rows=[("1", "2"), ("3",)])


def test_a_heading_that_skips_a_level_is_refused() -> None:
    with pytest.raises(DataError, match="skips a level"):
        Report(title="通报", blocks=(Heading("一"), Heading("二", level=3)))


def test_two_headings_with_one_anchor_are_refused() -> None:
    with pytest.raises(DataError, match="one anchor"):
        Report(title="通报", blocks=(Heading("一", anchor="a"), Heading("二", anchor="a")))

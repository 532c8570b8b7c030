"""A bar chart is a picture that can be read, heard and printed."""

from decimal import Decimal
from fractions import Fraction
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_core.rendering.svg import BAR, INK, PAPER, TRACK, WIDTH, bar_chart
from disclosure_core.rendering.values import Bar, BarChart

SVG = "{http://www.w3.org/2000/svg}"


def drawn(*bars: Bar, title: str = "覆盖率", description: str = "每个领域一条") -> Any:
    chart = BarChart(title=title, description=description, bars=bars, maximum=100)
    return ElementTree.fromstring(bar_chart(chart, "zh_CN", id="chart-1"))


def widths(picture: Any) -> list[str]:
    return [each.get("width") for each in picture.iter(f"{SVG}rect") if each.get("fill") == BAR]


@given(st.text(), st.text(), st.text())
def test_any_text_gives_a_well_formed_picture(title: str, description: str, label: str) -> None:
    drawn(Bar(label, 1, label), title=title, description=description)


def test_the_picture_is_named_by_its_title_and_description() -> None:
    picture = drawn(Bar("安全生产", 50, "50%"))
    named = picture.get("aria-labelledby").split()
    texts = [each.text for each in picture.iter() if each.get("id") in named]
    assert (picture.get("role"), texts) == ("img", ["覆盖率", "每个领域一条"])


def test_label_and_printed_value_stand_beside_each_bar_as_text() -> None:
    texts = [each.text for each in drawn(Bar("安全生产", 50, "50.00%")).iter(f"{SVG}text")]
    assert texts == ["覆盖率", "安全生产", "50.00%"]


@pytest.mark.parametrize(
    ("value", "width"),
    [
        (0, "0.0"),
        (100, f"{WIDTH}.0"),
        (50, f"{WIDTH // 2}.0"),
        (Fraction(100, 3), "133.3"),
        (Decimal("-5"), "0.0"),
        (Decimal(250), f"{WIDTH}.0"),
    ],
)
def test_a_bar_is_as_long_as_its_value(value: Any, width: str) -> None:
    assert widths(drawn(Bar("a", value, "a"))) == [width]


def test_no_value_is_no_bar_and_not_one_of_length_zero() -> None:
    assert widths(drawn(Bar("a", None, "不适用"))) == []


def test_a_long_label_is_cut_in_the_picture_and_whole_in_its_title() -> None:
    label = "国有土地上房屋征收与补偿领域基层政务公开标准目录全部事项之名称"
    picture = drawn(Bar(label, 1, "1.00%"))
    assert label not in [each.text for each in picture.iter(f"{SVG}text")]
    assert f"{label}: 1.00%" in [each.text for each in picture.iter(f"{SVG}title")]


def luminance(colour: str) -> float:
    def linear(part: str) -> float:
        share = int(part, 16) / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(colour[place : place + 2]) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("one", "two"), [(INK, PAPER), (BAR, PAPER), (BAR, TRACK)])
def test_what_must_be_told_apart_has_a_contrast_of_four_and_a_half(one: str, two: str) -> None:
    dark, light = sorted((luminance(one), luminance(two)))
    assert (light + 0.05) / (dark + 0.05) >= 4.5

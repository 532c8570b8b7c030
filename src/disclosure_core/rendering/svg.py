"""A bar chart as SVG: drawn to be read, heard, printed in grey and shown on a phone.

Text stays text, each bar has its label and printed value beside it (never colour alone), a title
and a description tell it to those who listen. Every number drawn is a whole number of
tenths of a pixel, computed exactly. No script, no style from outside, no link.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from disclosure_core.rendering.escape import escaped
from disclosure_core.rendering.values import Bar, BarChart, shown

NAMESPACE = "http://www.w3.org/2000/svg"

WIDTH = 400
"""Width in user units; narrow, so that text stays legible when a phone shrinks the picture."""

INK = "#1a1a1a"
"""Text: contrast 17.4 to 1 on white."""
BAR = "#1f5f8b"
"""Bars: contrast 6.8 to 1 on white, and dark grey in print."""
TRACK = "#e6e6e6"
"""The room up to the maximum."""
PAPER = "#ffffff"

_TOP = 34
_ROW = 44
_BAR_HEIGHT = 14
_FONT = 'font-family="sans-serif" font-size="14"'


def bar_chart(chart: BarChart, language: str, *, id: str = "chart") -> str:
    """The chart as one ``<svg>`` element, for a page or, with its namespace, a file of its own.

    ``id`` is the beginning of the ids in it and must be unlike any other on the page.
    """
    height = _TOP + _ROW * len(chart.bars) + 6
    title, description = shown(chart.title, language), shown(chart.description, language)
    key = escaped(id)
    lines = [
        f'<svg xmlns="{NAMESPACE}" class="bar-chart" role="img" viewBox="0 0 {WIDTH} {height}"',
        f' aria-labelledby="{key}-title {key}-description">',
        f'<title id="{key}-title">{escaped(title)}</title>',
        f'<desc id="{key}-description">{escaped(description)}</desc>',
        f'<rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>',
        _text(0, 18, title, weight="bold"),
        *_bars(chart, language),
        "</svg>",
    ]
    return "\n".join(lines)


def _bars(chart: BarChart, language: str) -> Sequence[str]:
    lines: list[str] = []
    for number, bar in enumerate(chart.bars):
        top = _TOP + number * _ROW
        label, printed = shown(bar.label, language), shown(bar.printed, language)
        lines += [
            "<g>",
            f"<title>{escaped(label)}: {escaped(printed)}</title>",
            _text(0, top + 14, _fitting(label, 24 if len(printed) < 12 else 14)),
            _text(WIDTH, top + 14, _fitting(printed, 24), anchor="end"),
            *_drawn(bar, chart, top + 20),
            "</g>",
        ]
    return lines


def _drawn(bar: Bar, chart: BarChart, top: int) -> Sequence[str]:
    if bar.value is None:
        return (
            f'<path d="M0 {top + _BAR_HEIGHT // 2}h{WIDTH}" stroke="{INK}" stroke-dasharray="4"/>',
        )
    width = _width(bar.value, chart.maximum)
    return (
        f'<rect y="{top}" width="{WIDTH}" height="{_BAR_HEIGHT}" fill="{TRACK}"/>',
        f'<rect y="{top}" width="{width}" height="{_BAR_HEIGHT}" fill="{BAR}"/>',
    )


def _width(value: Fraction | Decimal | int, maximum: Fraction | Decimal | int) -> str:
    share = min(max(Fraction(value) / Fraction(maximum), Fraction(0)), Fraction(1))
    tenths = int(share * WIDTH * 10)
    return f"{tenths // 10}.{tenths % 10}"


def _fitting(text: str, wide: int) -> str:
    """``text`` cut to about ``wide`` Chinese characters; the whole of it stays in the title."""
    room = wide * 2
    for place, sign in enumerate(text):
        room -= 2 if ord(sign) > 0x2E7F else 1
        if room < 0:
            return text[: max(place - 1, 0)] + "…"
    return text


def _text(x: int, y: int, text: str, *, anchor: str = "start", weight: str = "normal") -> str:
    return (
        f'<text x="{x}" y="{y}" {_FONT} font-weight="{weight}" text-anchor="{anchor}" '
        f'fill="{INK}">{escaped(text)}</text>'
    )

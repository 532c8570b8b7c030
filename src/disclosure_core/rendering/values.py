"""A report as a value: title, facts and blocks, before it is a page, a text or a file (报告).

Builders in ``reports`` make reports; ``html``, ``markdown`` and ``svg`` show them. A text is a
:class:`Message`, translated when shown, or a plain ``str``, which is data and shown as it stands.
Markup has no place in either: renderers escape everything.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from urllib.parse import urlsplit

from attrs import field, frozen, validators

from disclosure_core.errors import DataError
from disclosure_core.messages import Message

Text = Message | str
"""A text for people: a message, or data shown as it stands."""

CellValue = Message | str | int | Decimal | date
"""What a table's cell holds; numbers and days are set as such."""

LINK_SCHEMES = ("http", "https", "mailto", "tel", "")
"""What a link may lead to; the empty one is a place on the same site."""


def shown(text: Text, language: str) -> str:
    """A text in a language."""
    return text.text(language) if isinstance(text, Message) else text


def safe_link(link: str | None) -> str | None:
    """The link, if it leads where links of a report may.

    Raises:
        DataError: another scheme, such as ``javascript:``, or a scheme hidden behind blanks.
    """
    if link is None:
        return None
    try:
        scheme = urlsplit(link).scheme
    except ValueError:
        scheme = "?"
    hidden = link != link.strip() or any(ord(sign) < 0x20 for sign in link)
    if scheme not in LINK_SCHEMES or hidden:
        raise DataError(
            Message("A report cannot link to {link}.", link=repr(link)),
            fix=Message("link to http, https, mailto, tel, or a place on the same site."),
        )
    return link


@frozen
class Cell:
    """One cell of a table; ``link`` leads from its text."""

    value: CellValue
    link: str | None = field(default=None, converter=safe_link, kw_only=True)

    @property
    def is_number(self) -> bool:
        """Whether it is set as a number, to the right."""
        return isinstance(self.value, (int, Decimal)) or (
            isinstance(self.value, str) and self.value.removesuffix("%").replace(".", "").isdigit()
        )

    def text(self, language: str) -> str:
        """Its value for a reader; a day is written out in Chinese."""
        return (
            day_text(self.value, language)
            if isinstance(self.value, date)
            else shown(self.value if isinstance(self.value, Message) else str(self.value), language)
        )


def day_text(day: date, language: str) -> str:
    """A day, or an instant to the minute, as it is written in a language."""
    text = (
        f"{day.year}年{day.month}月{day.day}日" if language.startswith("zh") else f"{day:%Y-%m-%d}"
    )
    return f"{text} {day:%H:%M %z}".rstrip() if isinstance(day, datetime) else text


def _cell(value: "Cell | CellValue") -> Cell:
    return value if isinstance(value, Cell) else Cell(value)


def _row(row: "Iterable[Cell | CellValue]") -> tuple[Cell, ...]:
    return tuple(_cell(value) for value in row)


def _rows(rows: "Iterable[Iterable[Cell | CellValue]]") -> tuple[tuple[Cell, ...], ...]:
    return tuple(_row(row) for row in rows)


@frozen
class Heading:
    """A heading: ``level`` 1 is a section of the report, 2 a part of one; ``anchor`` its id."""

    text: Text
    level: int = field(default=1, validator=[validators.ge(1), validators.le(4)])
    anchor: str | None = field(
        default=None, validator=validators.optional(validators.matches_re(r"[A-Za-z][\w-]*"))
    )


@frozen
class Paragraph:
    """A paragraph."""

    text: Text


@frozen
class Listing:
    """A list of texts."""

    texts: tuple[Text, ...]
    ordered: bool = False


@frozen(kw_only=True)
class Table:
    """A table with a caption: heads, rows, and sums in the foot. The first cell of a row names it.

    Raises:
        DataError: a row is wider or narrower than the head.
    """

    caption: Text
    heads: tuple[Text, ...] = field(validator=validators.min_len(1))
    rows: tuple[tuple[Cell, ...], ...] = field(converter=_rows)
    foot: tuple[tuple[Cell, ...], ...] = field(default=(), converter=_rows)
    notes: tuple[Text, ...] = ()

    def __attrs_post_init__(self) -> None:
        for number, row in enumerate((*self.rows, *self.foot), start=1):
            if len(row) != len(self.heads):
                raise DataError(
                    Message(
                        "Row {row} of the table {caption} has {found} cells, not {expected}.",
                        row=number,
                        caption=self.caption,
                        found=len(row),
                        expected=len(self.heads),
                    )
                )


@frozen
class Bar:
    """One bar: its label, its value, and the value as printed; no value is shown as its words."""

    label: Text
    value: Fraction | Decimal | int | None
    printed: Text


@frozen(kw_only=True)
class BarChart:
    """Bars on one scale from 0 to ``maximum`` (条形图).

    ``description`` says what the bars say, for those who do not see them. A value below 0 or above
    the maximum is drawn to the edge; the printed value is exact.
    """

    title: Text
    description: Text
    bars: tuple[Bar, ...]
    maximum: Fraction | Decimal | int = field(validator=validators.gt(0))


@frozen
class Entry:
    """A line with the lines that explain it."""

    text: Text
    entries: tuple["Entry", ...] = ()


@frozen(kw_only=True)
class Details:
    """Lines that can be opened, for a ledger or a long list (明细)."""

    summary: Text
    entries: tuple[Entry, ...]


@frozen
class Source:
    """Where something comes from: a document or an address (来源)."""

    text: Text
    link: str | None = field(default=None, converter=safe_link)


Block = Heading | Paragraph | Listing | Table | BarChart | Details | Source


@frozen
class Fact:
    """A name and a value in the head of a report."""

    name: Text
    value: Text


@frozen(kw_only=True)
class Report:
    """A report, bulletin or letter (报告).

    Raises:
        DataError: a heading skips a level, or two have one anchor.
    """

    title: Text
    facts: tuple[Fact, ...] = ()
    blocks: tuple[Block, ...]

    def __attrs_post_init__(self) -> None:
        headings = [block for block in self.blocks if isinstance(block, Heading)]
        _refuse_skips(headings)
        anchors = [each.anchor for each in headings if each.anchor]
        if len(anchors) != len(set(anchors)):
            raise DataError(Message("Two headings of a report have one anchor."))


def _refuse_skips(headings: Sequence[Heading]) -> None:
    before = 0
    for heading in headings:
        if heading.level > before + 1:
            raise DataError(
                Message(
                    "The heading {text} skips a level.",
                    text=heading.text,
                ),
                why=Message("Readers who hear a page move by its headings."),
            )
        before = heading.level
